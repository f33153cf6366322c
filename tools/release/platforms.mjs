// The platforms that asynclint is built for: the one table that npm's packages, the extension's, and the cross compiler
// have their names from. `node platforms.mjs` prints a line for each: its name and Zig's.
import { fileURLToPath } from "node:url";

export const platforms = [
  { name: "linux-x64-gnu", os: "linux", cpu: "x64", libc: "glibc", zig: "x86_64-linux-gnu.2.28", vscode: "linux-x64" },
  { name: "linux-x64-musl", os: "linux", cpu: "x64", libc: "musl", zig: "x86_64-linux-musl", vscode: "alpine-x64" },
  { name: "linux-arm64-gnu", os: "linux", cpu: "arm64", libc: "glibc", zig: "aarch64-linux-gnu.2.28", vscode: "linux-arm64" },
  { name: "linux-arm64-musl", os: "linux", cpu: "arm64", libc: "musl", zig: "aarch64-linux-musl", vscode: "alpine-arm64" },
  { name: "darwin-x64", os: "darwin", cpu: "x64", zig: "x86_64-macos", vscode: "darwin-x64" },
  { name: "darwin-arm64", os: "darwin", cpu: "arm64", zig: "aarch64-macos", vscode: "darwin-arm64" },
  { name: "win32-x64", os: "win32", cpu: "x64", zig: "x86_64-windows-gnu", vscode: "win32-x64" },
  { name: "win32-arm64", os: "win32", cpu: "arm64", zig: "aarch64-windows-gnu", vscode: "win32-arm64" },
];

export const executable_name = ({ os }) => (os === "win32" ? "asynclint.exe" : "asynclint");

export function platform_named(name) {
  const found = platforms.find((platform) => platform.name === name);
  if (!found) throw new Error(`there is no platform ${name}; there are ${platforms.map((each) => each.name).join(", ")}`);
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) for (const { name, zig } of platforms) console.log(name, zig);
