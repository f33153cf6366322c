// Declarations of one name as its value and its type, and what a module exports of them.
#include <algorithm>

#include "types/reader.h"

namespace asynclint::types {
namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

bool is_class(Node node) { return node.is(Kind::class_declaration, Kind::abstract_class_declaration, Kind::class_); }

bool is_function(Node node) {
  return node.is(Kind::function_signature, Kind::function_declaration, Kind::generator_function_declaration);
}

}  // namespace

TypeId DeclarationReader::Reader::type_of_variable(Node declarator, const Scope* scope) {
  if (const Node annotation = declarator.child(Field::type)) return type(annotation, scope);
  const Node value = syntax::unwrap(declarator.child(Field::value));
  return value.is(Kind::string, Kind::number, Kind::true_, Kind::false_, Kind::template_string, Kind::unary_expression)
             ? pool_.plain()
             : 0;
}

// All declarations of a name, merged.
void DeclarationReader::Reader::fill(SymbolId id) {
  const Symbol& symbol = names_.symbol(id);
  if (symbol.declaration == nowhere) return;
  Declaration made = to_.view().declarations[symbol.declaration];
  made.line = line_of(symbol.declared.front().node);
  bool has_parameters = false;
  bool has_object_value = symbol.inside != nowhere;
  std::vector<std::string_view> names;
  ObjectParts instance;
  ObjectParts own;
  TypeId variable = 0;
  for (const auto& [node, around] : symbol.declared) {
    Scope scope;
    scope.outer = around;
    if (const Node list = node.child(Field::type_parameters); list && !is_function(node)) {
      if (!has_parameters) {
        made.type_parameters = type_parameters(list, scope);
        has_parameters = true;
      } else {
        // Of the same number, and perhaps of other names.
        std::uint32_t place = 0;
        for (const Node parameter : list.children())
          if (parameter.is(Kind::type_parameter) && place < made.type_parameters.count)
            scope.types.emplace_back(parameter.child(Field::name).text(),
                                     pool_.node(TypeKind::parameter, made.type_parameters.first + place++));
      }
    }
    is_comment_ = comment_tree_ != nullptr && &node.tree() == comment_tree_;
    if (is_class(node)) {
      if (symbol.is_code_class) continue;
      has_object_value = true;
      add_class(node, &scope, id, made.type_parameters, instance, own);
    } else if (node.is(Kind::interface_declaration)) {
      if (const Node clause = node.child(Kind::extends_type_clause))
        for (const Node base : clause.children())
          if (base.field() == Field::type) instance.bases.push_back(type(base, &scope));
      add_members(node.child(Field::body), &scope, instance);
    } else if (node.is(Kind::type_alias_declaration)) {
      if (made.type == 0) made.type = type(node.child(Field::value), &scope);
    } else if (is_function(node)) {
      has_object_value = true;
      own.calls.push_back(signature(node, &scope));
    } else if (node.is(Kind::variable_declarator)) {
      if (variable == 0) variable = type_of_variable(node, &scope);
    } else if (node.is(Kind::enum_declaration)) {
      has_object_value = true;
      made.type = pool_.plain();
      own.add_index(pool_.plain());
    }
  }
  is_comment_ = false;
  if (symbol.inside != nowhere) {
    add_namespace_values(symbol.inside, own);
    made.inside = sorted(exports_of(symbol.inside));
  }
  if (symbol.has_type && made.type == 0 && std::ranges::none_of(symbol.declared, [](const Declared& one) {
        return one.node.is(Kind::type_alias_declaration);
      }))
    made.type = instance.build(pool_);
  if (has_object_value && variable != 0) {
    // A variable with a namespace of its name, which may have only types inside.
    made.value = own.is_empty() ? variable : pool_.intersection_of(std::vector{variable, own.build(pool_)});
  } else {
    made.value = has_object_value ? own.build(pool_) : variable;
  }
  to_.set_declaration(symbol.declaration, made);
}

