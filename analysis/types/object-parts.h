// An object type being put together: members of several declarations, with overloads of one name in one.
#pragma once

#include <unordered_map>
#include <vector>

#include "types/type-pool.h"

namespace asynclint::types {

class ObjectParts {
 public:
  // What is not called: a property or an accessor. The first of a name counts.
  void add_property(NameId name, TypeId type, std::uint32_t line, std::uint8_t flags);
  void add_setter(NameId name, TypeId type, std::uint32_t line);
  // One more way to call the method of that name.
  void add_method(NameId name, const Signature& signature, std::uint8_t flags);
  void add_index(TypeId type) { indexes_.push_back(type); }

  std::vector<Signature> calls;
  std::vector<Signature> constructs;
  std::vector<TypeId> bases;

  [[nodiscard]] bool is_empty() const {
    return parts_.empty() && calls.empty() && constructs.empty() && bases.empty() && indexes_.empty();
  }
  // Writes it down.
  [[nodiscard]] TypeId build(TypePool& pool);

 private:
  struct Part {
    NameId name = 0;
    TypeId type = 0;
    std::uint32_t line = 0;
    std::uint8_t flags = 0;
    bool is_setter = false;
    std::vector<Signature> calls;
  };
  Part& part(NameId name, std::uint32_t line, std::uint8_t flags, bool& is_new);

  std::vector<Part> parts_;
  std::unordered_map<NameId, std::size_t> places_;
  std::vector<TypeId> indexes_;
};

}  // namespace asynclint::types
