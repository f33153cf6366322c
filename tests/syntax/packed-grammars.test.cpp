// The large grammars are linked with their tables packed; beside them stand here the same grammars as they come.
#include <gtest/gtest.h>

#include <cstring>
#include <span>
#include <thread>
#include <vector>

#include "tree_sitter/parser.h"

extern "C" {
const TSLanguage* tree_sitter_typescript();
const TSLanguage* tree_sitter_tsx();
const TSLanguage* tree_sitter_typescript_as_it_comes();
const TSLanguage* tree_sitter_tsx_as_it_comes();
}

namespace asynclint {
namespace {

std::span<const std::uint16_t> parse_table(const TSLanguage* language) {
  return {language->parse_table, std::size_t{language->large_state_count} * language->symbol_count};
}

void expect_same_table(const TSLanguage* unpacked, const TSLanguage* stock) {
  const auto ours = parse_table(unpacked);
  const auto theirs = parse_table(stock);
  ASSERT_EQ(ours.size(), theirs.size());
  ASSERT_GT(ours.size(), 100'000u);
  for (std::size_t i = 0; i < ours.size(); ++i)
    ASSERT_EQ(ours[i], theirs[i]) << "state " << i / stock->symbol_count << ", symbol " << i % stock->symbol_count;
}

TEST(PackedGrammars, HaveTheirTablesAgainWhenAskedFor) {
  expect_same_table(tree_sitter_typescript(), tree_sitter_typescript_as_it_comes());
  expect_same_table(tree_sitter_tsx(), tree_sitter_tsx_as_it_comes());
}

TEST(PackedGrammars, AreUnpackedOnceHoweverManyAsk) {
  std::vector<const TSLanguage*> seen(8);
  std::vector<std::thread> askers;
  askers.reserve(seen.size());
  for (const TSLanguage*& one : seen) askers.emplace_back([&one] { one = tree_sitter_tsx(); });
  for (std::thread& asker : askers) asker.join();
  for (const TSLanguage* const one : seen) EXPECT_EQ(one, tree_sitter_tsx());
}

}  // namespace
}  // namespace asynclint
