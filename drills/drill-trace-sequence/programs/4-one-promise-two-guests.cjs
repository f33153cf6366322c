function arrive() {
  console.log('the train is here');
  train.leave('platform 2');
  console.log('the doors open');
}

function ada(platform) {
  console.log(`Ada runs to ${platform}`);
  setTimeout(whistle, 0);
}

function bob(platform) {
  console.log(`Bob walks to ${platform}`);
}

function whistle() {
  console.log('the whistle blows');
}

function coffee() {
  console.log('coffee is ready');
}

const train = {};
train.arrival = new Promise(function announce(resolve) {
  console.log('the train is announced');
  train.leave = resolve;
});

setTimeout(arrive, 0);
setTimeout(coffee, 0);
train.arrival.then(ada);
train.arrival.then(bob);
console.log('everybody waits');
