// Measures how long tasks take one after the other, and all at once.

export async function inTurn(tasks) {
  const results = [];
  for (const task of tasks) results.push(await task());
  return results;
}

export async function together(tasks) {
  return Promise.all(tasks.map((task) => task()));
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export async function measure(work, { now = () => performance.now(), rounds = 5 } = {}) {
  await work();
  const durations = [];
  for (let round = 0; round < rounds; round++) {
    const begin = now();
    await work();
    durations.push(now() - begin);
  }
  return median(durations);
}

export async function compare(tasks, options) {
  const sequential = await measure(() => inTurn(tasks), options);
  // Only when the first is done: they would disturb each other.
  const concurrent = await measure(() => together(tasks), options);
  return { inTurn: sequential, together: concurrent, factor: sequential / concurrent };
}
