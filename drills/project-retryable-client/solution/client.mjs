// A client for HTTP that tries again what can pass, and waits as long as it is told.
import { setTimeout as delay } from 'node:timers/promises';

const passing = new Set([429, 502, 503, 504]);
const repeatable = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']);

function mayRepeat({ method = 'GET', headers } = {}) {
  return repeatable.has(method.toUpperCase()) || new Headers(headers).has('idempotency-key');
}

async function waitFor(ms, signal) {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    // `delay` wraps the reason into an AbortError.
    signal?.throwIfAborted();
    throw error;
  }
}

// Milliseconds from seconds or a date; none when there is no such header, or nothing that can be understood.
function toldBy(response, now) {
  const header = response?.headers.get('retry-after');
  if (!header) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

export function createClient(options = {}) {
  const { send = fetch, retries = 3, base = 100, most = 5_000, timeout = 2_000 } = options;
  const { pause = waitFor, random = Math.random, now = Date.now } = options;

  function pauseAfter(attempt, response) {
    const full = Math.min(most, base * 2 ** attempt);
    return toldBy(response, now) ?? full / 2 + (full / 2) * random();
  }

  // One attempt: `{ response }` or `{ error }`.
  async function attemptOnce(url, init) {
    const signals = [init.signal, AbortSignal.timeout(timeout)].filter(Boolean);
    try {
      return { response: await send(url, { ...init, signal: AbortSignal.any(signals) }) };
    } catch (error) {
      return { error };
    }
  }

  async function request(url, init = {}) {
    const attempts = mayRepeat(init) ? retries + 1 : 1;
    for (let attempt = 0; ; attempt++) {
      init.signal?.throwIfAborted();
      const { response, error } = await attemptOnce(url, init);
      if (response && !passing.has(response.status)) return response;
      init.signal?.throwIfAborted();
      if (attempt + 1 >= attempts) {
        if (response) return response;
        throw new Error(`${url} failed after ${attempt + 1} attempts`, { cause: error });
      }
      await response?.body?.cancel();
      await pause(pauseAfter(attempt, response), init.signal);
    }
  }

  return { request };
}
