// What calls give: which signature is meant, what stands for its type parameters, and what it returns then.
#include <algorithm>
#include <functional>

#include "types/type-walk.h"

namespace asynclint::types {
namespace {

constexpr int deepest_bases = 12;
constexpr int deepest_inference = 6;
// So many functions are followed to find out what one runs or waits for.
constexpr std::size_t most_named = 24;

std::vector<Parameter> parameters_of(const ModuleTypes& module, const Signature& signature) {
  const auto shown = module.parameters.subspan(signature.parameters.first, signature.parameters.count);
  return {shown.begin(), shown.end()};
}

}  // namespace

bool TypeWalk::is_callable(TypeRef type) {
  const TypeRef at = called_head(type);
  if (!at) return false;
  const TypeNode node = at.node();
  if (node.kind == TypeKind::object) return at.module->objects[node.a].calls.count > 0;
  if (node.kind == TypeKind::union_) {
    const auto all = alternatives(at);
    return std::ranges::any_of(all, [&](TypeRef one) { return one && !one.is(TypeKind::union_) && is_callable(one); });
  }
  return false;
}

// Whether the arguments may be meant for a signature: their number, and whether functions stand where functions are
// wanted.
bool TypeWalk::fits(const ModuleTypes& module, Signature signature, const Environment* environment,
                    std::span<const Argument> arguments) {
  const std::vector<Parameter> parameters = parameters_of(module, signature);
  if (std::ranges::any_of(arguments, &Argument::is_spread)) return true;
  std::size_t required = 0;
  bool has_rest = false;
  for (const Parameter& parameter : parameters) {
    has_rest = has_rest || (parameter.flags & parameter_flag::rest) != 0;
    if ((parameter.flags & (parameter_flag::rest | parameter_flag::optional)) == 0) ++required;
  }
  if (arguments.size() < required || (arguments.size() > parameters.size() && !has_rest)) return false;
  for (std::size_t i = 0; i < arguments.size() && i < parameters.size(); ++i) {
    if (!arguments[i].is_function && !arguments[i].is_literal) continue;
    if ((parameters[i].flags & parameter_flag::rest) != 0) break;
    const TypeRef wanted = head({&module, parameters[i].type, environment});
    if (!wanted || is_open(wanted)) continue;
    const bool takes_function = is_callable(wanted);
    if (arguments[i].is_literal) {
      if (!arguments[i].text.empty() && is_another_literal(wanted, arguments[i].text)) return false;
      if (wanted.is(TypeKind::object) && takes_function) return false;
      continue;
    }
    if (takes_function) continue;
    const bool takes_anything = wanted.is(TypeKind::union_) || wanted.is(TypeKind::parameter) ||
                                wanted.is(TypeKind::intersection) || wanted.is(TypeKind::local);
    // An object without a call signature: a function is no such options object.
    if (!takes_anything) return false;
    if (wanted.is(TypeKind::union_)) {
      const auto all = alternatives(wanted);
      if (std::ranges::none_of(all, [&](TypeRef one) { return !one || is_callable(one); })) return false;
    }
  }
  return true;
}

// Whether a type is of literal strings, and a text is none of them: `on("open", …)` is not `on("message", …)`.
bool TypeWalk::is_another_literal(TypeRef wanted, std::string_view text) {
  const auto all = alternatives(wanted);
  return std::ranges::all_of(all, [&](TypeRef one) {
    return one.is(TypeKind::plain) && one.node().a != 0 && one.module->name(one.node().a) != text;
  });
}

TypeWalk::Chosen TypeWalk::choose(TypeRef head_type, bool is_construction, std::span<const Argument> arguments,
                                  std::size_t type_arguments, int depth) {
  if (!head_type || depth > deepest_bases || is_spent()) return {};
  const TypeNode node = head_type.node();
  const ModuleTypes& types = *head_type.module;
  if (node.kind == TypeKind::intersection) {
    for (std::uint32_t i = 0; i < node.b; ++i) {
      const Chosen chosen = choose(called_head(in_same(head_type, types.lists[node.a + i])), is_construction, arguments,
                                   type_arguments, depth + 1);
      if (chosen.signature) return chosen;
    }
    return {};
  }
  if (node.kind != TypeKind::object) return {};
  const ObjectType object = types.objects[node.a];
  const Slice slice = is_construction ? object.constructs : object.calls;
  // Copies: an answer from the text at hand may bring new types, and the arrays move.
  const auto shown = types.signatures.subspan(slice.first, slice.count);
  std::vector<Signature> signatures(shown.begin(), shown.end());
  // `new Map<string, Store>()` is none of the ways without type parameters.
  const auto takes_them = [&](const Signature& one) { return one.type_parameters.count >= type_arguments; };
  if (std::ranges::any_of(signatures, takes_them)) std::erase_if(signatures, std::not_fn(takes_them));
  // As TypeScript does it, what wants a certain string comes before what takes any.
  std::stable_partition(signatures.begin(), signatures.end(), [&](const Signature& signature) {
    const auto parameters = parameters_of(types, signature);
    return std::ranges::any_of(parameters, [&](const Parameter& parameter) {
      const TypeNode wanted = types.types[parameter.type];
      return wanted.kind == TypeKind::plain && wanted.a != 0;
    });
  });
  if (signatures.size() == 1) return {&types, signatures.front(), head_type.environment};
  for (const Signature& signature : signatures)
    if (fits(types, signature, head_type.environment, arguments)) return {&types, signature, head_type.environment};
  if (!signatures.empty()) return {&types, signatures.back(), head_type.environment};
  for (std::uint32_t i = 0; i < object.bases.count; ++i) {
    const TypeRef base = head(in_same(head_type, types.lists[object.bases.first + i]));
    const Chosen chosen = choose(base, is_construction, arguments, type_arguments, depth + 1);
    if (chosen.signature) return chosen;
  }
  return {};
}

// What stands for the signature's type parameters: what is written, else what the arguments say; all but one of them,
// where that one is being asked about.
const Environment* TypeWalk::instantiate(const Chosen& chosen, std::span<const Argument> arguments,
                                         std::span<const TypeRef> type_arguments, std::uint32_t except) {
  const Signature signature = *chosen.signature;
  if (signature.type_parameters.count == 0) return chosen.environment;
  const ModuleTypes& types = *chosen.module;
  Environment& environment = environments_.emplace_back();
  environment.outer = chosen.environment;
  environment.module = chosen.module;
  environment.parameters = signature.type_parameters;
  environment.arguments.resize(signature.type_parameters.count);
  for (std::size_t i = 0; i < type_arguments.size() && i < environment.arguments.size(); ++i)
    environment.arguments[i] = type_arguments[i];
  if (type_arguments.empty()) {
    const std::vector<Parameter> parameters = parameters_of(types, signature);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      const std::size_t place = std::min(i, parameters.size() - 1);
      if (parameters.empty() || i == except || arguments[i].is_spread) continue;
      const bool is_rest = (parameters[place].flags & parameter_flag::rest) != 0;
      if (place != i && !is_rest) break;
      TypeRef wanted{&types, parameters[place].type, chosen.environment};
      if (is_rest) {
        if (wanted.node().kind != TypeKind::array) continue;
        wanted = in_same(wanted, wanted.node().a);
      }
      infer(wanted, arguments[i].type, environment, 0);
    }
  }
  for (std::uint32_t i = 0; i < signature.type_parameters.count; ++i) {
    if (environment.arguments[i]) continue;
    const TypeParameter& parameter = types.type_parameters[signature.type_parameters.first + i];
    if (parameter.standard != 0) environment.arguments[i] = {&types, parameter.standard, &environment};
  }
  return &environment;
}

