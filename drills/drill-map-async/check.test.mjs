// Checks start/ or, with DRILL=solution, solution/.
import assert from 'node:assert/strict';
import { test } from 'node:test';

const { mapAsync } = await import(`./${process.env.DRILL ?? 'start'}/map-async.mjs`);

// What `callback` was called with, each time, after everything has come to rest.
function calls(items, fn) {
  const seen = [];
  return new Promise((resolve, reject) => {
    try {
      // As they are now: an array that is filled later would look as if it had been full.
      mapAsync(items, fn, (...args) => seen.push(args.map((arg) => (Array.isArray(arg) ? [...arg] : arg))));
    } catch (error) {
      reject(error);
    }
    setTimeout(resolve, 50, seen);
  });
}

test('results are in the order of the items', async () => {
  const fn = (ms, done) => setTimeout(done, ms, null, ms * 2);
  assert.deepEqual(await calls([15, 1, 8], fn), [[null, [30, 2, 16]]]);
});

test('all items are started at once', () => {
  const started = [];
  mapAsync(['a', 'b', 'c'], (item) => started.push(item), () => {});
  assert.deepEqual(started, ['a', 'b', 'c']);
});

test('an undefined result counts as one', async () => {
  const fn = (item, done) => setTimeout(done, 1);
  assert.deepEqual(await calls([1, 2], fn), [[null, [undefined, undefined]]]);
});

test('the first error is the outcome, and nothing follows', async () => {
  const fn = (item, done) => setTimeout(done, item.length, item === 'ok' ? null : new Error(item), item);
  const seen = await calls(['second error', 'bad', 'ok'], fn);
  assert.equal(seen.length, 1);
  assert.equal(seen[0][0].message, 'bad');
});

test('a callback that comes twice counts once', async () => {
  const fn = (item, done) => {
    done(null, item);
    if (item === 1) done(null, item);
    if (item === 2) setTimeout(done, 1, new Error('too late'));
  };
  assert.deepEqual(await calls([1, 2], fn), [[null, [1, 2]]]);
  const slow = (item, done) => (item === 2 ? setTimeout(done, 5, null, item) : fn(item, done));
  assert.deepEqual(await calls([1, 2], slow), [[null, [1, 2]]]);
});

test('the end of an empty list comes later, too', async () => {
  let hasReturned = false;
  const order = new Promise((resolve) => {
    mapAsync([], () => {}, (error, results) => resolve({ error, results, hasReturned }));
    hasReturned = true;
    setTimeout(resolve, 50, 'never called');
  });
  assert.deepEqual(await order, { error: null, results: [], hasReturned: true });
});

test('so does that of items which are done at once', async () => {
  let hasReturned = false;
  const order = new Promise((resolve) => {
    mapAsync([1], (item, done) => done(null, item), () => resolve(hasReturned));
    hasReturned = true;
  });
  assert.equal(await order, true);
});
