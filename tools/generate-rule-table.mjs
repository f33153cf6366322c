// Writes the rule table: for each rule's page, the id that is its file name, the rule of that name, and the text.
//
// usage: node generate-rule-table.mjs <output> <file that lists the pages>
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";

const [, , output, list] = process.argv;
const pages = readFileSync(list, "utf8").split("\n").filter(Boolean).sort();

const rules = pages.map((page) => {
  const id = basename(page, ".md");
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    console.error(`generate-rule-table: a rule's file name is its id, in kebab-case: ${page}`);
    process.exit(1);
  }
  return { id, symbol: id.replaceAll("-", "_"), text: readFileSync(page, "utf8") };
});

// A literal for each line, so that no line grows beyond what a compiler takes. `?` is escaped because of trigraphs,
// and what is not ASCII byte by byte; the three digits end an octal escape whatever comes next.
const escapes = { "\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\", "?": "\\?" };
const byte = (value) => {
  const character = String.fromCharCode(value);
  if (escapes[character]) return escapes[character];
  return value >= 0x20 && value < 0x7f ? character : `\\${value.toString(8).padStart(3, "0")}`;
};
const literal = (line) => `        "${[...Buffer.from(line)].map(byte).join("")}"`;
const page_text = (text) => text.split(/(?<=\n)/).map(literal).join("\n") || '        ""';

mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, `// Generated from the files in rules/ by tools/generate-rule-table.mjs.
#include "rules/rule-table.h"

#include <array>

namespace asynclint {
namespace rules {

${rules.map(({ symbol }) => `extern const Rule ${symbol};\n`).join("")}
}  // namespace rules

namespace {

constexpr std::array<RuleEntry, ${rules.length}> table{${rules.map(({ id, symbol, text }) => `
    RuleEntry{
        "${id}", &rules::${symbol},
${page_text(text)}},`).join("")}
};

}  // namespace

std::span<const RuleEntry> rule_table() { return table; }

}  // namespace asynclint
`);
