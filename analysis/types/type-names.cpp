// What names mean as types and as values: declarations of the texts, what they import, what everybody has.
#include <algorithm>
#include <array>

#include "types/import-names.h"
#include "types/reader.h"

namespace asynclint::types {
namespace {

enum class BuiltIn : std::uint8_t {
  unknown,
  plain,
  promise,
  array,
  set,
  map,
  iterator,
  stream,
  first,   // the same as its first argument, as far as it matters here
  record,  // an object with any members of the second argument
  list,    // an array of nobody knows what
  awaited,
  result,
  instance,
};

struct Entry {
  std::string_view name;
  BuiltIn meaning;
};

// Sorted by name. They count where no file but those of everybody's globals declares the name.
constexpr std::array entries{
    Entry{"Array", BuiltIn::array},
    Entry{"ArrayIterator", BuiltIn::iterator},
    Entry{"AsyncGenerator", BuiltIn::stream},
    Entry{"AsyncIterable", BuiltIn::stream},
    Entry{"AsyncIterableIterator", BuiltIn::stream},
    Entry{"AsyncIterator", BuiltIn::stream},
    Entry{"AsyncIteratorObject", BuiltIn::stream},
    Entry{"Awaited", BuiltIn::awaited},
    Entry{"BigInt", BuiltIn::plain},
    Entry{"Boolean", BuiltIn::plain},
    Entry{"Capitalize", BuiltIn::plain},
    Entry{"ConcatArray", BuiltIn::array},
    Entry{"ConstructorParameters", BuiltIn::list},
    Entry{"Exclude", BuiltIn::unknown},
    Entry{"Extract", BuiltIn::unknown},
    Entry{"Function", BuiltIn::unknown},
    Entry{"Generator", BuiltIn::iterator},
    Entry{"InstanceType", BuiltIn::instance},
    Entry{"Iterable", BuiltIn::iterator},
    Entry{"IterableIterator", BuiltIn::iterator},
    Entry{"Iterator", BuiltIn::iterator},
    Entry{"IteratorObject", BuiltIn::iterator},
    Entry{"Lowercase", BuiltIn::plain},
    Entry{"Map", BuiltIn::map},
    Entry{"MapIterator", BuiltIn::iterator},
    Entry{"NoInfer", BuiltIn::first},
    Entry{"NonNullable", BuiltIn::first},
    Entry{"Number", BuiltIn::plain},
    Entry{"Object", BuiltIn::unknown},
    Entry{"Omit", BuiltIn::first},
    Entry{"OmitThisParameter", BuiltIn::first},
    Entry{"Parameters", BuiltIn::list},
    Entry{"Partial", BuiltIn::first},
    Entry{"Pick", BuiltIn::first},
    Entry{"Promise", BuiltIn::promise},
    Entry{"PromiseLike", BuiltIn::promise},
    Entry{"PropertyKey", BuiltIn::plain},
    Entry{"ReadableStreamAsyncIterator", BuiltIn::stream},
    Entry{"Readonly", BuiltIn::first},
    Entry{"ReadonlyArray", BuiltIn::array},
    Entry{"ReadonlyMap", BuiltIn::map},
    Entry{"ReadonlySet", BuiltIn::set},
    Entry{"Record", BuiltIn::record},
    Entry{"Required", BuiltIn::first},
    Entry{"ReturnType", BuiltIn::result},
    Entry{"Set", BuiltIn::set},
    Entry{"SetIterator", BuiltIn::iterator},
    Entry{"String", BuiltIn::plain},
    Entry{"Symbol", BuiltIn::plain},
    Entry{"ThisParameterType", BuiltIn::unknown},
    Entry{"ThisType", BuiltIn::unknown},
    Entry{"Uncapitalize", BuiltIn::plain},
    Entry{"Uppercase", BuiltIn::plain},
    Entry{"WeakMap", BuiltIn::map},
};
static_assert(std::ranges::is_sorted(entries, {}, &Entry::name));

using Path = std::vector<std::string_view>;

Path joined(std::span<const std::string_view> first, std::span<const std::string_view> second) {
  Path path(first.begin(), first.end());
  path.insert(path.end(), second.begin(), second.end());
  return path;
}

}  // namespace

// Whether a name has the meaning that is asked for, or can have names behind it.
bool DeclarationReader::Reader::leads_on(const Symbol& symbol, bool is_last, bool wants_type) const {
  if (symbol.form != SymbolForm::declared) return true;
  if (is_last) return wants_type ? symbol.has_type : symbol.has_value;
  return symbol.inside != nowhere || symbol.is_enum || (!wants_type && symbol.has_value);
}

DeclarationReader::Reader::Target DeclarationReader::Reader::look_up(std::span<const std::string_view> path,
                                                                     const Scope* from, bool wants_type, int depth) {
  if (path.empty() || depth > deepest_look_up) return {};
  const Scope outermost{nullptr, names_.globals()};
  if (path[0] == "globalThis") {
    path = path.subspan(1);
    from = &outermost;
    if (path.empty()) return {};
  }
  if (const auto specifier = imported_specifier(path[0])) {
    const auto behind = path.subspan(1);
    return {.is_question = true,
            .specifier = little_texts_.emplace_back(*specifier),
            .path = {behind.begin(), behind.end()}};
  }
  for (; from != nullptr; from = from->outer) {
    if (from->container == nowhere) continue;
    const SymbolId found = names_.find(from->container, path[0]);
    if (found != nowhere && leads_on(names_.symbol(found), path.size() == 1, wants_type))
      return settled(found, path.subspan(1), wants_type, depth + 1);
  }
  return {.is_question = true, .path = {path.begin(), path.end()}};
}

DeclarationReader::Reader::Target DeclarationReader::Reader::settled(SymbolId id,
                                                                     std::span<const std::string_view> rest,
                                                                     bool wants_type, int depth) {
  const Symbol& symbol = names_.symbol(id);
  if (depth > deepest_look_up) return {};
  if (symbol.form == SymbolForm::alias) {
    const Path path = joined(symbol.path, rest);
    return look_up(path, symbol.scope, wants_type, depth + 1);
  }
  if (symbol.form == SymbolForm::imported) {
    Path path = joined(symbol.path, rest);
    const ContainerId module = is_world() ? names_.module_named(symbol.specifier) : nowhere;
    if (module != nowhere) return in_module(module, path, wants_type, depth + 1);
    return {.is_question = true, .specifier = symbol.specifier, .syntax = symbol.syntax, .path = std::move(path)};
  }
  if (rest.empty()) return {.symbol = id};
  if (symbol.inside != nowhere) {
    Target inside = in_container(symbol.inside, rest, wants_type, depth + 1);
    if (inside.symbol != nowhere || inside.is_question || inside.module != nowhere) return inside;
  }
  if (wants_type && symbol.is_enum) return {.symbol = id};
  if (!wants_type && symbol.has_value) return {.symbol = id, .path = {rest.begin(), rest.end()}};
  // What everybody sees may have more to it than these texts say.
  if (symbol.container == names_.globals() && !is_world())
    return {.is_question = true, .path = joined(std::span(&symbol.name, 1), rest)};
  return {};
}

DeclarationReader::Reader::Target DeclarationReader::Reader::in_container(ContainerId id,
                                                                          std::span<const std::string_view> path,
                                                                          bool wants_type, int depth) {
  if (depth > deepest_look_up) return {};
  const Container& container = names_.container(id);
  const SymbolId found = names_.find(id, path[0]);
  if (found != nowhere && leads_on(names_.symbol(found), path.size() == 1, wants_type))
    return settled(found, path.subspan(1), wants_type, depth + 1);
  for (const ExportEntry& entry : container.exports) {
    if (entry.name != path[0] || entry.expression) continue;
    const Path onward = joined(entry.path, path.subspan(1));
    if (entry.specifier.empty()) return look_up(onward, entry.scope, wants_type, depth + 1);
    const ContainerId module = is_world() ? names_.module_named(entry.specifier) : nowhere;
    if (module != nowhere) return in_module(module, onward, wants_type, depth + 1);
    return {.is_question = true, .specifier = entry.specifier, .path = onward};
  }
  return {};
}

DeclarationReader::Reader::Target DeclarationReader::Reader::in_module(ContainerId id,
                                                                       std::span<const std::string_view> path,
                                                                       bool wants_type, int depth) {
  if (depth > deepest_look_up) return {};
  const Container& module = names_.container(id);
  if (!module.whole.empty()) {
    const auto rest = !path.empty() && path[0] == "default" ? path.subspan(1) : path;
    return look_up(joined(module.whole, rest), module.whole_scope, wants_type, depth + 1);
  }
  if (path.empty()) return {.module = id};
  Target own = in_container(id, path, wants_type, depth + 1);
  if (own.symbol != nowhere || own.is_question || own.module != nowhere) return own;
  for (const std::string_view star : module.stars) {
    const ContainerId other = names_.module_named(star);
    if (other == nowhere) continue;
    Target found = in_module(other, path, wants_type, depth + 1);
    if (found.symbol != nowhere || found.is_question || found.module != nowhere) return found;
  }
  // A built-in module is its own default export.
  return path[0] == "default" ? in_module(id, path.subspan(1), wants_type, depth + 1) : Target{};
}

TypeId DeclarationReader::Reader::type_of_symbol(SymbolId id, const std::vector<TypeId>& arguments) {
  const Symbol& symbol = names_.symbol(id);
  if (symbol.is_code_class) {
    for (const Declared& one : symbol.declared)
      if (syntax::is_class_kind(one.node.kind())) return local_ == nullptr ? 0 : local_->instance(one.node);
  }
  if (symbol.is_enum) return pool_.plain();
  return pool_.reference(symbol.declaration, arguments);
}

TypeId DeclarationReader::Reader::value_of_symbol(SymbolId id) {
  return pool_.node(TypeKind::value_of, names_.symbol(id).declaration);
}

TypeId DeclarationReader::Reader::type_of_target(const Target& target, const std::vector<TypeId>& arguments) {
  if (target.symbol != nowhere) return type_of_symbol(target.symbol, arguments);
  if (target.module != nowhere) return pool_.question({.specifier = names_.container(target.module).specifier});
  if (!target.is_question) return 0;
  return pool_.question({.specifier = target.specifier, .path = target.path, .syntax = target.syntax, .is_type = true},
                        arguments);
}

TypeId DeclarationReader::Reader::value_of_target(const Target& target) {
  if (target.symbol != nowhere) {
    TypeId value = value_of_symbol(target.symbol);
    for (const std::string_view name : target.path) value = pool_.member(value, name);
    return value;
  }
  if (target.module != nowhere) return pool_.question({.specifier = names_.container(target.module).specifier});
  if (!target.is_question) return 0;
  return pool_.question({.specifier = target.specifier, .path = target.path, .syntax = target.syntax});
}

// A name that the language or everybody's globals give a meaning of its own here.
TypeId DeclarationReader::Reader::built_in(std::string_view name, const std::vector<TypeId>& arguments, bool& found) {
  found = true;
  if (name == "bigint") return pool_.plain();
  if (name == "undefined" || name == "null") return pool_.nothing();
  const auto entry = std::ranges::lower_bound(entries, name, {}, &Entry::name);
  found = entry != entries.end() && entry->name == name;
  if (!found) return 0;
  const auto argument = [&](std::size_t n) { return n < arguments.size() ? arguments[n] : TypeId{0}; };
  const TypeId first = argument(0);
  switch (entry->meaning) {
    case BuiltIn::unknown: return 0;
    case BuiltIn::plain: return pool_.plain();
    case BuiltIn::promise: return pool_.node(TypeKind::promise, first, name == "PromiseLike" ? promise_flag::like : 0);
    case BuiltIn::array: return pool_.node(TypeKind::array, first);
    case BuiltIn::set: return pool_.node(TypeKind::set, first);
    case BuiltIn::map: return pool_.node(TypeKind::map, first, argument(1));
    case BuiltIn::iterator: return pool_.node(TypeKind::iterator, first);
    case BuiltIn::stream: return pool_.node(TypeKind::stream, first);
    case BuiltIn::first: return first;
    case BuiltIn::list: return pool_.node(TypeKind::array, 0);
    case BuiltIn::awaited: return first == 0 ? 0 : pool_.node(TypeKind::awaited, first);
    case BuiltIn::result: return first == 0 ? 0 : pool_.node(TypeKind::result_of, first);
    case BuiltIn::instance: return first == 0 ? 0 : pool_.node(TypeKind::instance_of, first);
    case BuiltIn::record: {
      ObjectParts parts;
      parts.add_index(argument(1));
      return parts.build(pool_);
    }
  }
  return 0;
}

TypeId DeclarationReader::Reader::named_type(std::span<const std::string_view> path,
                                             const std::vector<TypeId>& arguments, const Scope* scope) {
  if (path.empty()) return 0;
  if (path.size() == 1)
    for (const Scope* at = scope; at != nullptr; at = at->outer)
      for (const auto& [name, type] : at->types)
        if (name == path[0]) return type;
  const Target target = look_up(path, scope, true);
  const bool is_global = target.symbol != nowhere ? names_.symbol(target.symbol).container == names_.globals()
                                                  : target.is_question && target.specifier.empty();
  if (path.size() == 1 && is_global) {
    // `Object<string, Store>` in a comment.
    const bool is_record = is_comment_ && path[0] == "Object" && arguments.size() == 2;
    bool found = false;
    const TypeId type = built_in(is_record ? "Record" : path[0], arguments, found);
    if (found) return type;
  }
  return type_of_target(target, arguments);
}

}  // namespace asynclint::types
