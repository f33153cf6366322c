// Typed views of imports and exports.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "syntax/view.h"

namespace asynclint::syntax {

// `a`, `a as b` in an import.
class ImportSpecifier : public ViewOf<ImportSpecifier, Kind::import_specifier> {
 public:
  // As the other module calls it: a name, or a string.
  [[nodiscard]] Node imported() const { return node().child(Field::name); }
  [[nodiscard]] Node local() const;
};

class ImportStatement : public ViewOf<ImportStatement, Kind::import_statement> {
 public:
  // The string behind `from`.
  [[nodiscard]] Node source() const;
  // The name that the default export gets here.
  [[nodiscard]] Node default_name() const;
  // The name behind `* as`.
  [[nodiscard]] Node namespace_name() const;
  [[nodiscard]] std::vector<ImportSpecifier> specifiers() const;
  // `import type`, which is gone when the program runs.
  [[nodiscard]] bool is_type_only() const { return static_cast<bool>(node().child(Kind::kw_type)); }
};

// `a`, `a as b` in an export.
class ExportSpecifier : public ViewOf<ExportSpecifier, Kind::export_specifier> {
 public:
  [[nodiscard]] Node local() const { return node().child(Field::name); }
  // As other modules call it.
  [[nodiscard]] Node exported() const;
};

class ExportStatement : public ViewOf<ExportStatement, Kind::export_statement> {
 public:
  // The function, class or variables that are declared and exported in one.
  [[nodiscard]] Node declaration() const { return node().child(Field::declaration); }
  // The expression behind `export default`.
  [[nodiscard]] Node value() const { return node().child(Field::value); }
  [[nodiscard]] bool is_default() const { return static_cast<bool>(node().child(Kind::kw_default)); }
  // The string behind `from`.
  [[nodiscard]] Node source() const { return node().child(Field::source); }
  [[nodiscard]] std::vector<ExportSpecifier> specifiers() const;
  // `export *`, with a name or without.
  [[nodiscard]] bool is_everything() const;
  // The name that `export * as name` gives to everything: an identifier, a string, or the word `default`.
  [[nodiscard]] Node name_of_everything() const;
};

}  // namespace asynclint::syntax
