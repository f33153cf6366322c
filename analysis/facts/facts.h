// The named questions that rules ask about one text. No rule walks scopes or values on its own.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "facts/bindings.h"
#include "facts/control-flow.h"
#include "facts/value.h"
#include "syntax/tree.h"
#include "syntax/views.h"
#include "types/declaration-reader.h"

namespace asynclint {

struct Effects;

enum class TopLevel : std::uint8_t { module, script };

// What stands around a text that is part of another file, and uses the names of its top level.
enum class Surroundings : std::uint8_t {
  none,
  page,       // HTML: handlers in attributes, and other scripts
  component,  // a template; the top level runs once for each instance, and others may set what it exports
};

// What calling a function of this text gives.
struct FunctionFacts {
  // The value of a call; unknown when paths differ.
  Value returned;
  // A promise only when this parameter (from 0) is left out; otherwise it is a callback.
  std::optional<std::uint32_t> callback_parameter;
};

// Owned by one run of the engine over one tree; not shared between threads. Answers are worked out when first asked
// for and kept. Every search has a bound; beyond it the answer is "unknown".
class Facts {
 public:
  // Names that are kept from version to version, if there are any, are not collected anew (see live-names.h).
  // With null for `modules` what other modules would have to say stays a question in the types.
  Facts(const syntax::Tree& tree, TopLevel top_level, Surroundings surroundings = Surroundings::none,
        const types::ModuleSource* modules = &types::no_modules(), const LiveNames* live = nullptr);
  ~Facts();
  Facts(const Facts&) = delete;
  Facts& operator=(const Facts&) = delete;

  [[nodiscard]] const syntax::Tree& tree() const { return tree_; }
  [[nodiscard]] const Bindings& bindings() const { return bindings_; }

  // Writes down the questions that leave a unit; null stops it.
  void record(QuestionLog* log) const;

  // Said by a rule whose answer rests on more than it asked for: it is not kept for the next version.
  void holds_once() const;

  // What an expression is.
  [[nodiscard]] Value value(syntax::Node expression) const;
  // What calling an expression gives: of `forEach(save)`, the value of `save(…)`.
  [[nodiscard]] Value result_of_calling(syntax::Node callee) const;
  [[nodiscard]] FunctionFacts function(syntax::Node function) const;
  // How runs go through a function, or through the top level. Valid as long as the facts are.
  [[nodiscard]] const ControlFlow& control_flow(syntax::Node function) const;

  // What awaiting a value gives.
  [[nodiscard]] Value awaited(const Value& value) const;
  // What an iteration over a value gives, or its element at an index.
  [[nodiscard]] Value element(const Value& collection, std::optional<std::uint32_t> index = std::nullopt) const;
  // What is of a type, and the type of a value.
  [[nodiscard]] Value of_type(types::TypeRef type, DeclaredAt origin = {}) const;
  [[nodiscard]] types::TypeRef type_of(const Value& value) const;
  // Whether anybody takes what a callback returns that is an argument of a call or `new`, as far as it is declared.
  [[nodiscard]] types::CallbackResult result_of_callback(syntax::Node call, std::uint32_t argument,
                                                         std::span<const std::string_view> path = {}) const;
  // The same of what is assigned to a member.
  [[nodiscard]] types::CallbackResult result_of_callback(const Value& object, std::string_view member) const;
  // The same of what is given to a place with an annotation, and of a method that a class has from elsewhere.
  [[nodiscard]] types::CallbackResult result_of_annotated(syntax::Node annotation) const;
  [[nodiscard]] types::CallbackResult result_of_overridden(syntax::Node class_node, std::string_view name) const;
  // What is known of calling what another module declares: the flags of the signature that is meant
  // (types::signature_flag); of a call, that which fits its arguments.
  [[nodiscard]] std::uint8_t flags_of_calling(const Value& callee, syntax::Node call = {}) const;
  // Whether the platform itself declares what a value is.
  [[nodiscard]] bool is_of_platform(const Value& value) const;
  // Whether others than this text may use what a statement declares: it is exported, or a template sees it.
  [[nodiscard]] bool is_exported(syntax::Node declaration) const;
  [[nodiscard]] Surroundings surroundings() const { return surroundings_; }

  // Whether an expression names this global, and not something declared in the text.
  [[nodiscard]] bool is_global(syntax::Node expression, std::string_view name) const;
  // Whether an expression names this member of a global: `Promise.all`, `globalThis.Promise.all`.
  [[nodiscard]] bool is_global_member(syntax::Node expression, std::string_view owner, std::string_view name) const;
  // Whether a name at a place means the global of that name.
  [[nodiscard]] bool has_global(std::string_view name, syntax::Node place) const {
    return !bindings_.resolve(name, place);
  }
  // Whether a call is to one of the globals `Promise.all`, `.allSettled`, `.race`, `.any`.
  [[nodiscard]] bool is_combinator_call(syntax::Node call) const;

