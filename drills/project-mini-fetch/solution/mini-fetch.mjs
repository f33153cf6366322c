// A small `fetch` over `node:http`, with timeout and abort.
import { request } from 'node:http';

// One signal for all that may end a request early, and the way to let go of it.
function createEnding({ signal, timeout }) {
  const ending = new AbortController();
  const onAbort = () => ending.abort(signal.reason);
  signal?.addEventListener('abort', onAbort);
  const tooLate = () => ending.abort(new DOMException(`no answer in ${timeout} ms`, 'TimeoutError'));
  const timer = timeout === undefined ? undefined : setTimeout(tooLate, timeout);
  function letGo() {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
  return { signal: ending.signal, letGo };
}

async function readAll(incoming) {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function pairs(headers) {
  return Object.entries(headers).flatMap(([name, values]) => values.map((value) => [name, value]));
}

function createResponse(incoming, ending) {
  // Read from now on, whether or not anybody asks for it: only its end says that all is over.
  const body = readAll(incoming)
    .catch((error) => {
      ending.signal.throwIfAborted();
      throw new TypeError('terminated', { cause: error });
    })
    .finally(ending.letGo);
  // Who never asks for the body does not want to hear of its failure.
  body.catch(() => {});
  let isUsed = false;

  async function text() {
    if (isUsed) throw new TypeError('the body has been read already');
    isUsed = true;
    return body;
  }

  const { statusCode: status } = incoming;
  return {
    status,
    ok: status >= 200 && status < 300,
    headers: new Headers(pairs(incoming.headersDistinct)),
    text,
    json: async () => JSON.parse(await text()),
  };
}

export function miniFetch(url, { method = 'GET', headers, body, signal, timeout } = {}) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const ending = createEnding({ signal, timeout });
    const outgoing = request(url, { method, headers, agent: false });

    ending.signal.addEventListener('abort', () => {
      reject(ending.signal.reason);
      outgoing.destroy();
    });
    outgoing.on('response', (incoming) => resolve(createResponse(incoming, ending)));
    outgoing.on('error', (error) => {
      ending.letGo();
      reject(new TypeError('fetch failed', { cause: error }));
    });
    outgoing.on('close', ending.letGo);
    outgoing.end(body);
  });
}
