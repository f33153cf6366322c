#include "facts/facts.h"

#include <algorithm>
#include <utility>

#include "facts/entered.h"
#include "facts/flow.h"
#include "facts/names.h"
#include "facts/rejection.h"

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

// Expressions nested deeper than this, and questions longer than so many steps, are answered with "unknown".
constexpr std::uint32_t deepest_expression = 64;
constexpr std::uint32_t most_steps = 4000;
// A variable assigned in more places than this is not followed.
constexpr std::size_t most_variable_writes = 16;
// A function called in more places than this is not asked what its parameters are.
constexpr std::size_t most_calls = 8;

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

// What a function's comment stands before: the function, or the declaration that gives it its name.
Node documentation_place(Node function) {
  const Node holder = function.parent();
  if (holder.is(Kind::variable_declarator)) return syntax::enclosing_statement(holder);
  return holder.is(Kind::pair, Kind::field_definition, Kind::public_field_definition) ? holder : function;
}

}  // namespace

Facts::Facts(const syntax::Tree& tree, TopLevel top_level, Surroundings surroundings)
    : tree_(tree),
      top_level_(top_level),
      surroundings_(surroundings),
      bindings_(tree, top_level == TopLevel::module ? Mode::strict : Mode::sloppy) {}

void Facts::record(QuestionLog* log) const {
  log_ = log;
  bindings_.record(log);
  tree_.set_listener(log);
}

void Facts::holds_once() const {
  if (log_ == nullptr) return;
  Question question;
  question.kind = Question::Kind::once;
  log_->add(std::move(question));
}

Value Facts::value(Node expression) const {
  if (depth_ == 0) steps_ = 0;
  if (!expression || depth_ >= deepest_expression || ++steps_ > most_steps) {
    // What was cut off here must not be kept as if it were the whole answer.
    if (expression) ++cycles_;
    return {};
  }
  ++depth_;
  Value value = evaluate(expression);
  --depth_;
  // A circle that nothing leads out of.
  if (value.is(Shape::pending) && depth_ == 0 && entered_.empty()) return {};
  return value;
}

Value Facts::evaluate(Node expression) const {
  switch (expression.kind()) {
    case Kind::parenthesized_expression:
    case Kind::as_expression:
    case Kind::satisfies_expression:
    case Kind::non_null_expression:
    case Kind::type_assertion:
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
      const auto name = access.name();
      return name ? member(value(access.object()), *name, expression) : Value{};
    }
    case Kind::super: {
      const Value own = this_value(expression);
      if (!own.is(Shape::instance) && !own.is(Shape::class_)) return {};
      const auto view = syntax::ClassView::from(own.node);
      const Value base = view ? value(view->superclass()) : Value{};
      if (!base.is(Shape::class_)) return {};
      return Value::of(own.shape, base.node);
    }
    case Kind::call_expression: return of_call(CallExpression::assume(expression));
    case Kind::new_expression: return of_new(NewExpression::assume(expression));
    case Kind::await_expression: {
      const Node operand = syntax::unwrap(expression.named_child(0));
      const Value awaited = value(operand);
      if (awaited.is_promise()) {
        if (awaited.source != PromiseSource::dynamic_import) return {};
        const auto module = syntax::string_value(CallExpression::assume(awaited.node).argument(0));
        return module ? Value::of_api(ApiPath::module(*module)) : Value{};
      }
      return awaited;
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
        return left.is(Kind::null, Kind::undefined) ? right : join(value(left), right);
      }
      return Value::of(Shape::plain);
    }
    case Kind::function_expression:
    case Kind::function_declaration:
    case Kind::generator_function:
    case Kind::generator_function_declaration:
    case Kind::arrow_function:
    case Kind::method_definition: return Value::of(Shape::function, expression);
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
        Value joined = a.evidence >= b.evidence ? a : b;
        return joined;
      }
      case Shape::plain:
      case Shape::array:
      case Shape::set:
      case Shape::map:
      case Shape::list:
      case Shape::stream: return Value::of(a.shape);
      case Shape::api: return a.api == b.api ? a : Value{};
      default:
        if (a.node == b.node) return a;
        break;
    }
  }
  // Two functions are one when both give a promise.
  const auto result = [&](const Value& value) { return called(value, {}); };
  const Value first = result(a);
  const Value second = result(b);
  if (!first.is_promise() || !second.is_promise()) return {};
  Value joined = first.evidence >= second.evidence ? first : second;
  joined.shape = Shape::promise_function;
  return joined;
}

