// What tests of views share: a text is parsed with one of the grammars, and a view of its first fitting node is taken.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/views.h"
#include "tests/syntax/snippets.h"

namespace asynclint::syntax {

inline std::string text_of(Node node) { return node ? std::string(node.text()) : std::string(); }

template <typename Parts>
std::vector<std::string> texts(const Parts& parts) {
  std::vector<std::string> all;
  for (const auto& part : parts) {
    if constexpr (std::is_same_v<std::decay_t<decltype(part)>, Node>)
      all.push_back(text_of(part));
    else
      all.push_back(text_of(part.node()));
  }
  return all;
}

inline std::string grammar_name(const testing::TestParamInfo<Grammar>& grammar) {
  switch (grammar.param) {
    case Grammar::javascript: return "JavaScript";
    case Grammar::typescript: return "TypeScript";
    case Grammar::tsx: break;
  }
  return "TSX";
}

class ReadViews : public testing::TestWithParam<Grammar> {
 protected:
  // The first node of one of these kinds, in the order of the text. The text has to be one that the grammar can read.
  [[nodiscard]] Node first_of(std::string_view text, std::span<const Kind> kinds) {
    trees_.push_back(parse(text, GetParam(), {0}));
    const Tree& tree = *trees_.back();
    if (!tree.errors().empty() || tree.grammar() != GetParam())
      throw std::runtime_error("cannot be read: " + std::string(text));
    std::vector<Node> pending{tree.root()};
    while (!pending.empty()) {
      const Node node = pending.back();
      pending.pop_back();
      if (std::ranges::find(kinds, node.kind()) != kinds.end()) return node;
      std::vector<Node> children;
      for (const Node child : node.children()) children.push_back(child);
      pending.insert(pending.end(), children.rbegin(), children.rend());
    }
    throw std::runtime_error("no such node in: " + std::string(text));
  }
  [[nodiscard]] Node first_of(std::string_view text, Kind kind) { return first_of(text, std::span(&kind, 1)); }

  template <typename View>
  [[nodiscard]] View first(std::string_view text) {
    return View::assume(first_of(text, View::kinds));
  }

 private:
  std::vector<std::unique_ptr<Tree>> trees_;
};

}  // namespace asynclint::syntax
