function fill() {
  console.log('fill the kettle');
}

function boil() {
  console.log('boil');
}

function pour() {
  console.log('pour');
  queueMicrotask(stir);
}

function stir() {
  console.log('stir');
}

function paper() {
  console.log('the paper is here');
}

setTimeout(paper, 0);
Promise.resolve().then(fill).then(pour);
queueMicrotask(boil);
console.log('good morning');
