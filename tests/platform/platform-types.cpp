#include "tests/platform/platform-types.h"

#include <algorithm>
#include <span>

namespace asynclint::tests {

using types::TypeKind;
using types::TypeRef;

TypeRef Platform::at(std::string_view module, std::string_view path) {
  walk_.begin();
  TypeRef type;
  bool is_first = true;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('.'), path.size());
    std::string_view name = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    const bool is_call = name.ends_with("()");
    const bool is_new = name.starts_with("new ");
    if (is_call) name.remove_suffix(2);
    if (is_new) name.remove_prefix(4);
    if (!is_first)
      type = walk_.member(type, name);
    else if (module.empty())
      type = walk_.global(name);
    else
      type = walk_.imported(module, types::ImportSyntax::import_, std::span(&name, 1));
    if (is_call) type = walk_.awaited(walk_.call(type, {}).result);
    if (is_new) type = walk_.construct(type, {});
    is_first = false;
  }
  return walk_.head(type);
}

TypeKind Platform::kind(TypeRef type) {
  const TypeRef head = walk_.head(type);
  if (!head.is(TypeKind::object)) return head ? head.node().kind : TypeKind::unknown;
  const auto bases = head.module->objects[head.node().a].bases;
  for (const types::TypeId base : head.module->lists.subspan(bases.first, bases.count)) {
    const TypeKind of_base = kind({head.module, base, head.environment});
    if (of_base != TypeKind::object && of_base != TypeKind::unknown) return of_base;
  }
  return TypeKind::object;
}

bool Platform::gives_promise(TypeRef function) {
  for (const TypeRef one : walk_.alternatives(function)) {
    if (!one.is(TypeKind::object)) continue;
    const auto calls = one.module->objects[one.node().a].calls;
    for (const types::Signature& signature : one.module->signatures.subspan(calls.first, calls.count))
      if (is_promise({one.module, signature.result, one.environment})) return true;
  }
  return false;
}
bool Platform::is_promise(TypeRef type) {
  const auto all = walk_.alternatives(type);
  return std::ranges::any_of(all, [&](TypeRef one) { return kind(one) == TypeKind::promise; });
}

}  // namespace asynclint::tests
