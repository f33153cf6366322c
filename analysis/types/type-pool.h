// Types that are written down once, however often they are asked for.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "types/type-builder.h"

namespace asynclint::types {

// Writes into a builder, which must outlive it.
class TypePool {
 public:
  explicit TypePool(TypeBuilder& to) : to_(to) {}

  [[nodiscard]] TypeBuilder& builder() { return to_; }
  TypeId node(TypeKind kind, std::uint32_t a = 0, std::uint32_t b = 0);
  TypeId plain() { return node(TypeKind::plain); }
  // The type of one certain string.
  TypeId literal(std::string_view text) { return node(TypeKind::plain, to_.name(text)); }
  TypeId nothing() { return node(TypeKind::nothing); }
  // Without what occurs twice, `never`, and beyond a bound unknown; many strings are any string.
  TypeId union_of(std::span<const TypeId> types);
  TypeId intersection_of(std::span<const TypeId> types);
  TypeId reference(std::uint32_t declaration, std::span<const TypeId> arguments = {});
  TypeId member(TypeId object, std::string_view name) { return node(TypeKind::member_of, object, to_.name(name)); }
  // A question to another module, or with an empty specifier to everybody's globals.
  struct Question {
    std::string_view specifier;
    std::span<const std::string_view> path = {};
    ImportSyntax syntax = ImportSyntax::import_;
    bool is_type = false;
  };
  TypeId question(const Question& question, std::span<const TypeId> arguments = {});

 private:
  struct Key {
    TypeKind kind;
    std::uint32_t a;
    std::uint32_t b;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };
  // A list of ids, or of the NameIds of a question's path with all that is asked.
  using Numbers = std::vector<std::uint32_t>;
  struct NumbersHash {
    std::size_t operator()(const Numbers& numbers) const;
  };

  Slice list(std::span<const std::uint32_t> items);
  std::uint32_t slice(std::span<const std::uint32_t> items);

  TypeBuilder& to_;
  std::unordered_map<Key, TypeId, KeyHash> nodes_;
  std::unordered_map<Numbers, Slice, NumbersHash> lists_;
  std::unordered_map<Numbers, std::uint32_t, NumbersHash> slices_;
  std::unordered_map<Numbers, std::uint32_t, NumbersHash> questions_;
};

}  // namespace asynclint::types
