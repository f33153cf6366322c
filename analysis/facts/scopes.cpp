#include "facts/scopes.h"

#include <algorithm>

#include "facts/names.h"
#include "syntax/views.h"

namespace asynclint {
namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;
using syntax::Record;

// Code inside more nodes than this is nobody's, and looking through them all would cost time beyond proportion.
constexpr int most_ancestors = 1000;
// A pattern nested deeper than this is nobody's code.
constexpr int deepest_pattern = 200;

// Whether code in a node is strict by itself: a class, or a body or program that begins with 'use strict'.
bool begins_strict(Node node) {
  if (syntax::is_class_kind(node.kind())) return true;
  if (!node.is(Kind::statement_block, Kind::program)) return false;
  const Node directive = node.named_child(0);
  return directive.is(Kind::expression_statement) && syntax::string_value(directive.named_child(0)) == "use strict";
}

class ScopeBuilder {
 public:
  ScopeBuilder(const syntax::Tree& tree, syntax::UnitId unit, Mode mode)
      : tree_(tree), unit_(unit), mode_(mode), records_(tree.records(unit)) {}

  UnitScopes build() {
    open_.push_back(
        {static_cast<std::uint32_t>(records_.size()), add_scope(0), true, is_strict_around(tree_, unit_, mode_)});
    for (std::uint32_t i = 0; i < records_.size(); ++i) {
      while (i >= open_.back().end) open_.pop_back();
      visit(i);
    }
    return finish();
  }

 private:
  struct Open {
    std::uint32_t end;  // one past the last record of the scope
    std::uint32_t scope;
    bool takes_var;
    bool is_strict;
  };
  struct Found {
    std::uint32_t scope;
    Declaration declaration;
  };

  std::uint32_t add_scope(std::uint32_t record) {
    scopes_.push_back({record, 0, 0, open_.empty() ? 0 : open_.back().scope});
    return static_cast<std::uint32_t>(scopes_.size() - 1);
  }

  enum class Vars : std::uint8_t { stay, pass };

  void open(std::uint32_t record, Vars vars) {
    const bool is_strict = open_.back().is_strict || begins_strict(Node(&tree_, unit_, record));
    open_.push_back({records_[record].end, add_scope(record), vars == Vars::stay, is_strict});
  }

  void declare(DeclarationKind kind, Span name, std::uint32_t owner, std::uint32_t identifier) {
    declare_in(open_.back().scope, kind, name, owner, identifier);
  }

  void declare_in(std::uint32_t scope, DeclarationKind kind, Span name, std::uint32_t owner, std::uint32_t identifier) {
    const std::uint32_t start = tree_.units()[unit_].start;
    const auto text = slice(tree_.text(), {start + name.begin, start + name.end});
    found_.push_back({scope, {hash_name(text), name, owner, identifier, kind}});
  }

  [[nodiscard]] std::uint32_t var_scope() const {
    for (auto it = open_.rbegin(); it != open_.rend(); ++it)
      if (it->takes_var) return it->scope;
    return 0;
  }

  [[nodiscard]] std::uint32_t child(std::uint32_t record, Field field) const {
    for (std::uint32_t i = record + 1; i < records_[record].end; i = next(i))
      if (records_[i].field == field) return i;
    return 0;
  }
  [[nodiscard]] std::uint32_t child(std::uint32_t record, Kind kind) const {
    for (std::uint32_t i = record + 1; i < records_[record].end; i = next(i))
      if (records_[i].kind == kind) return i;
    return 0;
  }
  [[nodiscard]] bool has_child(std::uint32_t record, Kind kind) const { return child(record, kind) != 0; }
  [[nodiscard]] std::uint32_t next(std::uint32_t i) const { return is_other_unit(i) ? i + 1 : records_[i].end; }
  [[nodiscard]] bool is_other_unit(std::uint32_t i) const { return (records_[i].flags & syntax::flag::unit) != 0; }

  [[nodiscard]] bool is_async(std::uint32_t i) const {
    const Node node = is_other_unit(i) ? Node(&tree_, tree_.unit_at(unit_, records_[i]), 0) : Node(&tree_, unit_, i);
    return static_cast<bool>(node.child(Kind::kw_async));
  }

