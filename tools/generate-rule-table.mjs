// Writes a table of what a folder holds: for each source, the id that is its file name, and the constant of that name.
// There is one of the rules and one of the refactorings.
//
// usage: node generate-rule-table.mjs <output> <file that lists the sources> <rules | refactorings>
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";

const tables = {
  rules: { header: "rules/rule-table.h", type: "Rule", entry: "RuleEntry", name: "rule_table" },
  refactorings: {
    header: "refactorings/base/offers.h",
    type: "Refactoring",
    entry: "RefactoringEntry",
    name: "refactoring_table",
  },
};

const [, , output, list, folder] = process.argv;
const { header, type, entry, name } = tables[folder];
const sources = readFileSync(list, "utf8").split("\n").filter(Boolean).sort();

const rows = sources.map((source) => {
  const id = basename(source, ".cpp");
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    console.error(`generate-rule-table: a file name in ${folder}/ is an id, in kebab-case: ${source}`);
    process.exit(1);
  }
  return { id, symbol: id.replaceAll("-", "_") };
});

mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, `// Generated from the files in ${folder}/ by tools/generate-rule-table.mjs.
#include "${header}"

#include <array>

namespace asynclint {
namespace ${folder} {

${rows.map(({ symbol }) => `extern const ${type} ${symbol};\n`).join("")}
}  // namespace ${folder}

namespace {

constexpr std::array<${entry}, ${rows.length}> table{${rows.map(({ id, symbol }) => `
    ${entry}{"${id}", &${folder}::${symbol}},`).join("")}
};

}  // namespace

std::span<const ${entry}> ${name}() { return table; }

}  // namespace asynclint
`);
