// The inside of summarize(): the exports of a text, and its values as types that stand without it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "facts/entered.h"
#include "facts/escaping-failure.h"
#include "facts/module-summary.h"
#include "facts/type-bridge.h"
#include "text/line-index.h"

namespace asynclint {

// Turns the values of a text into types that stand without it.
class ModuleSummarizer {
 public:
  ModuleSummarizer(const syntax::Tree& tree, TopLevel top_level)
      : tree_(tree),
        facts_(tree, top_level, Surroundings::none, nullptr),
        walk_(facts_.bridge_->walk),
        to_(walk_.own()),
        lines_(tree.text()) {}

  std::unique_ptr<types::TypeBuilder> run(std::string_view path);

 private:
  struct Names {
    types::TypeId value = 0;
    types::TypeId type = 0;
  };

  [[nodiscard]] bool has_types() const { return tree_.is_typescript(); }
  void add(const std::string& name, types::TypeId value, types::TypeId type);
  [[nodiscard]] std::uint32_t line_of(syntax::Node node) const { return lines_.line_of(node.span().begin) + 1; }

  // --- ES modules -----------------------------------------------------------------------------------------------
  void read(const syntax::ExportStatement& statement);
  void read_star(const syntax::ExportStatement& statement, std::string_view source);
  void add_imported(const std::string& name, std::string_view source, std::span<const std::string_view> path);
  // A name of this text: a value, a type, or something imported that may be either.
  void add_local(const std::string& name, syntax::Node local);
  void read_declaration(syntax::Node declaration, bool is_default);
  void add_pattern(syntax::Node pattern);

  // --- CommonJS -------------------------------------------------------------------------------------------------
  struct CommonJsExports {
    std::map<std::string, Value, std::less<>> named;
    // What is assigned to `module.exports`, and what stands beside it.
    std::vector<types::TypeId> wholes;
    std::vector<types::TypeId> parts;
    // Modules whose exports are all exported again.
    std::vector<std::string_view> stars;

    void add(std::string_view name, const Value& value);
  };
  // Assignments and calls of the top level.
  void note_assignments();
  void read_commonjs();
  void read_assignment(syntax::Node assignment, CommonJsExports& to);
  void read_export_call(const syntax::CallExpression& call, CommonJsExports& to);

  // --- Values as types ------------------------------------------------------------------------------------------
  types::TypeId exported(const Value& value);
  types::TypeId converted(const Value& value);
  // The type of a class of this text, where a name of it is used as a type.
  types::TypeId type_of_class(const Value& value) { return value.is(Shape::class_) ? instance(value.node) : 0; }
  types::TypeId promise(const Value& value);
  types::TypeId function_type(const types::Signature& signature);
  types::TypeId remembered(std::unordered_map<std::uint64_t, types::TypeId>& known, syntax::Node node,
                           types::TypeId (ModuleSummarizer::*make)(syntax::Node));
  types::TypeId function(syntax::Node node) { return remembered(functions_, node, &ModuleSummarizer::make_function); }
  types::TypeId class_value(syntax::Node node) { return remembered(classes_, node, &ModuleSummarizer::make_class); }
  types::TypeId instance(syntax::Node node) { return remembered(instances_, node, &ModuleSummarizer::make_instance); }
  types::TypeId object(syntax::Node node) { return remembered(objects_, node, &ModuleSummarizer::make_object); }
  types::Signature signature_of(syntax::Node node);
  bool is_worth_its_effects(syntax::Node node);
  [[nodiscard]] static std::uint8_t effect_of(const Effects& effects);
  types::TypeId run_by(syntax::Node node);
  types::TypeId kept_by(syntax::Node node);
  void note_failures(syntax::Node node, const Value& promise, types::Signature& signature);
  types::TypeId make_function(syntax::Node node);
  [[nodiscard]] std::vector<types::Signature> seen_by_callers(syntax::Node node, const types::Signature& own);
  [[nodiscard]] bool has_prototype(syntax::Node node) const;
  // `save.later = async () => …` at the top level.
  std::vector<types::Member> members_written_on(const Value& owner);
  void note_written_on(const Value& owner, std::map<std::string, std::uint32_t>& names) const;
  std::vector<types::Member> members_of(const Value& owner, const std::map<std::string, std::uint32_t>& names);
  // The names of a class's own members, static ones or those of its instances.
  std::map<std::string, std::uint32_t> names_in_class(syntax::Node node, bool of_instance);
  // `this.store = …` in a method.
  void note_fields(syntax::Node method, std::map<std::string, std::uint32_t>& names) const;
  types::TypeId make_class(syntax::Node node);
  // The type that stands for what a mixin is called with: `(Base) => class extends Base {}`; unknown for anything else.
  types::TypeId mixed_in(syntax::Node superclass);
  types::Slice bases_of(types::TypeId base) { return base == 0 ? types::Slice{} : to_.add_list(std::span(&base, 1)); }
  types::TypeId make_instance(syntax::Node node);
  void add_emissions(syntax::Node class_node, std::vector<types::Member>& members);
  types::TypeId base_of_instance(syntax::Node class_node);
  std::map<std::string, std::uint32_t> names_of_prototype(syntax::Node function);
  types::TypeId make_object(syntax::Node node);

  // --- The end --------------------------------------------------------------------------------------------------
  // What is told still refers to values of the text in places: they are converted now, and so is what comes up by that.
  void settle();
  types::TypeId settled(std::uint32_t local);
  // Of arguments only callbacks and classes matter to others.
  void drop_arguments(const types::TypeNode& node);
  [[nodiscard]] bool is_code(std::uint32_t local) const;
  void finish();

  const syntax::Tree& tree_;
  Facts facts_;
  types::TypeWalk& walk_;
  types::TypeBuilder& to_;
  LineIndex lines_;
  std::vector<syntax::Node> assignments_;
  std::vector<syntax::Node> calls_;
  std::map<std::string, Names> exports_;
  std::vector<types::NameId> stars_;
  types::TypeId whole_ = 0;
  std::unordered_map<std::uint64_t, types::TypeId> functions_;
  std::unordered_map<std::uint64_t, types::TypeId> classes_;
  std::unordered_map<std::uint64_t, types::TypeId> instances_;
  std::unordered_map<std::uint64_t, types::TypeId> objects_;
  // By function: the parameter that a class in it extends, and its place in `type_parameters`.
  std::unordered_map<std::uint64_t, std::pair<syntax::Node, std::uint32_t>> mixed_in_;
  // By expression.
  std::unordered_map<std::uint64_t, types::TypeId> settled_;
  // By function: the functions of other modules that it waits for.
  std::unordered_map<std::uint64_t, types::TypeId> waits_;
  // By function: those that it is given, and whose failures are those of its promise.
  std::unordered_map<std::uint64_t, std::vector<LeftToOthers::Task>> tasks_;
  // By function: the notes of what has to be handed to it, so that it does not fail.
  std::unordered_map<std::uint64_t, std::vector<types::NameId>> calm_notes_;
  // The functions that were asked what they do to others.
  std::set<std::uint64_t> asked_effects_;
  int depth_ = 0;
};

}  // namespace asynclint
