// How a grammar's lexer goes through a text. The runtime's functions for it are called through pointers, for each
// character, and think of lines, ranges of text, other encodings and the end of a piece of text; here a character of
// one byte after another one costs a comparison. Included before a grammar's sources, whose macros these are, by the
// names that tree_sitter/parser.h gives them.
//
// Texts are UTF-8, and nobody listens to the runtime's log.
#pragma once

#include <tree_sitter/api.h>

#include "tree_sitter/parser.h"

#include "lexer.h"

// Where a lexer is in its piece of text, while nobody else asks.
typedef struct {
  const uint8_t* known;  // the character that the runtime knows to be the next one
  const uint8_t* at;     // the next character; after `known` by characters of one byte, none of them a line's end
  const uint8_t* last;   // the last one of the piece, or null where `at` is not a character of one byte
  const uint8_t* start;  // as far as was skipped, and
  const uint8_t* end;    // where a token was seen to end; null where neither was, since `known`
} LexerPlace;

static inline __attribute__((always_inline)) LexerPlace place_of_lexer(TSLexer* lexer) {
  const Lexer* const self = (const Lexer*)lexer;
  LexerPlace place = {NULL, NULL, NULL, NULL, NULL};
  if (self->chunk == NULL) return place;
  const uint8_t* const chunk = (const uint8_t*)self->chunk;
  place.known = place.at = chunk + (self->current_position.bytes - self->chunk_start);
  if (self->lookahead_size != 1 || self->current_included_range_index != 0) return place;
  const uint32_t range_end = self->included_ranges[0].end_byte;
  const uint32_t bytes =
      range_end - self->chunk_start < self->chunk_size ? range_end - self->chunk_start : self->chunk_size;
  place.last = chunk + bytes - 1;
  return place;
}

static inline void set_length(Length* length, const Lexer* self, uint32_t more) {
  length->bytes = self->current_position.bytes + more;
  length->extent.row = self->current_position.extent.row;
  length->extent.column = self->current_position.extent.column + more;
}

// Tells the runtime.
static inline __attribute__((always_inline)) void tell_lexer(TSLexer* lexer, const LexerPlace* place,
                                                             int32_t lookahead) {
  Lexer* const self = (Lexer*)lexer;
  if (place->start != NULL) set_length(&self->token_start_position, self, (uint32_t)(place->start - place->known));
  if (place->end != NULL) set_length(&self->token_end_position, self, (uint32_t)(place->end - place->known));
  const uint32_t more = (uint32_t)(place->at - place->known);
  self->current_position.bytes += more;
  self->current_position.extent.column += more;
  if (self->column_data.valid) self->column_data.value += more;
  lexer->lookahead = lookahead;
}

// What a state of the lexer does at a character below 128, noted when it is done for the first time, because a grammar
// says it by comparing with one character after another: in the upper half the symbol that ends before the character,
// plus 1; in the lower one the state after it, and whether the character is skipped. 0 is not noted. One word, because
// threads share it.
enum { states_noted = 512, no_state = 0x3fff, noted = 0x4000, skipped = 0x8000 };
typedef uint32_t NotedSteps[states_noted][128];

static inline bool can_be_noted(TSStateId state, int32_t lookahead) {
  return state < states_noted && (uint32_t)(lookahead - 1) < 127;
}

static inline uint32_t noted_step(const NotedSteps* steps, TSStateId state, int32_t lookahead) {
  return can_be_noted(state, lookahead) ? __atomic_load_n(&(*steps)[state][lookahead], __ATOMIC_RELAXED) : 0;
}

static inline void note_step(NotedSteps* steps, TSStateId state, int32_t lookahead, uint32_t step) {
  if (can_be_noted(state, lookahead)) __atomic_store_n(&(*steps)[state][lookahead], noted | step, __ATOMIC_RELAXED);
}

#undef START_LEXER
#define START_LEXER()                                                     \
  static NotedSteps steps;                                                \
  LexerPlace place = place_of_lexer(lexer);                               \
  int32_t lookahead = lexer->lookahead;                                   \
  uint32_t step;                                                          \
  TSStateId from;                                                         \
  bool result = false;                                                    \
  bool skip;                                                              \
  bool eof;                                                               \
  goto start;                                                             \
  next_state:                                                             \
  step |= state;                                                          \
  if (skip) step |= skipped;                                              \
  note_step(&steps, from, lookahead, step);                               \
  take_step:                                                              \
  if (step >> 16U != 0) {                                                 \
    result = true;                                                        \
    lexer->result_symbol = (TSSymbol)((step >> 16U) - 1);                 \
    if (place.last != NULL)                                               \
      place.end = place.at;                                               \
    else                                                                  \
      lexer->mark_end(lexer);                                             \
  }                                                                       \
  state = step & no_state;                                                \
  if (state == no_state) {                                                \
    tell_lexer(lexer, &place, lookahead);                                 \
    return result;                                                        \
  }                                                                       \
  if (place.at < place.last && lookahead != '\n' && place.at[1] < 0x80) { \
    lookahead = *++place.at;                                              \
    if ((step & skipped) != 0) place.start = place.at;                    \
  } else {                                                                \
    tell_lexer(lexer, &place, lookahead);                                 \
    lexer->advance(lexer, (step & skipped) != 0);                         \
    lookahead = lexer->lookahead;                                         \
    place = place_of_lexer(lexer);                                        \
  }                                                                       \
  start:                                                                  \
  step = noted_step(&steps, state, lookahead);                            \
  if (step != 0) goto take_step;                                          \
  from = state;                                                           \
  skip = false;

#undef END_STATE
#define END_STATE()   \
  {                   \
    state = no_state; \
    goto next_state;  \
  }

#undef ACCEPT_TOKEN
#define ACCEPT_TOKEN(symbol) step = ((uint32_t)(symbol) + 1) << 16U;

// Asked before each character that is not noted, as `lexer->eof(lexer)`; at the end there is a 0.
#define eof(lexer) lookahead == 0 && ((lexer)->eof)(lexer)
