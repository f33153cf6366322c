// Checks start/ or, with DRILL=solution, solution/.
import assert from 'node:assert/strict';
import { test } from 'node:test';

const { createClient } = await import(`./${process.env.DRILL ?? 'start'}/client.mjs`);

const url = 'https://bakery.example/orders';
const soon = { timeout: 5_000 };

// A client with a server that gives these answers in turn (a status, a response, or an error), and pauses that take
// no time.
function bakery(answers, options) {
  const requests = [];
  const pauses = [];
  const send = async (to, init) => {
    requests.push({ to, ...init });
    const answer = answers[Math.min(requests.length, answers.length) - 1];
    if (answer instanceof Error) throw answer;
    return typeof answer === 'number' ? new Response(null, { status: answer }) : answer;
  };
  const pause = async (ms) => pauses.push(ms);
  const client = createClient({ send, pause, random: () => 1, ...options });
  return { request: client.request, requests, pauses };
}

const busy = (after) => new Response('busy', { status: 503, headers: { 'retry-after': after } });

test('a success needs one request, which is passed on', soon, async () => {
  const { request, requests, pauses } = bakery([200]);
  const response = await request(url, { headers: { accept: 'text/plain' } });
  assert.equal(response.status, 200);
  assert.equal(requests.length, 1);
  assert.equal(requests[0].to, url);
  assert.equal(requests[0].headers.accept, 'text/plain');
  assert.deepEqual(pauses, []);
});

test('what can pass is tried again', soon, async () => {
  const { request, requests } = bakery([429, 502, 504, 200]);
  assert.equal((await request(url)).status, 200);
  assert.equal(requests.length, 4);
});

test('so is a rejection', soon, async () => {
  const { request } = bakery([new TypeError('fetch failed'), 200]);
  assert.equal((await request(url)).status, 200);
});

test('other answers are answers', soon, async () => {
  for (const status of [201, 404, 401, 500]) {
    const { request, requests } = bakery([status]);
    assert.equal((await request(url)).status, status);
    assert.equal(requests.length, 1);
  }
});

test('a POST is sent once, with a key it may be repeated', soon, async () => {
  const once = bakery([503, 200]);
  assert.equal((await once.request(url, { method: 'POST' })).status, 503);
  assert.equal(once.requests.length, 1);

  const keyed = bakery([503, 200]);
  const headers = { 'Idempotency-Key': 'order-17' };
  assert.equal((await keyed.request(url, { method: 'POST', headers })).status, 200);
  assert.deepEqual(keyed.requests.map((each) => each.headers), [headers, headers]);
});

test('the last answer is the result', soon, async () => {
  const { request, requests, pauses } = bakery([503], { retries: 2 });
  assert.equal((await request(url)).status, 503);
  assert.deepEqual([requests.length, pauses.length], [3, 2]);
});

test('the last rejection is the cause', soon, async () => {
  const { request } = bakery([new Error('reset')], { retries: 1 });
  await assert.rejects(request(url), (error) => {
    assert.match(error.message, /bakery\.example\/orders.*\b2\b/);
    assert.equal(error.cause.message, 'reset');
    return true;
  });
});

test('pauses double, up to a limit', soon, async () => {
  const { request, pauses } = bakery([503], { retries: 4, base: 10, most: 60 });
  await request(url);
  assert.deepEqual(pauses, [10, 20, 40, 60]);
});

test('half of a pause is chance', soon, async () => {
  const { request, pauses } = bakery([503], { retries: 2, random: () => 0.5 });
  await request(url);
  assert.deepEqual(pauses, [75, 150]);
});

test('Retry-After is obeyed, in seconds and as a date', soon, async () => {
  const now = () => Date.parse('2026-03-01T10:00:00Z');
  const answers = [busy('7'), busy('Sun, 01 Mar 2026 10:00:20 GMT'), busy('soon'), 200];
  const { request, pauses } = bakery(answers, { now });
  await request(url);
  assert.deepEqual(pauses, [7_000, 20_000, 400]);
});

test('the body of an answer that is not used is cancelled', soon, async () => {
  const cancelled = [];
  const body = new ReadableStream({ cancel: () => cancelled.push('body') });
  const { request } = bakery([new Response(body, { status: 503 }), 200]);
  await request(url);
  assert.deepEqual(cancelled, ['body']);
});

// Answers only by being aborted.
const hang = (to, { signal } = {}) =>
  new Promise((resolve, reject) => {
    const keepAlive = setTimeout(resolve, 3_000, new Response('at last'));
    signal?.addEventListener('abort', () => {
      clearTimeout(keepAlive);
      reject(signal.reason);
    });
  });

test('an attempt that takes too long is ended, and tried again', soon, async () => {
  let calls = 0;
  const send = (...args) => (++calls === 1 ? hang(...args) : Promise.resolve(new Response('ok')));
  const { request } = bakery([], { send, timeout: 20 });
  assert.equal(await (await request(url)).text(), 'ok');
  assert.equal(calls, 2);
});

test('the caller ends an attempt, and all of them', soon, async () => {
  const caller = new AbortController();
  let calls = 0;
  const send = (...args) => {
    calls += 1;
    setImmediate(() => caller.abort(new Error('user left')));
    return hang(...args);
  };
  const { request } = bakery([], { send });
  await assert.rejects(request(url, { signal: caller.signal }), { message: 'user left' });
  assert.equal(calls, 1);
});

test('the caller ends a pause', soon, async () => {
  const caller = new AbortController();
  const { request, requests } = bakery([503], { base: 600_000, most: 600_000, pause: undefined });
  setTimeout(() => caller.abort(new Error('user left')), 20);
  await assert.rejects(request(url, { signal: caller.signal }), { message: 'user left' });
  assert.equal(requests.length, 1);
});

test('the reason of the caller is what is thrown, in the last attempt as well', soon, async () => {
  const caller = new AbortController();
  const send = async () => {
    caller.abort(new Error('user left'));
    throw new TypeError('fetch failed');
  };
  const { request } = bakery([], { send, retries: 0 });
  await assert.rejects(request(url, { signal: caller.signal }), { message: 'user left' });
});

test('a caller who has left already gets no attempt', soon, async () => {
  const { request, requests } = bakery([200]);
  await assert.rejects(request(url, { signal: AbortSignal.abort(new Error('user left')) }), { message: 'user left' });
  assert.equal(requests.length, 0);
});
