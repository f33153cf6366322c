// Writes the archive in the executable: the pages of lessons and rules in two forms, what is known of each lesson, the
// drills, and what the static site is made of. Packed, because all of it together is two megabytes.
//
// usage: node generate-archive.mjs <output> <file that lists what goes in, a path in the repository for each line>
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";

import { catalog, drill_catalog, front_matter } from "./pages/catalog.mjs";
import { rendered } from "./pages/markdown.mjs";

const [, , output, list] = process.argv;
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const paths = readFileSync(list, "utf8").split("\n").filter(Boolean).sort();

function fail(path, what) {
  console.error(`generate-archive: ${path}: ${what}`);
  process.exit(1);
}

// [{ name, bytes }]
const files = [];
const add = (name, text) => files.push({ name, bytes: Buffer.from(text) });
const lessons = [];
const drills = [];

function add_page(folder, slug, body) {
  const page = rendered(body, folder);
  add(`${folder}/${slug}.text`, page.text);
  add(`${folder}/${slug}.html`, page.html);
  return page;
}

for (const path of paths) {
  const source = readFileSync(join(root, path), "utf8");
  const slug = basename(path, ".md");
  try {
    if (path.startsWith("rules/")) add_page("rules", slug, source);
    else if (/^lessons\/[^/]*\.md$/.test(path)) {
      const { values, body } = front_matter(source) ?? fail(path, "has no front matter");
      lessons.push({ slug, values, body, tokens: add_page("lessons", slug, body).tokens });
    } else {
      add(path, source);
      const [, drill] = path.match(/^drills\/([^/]+)\/task\.md$/) ?? [];
      if (drill) drills.push({ name: drill, tokens: add_page("drills", drill, source).tokens });
    }
  } catch (error) {
    fail(path, error.message);
  }
}
add("catalog/lessons", catalog(lessons));
add("catalog/drills", drill_catalog(drills, lessons));

// A pack is unpacked as a whole, to read anything in it: larger ones are smaller in sum and take longer.
const pack_size = 128 * 1024;
const packs = [];
const directory = [];
for (const { name, bytes } of files) {
  if (packs.length === 0 || packs.at(-1).size + bytes.length > pack_size) packs.push({ size: 0, parts: [] });
  const pack = packs.at(-1);
  directory.push(`${name}\t${packs.length - 1}\t${pack.size}\t${bytes.length}`);
  pack.parts.push(bytes);
  pack.size += bytes.length;
}
// The directory is the last pack.
const names = Buffer.from(`${directory.join("\n")}\n`);
packs.push({ size: names.length, parts: [names] });

// Literals of bytes: three digits end an octal escape whatever comes next, and `?` is escaped because of trigraphs.
const plain = (value) => value >= 0x20 && value < 0x7f && !'"\\?'.includes(String.fromCharCode(value));
const literal = (bytes) => `"${[...bytes].map((value) => (plain(value) ? String.fromCharCode(value) : `\\${value.toString(8).padStart(3, "0")}`)).join("")}"`;
function literals(bytes) {
  const lines = [];
  for (let at = 0; at < bytes.length; at += 4096) lines.push(`        ${literal(bytes.subarray(at, at + 4096))}`);
  return lines.join("\n");
}

mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, `// Generated from lessons/, rules/ and drills/ by tools/generate-archive.mjs.
#include "lessons/archive.h"

#include <array>

namespace asynclint {

std::span<const Pack> packs() {
  static constexpr std::array<Pack, ${packs.length}> table{{${packs.map(({ size, parts }) => {
    const packed = deflateRawSync(Buffer.concat(parts), { level: 9, memLevel: 9 });
    return `
      {${size}, std::string_view(
${literals(packed)}, ${packed.length})},`;
  }).join("")}
  }};
  return table;
}

}  // namespace asynclint
`);
