#include "facts/known-effects.h"

#include <array>

#include "facts/names.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Kind;
using syntax::Node;

struct EffectEntry {
  std::string_view module;  // empty: a global
  std::string_view path;    // one member, `owner.member`, or `owner.*`
  CallEffect effect;
};

// The first entry that fits counts.
constexpr EffectEntry effect_entries[] = {
    {"", "Math.*", CallEffect::none},
    {"", "JSON.*", CallEffect::none},
    {"", "Number.*", CallEffect::none},
    {"", "String.*", CallEffect::none},
    {"", "Array.*", CallEffect::none},
    {"", "Date.*", CallEffect::reads},
    {"", "performance.now", CallEffect::reads},
    {"", "Object.assign", CallEffect::writes_first},
    {"", "Object.defineProperty", CallEffect::writes_first},
    {"", "Object.defineProperties", CallEffect::writes_first},
    {"", "Object.freeze", CallEffect::writes_first},
    {"", "Object.seal", CallEffect::writes_first},
    {"", "Object.setPrototypeOf", CallEffect::writes_first},
    {"", "Object.*", CallEffect::none},
    {"", "Promise.*", CallEffect::none},
    {"", "Symbol.*", CallEffect::none},
    {"", "Buffer.*", CallEffect::none},
    {"", "URL.canParse", CallEffect::none},
    {"", "process.cwd", CallEffect::reads},
    {"", "process.hrtime", CallEffect::reads},
    {"", "process.uptime", CallEffect::reads},
    {"", "process.memoryUsage", CallEffect::reads},
    {"", "console.*", CallEffect::prints},
    {"", "Number", CallEffect::none},
    {"", "String", CallEffect::none},
    {"", "Boolean", CallEffect::none},
    {"", "BigInt", CallEffect::none},
    {"", "Symbol", CallEffect::none},
    {"", "Array", CallEffect::none},
    {"", "Error", CallEffect::none},
    {"", "TypeError", CallEffect::none},
    {"", "parseInt", CallEffect::none},
    {"", "parseFloat", CallEffect::none},
    {"", "isNaN", CallEffect::none},
    {"", "isFinite", CallEffect::none},
    {"", "encodeURIComponent", CallEffect::none},
    {"", "decodeURIComponent", CallEffect::none},
    {"", "encodeURI", CallEffect::none},
    {"", "decodeURI", CallEffect::none},
    {"", "atob", CallEffect::none},
    {"", "btoa", CallEffect::none},
    {"", "structuredClone", CallEffect::none},
    {"", "require", CallEffect::unknown},
    {"", "setTimeout", CallEffect::pauses},
    {"", "setImmediate", CallEffect::pauses},
    {"", "clearTimeout", CallEffect::pauses},
    {"timers/promises", "setTimeout", CallEffect::pauses},
    {"timers/promises", "setImmediate", CallEffect::pauses},
    {"timers/promises", "scheduler.wait", CallEffect::pauses},
    {"fs/promises", "readFile", CallEffect::reads},
    {"fs/promises", "readdir", CallEffect::reads},
    {"fs/promises", "readlink", CallEffect::reads},
    {"fs/promises", "realpath", CallEffect::reads},
    {"fs/promises", "stat", CallEffect::reads},
    {"fs/promises", "lstat", CallEffect::reads},
    {"fs/promises", "statfs", CallEffect::reads},
    {"fs/promises", "access", CallEffect::reads},
    {"fs/promises", "*", CallEffect::writes},
    {"fs", "readFileSync", CallEffect::reads},
    {"fs", "readdirSync", CallEffect::reads},
    {"fs", "statSync", CallEffect::reads},
    {"fs", "lstatSync", CallEffect::reads},
    {"fs", "existsSync", CallEffect::reads},
    {"fs", "realpathSync", CallEffect::reads},
    {"fs", "accessSync", CallEffect::reads},
    {"fs", "*", CallEffect::writes},
    {"dns/promises", "resolve", CallEffect::reads},
    {"dns/promises", "resolve4", CallEffect::reads},
    {"dns/promises", "resolve6", CallEffect::reads},
    {"dns/promises", "resolveAny", CallEffect::reads},
    {"dns/promises", "resolveCaa", CallEffect::reads},
    {"dns/promises", "resolveCname", CallEffect::reads},
    {"dns/promises", "resolveMx", CallEffect::reads},
    {"dns/promises", "resolveNaptr", CallEffect::reads},
    {"dns/promises", "resolveNs", CallEffect::reads},
    {"dns/promises", "resolvePtr", CallEffect::reads},
    {"dns/promises", "resolveSoa", CallEffect::reads},
    {"dns/promises", "resolveSrv", CallEffect::reads},
    {"dns/promises", "resolveTxt", CallEffect::reads},
    {"dns/promises", "reverse", CallEffect::reads},
    {"dns/promises", "lookup", CallEffect::reads},
    {"dns/promises", "lookupService", CallEffect::reads},
    {"path", "*", CallEffect::none},
    {"path/posix", "*", CallEffect::none},
    {"url", "fileURLToPath", CallEffect::none},
    {"url", "pathToFileURL", CallEffect::none},
    {"url", "parse", CallEffect::none},
    {"url", "format", CallEffect::none},
    {"querystring", "*", CallEffect::none},
    {"util", "format", CallEffect::none},
    {"util", "inspect", CallEffect::none},
    {"util", "isDeepStrictEqual", CallEffect::none},
    {"os", "*", CallEffect::reads},
};

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
constexpr std::array<std::string_view, 17> harmless_constructors{
    "Error",   "TypeError", "RangeError", "SyntaxError",     "AggregateError",  "Map",   "Set",    "WeakMap",
    "WeakSet", "Date",      "URL",        "URLSearchParams", "AbortController", "Array", "RegExp", "Headers",
    "Promise"};

bool fits(const EffectEntry& entry, const ApiPath& api) {
  if (entry.module != api.module_name()) return false;
  const auto members = api.members();
  const std::size_t dot = entry.path.find('.');
  if (dot == std::string_view::npos) return members.size() == 1 && (entry.path == "*" || entry.path == members[0]);
  if (members.size() != 2 || entry.path.substr(0, dot) != members[0]) return false;
  const std::string_view rest = entry.path.substr(dot + 1);
  return rest == "*" || rest == members[1];
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

CallEffect effect_of_api(const ApiPath& api) {
  for (const EffectEntry& entry : effect_entries)
    if (fits(entry, api)) return entry.effect;
  return CallEffect::unknown;
}

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
  return is_one_of(global, harmless_constructors) ? CallEffect::none : CallEffect::unknown;
}

}  // namespace asynclint
