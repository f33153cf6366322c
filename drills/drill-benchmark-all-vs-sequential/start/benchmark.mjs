// Stops the watch before the work has ended.
export async function inTurn(tasks) {
  return Promise.all(tasks.map((task) => task()));
}

export async function together(tasks) {
  return tasks.map((task) => task());
}

export async function measure(work, { now = () => performance.now() } = {}) {
  const begin = now();
  work();
  return now() - begin;
}

export async function compare(tasks, options) {
  return {
    inTurn: await measure(() => inTurn(tasks), options),
    together: await measure(() => together(tasks), options),
  };
}
