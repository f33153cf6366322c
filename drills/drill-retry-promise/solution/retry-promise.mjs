// Tries again after a failure that may pass, and waits longer each time.
import { setTimeout as delay } from 'node:timers/promises';

async function waitFor(ms, signal) {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    // `delay` wraps the reason into an AbortError.
    signal?.throwIfAborted();
    throw error;
  }
}

export async function retryPromise(work, options = {}) {
  const { retries = 3, base = 100, most = 10_000, pause = waitFor, shouldRetry = () => true, signal } = options;
  for (let attempt = 0; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await work(attempt);
    } catch (error) {
      signal?.throwIfAborted();
      if (attempt >= retries || !shouldRetry(error)) throw error;
    }
    await pause(Math.min(most, base * 2 ** attempt), signal);
  }
}
