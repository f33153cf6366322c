// Takes photos through download, resize and store, a few at a time.

const order = ['download', 'resize', 'store'];

async function processOne(photo, stages, signal) {
  let value = photo;
  for (const stage of order) {
    signal?.throwIfAborted();
    try {
      value = await stages[stage](value, { signal });
    } catch (error) {
      return { photo, status: 'failed', stage, error };
    }
  }
  return { photo, status: 'stored', value };
}

export async function processImages(photos, stages, { limit = 3, signal, onProgress } = {}) {
  const results = [];
  const queue = photos.entries();
  let done = 0;

  async function worker() {
    for (const [index, photo] of queue) {
      results[index] = await processOne(photo, stages, signal);
      done += 1;
      onProgress?.({ done, total: photos.length });
    }
  }

  // Not `all`: after an abort, the others may still have a stage under way.
  const workers = await Promise.allSettled(Array.from({ length: limit }, worker));
  signal?.throwIfAborted();
  const failure = workers.find(({ status }) => status === 'rejected');
  if (failure) throw failure.reason;
  return results;
}
