// node tools/pack-grammar.mjs parser.c packed.c
//
// A grammar's source with its table of parse actions packed. Tree-sitter writes the states that it meets most often as
// rows with a cell for each symbol: 0.9 of the 1.4 MB of TypeScript, although nearly all cells are empty, and a row is
// much like some other. Packed, a row is that other one and the cells in which it differs;
// analysis/syntax/unpack-grammar.h makes rows of it when the grammar is first asked for.
import { readFileSync, writeFileSync } from "node:fs";

const [source_path, packed_path] = process.argv.slice(2);
const source = readFileSync(source_path, "utf8");

const table = part(/^static const uint16_t ts_parse_table\[LARGE_STATE_COUNT\]\[SYMBOL_COUNT\] = \{\n([^]*?)^\};\n/m);
// Symbols and actions in the words of the source, by numbers of our own; action 0 is none.
const symbols = [];
const actions = ["0"];
const rows = rows_of(table[1]);
const packed = rows.map((row, state) => packed_row(row, rows.slice(0, state)));
writeFileSync(
  packed_path,
  source
    .replace(table[0], () => `static const uint16_t ts_packed_parse_table[] = {\n${packed.join("")}};\n`)
    .replace(part(/\.parse_table = &ts_parse_table\[0\]\[0\]/)[0], ".parse_table = ts_packed_parse_table")
    .replace(part(/return &language;/)[0], "static _Atomic(const TSLanguage *) unpacked;\n  return unpack_grammar(&language, &unpacked);")
    .replace(part(/^TS_PUBLIC const TSLanguage \*/m)[0], (text) => `#include "syntax/unpack-grammar.h"\n\n${text}`),
);

function part(pattern) {
  const found = pattern.exec(source);
  if (!found) throw new Error(`${source_path}: there is no ${pattern}; did tree-sitter change what it generates?`);
  return found;
}

// Of each state, the action at each symbol.
function rows_of(text) {
  const number_of = (known, numbers, word) => {
    if (!numbers.has(word)) numbers.set(word, known.push(word) - 1);
    return numbers.get(word);
  };
  const symbol_numbers = new Map();
  const action_numbers = new Map([["0", 0]]);
  const cells_of = [];
  for (const line of text.split("\n")) {
    const row = /^ {2}\[(?:STATE\()?(\d+)\)?\] = \{$/.exec(line);
    const cell = /^ {4}\[(\w+)\] = (.+),$/.exec(line);
    if (row && Number(row[1]) === cells_of.length) cells_of.push([]);
    else if (cell)
      cells_of.at(-1).push([number_of(symbols, symbol_numbers, cell[1]), number_of(actions, action_numbers, cell[2])]);
    else if (line !== "" && line !== "  },") throw new Error(`${source_path}: "${line}" is no row and no cell`);
  }
  return cells_of.map((cells) => {
    const row = new Uint16Array(symbols.length);
    for (const [symbol, action] of cells) row[symbol] = action;
    return row;
  });
}

// In how many cells two rows differ, counted up to `most`.
function distance(row, other, most) {
  let count = 0;
  for (let symbol = 0; symbol < row.length && count < most; ++symbol) if (row[symbol] !== other[symbol]) ++count;
  return count;
}

// The row that it is based on, the number of groups, and of each the action, the number of its symbols and those.
function packed_row(row, earlier) {
  // Based on itself, it begins empty.
  let [base, base_row] = [earlier.length, new Uint16Array(row.length)];
  let least = distance(row, base_row, Infinity);
  for (const [index, other] of earlier.entries()) {
    const count = distance(row, other, least);
    if (count < least) [base, base_row, least] = [index, other, count];
  }
  const groups = new Map();
  for (const [symbol, action] of row.entries())
    if (action !== base_row[symbol]) groups.set(action, [...(groups.get(action) ?? []), symbols[symbol]]);
  const written = [...groups].map(([action, names]) => `${actions[action]}, ${names.length}, ${names.join(", ")},\n`);
  return `${base}, ${groups.size},\n${written.join("")}`;
}
