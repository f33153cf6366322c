// Makes a function with an error-first callback into one that returns a promise.
export function promisify(fn) {
  // No arrow function here: the caller's `this` is passed on.
  return function promisified(...args) {
    return new Promise((resolve, reject) => {
      fn.call(this, ...args, (error, result) => {
        if (error) reject(error);
        else resolve(result);
      });
    });
  };
}
