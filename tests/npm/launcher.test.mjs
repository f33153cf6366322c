// The launcher is as good as absent: what goes in, what comes out, how it ends. And what it says when it has nothing to
// launch.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { executable, here, project, run, stand_in, temporary_folder } from "./installed.mjs";

const with_stand_in = (context, body, name = here) => project(context, { [name]: stand_in(body) });

// Node's words that make a process believe in another machine; `files` says what it has, true or false by path.
function pretending(context, { platform = "linux", arch = process.arch, files = {} }) {
  const path = join(temporary_folder(context), "pretend.cjs");
  writeFileSync(
    path,
    `const files = ${JSON.stringify(files)};
     Object.defineProperty(process, "platform", { value: ${JSON.stringify(platform)} });
     Object.defineProperty(process, "arch", { value: ${JSON.stringify(arch)} });
     const fs = require("node:fs");
     const { existsSync } = fs;
     fs.existsSync = (path) => files[path] ?? existsSync(path);`,
  );
  return { node: ["--require", path] };
}

test("the linter finds what it finds alone, below a path with blanks", async (context) => {
  const { folder, launcher } = project(context);
  const file = join(folder, "a file.js");
  writeFileSync(file, "async function save() {}\nsave();\n");
  const { status, output } = await run(launcher, ["a file.js"], { cwd: folder });
  const alone = spawnSync(executable, ["a file.js"], { cwd: folder, encoding: "utf8" });
  assert.match(output, /floating-promise/);
  assert.equal(output, alone.stdout);
  assert.equal(status, alone.status);
});

test("every word arrives as it is", async (context) => {
  const { launcher } = with_stand_in(context, "process.stdout.write(JSON.stringify(process.argv.slice(2)))");
  const words = ["", "two words", 'a "quote"', "it's", "*", "$HOME", "ünï", "--", "-x=1", "a\nb"];
  const { output } = await run(launcher, words);
  assert.deepEqual(JSON.parse(output), words);
});

test("all three streams are the linter's own", async (context) => {
  const { launcher } = with_stand_in(context, "process.stdin.pipe(process.stdout); console.error('on the other one');");
  const input = "x".repeat(1_000_000);
  const { output, complaints } = await run(launcher, [], { input });
  assert.ok(output === input);
  assert.equal(complaints, "on the other one\n");
});

test("exit codes are kept", async (context) => {
  const { launcher } = with_stand_in(context, "process.exit(Number(process.argv[2]))");
  for (const code of [0, 1, 2, 3, 77, 255]) assert.equal((await run(launcher, [String(code)])).status, code);
});

test("the real one's are, too", async (context) => {
  const { folder, launcher } = project(context);
  writeFileSync(join(folder, "clean.js"), "const one = 1;\n");
  writeFileSync(join(folder, "wrong.js"), "export async function f(names) {\n  names.forEach(async (name) => fetch(name));\n}\n");
  for (const [words, code] of [[["clean.js"], 0], [["wrong.js"], 1], [["--no-such-option"], 2], [["nowhere.js"], 2]])
    assert.equal((await run(launcher, words, { cwd: folder })).status, code, words.join(" "));
});

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR2"]) {
  test(`${signal} is passed on, and who takes it may end as it likes`, async (context) => {
    const body = `process.on("${signal}", () => { console.log("took it"); process.exit(42); }); setInterval(() => {}, 1000); console.log("ready");`;
    const { launcher } = with_stand_in(context, body);
    const started = (child, output) => output === "ready\n" && child.kill(signal);
    const { status, output } = await run(launcher, [], { started });
    assert.equal(output, "ready\ntook it\n");
    assert.equal(status, 42);
  });
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  test(`who is ended by ${signal} takes the launcher along, with the same signal`, async (context) => {
    const { launcher } = with_stand_in(context, "console.log(process.pid); setInterval(() => {}, 1000);");
    let linter = 0;
    const started = (child, output) => {
      linter = Number(output);
      child.kill(signal);
    };
    const ended = await run(launcher, [], { started });
    assert.equal(ended.signal, signal);
    assert.throws(() => process.kill(linter, 0), { code: "ESRCH" }, "nothing is left running");
  });
}

test("a linter that is killed or crashes is not taken for one that found nothing", async (context) => {
  const { launcher } = with_stand_in(context, "process.kill(process.pid, process.argv[2]); setInterval(() => {}, 1000);");
  for (const signal of ["SIGKILL", "SIGSEGV", "SIGABRT"]) assert.equal((await run(launcher, [signal])).signal, signal);
});

test("Ctrl-C in a terminal reaches the linter once", async (context) => {
  const body = `let times = 0;
    process.on("SIGINT", () => { if (++times === 1) setTimeout(() => { console.log("taken " + times); process.exit(3); }, 400); });
    setInterval(() => {}, 1000);
    console.log("ready");`;
  const { launcher } = with_stand_in(context, body);
  // `script` runs it in a terminal of its own, and a Ctrl-C that comes in is one that was typed there.
  // Without `exec` a plain sh stays its parent, is ended by the same Ctrl-C, and hides how the launcher ended.
  const line = `exec "${process.execPath}" "${launcher}"`;
  const environment = { ...process.env, SHELL: "/bin/sh", ASYNCLINT_EXECUTABLE: "" };
  const terminal = spawn("script", ["--quiet", "--flush", "--return", "--command", line, "/dev/null"], { env: environment });
  let shown = "";
  terminal.stdout.setEncoding("utf8").on("data", (part) => {
    if (!shown.includes("ready") && (shown + part).includes("ready")) terminal.stdin.write("\x03");
    shown += part;
  });
  const [status] = await once(terminal, "close");
  assert.match(shown, /taken 1\r?\n/);
  assert.equal(status, 3);
});

