// Checks start/ or, with DRILL=solution, solution/.
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';

const { Scheduler } = await import(`./${process.env.DRILL ?? 'start'}/scheduler.mjs`);

const turn = () => new Promise((resolve) => setImmediate(resolve));

// Tasks whose ends are in the hands of the test.
function kitchen() {
  const begun = [];
  const open = new Map();
  const task = (dish) => () => {
    begun.push(dish);
    return new Promise((resolve, reject) => open.set(dish, { resolve, reject }));
  };
  const finish = async (dish, how = 'resolve', value = `${dish} is done`) => {
    assert.ok(open.has(dish), `${dish} has not begun; begun: ${begun.join(', ')}`);
    open.get(dish)[how](value);
    await turn();
  };
  return { begun, task, finish };
}

test('each caller gets the result of his task', async () => {
  const scheduler = new Scheduler();
  const [a, b] = await Promise.all([scheduler.add(async () => 'a'), scheduler.add(() => 'b, without a promise')]);
  assert.deepEqual([a, b], ['a', 'b, without a promise']);
});

test('the most important is first, equals stay in order', async () => {
  const scheduler = new Scheduler();
  const order = [];
  const cook = (dish, priority) => scheduler.add(async () => order.push(dish), { priority });
  await Promise.all([cook('washing up', -1), cook('bread'), cook('cake', 9), cook('rolls'), cook('tart', 9)]);
  assert.deepEqual(order, ['cake', 'tart', 'bread', 'rolls', 'washing up']);
});

test('nothing is started in the run that adds it', async () => {
  const scheduler = new Scheduler();
  const { begun, task } = kitchen();
  scheduler.add(task('bread'));
  assert.deepEqual(begun, []);
  assert.deepEqual([scheduler.size, scheduler.running], [1, 0]);
  await turn();
  assert.deepEqual(begun, ['bread']);
  assert.deepEqual([scheduler.size, scheduler.running], [0, 1]);
});

test('so many run at once, and a free place is taken', async () => {
  const scheduler = new Scheduler({ places: 2 });
  const { begun, task, finish } = kitchen();
  for (const dish of ['bread', 'cake', 'tart']) scheduler.add(task(dish));
  await turn();
  assert.deepEqual(begun, ['bread', 'cake']);
  await finish('cake');
  assert.deepEqual(begun, ['bread', 'cake', 'tart']);
  assert.equal(scheduler.running, 2);
});

test('what comes later and is more important overtakes those that wait', async () => {
  const scheduler = new Scheduler();
  const { begun, task, finish } = kitchen();
  scheduler.add(task('bread'));
  scheduler.add(task('washing up'));
  await turn();
  scheduler.add(task('wedding cake'), { priority: 5 });
  await finish('bread');
  assert.deepEqual(begun, ['bread', 'wedding cake']);
});

test('a failure is that of one task', async () => {
  const scheduler = new Scheduler();
  const outcomes = await Promise.allSettled([
    scheduler.add(async () => {
      throw new Error('burnt');
    }),
    scheduler.add(() => {
      throw new Error('at once');
    }),
    scheduler.add(async () => 'cake'),
  ]);
  assert.deepEqual(
    outcomes.map(({ value, reason }) => value ?? reason.message),
    ['burnt', 'at once', 'cake'],
  );
  assert.equal(scheduler.running, 0);
});

test('a task that waits can be called off', async () => {
  const scheduler = new Scheduler();
  const { begun, task, finish } = kitchen();
  const customer = new AbortController();
  scheduler.add(task('bread'));
  const cancelled = scheduler.add(task('cake'), { priority: 9, signal: customer.signal });
  const outcome = cancelled.catch((error) => error.message);
  customer.abort(new Error('wedding is off'));
  await turn();
  await finish('bread');
  assert.equal(await outcome, 'wedding is off');
  assert.deepEqual(begun, ['bread']);
  assert.equal(scheduler.size, 0);
  assert.equal(getEventListeners(customer.signal, 'abort').length, 0);
});

test('when the last one that waits is called off, it is idle', async () => {
  const scheduler = new Scheduler();
  const { begun, task } = kitchen();
  const customer = new AbortController();
  const cancelled = scheduler.add(task('cake'), { signal: customer.signal }).catch((error) => error.message);
  let isIdle = false;
  scheduler.idle().then(() => (isIdle = true));
  customer.abort(new Error('wedding is off'));
  await turn();
  assert.equal(await cancelled, 'wedding is off');
  assert.deepEqual([begun, isIdle], [[], true]);
});

test('a signal that is aborted already refuses the task', async () => {
  const scheduler = new Scheduler();
  const { begun, task } = kitchen();
  const signal = AbortSignal.abort(new Error('wedding is off'));
  await assert.rejects(async () => scheduler.add(task('cake'), { signal }), { message: 'wedding is off' });
  await turn();
  assert.deepEqual(begun, []);
});

test('a task that runs is not interrupted, and leaves nothing on the signal', async () => {
  const scheduler = new Scheduler();
  const { task, finish } = kitchen();
  const customer = new AbortController();
  const cake = scheduler.add(task('cake'), { signal: customer.signal });
  await turn();
  assert.equal(getEventListeners(customer.signal, 'abort').length, 0);
  customer.abort();
  await finish('cake');
  assert.equal(await cake, 'cake is done');
});

test('idle resolves when all is done', async () => {
  const scheduler = new Scheduler();
  await scheduler.idle();
  const { task, finish } = kitchen();
  scheduler.add(task('bread'));
  scheduler.add(task('cake')).catch(() => {});
  let isIdle = false;
  const idle = scheduler.idle().then(() => (isIdle = true));
  await turn();
  await finish('bread');
  assert.equal(isIdle, false);
  await finish('cake', 'reject', new Error('burnt'));
  await idle;
  assert.equal(isIdle, true);
});
