// A registry on this machine that answers at once, from memory, as the edge of a large one does: what is measured with
// it is npm's work, and not that of a registry.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { tarball } from "../../tools/release/tar.mjs";

const digest = (kind, form, bytes) => createHash(kind).update(bytes).digest(form);

// packages: those that it has, each as { name: { bytes, is_executable } }. Gives its address.
export async function start_still_registry(context, packages) {
  const answers = new Map();
  const server = createServer((request, response) => {
    const answer = answers.get(decodeURIComponent(request.url));
    if (answer === undefined) return response.writeHead(404).end();
    response.writeHead(200, answer.head).end(answer.bytes);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  context.after(() => server.close());
  const address = `http://127.0.0.1:${server.address().port}/`;
  for (const files of packages) {
    const about = JSON.parse(String(files["package.json"].bytes));
    const { name, version } = about;
    const bytes = tarball(files);
    const path = `/${name}/-/${name.split("/").at(-1)}-${version}.tgz`;
    const dist = { integrity: `sha512-${digest("sha512", "base64", bytes)}`, shasum: digest("sha1", "hex", bytes), tarball: address + path.slice(1) };
    const document = { name, modified: "1985-10-26T08:15:00.000Z", "dist-tags": { latest: version }, versions: { [version]: { ...about, dist } } };
    answers.set(path, { head: { "content-type": "application/octet-stream", "content-length": bytes.length }, bytes });
    const text = gzipSync(JSON.stringify(document));
    const head = { "content-type": "application/vnd.npm.install-v1+json", "content-encoding": "gzip", "content-length": text.length };
    answers.set(`/${name}`, { head, bytes: text });
  }
  return address;
}
