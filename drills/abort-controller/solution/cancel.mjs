// Waiting and downloading that can be called off.

export function sleep(ms, { signal } = {}) {
  return new Promise((resolve, reject) => {
    // An aborted signal sends no event any more.
    signal?.throwIfAborted();
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

// `AbortSignal.any` holds on to its sources only as long as somebody listens.
function joined(...signals) {
  return AbortSignal.any(signals.filter(Boolean));
}

export async function downloadAll(urls, download, { signal, limitMs } = {}) {
  signal?.throwIfAborted();
  const siblings = new AbortController();

  async function one(url) {
    const limit = limitMs === undefined ? null : AbortSignal.timeout(limitMs);
    try {
      return await download(url, { signal: joined(signal, siblings.signal, limit) });
    } catch (error) {
      siblings.abort(error);
      throw error;
    }
  }

  return Promise.all(urls.map(one));
}
