// Runs tasks by priority, a few at a time.

export class Scheduler {
  #places;
  #running = 0;
  // Sorted: what is next stands first.
  #queue = [];
  #isStarting = false;
  #whenIdle = [];

  constructor({ places = 1 } = {}) {
    this.#places = places;
  }

  get size() {
    return this.#queue.length;
  }

  get running() {
    return this.#running;
  }

  add(task, { priority = 0, signal } = {}) {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const entry = { task, priority, resolve, forget: () => signal?.removeEventListener('abort', onAbort) };
      const onAbort = () => {
        this.#queue.splice(this.#queue.indexOf(entry), 1);
        entry.forget();
        reject(signal.reason);
        this.#tellIdle();
      };
      signal?.addEventListener('abort', onAbort);
      this.#insert(entry);
      this.#startSoon();
    });
  }

  idle() {
    return new Promise((resolve) => {
      this.#whenIdle.push(resolve);
      this.#tellIdle();
    });
  }

  // Behind all that are as important.
  #insert(entry) {
    const at = this.#queue.findIndex(({ priority }) => priority < entry.priority);
    if (at === -1) this.#queue.push(entry);
    else this.#queue.splice(at, 0, entry);
  }

  // In a microtask: whatever is added in the same run has its chance.
  #startSoon() {
    if (this.#isStarting) return;
    this.#isStarting = true;
    queueMicrotask(() => {
      this.#isStarting = false;
      while (this.#running < this.#places && this.#queue.length > 0) this.#start(this.#queue.shift());
    });
  }

  #start({ task, resolve, forget }) {
    forget();
    // The caller's promise follows that of the run, a failure included.
    resolve(this.#run(task));
  }

  async #run(task) {
    this.#running += 1;
    try {
      return await task();
    } finally {
      this.#running -= 1;
      this.#startSoon();
      this.#tellIdle();
    }
  }

  #tellIdle() {
    if (this.#running > 0 || this.#queue.length > 0) return;
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }
}
