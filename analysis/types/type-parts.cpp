#include "types/type-parts.h"

namespace asynclint::types {
namespace {

class Parts {
 public:
  Parts(const ModuleTypes& module, const std::function<void(TypeId)>& visit) : module_(module), visit_(visit) {}

  void of(const TypeNode& node) const {
    switch (node.kind) {
      case TypeKind::promise:
      case TypeKind::array:
      case TypeKind::set:
      case TypeKind::iterator:
      case TypeKind::stream:
      case TypeKind::member_of:
      case TypeKind::awaited:
      case TypeKind::element_of:
      case TypeKind::result_of:
      case TypeKind::instance_of:
      case TypeKind::alias: return visit_(node.a);
      case TypeKind::indexed:
      case TypeKind::map: visit_(node.a); return visit_(node.b);
      case TypeKind::union_:
      case TypeKind::intersection: return list({node.a, node.b});
      case TypeKind::imported:
      case TypeKind::global: return list(module_.slices[node.b]);
      case TypeKind::call_of:
      case TypeKind::new_of: visit_(node.a); return list(module_.slices[node.b]);
      case TypeKind::reference: {
        list(module_.slices[node.b]);
        const Declaration declaration = module_.declarations[node.a];
        visit_(declaration.type);
        return parameters(declaration.type_parameters);
      }
      case TypeKind::value_of: return visit_(module_.declarations[node.a].value);
      case TypeKind::object: return object(module_.objects[node.a]);
      default: return;
    }
  }

 private:
  // By index: whoever visits may add types, and the arrays move.
  void list(Slice slice) const {
    for (std::uint32_t i = 0; i < slice.count; ++i) visit_(module_.lists[slice.first + i]);
  }

  void parameters(Slice slice) const {
    for (std::uint32_t i = 0; i < slice.count; ++i) {
      const TypeParameter parameter = module_.type_parameters[slice.first + i];
      visit_(parameter.constraint);
      visit_(parameter.standard);
    }
  }

  void object(const ObjectType object) const {
    visit_(object.index);
    list(object.bases);
    for (std::uint32_t i = 0; i < object.members.count; ++i) visit_(module_.members[object.members.first + i].type);
    for (const Slice slice : {object.calls, object.constructs})
      for (std::uint32_t i = 0; i < slice.count; ++i) {
        const Signature signature = module_.signatures[slice.first + i];
        visit_(signature.result);
        parameters(signature.type_parameters);
        for (std::uint32_t k = 0; k < signature.parameters.count; ++k)
          visit_(module_.parameters[signature.parameters.first + k].type);
      }
  }

  const ModuleTypes& module_;
  const std::function<void(TypeId)>& visit_;
};

}  // namespace

void visit_parts(const ModuleTypes& module, TypeId type, const std::function<void(TypeId)>& visit) {
  Parts(module, visit).of(TypeNode(module.types[type]));
}

}  // namespace asynclint::types
