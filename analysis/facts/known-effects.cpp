#include "facts/known-effects.h"

#include <array>
#include <optional>
#include <string>

#include "facts/names.h"
#include "facts/platform-labels.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Kind;
using syntax::Node;

// Methods of arrays, strings, numbers, dates, maps and sets that change nothing, whatever has them. Callbacks count by
// themselves.
constexpr std::array<std::string_view, 62> reading_methods{"at",
                                                           "charAt",
                                                           "charCodeAt",
                                                           "codePointAt",
                                                           "concat",
                                                           "endsWith",
                                                           "entries",
                                                           "every",
                                                           "filter",
                                                           "find",
                                                           "findIndex",
                                                           "findLast",
                                                           "findLastIndex",
                                                           "flat",
                                                           "flatMap",
                                                           "forEach",
                                                           "includes",
                                                           "indexOf",
                                                           "join",
                                                           "keys",
                                                           "lastIndexOf",
                                                           "localeCompare",
                                                           "map",
                                                           "match",
                                                           "matchAll",
                                                           "normalize",
                                                           "padEnd",
                                                           "padStart",
                                                           "reduce",
                                                           "reduceRight",
                                                           "repeat",
                                                           "replace",
                                                           "replaceAll",
                                                           "slice",
                                                           "some",
                                                           "split",
                                                           "startsWith",
                                                           "substr",
                                                           "substring",
                                                           "toFixed",
                                                           "toISOString",
                                                           "toLocaleString",
                                                           "toLowerCase",
                                                           "toReversed",
                                                           "toSorted",
                                                           "toSpliced",
                                                           "toString",
                                                           "toUpperCase",
                                                           "trim",
                                                           "trimEnd",
                                                           "trimStart",
                                                           "valueOf",
                                                           "values",
                                                           "getTime",
                                                           "getFullYear",
                                                           "getMonth",
                                                           "getDate",
                                                           "getDay",
                                                           "getHours",
                                                           "getMinutes",
                                                           "hasOwnProperty",
                                                           "toLocaleDateString"};
constexpr std::array<std::string_view, 13> writing_methods{"push",   "pop",        "shift", "unshift", "splice",
                                                           "sort",   "reverse",    "fill",  "set",     "add",
                                                           "delete", "copyWithin", "clear"};
// Those of them that take a callback.
constexpr std::array<std::string_view, 9> callback_methods{"find",    "filter", "map",       "some",   "every",
                                                           "forEach", "reduce", "findIndex", "flatMap"};
constexpr std::array<std::string_view, 7> body_methods{"json",  "text",     "arrayBuffer", "blob",
                                                       "bytes", "formData", "buffer"};
CallEffect effect_of_label(const std::optional<apis::ApiLabels>& labels) {
  switch (labels ? labels->effect : apis::Effect::unknown) {
    case apis::Effect::unknown: break;
    case apis::Effect::none: return CallEffect::none;
    case apis::Effect::reads: return CallEffect::reads;
    case apis::Effect::writes: return CallEffect::writes;
    case apis::Effect::prints: return CallEffect::prints;
    case apis::Effect::pauses: return CallEffect::pauses;
    case apis::Effect::writes_object: return CallEffect::writes_object;
    case apis::Effect::writes_first: return CallEffect::writes_first;
    case apis::Effect::reads_body: return CallEffect::reads_body;
  }
  return CallEffect::unknown;
}

// What of `{ method: "GET", … }` changes nothing.
bool is_reading_request(Node options) {
  const auto object = syntax::ObjectExpression::from(syntax::unwrap(options));
  if (!object) return false;
  for (const syntax::Property& property : object->properties()) {
    const auto name = property.name();
    if (!name || name == "body") return false;
    if (name != "method") continue;
    const auto method = syntax::string_value(property.value());
    if (!method || (*method != "GET" && *method != "get" && *method != "HEAD")) return false;
  }
  return true;
}

}  // namespace

CallEffect effect_of_api(const ApiPath& api) { return effect_of_label(platform_labels(api)); }

CallEffect effect_of_fetch(const Facts& facts, const CallExpression& call) {
  const Node target = syntax::unwrap(call.argument(0));
  if (!target || call.argument_list().child(Kind::spread_element)) return CallEffect::writes;
  // A Request has a method of its own.
  const bool is_address = target.is(Kind::string, Kind::template_string, Kind::binary_expression, Kind::call_expression,
                                    Kind::identifier, Kind::member_expression, Kind::subscript_expression);
  const bool is_request =
      target.text() == "request" || target.text() == "req" || value_seen_here(facts, target).is(Shape::instance);
  if (target.is(Kind::new_expression) ? !facts.is_global(target.child(syntax::Field::constructor), "URL")
                                      : (!is_address || (is_request && !target.is(Kind::call_expression))))
    return CallEffect::writes;
  const Node options = call.argument(1);
  return !options || is_reading_request(options) ? CallEffect::reads : CallEffect::writes;
}

Value value_seen_here(const Facts& facts, Node expression) {
  Node root = syntax::unwrap(expression);
  while (root.is(Kind::member_expression, Kind::subscript_expression))
    root = syntax::unwrap(root.child(syntax::Field::object));
  if (root.is(Kind::identifier) && facts.bindings().resolve(root).kind == DeclarationKind::parameter) return {};
  return facts.value(expression);
}

CallEffect effect_of_method(const Facts& facts, const CallExpression& call, std::string_view name, Node receiver) {
  if (is_one_of(name, body_methods) && call.argument_count() == 0) return CallEffect::reads_body;
  if (name == "then" || name == "catch" || name == "finally") return CallEffect::none;
  const bool is_reading = is_one_of(name, reading_methods) || name == "get" || name == "has";
  if (!is_reading && !is_one_of(name, writing_methods)) return CallEffect::unknown;
  const Value object = value_seen_here(facts, receiver);
  const bool is_collection = object.is(Shape::array) || object.is(Shape::map) || object.is(Shape::set) ||
                             object.is(Shape::list) || object.is(Shape::plain);
  if (!is_reading) {
    const bool is_list_method = name == "push" || name == "unshift" || name == "splice";
    return is_collection || is_list_method ? CallEffect::writes_object : CallEffect::unknown;
  }
  if (name == "get" || name == "has") return is_collection ? CallEffect::none : CallEffect::unknown;
  // A module's function of that name is its own.
  if (object.is(Shape::api) && !object.api.module_name().empty()) return CallEffect::unknown;
  // `find({ … })` and `filter(query)` are a database's.
  if (is_one_of(name, callback_methods) && !is_collection) {
    const Node first = syntax::unwrap(call.argument(0));
    const bool is_callback = first && (syntax::is_function_kind(first.kind()) || facts.is_global(first, "Boolean") ||
                                       value_seen_here(facts, first).is(Shape::function));
    if (!is_callback) return CallEffect::unknown;
  }
  return CallEffect::none;
}

CallEffect effect_of_constructor(std::string_view global) {
  return effect_of_label(apis::labels_of({}, "new " + std::string(global)));
}

}  // namespace asynclint