Value Facts::of_identifier(Node identifier) const {
  const Binding binding = bindings_.resolve(identifier);
  if (binding) return of_binding(binding);
  const std::string_view name = identifier.text();
  if (name == "undefined") return Value::of(Shape::plain);
  return Value::of_api(ApiPath::global(name));
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
  const std::uint64_t key = key_of(binding.identifier);
  if (const Value* known = recall(values_, key)) return *known;
  const Section section(log_);
  if (std::ranges::find(entered_, key) != entered_.end()) {
    ++cycles_;
    return Value::of(Shape::pending);
  }
  const std::uint32_t cycles = cycles_;
  Value result;
  {
    const Entered entered(*this, key);
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
    if (binding.kind != DeclarationKind::import_ && binding.kind != DeclarationKind::constant) {
      const auto writes = bindings_.writes(binding);
      // A variable that is declared without a value is what is assigned to it.
      bool has_value = !result.is(Shape::pending);
      if (binding.is_repeated || writes.size() > most_variable_writes)
        result = {};
      else
        for (const Node write : writes) {
          const Node assignment = write.parent();
          const bool is_plain = assignment.is(Kind::assignment_expression) && assignment.child(Field::left) == write;
          const Value written = is_plain ? value(assignment.child(Field::right)) : Value{};
          result = has_value ? join(result, written) : written;
          has_value = true;
        }
      if (result.is(Shape::pending)) result = {};
    }
  }
  if (cycles == cycles_) keep(values_, key, result, section.first());
  return result;
}

// What a parameter is when every use of its function is a call that is seen: what the calls pass, if that is one thing.
Value Facts::of_parameter(const Binding& binding) const {
  const Node function = binding.owner;
  const Node holder = function.parent();
  Binding name;
  if (function.is(Kind::function_declaration))
    name = bindings_.resolve(function.child(Field::name));
  else if (holder.is(Kind::variable_declarator) && holder.child(Field::name).is(Kind::identifier))
    name = bindings_.resolve(holder.child(Field::name));
  const Node declaration = function.is(Kind::function_declaration) ? function : holder.parent();
  if (!name || name.is_repeated || is_exported(declaration)) return {};
  const auto parameters = Function::assume(function).parameters();
  const auto place = std::ranges::find(parameters, binding.identifier);
  if (place == parameters.end()) return {};
  const auto index = static_cast<std::uint32_t>(place - parameters.begin());
  const auto uses = bindings_.references(name);
  if (uses.empty() || uses.size() > most_calls) return {};
  Value joined = Value::of(Shape::pending);
  for (const Node use : uses) {
    const auto call = CallExpression::from(use.parent());
    if (!call || use.field() != Field::function || call->argument_list().child(Kind::spread_element)) return {};
    const Node argument = call->argument(index);
    joined = join(joined, argument ? value(argument) : Value::of(Shape::plain));
  }
  return joined;
}

Value Facts::of_declarator(const Binding& binding) const {
  const auto declarator = syntax::VariableDeclarator::from(binding.owner);
  if (!declarator) return {};
  if (!declarator->value()) {
    const Value from_comment = documented(syntax::enclosing_statement(binding.owner));
    if (!from_comment.is(Shape::unknown)) return from_comment;
    return binding.kind == DeclarationKind::constant ? Value{} : Value::of(Shape::pending);
  }
  // The keys on the way from the pattern to the name.
  std::vector<std::string_view> path;
  for (Node at = binding.identifier; at != declarator->name();) {
    const Node parent = at.parent();
    switch (parent.kind()) {
      case Kind::object_pattern:
        if (at.is(Kind::shorthand_property_identifier_pattern)) path.push_back(at.text());
        break;
      case Kind::pair_pattern: {
        const Node key = parent.child(Field::key);
        const auto name = key.is(Kind::property_identifier) ? std::optional(key.text()) : syntax::string_value(key);
        if (!name) return {};
        path.push_back(*name);
        break;
      }
      default: return {};
    }
    at = parent;
  }
  Value result = value(declarator->value());
  for (auto name = path.rbegin(); name != path.rend(); ++name) {
    // `const { promise } = Promise.withResolvers()`
    const Node source = syntax::unwrap(declarator->value());
    if (*name == "promise" && path.size() == 1 && source.is(Kind::call_expression) &&
        is_global_member(CallExpression::assume(source).callee(), "Promise", "withResolvers"))
      return Value::promise(Evidence::certain, PromiseSource::language, source);
    result = member(result, *name, binding.identifier);
  }
  if (result.is(Shape::unknown)) {
    const Value from_comment = documented(syntax::enclosing_statement(binding.owner));
    if (!from_comment.is(Shape::unknown)) return from_comment;
  }
  return result;
}

