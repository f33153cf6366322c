#include "facts/access-path.h"

#include <algorithm>
#include <vector>

namespace asynclint {

using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

namespace {

// Members further out than this, and longer rows of constants, are not followed.
constexpr int longest_path = 32;
constexpr int most_constants = 4;

// The members between a name and the whole pattern that binds it, outermost first; nothing when one is not known.
std::optional<std::vector<std::string_view>> members_to(Node identifier, Node pattern) {
  std::vector<std::string_view> members;
  Node at = identifier;
  for (int step = 0; at != pattern; ++step) {
    const Node parent = at.parent();
    if (step > longest_path || !parent) return std::nullopt;
    switch (parent.kind()) {
      case Kind::object_pattern:
        if (at.is(Kind::shorthand_property_identifier_pattern)) members.push_back(at.text());
        break;
      case Kind::object_assignment_pattern:
        if (at.is(Kind::shorthand_property_identifier_pattern)) members.push_back(at.text());
        break;
      case Kind::pair_pattern: {
        const auto name = syntax::key_name(parent.child(Field::key));
        members.push_back(name.value_or(std::string_view()));
        break;
      }
      case Kind::array_pattern: members.emplace_back(); break;
      case Kind::rest_pattern: members.clear(); break;
      case Kind::assignment_pattern: break;
      default: return std::nullopt;
    }
    at = parent;
  }
  std::ranges::reverse(members);
  return members;
}

void append_all(AccessPath& path, const std::vector<std::string_view>& members) {
  for (const std::string_view name : members) path.append(name.empty() ? std::nullopt : std::optional(name));
}

std::optional<AccessPath> path_through(const Facts& facts, Node expression, int constants);

AccessPath path_of_name(const Facts& facts, Node identifier, int constants) {
  const Binding binding = facts.bindings().resolve(identifier);
  if (!binding) return AccessPath::of_global(identifier.text());
  if (binding.kind == DeclarationKind::constant && constants < most_constants) {
    const auto declarator = syntax::VariableDeclarator::from(binding.owner);
    if (declarator && declarator->value()) {
      auto source = path_through(facts, declarator->value(), constants + 1);
      const auto members = source ? members_to(binding.identifier, declarator->name()) : std::nullopt;
      if (members) {
        append_all(*source, *members);
        return *source;
      }
    }
  }
  return AccessPath::of(binding);
}

std::optional<AccessPath> path_through(const Facts& facts, Node expression, int constants) {
  std::vector<std::string_view> members;
  Node at = syntax::unwrap(expression);
  for (int step = 0; at.is(Kind::member_expression, Kind::subscript_expression); ++step) {
    if (step > longest_path) return std::nullopt;
    const auto access = MemberExpression::assume(at);
    const Node property = access.property();
    auto name = access.name();
    if (!name && property.is(Kind::number)) name = property.text();
    members.push_back(name.value_or(std::string_view()));
    at = syntax::unwrap(access.object());
  }
  std::ranges::reverse(members);
  std::optional<AccessPath> path;
  if (at.is(Kind::identifier, Kind::shorthand_property_identifier))
    path = path_of_name(facts, at, constants);
  else if (at.is(Kind::this_, Kind::super))
    path = AccessPath::of_this();
  if (path) append_all(*path, members);
  return path;
}

}  // namespace

AccessPath AccessPath::of(const Binding& binding) {
  AccessPath path(Root::binding, binding.identifier.text());
  path.declaration_ = binding.identifier;
  return path;
}

AccessPath AccessPath::of_parameter(std::uint32_t index) {
  AccessPath path(Root::parameter, "");
  path.parameter_ = index;
  return path;
}

void AccessPath::append(std::optional<std::string_view> name) {
  if (count_ < most_members) members_[count_++] = name.value_or(std::string_view());
}

void AccessPath::append_members_of(const AccessPath& path) {
  for (std::size_t i = 0; i < path.count_ && count_ < most_members; ++i) members_[count_++] = path.members_[i];
}

std::optional<std::string_view> AccessPath::first_member() const {
  if (count_ == 0 || members_[0].empty()) return std::nullopt;
  return members_[0];
}

AccessPath AccessPath::without_first_member() const {
  AccessPath path = *this;
  if (count_ == 0) return path;
  std::move(path.members_.begin() + 1, path.members_.begin() + count_, path.members_.begin());
  path.members_[--path.count_] = {};
  return path;
}

bool AccessPath::overlaps(const AccessPath& other) const {
  if (root_ != other.root_) return false;
  switch (root_) {
    case Root::binding:
      if (declaration_ != other.declaration_) return false;
      break;
    case Root::global:
      if (name_ != other.name_) return false;
      break;
    case Root::parameter:
      if (parameter_ != other.parameter_) return false;
      break;
    case Root::this_: break;
  }
  const std::size_t shared = std::min(count_, other.count_);
  for (std::size_t i = 0; i < shared; ++i)
    if (!members_[i].empty() && !other.members_[i].empty() && members_[i] != other.members_[i]) return false;
  return true;
}

std::string AccessPath::text() const {
  std::string text(name_);
  for (std::size_t i = 0; i < count_; ++i) {
    if (members_[i].empty())
      text += "[…]";
    else
      text.append(".").append(members_[i]);
  }
  return text;
}

std::optional<AccessPath> path_of(const Facts& facts, Node expression) { return path_through(facts, expression, 0); }

std::optional<AccessPath> path_of_parameter(Node function, Node declaration) {
  std::uint32_t index = 0;
  const Span name = declaration.span();
  for (const syntax::Parameter& parameter : Function::assume(function).parameter_views()) {
    const Node pattern = parameter.pattern();
    if (pattern.span().contains(name)) {
      AccessPath path = AccessPath::of_parameter(index);
      if (parameter.is_rest()) path.append(std::nullopt);
      if (const auto members = members_to(declaration, pattern)) append_all(path, *members);
      return path;
    }
    ++index;
  }
  return std::nullopt;
}

}  // namespace asynclint
