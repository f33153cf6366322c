#include "platform/generator/compact.h"

#include <algorithm>

namespace asynclint::apis {

using types::Declaration;
using types::Export;
using types::Member;
using types::ObjectType;
using types::Parameter;
using types::Signature;
using types::TypeKind;
using types::TypeNode;
using types::TypeParameter;

Compactor::Compactor(const types::ModuleTypes& from, types::TypeBuilder& to) : from_(from), to_(to), pool_(to) {
  for (const TypeNode& node : from_.types)
    if (node.kind == TypeKind::indexed && from_.type(node.b).kind == TypeKind::parameter)
      names_of_members_.insert(from_.type(node.b).a);
}

void Compactor::copy(std::span<const std::uint32_t> modules) {
  for (const std::uint32_t index : modules) copied_.emplace(from_.name(from_.modules[index].name));
  for (const std::uint32_t index : modules) {
    const types::Module& module = from_.modules[index];
    types::Module copied;
    copied.name = name(module.name);
    copied.exports = exports(module.exports);
    copied.whole = type(module.whole);
    to_.add_module(copied);
    finish();
  }
  to_.set_globals(exports(from_.globals));
  finish();
}

// With `node:` or without.
bool Compactor::is_copied(std::string_view specifier) const {
  return copied_.contains(specifier) || copied_.contains("node:" + std::string(specifier));
}

// What was only named so far is written down, and what that names, until nothing is left.
void Compactor::finish() {
  while (!open_declarations_.empty()) {
    const std::uint32_t index = open_declarations_.front();
    open_declarations_.pop_front();
    const Declaration& declared = from_.declarations[index];
    Declaration copied;
    copied.name = name(declared.name);
    copied.type_parameters = type_parameters(declared.type_parameters);
    copied.value = type(declared.value);
    copied.type = type(declared.type);
    copied.inside = exports(declared.inside);
    to_.set_declaration(declarations_.at(index), copied);
  }
}

std::uint32_t Compactor::declaration(std::uint32_t index) {
  const auto [known, is_new] = declarations_.try_emplace(index, 0);
  if (is_new) {
    known->second = to_.add_declaration({});
    open_declarations_.push_back(index);
  }
  return known->second;
}

types::TypeId Compactor::type(TypeId id) {
  if (id == 0) return 0;
  if (const auto known = types_.find(id); known != types_.end()) return known->second;
  const TypeId copied = made(id);
  types_.emplace(id, copied);
  return copied;
}

types::TypeId Compactor::made(TypeId id) {
  const TypeNode& node = from_.type(id);
  switch (node.kind) {
    case TypeKind::object: return object(from_.objects[node.a]);
    case TypeKind::union_: return pool_.union_of(list({node.a, node.b}));
    case TypeKind::intersection: return pool_.intersection_of(list({node.a, node.b}));
    case TypeKind::reference: return pool_.reference(declaration(node.a), arguments(node.b));
    case TypeKind::value_of: return pool_.node(TypeKind::value_of, declaration(node.a));
    case TypeKind::parameter: return parameter(node.a);
    case TypeKind::map: {
      const TypeId keys = type(node.a);
      return pool_.node(TypeKind::map, keys, type(node.b));
    }
    case TypeKind::indexed: {
      const TypeId owner = type(node.a);
      const TypeId index = type(node.b);
      return index == 0 || index == pool_.plain() ? 0 : pool_.node(TypeKind::indexed, owner, index);
    }
    case TypeKind::member_of: return pool_.node(TypeKind::member_of, type(node.a), name(node.b));
    case TypeKind::imported:
    case TypeKind::global: {
      const types::Import& import = from_.imports[node.a];
      // A module that is not among these is known to nobody.
      if (import.specifier != 0 && !is_copied(from_.name(import.specifier))) return 0;
      std::vector<std::string_view> path;
      for (std::uint32_t i = 0; i < import.path.count; ++i)
        path.push_back(from_.name(from_.lists[import.path.first + i]));
      return pool_.question({from_.name(import.specifier), path, import.syntax, import.is_type}, arguments(node.b));
    }
    case TypeKind::promise:
    case TypeKind::array:
    case TypeKind::set:
    case TypeKind::iterator:
    case TypeKind::stream:
    case TypeKind::awaited:
    case TypeKind::element_of:
    case TypeKind::result_of:
    case TypeKind::instance_of: return pool_.node(node.kind, type(node.a));
    default: return pool_.node(node.kind);
  }
}

bool Compactor::is_plain(TypeId id) const {
  const TypeNode& node = from_.type(id);
  if (node.kind != TypeKind::union_) return node.kind == TypeKind::plain;
  return std::ranges::all_of(from_.lists.subspan(node.a, node.b),
                             [&](TypeId one) { return from_.type(one).kind == TypeKind::plain; });
}

// One that can only be a plain value is one: what the caller passes says no more.
types::TypeId Compactor::parameter(std::uint32_t index) {
  const TypeParameter& own = from_.type_parameters[index];
  if (is_plain(own.constraint) && !names_of_members_.contains(index)) return pool_.plain();
  const auto known = parameters_.find(index);
  return known == parameters_.end() ? 0 : pool_.node(TypeKind::parameter, known->second);
}

types::Slice Compactor::type_parameters(Slice slice) {
  const auto all = from_.type_parameters.subspan(slice.first, slice.count);
  std::uint32_t next = slice.first;
  const bool are_plain = std::ranges::all_of(
      all, [&](const TypeParameter& one) { return !names_of_members_.contains(next++) && is_plain(one.constraint); });
  if (!all.empty() && are_plain && parameters_.find(slice.first) == parameters_.end()) return {};
  if (const auto known = parameters_.find(slice.first); known != parameters_.end() && slice.count > 0)
    return {known->second, slice.count};
  std::vector<TypeParameter> copied(slice.count);
  const Slice own = to_.add_type_parameters(copied);
  for (std::uint32_t i = 0; i < slice.count; ++i) parameters_[slice.first + i] = own.first + i;
  for (std::uint32_t i = 0; i < slice.count; ++i) {
    copied[i].name = name(all[i].name);
    copied[i].constraint = type(all[i].constraint);
    copied[i].standard = type(all[i].standard);
    to_.set_type_parameter(own.first + i, copied[i]);
  }
  return own;
}

std::vector<types::TypeId> Compactor::list(Slice slice) {
  std::vector<TypeId> copied;
  for (std::uint32_t i = 0; i < slice.count; ++i) copied.push_back(type(from_.lists[slice.first + i]));
  return copied;
}

std::vector<types::TypeId> Compactor::arguments(std::uint32_t slice) { return list(from_.slices[slice]); }

types::TypeId Compactor::object(const ObjectType& object) {
  ObjectType copied;
  copied.members = members(object.members);
  copied.calls = signatures(object.calls);
  copied.constructs = signatures(object.constructs);
  Key bases = list(object.bases);
  const auto [known_bases, is_new_list] = list_slices_.try_emplace(bases, Slice{});
  if (is_new_list) known_bases->second = to_.add_list(bases);
  copied.bases = known_bases->second;
  copied.index = type(object.index);
  const Key key{copied.members.first, copied.members.count,    copied.calls.first,
                copied.calls.count,   copied.constructs.first, copied.constructs.count,
                copied.bases.first,   copied.bases.count,      copied.index};
  const auto [known, is_new] = objects_.try_emplace(key, 0);
  if (is_new) known->second = to_.add_object(copied);
  return known->second;
}

types::Slice Compactor::members(Slice slice) {
  std::vector<Member> copied;
  Key key;
  for (const Member& member : from_.members.subspan(slice.first, slice.count)) {
    // The object that instances inherit from is of no use here.
    if (from_.name(member.name) == "prototype") continue;
    const Member own{name(member.name), type(member.type), 0, member.flags};
    key.insert(key.end(), {own.name, own.type, own.flags});
    copied.push_back(own);
  }
  const auto [known, is_new] = member_slices_.try_emplace(key, Slice{});
  if (is_new) known->second = to_.add_members(copied);
  return known->second;
}

types::Slice Compactor::signatures(Slice slice) {
  std::vector<Signature> copied;
  Key key;
  for (const Signature& signature : from_.signatures.subspan(slice.first, slice.count)) {
    Signature own;
    own.type_parameters = type_parameters(signature.type_parameters);
    std::vector<Parameter> parameters;
    Key parameters_key;
    for (const Parameter& parameter :
         from_.parameters.subspan(signature.parameters.first, signature.parameters.count)) {
      parameters.push_back({type(parameter.type), parameter.flags});
      parameters_key.insert(parameters_key.end(), {parameters.back().type, parameter.flags});
    }
    const auto [known, is_new] = parameter_slices_.try_emplace(parameters_key, Slice{});
    if (is_new) known->second = to_.add_parameters(parameters);
    own.parameters = known->second;
    own.result = type(signature.result);
    own.flags = signature.flags;
    own.callback = signature.callback;
    const Key one{
        own.parameters.first,      own.parameters.count, own.type_parameters.first,
        own.type_parameters.count, own.result,           static_cast<std::uint32_t>(own.flags << 8U | own.callback)};
    // Overloads that differ only in what is not kept are one.
    bool is_there = false;
    for (std::size_t i = 0; i + one.size() <= key.size() && !is_there; i += one.size())
      is_there = std::equal(one.begin(), one.end(), key.begin() + static_cast<std::ptrdiff_t>(i));
    if (is_there) continue;
    key.insert(key.end(), one.begin(), one.end());
    copied.push_back(own);
  }
  const auto [known, is_new] = signature_slices_.try_emplace(key, Slice{});
  if (is_new) known->second = to_.add_signatures(copied);
  return known->second;
}

types::Slice Compactor::exports(Slice slice) {
  std::vector<Export> copied;
  for (const Export& one : from_.exports.subspan(slice.first, slice.count))
    copied.push_back({name(one.name), type(one.value), type(one.type)});
  return to_.add_exports(copied);
}

}  // namespace asynclint::apis
