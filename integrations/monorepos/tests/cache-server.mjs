// A remote cache in memory, as both build systems ask for one: what was put somewhere is there to be got. It prints its
// address, and ends with whoever started it.
import { createServer } from "node:http";

const kept = new Map();

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { pathname } = new URL(request.url, "http://localhost");
  const answer = (status, headers = {}, body = "") => response.writeHead(status, headers).end(request.method === "HEAD" ? "" : body);
  if (request.headers.authorization !== "Bearer secret") return answer(401);
  if (request.method === "PUT") {
    const ours = Object.entries(request.headers).filter(([name]) => name.startsWith("x-artifact"));
    kept.set(pathname, { headers: Object.fromEntries(ours), body: Buffer.concat(chunks) });
    return answer(200, { "content-type": "application/json" }, "{}");
  }
  if (pathname.endsWith("/status")) return answer(200, { "content-type": "application/json" }, '{ "status": "enabled" }');
  if (request.method === "POST") return answer(200, { "content-type": "application/json" }, "{}");
  const found = kept.get(pathname);
  if (!found) return answer(404);
  return answer(200, { "content-type": "application/octet-stream", ...found.headers }, found.body);
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
process.stdin.resume().on("end", () => process.exit());
