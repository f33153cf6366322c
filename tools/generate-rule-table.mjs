// Writes the rule table: for each rule's source, the id that is its file name, and the rule of that name.
//
// usage: node generate-rule-table.mjs <output> <file that lists the sources>
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";

const [, , output, list] = process.argv;
const sources = readFileSync(list, "utf8").split("\n").filter(Boolean).sort();

const rules = sources.map((source) => {
  const id = basename(source, ".cpp");
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    console.error(`generate-rule-table: a rule's file name is its id, in kebab-case: ${source}`);
    process.exit(1);
  }
  return { id, symbol: id.replaceAll("-", "_") };
});

mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, `// Generated from the files in rules/ by tools/generate-rule-table.mjs.
#include "rules/rule-table.h"

#include <array>

namespace asynclint {
namespace rules {

${rules.map(({ symbol }) => `extern const Rule ${symbol};\n`).join("")}
}  // namespace rules

namespace {

constexpr std::array<RuleEntry, ${rules.length}> table{${rules.map(({ id, symbol }) => `
    RuleEntry{"${id}", &rules::${symbol}},`).join("")}
};

}  // namespace

std::span<const RuleEntry> rule_table() { return table; }

}  // namespace asynclint
`);
