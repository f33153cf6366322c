async function rent(boat) {
  try {
    console.log(`untie the ${boat}`);
    if (boat === 'raft') throw new Error('it leaks');
    return await `back with the ${boat}`;
  } finally {
    console.log(`tie up the ${boat}`);
  }
}

async function afternoon() {
  const news = await rent('canoe').finally(() => 'the harbour is closed');
  console.log(news);

  const trip = rent('raft').finally(() => {
    throw new Error('the rope is gone');
  });
  await trip.catch((error) => console.log(error.message));
}

afternoon();
