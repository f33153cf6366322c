Promise.resolve().then(() => {
  console.log('stamp the form');
  process.nextTick(() => console.log('answer the phone'));
});
Promise.resolve().then(() => console.log('file the form'));

process.nextTick(() => {
  console.log('take a number');
  process.nextTick(() => console.log('number 7, please'));
});

setTimeout(() => console.log('lunch'), 0);
console.log('the office opens');
