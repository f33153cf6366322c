// Programs in which comments point at nodes: `save/*use*/()` marks the name before it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "facts/facts.h"
#include "syntax/tree.h"

namespace asynclint::tests {

class MarkedProgram {
 public:
  // The text must outlive the program.
  explicit MarkedProgram(std::string_view text, TopLevel top_level = TopLevel::script,
                         syntax::Grammar grammar = syntax::Grammar::javascript);

  [[nodiscard]] const Facts& facts() const { return *facts_; }
  [[nodiscard]] const syntax::Tree& tree() const { return *tree_; }

  // The nodes that end where a comment with this text begins, the innermost of each, in the order of the text.
  [[nodiscard]] std::vector<syntax::Node> marked(std::string_view mark) const;
  // The only one; the test fails when there is none or more than one.
  [[nodiscard]] syntax::Node one(std::string_view mark) const;
  // The first node with this text; the outermost of several.
  [[nodiscard]] syntax::Node node(std::string_view text) const;
  // The expression of the program's last statement.
  [[nodiscard]] syntax::Node last_expression() const;

 private:
  std::unique_ptr<syntax::Tree> tree_;
  std::unique_ptr<Facts> facts_;
};

// `promise certain async_function`, `api fs/promises readFile`, `array`: what tests compare.
[[nodiscard]] std::string describe(const Value& value);

}  // namespace asynclint::tests
