// The parse table, with what was looked up in it last. A state of a few symbols has a list of them in the table, which
// the runtime searches from its beginning for each token and each reduction.
#pragma once

#define ts_language_lookup search_table
#include "language.h"
#undef ts_language_lookup

#include <string.h>

// A state and a symbol are a number of so many bits, and as many of them as `index_bits` say where what is known of it
// would be. The rest is compared.
enum { state_bits = 13, symbol_bits = 9, key_bits = state_bits + symbol_bits, index_bits = 12 };
enum { rest_bits = key_bits - index_bits };

// What is known of one language. An entry has the value, the rest of the key, and a bit that says that it is one.
typedef struct {
  const TSLanguage* language;
  uint32_t entries[1U << index_bits];
} KnownValues;

// Texts of several languages are parsed in turn: a program, and a type in one of its comments.
enum { languages_known = 3 };
static _Thread_local KnownValues known[languages_known];
static _Thread_local uint32_t known_index;

static void turn_to_language(const TSLanguage* language) {
  for (uint32_t i = 0; i < languages_known; ++i) {
    known_index = (known_index + 1) % languages_known;
    if (known[known_index].language == language) return;
  }
  known_index = (known_index + 1) % languages_known;
  memset(&known[known_index], 0, sizeof known[known_index]);
  known[known_index].language = language;
}

static inline uint16_t ts_language_lookup(const TSLanguage* language, TSStateId state, TSSymbol symbol) {
  if (state < language->large_state_count) return language->parse_table[state * language->symbol_count + symbol];
  if (state >> state_bits != 0 || symbol >> symbol_bits != 0) return search_table(language, state, symbol);
  if (known[known_index].language != language) turn_to_language(language);
  // Multiplied by an odd number, so that no two keys become one and neighbours lie apart.
  const uint32_t key = (((uint32_t)state << symbol_bits | symbol) * 2654435769U) & ((1U << key_bits) - 1U);
  uint32_t* const entry = &known[known_index].entries[key >> rest_bits];
  const uint32_t rest = (1U << rest_bits | (key & ((1U << rest_bits) - 1U))) << 16U;
  if ((*entry & ~0xffffU) != rest) *entry = rest | search_table(language, state, symbol);
  return (uint16_t)*entry;
}