// Binds the type parameters that `wanted` names to what stands in their places in `given`.
void TypeWalk::infer(TypeRef wanted, TypeRef given, Environment& into, int depth) {
  if (!wanted || !given || depth > deepest_inference || is_spent()) return;
  const TypeNode node = wanted.node();
  const auto bind = [&](std::uint32_t index, TypeRef to) {
    if (wanted.module != into.module || index < into.parameters.first) return false;
    const std::uint32_t place = index - into.parameters.first;
    if (place >= into.parameters.count) return false;
    if (!into.arguments[place]) into.arguments[place] = to;
    return true;
  };
  if (node.kind == TypeKind::parameter) {
    if (bind(node.a, given)) return;
    const TypeRef bound_to = of_parameter(wanted);
    if (bound_to && bound_to != wanted) infer(bound_to, given, into, depth + 1);
    return;
  }
  if (node.kind == TypeKind::alias) return infer(in_same(wanted, node.a), given, into, depth + 1);
  if (node.kind == TypeKind::union_) {
    // `T | PromiseLike<T>`: what is a promise says what T is through its promise.
    const TypeRef at = head(given);
    for (std::uint32_t i = 0; i < node.b; ++i) {
      const TypeRef one = in_same(wanted, wanted.module->lists[node.a + i]);
      if (one.is(TypeKind::promise) == at.is(TypeKind::promise)) infer(one, given, into, depth + 1);
    }
    for (std::uint32_t i = 0; i < node.b; ++i)
      infer(in_same(wanted, wanted.module->lists[node.a + i]), given, into, depth + 1);
    return;
  }
  switch (node.kind) {
    case TypeKind::promise: {
      const TypeRef at = head(given);
      const bool is_promise = at.is(TypeKind::promise) || at.is(TypeKind::local);
      if (is_promise) infer(in_same(wanted, node.a), awaited(at), into, depth + 1);
      return;
    }
    case TypeKind::array:
    case TypeKind::set:
    case TypeKind::iterator:
    case TypeKind::stream: infer(in_same(wanted, node.a), element(given), into, depth + 1); return;
    case TypeKind::object: {
      const ObjectType object = wanted.module->objects[node.a];
      if (object.calls.count > 0) {
        const Signature signature = wanted.module->signatures[object.calls.first];
        const TypeRef at = head(given);
        if (at.is(TypeKind::local) || is_callable(at))
          infer(in_same(wanted, signature.result), call(at, {}).result, into, depth + 1);
        return;
      }
      const auto shown = wanted.module->members.subspan(object.members.first, object.members.count);
      for (const Member& member : std::vector<Member>(shown.begin(), shown.end()))
        infer(in_same(wanted, member.type), this->member(given, wanted.module->name(member.name)), into, depth + 1);
      return;
    }
    case TypeKind::reference: {
      // The same generic type on both sides: `Box<T>` and `Box<User>`.
      TypeRef at = given;
      for (int i = 0; i < deepest_bases && at; ++i) {
        if (at.is(TypeKind::reference) && at.module == wanted.module && at.node().a == node.a) {
          const auto own = list_of(wanted, node.b);
          const auto other = list_of(at, at.node().b);
          for (std::size_t k = 0; k < own.size() && k < other.size(); ++k) infer(own[k], other[k], into, depth + 1);
          return;
        }
        const TypeRef next = follow(at);
        if (next == at) break;
        at = next;
      }
      const auto arguments = list_of(wanted, node.b);
      if (!arguments.empty()) infer(with_arguments(wanted, arguments), given, into, depth + 1);
      return;
    }
    default: return;
  }
}

