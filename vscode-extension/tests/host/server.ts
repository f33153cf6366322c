// The server's life: restarted, crashed, replaced, and not to be had.
import assert from "node:assert/strict";
import { chmod, copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { target_of } from "../../src/server/executable";
import { RestartPolicy, within_milliseconds } from "../../src/server/restart-policy";
import { extension, folder, parts, rules_become, set, show_new, test, until } from "./support";

const floating = 'async function save() {\n  await fetch("/save");\n}\nsave();\n';
const set_path = (path: string | undefined) => set("asynclint.path", path, vscode.ConfigurationTarget.Global);
const is_ready = () => parts().server.state === "ready" && parts().server.process_id;
const is_gone = (id: number) => {
  try {
    process.kill(id, 0);
    return false;
  } catch {
    return true;
  }
};

test("five restarts within three minutes are allowed, and a sixth when the first is long ago", async () => {
  const policy = new RestartPolicy();
  for (const minute of [0, 0.5, 1, 1.5, 2]) assert.ok(policy.may_restart(minute * 60_000), String(minute));
  assert.ok(!policy.may_restart(2.5 * 60_000));
  assert.ok(policy.may_restart(within_milliseconds));
  assert.ok(!policy.may_restart(within_milliseconds + 1));
});

test("what a program is built for is read from its header", async () => {
  const header = (write: (bytes: Buffer) => void) => {
    const bytes = Buffer.alloc(256);
    write(bytes);
    return target_of(bytes);
  };
  const mach = (machine: number) => header((bytes) => [0xfeedfacf, machine].forEach((value, i) => bytes.writeUInt32LE(value, 4 * i)));
  assert.deepEqual(mach(0x0100000c), ["darwin-arm64"]);
  assert.deepEqual(mach(0x01000007), ["darwin-x64"]);
  assert.deepEqual(header((bytes) => bytes.writeUInt32BE(0xcafebabe)), ["darwin-x64", "darwin-arm64"]);
  const windows = header((bytes) => {
    bytes.write("MZ");
    bytes.writeUInt32LE(128, 60);
    bytes.write("PE\0\0", 128);
    bytes.writeUInt16LE(0x8664, 132);
  });
  assert.deepEqual(windows, ["win32-x64"]);
  assert.equal(header((bytes) => bytes.write("#!/bin/sh")), undefined);
  assert.equal(target_of(Buffer.from("MZ")), undefined);
});

test("a restart is another process, and the findings are there again", async () => {
  const { uri } = (await show_new("restart.mjs", floating)).document;
  await rules_become(uri, ["floating-promise"]);
  const before = await until("the server", is_ready);
  await vscode.commands.executeCommand("asynclint.restart");
  const after = await until("the server", is_ready);
  assert.notEqual(before, after);
  await until("the end of the one before", () => is_gone(before));
  await rules_become(uri, ["floating-promise"]);
});

test("a server that crashes is started again, five times, and then it is told", async () => {
  const editor = await show_new("crash.mjs", floating);
  const { uri } = editor.document;
  for (let crash = 1; crash <= 5; ++crash) {
    const id = await until("the server", is_ready);
    process.kill(id, "SIGKILL");
    await until(`start ${crash} after a crash`, () => is_ready() && parts().server.process_id !== id);
    // What was typed meanwhile is known.
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "\n"));
    await rules_become(uri, ["floating-promise"]);
  }
  process.kill(await until("the server", is_ready), "SIGKILL");
  await until("the end", () => parts().server.state === "failed");
  await until("the message", () => /crashed 6 times within three minutes/.test(parts().server.problem));
  await rules_become(uri, []);
  await vscode.commands.executeCommand("asynclint.restart");
  await until("the server", is_ready);
  await rules_become(uri, ["floating-promise"]);
});

test("a server that crashes at once is given up, too", async () => {
  const path = join(folder().fsPath, "crashes");
  await writeFile(path, "#!/bin/sh\necho 'no memory today' >&2\nexit 3\n");
  await chmod(path, 0o755);
  await set_path(path);
  await until("the end", () => parts().server.state === "failed" && /crashed 6 times/.test(parts().server.problem));
});

test("another executable is taken as soon as it is set", async () => {
  const path = join(folder().fsPath, "another-asynclint");
  await copyFile(join(extension().extensionPath, "bin/asynclint"), path);
  await chmod(path, 0o755);
  await set_path(path);
  await until("the server", is_ready);
  const { uri } = (await show_new("another.mjs", floating)).document;
  await rules_become(uri, ["floating-promise"]);
});

const elf = (machine: number) => {
  const header = Buffer.alloc(128);
  header.write("\x7fELF", 0, "latin1");
  header.writeUInt16LE(machine, 18);
  return header;
};
for (const [what, name, content, mode, expected] of [
  ["that is not there", "missing", undefined, 0, /There is no file ".*missing", which "asynclint.path" names/],
  ["for another machine", "arm", elf(0xb7), 0o755, /is built for linux-arm64, and this is linux-x64/],
  ["that may not be executed", "plain", elf(0x3e), 0o644, /may not be executed; "chmod \+x"/],
  ["that the system does not start", "nonsense", elf(0x3e), 0o755, /could not be started|crashed 6 times/],
] as const) {
  test(`an executable ${what} is said to be one`, async () => {
    const path = join(folder().fsPath, name);
    if (content) {
      await writeFile(path, content);
      await chmod(path, mode);
    }
    await set_path(path);
    await until(String(expected), () => parts().server.state === "failed" && expected.test(parts().server.problem)).catch(() =>
      assert.match(`${parts().server.state}: ${parts().server.problem}`, expected),
    );
  });
}

test("a path that is not absolute is none, and the one that comes along is back in the end", async () => {
  await set_path("bin/asynclint");
  await until("the end", () => /has to be an absolute path/.test(parts().server.problem));
  await set_path(undefined);
  await until("the server", is_ready);
  assert.equal(parts().server.problem, "");
});
