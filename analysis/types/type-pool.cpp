#include "types/type-pool.h"

#include <algorithm>

namespace asynclint::types {
namespace {

// A union of more different types than this says nothing.
constexpr std::size_t widest_union = 256;
// Of more strings than this, which they are does not matter.
constexpr std::ptrdiff_t most_literals = 8;

std::size_t mixed(std::size_t hash, std::uint64_t with) {
  hash ^= with + 0x9e3779b97f4a7c15ULL + (hash << 6U) + (hash >> 2U);
  return hash;
}

}  // namespace

std::size_t TypePool::KeyHash::operator()(const Key& key) const {
  return mixed(mixed(static_cast<std::size_t>(key.kind), key.a), key.b) * 0xff51afd7ed558ccdULL;
}

std::size_t TypePool::NumbersHash::operator()(const Numbers& numbers) const {
  std::size_t hash = numbers.size();
  for (const std::uint32_t number : numbers) hash = mixed(hash, number);
  return hash;
}

TypeId TypePool::node(TypeKind kind, std::uint32_t a, std::uint32_t b) {
  const auto [known, is_new] = nodes_.try_emplace({kind, a, b}, 0);
  if (is_new) known->second = to_.add(kind, a, b);
  return known->second;
}

TypeId TypePool::union_of(std::span<const TypeId> types) {
  Numbers different;
  TypeId never = 0;
  const auto is_literal = [&](TypeId type) {
    const TypeNode& node = to_.view().type(type);
    return node.kind == TypeKind::plain && node.a != 0;
  };
  const bool has_any_string = std::ranges::any_of(
      types, [&](TypeId type) { return to_.view().type(type).kind == TypeKind::plain && !is_literal(type); });
  const bool is_wide = has_any_string || std::ranges::count_if(types, is_literal) > most_literals;
  for (TypeId type : types) {
    if (is_wide && is_literal(type)) type = plain();
    // What may be anything is anything.
    if (type == 0) return 0;
    if (to_.view().type(type).kind == TypeKind::never) {
      never = type;
      continue;
    }
    if (std::ranges::find(different, type) != different.end()) continue;
    if (different.size() == widest_union) return 0;
    different.push_back(type);
  }
  if (different.empty()) return never;
  if (different.size() == 1) return different.front();
  const Slice members = list(different);
  return node(TypeKind::union_, members.first, members.count);
}

TypeId TypePool::intersection_of(std::span<const TypeId> types) {
  Numbers different;
  for (const TypeId type : types)
    if (type != 0 && different.size() < widest_union && std::ranges::find(different, type) == different.end())
      different.push_back(type);
  if (different.empty()) return 0;
  if (different.size() == 1) return different.front();
  const Slice members = list(different);
  return node(TypeKind::intersection, members.first, members.count);
}

TypeId TypePool::reference(std::uint32_t declaration, std::span<const TypeId> arguments) {
  return node(TypeKind::reference, declaration, slice(arguments));
}

TypeId TypePool::question(const Question& question, std::span<const TypeId> arguments) {
  Numbers key{to_.name(question.specifier), static_cast<std::uint32_t>(question.syntax), question.is_type ? 1U : 0U};
  for (const std::string_view part : question.path) key.push_back(to_.name(part));
  const auto [known, is_new] = questions_.try_emplace(key, 0);
  if (is_new) {
    Import import;
    import.specifier = key[0];
    import.syntax = question.syntax;
    import.is_type = question.is_type;
    import.path = list(std::span(key).subspan(3));
    known->second = to_.add_import_question(import);
  }
  const TypeKind kind = question.specifier.empty() ? TypeKind::global : TypeKind::imported;
  return node(kind, known->second, slice(arguments));
}

Slice TypePool::list(std::span<const std::uint32_t> items) {
  const auto [known, is_new] = lists_.try_emplace(Numbers(items.begin(), items.end()), Slice{});
  if (is_new) known->second = to_.add_list(items);
  return known->second;
}

std::uint32_t TypePool::slice(std::span<const std::uint32_t> items) {
  if (items.empty()) return 0;
  const auto [known, is_new] = slices_.try_emplace(Numbers(items.begin(), items.end()), 0);
  if (is_new) known->second = to_.add_slice(items);
  return known->second;
}

}  // namespace asynclint::types
