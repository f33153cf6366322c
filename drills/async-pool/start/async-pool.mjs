// Keeps the limit, and wastes most of it.
export async function asyncPool(limit, items, work) {
  const results = [];
  const size = Math.max(1, limit);
  for (let i = 0; i < items.length; i += size) {
    const batch = items.slice(i, i + size);
    results.push(...(await Promise.all(batch.map((item, offset) => work(item, i + offset)))));
  }
  return results;
}
