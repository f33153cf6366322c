// Which executable is the server, and whether this machine can run it.
import { constants } from "node:fs";
import { access, open, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

// What cannot be started, in words for whoever has to do something about it.
export class UnusableExecutable extends Error {
  constructor(
    readonly path: string,
    readonly is_ours: boolean,
    reason: string,
  ) {
    super(is_ours ? `${reason} Install the package of this extension for ${here()}, or set "asynclint.path".` : reason);
  }
}

export interface Executable {
  path: string;
  // False for the one that the user has set.
  is_ours: boolean;
}

const here = (): string => `${process.platform}-${process.arch}`;

export function choose_executable(extension_folder: string, configured: string): Executable {
  if (configured === "") {
    const name = process.platform === "win32" ? "asynclint.exe" : "asynclint";
    return { path: join(extension_folder, "bin", name), is_ours: true };
  }
  const path = configured.replace(/^~(?=[\\/])/, homedir());
  return { path, is_ours: false };
}

// Throws an UnusableExecutable.
export async function check_executable({ path, is_ours }: Executable): Promise<void> {
  const complain = (reason: string) => new UnusableExecutable(path, is_ours, reason);
  if (!isAbsolute(path)) throw complain(`"asynclint.path" has to be an absolute path, and "${path}" is none.`);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) {
    if (is_ours) throw complain(`This extension has no server for ${here()} in it.`);
    throw complain(`There is no file "${path}", which "asynclint.path" names.`);
  }
  const target = target_of(await first_bytes(path));
  if (target && !target.includes(here())) throw complain(`"${path}" is built for ${target[0]}, and this is ${here()}.`);
  if (process.platform === "win32") return;
  await access(path, constants.X_OK).catch(() => {
    throw complain(`"${path}" may not be executed; "chmod +x" on it lets it.`);
  });
}

// What the system said when it would not start the file.
export function why_not_started({ path, is_ours }: Executable, error: NodeJS.ErrnoException): UnusableExecutable {
  // The file is there, so what is missing is what it asks for.
  const reason =
    error.code === "ENOENT" && process.platform === "linux"
      ? `"${path}" needs a system with glibc, and this one has another C library.`
      : `"${path}" could not be started: ${error.message}.`;
  return new UnusableExecutable(path, is_ours, reason);
}

async function first_bytes(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const bytes = Buffer.alloc(4096);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const elf_machines: Record<number, string> = { 0x3e: "x64", 0xb7: "arm64", 0x28: "arm", 0x03: "ia32" };
const mach_machines: Record<number, string> = { 0x01000007: "x64", 0x0100000c: "arm64" };
const pe_machines: Record<number, string> = { 0x8664: "x64", 0xaa64: "arm64", 0x014c: "ia32" };

// The platforms that a program is built for, by its header; nothing for a script and for what is unknown.
export function target_of(bytes: Buffer): string[] | undefined {
  const known = (platform: string, machine: string | undefined) => (machine ? [`${platform}-${machine}`] : undefined);
  if (bytes.length < 64) return undefined;
  if (bytes.readUInt32BE(0) === 0x7f454c46) return known("linux", elf_machines[bytes.readUInt16LE(18)]);
  if (bytes.readUInt32LE(0) === 0xfeedfacf) return known("darwin", mach_machines[bytes.readUInt32LE(4)]);
  if (bytes.readUInt32BE(0) === 0xcafebabe) return ["darwin-x64", "darwin-arm64"];
  if (bytes.toString("latin1", 0, 2) !== "MZ") return undefined;
  const header = bytes.readUInt32LE(60);
  if (header + 6 > bytes.length || bytes.toString("latin1", header, header + 4) !== "PE\0\0") return undefined;
  return known("win32", pe_machines[bytes.readUInt16LE(header + 4)]);
}
