// What all typed views share, and what rules ask of any expression. A view knows which kinds it stands for and names
// their parts; a part that the source leaves out is an empty node or view.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "syntax/tree.h"

namespace asynclint::syntax {

// The node, and the kinds it may have.
template <typename View, Kind... accepted>
class ViewOf {
 public:
  static constexpr std::array<Kind, sizeof...(accepted)> kinds{accepted...};

  // The view of a node, or nothing when the node is of another kind.
  [[nodiscard]] static std::optional<View> from(Node node) {
    if (!((node.kind() == accepted) || ...)) return std::nullopt;
    return assume(node);
  }
  // The view of a node that is known to be of one of the kinds.
  [[nodiscard]] static View assume(Node node) {
    View view;
    view.node_ = node;
    return view;
  }

  [[nodiscard]] Node node() const { return node_; }
  [[nodiscard]] Span span() const { return node_.span(); }
  [[nodiscard]] std::string_view text() const { return node_.text(); }

 private:
  Node node_;
};

// Takes parentheses off, and what TypeScript wraps around an expression without changing its value.
[[nodiscard]] Node unwrap(Node expression);
// Takes parentheses off, and leaves what TypeScript wraps around an expression: a fix must not lose it.
[[nodiscard]] Node unparenthesized(Node expression);
// The outermost parentheses (and TypeScript wrappers) around an expression, or the expression.
[[nodiscard]] Node wrapped(Node expression);

// The text between the quotes of a string literal; nothing when it has escapes or is no string.
[[nodiscard]] std::optional<std::string_view> string_value(Node literal);
// The name that a key of an object, class or pattern gives: `a`, `#a`, `"a"`, `["a"]`; nothing when it is computed at
// run time.
[[nodiscard]] std::optional<std::string_view> key_name(Node key);

// The children that are nodes of the grammar, without comments, as they are come upon.
class NamedChildren {
 public:
  class Iterator {
   public:
    using value_type = Node;
    using difference_type = std::ptrdiff_t;

    Iterator() = default;
    Iterator(ChildRange::Iterator at, ChildRange::Iterator end) : at_(at), end_(end) { skip(); }
    Node operator*() const { return *at_; }
    Iterator& operator++() {
      ++at_;
      skip();
      return *this;
    }
    Iterator operator++(int) {
      const Iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    void skip();

    ChildRange::Iterator at_;
    ChildRange::Iterator end_;
  };
  explicit NamedChildren(Node node) : children_(node.children()) {}
  [[nodiscard]] Iterator begin() const { return {children_.begin(), children_.end()}; }
  [[nodiscard]] Iterator end() const { return {children_.end(), children_.end()}; }
  [[nodiscard]] std::vector<Node> list() const { return {begin(), end()}; }

 private:
  ChildRange children_;
};

[[nodiscard]] inline NamedChildren named_children(Node node) { return NamedChildren(node); }

[[nodiscard]] bool is_function_kind(Kind kind);
[[nodiscard]] bool is_class_kind(Kind kind);
[[nodiscard]] bool is_loop_kind(Kind kind);

// The closest function around a node, the node itself left out; none at the top level.
[[nodiscard]] Node enclosing_function(Node node);
// The closest statement around an expression.
[[nodiscard]] Node enclosing_statement(Node node);

}  // namespace asynclint::syntax
