// Knows one outcome, calls back at once, and takes a promise for a value.
export class MyPromise {
  #value;

  constructor(executor) {
    executor((value) => {
      this.#value = value;
    });
  }

  then(onFulfilled) {
    return new MyPromise((resolve) => resolve(onFulfilled(this.#value)));
  }

  static resolve(value) {
    return new MyPromise((resolve) => resolve(value));
  }
}
