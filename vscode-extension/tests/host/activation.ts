// When it begins, and what that costs. The first test has to be the first thing that happens in its window.
import assert from "node:assert/strict";
import { performance } from "node:perf_hooks";
import * as vscode from "vscode";
import { extension, parts, say, test, until } from "./support";

test("nothing runs until it is wanted, and what it costs to begin is measured", async () => {
  const readme = await vscode.workspace.openTextDocument({ language: "plaintext", content: "nothing\n" });
  await vscode.window.showTextDocument(readme);
  assert.equal(extension().isActive, false);
  // The processor's time, because others may be at work on this machine.
  const begin = process.cpuUsage();
  const by_the_clock = performance.now();
  await extension().activate();
  const { user, system } = process.cpuUsage(begin);
  const milliseconds = (user + system) / 1000;
  // Which the runner reads: 100 ms are allowed.
  say(`  activated in ${milliseconds.toFixed(0)} ms, ${(performance.now() - by_the_clock).toFixed(0)} by the clock`);
});

test("the server runs then, and says its version", async () => {
  await until("the server", () => parts().server.state === "ready");
  assert.match(parts().server.version, /^\d+\.\d+\.\d+/);
  assert.ok(parts().server.process_id);
});

test("it begins for its languages, and what else is named in the manifest", async () => {
  const { activationEvents } = extension().packageJSON as { activationEvents: string[] };
  const languages = ["javascript", "javascriptreact", "typescript", "typescriptreact", "vue", "svelte", "html"];
  const others = ["onWebviewPanel:asynclint.lesson", "onUri"];
  assert.deepEqual(activationEvents, [...languages.map((language) => `onLanguage:${language}`), ...others]);
});

test("every command of the manifest is there, and none besides but those of links and of the server", async () => {
  const { contributes } = extension().packageJSON as { contributes: { commands: { command: string }[] } };
  const promised = contributes.commands.map(({ command }) => command);
  const all = (await vscode.commands.getCommands(true)).filter((command) => command.startsWith("asynclint."));
  // The editor makes some for each view.
  const own = all.filter((command) => !/^asynclint\.(findings|lessons|drills)\./.test(command));
  const of_the_server = parts().server.commands;
  assert.ok(of_the_server.includes("asynclint.explainRule"));
  assert.deepEqual(own.sort(), [...promised, "asynclint.openPage", ...of_the_server].sort());
});
