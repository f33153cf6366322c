// Checks start/ or, with DRILL=solution, solution/.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { getEventListeners, once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';

const file = new URL(`./${process.env.DRILL ?? 'start'}/mini-fetch.mjs`, import.meta.url);
const { miniFetch } = await import(file);

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

// A test with a server that is closed, with all its connections, whatever the outcome.
function testWith(name, handler, body) {
  test(name, { timeout: 4_000 }, async (t) => {
    const server = createServer(handler).listen(0, '127.0.0.1');
    t.after(() => {
      server.closeAllConnections();
      server.close();
    });
    await once(server, 'listening');
    await body(`http://127.0.0.1:${server.address().port}/`, server);
  });
}

const silent = () => {};
const hello = (incoming, outgoing) => outgoing.end('{"hello":"bakery"}');
// Headers and half of a body, and then nothing more.
const half = (incoming, outgoing) => {
  outgoing.writeHead(200, { 'content-length': 100 });
  outgoing.write('half of');
};

test('it is made without fetch', () => {
  assert.doesNotMatch(readFileSync(file, 'utf8').replace(/\/\/.*/g, ''), /\bfetch\s*\(|undici/);
});

testWith('it gives status, headers and text', hello, async (url) => {
  const response = await miniFetch(url);
  assert.equal(response.status, 200);
  assert.equal(response.ok, true);
  assert.ok(response.headers instanceof Headers);
  assert.equal(await response.text(), '{"hello":"bakery"}');
});

testWith('it parses JSON', hello, async (url) => {
  assert.deepEqual(await (await miniFetch(url)).json(), { hello: 'bakery' });
});

testWith(
  'what is no JSON rejects',
  (incoming, outgoing) => outgoing.end('<html>'),
  async (url) => {
    const response = await miniFetch(url);
    await assert.rejects(async () => response.json(), SyntaxError);
  },
);

testWith(
  'characters that were cut in two are whole',
  (incoming, outgoing) => {
    const bytes = Buffer.from('crème brûlée');
    outgoing.write(bytes.subarray(0, 3));
    setTimeout(() => outgoing.end(bytes.subarray(3)), 20);
  },
  async (url) => {
    assert.equal(await (await miniFetch(url)).text(), 'crème brûlée');
  },
);

testWith(
  'method, headers and body are sent',
  async (incoming, outgoing) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    outgoing.end(`${incoming.method} ${incoming.headers['x-order']} ${body}`);
  },
  async (url) => {
    const init = { method: 'POST', headers: { 'x-order': '17' }, body: 'one tart' };
    assert.equal(await (await miniFetch(url, init)).text(), 'POST 17 one tart');
  },
);

testWith(
  'an error of the server is a response',
  (incoming, outgoing) => {
    outgoing.statusCode = 503;
    outgoing.end('busy');
  },
  async (url) => {
    const response = await miniFetch(url);
    assert.deepEqual([response.status, response.ok, await response.text()], [503, false, 'busy']);
  },
);

testWith('a body is read once', hello, async (url) => {
  const response = await miniFetch(url);
  await response.text();
  await assert.rejects(async () => response.text(), TypeError);
  await assert.rejects(async () => response.json(), TypeError);
});

test('no connection is a TypeError with a cause', { timeout: 4_000 }, async () => {
  const server = createServer(hello).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  await assert.rejects(miniFetch(`http://127.0.0.1:${port}/`), (error) => {
    assert.ok(error instanceof TypeError);
    assert.equal(error.message, 'fetch failed');
    assert.equal(error.cause.code, 'ECONNREFUSED');
    return true;
  });
});

testWith('an abort rejects and closes the connection', silent, async (url, server) => {
  const caller = new AbortController();
  const response = miniFetch(url, { signal: caller.signal });
  const outcome = response.then(() => 'an answer', (error) => error.message);
  const [incoming] = await once(server, 'request');
  const closed = once(incoming.socket, 'close');
  caller.abort(new Error('never mind'));
  assert.equal(await outcome, 'never mind');
  await closed;
  assert.equal(getEventListeners(caller.signal, 'abort').length, 0);
});

testWith('with a signal that is aborted already nothing is sent', hello, async (url, server) => {
  let requests = 0;
  server.on('request', () => (requests += 1));
  const signal = AbortSignal.abort(new Error('too late'));
  await assert.rejects(async () => miniFetch(url, { signal }), { message: 'too late' });
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.equal(requests, 0);
});

testWith('an abort in the middle of the body rejects text()', half, async (url) => {
  const caller = new AbortController();
  const response = await miniFetch(url, { signal: caller.signal });
  const text = assert.rejects(async () => response.text(), { message: 'enough' });
  setImmediate(() => caller.abort(new Error('enough')));
  await text;
});

testWith('a timeout rejects and closes the connection', silent, async (url, server) => {
  const before = timers();
  const outcome = miniFetch(url, { timeout: 500 }).then(() => 'an answer', (error) => error.name);
  const [incoming] = await once(server, 'request');
  const closed = once(incoming.socket, 'close');
  assert.equal(await outcome, 'TimeoutError');
  await closed;
  assert.ok(timers() <= before);
});

testWith('the timeout counts for the body, too', half, async (url) => {
  const response = await miniFetch(url, { timeout: 700 });
  await assert.rejects(async () => response.text(), { name: 'TimeoutError' });
});

testWith('after an answer no timer is left, and no listener', hello, async (url) => {
  const { signal } = new AbortController();
  const before = timers();
  await (await miniFetch(url, { signal, timeout: 60_000 })).text();
  assert.equal(getEventListeners(signal, 'abort').length, 0);
  assert.ok(timers() <= before, 'a timer is left');
});

testWith('a body that breaks off rejects text()', half, async (url, server) => {
  server.on('request', (incoming) => setTimeout(() => incoming.socket.destroy(), 20));
  const response = await miniFetch(url);
  await assert.rejects(async () => response.text());
});
