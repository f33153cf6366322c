#include "facts/facts.h"

#include <algorithm>
#include <utility>

#include "facts/entered.h"
#include "facts/escaping-failure.h"
#include "facts/rejection.h"
#include "facts/type-bridge.h"

namespace asynclint {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::NewExpression;
using syntax::Node;

std::string_view name(Evidence evidence) {
  switch (evidence) {
    case Evidence::certain: return "certain";
    case Evidence::known: return "known";
    case Evidence::likely: break;
  }
  return "likely";
}

namespace {

// Questions longer than so many steps are answered with "unknown".
constexpr std::uint32_t most_steps = 4000;
// A variable assigned in more places than this is not followed.
constexpr std::size_t most_variable_writes = 16;

// `results[0]`; nothing when it is worked out at run time.
std::optional<std::uint32_t> index_of(Node index) {
  if (!index.is(Kind::number)) return std::nullopt;
  std::uint32_t number = 0;
  for (const char digit : index.text()) {
    if (digit < '0' || digit > '9' || number > 10000) return std::nullopt;
    number = number * 10 + static_cast<std::uint32_t>(digit - '0');
  }
  return number;
}

// `Promise`, `!Promise` or `Promise<…>`, and then the closing brace.
bool is_promise_type(std::string_view type) {
  type.remove_prefix(std::min(type.find_first_not_of(" !"), type.size()));
  if (!type.starts_with("Promise")) return false;
  type.remove_prefix(7);
  if (type.starts_with('<')) {
    int open = 0;
    std::size_t end = 0;
    do {
      if (type[end] == '<') ++open;
      if (type[end] == '>') --open;
      ++end;
    } while (open > 0 && end < type.size());
    type.remove_prefix(end);
  }
  return type.starts_with('}');
}

// Whether a JSDoc comment says that a function returns a promise, and nothing but a promise.
bool promises_a_promise(std::string_view comment) {
  if (!comment.starts_with("/**")) return false;
  for (const std::string_view tag : {"@returns {", "@return {"})
    if (const auto at = comment.find(tag); at != std::string_view::npos)
      return is_promise_type(comment.substr(at + tag.size()));
  const auto type = comment.find("@type {");
  if (type == std::string_view::npos) return false;
  const auto arrow = comment.find("=>", type);
  return arrow != std::string_view::npos && is_promise_type(comment.substr(arrow + 2));
}

// Whether what somebody may pass instead is most likely of the same kind: an object with a name.
bool is_model(const Value& standard, Node expression) {
  return standard.is(Shape::instance) || standard.is(Shape::typed) || standard.is(Shape::api) ||
         (standard.is(Shape::object) && syntax::unwrap(expression).is(Kind::identifier));
}

bool is_safe(const Facts& facts, const Value& promise) { return promise.cannot_reject || facts.never_rejects(promise); }

// Whether nothing is seen by which a promise would reject.
bool is_calm(const Facts& facts, const Value& promise) {
  return promise.is_caught || is_safe(facts, promise) || !seen_reason_to_fail(facts, promise);
}

// Where it may be one promise or another: the one of which less is known, or else the one that may fail.
const Value& speaks_for_both(const Facts& facts, const Value& a, const Value& b) {
  if (a.evidence != b.evidence) return a.evidence > b.evidence ? a : b;
  return a.node != b.node && is_calm(facts, a) ? b : a;
}

}  // namespace

Facts::Facts(const syntax::Tree& tree, TopLevel top_level, Surroundings surroundings,
             const types::ModuleSource* modules, const LiveNames* live)
    : tree_(tree),
      top_level_(top_level),
      surroundings_(surroundings),
      bindings_(tree, top_level == TopLevel::module ? Mode::strict : Mode::sloppy, live),
      bridge_(std::make_unique<TypeBridge>(*this, modules)),
      modules_(modules) {}

Facts::~Facts() = default;

void Facts::record(QuestionLog* log) const {
  log_ = log;
  bindings_.record(log);
  tree_.set_listener(log);
}

void Facts::holds_once() const {
  if (log_ == nullptr) return;
  Question question;
  question.kind = Question::Kind::once;
  log_->add(question);
}

namespace {

// Of expressions, those that take more to evaluate than to look up.
bool is_asked_for_again(Kind kind) {
  return kind == Kind::call_expression || kind == Kind::new_expression || kind == Kind::member_expression ||
         kind == Kind::this_;
}

}  // namespace

Value Facts::value(Node expression) const {
  if (depth_ == 0) {
    steps_ = 0;
    bridge_->walk.begin();
    if (entered_.empty()) provisional_.clear();
  }
  if (!expression || depth_ >= deepest_question || ++steps_ > most_steps) {
    // What was cut off here must not be kept as if it were the whole answer.
    if (expression) {
      ++cycles_;
      ++cuts_;
    }
    return {};
  }
  // A log has a list of questions for each answer that is kept, which costs more than it saves here.
  const bool is_kept = log_ == nullptr && is_asked_for_again(expression.kind());
  if (is_kept)
    if (const Value* known = recall(expression_values_, key_of(expression))) return *known;
  const std::uint32_t cycles = cycles_;
  ++depth_;
  Value value = evaluate(expression);
  --depth_;
  if (is_kept && cycles == cycles_ && !value.is(Shape::pending)) keep(expression_values_, key_of(expression), value, 0);
  // A circle that nothing leads out of.
  if (value.is(Shape::pending) && depth_ == 0 && entered_.empty()) return {};
  return value;
}

Value Facts::evaluate(Node expression) const {
  switch (expression.kind()) {
    case Kind::as_expression:
    case Kind::type_assertion: {
      const bool is_behind = expression.is(Kind::as_expression);
      const Value said = annotated(is_behind ? expression.last_named_child() : expression.named_child(0));
      if (!said.is(Shape::unknown)) return said;
      [[fallthrough]];
    }
    case Kind::parenthesized_expression:
    case Kind::satisfies_expression:
    case Kind::non_null_expression:
    case Kind::instantiation_expression: {
      const Node inner = syntax::unwrap(expression);
      return inner == expression ? Value{} : value(inner);
    }
    case Kind::identifier:
    case Kind::shorthand_property_identifier: return of_identifier(expression);
    case Kind::this_: return this_value(expression);
    case Kind::member_expression:
    case Kind::subscript_expression: {
      const auto access = MemberExpression::assume(expression);
      if (const auto name = access.name()) return member(value(access.object()), *name, expression);
      // `results[i]`
      const Node index = access.property();
      if (!expression.is(Kind::subscript_expression) || index.is(Kind::string)) return {};
      return element(value(access.object()), index_of(index));
    }
    case Kind::super: {
      const Value own = this_value(expression);
      if (!own.is(Shape::instance) && !own.is(Shape::class_)) return {};
      const auto view = syntax::ClassView::from(own.node);
      const Value base = view ? value(view->superclass()) : Value{};
      if (base.type && !base.is(Shape::class_)) return own.is(Shape::instance) ? constructed(base, {}) : base;
      return base.is(Shape::class_) ? Value::of(own.shape, base.node) : Value{};
    }
    case Kind::call_expression: return of_call(CallExpression::assume(expression));
    case Kind::new_expression: return of_new(NewExpression::assume(expression));
    case Kind::await_expression: {
      const Value result = awaited(value(syntax::unwrap(expression.named_child(0))));
      return result.is_promise() ? Value{} : result;
    }
    case Kind::assignment_expression: return value(expression.child(Field::right));
    case Kind::sequence_expression: return value(expression.last_named_child());
    case Kind::ternary_expression:
      return join(value(expression.child(Field::consequence)), value(expression.child(Field::alternative)));
    case Kind::binary_expression: {
      const Kind operation = expression.child(Field::operator_).kind();
      if (operation == Kind::op_amp_amp) return value(expression.child(Field::right));
      if (operation == Kind::op_pipe_pipe || operation == Kind::op_question_question) {
        const Node left = syntax::unwrap(expression.child(Field::left));
        const Value right = value(expression.child(Field::right));
        if (left.is(Kind::null, Kind::undefined)) return right;
        const Value first = value(left);
        return first.is(Shape::unknown) && is_model(right, expression.child(Field::right)) ? right : join(first, right);
      }
      return Value::of(Shape::plain);
    }
    case Kind::function_expression:
    case Kind::function_declaration:
    case Kind::generator_function:
    case Kind::generator_function_declaration:
    case Kind::arrow_function:
    case Kind::method_definition: return Value::of(Shape::function, expression);
    case Kind::function_signature: return of_declared_function(expression);
    case Kind::class_:
    case Kind::class_declaration:
    case Kind::abstract_class_declaration: return Value::of(Shape::class_, expression);
    case Kind::object: return Value::of(Shape::object, expression);
    case Kind::array: return Value::of(Shape::array, expression);
    case Kind::string:
    case Kind::template_string:
    case Kind::number:
    case Kind::regex:
    case Kind::true_:
    case Kind::false_:
    case Kind::null:
    case Kind::undefined:
    case Kind::unary_expression:
    case Kind::update_expression:
    case Kind::jsx_element:
    case Kind::jsx_self_closing_element: return Value::of(Shape::plain);
    default: return {};
  }
}

Value Facts::join(const Value& a, const Value& b) const {
  if (a.is(Shape::pending)) return b;
  if (b.is(Shape::pending)) return a;
  if (a.shape == b.shape) {
    switch (a.shape) {
      case Shape::promise:
      case Shape::promise_function: {
        Value joined = speaks_for_both(*this, a, b);
        joined.is_partial = a.is_partial || b.is_partial;
        joined.cannot_reject = a.cannot_reject && b.cannot_reject;
        joined.is_caught = a.is_caught && b.is_caught;
        if (a.is_promise() && (a.node != b.node || a.settled_by != b.settled_by || a.type != b.type)) {
          joined.settled_by = {};
          const types::TypeRef both[] = {bridge_->walk.question(types::TypeKind::awaited, local_type(a)),
                                         bridge_->walk.question(types::TypeKind::awaited, local_type(b))};
          joined.type = bridge_->walk.union_of(both);
        }
        return joined;
      }
      case Shape::plain:
      case Shape::list: return Value::of(a.shape);
      case Shape::map: {
        if (a.type == b.type) return a;
        Value joined = Value::of(Shape::map);
        if (!a.type || !b.type) return joined;
        types::TypeWalk& walk = bridge_->walk;
        const types::TypeRef one = walk.head(a.type);
        const types::TypeRef other = walk.head(b.type);
        if (!one.is(types::TypeKind::map) || !other.is(types::TypeKind::map)) return joined;
        const auto either = [&](types::TypeId first, types::TypeId second) {
          const types::TypeRef both[] = {{one.module, first, one.environment},
                                         {other.module, second, other.environment}};
          return walk.union_of(both);
        };
        joined.type =
            walk.made(types::TypeKind::map, either(one.node().a, other.node().a), either(one.node().b, other.node().b));
        return joined;
      }
      case Shape::array:
      case Shape::set:
      case Shape::stream: {
        if (a.node == b.node && a.type == b.type) return a;
        Value joined = Value::of(a.shape);
        const Value first = element(a);
        const Value other = element(b);
        // Of `[]` nothing comes.
        if (a.node.is(Kind::array) && a.node.named_child_count() == 0) return b;
        if (b.node.is(Kind::array) && b.node.named_child_count() == 0) return a;
        if (!first.is(Shape::unknown) && !other.is(Shape::unknown)) joined.type = type_of(join(first, other));
        return joined;
      }
      case Shape::api:
        if (a.api == b.api) return a;
        break;
      case Shape::typed:
        if (a.type == b.type) return a;
        break;
      default:
        if (a.node == b.node) return a.api == b.api ? a : Value::of(a.shape, a.node);
        break;
    }
  }
  if (a.is(Shape::unknown) || b.is(Shape::unknown)) return {};
  if (a.is_promise() != b.is_promise() && (a.is(Shape::plain) || b.is(Shape::plain))) {
    Value partial = a.is_promise() ? a : b;
    partial.is_partial = true;
    return partial;
  }
  const auto is_one = [&](Shape shape) { return a.is(shape) || b.is(shape); };
  if (is_one(Shape::typed) || is_one(Shape::api) || is_one(Shape::instance)) {
    // `undefined` or a store: the store is meant.
    if (a.is(Shape::plain)) return b;
    if (b.is(Shape::plain)) return a;
  }
  if (is_one(Shape::typed) || is_one(Shape::api)) {
    const types::TypeRef both[] = {type_of(a), type_of(b)};
    if (!both[0] || !both[1]) return {};
    Value joined = Value::of(Shape::typed);
    joined.type = bridge_->walk.union_of(both);
    joined.evidence = Evidence::known;
    return modules_ == nullptr ? joined : of_type(joined.type);
  }
  // Two functions are one when both give a promise.
  const auto result = [&](const Value& value) { return called(value, {}); };
  const Value first = result(a);
  const Value second = result(b);
  if (!first.is_promise() || !second.is_promise()) return {};
  Value joined = speaks_for_both(*this, first, second);
  joined.shape = Shape::promise_function;
  joined.cannot_reject = is_safe(*this, first) && is_safe(*this, second);
  joined.is_caught = is_calm(*this, first) && is_calm(*this, second);
  return joined;
}

Value Facts::of_identifier(Node identifier) const {
  const Binding binding = bindings_.resolve(identifier);
  if (binding) return of_binding(binding);
  const std::string_view name = identifier.text();
  if (name == "undefined") return Value::of(Shape::plain);
  Value global = Value::of_api(ApiPath::global(name));
  // These are this module's own.
  if (name != "exports" && name != "module" && name != "require" && name != "arguments")
    global.type = bridge_->walk.global(name);
  return global;
}

bool Facts::is_exported(Node declaration) const {
  const Node parent = declaration.parent();
  return parent.is(Kind::export_statement) || (surroundings_ != Surroundings::none && parent.is(Kind::program));
}

Value Facts::of_binding(const Binding& binding) const {
  if (binding.kind == DeclarationKind::other || binding.kind == DeclarationKind::caught) return {};
  // `export let onSave` of a component is whatever its parent says.
  if (surroundings_ == Surroundings::component && binding.kind == DeclarationKind::let &&
      binding.owner.parent().parent().is(Kind::export_statement))
    return {};
  return value_of_key(key_of(binding.identifier), [&] {
    Value result;
    switch (binding.kind) {
      case DeclarationKind::import_: result = of_import(binding); break;
      case DeclarationKind::var:
      case DeclarationKind::let:
      case DeclarationKind::constant: result = of_declarator(binding); break;
      case DeclarationKind::function:
      case DeclarationKind::class_:
      case DeclarationKind::own_name: result = binding.is_repeated ? Value{} : value(binding.owner); break;
      case DeclarationKind::parameter: result = of_parameter(binding); break;
      default: break;
    }
    if (binding.owner.is(Kind::for_in_statement)) result = of_loop_variable(binding);
    if (binding.kind == DeclarationKind::import_ || binding.kind == DeclarationKind::constant) return result;
    const auto writes = bindings_.writes(binding);
    if (binding.is_repeated || writes.size() > most_variable_writes) return Value{};
    // A variable that is declared without a value is what is assigned to it.
    bool has_value = !result.is(Shape::pending);
    for (const Node write : writes) {
      const Node assignment = write.parent();
      const bool is_plain = assignment.is(Kind::assignment_expression) && assignment.child(Field::left) == write;
      const Value written = is_plain ? value(assignment.child(Field::right)) : Value{};
      result = has_value ? join(result, written) : written;
      has_value = true;
    }
    return result.is(Shape::pending) ? Value{} : result;
  });
}

Value Facts::of_import(const Binding& binding) const {
  Node statement = binding.owner;
  while (statement && !statement.is(Kind::import_statement)) statement = statement.parent();
  if (!statement) return {};
  const auto module = syntax::string_value(syntax::ImportStatement::assume(statement).source());
  if (!module) return {};
  const ApiPath path = ApiPath::module(*module);
  const auto found = [&](const ApiPath& api, std::span<const std::string_view> names) {
    Value value = Value::of_api(api);
    value.type = bridge_->walk.imported(*module, types::ImportSyntax::import_, names);
    return value;
  };
  switch (binding.owner.kind()) {
    case Kind::import_require_clause:
    case Kind::namespace_import: return found(path, {});
    case Kind::import_specifier: {
      const Node imported = binding.owner.child(Field::name);
      const std::string_view name = syntax::string_value(imported).value_or(imported.text());
      return found(path.member(name), std::span(&name, 1));
    }
    default: {
      const ApiPath api = path.member("default");
      const std::string_view name = "default";
      // A built-in module is its own default export.
      return api == path ? found(api, {}) : found(api, std::span(&name, 1));
    }
  }
}

// A function that the text does not show, but describes: `@returns {Promise<…>}`.
Value Facts::documented(Node declaration) const {
  if (!promises_a_promise(comment_before(declaration))) return {};
  Value value = Value::promise(Evidence::likely, PromiseSource::jsdoc, declaration);
  value.shape = Shape::promise_function;
  return value;
}

std::string_view Facts::comment_before(Node statement) const {
  if (!statement) return {};
  if (log_ != nullptr) {
    Question question;
    question.kind = Question::Kind::comment;
    question.unit = statement.unit();
    question.record = statement.index();
    log_->add_content(statement.unit());
    log_->add(question);
  }
  Span place = statement.span();
  for (Node parent = statement.parent(); parent.is(Kind::export_statement); parent = parent.parent())
    place = parent.span();
  const auto comments = tree_.comments();
  const auto after = std::upper_bound(comments.begin(), comments.end(), place.begin,
                                      [](std::uint32_t at, Span comment) { return at < comment.begin; });
  if (after == comments.begin()) return {};
  const Span comment = *(after - 1);
  if (comment.end > place.begin) return {};
  const auto between = slice(tree_.text(), {comment.end, place.begin});
  return between.find_first_not_of(" \t\r\n") == std::string_view::npos ? slice(tree_.text(), comment)
                                                                        : std::string_view{};
}

const ControlFlow& Facts::control_flow(Node function) const {
  const std::uint64_t key = key_of(function);
  if (const auto* known = recall(flows_, key)) return **known;
  const Section section(log_);
  keep(flows_, key, std::make_shared<const ControlFlow>(*this, function), section.first());
  return *flows_.find(key)->second.answer;
}

bool Facts::is_global(Node expression, std::string_view name) const {
  expression = syntax::unwrap(expression);
  if (expression.is(Kind::identifier)) return expression.text() == name && !bindings_.resolve(expression);
  const Value found = value(expression);
  return found.is(Shape::api) && found.api.is_global(name);
}

bool Facts::is_global_member(Node expression, std::string_view owner, std::string_view name) const {
  const auto access = MemberExpression::from(syntax::unwrap(expression));
  return access && access->name() == name && is_global(access->object(), owner);
}

bool Facts::is_combinator_call(Node call) const {
  const auto view = CallExpression::from(call);
  if (!view) return false;
  const auto member = view->member();
  if (!member) return false;
  const auto name = member->name();
  return (name == "all" || name == "allSettled" || name == "race" || name == "any") &&
         (is_global(member->object(), "Promise") || is_promise_library(value(member->object()).api));
}

bool Facts::may_await(Node place) const {
  for (Node at = place; at; at = at.parent()) {
    const Node parent = at.parent();
    if (!parent) break;
    if (syntax::is_function_kind(parent.kind()))
      return at.field() == Field::body && Function::assume(parent).is_async();
    // A namespace becomes a function.
    if (parent.is(Kind::class_body, Kind::class_static_block, Kind::internal_module, Kind::module_)) return false;
  }
  return top_level_ == TopLevel::module;
}

bool Facts::never_rejects(const Value& promise) const { return value_cannot_reject(*this, promise); }

}  // namespace asynclint
