// Types of the text at hand: questions that nobody has answered yet, and what stands in a summary for types from
// anywhere.
#include <algorithm>

#include "types/type-walk.h"

namespace asynclint::types {
TypeId TypeWalk::own_id(TypeRef type) {
  if (!type) return 0;
  if (type.module == &own_.view() && type.environment == nullptr) return type.id;
  foreign_.push_back(type);
  return own_.add(TypeKind::foreign, static_cast<std::uint32_t>(foreign_.size() - 1));
}

TypeRef TypeWalk::question(TypeKind kind, TypeRef of, std::uint32_t b) {
  const TypeId a = own_id(of);
  return {&own_.view(), own_.add(kind, a, b), nullptr};
}

TypeRef TypeWalk::question_call(TypeKind kind, TypeRef callee, std::span<const TypeRef> arguments) {
  std::vector<TypeId> ids;
  // Arguments of which nothing is known at the end say only how many there are.
  for (const TypeRef argument : arguments) ids.push_back(own_id(argument));
  const TypeId a = own_id(callee);
  return {&own_.view(), own_.add_call(kind, a, ids), nullptr};
}

TypeRef TypeWalk::question_member(TypeRef object, std::string_view name) {
  return question(TypeKind::member_of, object, own_.name(name));
}

TypeRef TypeWalk::imported(std::string_view specifier, ImportSyntax syntax, std::span<const std::string_view> path) {
  std::vector<NameId> names;
  for (const std::string_view part : path) names.push_back(own_.name(part));
  Import import;
  import.specifier = own_.name(specifier);
  import.syntax = syntax;
  import.path = own_.add_list(names);
  return {&own_.view(), own_.add_import(import), nullptr};
}

TypeRef TypeWalk::global(std::string_view name) {
  return {&own_.view(), own_.add_global(std::span(&name, 1)), nullptr};
}

TypeRef TypeWalk::made(TypeKind kind, TypeRef a, TypeRef b) {
  const TypeId first = own_id(a);
  const TypeId second = own_id(b);
  return {&own_.view(), own_.add(kind, first, second), nullptr};
}

TypeRef TypeWalk::union_of(std::span<const TypeRef> types) {
  std::vector<TypeRef> different;
  for (const TypeRef type : types)
    if (std::ranges::find(different, type) == different.end()) different.push_back(type);
  if (different.empty()) return {};
  if (different.size() == 1) return different.front();
  std::vector<TypeId> ids;
  ids.reserve(different.size());
  for (const TypeRef type : different) ids.push_back(own_id(type));
  return {&own_.view(), own_.add_union(ids), nullptr};
}

}  // namespace asynclint::types
