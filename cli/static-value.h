// What an expression of a program is, as far as that can be read off it: literals, lists, objects, and constants of the
// same file.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "project/json-text.h"
#include "syntax/views.h"

namespace asynclint::cli {

class StaticValues {
 public:
  explicit StaticValues(const syntax::Tree& tree);

  // What a module exports by default; no node when that cannot be told.
  [[nodiscard]] syntax::Node exported() const { return exported_; }
  // What cannot be told is null, and its text is what stands there.
  [[nodiscard]] JsonValue of(syntax::Node expression) const { return of(expression, 0); }

 private:
  [[nodiscard]] JsonValue of(syntax::Node expression, int depth) const;
  [[nodiscard]] JsonValue list(const std::vector<syntax::Node>& items, JsonValue value, int depth) const;
  [[nodiscard]] JsonValue object(syntax::Node node, JsonValue value, int depth) const;

  std::unordered_map<std::string_view, syntax::Node> constants_;
  syntax::Node exported_;
};

}  // namespace asynclint::cli
