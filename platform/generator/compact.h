// A module's types without what nobody can reach and without what is there twice.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "types/type-builder.h"
#include "types/type-pool.h"

namespace asynclint::apis {

// Copies one module's types into a builder. Lines are left out: nobody opens these files.
class Compactor {
 public:
  Compactor(const types::ModuleTypes& from, types::TypeBuilder& to);

  // The modules with these indexes, each under its name, and everybody's globals.
  void copy(std::span<const std::uint32_t> modules);

 private:
  using TypeId = types::TypeId;
  using NameId = types::NameId;
  using Slice = types::Slice;
  using Key = std::vector<std::uint32_t>;

  NameId name(NameId id) { return to_.name(from_.name(id)); }
  TypeId type(TypeId id);
  TypeId made(TypeId id);
  TypeId parameter(std::uint32_t index);
  [[nodiscard]] bool is_plain(TypeId id) const;
  TypeId object(const types::ObjectType& object);
  std::vector<TypeId> list(Slice slice);
  std::vector<TypeId> arguments(std::uint32_t slice);
  Slice members(Slice slice);
  Slice signatures(Slice slice);
  Slice type_parameters(Slice slice);
  Slice exports(Slice slice);
  std::uint32_t declaration(std::uint32_t index);
  void finish();
  [[nodiscard]] bool is_copied(std::string_view specifier) const;

  const types::ModuleTypes& from_;
  types::TypeBuilder& to_;
  types::TypePool pool_;
  std::set<std::string, std::less<>> copied_;  // the modules' names
  // Type parameters that name a member: K in `HTMLElementTagNameMap[K]`.
  std::set<std::uint32_t> names_of_members_;
  std::unordered_map<TypeId, TypeId> types_;
  std::unordered_map<std::uint32_t, std::uint32_t> declarations_;
  std::deque<std::uint32_t> open_declarations_;
  // The new index of the first parameter of each slice of them.
  std::unordered_map<std::uint32_t, std::uint32_t> parameters_;
  std::map<Key, TypeId> objects_;
  std::map<Key, Slice> member_slices_;
  std::map<Key, Slice> parameter_slices_;
  std::map<Key, Slice> signature_slices_;
  std::map<Key, Slice> list_slices_;
};

}  // namespace asynclint::apis
