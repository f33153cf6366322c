// Programs with marks under their tokens and cards under the marks. The comments stay in the text, so that the lines
// that a card names are those of the file:
//
//   const page = await fetch(url);
//                ^^^^^ await
//   | `await` suspends …
//   | The rest of …
//
// (all behind `//`). A mark `nothing` says that no construct stands there.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "constructs/card.h"
#include "facts/facts.h"
#include "lint/lint.h"
#include "text/line-index.h"

namespace asynclint::tests {

struct HoverMark {
  // Of the mark, from 0.
  std::uint32_t line = 0;
  Span token;
  std::string construct;
  std::vector<std::string> card;
};

struct HoverFixture {
  std::filesystem::path path;
  std::string text;
  std::vector<HoverMark> marks;
  std::vector<std::string> problems;
};

[[nodiscard]] HoverFixture read_hover_fixture(const std::filesystem::path& path, std::string text);
// Those of fixtures/hovers, in the order of their names.
[[nodiscard]] const std::vector<HoverFixture>& hover_fixtures();

// A program, read for hovers, with the platform around it.
class HoverProgram {
 public:
  // The text must outlive it.
  HoverProgram(const std::filesystem::path& path, std::string_view text);

  [[nodiscard]] const Facts& facts() const { return *facts_; }
  [[nodiscard]] const LineIndex& lines() const { return lines_; }
  [[nodiscard]] std::optional<Card> card_at(std::uint32_t offset) const;

 private:
  LineIndex lines_;
  std::unique_ptr<syntax::Tree> tree_;
  std::unique_ptr<Facts> facts_;
};

// The lead and what follows.
[[nodiscard]] std::vector<std::string> lines_of(const Card& card);

}  // namespace asynclint::tests