// `.then`, `.catch` and `.finally` of a promise: what the promise that they return gives.
Called TypeWalk::settled_call(TypeRef callee, std::span<const Argument> arguments) {
  Called called;
  const TypeNode node = callee.node();
  if (node.kind != TypeKind::member_of) return called;
  const std::string_view name = callee.module->name(node.b);
  if (name != "then" && name != "catch" && name != "finally") return called;
  const TypeRef object = head(in_same(callee, node.a));
  if (!object.is(TypeKind::promise)) return called;
  called.result = object;
  if (name == "then" && !arguments.empty() && arguments[0].type) {
    const TypeRef at = head(arguments[0].type);
    if (at && !at.is(TypeKind::nothing)) called.result = made(TypeKind::promise, awaited(call(at, {}).result));
  }
  return called;
}

Called TypeWalk::call(TypeRef callee, std::span<const Argument> arguments, std::span<const TypeRef> type_arguments) {
  const Deeper deeper(*this);
  if (!callee || is_spent()) return {};
  if (const Called settled = settled_call(callee, arguments); settled.result) return settled;
  const TypeRef at = called_head(callee);
  if (!at) return {};
  if (at.is(TypeKind::local)) return {local_ == nullptr ? TypeRef{} : local_->call_of_local(at.node().a), nullptr, {}};
  if (is_open(at)) {
    std::vector<TypeRef> types;
    for (const Argument& argument : arguments)
      types.push_back(argument.type ? argument.type : argument.is_literal ? plain() : TypeRef{});
    return {question_call(TypeKind::call_of, at, types), nullptr, {}};
  }
  if (at.is(TypeKind::union_)) {
    Called called;
    std::vector<TypeRef> results;
    std::uint8_t flags = UINT8_MAX;
    for (const TypeRef one : alternatives(at)) {
      if (!one || one.is(TypeKind::nothing) || one.is(TypeKind::union_)) continue;
      called = call(one, arguments, type_arguments);
      results.push_back(called.result);
      flags &= called.signature ? called.signature->flags : std::uint8_t{0};
    }
    called.result = union_of(results);
    // What only one of them does is not sure.
    if (called.signature) called.signature->flags &= flags;
    return called;
  }
  const Chosen chosen = choose(at, false, arguments, type_arguments.size(), 0);
  if (!chosen.signature) return {};
  Called called{{}, chosen.module, chosen.signature};
  const std::uint8_t callback = chosen.signature->callback;
  const bool takes_callback = callback != 0 && arguments.size() >= callback && !arguments[callback - 1U].is_spread;
  if (takes_callback) {
    called.result = plain();
    return called;
  }
  const Environment* const environment = instantiate(chosen, arguments, type_arguments, UINT32_MAX);
  called.result = {chosen.module, chosen.signature->result, environment};
  if (chosen.signature->result == 0) called.result = {};
  return called;
}

