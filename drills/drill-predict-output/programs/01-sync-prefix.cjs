async function bake(cake) {
  console.log(`${cake} goes into the oven`);
  await null;
  console.log(`${cake} comes out`);
}

console.log('open');
bake('Lemon cake');
console.log('serve coffee');
