const quick = new Promise((resolve) => setTimeout(resolve, 5, 'crêpe'));
const slow = new Promise((resolve, reject) => setTimeout(reject, 30, 'no oven'));

quick.then((dish) => console.log(`ready: ${dish}`));
slow.catch((reason) => console.log(`failed: ${reason}`));

Promise.all([slow, quick]).then(
  () => console.log('all: dinner'),
  (reason) => console.log(`all: ${reason}`),
);

Promise.allSettled([slow, quick]).then((outcomes) => {
  for (const { status, value } of outcomes) console.log(`${status}: ${value}`);
});
