// Typed views of JSX, which the JavaScript and the TSX grammar read.
#pragma once

#include <vector>

#include "syntax/view.h"

namespace asynclint::syntax {

// `{a}` or `{...a}` between tags or as an attribute.
class JsxExpression : public ViewOf<JsxExpression, Kind::jsx_expression> {
 public:
  // None when only a comment is inside.
  [[nodiscard]] Node expression() const { return node().named_child(0); }
};

class JsxAttribute : public ViewOf<JsxAttribute, Kind::jsx_attribute> {
 public:
  [[nodiscard]] Node name() const { return node().named_child(0); }
  // The string, element, or expression in braces; none when the attribute stands alone.
  [[nodiscard]] Node value() const;
};

class JsxElement : public ViewOf<JsxElement, Kind::jsx_element, Kind::jsx_self_closing_element> {
 public:
  // None for `<>`.
  [[nodiscard]] Node name() const;
  // JsxAttribute, or JsxExpression for `{...props}`.
  [[nodiscard]] std::vector<Node> attributes() const;
  // What stands between the tags: text, JsxExpression, JsxElement.
  [[nodiscard]] std::vector<Node> contents() const;

 private:
  [[nodiscard]] Node tag() const;
};

}  // namespace asynclint::syntax
