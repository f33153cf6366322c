// Which names files declare, and where: each file, namespace, ambient module and block is a container of symbols, in
// which all declarations of a name lie together, as TypeScript merges them. Nothing is read of the types yet.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "syntax/views.h"
#include "types/declaration-reader.h"

namespace asynclint::types {

using ContainerId = std::uint32_t;
using SymbolId = std::uint32_t;
inline constexpr std::uint32_t nowhere = UINT32_MAX;

// What names mean at a place, from the inside out.
struct Scope {
  const Scope* outer = nullptr;
  ContainerId container = nowhere;
  // Type parameters, and what a conditional or mapped type names.
  std::vector<std::pair<std::string_view, TypeId>> types = {};
  // Of `[K in keyof T]`: K and T, for `T[K]`.
  std::string_view key = {};
  std::string_view mapped_over = {};
};

// One of the declarations of a name, and what the names in it mean.
struct Declared {
  syntax::Node node;
  const Scope* scope = nullptr;
};

enum class SymbolForm : std::uint8_t {
  declared,
  imported,  // brought in from another module
  alias,     // `import a = b.c`
};

struct Symbol {
  std::string_view name;
  ContainerId container = nowhere;
  SymbolForm form = SymbolForm::declared;
  bool is_exported = false;
  bool has_value = false;
  bool has_type = false;
  bool is_enum = false;
  bool is_code_class = false;           // of a source, not of a declaration
  std::vector<Declared> declared;       // declarations, of variables the declarators
  ContainerId inside = nowhere;         // of a namespace
  std::uint32_t declaration = nowhere;  // in the builder
  // What is brought in, and for an alias the names that it stands for.
  std::string_view specifier;
  std::vector<std::string_view> path;
  const Scope* scope = nullptr;  // where an alias stands
  ImportSyntax syntax = ImportSyntax::import_;
};

// What an export statement says that declares nothing.
struct ExportEntry {
  std::string_view name = {};
  std::vector<std::string_view> path = {};  // in the scope, or from the specifier on
  const Scope* scope = nullptr;
  std::string_view specifier = {};
  syntax::Node expression = {};  // of `export default`, where it is no name
};

enum class ContainerKind : std::uint8_t { globals, file, module, namespace_, block };

struct Container {
  ContainerKind kind = ContainerKind::file;
  std::string qualifier;       // of a namespace: "A.B."
  std::string_view specifier;  // of a module
  std::vector<SymbolId> symbols;
  std::unordered_map<std::string_view, SymbolId> by_name;
  std::vector<ExportEntry> exports;
  std::vector<std::string_view> stars;
  std::vector<std::string_view> whole;  // the names behind `export =`; the first is empty when it is none
  const Scope* whole_scope = nullptr;
  std::string_view global_name;  // of `export as namespace`
};

class DeclaredNames {
 public:
  DeclaredNames(TextForm form, TypeBuilder& to);

  // The containers of what every module sees; its declarations are those of scripts and of `declare global`.
  [[nodiscard]] ContainerId globals() const { return 0; }
  // Collects what a tree declares; the scope of its top level, whose container is globals() for a script.
  const Scope* collect(const syntax::Tree& tree, std::string_view specifier);
  // More types of a file, which it exports, as far as their names are free.
  void collect_more(const syntax::Tree& tree, const Scope* scope);
  // The scope of a block of a source; the outer one where it declares no types.
  const Scope* collect_block(syntax::Node block, const Scope* outer);

  [[nodiscard]] const Symbol& symbol(SymbolId id) const { return symbols_[id]; }
  [[nodiscard]] const Container& container(ContainerId id) const { return containers_[id]; }
  [[nodiscard]] std::size_t symbol_count() const { return symbols_.size(); }
  [[nodiscard]] std::size_t container_count() const { return containers_.size(); }
  // The one with this name in a container itself.
  [[nodiscard]] SymbolId find(ContainerId container, std::string_view name) const;
  [[nodiscard]] ContainerId module_named(std::string_view specifier) const;

 private:
  // How a declaration stands there.
  struct Place {
    const Scope* scope = nullptr;
    bool is_exported = false;
    bool is_ambient = false;
    bool exports_all = false;  // what is only declared is exported
    std::uint32_t depth = 0;
  };

  void statements(syntax::Node list, Place place);
  void statement(syntax::Node node, Place place);
  void exported(syntax::Node node, Place place);
  void imported(syntax::Node node, Place place);
  void alias(syntax::Node node, Place place);
  void variables(syntax::Node node, Place place);
  void required(syntax::Node node, Place place);
  void ambient(syntax::Node node, Place place);
  void namespace_of(syntax::Node node, Place place);
  void bring_in(std::string_view name, std::string_view specifier, std::vector<std::string_view> path,
                ImportSyntax syntax, Place place);
  SymbolId declare(std::string_view name, syntax::Node node, Place place);
  ContainerId new_container(ContainerKind kind);
  ContainerId module_container(std::string_view specifier);
  const Scope* new_scope(const Scope* outer, ContainerId container);
  ContainerId inside_of(SymbolId id);
  Container& at(Place place) { return containers_[place.scope->container]; }

  TextForm form_;
  TypeBuilder& to_;
  std::deque<Container> containers_;
  std::deque<Symbol> symbols_;
  std::deque<Scope> scopes_;
  const Scope* outermost_ = nullptr;
  std::unordered_map<std::string_view, ContainerId> modules_;
};

// `a.b.c` as its names, of an expression or of a type's name; none when it is something else.
[[nodiscard]] std::vector<std::string_view> names_of(syntax::Node entity);

}  // namespace asynclint::types
