// Names for places in memory: a binding, `this`, a global or a parameter, and the members from there. Two paths may
// mean the same place when one leads to the other; an index that is not known stands for every member.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "facts/facts.h"

namespace asynclint {

class AccessPath {
 public:
  enum class Root : std::uint8_t {
    binding,
    this_,
    global,
    parameter,  // of the function that is summed up
  };

  [[nodiscard]] static AccessPath of(const Binding& binding);
  [[nodiscard]] static AccessPath of_this() { return AccessPath(Root::this_, "this"); }
  [[nodiscard]] static AccessPath of_global(std::string_view name) { return AccessPath(Root::global, name); }
  [[nodiscard]] static AccessPath of_parameter(std::uint32_t index);

  [[nodiscard]] Root root() const { return root_; }
  // Where a binding is declared.
  [[nodiscard]] syntax::Node declaration() const { return declaration_; }
  [[nodiscard]] std::uint32_t parameter() const { return parameter_; }

  // One member further; no name: any member.
  void append(std::optional<std::string_view> name);
  // The members of another path behind this one's.
  void append_members_of(const AccessPath& path);
  [[nodiscard]] std::optional<std::string_view> first_member() const;
  [[nodiscard]] AccessPath without_first_member() const;

  // Whether what happens at one of them may be seen at the other.
  [[nodiscard]] bool overlaps(const AccessPath& other) const;
  // As a message names it: `order.items`.
  [[nodiscard]] std::string text() const;

  friend bool operator==(const AccessPath&, const AccessPath&) = default;

 private:
  AccessPath(Root root, std::string_view name) : root_(root), name_(name) {}

  // What lies deeper is taken for the whole of what is here.
  static constexpr std::size_t most_members = 4;

  Root root_;
  std::uint8_t count_ = 0;
  std::uint32_t parameter_ = 0;
  std::string_view name_;
  syntax::Node declaration_;
  // Empty for any member.
  std::array<std::string_view, most_members> members_{};
};

// The path that an expression is: names, `this` and members of these. A constant that is set to such a path counts as
// that path. None for anything else.
[[nodiscard]] std::optional<AccessPath> path_of(const Facts& facts, syntax::Node expression);

// The parameter that a name is bound by in this function, and the members on the way through its pattern.
[[nodiscard]] std::optional<AccessPath> path_of_parameter(syntax::Node function, syntax::Node declaration);

}  // namespace asynclint
