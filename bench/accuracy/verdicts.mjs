// What people said about findings that they read: `verdicts/<folder>.tsv`, a line for each place.
//
//   place    file:line of the statement, as the comparison prints it
//   who      theirs: found by a peer and not by asynclint; ours: the other way round
//   verdict  theirs: `missed` (they are right) or `disagree`; ours: `real`, `debatable` or `false`
//   cause    missed: what asynclint would have to know; disagree: why there is nothing to find
//   reason   a sentence
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "verdicts");

export const words = { theirs: ["missed", "disagree"], ours: ["real", "debatable", "false"] };

export function verdicts_of(package_folder) {
  const path = join(folder, `${package_folder}.tsv`);
  const verdicts = new Map();
  if (!existsSync(path)) return verdicts;
  readFileSync(path, "utf8")
    .split("\n")
    .forEach((line, i) => {
      if (line === "" || line.startsWith("#")) return;
      const [place, who, verdict, cause, reason] = line.split("\t");
      if (!words[who]?.includes(verdict)) throw new Error(`${path}:${i + 1}: ${who} cannot be ${verdict}`);
      verdicts.set(`${who} ${place}`, { place, who, verdict, cause, reason });
    });
  return verdicts;
}
