// Checks start/ or, with DRILL=solution, solution/.
import assert from 'node:assert/strict';
import { test } from 'node:test';

const { asyncPool } = await import(`./${process.env.DRILL ?? 'start'}/async-pool.mjs`);

const turn = () => new Promise((resolve) => setImmediate(resolve));

// Work whose end is in the hands of the test.
function workshop() {
  const begun = [];
  const ends = new Map();
  const work = (item) => {
    begun.push(item);
    return new Promise((resolve, reject) => ends.set(item, { resolve, reject }));
  };
  const finish = async (item, how = 'resolve', value = `${item} done`) => {
    ends.get(item)[how](value);
    await turn();
  };
  return { begun, work, finish };
}

test('results are in the order of the items', async () => {
  const { work, finish } = workshop();
  const all = asyncPool(3, ['a', 'b', 'c'], work);
  await turn();
  for (const item of ['c', 'a', 'b']) await finish(item);
  assert.deepEqual(await all, ['a done', 'b done', 'c done']);
});

test('the limit is kept, and a place that is free is taken at once', async () => {
  const { begun, work, finish } = workshop();
  const all = asyncPool(2, ['a', 'b', 'c', 'd'], work);
  await turn();
  assert.deepEqual(begun, ['a', 'b']);
  await finish('b');
  assert.deepEqual(begun, ['a', 'b', 'c'], '`a` is still under way, and nobody waits for it');
  await finish('c');
  assert.deepEqual(begun, ['a', 'b', 'c', 'd']);
  await finish('a');
  await finish('d');
  assert.equal((await all).length, 4);
});

test('a limit above the number of items, and no items', async () => {
  assert.deepEqual(await asyncPool(9, [1, 2], async (n) => n * 2), [2, 4]);
  assert.deepEqual(await asyncPool(2, [], async () => assert.fail('nothing to do')), []);
});

test('work gets the index', async () => {
  assert.deepEqual(await asyncPool(2, ['x', 'y', 'z'], async (item, index) => `${index}${item}`), ['0x', '1y', '2z']);
});

test('a failure rejects, and nothing is begun after it', async () => {
  const { begun, work, finish } = workshop();
  const all = asyncPool(2, ['a', 'b', 'c', 'd'], work);
  const outcome = all.then(() => 'no failure', (error) => error.message);
  await turn();
  await finish('a', 'reject', new Error('burnt'));
  await finish('b');
  await turn();
  assert.equal(await outcome, 'burnt');
  assert.deepEqual(begun, ['a', 'b']);
});

test('further failures are nobody\'s surprise', async () => {
  const unhandled = [];
  const onUnhandled = (error) => unhandled.push(error);
  process.on('unhandledRejection', onUnhandled);
  const { work, finish } = workshop();
  const outcome = asyncPool(2, ['a', 'b'], work).catch((error) => error.message);
  await turn();
  await finish('a', 'reject', new Error('first'));
  await finish('b', 'reject', new Error('second'));
  await turn();
  process.off('unhandledRejection', onUnhandled);
  assert.equal(await outcome, 'first');
  assert.deepEqual(unhandled, []);
});

test('items are taken when they are needed', async () => {
  let taken = 0;
  function* orders() {
    for (;;) yield ++taken;
  }
  const outcome = asyncPool(2, orders(), async (order) => {
    await turn();
    if (order === 5) throw new Error('sold out');
  });
  await assert.rejects(outcome, { message: 'sold out' });
  assert.ok(taken <= 6, `${taken} taken`);
});

test('work that throws without a promise rejects', async () => {
  const outcome = asyncPool(1, [1], () => {
    throw new Error('at once');
  });
  await assert.rejects(outcome, { message: 'at once' });
});

test('a limit that is none is refused', async () => {
  for (const limit of [0, -1, 1.5, NaN, undefined]) {
    await assert.rejects(async () => asyncPool(limit, [1], async () => {}), RangeError);
  }
});