  // Declares every name that a pattern binds.
  void declare_pattern(std::uint32_t scope, DeclarationKind kind, std::uint32_t owner, std::uint32_t pattern,
                       int depth) {
    if (pattern == 0 || depth > deepest_pattern) return;
    const Record& record = records_[pattern];
    switch (record.kind) {
      case Kind::identifier:
      case Kind::type_identifier:  // of a class
      case Kind::shorthand_property_identifier_pattern:
        declare_in(scope, kind, {record.start, record.start + record.length}, owner, pattern);
        return;
      case Kind::array_pattern:
      case Kind::object_pattern:
      case Kind::rest_pattern:
        for (std::uint32_t i = pattern + 1; i < record.end; i = next(i))
          declare_pattern(scope, kind, owner, i, depth + 1);
        return;
      case Kind::pair_pattern: return declare_pattern(scope, kind, owner, child(pattern, Field::value), depth + 1);
      case Kind::assignment_pattern:
      case Kind::object_assignment_pattern:
        return declare_pattern(scope, kind, owner, child(pattern, Field::left), depth + 1);
      case Kind::required_parameter:
      case Kind::optional_parameter:
        return declare_pattern(scope, kind, owner, child(pattern, Field::pattern), depth + 1);
      // `namespace a.b {}` declares `a`.
      case Kind::nested_identifier:
        return declare_pattern(scope, kind, owner, child(pattern, Field::object), depth + 1);
      default: return;
    }
  }

  void declare_name(DeclarationKind kind, std::uint32_t owner) {
    if (const std::uint32_t name = child(owner, Field::name); name != 0)
      declare_pattern(open_.back().scope, kind, owner, name, 0);
  }

  // A declared function whose name may lie in a unit of its own. In sloppy code a function in a block is also a
  // variable of the function around it.
  void declare_function(std::uint32_t i) {
    Span name{};
    std::uint32_t identifier = i;
    if (is_other_unit(i)) {
      const Node node = syntax::Function::assume(Node(&tree_, tree_.unit_at(unit_, records_[i]), 0)).name();
      if (!node) return;
      const std::uint32_t start = tree_.units()[unit_].start;
      name = {node.span().begin - start, node.span().end - start};
    } else {
      identifier = child(i, Field::name);
      if (identifier == 0) return;
      name = {records_[identifier].start, records_[identifier].start + records_[identifier].length};
    }
    declare(DeclarationKind::function, name, i, identifier);
    const bool may_leak = records_[i].kind == Kind::function_declaration && !is_async(i) && !open_.back().is_strict;
    if (const std::uint32_t hoisted = var_scope(); may_leak && hoisted != open_.back().scope)
      declare_in(hoisted, DeclarationKind::function, name, i, identifier);
  }

  // An import that stands in a function is a mistake, which the grammar lets pass: its names stay inside.
  void declare_imports(std::uint32_t clause) {
    for (std::uint32_t i = clause + 1; i < records_[clause].end; i = next(i)) {
      switch (records_[i].kind) {
        case Kind::identifier: declare_pattern(open_.back().scope, DeclarationKind::import_, i, i, 0); break;
        case Kind::namespace_import:
          declare_pattern(open_.back().scope, DeclarationKind::import_, i, child(i, Kind::identifier), 0);
          break;
        case Kind::named_imports:
          for (std::uint32_t j = i + 1; j < records_[i].end; j = next(j)) {
            if (records_[j].kind != Kind::import_specifier) continue;
            const std::uint32_t alias = child(j, Field::alias);
            declare_pattern(open_.back().scope, DeclarationKind::import_, j, alias != 0 ? alias : child(j, Field::name),
                            0);
          }
          break;
        default: break;
      }
    }
  }

  void open_function(std::uint32_t i) {
    open(i, Vars::stay);
    const std::uint32_t scope = open_.back().scope;
    const Kind kind = records_[i].kind;
    if (kind == Kind::function_expression || kind == Kind::generator_function)
      declare_name(DeclarationKind::own_name, i);
    if (const std::uint32_t single = child(i, Field::parameter); single != 0)
      declare_pattern(scope, DeclarationKind::parameter, i, single, 0);
    const std::uint32_t list = child(i, Field::parameters);
    if (list == 0) return;
    for (std::uint32_t p = list + 1; p < records_[list].end; p = next(p))
      declare_pattern(scope, DeclarationKind::parameter, i, p, 0);
  }

