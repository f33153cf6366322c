// Included at the end of a grammar that tools/pack-grammar.mjs packed, after tree_sitter/parser.h: C, as a grammar is.
#pragma once

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

// The grammar with a row of parse actions for each state that has one, made when it is first asked for and kept in
// `*unpacked` from then on. Any number of threads may ask at once; the one that comes first is believed.
//
// A packed row is the row that it is based on (itself: begin empty), the number of its groups, and of each group the
// action, the number of its symbols and those symbols.
static const TSLanguage* unpack_grammar(const TSLanguage* packed, _Atomic(const TSLanguage*)* unpacked) {
  const TSLanguage* known = atomic_load_explicit(unpacked, memory_order_acquire);
  if (known) return known;

  const size_t states = packed->large_state_count;
  const size_t symbols = packed->symbol_count;
  TSLanguage* language = malloc(sizeof(TSLanguage));
  uint16_t* rows = calloc(states * symbols, sizeof(uint16_t));
  if (!language || !rows) abort();
  const uint16_t* from = packed->parse_table;
  for (size_t state = 0; state < states; ++state) {
    uint16_t* row = rows + state * symbols;
    const uint16_t base = *from++;
    if (base != state) memcpy(row, rows + base * symbols, symbols * sizeof(uint16_t));
    for (uint16_t groups = *from++; groups > 0; --groups) {
      const uint16_t action = *from++;
      for (uint16_t count = *from++; count > 0; --count) row[*from++] = action;
    }
  }
  memcpy(language, packed, sizeof(TSLanguage));
  language->parse_table = rows;
  if (atomic_compare_exchange_strong_explicit(unpacked, &known, language, memory_order_acq_rel, memory_order_acquire))
    return language;
  free(rows);
  free(language);
  return known;
}
