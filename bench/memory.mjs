// Peak memory on the largest package, with as many threads as the linter takes by itself, and on all of them.
import { join } from "node:path";
import { asynclint, cost_of_success } from "./cost.mjs";
import { against, median, verdict } from "./figures.mjs";

function peak(folder) {
  const peaks = [1, 2, 3].map(() => cost_of_success([asynclint(), "lint", "."], { cwd: folder }).peak_megabytes);
  return median(peaks);
}

export function memory(files) {
  const largest = files.packages.reduce((a, b) => (b.bytes > a.bytes ? b : a));
  const megabytes = peak(join(files.folder, largest.name));
  const everything = peak(files.folder);
  const result = { package: largest.name, megabytes, everything, target: against(megabytes, 60) };
  const text = [
    `${largest.name} ${largest.version} (${largest.files} files, ${(largest.bytes / 1e6).toFixed(1)} MB): ` +
      verdict(result.target, " MB", 1),
    `all packages in one run: ${everything.toFixed(1)} MB`,
  ];
  return { result, text: text.join("\n") };
}