test("a platform that nothing is built for is named, with those that there are", async (context) => {
  const { launcher } = project(context);
  for (const [machine, name] of [[{ platform: "freebsd", arch: "x64" }, "freebsd-x64"], [{ platform: "linux", arch: "riscv64" }, "linux-riscv64"], [{ platform: "win32", arch: "ia32" }, "win32-ia32"]]) {
    const { status, output, complaints } = await run(launcher, [], pretending(context, machine));
    assert.equal(status, 2);
    assert.equal(output, "");
    assert.match(complaints, new RegExp(`^asynclint: there is no executable for ${name}[^ ]*; there is one for linux-x64-gnu, .*win32-arm64`));
    assert.match(complaints, /ASYNCLINT_EXECUTABLE/);
    assert.doesNotMatch(complaints, /at .*\.js:/, "nobody wants to see its stack");
  }
});

test("a missing optional dependency is named, with what to do about it", async (context) => {
  const { launcher } = project(context, {});
  const { status, complaints } = await run(launcher, []);
  assert.equal(status, 2);
  assert.match(complaints, new RegExp(`^asynclint: the package @asynclint/${here}, which has the executable for this machine, is not installed`));
  assert.match(complaints, /--omit=optional/);
  assert.match(complaints, /Remove both node_modules and package-lock\.json/);
  assert.match(complaints, new RegExp(`npm install --no-save @asynclint/${here}@\\d+\\.\\d+\\.\\d+`));
  assert.doesNotMatch(complaints, /another machine/);
});

test("node_modules that were copied from another machine are called that", async (context) => {
  const { launcher } = project(context, { "darwin-arm64": "", "win32-x64": "" });
  const { status, complaints } = await run(launcher, []);
  assert.equal(status, 2);
  assert.match(complaints, /What is installed is for another machine \(@asynclint\/darwin-arm64, @asynclint\/win32-x64\)/);
});

test("the C library decides on Linux, and the one that needs none stands in", async (context) => {
  const say = (name) => stand_in(`console.log("${name}")`);
  const both = { "linux-x64-gnu": say("gnu"), "linux-x64-musl": say("musl") };
  const glibc = "/lib64/ld-linux-x86-64.so.2";
  const musl = "/lib/ld-musl-x86_64.so.1";
  const cases = [
    [both, { [glibc]: true, [musl]: false }, "gnu"],
    [both, { [glibc]: false, [musl]: true }, "musl"],
    // Alpine with its stand-in for glibc.
    [both, { [glibc]: true, [musl]: true }, "musl"],
    // NixOS has its C library elsewhere.
    [both, { [glibc]: false, [musl]: false }, "musl"],
    [{ "linux-x64-musl": say("musl") }, { [glibc]: true, [musl]: false }, "musl"],
    [{ "linux-x64-gnu": say("gnu") }, { [glibc]: true, [musl]: true }, "gnu"],
  ];
  for (const [platforms, files, wanted] of cases) {
    const { launcher } = project(context, platforms);
    const { output } = await run(launcher, [], pretending(context, { arch: "x64", files }));
    assert.equal(output, `${wanted}\n`, JSON.stringify(files));
  }
});

test("every platform's executable is found by its name", async (context) => {
  for (const [platform, arch] of [["darwin", "x64"], ["darwin", "arm64"], ["win32", "x64"], ["win32", "arm64"]]) {
    const name = `${platform}-${arch}`;
    const { launcher } = with_stand_in(context, `console.log("it is ${name}")`, name);
    assert.equal((await run(launcher, [], pretending(context, { platform, arch }))).output, `it is ${name}\n`);
  }
});

test("ASYNCLINT_EXECUTABLE comes before what is installed", async (context) => {
  const { folder, launcher } = project(context, {});
  const own = join(folder, "my own");
  writeFileSync(own, stand_in("console.log('my own')"), { mode: 0o755 });
  assert.equal((await run(launcher, [], { env: { ASYNCLINT_EXECUTABLE: own } })).output, "my own\n");
  const { status, complaints } = await run(launcher, [], { env: { ASYNCLINT_EXECUTABLE: `${own} is gone` } });
  assert.equal(status, 2);
  assert.match(complaints, /ASYNCLINT_EXECUTABLE names .*my own is gone, and there is no such file/);
});

test("an executable that has lost its right to be run gets it back", async (context) => {
  const { launcher, path_of } = with_stand_in(context, "console.log('it runs')");
  chmodSync(path_of(here), 0o644);
  assert.equal((await run(launcher)).output, "it runs\n");
  assert.equal(statSync(path_of(here)).mode & 0o777, 0o755);
});

test("one that cannot be started is named with the reason, once", async (context) => {
  const { folder, launcher, path_of } = project(context, { [here]: "#!/nowhere/interpreter\n" });
  // A folder may be run by nobody, whatever its mode says.
  for (const [path, env] of [[path_of(here), {}], [folder, { ASYNCLINT_EXECUTABLE: folder }]]) {
    const { status, complaints } = await run(launcher, [], { env });
    assert.equal(status, 2);
    assert.ok(complaints.startsWith(`asynclint: ${path} cannot be started: `), complaints);
    assert.equal(complaints.trim().split("\n").length, 1);
  }
});
