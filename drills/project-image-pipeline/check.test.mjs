// Checks start/ or, with DRILL=solution, solution/.
import assert from 'node:assert/strict';
import { test } from 'node:test';

const { processImages } = await import(`./${process.env.DRILL ?? 'start'}/image-pipeline.mjs`);

const turn = () => new Promise((resolve) => setImmediate(resolve));

// Stages that end at once.
const quick = {
  download: async (photo) => `${photo}.jpg`,
  resize: async (original) => `${original}.small`,
  store: async (thumbnail) => `/thumbs/${thumbnail}`,
};

// Stages whose ends are in the hands of the test: `finish('resize cat.jpg')`.
function workshop() {
  const begun = [];
  const open = new Map();
  const stage = (name, suffix) => (input) => {
    begun.push(`${name} ${input}`);
    return new Promise((resolve, reject) =>
      open.set(`${name} ${input}`, { resolve: () => resolve(input + suffix), reject }),
    );
  };
  const stages = { download: stage('download', '.jpg'), resize: stage('resize', '.small'), store: stage('store', '!') };
  const settle = async (step, how, error) => {
    assert.ok(open.has(step), `\`${step}\` has not begun; begun: ${begun.join(', ')}`);
    open.get(step)[how](error);
    await turn();
  };
  return { begun, stages, finish: (step) => settle(step, 'resolve'), fail: (step, error) => settle(step, 'reject', error) };
}

test('each photo goes through all stages, results are in order', async () => {
  assert.deepEqual(await processImages(['sea', 'cat'], quick), [
    { photo: 'sea', status: 'stored', value: '/thumbs/sea.jpg.small' },
    { photo: 'cat', status: 'stored', value: '/thumbs/cat.jpg.small' },
  ]);
  assert.deepEqual(await processImages([], quick), []);
});

test('no photo waits for another to go on', async () => {
  const { begun, stages, finish } = workshop();
  processImages(['sea', 'cat'], stages, { limit: 2 }).catch(() => {});
  await turn();
  await finish('download cat');
  assert.deepEqual(begun, ['download sea', 'download cat', 'resize cat.jpg']);
  await finish('resize cat.jpg');
  assert.equal(begun.at(-1), 'store cat.jpg.small');
});

test('the limit counts photos on their way, and a free place is taken at once', async () => {
  const { begun, stages, finish } = workshop();
  processImages(['a', 'b', 'c'], stages, { limit: 2 }).catch(() => {});
  await turn();
  await finish('download b');
  await finish('resize b.jpg');
  assert.ok(!begun.includes('download c'), '`b` is still being stored');
  await finish('store b.jpg.small');
  assert.ok(begun.includes('download c'), '`b` has arrived, its place is free');
});

test('the limit is three by default', async () => {
  const { begun, stages } = workshop();
  processImages(['a', 'b', 'c', 'd', 'e'], stages).catch(() => {});
  await turn();
  assert.equal(begun.length, 3);
});

test('a failure is told with its stage, and the others go on', async () => {
  const error = new Error('no such size');
  const stages = {
    ...quick,
    resize: async (original) => {
      if (original === 'cat.jpg') throw error;
      return original;
    },
  };
  const results = await processImages(['sea', 'cat', 'tea'], stages, { limit: 1 });
  assert.deepEqual(results[1], { photo: 'cat', status: 'failed', stage: 'resize', error });
  assert.deepEqual(results.map(({ status }) => status), ['stored', 'failed', 'stored']);
});

test('a stage that throws without a promise is a failure like others', async () => {
  const error = new Error('at once');
  const stages = {
    ...quick,
    download: () => {
      throw error;
    },
  };
  assert.deepEqual(await processImages(['sea'], stages), [{ photo: 'sea', status: 'failed', stage: 'download', error }]);
});

test('progress is told after each photo', async () => {
  const seen = [];
  await processImages(['a', 'b', 'c'], quick, { onProgress: ({ done, total }) => seen.push(`${done}/${total}`) });
  assert.deepEqual(seen, ['1/3', '2/3', '3/3']);
});

test('stages get the signal, and only what belongs to them', async () => {
  const { signal } = new AbortController();
  const given = [];
  const download = async (...args) => given.push(args);
  await processImages(['a'], { ...quick, download }, { signal });
  assert.equal(given[0].length, 2);
  assert.equal(given[0][1].signal, signal);
});

test('after an abort nothing is begun, and it ends when all is quiet', async () => {
  const { begun, stages, finish, fail } = workshop();
  const caller = new AbortController();
  let outcome = 'open';
  const done = processImages(['a', 'b', 'c'], stages, { limit: 2, signal: caller.signal }).then(
    () => (outcome = 'resolved'),
    (error) => (outcome = error.message),
  );
  await turn();
  caller.abort(new Error('user left'));
  await fail('download a', caller.signal.reason);
  assert.equal(outcome, 'open', '`b` is still under way');
  await finish('download b');
  await done;
  assert.equal(outcome, 'user left');
  assert.deepEqual(begun, ['download a', 'download b']);
});

test('an abort in the very last stage counts, too', async () => {
  const { stages, finish } = workshop();
  const caller = new AbortController();
  const outcome = processImages(['a'], stages, { signal: caller.signal }).catch((error) => error.message);
  await turn();
  await finish('download a');
  await finish('resize a.jpg');
  caller.abort(new Error('user left'));
  await finish('store a.jpg.small');
  assert.equal(await outcome, 'user left');
});

test('an error of onProgress is not lost', async () => {
  const onProgress = () => {
    throw new Error('no such bar');
  };
  await assert.rejects(processImages(['a'], quick, { onProgress }), { message: 'no such bar' });
});
