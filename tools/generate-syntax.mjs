// Writes the C++ names of everything that the three grammars can produce: one enum of node kinds and one of fields,
// the union over the grammars, and for each grammar the tables from its own numbers to ours. It reads what the
// grammars publish (node-types.json) and what the parser is compiled from (parser.c), and stops where they disagree.
//
// usage: node generate-syntax.mjs <output folder> <name>=<grammar's src folder>...
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [, , output, ...sources] = process.argv;
if (!output || sources.length === 0) {
  console.error("usage: node generate-syntax.mjs <output folder> <name>=<grammar's src folder>...");
  process.exit(2);
}

// `import` and `module` are here because a line that starts with them can be a preprocessor directive.
const cpp_keywords = new Set(
  `alignas alignof and asm auto bool break case catch char class compl concept const constexpr continue decltype
   default delete do double else enum explicit export extern false float for friend goto if import inline int long
   module mutable namespace new noexcept not nullptr operator or private protected public register requires return
   short signed sizeof static struct switch template this throw true try typedef typeid typename union unsigned using
   virtual void volatile while xor`.split(/\s+/),
);

const character_names = {
  "!": "bang", '"': "double_quote", "#": "hash", $: "dollar", "%": "percent", "&": "amp", "'": "quote",
  "(": "lparen", ")": "rparen", "*": "star", "+": "plus", ",": "comma", "-": "minus", ".": "dot", "/": "slash",
  ":": "colon", ";": "semicolon", "<": "lt", "=": "eq", ">": "gt", "?": "question", "@": "at", "[": "lbracket",
  "\\": "backslash", "]": "rbracket", "^": "caret", "`": "backtick", "{": "lbrace", "|": "pipe", "}": "rbrace",
  "~": "tilde",
};

function fail(message) {
  console.error(`generate-syntax: ${message}`);
  process.exit(1);
}

function safe_identifier(name) {
  return cpp_keywords.has(name) ? `${name}_` : name;
}

function enumerator(name, named) {
  if (named) return safe_identifier(name);
  if (/^[a-z][a-z ]*$/.test(name)) return `kw_${name.replaceAll(" ", "_")}`;
  if (name === "=>") return "op_arrow";
  const words = [...name].map((character) => character_names[character]);
  if (words.includes(undefined)) fail(`no name for the token ${JSON.stringify(name)}`);
  return `op_${words.join("_")}`;
}

// The body of `<declaration> { … };` in a generated parser.
function body_of(text, declaration, path) {
  const start = text.indexOf(`${declaration} {`);
  const end = text.indexOf("\n};", start);
  if (start < 0 || end < 0) fail(`${path} has no ${declaration}`);
  return text.slice(text.indexOf("\n", start), end);
}

function enum_values(text, declaration, path) {
  const values = new Map();
  for (const [, name, value] of body_of(text, declaration, path).matchAll(/^ {2}(\w+) = (\d+),$/gm))
    values.set(name, Number(value));
  return values;
}

// The entries of a table of C strings, as pairs of what indexes them and their text.
function strings(text, declaration, path) {
  return [...body_of(text, declaration, path).matchAll(/^ {2}\[(\w+)\] = "((?:[^"\\]|\\.)*)",$/gm)].map(
    ([, index, literal]) => [index, literal.replace(/\\(.)/g, "$1")],
  );
}

