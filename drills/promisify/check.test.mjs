// Checks start/ or, with DRILL=solution, solution/.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const { promisify } = await import(`./${process.env.DRILL ?? 'start'}/promisify.mjs`);

test('it works with fs.readFile', async () => {
  const text = await promisify(readFile)(fileURLToPath(import.meta.url), 'utf8');
  assert.match(text, /^\/\/ Checks start/);
});

test('an error rejects', async () => {
  await assert.rejects(promisify(readFile)('/no/such/file'), { code: 'ENOENT' });
});

test('all arguments are passed on', async () => {
  const join = (a, b, c, done) => done(null, [a, b, c].join('-'));
  assert.equal(await promisify(join)(1, 2, 3), '1-2-3');
});

test('falsy results are results', async () => {
  for (const value of [0, '', false, undefined]) {
    const give = promisify((done) => done(null, value));
    assert.equal(await give(), value);
  }
});

test('`this` is passed on', async () => {
  const oven = {
    degrees: 180,
    read(done) {
      done(null, this?.degrees);
    },
  };
  oven.readAsync = promisify(oven.read);
  assert.equal(await oven.readAsync(), 180);
});

test('what is thrown at once rejects', async () => {
  const broken = promisify(() => {
    throw new TypeError('no path');
  });
  await assert.rejects(broken(), { name: 'TypeError', message: 'no path' });
});

test('the first answer counts', async () => {
  const talkative = promisify((done) => {
    done(null, 'first');
    done(new Error('second'));
  });
  assert.equal(await talkative(), 'first');
});

test('each call has a promise of its own', async () => {
  const later = promisify((value, done) => setImmediate(done, null, value));
  assert.deepEqual(await Promise.all([later('a'), later('b')]), ['a', 'b']);
});
