// What is handed out, as a whole: hashes, terms, the bill of materials, the archives for VS Code, and that making it
// again gives the same bytes.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { executable_name } from "../../tools/release/platforms.mjs";
import { unzip } from "../../vscode-extension/tests/package/unzip.mjs";
import { bytes_of, extension_name, folder, names, npm_name, packed, repository } from "./packed.mjs";

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const library_folder = new URL("../npm/node_modules/@cyclonedx/cyclonedx-library/res/schema/", import.meta.url);
const require = createRequire(new URL("../npm/package.json", import.meta.url));
const bill = JSON.parse(bytes_of("asynclint.cdx.json"));

test("SHA256SUMS is right, and knows every file", () => {
  const { status, stderr } = spawnSync("sha256sum", ["--check", "--strict", "--quiet", "SHA256SUMS"], { cwd: folder, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  const listed = String(bytes_of("SHA256SUMS")).trim().split("\n").map((line) => line.slice(66));
  assert.deepEqual(listed, names.filter((name) => name !== "SHA256SUMS"));
});

test("every platform has both packages, with the same executable and the terms of what is in it", async () => {
  const of_all = ["tree-sitter ", "tree-sitter-javascript ", "tree-sitter-typescript ", "typescript ", "@types/node ", "ICU ", "nlohmann-json3-dev ", "libcli11-dev ", "libfmt-dev ", "libxxhash-dev ", "libc++ ", "libc++abi ", "Zig "];
  const own = { glibc: ["glibc ", "libunwind "], musl: ["musl ", "libunwind "], win32: ["mingw-w64 ", "libunwind "], darwin: [] };
  for (const { platform, entries, executable } of packed) {
    const check = (terms, more) => {
      for (const part of [...of_all, ...own[platform.libc ?? platform.os], ...more]) assert.ok(terms.includes(`\n${part}`), `${platform.name}: ${part}`);
      assert.ok(!terms.includes("libstdc++-12-dev"), "that is in what g++ makes");
    };
    check(String(entries["THIRD-PARTY-NOTICES.txt"].bytes), []);
    const files = await unzip(bytes_of(extension_name(platform)));
    const server = files[`extension/bin/${executable_name(platform)}`];
    assert.ok(server.bytes.equals(executable));
    assert.equal(server.mode & 0o777, 0o755);
    assert.equal(Object.keys(files).filter((name) => name.startsWith("extension/bin/")).length, 1);
    assert.ok(String(files["extension.vsixmanifest"].bytes).includes(`TargetPlatform="${platform.vscode}"`));
    check(String(files["extension/THIRD-PARTY-NOTICES.txt"].bytes), ["vscode-languageclient "]);
  }
});

test("the bill of materials is one, by its schema", () => {
  const Ajv = require("ajv");
  const schema = (name) => JSON.parse(readFileSync(new URL(`${name}.SNAPSHOT.schema.json`, library_folder), "utf8"));
  const ajv = new Ajv({ strict: false });
  // It refers to the others by the names of these files.
  for (const name of ["spdx", "jsf-0.82", "cryptography-defs"]) ajv.addSchema({ ...schema(name), $id: undefined }, `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  require("ajv-formats")(ajv);
  const validate = ajv.compile(schema("bom-1.6"));
  assert.ok(validate(bill), JSON.stringify(validate.errors?.slice(0, 3)));
});

test("it lists every file with its hash, and what is in it", () => {
  const by_ref = new Map(bill.components.map((component) => [component["bom-ref"], component]));
  const inside = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  for (const name of names.filter((each) => /\.(tgz|vsix)$/.test(each))) assert.equal(by_ref.get(name).hashes[0].content, sha256(bytes_of(name)));
  for (const refs of inside.values()) for (const ref of refs) assert.ok(by_ref.has(ref), ref);
  for (const { platform } of packed) {
    const parts = inside.get(npm_name(platform)).map((ref) => by_ref.get(ref).name);
    assert.ok(parts.includes("tree-sitter") && parts.includes("libc++"));
    assert.equal(parts.includes("musl"), platform.libc === "musl");
    assert.equal(parts.includes("mingw-w64"), platform.os === "win32");
    const in_extension = inside.get(extension_name(platform)).map((ref) => by_ref.get(ref).name);
    assert.ok(in_extension.includes("vscode-languageclient"));
  }
});

test("packed again, everything has the same bytes", (context) => {
  const again = mkdtempSync(join(tmpdir(), "asynclint-again-"));
  context.after(() => rmSync(again, { recursive: true, force: true }));
  execFileSync(process.execPath, [join(repository, "tools/release/pack.mjs"), again, ...packed.map(({ platform }) => platform.name)], { env: { ...process.env, TZ: "Asia/Tokyo" }, encoding: "utf8" });
  assert.equal(readFileSync(join(again, "SHA256SUMS"), "utf8"), String(bytes_of("SHA256SUMS")));
});