  // Whether `await` may be written at a place: in an async function's body, or at the top level of a module.
  [[nodiscard]] bool may_await(syntax::Node place) const;
  // Whether a promise that this value is cannot reject, because the function that gave it catches everything.
  [[nodiscard]] bool never_rejects(const Value& promise) const;

  // Whether a value of another file is a promise, and nothing is seen there by which it would reject.
  [[nodiscard]] bool is_calm_elsewhere(const Value& value) const;

  // The members of that name in an object literal or a class's body, and what is spread into it, in their order.
  [[nodiscard]] std::vector<syntax::Node> members_named(syntax::Node body, std::string_view name) const;
  // Whether a class's body or an object has getters or setters: any, or of one name. A name in brackets may be every
  // name.
  [[nodiscard]] bool has_accessors(syntax::Node body, std::string_view name = {}) const;
  // What a member of a value is; unknown when it is not known to have one.
  [[nodiscard]] Value member(const Value& object, std::string_view name, syntax::Node place) const;
  // What `this` is at a place.
  [[nodiscard]] Value this_value(syntax::Node place) const;
  // The comment that ends right before a statement or member, without code in between; empty when there is none.
  [[nodiscard]] std::string_view comment_before(syntax::Node statement) const;

 private:
  friend class EffectsWalk;
  friend class EvidenceChain;
  friend class ModuleSummarizer;
  class Entered;
  class TypeBridge;

  // What was worked out once, and the questions that it rests on.
  template <typename Answer>
  struct Kept {
    Answer answer;
    std::vector<Question> questions;
  };
  // Answers from what is kept, and repeats its questions; null when nothing is.
  template <typename Answer>
  const Answer* recall(const std::unordered_map<std::uint64_t, Kept<Answer>>& kept, std::uint64_t key) const;
  template <typename Answer>
  void keep(std::unordered_map<std::uint64_t, Kept<Answer>>& kept, std::uint64_t key, const Answer& answer,
            std::size_t first_question) const;

  // An answer that went round in a circle holds while the question that it came back to is being worked out, at a place
  // in `entered_`, or else to the end of the question that a rule asked: another one may enter the circle elsewhere.
  struct Provisional {
    Value answer;
    std::vector<Question> questions;
    std::size_t open_at;
    std::uint64_t open;
  };
  static constexpr std::size_t no_question = SIZE_MAX;
  [[nodiscard]] bool comes_back_to(std::uint64_t key) const;
  const Value* recall_provisional(std::uint64_t key) const;
  template <typename Work>
  [[nodiscard]] Value value_of_key(std::uint64_t key, const Work& work) const;

