// Types as a summary holds them: without what stands elsewhere for their type parameters.
#include <vector>

#include "types/type-walk.h"

namespace asynclint::types {
namespace {

constexpr int deepest_lowering = 8;

}  // namespace

TypeId TypeWalk::lowered(TypeRef type) { return lowered_at(type, 0); }

// What stands in the text's own builder stays; the rest is copied, with type arguments in their places.
TypeId TypeWalk::lowered_at(TypeRef type, int depth) {
  if (!type || depth > deepest_lowering || is_spent()) return 0;
  const TypeNode node = type.node();
  const bool is_own = type.module == &own_.view();
  const auto part = [&](TypeId id) { return lowered_at(in_same(type, id), depth + 1); };
  const auto parts = [&](std::uint32_t first, std::uint32_t count) {
    std::vector<TypeId> ids;
    for (std::uint32_t i = 0; i < count; ++i) ids.push_back(part(type.module->lists[first + i]));
    return ids;
  };
  if (node.kind == TypeKind::foreign) return lowered_at(foreign_[node.a], depth + 1);
  if (is_own && type.environment == nullptr) return type.id;
  switch (node.kind) {
    case TypeKind::parameter: {
      const TypeRef given = of_parameter(type);
      return given == type ? 0 : lowered_at(given, depth + 1);
    }
    case TypeKind::plain: return own_.add(node.kind, node.a == 0 ? 0 : own_.name(type.module->name(node.a)));
    case TypeKind::nothing:
    case TypeKind::never: return own_.add(node.kind);
    case TypeKind::promise: {
      const TypeId inner = part(node.a);
      return own_.add_promise(inner, node.b);
    }
    case TypeKind::array:
    case TypeKind::set:
    case TypeKind::iterator:
    case TypeKind::stream:
    case TypeKind::awaited:
    case TypeKind::element_of:
    case TypeKind::result_of:
    case TypeKind::instance_of:
    case TypeKind::alias: {
      const TypeId inner = part(node.a);
      return own_.add(node.kind, inner);
    }
    case TypeKind::member_of: {
      const TypeId inner = part(node.a);
      return own_.add(node.kind, inner, own_.name(type.module->name(node.b)));
    }
    case TypeKind::map:
    case TypeKind::indexed: {
      const TypeId inner = part(node.a);
      const TypeId index = part(node.b);
      return own_.add(node.kind, inner, index);
    }
    case TypeKind::union_: return own_.add_union(parts(node.a, node.b));
    case TypeKind::reference: {
      if (!is_own) return 0;
      const Slice list = type.module->slices[node.b];
      return own_.add_reference(node.a, parts(list.first, list.count));
    }
    case TypeKind::call_of:
    case TypeKind::new_of: {
      const Slice list = type.module->slices[node.b];
      const auto arguments = parts(list.first, list.count);
      const TypeId callee = part(node.a);
      return own_.add_call(node.kind, callee, arguments);
    }
    // Without what stands for its type parameters.
    case TypeKind::object: return is_own ? type.id : 0;
    default: return is_own ? type.id : 0;
  }
}

}  // namespace asynclint::types
