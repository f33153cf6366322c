#include "types/type-builder.h"

#include <algorithm>

namespace asynclint::types {
namespace {

template <typename T>
Slice append(std::vector<T>& to, std::span<const T> items) {
  const Slice slice{static_cast<std::uint32_t>(to.size()), static_cast<std::uint32_t>(items.size())};
  to.insert(to.end(), items.begin(), items.end());
  return slice;
}

template <typename T>
std::uint32_t append_one(std::vector<T>& to, const T& item) {
  to.push_back(item);
  return static_cast<std::uint32_t>(to.size() - 1);
}

}  // namespace

TypeBuilder::TypeBuilder() {
  names_.emplace_back();
  ids_.emplace(std::string_view{}, 0);
  types_.emplace_back();
  slices_.emplace_back();
  modules_.emplace_back();
  show();
}

// The arrays may have moved.
void TypeBuilder::show() {
  view_.path = path_;
  view_.types = types_;
  view_.names = Names(names_);
  view_.lists = lists_;
  view_.slices = slices_;
  view_.members = members_;
  view_.parameters = parameters_;
  view_.signatures = signatures_;
  view_.objects = objects_;
  view_.type_parameters = type_parameters_;
  view_.declarations = declarations_;
  view_.imports = imports_;
  view_.exports = exports_;
  view_.modules = modules_;
}

NameId TypeBuilder::name(std::string_view text) {
  if (const auto known = ids_.find(text); known != ids_.end()) return known->second;
  const std::string& own = texts_.emplace_back(text);
  const auto id = static_cast<NameId>(names_.size());
  names_.emplace_back(own);
  ids_.emplace(own, id);
  show();
  return id;
}

void TypeBuilder::set_path(std::string_view path) {
  path_ = path;
  show();
}

TypeId TypeBuilder::add(TypeKind kind, std::uint32_t a, std::uint32_t b) {
  const TypeId id = append_one(types_, TypeNode{kind, a, b});
  show();
  return id;
}

void TypeBuilder::set(TypeId id, TypeKind kind, std::uint32_t a, std::uint32_t b) { types_[id] = {kind, a, b}; }

TypeId TypeBuilder::add_union(std::span<const TypeId> types) {
  std::vector<TypeId> different;
  for (const TypeId type : types)
    if (std::ranges::find(different, type) == different.end()) different.push_back(type);
  if (different.empty()) return 0;
  if (different.size() == 1) return different.front();
  const Slice list = add_list(different);
  return add(TypeKind::union_, list.first, list.count);
}

TypeId TypeBuilder::add_intersection(std::span<const TypeId> types) {
  if (types.empty()) return 0;
  if (types.size() == 1) return types.front();
  const Slice list = add_list(types);
  return add(TypeKind::intersection, list.first, list.count);
}

TypeId TypeBuilder::add_object(const ObjectType& object) { return add(TypeKind::object, add_object_type(object)); }

TypeId TypeBuilder::add_reference(std::uint32_t declaration, std::span<const TypeId> arguments) {
  return add(TypeKind::reference, declaration, add_slice(arguments));
}

TypeId TypeBuilder::add_import(const Import& import, std::span<const TypeId> arguments) {
  const std::uint32_t slice = add_slice(arguments);
  return add(TypeKind::imported, add_import_question(import), slice);
}

TypeId TypeBuilder::add_global(std::span<const std::string_view> path, std::span<const TypeId> arguments,
                               bool is_type) {
  std::vector<NameId> names;
  for (const std::string_view part : path) names.push_back(name(part));
  Import import;
  import.path = add_list(names);
  import.is_type = is_type;
  const std::uint32_t slice = add_slice(arguments);
  return add(TypeKind::global, add_import_question(import), slice);
}

TypeId TypeBuilder::add_call(TypeKind kind, TypeId callee, std::span<const TypeId> arguments) {
  return add(kind, callee, add_slice(arguments));
}

std::uint32_t TypeBuilder::add_slice(std::span<const std::uint32_t> items) {
  if (items.empty()) return 0;
  const Slice list = add_list(items);
  const std::uint32_t id = append_one(slices_, list);
  show();
  return id;
}

Slice TypeBuilder::add_list(std::span<const std::uint32_t> items) {
  const Slice slice = append(lists_, items);
  show();
  return slice;
}

Slice TypeBuilder::add_members(std::span<const Member> members) {
  const Slice slice = append(members_, members);
  show();
  return slice;
}

Slice TypeBuilder::add_parameters(std::span<const Parameter> parameters) {
  const Slice slice = append(parameters_, parameters);
  show();
  return slice;
}

Slice TypeBuilder::add_signatures(std::span<const Signature> signatures) {
  const Slice slice = append(signatures_, signatures);
  show();
  return slice;
}

void TypeBuilder::add_flags(Slice signatures, std::uint8_t flags) {
  for (std::uint32_t i = signatures.first; i < signatures.first + signatures.count; ++i) signatures_[i].flags |= flags;
}

Slice TypeBuilder::add_type_parameters(std::span<const TypeParameter> parameters) {
  const Slice slice = append(type_parameters_, parameters);
  show();
  return slice;
}

void TypeBuilder::set_type_parameter(std::uint32_t index, const TypeParameter& parameter) {
  type_parameters_[index] = parameter;
}

std::uint32_t TypeBuilder::add_object_type(const ObjectType& object) {
  const std::uint32_t index = append_one(objects_, object);
  show();
  return index;
}

void TypeBuilder::set_object_type(std::uint32_t index, const ObjectType& object) { objects_[index] = object; }

std::uint32_t TypeBuilder::add_declaration(const Declaration& declaration) {
  const std::uint32_t index = append_one(declarations_, declaration);
  show();
  return index;
}

void TypeBuilder::set_declaration(std::uint32_t index, const Declaration& declaration) {
  declarations_[index] = declaration;
}

std::uint32_t TypeBuilder::add_import_question(const Import& import) {
  const std::uint32_t index = append_one(imports_, import);
  show();
  return index;
}

Slice TypeBuilder::add_exports(std::span<const Export> exports) {
  const Slice slice = append(exports_, exports);
  show();
  return slice;
}

void TypeBuilder::add_module(const Module& module) {
  modules_.push_back(module);
  show();
}

void TypeBuilder::set_module(std::uint32_t index, const Module& module) { modules_[index] = module; }

void TypeBuilder::set_globals(Slice globals) { view_.globals = globals; }

}  // namespace asynclint::types
