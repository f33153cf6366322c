// Checks start/ or, with DRILL=solution, solution/.
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';

const { retryPromise } = await import(`./${process.env.DRILL ?? 'start'}/retry-promise.mjs`);

// Work that fails as often as it is told, pauses that take no time, and a record of both.
function record(failures) {
  const seen = { attempts: [], pauses: [] };
  seen.pause = async (ms) => seen.pauses.push(ms);
  seen.work = async (attempt) => {
    seen.attempts.push(attempt);
    if (seen.attempts.length <= failures) throw new Error(`failure ${seen.attempts.length}`);
    return 'cake';
  };
  return seen;
}

test('a success at once needs one call', async () => {
  const { work, pause, attempts, pauses } = record(0);
  assert.equal(await retryPromise(work, { pause }), 'cake');
  assert.deepEqual([attempts, pauses], [[0], []]);
});

test('it waits longer before each attempt', async () => {
  const { work, pause, attempts, pauses } = record(3);
  assert.equal(await retryPromise(work, { pause, base: 10 }), 'cake');
  assert.deepEqual([attempts, pauses], [[0, 1, 2, 3], [10, 20, 40]]);
});

test('it gives up with the last error, without a last pause', async () => {
  const { work, pause, attempts, pauses } = record(99);
  await assert.rejects(retryPromise(work, { pause, retries: 2 }), { message: 'failure 3' });
  assert.deepEqual([attempts, pauses], [[0, 1, 2], [100, 200]]);
});

test('no retries mean one call', async () => {
  const { work, pause, attempts } = record(99);
  await assert.rejects(retryPromise(work, { pause, retries: 0 }), { message: 'failure 1' });
  assert.deepEqual(attempts, [0]);
});

test('the pause has a limit', async () => {
  const { work, pause, pauses } = record(4);
  await retryPromise(work, { pause, retries: 4, base: 100, most: 250 });
  assert.deepEqual(pauses, [100, 200, 250, 250]);
});

test('a failure that does not pass is thrown at once', async () => {
  const { work, pause, attempts, pauses } = record(99);
  const shouldRetry = ({ message }) => message === 'failure 1';
  await assert.rejects(retryPromise(work, { pause, shouldRetry }), { message: 'failure 2' });
  assert.deepEqual([attempts, pauses], [[0, 1], [100]]);
});

test('work that throws without a promise is retried, too', async () => {
  let calls = 0;
  const work = () => {
    calls += 1;
    if (calls === 1) throw new Error('at once');
    return 'cake';
  };
  assert.equal(await retryPromise(work, { pause: async () => {} }), 'cake');
});

test('an abort before it begins calls nothing', async () => {
  const { work, pause, attempts } = record(0);
  const signal = AbortSignal.abort(new Error('closed'));
  await assert.rejects(retryPromise(work, { pause, signal }), { message: 'closed' });
  assert.deepEqual(attempts, []);
});

test('an abort during an attempt is the last word', async () => {
  const caller = new AbortController();
  let calls = 0;
  const work = async () => {
    calls += 1;
    caller.abort(new Error('never mind'));
    throw new Error('busy');
  };
  const { signal } = caller;
  const refuse = () => assert.fail('a pause was begun');
  await assert.rejects(retryPromise(work, { pause: refuse, signal }), { message: 'never mind' });
  await assert.rejects(retryPromise(work, { retries: 0, signal }), { message: 'never mind' });
  assert.equal(calls, 1);
});

test('an abort ends a long pause, and nothing is left behind', { timeout: 5_000 }, async () => {
  const caller = new AbortController();
  const { signal } = caller;
  const { work, attempts } = record(99);
  setTimeout(() => caller.abort(new Error('never mind')), 20);
  await assert.rejects(retryPromise(work, { base: 600_000, most: 600_000, signal }), { message: 'never mind' });
  assert.deepEqual(attempts, [0]);
  assert.equal(getEventListeners(signal, 'abort').length, 0);
});
