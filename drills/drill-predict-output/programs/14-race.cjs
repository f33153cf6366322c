function swim(name, ms) {
  return new Promise((resolve) => {
    setTimeout(() => {
      console.log(`${name} touches the wall`);
      resolve(name);
    }, ms);
  });
}

async function finals() {
  const first = await Promise.race([swim('Ines', 5), swim('Jo', 30)]);
  console.log(`gold for ${first}`);

  const start = Promise.resolve('Kim').then((name) => `${name}, who waited`);
  const second = await Promise.race([start, 'Lea, who did not']);
  console.log(`gold for ${second}`);
}

finals();