void DeclarationReader::Reader::add_class(Node node, const Scope* scope, SymbolId id, Slice parameters,
                                          ObjectParts& instance, ObjectParts& own) {
  std::vector<TypeId> arguments;
  for (std::uint32_t i = 0; i < parameters.count; ++i)
    arguments.push_back(pool_.node(TypeKind::parameter, parameters.first + i));
  if (const Node clause = node.child(Kind::class_heritage).child(Kind::extends_clause))
    add_base(clause, scope, instance, own);
  // What implements a promise is one to whoever awaits it.
  if (const Node clause = node.child(Kind::class_heritage).child(Kind::implements_clause))
    for (const Node one : clause.children()) {
      if (!syntax::is_named(one.kind()) || one.is(Kind::comment)) continue;
      const TypeId implemented = type(one, scope);
      const TypeKind kind = to_.view().type(implemented).kind;
      if (kind == TypeKind::promise || kind == TypeKind::iterator || kind == TypeKind::stream)
        instance.bases.push_back(implemented);
    }
  std::vector<Signature> constructors;
  add_class_members(node.child(Field::body), scope, instance, own, constructors);
  if (constructors.empty()) {
    Signature& any = constructors.emplace_back();
    const Parameter rest{pool_.node(TypeKind::array, 0), parameter_flag::rest};
    any.parameters = to_.add_parameters(std::span(&rest, 1));
    any.line = line_of(node);
  }
  const TypeId made = pool_.reference(names_.symbol(id).declaration, arguments);
  for (Signature& constructor : constructors) {
    constructor.type_parameters = parameters;
    constructor.result = made;
    own.constructs.push_back(constructor);
  }
}

void DeclarationReader::Reader::add_base(Node clause, const Scope* scope, ObjectParts& instance, ObjectParts& own) {
  const Node base = syntax::unwrap(clause.child(Field::value));
  const auto path = names_of(base);
  if (path.empty()) return;
  const Target value = look_up(path, scope, false);
  if (const TypeId of = value_of_target(value); of != 0) own.bases.push_back(of);
  const auto arguments = types_of(clause.child(Field::type_arguments), scope);
  const bool is_only_value = value.symbol != nowhere && value.path.empty() && !names_.symbol(value.symbol).has_type;
  // `declare const Base: Mixin & typeof Store; class Shop extends Base {}`
  const TypeId of_instance = is_only_value ? pool_.node(TypeKind::instance_of, value_of_symbol(value.symbol))
                                           : named_type(path, arguments, scope);
  if (of_instance != 0) instance.bases.push_back(of_instance);
}

void DeclarationReader::Reader::add_namespace_values(ContainerId inside, ObjectParts& own) {
  for (const Export& one : exports_of(inside))
    if (one.value != 0) own.add_property(one.name, one.value, 0, 0);
}

// --- Exports --------------------------------------------------------------------------------------------------------

Export DeclarationReader::Reader::export_of(std::string_view name, const Target& value, const Target& type) {
  Export made;
  made.name = to_.name(name);
  const auto is_global = [](const Target& target) { return target.is_question && target.specifier.empty(); };
  // A name that is declared in one of the two spaces is not to be looked for in the other one elsewhere.
  const bool has_own_value = !is_global(value);
  const bool has_own_type = !is_global(type);
  if (has_own_value || !has_own_type) made.value = value_of_target(value);
  if (has_own_type || !has_own_value) made.type = type_of_target(type, {});
  return made;
}

std::vector<Export> DeclarationReader::Reader::exports_of(ContainerId id) {
  std::vector<Export> exports;
  const Container& container = names_.container(id);
  for (const SymbolId symbol_id : container.symbols) {
    const Symbol& symbol = names_.symbol(symbol_id);
    const bool is_declared = symbol.form == SymbolForm::declared;
    if (!symbol.is_exported && !(is_declared && id == names_.globals())) continue;
    if (is_declared) {
      Export& made = exports.emplace_back();
      made.name = to_.name(symbol.name);
      if (symbol.has_value) made.value = value_of_symbol(symbol_id);
      if (symbol.has_type) made.type = type_of_symbol(symbol_id, {});
    } else {
      exports.push_back(export_of(symbol.name, settled(symbol_id, {}, false, 0), settled(symbol_id, {}, true, 0)));
    }
  }
  for (const ExportEntry& entry : container.exports) {
    if (entry.expression) {
      Export& made = exports.emplace_back();
      made.name = to_.name(entry.name);
      if (entry.expression.is(Kind::string, Kind::number, Kind::true_, Kind::false_)) made.value = pool_.plain();
      continue;
    }
    if (!entry.specifier.empty()) {
      const ContainerId module = is_world() ? names_.module_named(entry.specifier) : nowhere;
      const Target elsewhere{.is_question = true, .specifier = entry.specifier, .path = entry.path};
      exports.push_back(module == nowhere ? export_of(entry.name, elsewhere, elsewhere)
                                          : export_of(entry.name, in_module(module, entry.path, false, 0),
                                                      in_module(module, entry.path, true, 0)));
      continue;
    }
    exports.push_back(
        export_of(entry.name, look_up(entry.path, entry.scope, false), look_up(entry.path, entry.scope, true)));
  }
  return exports;
}

