// The executables that are handed out: each is for the machine that its package names, whole, small and nobody's; and
// those that can be run on this machine find what this machine's own finds.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { executable_name } from "../../tools/release/platforms.mjs";
import { version } from "../../tools/release/version.mjs";
import { packed, repository } from "./packed.mjs";

const room = mkdtempSync(join(tmpdir(), "asynclint packages "));
after(() => rmSync(room, { recursive: true, force: true }));
cpSync(join(repository, "fixtures/showcase"), join(room, "showcase"), { recursive: true });

function unpacked({ platform, executable }) {
  const path = join(room, `${platform.name}-${executable_name(platform)}`);
  writeFileSync(path, executable);
  chmodSync(path, 0o755);
  return path;
}

const output_of = (program, words) => spawnSync(program, words, { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } }).stdout;

const linux = {
  x64: /Machine: +Advanced Micro Devices X86-64/,
  arm64: /Machine: +AArch64/,
};

function check_elf(path, { cpu, libc }) {
  assert.match(output_of("readelf", ["-h", path]), linux[cpu]);
  assert.doesNotMatch(output_of("readelf", ["-S", "-W", path]), /\.symtab|\.debug_/);
  const dynamic = output_of("readelf", ["-d", path]);
  const needed = [...dynamic.matchAll(/Shared library: \[(.*?)\]/g)].map(([, name]) => name);
  if (libc === "musl") return assert.deepEqual(needed, [], "it needs no library");
  const allowed = /^(libc\.so\.6|libm\.so\.6|libpthread\.so\.0|libdl\.so\.2|librt\.so\.1|ld-linux-(x86-64\.so\.2|aarch64\.so\.1))$/;
  for (const name of needed) assert.match(name, allowed);
  const versions = [...output_of("readelf", ["-V", path]).matchAll(/GLIBC_(\d+)\.(\d+)/g)].map(([, major, minor]) => major * 1000 + Number(minor));
  assert.ok(Math.max(...versions) <= 2028, "glibc 2.28 is enough");
}

// The numbers are those of loader.h and cs_blobs.h, which Apple publishes.
function check_mach_o(bytes, { cpu }) {
  assert.equal(bytes.readUInt32LE(0), 0xfeedfacf);
  assert.equal(bytes.readUInt32LE(4), { x64: 0x01000007, arm64: 0x0100000c }[cpu]);
  assert.equal(bytes.readUInt32LE(12), 2, "an executable");
  const commands = new Map();
  for (let at = 32, left = bytes.readUInt32LE(16); left > 0; --left) {
    commands.set(bytes.readUInt32LE(at), at);
    at += bytes.readUInt32LE(at + 4);
  }
  // No processor of Apple's own runs what has no signature. It stands in network order.
  const signature = commands.get(0x1d);
  if (cpu === "x64" && signature === undefined) return;
  const blob = bytes.subarray(bytes.readUInt32LE(signature + 8));
  assert.equal(blob.readUInt32BE(0), 0xfade0cc0);
  const directory = blob.subarray(blob.readUInt32BE(16));
  assert.equal(directory.readUInt32BE(0), 0xfade0c02);
  assert.ok((directory.readUInt32BE(12) & 2) !== 0, "it is signed ad hoc");
}

function check_pe(bytes, { cpu }) {
  assert.equal(bytes.toString("latin1", 0, 2), "MZ");
  const header = bytes.readUInt32LE(60);
  assert.equal(bytes.toString("latin1", header, header + 4), "PE\0\0");
  assert.equal(bytes.readUInt16LE(header + 4), { x64: 0x8664, arm64: 0xaa64 }[cpu]);
  assert.equal(bytes.readUInt16LE(header + 24 + 68), 3, "it is a program for a console");
}

for (const one of packed) {
  const { platform, executable } = one;
  test(`${platform.name}: it is for that machine, small, and names nobody's folders`, () => {
    console.log(`    ${(executable.length / 1e6).toFixed(2)} MB`);
    assert.ok(executable.length < 8e6);
    if (platform.os === "linux") check_elf(unpacked(one), platform);
    if (platform.os === "darwin") check_mach_o(executable, platform);
    if (platform.os === "win32") check_pe(executable, platform);
    for (const secret of [repository, homedir() === "/" ? repository : `${homedir()}/`]) assert.ok(!executable.includes(secret), secret);
  });
}

// What runs a platform's executables here; none where nothing does.
function runner({ os, cpu, libc }) {
  const has = (path) => existsSync(path);
  if (os === "linux" && cpu === process.arch) return [];
  if (os === "linux" && cpu === "arm64" && has("/usr/bin/qemu-aarch64-static")) {
    if (libc === "musl") return ["/usr/bin/qemu-aarch64-static"];
    // The glibc of that processor, from Debian's libc6-arm64-cross.
    return has("/usr/aarch64-linux-gnu/lib") ? ["/usr/bin/qemu-aarch64-static", "-L", "/usr/aarch64-linux-gnu"] : undefined;
  }
  if (os === "win32" && cpu === "x64" && has("/usr/bin/wine")) return ["/usr/bin/wine"];
  return undefined;
}

const environment = { ...process.env, WINEDEBUG: "-all", WINEPREFIX: join(room, "wine"), GITHUB_ACTIONS: "" };

function run(one, words, input) {
  const [program, ...before] = [...runner(one.platform), unpacked(one)];
  return spawnSync(program, [...before, ...words], { cwd: room, env: environment, encoding: "utf8", input });
}

