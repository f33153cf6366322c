import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));
const edits = process.env.ASYNCLINT_SANITIZED ? 4 : 25;

const sources_below = (folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((file) => /\.[cm]?[jt]sx?$/.test(file))
    .map((file) => join(folder, file))
    .sort();

function trees_of(program, files) {
  const running = promisify(execFile)(program, [String(edits)], { cwd: root, maxBuffer: 1 << 28 });
  running.child.stdin.end(files.map((file) => `${file}\n`).join(""));
  return running.then(({ stdout }) => stdout.trimEnd().split("\n"));
}

test("the runtime makes the trees that it makes as it comes", async () => {
  const files = ["fixtures", "drills"].flatMap(sources_below);
  assert.ok(files.length > 1000, `${files.length} files`);
  const [ours, plain] = await Promise.all([
    trees_of(process.env.ASYNCLINT_TREES, files),
    trees_of(process.env.ASYNCLINT_PLAIN_TREES, files),
  ]);
  assert.equal(ours.length, files.length);
  for (const [i, line] of ours.entries()) {
    const [mine, theirs] = [line.split(" "), plain[i].split(" ")];
    const at = mine.findIndex((number, index) => number !== theirs[index]);
    // 0 to 2 are of the file in small pieces, 3 is of the whole, and the others come after an edit each.
    assert.equal(at, -1, `${files[i]}: tree ${at - 1} of ${mine.length - 1} is another one`);
  }
});
