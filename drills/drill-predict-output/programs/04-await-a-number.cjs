async function checkOut(basket) {
  console.log('scan');
  const sum = await basket.length;
  console.log(`${sum} things`);
}

async function bagUp() {
  console.log('open a bag');
  console.log('fill it');
}

checkOut(['rye', 'butter']);
bagUp();
console.log('next, please');
