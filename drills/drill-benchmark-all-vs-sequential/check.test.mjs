// Checks start/ or, with DRILL=solution, solution/.
import assert from 'node:assert/strict';
import { test } from 'node:test';

const { inTurn, together, measure, compare } = await import(`./${process.env.DRILL ?? 'start'}/benchmark.mjs`);

const turn = () => new Promise((resolve) => setImmediate(resolve));

// A clock that goes on to the next alarm as soon as everybody waits.
function createClock() {
  let time = 0;
  const alarms = [];
  return {
    now: () => time,
    pause: (ms) => new Promise((resolve) => alarms.push({ at: time + ms, resolve })),
    async run(promise) {
      let isOver = false;
      const over = promise.finally(() => (isOver = true));
      over.catch(() => {});
      for (let idle = 0; !isOver && idle < 20; idle++) {
        await turn();
        alarms.sort((a, b) => a.at - b.at);
        const next = alarms.shift();
        if (!next) continue;
        time = next.at;
        next.resolve();
        idle = 0;
      }
      assert.ok(isOver, 'it does not end');
      return over;
    },
  };
}

test('inTurn begins a task when the one before has ended', async () => {
  const clock = createClock();
  const trail = [];
  const task = (name, ms) => async () => {
    trail.push(`${name} begins`);
    await clock.pause(ms);
    trail.push(`${name} ends`);
    return name;
  };
  assert.deepEqual(await clock.run(inTurn([task('a', 30), task('b', 10)])), ['a', 'b']);
  assert.deepEqual(trail, ['a begins', 'a ends', 'b begins', 'b ends']);
});

test('together begins all at once, and keeps their order', async () => {
  const clock = createClock();
  const trail = [];
  const task = (name, ms) => async () => {
    trail.push(`${name} begins`);
    await clock.pause(ms);
    trail.push(`${name} ends`);
    return name;
  };
  assert.deepEqual(await clock.run(together([task('a', 30), task('b', 10)])), ['a', 'b']);
  assert.deepEqual(trail, ['a begins', 'b begins', 'b ends', 'a ends']);
});

// Work that takes so long in each of its calls.
function slower(clock, durations) {
  let call = 0;
  const work = () => clock.pause(durations[call++]);
  return { work, calls: () => call };
}

test('measure waits for the end, warms up, and takes the median', async () => {
  const clock = createClock();
  const { work, calls } = slower(clock, [500, 40, 10, 30]);
  assert.equal(await clock.run(measure(work, { now: clock.now, rounds: 3 })), 30);
  assert.equal(calls(), 4);
});

test('an even number of rounds has its median in between', async () => {
  const clock = createClock();
  const { work } = slower(clock, [500, 10, 40, 30, 20]);
  assert.equal(await clock.run(measure(work, { now: clock.now, rounds: 4 })), 25);
});

test('the rounds do not overlap, and are five', async () => {
  const clock = createClock();
  let underWay = 0;
  let most = 0;
  let rounds = 0;
  const work = async () => {
    rounds += 1;
    most = Math.max(most, ++underWay);
    await clock.pause(5);
    underWay -= 1;
  };
  assert.equal(await clock.run(measure(work, { now: clock.now })), 5);
  assert.deepEqual([rounds, most], [6, 1]);
});

test('a failure of the work is thrown', async () => {
  const clock = createClock();
  const work = async () => {
    throw new Error('oven is cold');
  };
  await assert.rejects(clock.run(measure(work, { now: clock.now })), { message: 'oven is cold' });
});

test('waits add up in turn, and overlap together', async () => {
  const clock = createClock();
  const tasks = [30, 20, 10].map((ms) => () => clock.pause(ms));
  const result = await clock.run(compare(tasks, { now: clock.now, rounds: 3 }));
  assert.deepEqual(result, { inTurn: 60, together: 30, factor: 2 });
});

test('it works with the real clock', async () => {
  const task = () => new Promise((resolve) => setTimeout(resolve, 2));
  const { inTurn: sum, together: most } = await compare([task, task, task, task], { rounds: 3 });
  assert.ok(sum >= 4 && most >= 1, `${sum} and ${most}`);
});
