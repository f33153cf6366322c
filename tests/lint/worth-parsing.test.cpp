// That a text is worth parsing exactly if it has one of the words, wherever that stands.
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "lint/lint.h"

namespace asynclint {
namespace {

std::vector<std::string> words() {
  std::ifstream file(ASYNCLINT_SOURCE_DIR "/bench/words.txt");
  std::vector<std::string> found;
  for (std::string line; std::getline(file, line);)
    if (!line.empty() && line.front() != '#') found.push_back(line);
  return found;
}

bool has_a_word(const std::string& text) {
  for (const std::string& word : words())
    if (text.find(word) != std::string::npos) return true;
  return false;
}

TEST(WorthParsing, IsWhatHasAWordAnywhere) {
  ASSERT_GT(words().size(), 10U);
  for (const std::string& word : words())
    for (std::size_t before = 0; before < 12; ++before)
      for (const std::size_t after : {0U, 1U, 2U, 9U})
        EXPECT_TRUE(worth_parsing(std::string(before, 'x') + word + std::string(after, 'x'))) << word << before;
}

TEST(WorthParsing, IsNotWhatHasAPartOfOne) {
  for (const std::string& word : words())
    for (std::size_t left = 0; left < word.size(); ++left) {
      std::string text("const a = ");
      text.append(word).append(word);
      text[10 + left] = '#';
      text[10 + word.size() + left] = '#';
      EXPECT_EQ(worth_parsing(text), has_a_word(text)) << text;
    }
  EXPECT_FALSE(worth_parsing(""));
  EXPECT_FALSE(worth_parsing("a"));
  EXPECT_FALSE(worth_parsing("asyn"));
}

}  // namespace
}  // namespace asynclint
