// The inside of DeclarationReader: names, type expressions and declarations of one or several texts.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "syntax/views.h"
#include "text/line-index.h"
#include "types/declaration-reader.h"
#include "types/declared-names.h"
#include "types/object-parts.h"
#include "types/type-pool.h"

namespace asynclint::types {

// A type of a comment as TypeScript writes it.
[[nodiscard]] std::string translated_comment(std::string_view text);
// What `@typedef` and `@callback` declare in the comments of a source, as TypeScript writes it, each on its own line.
[[nodiscard]] std::string declarations_in_comments(const syntax::Tree& tree);

class DeclarationReader::Reader {
 public:
  Reader(TextForm form, TypeBuilder& to, LocalTypes* local, bool is_world);

  void add(const syntax::Tree& tree, std::string_view specifier);
  void read();
  TypeId type_of(syntax::Node annotation);
  TypeId type_of_text(std::string_view text, syntax::Node place);
  Signature signature_of(syntax::Node function);
  std::vector<Export> exported_types();
  TypeId value_named(std::string_view name);

 private:
  using Node = syntax::Node;

  // What a path of names leads to: a declaration of these texts and the names that are left, a module of these texts,
  // or a question to other modules.
  struct Target {
    SymbolId symbol = nowhere;
    ContainerId module = nowhere;
    bool is_question = false;
    std::string_view specifier = {};
    ImportSyntax syntax = ImportSyntax::import_;
    std::vector<std::string_view> path = {};  // what is left, or the question's
  };

  // Whether what is not in these texts is not to be asked elsewhere, either.
  [[nodiscard]] bool is_world() const { return is_world_; }

  // --- Names (type-names.cpp)
  [[nodiscard]] Target look_up(std::span<const std::string_view> path, const Scope* from, bool wants_type,
                               int depth = 0);
  [[nodiscard]] Target settled(SymbolId id, std::span<const std::string_view> rest, bool wants_type, int depth);
  [[nodiscard]] Target in_module(ContainerId id, std::span<const std::string_view> path, bool wants_type, int depth);
  [[nodiscard]] Target in_container(ContainerId id, std::span<const std::string_view> path, bool wants_type, int depth);
  [[nodiscard]] bool leads_on(const Symbol& symbol, bool is_last, bool wants_type) const;
  [[nodiscard]] TypeId named_type(std::span<const std::string_view> path, const std::vector<TypeId>& arguments,
                                  const Scope* scope);
  [[nodiscard]] TypeId type_of_target(const Target& target, const std::vector<TypeId>& arguments);
  [[nodiscard]] TypeId value_of_target(const Target& target);
  [[nodiscard]] TypeId type_of_symbol(SymbolId id, const std::vector<TypeId>& arguments);
  [[nodiscard]] TypeId value_of_symbol(SymbolId id);
  [[nodiscard]] TypeId built_in(std::string_view name, const std::vector<TypeId>& arguments, bool& found);

  // --- Type expressions (type-syntax.cpp)
  [[nodiscard]] TypeId type(Node node, const Scope* scope);
  [[nodiscard]] TypeId type_inside(Node node, const Scope* scope);
  [[nodiscard]] TypeId combined(Node node, const Scope* scope);
  [[nodiscard]] TypeId reference(Node name, Node arguments, const Scope* scope);
  [[nodiscard]] std::vector<TypeId> types_of(Node list, const Scope* scope);
  [[nodiscard]] TypeId tuple(Node node, const Scope* scope);
  [[nodiscard]] TypeId looked_up(Node node, const Scope* scope);
  [[nodiscard]] TypeId conditional(Node node, const Scope* scope);
  [[nodiscard]] TypeId mapped(Node signature, const Scope* scope);
  [[nodiscard]] bool is_list(TypeId type) const;
  [[nodiscard]] TypeId query(Node node, const Scope* scope);
  [[nodiscard]] TypeId of_import_type(Node node, bool is_type);

  // --- Members and signatures (type-members.cpp)
  [[nodiscard]] TypeId object_type(Node node, const Scope* scope);
  [[nodiscard]] TypeId function_type(Node node, const Scope* scope, bool is_construction);
  void add_members(Node body, const Scope* scope, ObjectParts& to);
  void add_class_members(Node body, const Scope* scope, ObjectParts& instance, ObjectParts& own,
                         std::vector<Signature>& constructors);
  void add_method(Node node, std::string_view name, const Scope* scope, ObjectParts& to);
  [[nodiscard]] Signature signature(Node node, const Scope* scope);
  [[nodiscard]] Slice parameters(Node list, const Scope* scope);
  void add_parameter(Node node, const Scope* scope, std::vector<Parameter>& to);
  [[nodiscard]] TypeId result(Node node, const Scope* scope);
  [[nodiscard]] Slice type_parameters(Node list, Scope& into);

  // --- Declarations (declarations.cpp)
  void fill(SymbolId id);
  void add_class(Node node, const Scope* scope, SymbolId id, Slice parameters, ObjectParts& instance, ObjectParts& own);
  void add_base(Node clause, const Scope* scope, ObjectParts& instance, ObjectParts& own);
  void add_namespace_values(ContainerId inside, ObjectParts& own);
  [[nodiscard]] TypeId type_of_variable(Node declarator, const Scope* scope);
  [[nodiscard]] std::vector<Export> exports_of(ContainerId id);
  [[nodiscard]] Export export_of(std::string_view name, const Target& value, const Target& type);
  [[nodiscard]] Slice sorted(std::vector<Export> exports);
  void add_starred(ContainerId id, std::vector<Export>& to, int depth);
  void write_module(ContainerId id, std::uint32_t index);

  // --- Places (scopes-of-places.cpp)
  [[nodiscard]] const Scope* scope_at(Node place);
  [[nodiscard]] std::uint32_t line_of(Node node);

  static constexpr int deepest_type = 48;
  static constexpr int deepest_look_up = 16;

  TextForm form_;
  TypeBuilder& to_;
  TypePool pool_;
  LocalTypes* local_;
  bool is_world_;
  DeclaredNames names_;
  // In the order in which they were added; the first is the file itself.
  std::vector<std::pair<const syntax::Tree*, const Scope*>> trees_;
  // Of a text whose lines somebody has asked for.
  std::vector<std::pair<const syntax::Tree*, std::optional<LineIndex>>> lines_;
  std::size_t last_lines_ = 0;
  std::deque<Scope> scopes_;
  std::unordered_map<std::uint64_t, const Scope*> place_scopes_;
  std::unordered_map<std::uint64_t, TypeId> known_types_;
  std::unordered_map<std::uint64_t, Slice> known_parameters_;
  // Reads what comments of a source declare.
  void add_comments(const syntax::Tree& tree, const Scope* scope);

  std::vector<std::unique_ptr<syntax::Tree>> little_trees_;
  // What comments declare.
  const syntax::Tree* comment_tree_ = nullptr;
  std::deque<std::string> little_texts_;
  // What comments give as types, by the scope that they were read in.
  std::map<std::pair<std::string, const Scope*>, TypeId> texts_in_comments_;
  // While a text of a comment is read.
  bool is_comment_ = false;
  int depth_ = 0;
};

}  // namespace asynclint::types
