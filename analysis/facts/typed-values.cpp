// Values and types: what a type of another module is as a value of this text, and the other way round.
#include <algorithm>

#include "facts/entered.h"
#include "facts/facts.h"
#include "facts/flow.h"
#include "facts/names.h"
#include "facts/type-bridge.h"

namespace asynclint {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;
using types::TypeKind;
using types::TypeRef;

namespace {

// An array literal with more elements than this is not looked at one by one.
constexpr std::size_t most_elements = 32;

// `read(path, (error, text) => …)`: whoever takes such a callback gives the result to it.
bool takes_error_callback(Node call) {
  const auto callback = Function::from(syntax::unwrap(call.child(Field::arguments).last_named_child()));
  if (!callback || callback->is_async()) return false;
  const auto parameters = callback->parameters();
  if (parameters.empty()) return false;
  const std::string_view name = parameters.front().text();
  return name == "err" || name == "error" || name == "_err" || name == "e" || name == "er";
}

}  // namespace

types::TypeRef Facts::local_type(const Value& value) const {
  bridge_->locals.push_back({value, {}});
  return bridge_->walk.local(static_cast<std::uint32_t>(bridge_->locals.size() - 1));
}

types::TypeRef Facts::local_type(Node expression) const {
  const auto [known, is_new] = bridge_->of_expressions.try_emplace(key_of(expression));
  if (is_new) {
    bridge_->locals.push_back({{}, expression});
    known->second = bridge_->walk.local(static_cast<std::uint32_t>(bridge_->locals.size() - 1));
  }
  return known->second;
}

Value Facts::of_local(std::uint32_t index) const {
  const TypeBridge::Local local = bridge_->locals[index];
  return local.expression ? value(local.expression) : local.value;
}

TypeRef Facts::type_of(const Value& value) const {
  switch (value.shape) {
    case Shape::unknown:
    case Shape::pending: return {};
    case Shape::plain: return bridge_->walk.plain();
    case Shape::typed: return value.type;
    case Shape::api: return value.type ? value.type : local_type(value);
    default: return local_type(value);
  }
}

Value Facts::of_type(TypeRef type, DeclaredAt origin) const {
  types::TypeWalk& walk = bridge_->walk;
  const TypeRef head = walk.head(type);
  if (!head) return {};
  const types::TypeNode node = head.node();
  const TypeRef part{head.module, node.a, head.environment};
  const auto collection = [&](Shape shape) {
    Value value = Value::of(shape);
    value.type = part;
    return value;
  };
  switch (node.kind) {
    case TypeKind::unknown: return {};
    case TypeKind::plain:
    case TypeKind::nothing:
    case TypeKind::never: return Value::of(Shape::plain);
    case TypeKind::promise: {
      Value value = Value::promise(Evidence::known, PromiseSource::declared, {});
      value.type = part;
      value.origin = origin;
      value.cannot_reject = (node.b & types::promise_flag::cannot_reject) != 0;
      value.is_caught = (node.b & types::promise_flag::catches) != 0;
      return value;
    }
    case TypeKind::array: return collection(Shape::array);
    case TypeKind::set: return collection(Shape::set);
    case TypeKind::map: {
      Value value = Value::of(Shape::map);
      value.type = head;
      return value;
    }
    case TypeKind::stream: return collection(Shape::stream);
    case TypeKind::local: return of_local(node.a);
    case TypeKind::union_: return of_union(head, origin);
    case TypeKind::object:
    case TypeKind::intersection:
      // `interface Query extends Promise<Row[]>`
      if (const TypeRef promise = walk.base_of_kind(head, TypeKind::promise)) return of_type(promise, origin);
      if (const TypeRef stream = walk.base_of_kind(head, TypeKind::stream)) return of_type(stream, origin);
      break;
    default: break;
  }
  Value value = Value::of(Shape::typed);
  value.type = head;
  value.origin = origin;
  value.evidence = Evidence::known;
  return value;
}

bool Facts::is_calm_elsewhere(const Value& value) const {
  if (modules_ == nullptr || !value.type || (!value.is(Shape::api) && !value.is(Shape::typed))) return false;
  if (depth_ == 0) bridge_->walk.begin();
  const TypeRef head = bridge_->walk.head(value.type);
  constexpr std::uint32_t calm = types::promise_flag::cannot_reject | types::promise_flag::catches;
  return head.is(TypeKind::promise) && (head.node().b & calm) != 0;
}

// `Promise<User> | undefined` is a promise on some ways; of a value or nothing, the value is meant.
Value Facts::of_union(TypeRef type, DeclaredAt origin) const {
  Value promise;
  Value other;
  bool has_nothing = false;
  std::size_t others = 0;
  for (const TypeRef one : bridge_->walk.alternatives(type)) {
    if (!one || one.is(TypeKind::unknown) || one.is(TypeKind::union_)) return {};
    const Value value = of_type(one, origin);
    if (value.is_promise()) {
      promise = promise.is_promise() && promise.evidence > value.evidence ? promise : value;
    } else if (value.is(Shape::unknown) || value.is(Shape::pending)) {
      return {};
    } else if (value.is(Shape::plain)) {
      has_nothing = true;
    } else {
      other = value;
      ++others;
    }
  }
  if (promise.is_promise()) {
    if (others > 0 || has_nothing) promise.is_partial = true;
    if (promise.type) promise.type = bridge_->walk.question(TypeKind::awaited, type);
    return promise;
  }
  if (others == 0) return has_nothing ? Value::of(Shape::plain) : Value{};
  if (others == 1) return other;
  Value value = Value::of(Shape::typed);
  value.type = type;
  value.origin = origin;
  value.evidence = Evidence::known;
  return value;
}

Value Facts::annotated(Node annotation) const {
  if (!annotation) return {};
  const types::TypeId id = reader().type_of(annotation);
  return id == 0 ? Value{} : of_type({&bridge_->walk.own().view(), id, nullptr});
}

types::DeclarationReader& Facts::reader() const {
  if (log_ != nullptr) {
    Question question;
    question.kind = Question::Kind::types;
    log_->add(question);
  }
  if (!bridge_->reader) {
    // To collect what is declared is one question.
    const syntax::Tree::Unnoted unnoted(tree_);
    bridge_->reader =
        std::make_unique<types::DeclarationReader>(tree_, types::TextForm::source, bridge_->walk.own(), bridge_.get());
    bridge_->reader->read();
  }
  return *bridge_->reader;
}

std::vector<types::Argument> Facts::arguments_of(Node call) const {
  std::vector<types::Argument> arguments;
  if (!call) return arguments;
  for (const Node given : syntax::named_children(call.child(Field::arguments))) {
    types::Argument& argument = arguments.emplace_back();
    const Node node = syntax::unwrap(given);
    argument.is_spread = node.is(Kind::spread_element);
    if (argument.is_spread) continue;
    argument.type = local_type(node);
    switch (node.kind()) {
      case Kind::string:
        argument.text = syntax::string_value(node).value_or(std::string_view{});
        if (!argument.text.empty()) argument.type = bridge_->walk.plain(argument.text);
        [[fallthrough]];
      case Kind::template_string:
      case Kind::number:
      case Kind::regex:
      case Kind::true_:
      case Kind::false_:
      case Kind::object:
      case Kind::array:
      case Kind::null: argument.is_literal = true; break;
      case Kind::identifier: {
        const Value value = this->value(node);
        argument.is_function = value.is(Shape::function) || value.is(Shape::promise_function) ||
                               (value.is(Shape::unknown) && is_named_like_a_callback(node.text()));
        break;
      }
      default: argument.is_function = syntax::is_function_kind(node.kind()); break;
    }
  }
  return arguments;
}

std::vector<TypeRef> Facts::type_arguments_of(Node call) const {
  std::vector<TypeRef> found;
  if (!call) return found;
  for (const Node argument : syntax::named_children(call.child(Field::type_arguments)))
    found.push_back({&bridge_->walk.own().view(), reader().type_of(argument), nullptr});
  return found;
}

// What the type of something from outside says that calling it gives; unknown where it says nothing.
Value Facts::called_type(const Value& callee, Node call) const {
  if (!callee.type) return {};
  types::TypeWalk& walk = bridge_->walk;
  const types::Called called =
      walk.call(callee.type, call ? arguments_of(call) : std::vector<types::Argument>{}, type_arguments_of(call));
  DeclaredAt origin;
  if (called.module != nullptr && called.signature) origin = {called.module, called.signature->line};
  Value result = of_type(called.result, origin);
  // An async function gives its promise to everybody.
  const bool is_async = called.signature && (called.signature->flags & types::signature_flag::async) != 0;
  if (result.is_promise() && !is_async && call && takes_error_callback(call)) return Value::of(Shape::plain);
  if (result.is_promise() && called.signature) {
    result.cannot_reject = (called.signature->flags & types::signature_flag::cannot_reject) != 0;
    result.is_caught = (called.signature->flags & types::signature_flag::catches) != 0 ||
                       (walk.member(callee.type, types::waits_member) && walk.waits_only_for_catching(callee.type));
  }
  return result;
}

std::uint8_t Facts::flags_of_calling(const Value& callee, Node call) const {
  if (modules_ == nullptr || !callee.type || (!callee.is(Shape::typed) && !callee.is(Shape::api))) return 0;
  types::TypeWalk& walk = bridge_->walk;
  if (depth_ == 0) walk.begin();
  const types::Called called = walk.call(callee.type, call ? arguments_of(call) : std::vector<types::Argument>{});
  const std::uint8_t flags = called.signature ? called.signature->flags : std::uint8_t{0};
  if ((flags & types::signature_flag::only_reads) == 0 || walk.runs_only_readers(callee.type)) return flags;
  return static_cast<std::uint8_t>(flags & ~types::signature_flag::only_reads);
}

types::CallbackResult Facts::result_of_callback(Node call, std::uint32_t argument,
                                                std::span<const std::string_view> path) const {
  const bool is_construction = call.is(Kind::new_expression);
  const Value callee = value(call.child(is_construction ? Field::constructor : Field::function));
  if (!callee.type || (!callee.is(Shape::typed) && !callee.is(Shape::api))) return types::CallbackResult::unknown;
  return bridge_->walk.result_of_callback(callee.type, arguments_of(call), argument, is_construction, path);
}

types::CallbackResult Facts::result_of_callback(const Value& object, std::string_view member) const {
  if (!object.type || (!object.is(Shape::typed) && !object.is(Shape::api))) return types::CallbackResult::unknown;
  return bridge_->walk.result_of_callback(bridge_->walk.member(object.type, member));
}

types::CallbackResult Facts::result_of_annotated(Node annotation) const {
  const Value declared = annotated(annotation);
  return declared.type ? bridge_->walk.result_of_callback(declared.type) : types::CallbackResult::unknown;
}

bool Facts::is_of_platform(const Value& value) const {
  if (!value.type || modules_ == nullptr) return false;
  return bridge_->walk.head(value.type).module == &modules_->platform();
}

Value Facts::constructed(const Value& constructor, Node creation) const {
  if (!constructor.type) return {};
  return of_type(bridge_->walk.construct(constructor.type, arguments_of(creation), type_arguments_of(creation)));
}

// --- What awaiting and iterating give -------------------------------------------------------------------------------

Value Facts::awaited(const Value& value) const {
  if (value.is(Shape::typed)) {
    Value result = of_type(bridge_->walk.awaited(value.type), value.origin);
    return result;
  }
  if (!value.is_promise()) return value;
  if (depth_ >= deepest_question) {
    ++cycles_;
    ++cuts_;
    return {};
  }
  ++depth_;
  Value result;
  if (const auto chain = CallExpression::from(value.settled_by)) {
    result = awaited(called(this->value(chain->argument(0)), {}));
  } else if (value.type) {
    result = awaited(of_type(value.type));
  } else {
    switch (value.source) {
      case PromiseSource::async_function:
      case PromiseSource::returning_function: result = awaited_result(value.node); break;
      case PromiseSource::constructor: result = resolved_with(value.node); break;
      case PromiseSource::dynamic_import: {
        const auto module = syntax::string_value(CallExpression::assume(value.node).argument(0));
        if (module) {
          result = Value::of_api(ApiPath::module(*module));
          result.type = bridge_->walk.imported(*module, types::ImportSyntax::import_, {});
        }
        break;
      }
      case PromiseSource::language: {
        const auto call = CallExpression::from(value.node);
        const auto member = call ? call->member() : std::nullopt;
        const auto name = member ? member->name() : std::nullopt;
        if (name == "resolve") {
          result = call->argument(0) ? awaited(this->value(call->argument(0))) : Value::of(Shape::plain);
        } else if (name == "all") {
          result = Value::of(Shape::array, value.node);
        } else if (name == "allSettled") {
          result = Value::of(Shape::array);
        } else if (name == "race" || name == "any") {
          result = awaited(element(this->value(call->argument(0))));
        }
        break;
      }
      default: break;
    }
  }
  --depth_;
  return result.is(Shape::pending) && depth_ == 0 ? Value{} : result;
}

// What `new Promise((resolve) => …)` fulfils with, when its `resolve` is only called, or left to a timer.
Value Facts::resolved_with(Node creation) const {
  if (const auto written = type_arguments_of(creation); written.size() == 1) return awaited(of_type(written.front()));
  const auto executor = Function::from(syntax::unwrap(creation.child(Field::arguments).named_child(0)));
  const auto parameters = executor ? executor->parameters() : std::vector<Node>{};
  const std::uint64_t key = key_of(creation) | (std::uint64_t{1} << 63U);
  if (parameters.empty() || !parameters.front().is(Kind::identifier)) return {};
  if (comes_back_to(key)) return Value::of(Shape::pending);
  const Entered entered(*this, key);
  Value joined = Value::of(Shape::pending);
  for (const Node use : bindings_.references(bindings_.resolve(parameters.front()))) {
    const auto call = CallExpression::from(use.parent());
    Value own;
    if (call && call->callee() == use) {
      own = call->argument(0) ? awaited(value(call->argument(0))) : Value::of(Shape::plain);
    } else {
      const auto taker = CallExpression::from(use.parent().parent());
      if (!taker || !is_global(taker->callee(), "setTimeout")) return {};
      own = taker->argument(2) ? awaited(value(taker->argument(2))) : Value::of(Shape::plain);
    }
    joined = joined.is(Shape::pending) ? own : join(joined, own);
  }
  return joined.is(Shape::pending) ? Value{} : joined;
}

// What the promise of an async function, or of one that returns promises, fulfils with.
Value Facts::awaited_result(Node function) const {
  return value_of_key(key_of(function) | (std::uint64_t{1} << 63U), [&] {
    const auto view = Function::assume(function);
    const Value declared = annotated(function.child(Field::return_type));
    if (declared.is_promise()) return awaited(declared);
    if (!view.has_block_body()) return awaited(value(view.body()));
    Value joined = Value::of(Shape::plain);
    bool is_first = true;
    visit_own(view.body(), [&](Node inner) {
      if (!inner.is(Kind::return_statement)) return true;
      const Node argument = inner.named_child(0);
      const Value returned = argument ? awaited(value(argument)) : Value::of(Shape::plain);
      joined = is_first ? returned : join(joined, returned);
      is_first = false;
      return false;
    });
    return joined;
  });
}

Value Facts::element(const Value& collection, std::optional<std::uint32_t> index) const {
  if (collection.is(Shape::typed)) return of_type(bridge_->walk.element(collection.type));
  if (collection.is(Shape::map)) return {};
  if (collection.is(Shape::api) && collection.type) return of_type(bridge_->walk.element(collection.type));
  if (collection.type && (collection.is(Shape::array) || collection.is(Shape::set) || collection.is(Shape::stream)))
    return of_type(collection.type);
  if (!collection.is(Shape::array) || !collection.node || depth_ >= deepest_question) return {};
  ++depth_;
  Value result;
  if (collection.node.is(Kind::array)) {
    const auto elements = syntax::named_children(collection.node).list();
    const bool has_spread = std::ranges::any_of(elements, [](Node one) { return one.is(Kind::spread_element); });
    if (index && !has_spread) {
      if (*index < elements.size()) result = value(elements[*index]);
    } else if (elements.size() <= most_elements) {
      bool is_first = true;
      for (const Node one : elements) {
        const Value own = one.is(Kind::spread_element) ? element(value(one.named_child(0))) : value(one);
        result = is_first ? own : join(result, own);
        is_first = false;
      }
    }
  } else if (const auto call = CallExpression::from(collection.node)) {
    const auto member = call->member();
    const auto name = member ? member->name() : std::nullopt;
    if (is_combinator_call(collection.node))
      result = awaited(element(value(call->argument(0)), index));
    else if (name == "map")
      result = called(value(call->argument(0)), {});
    else if (name == "flatMap")
      result = element(called(value(call->argument(0)), {}));
    else if (name && member)
      result = element(value(member->object()));
  }
  --depth_;
  return result;
}

}  // namespace asynclint