  [[nodiscard]] Value evaluate(syntax::Node expression) const;
  [[nodiscard]] Value of_identifier(syntax::Node identifier) const;
  [[nodiscard]] Value of_binding(const Binding& binding) const;
  [[nodiscard]] Value of_declarator(const Binding& binding) const;
  [[nodiscard]] Value of_loop_variable(const Binding& binding) const;
  [[nodiscard]] Value of_entry(syntax::Node identifier, syntax::Node pattern, const Value& map) const;
  [[nodiscard]] Value of_parameter(const Binding& binding) const;
  [[nodiscard]] Value of_argument(syntax::Node function, std::uint32_t index) const;
  [[nodiscard]] types::TypeRef annotated_function(syntax::Node function) const;
  [[nodiscard]] Value chosen_overload(syntax::Node function, syntax::Node call) const;
  [[nodiscard]] Value passed_by_method(const syntax::CallExpression& call, std::uint32_t argument,
                                       std::uint32_t parameter) const;
  [[nodiscard]] Value passed_by_all_callers(syntax::Node function, std::uint32_t index) const;
  // The value of a name in a pattern whose whole matches a value.
  [[nodiscard]] Value in_pattern(syntax::Node identifier, syntax::Node pattern, const Value& whole) const;
  [[nodiscard]] Value of_import(const Binding& binding) const;
  [[nodiscard]] Value of_call(const syntax::CallExpression& call) const;
  [[nodiscard]] Value of_method_call(const syntax::CallExpression& call, const syntax::MemberExpression& access) const;
  [[nodiscard]] bool is_require(syntax::Node callee) const;
  [[nodiscard]] Value of_new(const syntax::NewExpression& creation) const;
  [[nodiscard]] Value called(const Value& callee, syntax::Node call) const;
  [[nodiscard]] Value called_type(const Value& callee, syntax::Node call) const;
  [[nodiscard]] Value constructed(const Value& constructor, syntax::Node creation) const;
  [[nodiscard]] std::vector<types::Argument> arguments_of(syntax::Node call) const;
  [[nodiscard]] std::vector<types::TypeRef> type_arguments_of(syntax::Node call) const;
  [[nodiscard]] types::TypeRef local_type(const Value& value) const;
  [[nodiscard]] types::TypeRef local_type(syntax::Node expression) const;
  [[nodiscard]] Value of_local(std::uint32_t index) const;
  [[nodiscard]] Value of_union(types::TypeRef type, DeclaredAt origin) const;
  // What a type annotation says; unknown where there is none.
  [[nodiscard]] Value annotated(syntax::Node annotation) const;
  // The same of a comment before a declaration: of `@param {T} name`, or of `@type {T}` where no name is given.
  [[nodiscard]] Value commented(syntax::Node declaration, std::string_view parameter = {}) const;
  [[nodiscard]] Value awaited_result(syntax::Node function) const;
  [[nodiscard]] Value resolved_with(syntax::Node creation) const;
  [[nodiscard]] types::DeclarationReader& reader() const;
  [[nodiscard]] Value filled(syntax::Node creation, Shape shape) const;
  [[nodiscard]] Value called_export(const ApiPath& api, syntax::Node call) const;
  [[nodiscard]] Value member_of_object(syntax::Node object, std::string_view name) const;
  [[nodiscard]] Value member_of_class(syntax::Node class_node, std::string_view name, bool of_instance,
                                      int depth) const;
  [[nodiscard]] Value of_declared_function(syntax::Node signature) const;
  [[nodiscard]] Value signed_by(syntax::Node signature) const;
  [[nodiscard]] std::optional<Value> parameter_property(syntax::Node class_node, std::string_view name) const;
  [[nodiscard]] Value written_member(const Value& owner, std::string_view name) const;
  [[nodiscard]] Value assigned_to_name(syntax::Node object, std::string_view name) const;
  [[nodiscard]] Value owner_of_write(syntax::Node object) const;
  [[nodiscard]] Value documented(syntax::Node declaration) const;
  [[nodiscard]] Value join(const Value& a, const Value& b) const;
  [[nodiscard]] FunctionFacts compute(syntax::Node node) const;
  [[nodiscard]] Value of_generator(syntax::Node node) const;
  [[nodiscard]] std::optional<std::uint32_t> callback_parameter(syntax::Node node) const;

  const syntax::Tree& tree_;
  TopLevel top_level_;
  Surroundings surroundings_;
  Bindings bindings_;
  mutable std::unordered_map<std::uint64_t, Kept<FunctionFacts>> functions_;
  mutable std::unordered_map<std::uint64_t, Kept<Value>> values_;
  mutable std::unordered_map<std::uint64_t, Kept<Value>> expression_values_;
  mutable std::unordered_map<std::uint64_t, Kept<std::shared_ptr<const ControlFlow>>> flows_;
  struct NamedMember {
    std::uint32_t hash;
    std::uint32_t order;
    syntax::Node node;
  };
  [[nodiscard]] const std::vector<NamedMember>& member_index(syntax::Node body) const;
  mutable std::unordered_map<std::uint64_t, std::vector<NamedMember>> member_indexes_;
  // The names of the getters and setters of a body; none where it is in brackets.
  mutable std::unordered_map<std::uint64_t, std::vector<std::optional<std::string_view>>> accessors_;
  mutable QuestionLog* log_ = nullptr;
  // What is being worked out, so that cycles end.
  mutable std::vector<std::uint64_t> entered_;
  mutable std::uint32_t depth_ = 0;
  mutable std::uint32_t steps_ = 0;
  mutable std::uint32_t cycles_ = 0;
  // Answers that are not whole because they lay too deep, or took too long.
  mutable std::uint32_t cuts_ = 0;
  mutable std::unordered_map<std::uint64_t, Provisional> provisional_;
  // The outermost place in `entered_` that what is being worked out came back to.
  mutable std::size_t lowest_open_ = no_question;
  // What calling a function does (see effects.h), and the functions that are being summed up.
  mutable std::unordered_map<std::uint64_t, Kept<std::shared_ptr<const Effects>>> effects_;
  mutable std::vector<std::pair<std::uint64_t, std::shared_ptr<const Effects>>> summing_up_;
  mutable std::uint32_t effect_cycles_ = 0;
  mutable std::uint32_t effect_steps_ = 0;
  // Types of other modules and of annotations, and the values of this text that take part in them.
  std::unique_ptr<TypeBridge> bridge_;
  const types::ModuleSource* modules_;
};

}  // namespace asynclint
