const caller = new AbortController();
const { signal } = caller;

const call = new Promise((resolve, reject) => {
  signal.addEventListener('abort', () => {
    console.log('the line goes dead');
    reject(signal.reason);
  });
});

call.catch((error) => console.log(`sorry: ${error.message}`));

console.log('dial');
caller.abort(new Error('wrong number'));
console.log('hang up');

signal.addEventListener('abort', () => console.log('listen once more'));
console.log(signal.aborted);