Value Facts::of_import(const Binding& binding) const {
  Node statement = binding.owner;
  while (statement && !statement.is(Kind::import_statement)) statement = statement.parent();
  if (!statement) return {};
  const auto module = syntax::string_value(syntax::ImportStatement::assume(statement).source());
  if (!module) return {};
  const ApiPath path = ApiPath::module(*module);
  switch (binding.owner.kind()) {
    case Kind::import_require_clause:
    case Kind::namespace_import: return Value::of_api(path);
    case Kind::import_specifier: {
      const Node imported = binding.owner.child(Field::name);
      const auto quoted = syntax::string_value(imported);
      return Value::of_api(path.member(quoted ? *quoted : imported.text()));
    }
    default: return Value::of_api(path.member("default"));
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
    QuestionLog* const log = std::exchange(log_, nullptr);
    question.name = comment_before(statement);
    log_ = log;
    log_->add_content(statement.unit());
    log_->add(std::move(question));
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

FunctionFacts Facts::function(Node function) const {
  const std::uint64_t key = key_of(function);
  if (const FunctionFacts* known = recall(functions_, key)) return *known;
  const Section section(log_);
  if (std::ranges::find(entered_, key) != entered_.end()) {
    ++cycles_;
    return {Value::of(Shape::pending), std::nullopt};
  }
  if (depth_ >= deepest_expression) return {};
  const std::uint32_t cycles = cycles_;
  FunctionFacts facts;
  {
    const Entered entered(*this, key);
    facts = compute(function);
  }
  // What rests on a question that is not answered yet is asked again later; the outermost question is answered.
  if (facts.returned.is(Shape::pending) && entered_.empty()) facts.returned = {};
  if (cycles == cycles_ || entered_.empty()) keep(functions_, key, facts, section.first());
  return facts;
}

const ControlFlow& Facts::control_flow(Node function) const {
  const std::uint64_t key = key_of(function);
  if (const auto* known = recall(flows_, key)) return **known;
  const Section section(log_);
  keep(flows_, key, std::make_shared<const ControlFlow>(*this, function), section.first());
  return *flows_.find(key)->second.answer;
}

FunctionFacts Facts::compute(Node node) const {
  const auto view = Function::assume(node);
  FunctionFacts facts;
  if (view.is_generator()) {
    facts.returned = Value::of(view.is_async() ? Shape::stream : Shape::plain);
    return facts;
  }
  if (view.is_async()) {
    facts.returned = Value::promise(Evidence::certain, PromiseSource::async_function, node);
    return facts;
  }
  const Node body = view.body();
  Value joined = Value::of(Shape::pending);
  bool has_promise = false;
  if (!view.has_block_body()) {
    joined = value(body);
  } else {
    bool is_first = true;
    const auto add = [&](const Value& returned) {
      has_promise = has_promise || returned.is_promise();
      joined = is_first ? returned : join(joined, returned);
      is_first = false;
    };
    visit_own(body, [&](Node inner) {
      if (!inner.is(Kind::return_statement)) return true;
      const Node argument = inner.named_child(0);
      add(argument ? value(argument) : Value::of(Shape::plain));
      return false;
    });
    // What is empty, or only throws, is meant to be written by somebody else: its comment says what it is for.
    const bool is_abstract = is_first && (body.named_child_count() == 0 || !completes_normally(body));
    if (is_abstract) facts.returned = called(documented(documentation_place(node)), {});
    if (facts.returned.is(Shape::unknown) && completes_normally(body)) add(Value::of(Shape::plain));
  }
  if (!facts.returned.is(Shape::unknown)) return facts;
  if (joined.is_promise() && joined.source != PromiseSource::chain && joined.source != PromiseSource::name) {
    if (joined.source != PromiseSource::jsdoc)
      joined = Value::promise(joined.evidence, PromiseSource::returning_function, node);
  } else if (has_promise && !joined.is_promise()) {
    facts.callback_parameter = callback_parameter(node);
  }
  if (joined.is(Shape::unknown) && !facts.callback_parameter && !has_promise)
    if (const Value described = called(documented(documentation_place(node)), {}); described.is_promise())
      joined = described;
  facts.returned = joined;
  return facts;
}

// The last parameter, when it is a callback and a condition in the body asks whether it was given.
std::optional<std::uint32_t> Facts::callback_parameter(Node node) const {
  const auto parameters = Function::assume(node).parameters();
  if (parameters.empty() || !parameters.back().is(Kind::identifier)) return std::nullopt;
  const std::string_view name = parameters.back().text();
  const auto is_parameter = [&](Node part) { return part.is(Kind::identifier) && part.text() == name; };
  bool is_asked = false;
  bool is_called = is_named_like_a_callback(name);
  visit_own(node.child(Field::body), [&](Node inner) {
    if (inner.is(Kind::call_expression) && is_parameter(inner.child(Field::function))) is_called = true;
    if (inner.is(Kind::if_statement, Kind::ternary_expression))
      visit_own(inner.child(Field::condition), [&](Node part) {
        is_asked = is_asked || is_parameter(part);
        return !is_asked;
      });
    return true;
  });
  if (!is_asked || !is_called) return std::nullopt;
  return static_cast<std::uint32_t>(parameters.size() - 1);
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
