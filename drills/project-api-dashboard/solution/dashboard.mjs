// The data of one page from four services, of which three may fail.

const messages = {
  orders: 'orders are not available',
  weather: 'weather is not available',
  news: 'news are not available',
};

// Settles when the work does, or when the signal is aborted, whichever is first.
function unlessAborted(work, signal) {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

export async function loadDashboard(userId, apis, options = {}) {
  const { cache = new Map(), log = console.log, now = () => performance.now(), timeout = 1_000 } = options;
  const page = new AbortController();
  const begin = now();

  async function timed(name, call) {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(new DOMException(`${name} took too long`, 'TimeoutError')), timeout);
    const signal = AbortSignal.any([page.signal, limit.signal]);
    const since = now();
    const record = (level, outcome) => log({ level, name, userId, outcome, ms: now() - since });
    try {
      const data = await unlessAborted(call({ signal }), signal);
      record('info', 'ok');
      return data;
    } catch (error) {
      record('warn', error.name);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  // A tile never rejects.
  async function tile(name, call) {
    const key = `${name} of ${userId}`;
    try {
      const data = await timed(name, call);
      cache.set(key, data);
      return { status: 'fresh', data };
    } catch {
      return cache.has(key) ? { status: 'stale', data: cache.get(key) } : { status: 'failed', message: messages[name] };
    }
  }

  async function requiredUser() {
    try {
      return await timed('user', async (init) => apis.user(userId, init));
    } catch (error) {
      page.abort(error);
      throw new Error(`no user ${userId}`, { cause: error });
    }
  }

  const [user, orders, weather, news] = await Promise.all([
    requiredUser(),
    tile('orders', async (init) => apis.orders(userId, init)),
    tile('weather', async (init) => apis.weather(init)),
    tile('news', async (init) => apis.news(init)),
  ]);
  return { user, tiles: { orders, weather, news }, tookMs: now() - begin };
}