function read_grammar(source) {
  const [name, folder] = source.split("=");
  const path = join(folder, "parser.c");
  const text = readFileSync(path, "utf8");
  const constant = (wanted) => Number(text.match(new RegExp(`^#define ${wanted} (\\d+)$`, "m"))?.[1] ?? NaN);

  const numbers = enum_values(text, "enum ts_symbol_identifiers", path).set("ts_builtin_sym_end", 0);
  const names = new Map(strings(text, "static const char * const ts_symbol_names[] =", path));
  const symbols = [];
  const metadata = body_of(text, "static const TSSymbolMetadata ts_symbol_metadata[] =", path);
  for (const [, symbol, flags] of metadata.matchAll(/^ {2}\[(\w+)\] = \{([^}]*)\},$/gm)) {
    if (!numbers.has(symbol) || !names.has(symbol)) fail(`${path}: ${symbol} has no number or no name`);
    const visible = /\.visible = true/.test(flags);
    const named = /\.named = true/.test(flags);
    symbols[numbers.get(symbol)] = visible ? { name: names.get(symbol), named } : null;
  }
  // SYMBOL_COUNT includes the aliases here; the library's ts_language_symbol_count agrees with the highest number.
  if (symbols.length !== numbers.size || symbols.includes(undefined)) fail(`${path}: symbols without metadata`);

  const field_numbers = enum_values(text, "enum ts_field_identifiers", path);
  const fields = [];
  for (const [index, field] of strings(text, "static const char * const ts_field_names[] =", path))
    fields[field_numbers.get(index)] = field;
  if (fields.length !== constant("FIELD_COUNT") + 1) fail(`${path}: fields without a name`);

  const visible = new Set(symbols.filter(Boolean).map((symbol) => JSON.stringify([symbol.name, symbol.named])));
  const types = JSON.parse(readFileSync(join(folder, "node-types.json"), "utf8"));
  for (const type of types) {
    if (!type.subtypes && !visible.has(JSON.stringify([type.type, type.named])))
      fail(`${folder}/node-types.json names ${type.type}, which the parser does not have`);
    for (const field of Object.keys(type.fields ?? {}))
      if (!fields.includes(field)) fail(`${folder}/node-types.json names the field ${field}, which the parser does not have`);
  }
  return { name, symbols, fields };
}

const grammars = sources.map(read_grammar);

