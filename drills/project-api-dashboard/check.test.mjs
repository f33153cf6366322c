// Checks start/ or, with DRILL=solution, solution/.
import assert from 'node:assert/strict';
import { test } from 'node:test';

const { loadDashboard } = await import(`./${process.env.DRILL ?? 'start'}/dashboard.mjs`);

const turn = () => new Promise((resolve) => setImmediate(resolve));
const soon = { timeout: 5_000 };
const quiet = { log: () => {} };

const good = {
  user: async (id) => ({ id, name: 'Ada' }),
  orders: async (id) => [`tart for ${id}`],
  weather: async () => 'sunny',
  news: async () => ['we bake rye bread'],
};

const down = (name) => async () => {
  throw new RangeError(`${name} says 503`);
};

// Never answers, and hears of an abort if it is told to listen.
const hang = (stopped, name) => (...args) =>
  new Promise((resolve, reject) => {
    const { signal } = args.at(-1);
    const keepAlive = setTimeout(resolve, 3_000);
    signal?.addEventListener('abort', () => {
      clearTimeout(keepAlive);
      stopped.push(name);
      reject(signal.reason);
    });
  });

test('a page with everything fresh', soon, async () => {
  const { user, tiles } = await loadDashboard(7, good, quiet);
  assert.deepEqual(user, { id: 7, name: 'Ada' });
  assert.deepEqual(tiles, {
    orders: { status: 'fresh', data: ['tart for 7'] },
    weather: { status: 'fresh', data: 'sunny' },
    news: { status: 'fresh', data: ['we bake rye bread'] },
  });
});

test('all four are asked at once', soon, async () => {
  const asked = [];
  const ends = [];
  const apis = Object.fromEntries(
    Object.keys(good).map((name) => [
      name,
      () => {
        asked.push(name);
        return new Promise((resolve) => ends.push(resolve));
      },
    ]),
  );
  const page = loadDashboard(7, apis, quiet);
  await turn();
  assert.deepEqual([...asked].sort(), ['news', 'orders', 'user', 'weather']);
  for (const end of ends) end('data');
  await page;
});

test('a tile that fails is one tile', soon, async () => {
  const { tiles } = await loadDashboard(7, { ...good, weather: down('weather') }, quiet);
  assert.deepEqual(tiles.weather, { status: 'failed', message: 'weather is not available' });
  assert.equal(tiles.orders.status, 'fresh');
  assert.equal(tiles.news.status, 'fresh');
});

test('an API that throws without a promise has failed like others', soon, async () => {
  const news = () => {
    throw new Error('at once');
  };
  const { tiles } = await loadDashboard(7, { ...good, news }, quiet);
  assert.deepEqual(tiles.news, { status: 'failed', message: 'news are not available' });
});

test('the last fresh data is better than none, for the same user', soon, async () => {
  const cache = new Map();
  await loadDashboard(7, good, { ...quiet, cache });
  const broken = { ...good, orders: down('orders') };
  const { tiles } = await loadDashboard(7, broken, { ...quiet, cache });
  assert.deepEqual(tiles.orders, { status: 'stale', data: ['tart for 7'] });
  const other = await loadDashboard(8, broken, { ...quiet, cache });
  assert.deepEqual(other.tiles.orders, { status: 'failed', message: 'orders are not available' });
});

test('without a user there is no page, and the others are stopped', soon, async () => {
  const stopped = [];
  const apis = { ...good, user: down('user'), orders: hang(stopped, 'orders'), news: hang(stopped, 'news') };
  await assert.rejects(loadDashboard(7, apis, quiet), (error) => {
    assert.equal(error.message, 'no user 7');
    assert.equal(error.cause.message, 'user says 503');
    return true;
  });
  await turn();
  assert.deepEqual(stopped.sort(), ['news', 'orders']);
});

test('nothing is unhandled when all of them fail', soon, async () => {
  const unhandled = [];
  const onUnhandled = (error) => unhandled.push(error.message);
  process.on('unhandledRejection', onUnhandled);
  const apis = Object.fromEntries(Object.keys(good).map((name) => [name, down(name)]));
  const outcome = await loadDashboard(7, apis, quiet).catch((error) => error.message);
  await turn();
  process.off('unhandledRejection', onUnhandled);
  assert.equal(outcome, 'no user 7');
  assert.deepEqual(unhandled, []);
});

test('a call that takes too long is stopped', soon, async () => {
  const stopped = [];
  const { tiles } = await loadDashboard(7, { ...good, weather: hang(stopped, 'weather') }, { ...quiet, timeout: 30 });
  assert.equal(tiles.weather.status, 'failed');
  assert.deepEqual(stopped, ['weather']);
});

test('also if it does not listen', soon, async () => {
  const news = () => new Promise(() => {});
  const { tiles } = await loadDashboard(7, { ...good, news }, { ...quiet, timeout: 30 });
  assert.equal(tiles.news.status, 'failed');
});

test('each call is logged once, with its outcome', soon, async () => {
  const lines = [];
  let time = 0;
  const options = { log: (line) => lines.push(line), now: () => (time += 5), timeout: 30 };
  const apis = { ...good, weather: hang([], 'weather'), orders: down('orders') };
  const { tookMs } = await loadDashboard(7, apis, options);
  const outcomes = lines.map(({ level, name, userId, outcome }) => [level, name, userId, outcome].join(' '));
  assert.deepEqual(outcomes.sort(), [
    'info news 7 ok',
    'info user 7 ok',
    'warn orders 7 RangeError',
    'warn weather 7 TimeoutError',
  ]);
  assert.ok(lines.every(({ ms }) => ms > 0));
  assert.ok(tookMs > 0);
});

test('no timer is left', soon, async () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  await loadDashboard(7, good, { ...quiet, timeout: 60_000 });
  assert.ok(timers() <= before);
});
