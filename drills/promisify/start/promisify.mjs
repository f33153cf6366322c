// Works for a function that succeeds and does not need its `this`.
export function promisify(fn) {
  return (...args) => new Promise((resolve) => fn(...args, (error, result) => resolve(result || error)));
}
