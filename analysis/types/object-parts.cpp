#include "types/object-parts.h"

namespace asynclint::types {

ObjectParts::Part& ObjectParts::part(NameId name, std::uint32_t line, std::uint8_t flags, bool& is_new) {
  const auto [place, inserted] = places_.try_emplace(name, parts_.size());
  is_new = inserted;
  if (inserted) {
    Part& made = parts_.emplace_back();
    made.name = name;
    made.line = line;
    made.flags = flags;
  }
  return parts_[place->second];
}

void ObjectParts::add_property(NameId name, TypeId type, std::uint32_t line, std::uint8_t flags) {
  bool is_new = false;
  Part& own = part(name, line, flags, is_new);
  if (is_new || own.is_setter) own.type = type;
  own.is_setter = false;
}

void ObjectParts::add_setter(NameId name, TypeId type, std::uint32_t line) {
  bool is_new = false;
  Part& own = part(name, line, 0, is_new);
  if (!is_new) return;
  own.type = type;
  own.is_setter = true;
}

void ObjectParts::add_method(NameId name, const Signature& signature, std::uint8_t flags) {
  bool is_new = false;
  part(name, signature.line, flags | member_flag::method, is_new).calls.push_back(signature);
}

TypeId ObjectParts::build(TypePool& pool) {
  TypeBuilder& to = pool.builder();
  std::vector<Member> members;
  members.reserve(parts_.size());
  for (const Part& part : parts_) {
    TypeId type = part.type;
    if (!part.calls.empty()) {
      ObjectType function;
      function.calls = to.add_signatures(part.calls);
      type = to.add_object(function);
    }
    members.push_back({part.name, type, part.line, part.flags});
  }
  ObjectType object;
  object.members = to.add_members(members);
  object.calls = to.add_signatures(calls);
  object.constructs = to.add_signatures(constructs);
  object.bases = to.add_list(bases);
  object.index = indexes_.empty() ? 0 : pool.union_of(indexes_);
  return to.add_object(object);
}

}  // namespace asynclint::types