template <typename IsRight>
bool TypeWalk::all_named(TypeRef function, std::string_view member_name, const IsRight& is_right) {
  std::vector<TypeRef> open{function};
  // Of functions that name each other, each is asked once.
  std::vector<TypeRef> seen;
  while (!open.empty()) {
    const TypeRef at = head(open.back());
    open.pop_back();
    if (!at || seen.size() == most_named || is_spent()) return false;
    if (std::ranges::find(seen, at) != seen.end()) continue;
    seen.push_back(at);
    if (at.is(TypeKind::union_)) {
      for (const TypeRef one : alternatives(at))
        if (!one.is(TypeKind::nothing)) open.push_back(one);
      continue;
    }
    const Called called = call(at, {});
    const TypeRef named = member(at, member_name);
    if (!called.signature || !is_right(called, named)) return false;
    if (named) open.push_back(named);
  }
  return true;
}

bool TypeWalk::runs_only_readers(TypeRef function) {
  return all_named(function, runs_member, [](const Called& called, TypeRef /*run*/) {
    return (called.signature->flags & signature_flag::only_reads) != 0;
  });
}

// `close(): void`
bool TypeWalk::gives_no_promise(const Called& called) {
  const TypeRef result = called.result ? head(called.result) : TypeRef{};
  return result && (result.is(TypeKind::nothing) || result.is(TypeKind::plain));
}

bool TypeWalk::waits_only_for_catching(TypeRef function) {
  constexpr std::uint8_t calm = signature_flag::cannot_reject | signature_flag::catches;
  return all_named(function, waits_member, [this](const Called& called, TypeRef waits) {
    return waits || (called.signature->flags & calm) != 0 || gives_no_promise(called);
  });
}

TypeRef TypeWalk::construct(TypeRef class_type, std::span<const Argument> arguments,
                            std::span<const TypeRef> type_arguments) {
  const Deeper deeper(*this);
  const TypeRef at = called_head(class_type);
  if (!at || is_spent()) return {};
  if (at.is(TypeKind::local)) return local_ == nullptr ? TypeRef{} : local_->new_of_local(at.node().a);
  if (is_open(at)) return question_call(TypeKind::new_of, at, {});
  const Chosen chosen = choose(at, true, arguments, type_arguments.size(), 0);
  if (!chosen.signature || chosen.signature->result == 0) return {};
  return {chosen.module, chosen.signature->result, instantiate(chosen, arguments, type_arguments, UINT32_MAX)};
}

TypeRef TypeWalk::parameter_of(TypeRef function, std::uint32_t parameter) {
  for (const TypeRef one : alternatives(function)) {
    if (!one || !one.is(TypeKind::object)) continue;
    const ModuleTypes& types = *one.module;
    const Slice calls = types.objects[one.node().a].calls;
    if (calls.count == 0) continue;
    const Slice parameters = types.signatures[calls.first].parameters;
    if (parameters.count == 0) return {};
    const std::uint32_t place = std::min(parameter, parameters.count - 1);
    const Parameter declared = types.parameters[parameters.first + place];
    const TypeRef type = in_same(one, declared.type);
    if ((declared.flags & parameter_flag::rest) != 0) return element(type);
    return place == parameter ? type : TypeRef{};
  }
  return {};
}

