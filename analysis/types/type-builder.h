// Types being written down, module by module.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "types/types.h"

namespace asynclint::types {

// Owns the arrays that its view shows; the view is valid at any time, and stays where it is for the builder's life.
class TypeBuilder {
 public:
  TypeBuilder();
  TypeBuilder(const TypeBuilder&) = delete;
  TypeBuilder& operator=(const TypeBuilder&) = delete;

  [[nodiscard]] const ModuleTypes& view() const { return view_; }
  // The same text gives the same id; it is copied.
  NameId name(std::string_view text);
  void set_path(std::string_view path);

  TypeId add(TypeKind kind, std::uint32_t a = 0, std::uint32_t b = 0);
  // Changes a type that others may refer to already: from a placeholder to what it turned out to be.
  void set(TypeId id, TypeKind kind, std::uint32_t a = 0, std::uint32_t b = 0);
  // Of no type unknown, of one type itself; equal ones once.
  TypeId add_union(std::span<const TypeId> types);
  TypeId add_intersection(std::span<const TypeId> types);
  TypeId add_object(const ObjectType& object);
  TypeId add_promise(TypeId awaited, std::uint32_t flags = 0) { return add(TypeKind::promise, awaited, flags); }
  // With type arguments, which may be none.
  TypeId add_reference(std::uint32_t declaration, std::span<const TypeId> arguments = {});
  TypeId add_import(const Import& import, std::span<const TypeId> arguments = {});
  // `path` begins with the global's name.
  TypeId add_global(std::span<const std::string_view> path, std::span<const TypeId> arguments = {},
                    bool is_type = false);
  TypeId add_call(TypeKind kind, TypeId callee, std::span<const TypeId> arguments);

  std::uint32_t add_slice(std::span<const std::uint32_t> items);
  Slice add_list(std::span<const std::uint32_t> items);
  Slice add_members(std::span<const Member> members);
  Slice add_parameters(std::span<const Parameter> parameters);
  Slice add_signatures(std::span<const Signature> signatures);
  // Says more of signatures that are there; `flags`: see signature_flag.
  void add_flags(Slice signatures, std::uint8_t flags);
  Slice add_type_parameters(std::span<const TypeParameter> parameters);
  void set_type_parameter(std::uint32_t index, const TypeParameter& parameter);
  std::uint32_t add_object_type(const ObjectType& object);
  void set_object_type(std::uint32_t index, const ObjectType& object);
  std::uint32_t add_declaration(const Declaration& declaration);
  void set_declaration(std::uint32_t index, const Declaration& declaration);
  std::uint32_t add_import_question(const Import& import);
  Slice add_exports(std::span<const Export> exports);
  void add_module(const Module& module);
  void set_module(std::uint32_t index, const Module& module);
  void set_globals(Slice globals);

 private:
  void show();

  ModuleTypes view_;
  std::string path_;
  std::deque<std::string> texts_;
  std::unordered_map<std::string_view, NameId> ids_;
  std::vector<TypeNode> types_;
  std::vector<std::string_view> names_;
  std::vector<std::uint32_t> lists_;
  std::vector<Slice> slices_;
  std::vector<Member> members_;
  std::vector<Parameter> parameters_;
  std::vector<Signature> signatures_;
  std::vector<ObjectType> objects_;
  std::vector<TypeParameter> type_parameters_;
  std::vector<Declaration> declarations_;
  std::vector<Import> imports_;
  std::vector<Export> exports_;
  std::vector<Module> modules_;
};

}  // namespace asynclint::types
