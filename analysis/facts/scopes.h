// The lexical scopes of one unit and what they declare. All places are relative to the unit, so that its scopes stay
// what they are while the text around the unit changes.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "syntax/tree.h"

namespace asynclint {

enum class DeclarationKind : std::uint8_t {
  var,
  let,
  constant,
  function,
  class_,
  parameter,
  caught,    // the parameter of a catch clause
  import_,   // default, named or namespace
  own_name,  // the name of a function or class expression, inside it
  other,     // TypeScript's enums and namespaces
};

struct Declaration {
  std::uint32_t hash;
  Span name;  // bytes, from the start of the unit
  // The record that declares: a declarator, function, class, import specifier, the list of parameters, a loop, a catch
  // clause.
  std::uint32_t owner;
  // The identifier's record; the owner's where the name lies in another unit.
  std::uint32_t identifier;
  DeclarationKind kind;
};

struct Scope {
  std::uint32_t record;  // that opens the scope
  std::uint32_t first;   // in the unit's declarations
  std::uint32_t count;
  std::uint32_t outer;  // the scope around it, in the unit's; 0 when there is none in the unit
};

struct UnitScopes {
  // Sorted by record. The first is what a top-level statement declares for the whole program; its record is not used.
  std::vector<Scope> scopes;
  // Grouped by scope, sorted by hash within one.
  std::vector<Declaration> declarations;

  // The scope that a record opens, or null.
  [[nodiscard]] const Scope* opened_by(std::uint32_t record) const;
  // The innermost scope that a record opens or lies in, in `scopes`; 0 when there is none in the unit.
  [[nodiscard]] std::uint32_t around(std::span<const syntax::Record> records, std::uint32_t record) const;
  [[nodiscard]] const Scope& outside() const { return scopes.front(); }
};

enum class Mode : std::uint8_t { sloppy, strict };

// Whether the code around a unit is strict.
[[nodiscard]] bool is_strict_around(const syntax::Tree& tree, syntax::UnitId unit, Mode mode);

// `mode` is that of the whole text; functions and classes in it may be strict by themselves.
[[nodiscard]] UnitScopes build_scopes(const syntax::Tree& tree, syntax::UnitId unit, Mode mode);

}  // namespace asynclint