// Sorted by name, with a name that comes twice as one.
Slice DeclarationReader::Reader::sorted(std::vector<Export> exports) {
  std::ranges::stable_sort(exports, {}, [&](const Export& one) { return to_.view().name(one.name); });
  std::size_t kept = 0;
  for (const Export& one : exports) {
    if (kept > 0 && exports[kept - 1].name == one.name) {
      if (exports[kept - 1].value == 0) exports[kept - 1].value = one.value;
      if (exports[kept - 1].type == 0) exports[kept - 1].type = one.type;
    } else {
      exports[kept++] = one;
    }
  }
  exports.resize(kept);
  return to_.add_exports(exports);
}

// What `export *` adds, of modules that are among these texts.
void DeclarationReader::Reader::add_starred(ContainerId id, std::vector<Export>& to, int depth) {
  if (depth > deepest_look_up) return;
  for (const std::string_view star : names_.container(id).stars) {
    const ContainerId module = names_.module_named(star);
    if (module == nowhere) continue;
    for (const Export& one : exports_of(module))
      if (to_.view().name(one.name) != "default") to.push_back(one);
    add_starred(module, to, depth + 1);
  }
}

void DeclarationReader::Reader::write_module(ContainerId id, std::uint32_t index) {
  const Container& container = names_.container(id);
  Module made;
  made.name = to_.name(container.specifier);
  std::vector<Export> exports = exports_of(id);
  if (!container.whole.empty()) {
    const Target whole = look_up(container.whole, container.whole_scope, false);
    made.whole = value_of_target(whole);
    if (whole.symbol != nowhere && whole.path.empty() && names_.symbol(whole.symbol).inside != nowhere)
      exports = exports_of(names_.symbol(whole.symbol).inside);
  }
  std::vector<NameId> stars;
  if (is_world()) {
    add_starred(id, exports, 0);
    // A module that exports nothing by default is its own default export.
    if (container.whole.empty() && names_.find(id, "default") == nowhere)
      exports.push_back({to_.name("default"), pool_.question({.specifier = container.specifier}), 0});
  } else {
    for (const std::string_view star : container.stars) stars.push_back(to_.name(star));
  }
  made.exports = sorted(std::move(exports));
  made.stars = to_.add_list(stars);
  if (index < to_.view().modules.size())
    to_.set_module(index, made);
  else
    to_.add_module(made);
}

void DeclarationReader::Reader::read() {
  for (SymbolId id = 0; id < names_.symbol_count(); ++id) fill(id);
  if (form_ == TextForm::declarations) {
    std::uint32_t next = 1;
    if (!trees_.empty() && names_.container(trees_.front().second->container).kind == ContainerKind::file)
      write_module(trees_.front().second->container, 0);
    for (ContainerId id = 0; id < names_.container_count(); ++id)
      if (names_.container(id).kind == ContainerKind::module) write_module(id, next++);
  }
  std::vector<Export> globals = exports_of(names_.globals());
  for (const auto& [tree, scope] : trees_) {
    const Container& container = names_.container(scope->container);
    if (container.global_name.empty() || container.whole.empty()) continue;
    globals.push_back(export_of(container.global_name, look_up(container.whole, container.whole_scope, false),
                                look_up(container.whole, container.whole_scope, true)));
  }
  to_.set_globals(sorted(std::move(globals)));
}

// The types among what a source exports; its values are for others to say.
std::vector<Export> DeclarationReader::Reader::exported_types() {
  if (trees_.empty()) return {};
  std::vector<Export> exports = exports_of(trees_.front().second->container);
  const auto is_ambient = [&](const Export& one) {
    return one.value != 0 && to_.view().type(one.value).kind == TypeKind::value_of;
  };
  for (Export& one : exports)
    if (!is_ambient(one)) one.value = 0;
  return exports;
}

TypeId DeclarationReader::Reader::value_named(std::string_view name) {
  if (trees_.empty()) return 0;
  const SymbolId id = names_.find(trees_.front().second->container, name);
  if (id == nowhere) return 0;
  const Symbol& symbol = names_.symbol(id);
  return symbol.form == SymbolForm::declared && symbol.has_value ? value_of_symbol(id) : 0;
}

}  // namespace asynclint::types