  void visit(std::uint32_t i) {
    const Record& record = records_[i];
    switch (record.kind) {
      case Kind::function_declaration:
      case Kind::generator_function_declaration:
      case Kind::function_signature:
        declare_function(i);
        if (!is_other_unit(i) && record.kind != Kind::function_signature) open_function(i);
        return;
      case Kind::function_expression:
      case Kind::generator_function:
      case Kind::arrow_function:
      case Kind::method_definition:
        if (!is_other_unit(i)) open_function(i);
        return;
      case Kind::class_declaration:
      case Kind::abstract_class_declaration: declare_name(DeclarationKind::class_, i); [[fallthrough]];
      case Kind::class_:
        open(i, Vars::pass);
        declare_name(DeclarationKind::own_name, i);
        return;
      case Kind::statement_block: {
        const bool is_body = i != 0 && record.field == Field::body && takes_vars(records_[record.parent].kind);
        return open(i, is_body ? Vars::stay : Vars::pass);
      }
      case Kind::for_statement:
      case Kind::switch_body: return open(i, Vars::pass);
      case Kind::for_in_statement: {
        open(i, Vars::pass);
        const std::uint32_t kind = child(i, Field::kind);
        if (kind == 0) return;
        const auto declared = declaration_kind(records_[kind].kind);
        const std::uint32_t scope = declared == DeclarationKind::var ? var_scope() : open_.back().scope;
        return declare_pattern(scope, declared, i, child(i, Field::left), 0);
      }
      case Kind::catch_clause:
        open(i, Vars::pass);
        return declare_pattern(open_.back().scope, DeclarationKind::caught, i, child(i, Field::parameter), 0);
      case Kind::variable_declarator: {
        const auto kind = records_[record.parent].kind == Kind::variable_declaration ? DeclarationKind::var
                          : has_child(record.parent, Kind::kw_const)                 ? DeclarationKind::constant
                                                                                     : DeclarationKind::let;
        const std::uint32_t scope = kind == DeclarationKind::var ? var_scope() : open_.back().scope;
        return declare_pattern(scope, kind, i, child(i, Field::name), 0);
      }
      case Kind::import_clause: return declare_imports(i);
      // `import a = require("a")`
      case Kind::import_require_clause:
        return declare_pattern(open_.back().scope, DeclarationKind::import_, i, child(i, Kind::identifier), 0);
      case Kind::import_alias:
        return declare_pattern(open_.back().scope, DeclarationKind::other, i, child(i, Kind::identifier), 0);
      case Kind::enum_declaration:
      case Kind::internal_module:
      case Kind::module_: return declare_name(DeclarationKind::other, i);
      default: return;
    }
  }

  static bool takes_vars(Kind parent) {
    return syntax::is_function_kind(parent) || parent == Kind::class_static_block || parent == Kind::internal_module ||
           parent == Kind::module_;
  }

  static DeclarationKind declaration_kind(Kind keyword) {
    if (keyword == Kind::kw_var) return DeclarationKind::var;
    return keyword == Kind::kw_const ? DeclarationKind::constant : DeclarationKind::let;
  }

  UnitScopes finish() {
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      return a.scope != b.scope ? a.scope < b.scope : a.declaration.hash < b.declaration.hash;
    });
    UnitScopes result;
    result.declarations.reserve(found_.size());
    for (const Found& found : found_) {
      Scope& scope = scopes_[found.scope];
      if (scope.count++ == 0) scope.first = static_cast<std::uint32_t>(result.declarations.size());
      result.declarations.push_back(found.declaration);
    }
    // Scopes were opened in the order of their records; the outside one stays in front.
    result.scopes = std::move(scopes_);
    return result;
  }

  const syntax::Tree& tree_;
  syntax::UnitId unit_;
  Mode mode_;
  std::span<const Record> records_;
  std::vector<Scope> scopes_;
  std::vector<Open> open_;
  std::vector<Found> found_;
};

}  // namespace

const Scope* UnitScopes::opened_by(std::uint32_t record) const {
  const auto begin = scopes.begin() + 1;
  const auto found = std::lower_bound(begin, scopes.end(), record,
                                      [](const Scope& scope, std::uint32_t wanted) { return scope.record < wanted; });
  return found != scopes.end() && found->record == record ? &*found : nullptr;
}

std::uint32_t UnitScopes::around(std::span<const Record> records, std::uint32_t record) const {
  const auto after = std::upper_bound(scopes.begin() + 1, scopes.end(), record,
                                      [](std::uint32_t wanted, const Scope& scope) { return wanted < scope.record; });
  auto scope = static_cast<std::uint32_t>(after - scopes.begin() - 1);
  while (scope != 0 && records[scopes[scope].record].end <= record) scope = scopes[scope].outer;
  return scope;
}

bool is_strict_around(const syntax::Tree& tree, syntax::UnitId unit, Mode mode) {
  if (mode == Mode::strict) return true;
  int steps = 0;
  for (Node at(&tree, unit, 0); at && steps < most_ancestors; at = at.parent(), ++steps)
    if (begins_strict(at)) return true;
  return false;
}

UnitScopes build_scopes(const syntax::Tree& tree, syntax::UnitId unit, Mode mode) {
  return ScopeBuilder(tree, unit, mode).build();
}

}  // namespace asynclint
