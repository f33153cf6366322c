// A registry on this machine that has what is published to it and nothing else, and an npm that knows no other.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";

const verdaccio = fileURLToPath(new URL("node_modules/verdaccio/bin/verdaccio", import.meta.url));

async function free_port() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

// The environment in which npm speaks to the registry at `address`, keeps what it fetches below `folder`, and reads
// nobody's settings.
export function npm_environment(folder, address) {
  mkdirSync(join(folder, "home"), { recursive: true });
  const settings = join(folder, "npmrc");
  // npm publishes for nobody who does not say who it is; this registry does not ask.
  writeFileSync(settings, `registry=${address}\n${address.slice("http:".length)}:_authToken=anybody\naudit=false\nfund=false\nupdate-notifier=false\n`);
  const outside = Object.entries(process.env).filter(([name]) => !/^npm_|proxy|^ASYNCLINT_/i.test(name));
  return {
    ...Object.fromEntries(outside),
    HOME: join(folder, "home"),
    npm_config_userconfig: settings,
    npm_config_globalconfig: join(folder, "no-npmrc"),
    npm_config_cache: join(folder, "cache"),
    npm_config_yes: "true",
  };
}

// { address, environment }: its own, and npm's.
export async function start_registry(context, folder) {
  const port = await free_port();
  const address = `http://127.0.0.1:${port}/`;
  const config = join(folder, "verdaccio.yaml");
  writeFileSync(
    config,
    `storage: ${JSON.stringify(join(folder, "storage"))}
packages:
  '**':
    access: $all
    publish: $all
max_body_size: 100mb
web:
  enable: false
log: { type: stdout, format: json, level: warn }
`,
  );
  const environment = npm_environment(folder, address);
  const server = spawn(process.execPath, [verdaccio, "--config", config, "--listen", `127.0.0.1:${port}`], { env: environment, cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [server.stdout, server.stderr]) stream.setEncoding("utf8").on("data", (part) => (said += part));
  context.after(() => server.kill("SIGKILL"));
  for (const end = Date.now() + 60_000; ; ) {
    const answer = await fetch(`${address}-/ping`).catch(() => undefined);
    if (answer?.ok) break;
    if (server.exitCode !== null || Date.now() > end) throw new Error(`the registry does not start: ${said}`);
    await pause(100);
  }
  return { address, environment };
}
