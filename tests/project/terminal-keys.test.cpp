// Keys as terminals send them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "project/platform-watch.h"

namespace asynclint::platform {

// GoogleTest asks for it under this name.
// NOLINTNEXTLINE(readability-identifier-naming)
void PrintTo(const Key& key, std::ostream* out) { *out << static_cast<int>(key.kind) << '/' << key.letter; }

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(TerminalKeys, LettersAndSequences) {
  EXPECT_THAT(keys_in("qr"), ElementsAre(Key{KeyKind::letter, 'q'}, Key{KeyKind::letter, 'r'}));
  EXPECT_THAT(keys_in("\r\n"), ElementsAre(Key{KeyKind::enter}, Key{KeyKind::enter}));
  EXPECT_THAT(keys_in("\x1b[A\x1bOB"), ElementsAre(Key{KeyKind::up}, Key{KeyKind::down}));
  EXPECT_THAT(keys_in("\x1b[5~\x1b[6~\x1b[1~\x1b[F"),
              ElementsAre(Key{KeyKind::page_up}, Key{KeyKind::page_down}, Key{KeyKind::home}, Key{KeyKind::end}));
}

TEST(TerminalKeys, WhatMeansNothingIsLeftOut) {
  // The letters of a sequence are no keys: one of these ends with what would quit.
  EXPECT_THAT(keys_in("\x1b[1;5q"), IsEmpty());
  EXPECT_THAT(keys_in("\x1b[200~q\x1b[201~"), ElementsAre(Key{KeyKind::letter, 'q'}));
  EXPECT_THAT(keys_in("\x1b"), IsEmpty());
  EXPECT_THAT(keys_in("\x1b[12"), IsEmpty());
  EXPECT_THAT(keys_in("\x01\x7f\xc3\xa4"), IsEmpty());
}

}  // namespace
}  // namespace asynclint::platform
