// Included in place of lexer.c: how a scanner that is no table, and whoever has no place of its own
// (quick-lexer.h), goes on by one character.
#pragma once

#define ts_lexer_init init_lexer
#include "lexer.c"
#undef ts_lexer_init

// ts_lexer__advance, where a character of one byte follows one of one byte.
static void advance_by_byte(TSLexer* lexer, bool skip) {
  Lexer* const self = (Lexer*)lexer;
  const uint32_t next = self->current_position.bytes + 1 - self->chunk_start;
  if (self->lookahead_size != 1 || next >= self->chunk_size || self->current_included_range_index != 0 ||
      self->included_ranges[0].end_byte <= self->current_position.bytes + 1 || (uint8_t)self->chunk[next] >= 0x80) {
    ts_lexer__advance(lexer, skip);
    return;
  }
  ++self->current_position.bytes;
  if (lexer->lookahead == '\n') {
    ++self->current_position.extent.row;
    self->current_position.extent.column = 0;
    ts_lexer__set_column_data(self, 0);
  } else {
    ++self->current_position.extent.column;
    ts_lexer__increment_column_data(self);
  }
  if (skip) self->token_start_position = self->current_position;
  lexer->lookahead = self->chunk[next];
}

void ts_lexer_init(Lexer* self) {
  init_lexer(self);
  self->data.advance = advance_by_byte;
}
