function prepare(fruit) {
  return Promise.resolve()
    .then(() => console.log(`wash the ${fruit}`))
    .then(() => console.log(`peel the ${fruit}`))
    .then(() => console.log(`eat the ${fruit}`));
}

prepare('apple');
prepare('pear');
queueMicrotask(() => console.log('shake out the cloth'));
