async function knead(dough) {
  console.log(`knead the ${dough}`);
  await null;
  console.log(`shape the ${dough}`);
}

async function bake() {
  console.log('light the oven');
  await knead('rye');
  console.log('put it in');
}

function open() {
  console.log('open the door');
}

queueMicrotask(open);
bake();
console.log('sweep');
