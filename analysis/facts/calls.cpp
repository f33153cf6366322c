// What calls and `new` give.
#include "facts/driven-generators.h"
#include "facts/facts.h"
#include "facts/flow.h"
#include "facts/names.h"
#include "facts/type-bridge.h"

namespace asynclint {

using syntax::CallExpression;
using syntax::Field;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::NewExpression;
using syntax::Node;

namespace {

bool gives_array(std::string_view method) {
  for (const std::string_view known : {"map", "filter", "slice", "concat", "flat", "flatMap", "splice", "sort",
                                       "reverse", "toSorted", "toReversed", "toSpliced", "with", "fill", "copyWithin"})
    if (method == known) return true;
  return false;
}

bool is_function_literal(Node argument) {
  argument = syntax::unwrap(argument);
  return argument && syntax::is_function_kind(argument.kind());
}

// What takes the result, so that there is no promise; `wrap(callback, 'close')` as well.
bool is_callback(Node argument) {
  argument = syntax::unwrap(argument);
  if (!argument) return false;
  if (const auto call = CallExpression::from(argument)) {
    const Node first = syntax::unwrap(call->argument(0));
    return first.is(Kind::identifier) && is_named_like_a_callback(first.text());
  }
  return is_function_literal(argument) || (argument.is(Kind::identifier) && is_named_like_a_callback(argument.text()));
}

// Options may stand behind a callback.
bool takes_callback(const CallExpression& call) {
  const Node list = call.argument_list();
  if (is_callback(list.last_named_child())) return true;
  for (const Node argument : list.children())
    if (is_function_literal(argument)) return true;
  return false;
}

// `this.Promise.all(…)`, `new broker.Promise(…)`: a library that lets its users choose their promises keeps what they
// chose under that name.
bool is_chosen_promise(Node expression) {
  const auto access = MemberExpression::from(syntax::unwrap(expression));
  return access && access->name() == "Promise";
}

// Timers of `timers/promises` are rejected by the signal of their options alone, which come last.
bool is_mere_pause(const ApiPath& api, Node call) {
  if (api.module_name() != "timers/promises" || !call) return false;
  const Node list = call.child(Field::arguments);
  const std::uint32_t before_options = api.members().back() == "setTimeout" ? 2 : 1;
  return list.named_child_count() <= before_options && !list.child(Kind::spread_element);
}

// `promisify(setTimeout)` makes such a timer.
bool is_timer_of_platform(const Value& value) {
  if (!value.is(Shape::api) || value.api.members().size() != 1) return false;
  const std::string_view name = value.api.members().front();
  return (name == "setTimeout" || name == "setImmediate") &&
         (value.api.is_global() || value.api.module_name() == "timers");
}

bool may_be_callback(Node argument) {
  argument = syntax::unwrap(argument);
  return is_function_literal(argument) || argument.is(Kind::identifier, Kind::member_expression);
}

}  // namespace

Value Facts::result_of_calling(Node callee) const {
  const Value result = called(value(callee), {});
  const Node generator = result.is_promise() ? generator_driven_in(*this, callee) : Node{};
  return generator ? Value::promise(Evidence::certain, PromiseSource::async_function, generator) : result;
}

Value Facts::of_call(const CallExpression& call) const {
  const Node callee = syntax::unwrap(call.callee());
  if (callee.is(Kind::import_)) return Value::promise(Evidence::certain, PromiseSource::dynamic_import, call.node());
  if (is_require(callee)) {
    const auto module = syntax::string_value(call.argument(0));
    if (!module) return {};
    Value required = Value::of_api(ApiPath::module(*module));
    required.type = bridge_->walk.imported(*module, types::ImportSyntax::require, {});
    return required;
  }
  const auto member = call.member();
  Value result = member ? of_method_call(call, *member) : called(value(callee), call.node());
  if (!result.is(Shape::unknown) && !result.is(Shape::api)) return result;
  const auto name = member ? member->name() : callee.is(Kind::identifier) ? std::optional(callee.text()) : std::nullopt;
  if (name && is_named_like_a_promise(*name) && !takes_callback(call))
    return Value::promise(Evidence::likely, PromiseSource::name, call.node());
  return result;
}

// `require`, and what `createRequire(import.meta.url)` made.
bool Facts::is_require(Node callee) const {
  if (!callee.is(Kind::identifier)) return false;
  if (callee.text() == "require" && is_global(callee, "require")) return true;
  const Value made = value(callee);
  return made.is(Shape::api) && made.api == ApiPath::module("module").member("createRequire").call();
}

Value Facts::of_method_call(const CallExpression& call, const MemberExpression& access) const {
  const auto name = access.name();
  if (!name) return {};
  const Value object = value(access.object());
  if (object.is_promise()) {
    if (*name != "then" && *name != "catch" && *name != "finally") return {};
    Value settled = object;
    settled.is_partial = false;
    settled.cannot_reject = false;
    settled.is_caught = false;
    if (*name == "then") settled.settled_by = call.node();
    return settled;
  }
  // `current = current.then(…)`: what it is depends on what else `current` is.
  if (object.is(Shape::pending) && (*name == "then" || *name == "catch" || *name == "finally")) return object;
  // What it is may be for another module to say, and nobody has to be asked.
  const bool is_chosen =
      is_chosen_promise(access.object()) && is_language_promise(ApiPath::global("Promise").member(*name));
  if (is_chosen && (object.is(Shape::unknown) || modules_ == nullptr))
    return Value::promise(Evidence::known, PromiseSource::language, call.node());
  const Value method = member(object, *name, access.node());
  const bool is_typed_function = object.is(Shape::typed) && bridge_->walk.is_callable(object.type);
  if (object.is(Shape::function) || object.is(Shape::promise_function) || object.is(Shape::api) || is_typed_function) {
    if (*name == "bind") return object;
    if ((*name == "call" || *name == "apply") && (!object.is(Shape::api) || object.type)) {
      // The first argument is `this`, so the arguments say nothing.
      const Value given = called(object, object.is(Shape::api) || is_typed_function ? Node{} : call.node());
      if (!given.is(Shape::unknown)) return given;
    }
  }
  if (object.is(Shape::unknown)) {
    const Value assigned = called(assigned_to_name(access.object(), *name), call.node());
    if (assigned.is_promise()) return assigned;
  }
  if (*name == "split") return Value::of(Shape::array);
  if (object.is(Shape::array) && gives_array(*name)) return Value::of(Shape::array, call.node());
  if (object.is(Shape::array) &&
      (*name == "find" || *name == "findLast" || *name == "pop" || *name == "shift" || *name == "at"))
    return element(object);
  const bool finds_elements =
      (*name == "querySelectorAll" || *name == "getElementsByClassName" || *name == "getElementsByTagName") &&
      !object.is(Shape::instance) && !object.is(Shape::object);
  if (!method.is(Shape::unknown)) {
    const Value result = called(method, call.node());
    // What a library gives may be an array.
    if (finds_elements && !result.is(Shape::array)) return Value::of(Shape::list);
    if (!result.is(Shape::unknown) && !result.is(Shape::api)) return result;
    if (!method.is(Shape::api) && !method.is(Shape::typed)) return {};
    if (result.is(Shape::api) && *name != "then" && *name != "finally") return result;
  }
  // An iterator's own methods.
  if (object.is(Shape::stream) && (*name == "next" || *name == "return" || *name == "throw"))
    return Value::promise(Evidence::known, PromiseSource::api, call.node());
  if (object.is(Shape::stream)) return Value::of(Shape::stream);
  if (is_chosen) return Value::promise(Evidence::known, PromiseSource::language, call.node());
  if (finds_elements) return Value::of(Shape::list);
  const bool may_be_chain = object.is(Shape::unknown) || object.is(Shape::api) || object.is(Shape::typed);
  if (may_be_chain && (*name == "then" || *name == "finally") && may_be_callback(call.argument(0)))
    return Value::promise(Evidence::likely, PromiseSource::chain, call.node());
  return {};
}

// What TypeScript's overloads say of a call; unknown where there are none, and of an async function, which gives a
// promise whatever they say.
Value Facts::chosen_overload(Node function, Node call) const {
  if (!call || !tree_.is_typescript() || syntax::Function::assume(function).is_async()) return {};
  if (syntax::overloads_of(function).empty()) return {};
  return of_type(bridge_->walk.call(annotated_function(function), arguments_of(call)).result);
}

Value Facts::called(const Value& callee, Node call) const {
  switch (callee.shape) {
    case Shape::pending: return callee;
    case Shape::function: {
      if (const Value chosen = chosen_overload(callee.node, call); chosen.is(Shape::plain)) return chosen;
      const FunctionFacts facts = function(callee.node);
      if (!facts.callback_parameter || !call) return facts.returned;
      const Node list = CallExpression::assume(call).argument_list();
      const std::uint32_t given = list.named_child_count();
      for (const Node argument : list.children())
        if (argument.is(Kind::spread_element)) return {};
      const Node callback = list.named_child(*facts.callback_parameter);
      const bool omitted = given <= *facts.callback_parameter || callback.is(Kind::undefined, Kind::null);
      if (omitted && given != 0 && is_function_literal(list.named_child(given - 1))) return Value::of(Shape::plain);
      return omitted ? Value::promise(Evidence::certain, PromiseSource::returning_function, callee.node)
                     : Value::of(Shape::plain);
    }
    case Shape::promise_function: {
      Value result = callee;
      result.shape = Shape::promise;
      return result;
    }
    case Shape::api: {
      if (callee.api.is_global() && callee.api.members().size() > 1) {
        const auto first = callee.api.members().front();
        if (first == "exports" || first == "module") return called_export(callee.api, call);
      }
      const ApiResult known = api_result(callee.api);
      switch (known) {
        case ApiResult::promise: {
          if (is_language_promise(callee.api)) return Value::promise(Evidence::certain, PromiseSource::language, call);
          Value result = Value::promise(Evidence::known, PromiseSource::api, call);
          result.cannot_reject = is_mere_pause(callee.api, call);
          if (callee.type) result.type = bridge_->walk.call(callee.type, arguments_of(call)).result;
          return result;
        }
        case ApiResult::promise_function: {
          Value result = Value::promise(Evidence::known, PromiseSource::promisify, call);
          result.shape = Shape::promise_function;
          const auto promisified = CallExpression::from(call);
          result.cannot_reject = promisified && is_timer_of_platform(value(promisified->argument(0)));
          return result;
        }
        // What is in them, types say.
        case ApiResult::array:
        case ApiResult::stream:
        case ApiResult::unknown: break;
      }
      Value result = called_type(callee, call);
      if (known == ApiResult::array && !result.is(Shape::array)) return Value::of(Shape::array);
      if (known == ApiResult::stream && !result.is(Shape::stream)) return Value::of(Shape::stream);
      if (!result.is(Shape::unknown) && !result.is(Shape::typed)) return result;
      const ApiPath path = callee.api.call();
      if (callee.api.module_name().empty() || path.members().empty()) return result;
      Value from_outside = Value::of_api(path);
      from_outside.type = result.type;
      from_outside.origin = result.origin;
      return from_outside;
    }
    case Shape::typed: return called_type(callee, call);
    default: return {};
  }
}

// `exports.save(…)`: what the text itself has put there.
Value Facts::called_export(const ApiPath& api, Node call) const {
  const auto members = api.members();
  const bool is_exports = members.front() == "exports" || (members.size() > 2 && members[1] == "exports");
  return is_exports ? called(written_member(Value::of_api(ApiPath::global("exports")), members.back()), call) : Value{};
}

Value Facts::of_new(const NewExpression& creation) const {
  const Value constructor = value(creation.constructor());
  if (constructor.is(Shape::class_) || constructor.is(Shape::function))
    return Value::of(Shape::instance, constructor.node);
  const bool is_library = constructor.is(Shape::api) && is_promise_library(constructor.api);
  const bool is_chosen = constructor.is(Shape::unknown) && is_function_literal(creation.argument(0)) &&
                         is_chosen_promise(creation.constructor());
  if (is_library || is_chosen) return Value::promise(Evidence::known, PromiseSource::api, creation.node());
  // Of a class from elsewhere only this is known: what it makes is no array.
  if (constructor.is(Shape::typed)) {
    const Value made = constructed(constructor, creation.node());
    return made.is(Shape::unknown) ? Value::of(Shape::instance) : made;
  }
  if (!constructor.is(Shape::api)) return Value::of(Shape::instance);
  const auto of_outside_class = [&] {
    const Value made = constructed(constructor, creation.node());
    if (!made.is(Shape::unknown)) return made;
    Value instance = Value::of(Shape::instance);
    instance.api = constructor.api;
    return instance;
  };
  if (constructor.api.is_global("Promise"))
    return Value::promise(Evidence::certain, PromiseSource::constructor, creation.node());
  if (!constructor.api.is_global() || constructor.api.members().size() != 1) {
    if (constructor.api.module_name() == "stream") return Value::of(Shape::stream);
    return of_outside_class();
  }
  const auto collection = [&](Shape shape) {
    // What is written down of the elements; what is put in later may be something else.
    const std::vector<types::TypeRef> written = type_arguments_of(creation.node());
    if (written.empty() && shape != Shape::array) return filled(creation.node(), shape);
    Value made = Value::of(shape);
    if (shape == Shape::map && written.size() == 2)
      made.type = bridge_->walk.made(types::TypeKind::map, written[0], written[1]);
    else if (shape != Shape::map && written.size() == 1)
      made.type = written[0];
    return made;
  };
  switch (collection_made_by(constructor.api.members().front())) {
    case Collection::array: return collection(Shape::array);
    case Collection::set: return collection(Shape::set);
    case Collection::map: return collection(Shape::map);
    case Collection::list: return Value::of(Shape::list);
    case Collection::none: break;
  }
  return of_outside_class();
}

}  // namespace asynclint