TypeRef TypeWalk::parameter_of_callback(TypeRef callee, std::span<const Argument> arguments, std::uint32_t argument,
                                        std::uint32_t parameter, bool is_construction) {
  const Deeper deeper(*this);
  const TypeRef at = called_head(callee);
  if (!at || is_spent()) return {};
  const Chosen chosen = choose(at, is_construction, arguments, 0, 0);
  if (!chosen.signature || chosen.signature->parameters.count == 0) return {};
  const Environment* const environment = instantiate(chosen, arguments, {}, argument);
  const Slice parameters = chosen.signature->parameters;
  const std::uint32_t place = std::min(argument, parameters.count - 1);
  const Parameter declared = chosen.module->parameters[parameters.first + place];
  const bool is_rest = (declared.flags & parameter_flag::rest) != 0;
  if (place != argument && !is_rest) return {};
  TypeRef wanted{chosen.module, declared.type, environment};
  if (is_rest) wanted = element(wanted);
  return parameter_of(wanted, parameter);
}

// `() => void`, and of a union all that can be called: `Listener | null`.
CallbackResult TypeWalk::result_of_callback(TypeRef holder) {
  CallbackResult result = CallbackResult::unknown;
  for (const TypeRef one : alternatives(holder)) {
    if (!one || one.is(TypeKind::union_) || one.is(TypeKind::unknown)) return CallbackResult::unknown;
    if (!one.is(TypeKind::object)) continue;
    const ModuleTypes& types = *one.module;
    const Slice calls = types.objects[one.node().a].calls;
    const auto shown = types.signatures.subspan(calls.first, calls.count);
    for (const Signature& signature : std::vector<Signature>(shown.begin(), shown.end())) {
      if (!head(in_same(one, signature.result)).is(TypeKind::nothing)) return CallbackResult::taken;
      result = CallbackResult::ignored;
    }
  }
  return result;
}

CallbackResult TypeWalk::result_of_callback(TypeRef callee, std::span<const Argument> arguments, std::uint32_t argument,
                                            bool is_construction, std::span<const std::string_view> path) {
  const Deeper deeper(*this);
  std::vector<CallbackResult> results;
  for (const TypeRef one : alternatives(callee)) {
    if (!one || one.is(TypeKind::nothing)) continue;
    results_of_callback(one, arguments, argument, is_construction, path, 0, results);
  }
  const bool is_agreed = std::ranges::all_of(results, [&](CallbackResult result) { return result == results.front(); });
  if (results.empty()) return CallbackResult::unknown;
  return is_agreed ? results.front() : CallbackResult::taken;
}

void TypeWalk::results_of_callback(TypeRef callee, std::span<const Argument> arguments, std::uint32_t argument,
                                   bool is_construction, std::span<const std::string_view> path, int depth,
                                   std::vector<CallbackResult>& results) {
  const TypeRef at = head(callee);
  if (!at || depth > deepest_bases || is_spent()) return;
  const TypeNode node = at.node();
  const ModuleTypes& types = *at.module;
  if (node.kind == TypeKind::intersection) {
    for (std::uint32_t i = 0; i < node.b; ++i)
      results_of_callback(in_same(at, types.lists[node.a + i]), arguments, argument, is_construction, path, depth + 1,
                          results);
    return;
  }
  if (node.kind != TypeKind::object) return;
  const ObjectType object = types.objects[node.a];
  const Slice slice = is_construction ? object.constructs : object.calls;
  const auto shown = types.signatures.subspan(slice.first, slice.count);
  for (const Signature& signature : std::vector<Signature>(shown.begin(), shown.end())) {
    if (!fits(types, signature, at.environment, arguments)) continue;
    const Slice parameters = signature.parameters;
    if (parameters.count == 0) continue;
    const std::uint32_t place = std::min(argument, parameters.count - 1);
    const Parameter declared = types.parameters[parameters.first + place];
    const bool is_rest = (declared.flags & parameter_flag::rest) != 0;
    if (place != argument && !is_rest) continue;
    const Environment* const environment = instantiate({&types, signature, at.environment}, arguments, {}, argument);
    TypeRef wanted{&types, declared.type, environment};
    // What a type parameter stands for is what is passed, whatever it returns.
    const bool is_generic = wanted.is(TypeKind::parameter) && signature.type_parameters.count > 0;
    if (is_rest) wanted = element(wanted);
    for (const std::string_view name : path) wanted = member(wanted, name);
    results.push_back(is_generic ? CallbackResult::taken : result_of_callback(wanted));
  }
  if (slice.count > 0) return;
  for (std::uint32_t i = 0; i < object.bases.count; ++i)
    results_of_callback(in_same(at, types.lists[object.bases.first + i]), arguments, argument, is_construction, path,
                        depth + 1, results);
}

}  // namespace asynclint::types
