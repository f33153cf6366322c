// Runs a program, and notes at each `console.log` what is on the call stack and who is waiting in which queue.
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import vm from 'node:vm';

const isPending = (promise) => inspect(promise, { depth: 0 }).includes('<pending>');

class Recorder {
  rows = [];
  // Callbacks that somebody has registered; `source` is the promise that has to settle first, if there is one.
  #microtasks = [];
  #tasks = [];
  #begun = 0;
  #then = Promise.prototype.then;

  // A microtask waits in the queue only from when its promise is settled. Until then the promise has it.
  #waiting() {
    const ready = ({ source }) => source === undefined || !isPending(source);
    const notBegun = ({ begun }) => begun === undefined;
    return {
      microtasks: this.#microtasks.filter(notBegun).filter(ready),
      tasks: this.#tasks.filter(notBegun),
    };
  }

  #enqueue(list, name, source) {
    const entry = { name, source, begun: undefined };
    list.push(entry);
    return () => (entry.begun ??= this.#begun++);
  }

  #wrapped(list, callback, source) {
    if (typeof callback !== 'function') return callback;
    const begin = this.#enqueue(list, callback.name, source);
    return (...values) => {
      begin();
      return callback(...values);
    };
  }

  #callStack(filename) {
    const { prepareStackTrace } = Error;
    Error.prepareStackTrace = (error, sites) => sites;
    const sites = new Error('where are we?').stack;
    Error.prepareStackTrace = prepareStackTrace;
    const frames = sites.filter((site) => site.getFileName() === filename && !site.isAsync());
    return frames.map((site) => site.getFunctionName() || 'script').reverse();
  }

  // What the program sees in place of the globals.
  globals(filename) {
    return {
      console: {
        log: (line) => this.rows.push({ prints: String(line), stack: this.#callStack(filename), ...this.#waiting() }),
      },
      setTimeout: (callback, ms) => setTimeout(this.#wrapped(this.#tasks, callback), ms),
      queueMicrotask: (callback) => queueMicrotask(this.#wrapped(this.#microtasks, callback)),
      // Stands behind each `await`: what comes after it is a microtask that has the function's name.
      awaited: (name, value) => {
        const source = Promise.resolve(value);
        const begin = this.#enqueue(this.#microtasks, name, source);
        void this.#then.call(source, begin, begin);
        return source;
      },
    };
  }

  async run(program, filename) {
    const globals = this.globals(filename);
    const then = this.#then;
    const wrapped = (callback, source) => this.#wrapped(this.#microtasks, callback, source);
    const main = vm.runInThisContext(`(function (${Object.keys(globals)}) { ${program}\n})`, { filename });
    Promise.prototype.then = function (onFulfilled, onRejected) {
      return then.call(this, wrapped(onFulfilled, this), wrapped(onRejected, this));
    };
    try {
      main(...Object.values(globals));
    } finally {
      Promise.prototype.then = then;
    }
    while (this.#waiting().tasks.length > 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

// `await x` in a function f becomes `await awaited('f', x)`; each on a line of its own, in a function declaration.
function withMarkedAwaits(program) {
  let name = '';
  return program.split('\n').map((line) => {
    name = /^async function (\w+)/.exec(line)?.[1] ?? name;
    return line.replace(/\bawait (.+);$/, (_, value) => `await awaited('${name}', ${value});`);
  }).join('\n');
}

// Both queues are first in, first out: the order in which callbacks began is the order in which they stood there.
const namesInOrder = (entries) => entries.toSorted((a, b) => a.begun - b.begun).map(({ name }) => name);

export async function trace(path) {
  const recorder = new Recorder();
  await recorder.run(withMarkedAwaits(readFileSync(path, 'utf8')), path);
  return recorder.rows.map(({ prints, stack, microtasks, tasks }) => ({
    prints,
    stack: stack.join(' > '),
    microtasks: namesInOrder(microtasks).join(', '),
    tasks: namesInOrder(tasks).join(', '),
  }));
}
