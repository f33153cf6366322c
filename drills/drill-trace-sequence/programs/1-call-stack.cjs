function weigh(item) {
  console.log(`weigh the ${item}`);
}

function wrap(item) {
  weigh(item);
  console.log(`wrap the ${item}`);
}

function ringBell() {
  console.log('the bell rings');
}

setTimeout(ringBell, 0);
wrap('bread');
console.log('thank you');
