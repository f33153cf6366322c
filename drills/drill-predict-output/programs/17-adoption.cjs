const envelope = Promise.resolve('a letter');

Promise.resolve()
  .then(() => envelope)
  .then((content) => console.log(`A: ${content}`));

new Promise((resolve) => resolve(envelope)).then((content) => console.log(`B: ${content}`));

Promise.resolve(envelope).then((content) => console.log(`C: ${content}`));

Promise.resolve()
  .then(() => console.log('1'))
  .then(() => console.log('2'))
  .then(() => console.log('3'))
  .then(() => console.log('4'));
