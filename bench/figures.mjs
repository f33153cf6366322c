// Numbers and tables.

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// The smallest number that at least this part of all numbers do not exceed.
export function quantile(numbers, part) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(Math.ceil(sorted.length * part) - 1, 0)];
}

// Rows of strings with aligned columns: the first to the left, the others to the right.
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join("  ");
  return rows.map((row) => line(row).trimEnd()).join("\n");
}

// A figure beside the one that it has to reach: `limit` is the highest that passes, or the lowest with at_least.
export function against(figure, limit, { at_least = false } = {}) {
  return { figure, [at_least ? "at_least" : "at_most"]: limit, pass: at_least ? figure >= limit : figure <= limit };
}

export function verdict({ figure, at_least, at_most, pass }, unit, digits = 2) {
  const target = at_least === undefined ? `at most ${at_most}` : `at least ${at_least}`;
  return `${figure.toFixed(digits)}${unit} (${target}${unit}: ${pass ? "pass" : "MISS"})`;
}
