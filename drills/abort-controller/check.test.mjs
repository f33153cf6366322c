// Checks start/ or, with DRILL=solution, solution/.
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';

const { sleep, downloadAll } = await import(`./${process.env.DRILL ?? 'start'}/cancel.mjs`);

const listeners = (signal) => getEventListeners(signal, 'abort').length;
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
const soon = { timeout: 2_500 };

// Resolves, rejects, or waits until its signal is aborted; as the URL says.
function download(url, { signal }) {
  if (url.startsWith('good')) return Promise.resolve(`page of ${url}`);
  if (url.startsWith('bad')) return Promise.reject(new Error(`no ${url}`));
  return new Promise((resolve, reject) => {
    const keepAlive = setTimeout(resolve, 4_000, 'never stopped');
    signal?.addEventListener('abort', () => {
      clearTimeout(keepAlive);
      stopped.push(url);
      reject(signal.reason);
    });
  });
}
let stopped = [];

test('sleep ends by itself, with and without a signal', soon, async () => {
  const { signal } = new AbortController();
  await sleep(1);
  await sleep(1, { signal });
  assert.equal(listeners(signal), 0);
});

test('an abort ends it at once, and clears its timer', soon, async () => {
  const caller = new AbortController();
  const before = timers();
  const sleeping = sleep(4_000, { signal: caller.signal });
  assert.equal(timers(), before + 1);
  caller.abort(new Error('wake up'));
  await assert.rejects(sleeping, { message: 'wake up' });
  assert.equal(timers(), before);
  assert.equal(listeners(caller.signal), 0);
});

test('a signal that is aborted already starts nothing', soon, async () => {
  const before = timers();
  const signal = AbortSignal.abort(new Error('too late'));
  await assert.rejects(sleep(4_000, { signal }), { message: 'too late' });
  assert.equal(timers(), before);
});

test('without a reason it is an AbortError', soon, async () => {
  await assert.rejects(sleep(4_000, { signal: AbortSignal.abort() }), { name: 'AbortError' });
});

test('all downloads begin at once, and their results are in order', soon, async () => {
  assert.deepEqual(await downloadAll(['good a', 'good b'], download), ['page of good a', 'page of good b']);
});

test('the caller stops all of them', soon, async () => {
  stopped = [];
  const caller = new AbortController();
  const all = downloadAll(['slow a', 'slow b'], download, { signal: caller.signal });
  setImmediate(() => caller.abort(new Error('never mind')));
  await assert.rejects(all, { message: 'never mind' });
  assert.deepEqual(stopped, ['slow a', 'slow b']);
});

test('a caller who has aborted already gets no download', soon, async () => {
  const signal = AbortSignal.abort(new Error('too late'));
  const refuse = () => assert.fail('a download was begun');
  await assert.rejects(async () => downloadAll(['good'], refuse, { signal }), { message: 'too late' });
});

test('one failure stops the others', soon, async () => {
  stopped = [];
  await assert.rejects(downloadAll(['slow a', 'bad', 'slow b'], download), { message: 'no bad' });
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(stopped, ['slow a', 'slow b']);
});

test('each download has a limit', soon, async () => {
  await assert.rejects(downloadAll(['slow'], download, { limitMs: 20 }), { name: 'TimeoutError' });
});

test('after a success nothing is aborted, and nothing is left', soon, async () => {
  const given = [];
  const caller = new AbortController();
  await downloadAll(
    ['good a', 'good b'],
    async (url, { signal }) => {
      given.push(signal);
      return url;
    },
    { signal: caller.signal },
  );
  assert.deepEqual(given.map((signal) => signal.aborted), [false, false]);
  assert.equal(listeners(caller.signal), 0);
});