function start(one, words) {
  const [program, ...before] = [...runner(one.platform), unpacked(one)];
  return spawn(program, [...before, ...words], { cwd: room, env: environment });
}

const runnable = packed.filter(({ platform }) => runner(platform));
const own = join(repository, "build/asynclint");

// Windows has its own idea of where the root is, which wine puts on drive Z.
const findings = (json) => JSON.parse(json.replaceAll(/"filePath":"Z:/g, '"filePath":"')).map(({ filePath, messages }) => ({ filePath, messages }));

for (const one of runnable) {
  const { platform } = one;
  test(`${platform.name}: it says its version, and finds what is found here`, () => {
    assert.equal(run(one, ["--version"]).stdout.trim(), `asynclint ${version}`);
    const words = ["--format", "json", "--evidence", "--level", "info", "showcase"];
    const here = spawnSync(own, words, { cwd: room, encoding: "utf8" });
    const there = run(one, words);
    assert.ok(findings(here.stdout).length > 5);
    assert.deepEqual(findings(there.stdout), findings(here.stdout), there.stderr);
    assert.equal(there.status, here.status);
  });

  test(`${platform.name}: standard input, fixes on the disk, exit codes, pages`, () => {
    const text = "async function save() {}\nsave();\n";
    const [{ messages }] = JSON.parse(run(one, ["--stdin", "--stdin-filename", "a.js", "--format", "json"], text).stdout);
    assert.equal(messages[0].ruleId, "floating-promise");
    const file = join(room, `fix ${platform.name} ü.js`);
    writeFileSync(file, text);
    const fixed = run(one, ["--fix-suggestions", `fix ${platform.name} ü.js`]);
    assert.equal(fixed.status, 0, fixed.stdout + fixed.stderr);
    const [{ messages: left }] = JSON.parse(spawnSync(own, ["--format", "json", file], { encoding: "utf8" }).stdout);
    assert.deepEqual(left, [], "what was found is mended");
    assert.equal(run(one, ["nowhere.js"]).status, 2);
    assert.match(run(one, ["nowhere.js"]).stderr, /nowhere\.js: no such file or directory/);
    assert.match(run(one, ["explain", "event-loop"]).stdout, /microtask/i);
  });

  test(`${platform.name}: it remembers what it found`, () => {
    const words = ["--format", "json", "showcase"];
    const plain = run(one, words);
    const cached = ["--cache-location", `kept ${platform.name}`, ...words];
    for (const time of ["first", "second"]) {
      const { stdout, stderr } = run(one, cached);
      assert.deepEqual(findings(stdout), findings(plain.stdout), time);
      assert.equal(stderr, plain.stderr, time);
    }
    assert.ok(existsSync(join(room, `kept ${platform.name}`, "index")));
  });

  test(`${platform.name}: it watches`, { timeout: 120_000 }, async () => {
    const name = `watched-${platform.name}`;
    const file = join(room, name, "deep", "a.js");
    mkdirSync(join(room, name, "deep"), { recursive: true });
    writeFileSync(file, "async function save() { await fetch('x'); }\nsave();\n");
    const watching = start(one, ["--watch", name]);
    let output = "";
    // Each time that there is one more block, the file becomes another one.
    const steps = [
      [/1 error in 1 file\n\n/, () => writeFileSync(file, "export {};\n")],
      [/nothing found in 1 file; 1 gone\n\n/, () => rmSync(join(room, name, "deep"), { recursive: true })],
      [/nothing found in 0 files\n\n/, () => watching.kill("SIGKILL")],
    ];
    watching.stdout.setEncoding("utf8").on("data", (part) => {
      output += part;
      if (steps.length > 0 && steps[0][0].test(output)) steps.shift()[1]();
    });
    await once(watching, "close");
    assert.deepEqual(steps, [], output);
  });

  test(`${platform.name}: it serves an editor`, async () => {
    const message = (body) => {
      const json = JSON.stringify({ jsonrpc: "2.0", ...body });
      return `Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`;
    };
    const uri = platform.os === "win32" ? "file:///c:/shop/a.js" : "file:///shop/a.js";
    const text_document = { uri, languageId: "javascript", version: 1, text: "async function save() {}\nsave();\n" };
    const server = start(one, ["lsp"]);
    let output = "";
    server.stdout.setEncoding("utf8").on("data", (part) => {
      if (!output.includes('"id":2') && (output + part).includes('"id":2')) server.stdin.write(message({ id: 3, method: "shutdown" }) + message({ method: "exit" }));
      output += part;
    });
    server.stdin.write(message({ id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: { textDocument: { diagnostic: {} } } } }));
    server.stdin.write(message({ method: "initialized", params: {} }));
    server.stdin.write(message({ method: "textDocument/didOpen", params: { textDocument: text_document } }));
    server.stdin.write(message({ id: 2, method: "textDocument/diagnostic", params: { textDocument: { uri } } }));
    const [status] = await once(server, "close");
    assert.match(output, /^Content-Length: \d+\r\n\r\n\{/, "no end of line became another");
    assert.match(output, /"code":"floating-promise"/);
    assert.equal(status, 0);
  });
}

test("what runs here was run", (context) => {
  context.diagnostic(`run: ${runnable.map(({ platform }) => platform.name).join(", ")}`);
  assert.ok(runnable.length > 0);
});
