// A tarball as npm wants it, with the same bytes whenever and wherever it is made: entries in the order of their names,
// everybody's and nobody's, of one moment.
import { gzipSync } from "node:zlib";

const block = 512;
// npm's own: every tar knows it, and it is no date that means anything.
const moment = Date.UTC(1985, 9, 26, 8, 15) / 1000;

const octal = (number, width) => `${number.toString(8).padStart(width - 1, "0")}\0`;

function header(name, size, mode) {
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long a name for a tarball`);
  const bytes = Buffer.alloc(block);
  const put = (text, at) => bytes.write(text, at, "latin1");
  bytes.write(name, 0);
  put(octal(mode, 8), 100);
  put(octal(0, 8), 108);
  put(octal(0, 8), 116);
  put(octal(size, 12), 124);
  put(octal(moment, 12), 136);
  // The sum is taken with blanks in its own place.
  put("        ", 148);
  put("0", 156);
  put("ustar\x0000", 257);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return bytes;
}

// files: { name: { bytes, is_executable } }, names seen from the package's root.
export function tarball(files) {
  const parts = [];
  for (const name of Object.keys(files).sort()) {
    const { bytes, is_executable } = files[name];
    const content = Buffer.from(bytes);
    parts.push(header(`package/${name}`, content.length, is_executable ? 0o755 : 0o644), content);
    parts.push(Buffer.alloc((block - (content.length % block)) % block));
  }
  parts.push(Buffer.alloc(2 * block));
  const packed = gzipSync(Buffer.concat(parts), { level: 9 });
  // Which system packed it.
  packed[9] = 255;
  return packed;
}
