// Calls `work` for all items, at most `limit` of them at once.
export async function asyncPool(limit, items, work) {
  if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`a limit of ${limit} is none`);

  const iterator = items[Symbol.iterator]();
  const results = [];
  let begun = 0;
  let hasFailed = false;

  async function worker() {
    while (!hasFailed) {
      // Nothing can come between taking an item and counting it: there is no await here.
      const { value, done } = iterator.next();
      if (done) return;
      const index = begun++;
      try {
        results[index] = await work(value, index);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  }

  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
