// Blocks of a parse's memory keep what is written into them, whatever is taken, resized and freed beside them.
#include "syntax/parser-memory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <vector>

namespace asynclint::syntax {
namespace {

// A block beside what should be in it.
struct Held {
  void* block;
  std::string bytes;
};

void write(Held& held, std::size_t size, char filling) {
  held.bytes.resize(size, filling);
  std::memcpy(held.block, held.bytes.data(), size);
}

bool is_whole(const Held& held) { return std::memcmp(held.block, held.bytes.data(), held.bytes.size()) == 0; }

// Takes, resizes and frees blocks of all sizes at random; no block may change another.
void use_at_random(std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<Held> all;
  const auto any_size = [&] { return random() % 4 == 0 ? random() % 9000 : random() % 200; };
  for (int i = 0; i < 3000; ++i) {
    const auto filling = static_cast<char>('a' + i % 26);
    if (all.empty() || random() % 3 == 0) {
      const std::size_t size = any_size();
      all.push_back({asynclint_parser_malloc(size), {}});
      write(all.back(), size, filling);
      continue;
    }
    Held& held = all[random() % all.size()];
    ASSERT_TRUE(is_whole(held));
    if (random() % 2 == 0) {
      asynclint_parser_free(held.block);
      held = all.back();
      all.pop_back();
    } else {
      const std::size_t size = any_size();
      held.block = asynclint_parser_realloc(held.block, size);
      held.bytes.resize(std::min(size, held.bytes.size()));
      ASSERT_TRUE(is_whole(held));
      write(held, size, filling);
    }
  }
  for (const Held& held : all) {
    ASSERT_TRUE(is_whole(held));
    asynclint_parser_free(held.block);
  }
}

TEST(ParserMemory, BlocksKeepWhatIsWrittenIntoThem) {
  for (std::uint32_t seed = 0; seed < 5; ++seed) {
    const ParserMemory memory;
    use_at_random(seed);
  }
}

TEST(ParserMemory, WithoutOneBlocksAreMallocs) { use_at_random(7); }

TEST(ParserMemory, CallocGivesZeros) {
  for (int round = 0; round < 2; ++round) {
    const ParserMemory memory;
    void* const dirty = asynclint_parser_malloc(64);
    std::memset(dirty, 'x', 64);
    asynclint_parser_free(dirty);
    const auto* const clean = static_cast<char*>(asynclint_parser_calloc(8, 8));
    EXPECT_EQ(std::string(clean, 64), std::string(64, '\0'));
  }
}

TEST(ParserMemory, ABlockOutlivesTheParseItWasNotPartOf) {
  void* const before = asynclint_parser_malloc(10);
  std::memcpy(before, "ten bytes", 10);
  {
    const ParserMemory memory;
    std::memset(asynclint_parser_malloc(10), 0, 10);
  }
  EXPECT_STREQ(static_cast<char*>(before), "ten bytes");
  asynclint_parser_free(before);
}

}  // namespace
}  // namespace asynclint::syntax
