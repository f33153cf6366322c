#include "facts/module-summary.h"

#include <algorithm>

#include "facts/module-summarizer.h"
#include "facts/rejection.h"
#include "types/type-parts.h"

namespace asynclint {

using syntax::ExportStatement;
using syntax::Field;
using syntax::Kind;
using syntax::Node;
using types::Export;
using types::TypeId;
using types::TypeKind;

namespace {

// More values than this are not converted after the exports themselves.
constexpr std::uint32_t most_conversions = 4000;

}  // namespace

std::unique_ptr<types::TypeBuilder> ModuleSummarizer::run(std::string_view path) {
  to_.set_path(path);
  note_assignments();
  if (has_types() || types::has_declarations_in_comments(tree_)) {
    for (const Export& own : facts_.reader().exported_types())
      add(std::string(to_.view().name(own.name)), own.value, own.type);
  }
  for (const Node statement : tree_.root().children())
    if (const auto exported = ExportStatement::from(statement)) read(*exported);
  read_commonjs();
  finish();
  return walk_.take_own();
}

void ModuleSummarizer::add(const std::string& name, TypeId value, TypeId type) {
  Names& names = exports_[name];
  if (value != 0) names.value = value;
  if (type != 0) names.type = type;
}

void ModuleSummarizer::read(const ExportStatement& statement) {
  const auto source = syntax::string_value(statement.source());
  if (source && statement.is_everything()) return read_star(statement, *source);
  for (const syntax::ExportSpecifier& specifier : statement.specifiers()) {
    const std::string name(syntax::string_value(specifier.exported()).value_or(specifier.exported().text()));
    const std::string_view local = syntax::string_value(specifier.local()).value_or(specifier.local().text());
    if (source)
      add_imported(name, *source, std::span(&local, 1));
    else
      add_local(name, specifier.local());
  }
  if (const Node declaration = statement.declaration()) return read_declaration(declaration, statement.is_default());
  if (const Node value = statement.value())
    add("default", exported(facts_.value(value)), type_of_class(facts_.value(value)));
}

void ModuleSummarizer::read_star(const ExportStatement& statement, std::string_view source) {
  const Node name = statement.name_of_everything();
  if (!name) {
    stars_.push_back(to_.name(source));
    return;
  }
  const TypeId whole = walk_.own_id(walk_.imported(source, types::ImportSyntax::import_, {}));
  add(std::string(syntax::string_value(name).value_or(name.text())), whole, whole);
}

void ModuleSummarizer::add_imported(const std::string& name, std::string_view source,
                                    std::span<const std::string_view> path) {
  types::Import import;
  import.specifier = to_.name(source);
  std::vector<types::NameId> names;
  for (const std::string_view part : path) names.push_back(to_.name(part));
  import.path = to_.add_list(names);
  const TypeId value = to_.add_import(import);
  import.is_type = true;
  add(name, value, to_.add_import(import));
}

// A name of this text: a value, a type, or something imported that may be either.
void ModuleSummarizer::add_local(const std::string& name, Node local) {
  const Binding binding = facts_.bindings().resolve(local);
  if (binding && binding.kind == DeclarationKind::import_) {
    Node statement = binding.owner;
    while (statement && !statement.is(Kind::import_statement)) statement = statement.parent();
    const auto source =
        statement ? syntax::string_value(syntax::ImportStatement::assume(statement).source()) : std::nullopt;
    if (source && binding.owner.is(Kind::import_specifier)) {
      const Node imported = binding.owner.child(Field::name);
      const std::string_view original = syntax::string_value(imported).value_or(imported.text());
      return add_imported(name, *source, std::span(&original, 1));
    }
    if (source && !binding.owner.is(Kind::namespace_import)) {
      const std::string_view original = "default";
      return add_imported(name, *source, std::span(&original, 1));
    }
  }
  if (!binding) return;
  const Value value = facts_.value(local);
  add(name, exported(value), type_of_class(value));
}

void ModuleSummarizer::read_declaration(Node declaration, bool is_default) {
  const auto add_one = [&](Node name, Node owner) {
    const Value value = facts_.value(owner);
    const std::string known = is_default ? "default" : std::string(name.text());
    add(known, exported(value), type_of_class(value));
  };
  if (syntax::is_function_kind(declaration.kind()) || syntax::is_class_kind(declaration.kind()))
    return add_one(declaration.child(Field::name), declaration);
  const auto variables = syntax::VariableDeclaration::from(declaration);
  if (!variables) return;
  for (const syntax::VariableDeclarator& declarator : variables->declarators()) add_pattern(declarator.name());
}

void ModuleSummarizer::add_pattern(Node pattern) {
  if (pattern.is(Kind::identifier, Kind::shorthand_property_identifier_pattern)) {
    const Binding binding = facts_.bindings().resolve(pattern);
    const Value value = facts_.of_binding(binding);
    // `export const done: Promise<void> = Promise.resolve();`
    if (value.is_promise() && binding.owner.parent().child(Kind::kw_const) &&
        cannot_reject(facts_, binding.owner.child(Field::value)))
      return add(std::string(pattern.text()),
                 to_.add_promise(exported(facts_.awaited(value)), types::promise_flag::cannot_reject), 0);
    return add(std::string(pattern.text()), exported(value), type_of_class(value));
  }
  for (const Node part : syntax::named_children(pattern))
    if (!part.is(Kind::property_identifier)) add_pattern(part);
}

// What is told still refers to values of the text in places: they are converted now, and so is what comes up by that.
void ModuleSummarizer::settle() {
  std::vector<bool> seen;
  std::vector<TypeId> open;
  const std::function<void(TypeId)> reach = [&](TypeId id) {
    if (seen.size() <= id) seen.resize(to_.view().types.size() + id, false);
    if (id == 0 || seen[id]) return;
    seen[id] = true;
    open.push_back(id);
  };
  for (const auto& [name, names] : exports_) {
    reach(names.value);
    reach(names.type);
  }
  reach(whole_);
  std::uint32_t conversions = 0;
  while (!open.empty()) {
    const TypeId id = open.back();
    open.pop_back();
    types::TypeNode node = to_.view().types[id];
    if (node.kind == TypeKind::local || node.kind == TypeKind::foreign) {
      const TypeId stands = ++conversions > most_conversions ? 0
                            : node.kind == TypeKind::local   ? settled(node.a)
                                                             : walk_.lowered(walk_.foreign(node.a));
      to_.set(id, stands == 0 || stands == id ? TypeKind::unknown : TypeKind::alias, stands == id ? 0 : stands);
      node = to_.view().types[id];
    }
    drop_arguments(node);
    types::visit_parts(to_.view(), id, reach);
  }
}

TypeId ModuleSummarizer::settled(std::uint32_t local) {
  const Node expression = facts_.bridge_->locals[local].expression;
  if (!expression) return exported(facts_.of_local(local));
  const auto [known, is_new] = settled_.emplace(key_of(expression), 0);
  if (!is_new) return known->second;
  const TypeId id = exported(facts_.of_local(local));
  settled_[key_of(expression)] = id;
  return id;
}

// Of arguments only callbacks and classes matter to others.
void ModuleSummarizer::drop_arguments(const types::TypeNode& node) {
  if (node.kind != TypeKind::call_of && node.kind != TypeKind::new_of) return;
  const types::Slice arguments = to_.view().slices[node.b];
  for (std::uint32_t i = 0; i < arguments.count; ++i) {
    const TypeId argument = to_.view().lists[arguments.first + i];
    const types::TypeNode given = to_.view().types[argument];
    if (given.kind == TypeKind::local && !is_code(given.a)) to_.set(argument, TypeKind::unknown);
  }
}

bool ModuleSummarizer::is_code(std::uint32_t local) const {
  const auto& given = facts_.bridge_->locals[local];
  if (!given.expression) return given.value.is(Shape::function) || given.value.is(Shape::class_);
  if (given.expression.is(Kind::identifier)) {
    const char first = given.expression.text().front();
    if (first < 'A' || first > 'Z') return false;
    const Value named = facts_.value(given.expression);
    return named.is(Shape::class_) || named.is(Shape::api);
  }
  return syntax::is_function_kind(given.expression.kind()) || syntax::is_class_kind(given.expression.kind());
}

void ModuleSummarizer::finish() {
  settle();
  std::vector<Export> exports;
  for (const auto& [name, names] : exports_) exports.push_back({to_.name(name), names.value, names.type});
  types::Module module;
  module.exports = to_.add_exports(exports);
  module.stars = to_.add_list(stars_);
  module.whole = whole_;
  to_.set_module(0, module);
}

std::unique_ptr<types::TypeBuilder> summarize(const syntax::Tree& tree, TopLevel top_level, std::string_view path) {
  return ModuleSummarizer(tree, top_level).run(path);
}

}  // namespace asynclint