function collect(items) {
  const found = new Map();
  for (const item of items) {
    const other = found.get(item.id);
    if (other && (other.name !== item.name || other.named !== item.named))
      fail(`${JSON.stringify(item.name)} and ${JSON.stringify(other.name)} would share the name ${item.id}`);
    found.set(item.id, item);
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

const all_kinds = collect(
  grammars.flatMap(({ symbols }) =>
    symbols.filter(Boolean).map(({ name, named }) => ({ id: enumerator(name, named), name, named })),
  ),
);
const kinds = [
  { id: "none", name: "", named: false },
  { id: "error", name: "ERROR", named: true },
  ...all_kinds.filter((kind) => kind.named),
  ...all_kinds.filter((kind) => !kind.named),
];
const last_named = kinds.filter((kind) => kind.named).at(-1);
const first_punctuation = kinds.find((kind) => kind.id.startsWith("op_"));
if (kinds.slice(kinds.indexOf(first_punctuation)).some((kind) => !kind.id.startsWith("op_"))) fail("punctuation is not last");
const fields = [
  { id: "none", name: "" },
  ...collect(grammars.flatMap((grammar) => grammar.fields.filter(Boolean).map((name) => ({ id: safe_identifier(name), name })))),
];
for (const [list, limit] of [[kinds, 0xffff], [fields, 0xff]]) {
  if (new Set(list.map((item) => item.id)).size !== list.length) fail("a grammar uses a name that is ours");
  if (list.length > limit) fail("too many names for the enum's type");
}

// `\?` keeps `??=` and its like from being read as trigraphs.
const literal = (text) => JSON.stringify(text).replaceAll("?", "\\?");
const lines = (items) => items.map((item) => `    ${item},\n`).join("");
const notice = "// Generated from the grammars by tools/generate-syntax.mjs.\n";

const kind_header = `${notice}#pragma once

#include <cstdint>

namespace asynclint::syntax {

// Every node that one of the grammars can produce. Keywords start with kw_, punctuation with op_.
enum class Kind : std::uint16_t {
${kinds.map((kind) => `  ${kind.id},${kind.named && kind.name === kind.id ? "" : kind.id.startsWith("kw_") || !kind.name ? "" : `  // ${kind.name}`}\n`).join("")}};

inline constexpr std::uint16_t kind_count = ${kinds.length};

enum class Field : std::uint8_t {
${fields.map((field) => `  ${field.id},\n`).join("")}};

inline constexpr std::uint8_t field_count = ${fields.length};

}  // namespace asynclint::syntax
`;

const tables_header = `${notice}#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "syntax/kind.h"

struct TSLanguage;

namespace asynclint::syntax {

enum class Grammar : std::uint8_t { ${grammars.map((grammar) => grammar.name).join(", ")} };

[[nodiscard]] const TSLanguage* language(Grammar grammar);

// Indexed by the grammar's own symbol, aliases included; hidden symbols and supertypes are none. The symbol of an
// ERROR node, 65535, is not in the table.
[[nodiscard]] std::span<const Kind> kinds(Grammar grammar);
// Indexed by the grammar's own field number.
[[nodiscard]] std::span<const Field> fields(Grammar grammar);

[[nodiscard]] inline Kind kind_of(Grammar grammar, std::uint16_t symbol) {
  return symbol == 0xffff ? Kind::error : kinds(grammar)[symbol];
}

// The way back, 0 where the grammar has no such node or field.
[[nodiscard]] std::uint16_t symbol(Grammar grammar, Kind kind);
[[nodiscard]] std::uint16_t field_id(Grammar grammar, Field field);

// As the grammars spell it.
[[nodiscard]] std::string_view name(Kind kind);
[[nodiscard]] std::string_view name(Field field);

[[nodiscard]] constexpr bool is_named(Kind kind) { return kind != Kind::none && kind <= Kind::${last_named.id}; }
[[nodiscard]] constexpr bool is_punctuation(Kind kind) { return kind >= Kind::${first_punctuation.id}; }

}  // namespace asynclint::syntax
`;

function tables_of({ name, symbols, fields: own_fields }) {
  const kind_ids = symbols.map((symbol) => (symbol ? enumerator(symbol.name, symbol.named) : "none"));
  const field_ids = Array.from(own_fields, (field) => (field ? safe_identifier(field) : "none"));
  const at_least_zero = (index) => Math.max(index, 0);
  return `
constexpr Kind ${name}_kinds[] = {
${lines(kind_ids.map((id) => `Kind::${id}`))}};

constexpr Field ${name}_fields[] = {
${lines(field_ids.map((id) => `Field::${id}`))}};

constexpr std::uint16_t ${name}_symbols[] = {
${lines(kinds.map(({ id }) => (id === "none" ? 0 : id === "error" ? 0xffff : at_least_zero(kind_ids.indexOf(id)))))}};

constexpr std::uint16_t ${name}_field_ids[] = {
${lines(fields.map(({ id }) => (id === "none" ? 0 : at_least_zero(field_ids.indexOf(id)))))}};
`;
}

const by_grammar = (suffix) => grammars.map(({ name }) => `    case Grammar::${name}: return ${name}${suffix};\n`).join("");

const tables_source = `${notice}#include "syntax/kind-tables.h"

#include <cstddef>

extern "C" {
${grammars.map(({ name }) => `const TSLanguage* tree_sitter_${name}(void);\n`).join("")}}

namespace asynclint::syntax {
namespace {

constexpr std::string_view kind_names[] = {
${lines(kinds.map((kind) => literal(kind.name)))}};

constexpr std::string_view field_names[] = {
${lines(fields.map((field) => literal(field.name)))}};
${grammars.map(tables_of).join("")}
}  // namespace

const TSLanguage* language(Grammar grammar) {
  switch (grammar) {
${grammars.map(({ name }) => `    case Grammar::${name}: return tree_sitter_${name}();\n`).join("")}  }
  return nullptr;
}

std::span<const Kind> kinds(Grammar grammar) {
  switch (grammar) {
${by_grammar("_kinds")}  }
  return {};
}

std::span<const Field> fields(Grammar grammar) {
  switch (grammar) {
${by_grammar("_fields")}  }
  return {};
}

std::uint16_t symbol(Grammar grammar, Kind kind) {
  switch (grammar) {
${by_grammar("_symbols[static_cast<std::size_t>(kind)]")}  }
  return 0;
}

std::uint16_t field_id(Grammar grammar, Field field) {
  switch (grammar) {
${by_grammar("_field_ids[static_cast<std::size_t>(field)]")}  }
  return 0;
}

std::string_view name(Kind kind) { return kind_names[static_cast<std::size_t>(kind)]; }
std::string_view name(Field field) { return field_names[static_cast<std::size_t>(field)]; }

}  // namespace asynclint::syntax
`;

mkdirSync(output, { recursive: true });
writeFileSync(join(output, "kind.h"), kind_header);
writeFileSync(join(output, "kind-tables.h"), tables_header);
writeFileSync(join(output, "kind-tables.cpp"), tables_source);
