// Checks start/ or, with DRILL=solution, solution/.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const file = new URL(`./${process.env.DRILL ?? 'start'}/my-promise.mjs`, import.meta.url);
const { MyPromise } = await import(file);

// The outcome of a MyPromise, or `pending` when nothing has come for a while.
const outcome = (promise) =>
  new Promise((resolve) => {
    promise.then(
      (value) => resolve({ value }),
      (reason) => resolve({ reason }),
    );
    setTimeout(resolve, 1_000, 'pending');
  });

const later = (value, ms = 1) => new MyPromise((resolve) => setTimeout(resolve, ms, value));

test('it is made without the promises of the language', () => {
  const code = readFileSync(file, 'utf8').replace(/\/\/.*/g, '');
  assert.doesNotMatch(code, /\bnew Promise\b|\bPromise\.\w|\basync\b|\bawait\b/);
});

test('the executor runs at once, callbacks run later', async () => {
  const order = [];
  const promise = new MyPromise((resolve) => {
    order.push('executor');
    resolve('callback');
  });
  const done = promise.then((word) => order.push(word));
  order.push('end of the run');
  await outcome(done);
  assert.deepEqual(order, ['executor', 'end of the run', 'callback']);
});

test('callbacks are microtasks', async () => {
  const order = [];
  setTimeout(() => order.push('timer'), 0);
  const done = MyPromise.resolve().then(() => order.push('then'));
  queueMicrotask(() => order.push('microtask'));
  await outcome(done);
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(order, ['then', 'microtask', 'timer']);
});

test('the first settling counts', async () => {
  const promise = new MyPromise((resolve, reject) => {
    resolve(1);
    resolve(2);
    reject(new Error('3'));
    throw new Error('4');
  });
  assert.deepEqual(await outcome(promise), { value: 1 });
});

test('what the executor throws rejects', async () => {
  const promise = new MyPromise(() => {
    throw 'no flour';
  });
  assert.deepEqual(await outcome(promise), { reason: 'no flour' });
});

test('callbacks that wait are called in order', async () => {
  const order = [];
  const promise = later('cake');
  for (const guest of ['ada', 'bob', 'cyd']) promise.then((cake) => order.push(`${guest}: ${cake}`));
  await outcome(promise);
  assert.deepEqual(order, ['ada: cake', 'bob: cake', 'cyd: cake']);
});

test('values, errors and promises go down a chain', async () => {
  const promise = MyPromise.resolve(1)
    .then((n) => n + 1)
    .then((n) => later(n * 10))
    .then((n) => {
      throw n + 1;
    })
    .then(() => 'passed over')
    .catch((n) => n + 1);
  assert.deepEqual(await outcome(promise), { value: 22 });
});

test('what is no function is passed over', async () => {
  assert.deepEqual(await outcome(MyPromise.resolve(1).then(2, 3)), { value: 1 });
  assert.deepEqual(await outcome(MyPromise.reject('r').then(2, null)), { reason: 'r' });
});

test('a thenable is adopted, its `then` read once', async () => {
  let reads = 0;
  const thenable = {
    get then() {
      reads += 1;
      return (resolve) => resolve('adopted');
    },
  };
  assert.deepEqual(await outcome(new MyPromise((resolve) => resolve(thenable))), { value: 'adopted' });
  assert.equal(reads, 1);
});

test('a thenable that settles twice and throws counts once', async () => {
  const thenable = {
    then(resolve, reject) {
      resolve('first');
      reject('second');
      throw new Error('third');
    },
  };
  assert.deepEqual(await outcome(MyPromise.resolve().then(() => thenable)), { value: 'first' });
});

test('a thenable that gives a thenable is followed', async () => {
  const inner = { then: (_, reject) => setTimeout(reject, 1, 'deep') };
  const outer = { then: (resolve) => resolve(inner) };
  assert.deepEqual(await outcome(MyPromise.resolve(outer)), { reason: 'deep' });
});

test('an object is a value, unless it has a method `then`', async () => {
  const cake = { then: 'a tart' };
  assert.equal((await outcome(MyPromise.resolve(cake))).value, cake);
  assert.deepEqual(await outcome(MyPromise.resolve({ item: 'cake' })), { value: { item: 'cake' } });
});

test('a `then` that cannot be read, or throws, rejects', async () => {
  const locked = {
    get then() {
      throw 'locked';
    },
  };
  const broken = {
    then() {
      throw 'broken';
    },
  };
  assert.deepEqual(await outcome(MyPromise.resolve(locked)), { reason: 'locked' });
  assert.deepEqual(await outcome(MyPromise.resolve(broken)), { reason: 'broken' });
});

test('a promise resolved with itself is rejected', async () => {
  const promise = MyPromise.resolve().then(() => promise);
  const { reason } = await outcome(promise);
  assert.ok(reason instanceof TypeError);
});

test('finally passes the outcome on, waits, and fails if it fails', async () => {
  const order = [];
  const promise = MyPromise.resolve('cake')
    .finally(() => later('ignored', 5).then(() => order.push('washed up')))
    .then((cake) => order.push(cake));
  await outcome(promise);
  assert.deepEqual(order, ['washed up', 'cake']);
  assert.deepEqual(await outcome(MyPromise.reject('r').finally(() => 'ignored')), { reason: 'r' });
  assert.deepEqual(await outcome(MyPromise.resolve(1).finally(() => MyPromise.reject('f'))), { reason: 'f' });
  assert.deepEqual(await outcome(MyPromise.resolve(1).finally()), { value: 1 });
  assert.deepEqual(await outcome(MyPromise.reject('r').finally(null)), { reason: 'r' });
});

test('resolve gives back a MyPromise as it is', () => {
  const promise = MyPromise.resolve(1);
  assert.equal(MyPromise.resolve(promise), promise);
});
