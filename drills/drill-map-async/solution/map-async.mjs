// Calls `fn` for all items at once, and `callback` once: with all results, or with the first error.
export function mapAsync(items, fn, callback) {
  const results = Array.from({ length: items.length });
  let missing = items.length;
  let isOver = false;

  // Later in every case, so that callers see one order of events and not two.
  function finish(error, value) {
    if (isOver) return;
    isOver = true;
    queueMicrotask(() => callback(error, value));
  }

  if (missing === 0) finish(null, results);
  items.forEach((item, index) => {
    let isBack = false;
    fn(item, (error, result) => {
      if (isBack) return;
      isBack = true;
      if (error) return finish(error);
      results[index] = result;
      missing -= 1;
      if (missing === 0) finish(null, results);
    });
  });
}
