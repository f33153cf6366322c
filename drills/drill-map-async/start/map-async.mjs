// Calls back when the last item is done. That is not when all of them are.
export function mapAsync(items, fn, callback) {
  const results = [];
  items.forEach((item, index) => {
    fn(item, (error, result) => {
      if (error) callback(error);
      results[index] = result;
      if (index === items.length - 1) callback(null, results);
    });
  });
}
