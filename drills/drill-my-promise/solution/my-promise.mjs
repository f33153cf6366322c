// Promises after Promises/A+, with `catch`, `finally`, `resolve` and `reject` besides.

// Two functions of which only the first call counts.
function firstOf(onResolve, onReject) {
  let isCalled = false;
  const once = (callback) => (value) => {
    if (isCalled) return;
    isCalled = true;
    callback(value);
  };
  return [once(onResolve), once(onReject)];
}

export class MyPromise {
  #state = 'pending';
  #value;
  #reactions = [];

  constructor(executor) {
    const [resolve, reject] = firstOf(
      (value) => this.#resolve(value),
      (reason) => this.#settle('rejected', reason),
    );
    try {
      executor(resolve, reject);
    } catch (error) {
      reject(error);
    }
  }

  #settle(state, value) {
    this.#state = state;
    this.#value = value;
    for (const reaction of this.#reactions.splice(0)) queueMicrotask(reaction);
  }

  #resolve(value) {
    if (value === this) {
      this.#settle('rejected', new TypeError('a promise cannot be resolved with itself'));
      return;
    }
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) {
      this.#settle('fulfilled', value);
      return;
    }
    const [resolve, reject] = firstOf(
      (next) => this.#resolve(next),
      (reason) => this.#settle('rejected', reason),
    );
    try {
      // Read once: it may be a getter that answers differently the next time.
      const { then } = value;
      if (typeof then === 'function') then.call(value, resolve, reject);
      else this.#settle('fulfilled', value);
    } catch (error) {
      reject(error);
    }
  }

  then(onFulfilled, onRejected) {
    return new MyPromise((resolve, reject) => {
      const react = () => {
        const isFulfilled = this.#state === 'fulfilled';
        const callback = isFulfilled ? onFulfilled : onRejected;
        try {
          if (typeof callback === 'function') resolve(callback(this.#value));
          else if (isFulfilled) resolve(this.#value);
          else reject(this.#value);
        } catch (error) {
          reject(error);
        }
      };
      if (this.#state === 'pending') this.#reactions.push(react);
      else queueMicrotask(react);
    });
  }

  catch(onRejected) {
    return this.then(undefined, onRejected);
  }

  finally(callback) {
    if (typeof callback !== 'function') return this.then(callback, callback);
    return this.then(
      (value) => MyPromise.resolve(callback()).then(() => value),
      (reason) =>
        MyPromise.resolve(callback()).then(() => {
          throw reason;
        }),
    );
  }

  static resolve(value) {
    return value instanceof MyPromise ? value : new MyPromise((resolve) => resolve(value));
  }

  static reject(reason) {
    return new MyPromise((_, reject) => reject(reason));
  }
}
