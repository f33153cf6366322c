// Checks start/ or, with DRILL=solution, solution/.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const file = new URL(`./${process.env.DRILL ?? 'start'}/bakery.mjs`, import.meta.url);
const { loadPage, loadStock, order, orderAll } = await import(file);

const turn = () => new Promise((resolve) => setImmediate(resolve));

// Services whose answers are in the hands of the test: `answer('prices')`, `fail('pay tart')`.
function services() {
  const calls = [];
  const open = new Map();
  const api = {};
  for (const name of ['customer', 'orders', 'prices', 'stock', 'reserve', 'release', 'pay', 'log']) {
    api[name] = (...args) => {
      const call = [name, ...args].join(' ');
      calls.push(call);
      return new Promise((resolve, reject) => open.set(call, { resolve, reject }));
    };
  }
  const settle = async (call, how, value) => {
    assert.ok(open.has(call), `\`${call}\` has not been asked for; asked: ${calls.join(', ')}`);
    open.get(call)[how](value);
    await turn();
  };
  return {
    api,
    calls,
    answer: (call, value) => settle(call, 'resolve', value),
    fail: (call) => settle(call, 'reject', new Error(`${call} is down`)),
  };
}

// Runs `steps`, and fails if a rejection was unhandled meanwhile.
async function withoutSurprise(steps) {
  const unhandled = [];
  const onUnhandled = (error) => unhandled.push(error.message);
  process.on('unhandledRejection', onUnhandled);
  try {
    await steps();
    await turn();
  } finally {
    process.off('unhandledRejection', onUnhandled);
  }
  assert.deepEqual(unhandled, [], 'unhandled rejections');
}

const outcome = (promise) => promise.then((value) => ({ value }), (error) => ({ error: error.message }));

test('nothing of the chains is left', () => {
  const code = readFileSync(file, 'utf8').replace(/\/\/.*/g, '');
  assert.doesNotMatch(code, /\.(then|catch|finally)\s*\(/);
  assert.doesNotMatch(code, /new Promise\b/);
  assert.match(code, /\bawait\b/);
});

test('loadPage asks for customer and prices together', async () => {
  const { api, calls, answer } = services();
  const page = outcome(loadPage(api, 7));
  await turn();
  assert.deepEqual([...calls].sort(), ['customer 7', 'prices']);
  await answer('customer 7', { name: 'Ada', number: 'c7' });
  assert.equal(calls.at(-1), 'orders c7', 'orders do not wait for the prices');
  await answer('orders c7', ['tart']);
  await answer('prices', { tart: 5 });
  assert.deepEqual(await page, { value: { name: 'Ada', orders: ['tart'], prices: { tart: 5 } } });
});

test('loadPage fails with the customer, and the prices are nobody\'s surprise', async () => {
  await withoutSurprise(async () => {
    const { api, fail } = services();
    const page = outcome(loadPage(api, 7));
    await turn();
    await fail('customer 7');
    await fail('prices');
    assert.deepEqual(await page, { error: 'customer 7 is down' });
  });
});

test('loadStock asks for all together and leaves out what fails', async () => {
  const { api, calls, answer, fail } = services();
  const stock = outcome(loadStock(api, ['tart', 'pie', 'bun']));
  await turn();
  assert.deepEqual(calls, ['stock tart', 'stock pie', 'stock bun']);
  await fail('stock pie');
  await answer('stock bun', 2);
  await answer('stock tart', 0);
  assert.equal(calls.at(-1), 'log pie: stock pie is down');
  await answer('log pie: stock pie is down');
  assert.deepEqual(await stock, { value: ['bun'] });
});

test('order goes one step after the other', async () => {
  const { api, calls, answer } = services();
  const bought = outcome(order(api, 'tart'));
  await turn();
  await answer('reserve tart', 'r1');
  await answer('pay r1', 'receipt');
  assert.deepEqual(calls, ['reserve tart', 'pay r1', 'log tried tart']);
  await answer('log tried tart');
  assert.deepEqual(await bought, { value: 'receipt' });
});

test('order releases what was not paid, and then logs', async () => {
  const { api, calls, answer, fail } = services();
  const failure = order(api, 'tart').catch((error) => error);
  await turn();
  await answer('reserve tart', 'r1');
  await fail('pay r1');
  assert.deepEqual(calls, ['reserve tart', 'pay r1', 'release r1']);
  await answer('release r1');
  await answer('log tried tart');
  const { message, cause } = await failure;
  assert.equal(message, 'payment of tart failed');
  assert.equal(cause.message, 'pay r1 is down');
});

test('order neither pays nor logs what was not reserved', async () => {
  const { api, calls, fail } = services();
  const bought = outcome(order(api, 'tart'));
  await turn();
  await fail('reserve tart');
  assert.deepEqual(await bought, { error: 'reserve tart is down' });
  assert.deepEqual(calls, ['reserve tart']);
});

test('orderAll gives all reservations', async () => {
  const { api, answer } = services();
  const all = outcome(orderAll(api, ['tart', 'pie']));
  await turn();
  await answer('reserve tart', 'r1');
  await answer('reserve pie', 'r2');
  assert.deepEqual(await all, { value: ['r1', 'r2'] });
});

test('orderAll takes turns, and ends with the first failure', async () => {
  const { api, calls, answer, fail } = services();
  const all = outcome(orderAll(api, ['tart', 'pie', 'bun']));
  await turn();
  assert.deepEqual(calls, ['reserve tart']);
  await answer('reserve tart', 'r1');
  assert.deepEqual(calls, ['reserve tart', 'reserve pie']);
  await fail('reserve pie');
  assert.deepEqual(await all, { error: 'reserve pie is down' });
  assert.deepEqual(calls, ['reserve tart', 'reserve pie']);
});
