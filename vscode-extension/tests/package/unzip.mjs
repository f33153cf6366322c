// A package's files, with their modes.
import { fromBuffer } from "yauzl";

const read = (zip, entry) =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      const chunks = [];
      stream.on("data", (chunk) => chunks.push(chunk));
      stream.on("end", () => resolve(Buffer.concat(chunks)));
      stream.on("error", reject);
    });
  });

// { name: { bytes, mode } }
export function unzip(buffer) {
  return new Promise((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const files = {};
      zip.on("error", reject);
      zip.on("end", () => resolve(files));
      zip.on("entry", async (entry) => {
        try {
          files[entry.fileName] = { bytes: await read(zip, entry), mode: entry.externalFileAttributes >>> 16 };
          zip.readEntry();
        } catch (mistake) {
          reject(mistake);
        }
      });
      zip.readEntry();
    });
  });
}
