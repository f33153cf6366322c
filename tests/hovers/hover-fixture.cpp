#include "tests/hovers/hover-fixture.h"

#include <algorithm>

#include "lint/engine.h"
#include "tests/support/fixture.h"

namespace asynclint::tests {

namespace fs = std::filesystem;

HoverFixture read_hover_fixture(const fs::path& path, std::string text) {
  HoverFixture fixture;
  fixture.path = path;
  fixture.text = std::move(text);
  const LineIndex lines(fixture.text);
  std::uint32_t code = 0;
  for (std::uint32_t line = 0; line < lines.line_count(); ++line) {
    const std::string_view content = slice(fixture.text, lines.line_span(line));
    const auto indent = content.find_first_not_of(' ');
    if (indent == std::string_view::npos || content.substr(indent, 2) != "//") {
      code = line;
      continue;
    }
    const std::string_view comment = content.substr(indent + 2);
    if (comment.starts_with(" | ")) {
      if (fixture.marks.empty())
        fixture.problems.push_back("a card without a mark in line " + std::to_string(line + 1));
      else
        fixture.marks.back().card.emplace_back(comment.substr(3));
      continue;
    }
    auto begin = comment.find('^');
    const bool is_own_width = comment.starts_with("<");
    const auto end = begin == std::string_view::npos ? begin : comment.find_first_not_of('^', begin);
    if (begin == std::string_view::npos || end == std::string_view::npos ||
        comment.substr(0, begin).find_first_not_of(is_own_width ? "<" : " ") != std::string_view::npos) {
      // An ordinary comment, which may be what is asked about.
      code = line;
      continue;
    }
    const std::uint32_t start = lines.line_span(code).begin;
    const auto column = [&](std::size_t at) { return start + static_cast<std::uint32_t>(indent + 2 + at); };
    HoverMark mark;
    mark.line = line;
    mark.token = {is_own_width ? start + static_cast<std::uint32_t>(indent) : column(begin), column(end)};
    mark.construct = comment.substr(end + 1);
    fixture.marks.push_back(std::move(mark));
  }
  return fixture;
}

const std::vector<HoverFixture>& hover_fixtures() {
  static const std::vector<HoverFixture> fixtures = [] {
    std::vector<HoverFixture> found;
    for (const auto& entry : fs::directory_iterator(source_folder() / "fixtures" / hover_fixture_folder))
      found.push_back(read_hover_fixture(entry.path(), read_file(entry.path())));
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return found;
  }();
  return fixtures;
}

HoverProgram::HoverProgram(const fs::path& path, std::string_view text) : lines_(text) {
  const auto fixture = parse_fixture(path.filename(), "");
  Document document = fixture ? fixture->document_with(text) : Document{text};
  tree_ = parse_document(document, {});
  facts_ = std::make_unique<Facts>(*tree_, top_level_of(*tree_, document.module_kind), document.surroundings,
                                   modules_of(document));
}

std::optional<Card> HoverProgram::card_at(std::uint32_t offset) const {
  const auto construct = construct_at(*facts_, offset);
  return construct ? std::optional(card_of(*facts_, lines_, *construct)) : std::nullopt;
}

std::vector<std::string> lines_of(const Card& card) {
  std::vector<std::string> all{card.lead};
  all.insert(all.end(), card.details.begin(), card.details.end());
  return all;
}

}  // namespace asynclint::tests
