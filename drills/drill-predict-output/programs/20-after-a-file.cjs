const { readFile } = require('node:fs');

process.on('unhandledRejection', (reason) => console.log(`nobody took the ${reason}`));

readFile(__filename, () => {
  console.log('the file is here');
  setTimeout(() => console.log('timer'), 0);
  setImmediate(() => console.log('immediate'));

  const parcel = Promise.reject('parcel');
  Promise.reject('bill');

  Promise.resolve().then(() => {
    console.log('microtask');
    parcel.catch((thing) => console.log(`took the ${thing}`));
  });
  process.nextTick(() => console.log('tick'));
});
