const guests = ['Ada', 'Bob'];

async function greet(name) {
  console.log(`ring at ${name}'s`);
  await null;
  console.log(`hello ${name}`);
}

async function main() {
  guests.forEach(async (name) => {
    await greet(name);
  });
  console.log('everybody has been greeted');

  for (const name of guests) await greet(name);
  console.log('now they have');
}

main();
