// What a refactoring is: a rewrite that is offered at a place where nothing is wrong. Its file defines one constant of
// type Refactoring; its id is the file's name.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "facts/facts.h"
#include "lint/fixed-list.h"
#include "text/span.h"

namespace asynclint {

// Where the cursor stands, or what is selected.
struct Place {
  const Facts& facts;
  Span selection;
  // The innermost node that holds the selection.
  syntax::Node node;

  [[nodiscard]] bool is_cursor() const { return selection.empty(); }
};

// What a refactoring would do at a place, or why it would not.
struct Offer {
  // What it does and, where something changes by it, what. No final stop.
  std::string title;
  // Sorted, without conflicts; none when nothing is offered.
  std::vector<TextEdit> edits;
  // Why not, where somebody might expect an offer: a sentence without a final stop. Empty where there is nothing to
  // offer anything for.
  std::string refusal;

  [[nodiscard]] bool is_made() const { return !edits.empty(); }
  [[nodiscard]] static Offer of(std::string title, std::vector<TextEdit> edits) {
    return {std::move(title), std::move(edits), {}};
  }
  [[nodiscard]] static Offer refused(std::string_view reason) { return {{}, {}, std::string(reason)}; }
};

struct Refactoring {
  // For who reads a list of them.
  std::string_view summary;
  // A text without any of these has nothing for it, and need not be parsed.
  FixedList<std::string_view, 6> words;
  Offer (*offer)(const Place&) = nullptr;
};

namespace detail {
// Not constexpr: calling one of them stops the compiler at the refactoring that is not whole.
void a_refactoring_needs_a_summary();
void a_refactoring_needs_a_word();
void a_refactoring_needs_an_offer();
}  // namespace detail

[[nodiscard]] consteval Refactoring complete(Refactoring refactoring) {
  if (refactoring.summary.empty()) detail::a_refactoring_needs_a_summary();
  if (refactoring.words.begin() == refactoring.words.end()) detail::a_refactoring_needs_a_word();
  if (refactoring.offer == nullptr) detail::a_refactoring_needs_an_offer();
  return refactoring;
}

}  // namespace asynclint
