// Whether a text is worth parsing is asked of every file, and of most of them the answer is no, for which each of the
// words has to be excluded everywhere. They are looked for all at once (Wu and Manber, 1994): two characters that are
// at the end of no word's beginning exclude all words around them, so that a text is read in steps.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "lint/lint.h"
#include "lint/words.h"

namespace asynclint {
namespace {

// What of each word is looked for first.
constexpr std::size_t beginning =
    std::ranges::min(words_worth_parsing, {}, [](std::string_view word) { return word.size(); }).size();
static_assert(beginning >= 2);

constexpr std::size_t index_of(char first, char second) {
  return (static_cast<unsigned char>(first) * std::size_t{33} + static_cast<unsigned char>(second)) % 4096;
}

// By two characters: how many more there are at least to the end of a word's beginning.
constexpr auto steps = [] {
  std::array<std::uint8_t, 4096> found{};
  found.fill(beginning - 1);
  for (const std::string_view word : words_worth_parsing)
    for (std::size_t i = 1; i < beginning; ++i) {
      std::uint8_t& step = found[index_of(word[i - 1], word[i])];
      step = std::min(step, static_cast<std::uint8_t>(beginning - 1 - i));
    }
  return found;
}();

}  // namespace

bool worth_parsing(std::string_view text) {
  for (std::size_t end = beginning - 1; end < text.size();) {
    const std::size_t step = steps[index_of(text[end - 1], text[end])];
    if (step == 0) {
      const std::string_view rest = text.substr(end - (beginning - 1));
      for (const std::string_view word : words_worth_parsing)
        if (rest.front() == word.front() && rest.starts_with(word)) return true;
    }
    end += std::max<std::size_t>(step, 1);
  }
  return false;
}

}  // namespace asynclint
