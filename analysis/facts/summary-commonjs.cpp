// What a CommonJS module exports.
#include "facts/commonjs.h"
#include "facts/module-summarizer.h"

namespace asynclint {

using syntax::CallExpression;
using syntax::Field;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;
using types::TypeId;

void ModuleSummarizer::note_assignments() {
  for (const Node statement : tree_.root().children()) {
    if (!statement.is(Kind::expression_statement)) continue;
    const Node expression = syntax::unwrap(statement.named_child(0));
    for (Node at = expression; at.is(Kind::assignment_expression); at = syntax::unwrap(at.child(Field::right)))
      assignments_.push_back(at);
    if (expression.is(Kind::call_expression)) calls_.push_back(expression);
  }
}

void ModuleSummarizer::read_commonjs() {
  CommonJsExports found;
  for (const Node assignment : assignments_) read_assignment(assignment, found);
  for (const Node call : calls_) read_export_call(CallExpression::assume(call), found);
  const bool is_module = !exports_.empty() || !stars_.empty();
  for (const auto& [name, value] : found.named) add(name, exported(value), type_of_class(value));
  // A module of the other kind that writes to `exports` is none that `require` gives.
  if (found.wholes.empty() && is_module) {
    for (const std::string_view star : found.stars) stars_.push_back(to_.name(star));
    return;
  }
  std::vector<TypeId> parts;
  if (!found.wholes.empty()) parts.push_back(to_.add_union(found.wholes));
  parts.insert(parts.end(), found.parts.begin(), found.parts.end());
  for (const std::string_view star : found.stars)
    parts.push_back(walk_.own_id(walk_.imported(star, types::ImportSyntax::require, {})));
  // All that is exported by name stands beside it.
  std::vector<types::Member> members;
  members.reserve(found.named.size());
  for (const auto& [name, value] : found.named) members.push_back({to_.name(name), exports_[name].value, 0, 0});
  if (!members.empty()) {
    types::ObjectType object;
    object.members = to_.add_members(members);
    parts.push_back(to_.add_object(object));
  }
  whole_ = to_.add_intersection(parts);
  // Node's default import is all of it; where a compiler wrote the module, and another one the import, it is `default`.
  if (const auto own = exports_.find("default"); own != exports_.end() && own->second.value != 0) {
    const TypeId both[] = {own->second.value, whole_};
    own->second.value = to_.add_intersection(both);
  }
}

void ModuleSummarizer::read_assignment(Node assignment, CommonJsExports& to) {
  const Node target = syntax::unwrap(assignment.child(Field::left));
  Node right = syntax::unwrap(assignment.child(Field::right));
  while (right.is(Kind::assignment_expression)) right = syntax::unwrap(right.child(Field::right));
  if (is_module_exports(facts_, target)) {
    const TypeId whole = exported(facts_.value(right));
    // Empty, and filled by what follows.
    const bool is_empty = right.is(Kind::object) && right.named_child_count() == 0;
    if (whole != 0 && !is_empty) to.wholes.push_back(whole);
    return;
  }
  const auto access = MemberExpression::from(target);
  const auto name = access ? access->name() : std::nullopt;
  if (name && is_exports(facts_, access->object())) to.add(*name, facts_.value(right));
}

// `Object.assign(exports, …)`, `Object.defineProperty(exports, "load", …)`, `__exportStar(require("./api"), exports)`.
void ModuleSummarizer::read_export_call(const CallExpression& call, CommonJsExports& to) {
  if (const auto star = starred_module(call.node())) {
    to.stars.push_back(*star);
    return;
  }
  if (!is_exports(facts_, call.argument(0))) return;
  if (facts_.is_global_member(call.callee(), "Object", "assign")) {
    const auto given = syntax::named_children(call.argument_list()).list();
    for (std::size_t i = 1; i < given.size(); ++i)
      if (const TypeId part = exported(facts_.value(given[i])); part != 0) to.parts.push_back(part);
  } else if (facts_.is_global_member(call.callee(), "Object", "defineProperty")) {
    const auto name = syntax::string_value(call.argument(1));
    const Value descriptor = facts_.value(call.argument(2));
    if (!name || !descriptor.is(Shape::object)) return;
    const Value getter = facts_.member(descriptor, "get", {});
    to.add(*name,
           getter.is(Shape::function) ? facts_.function(getter.node).returned : facts_.member(descriptor, "value", {}));
  }
}

void ModuleSummarizer::CommonJsExports::add(std::string_view name, const Value& value) {
  if (name == "__esModule") return;
  // `exports.a = exports.b = undefined` stands before what they become.
  const auto known = named.find(name);
  if (known == named.end())
    named.emplace(name, value);
  else if (known->second.is(Shape::plain) || known->second.is(Shape::unknown))
    known->second = value;
}

}  // namespace asynclint
