#include "facts/together.h"

#include <algorithm>
#include <array>

#include "facts/flow.h"
#include "facts/known-effects.h"
#include "facts/names.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

// Names of functions that only read begin with one of these words.
constexpr std::array<std::string_view, 16> reading_words{
    "get",    "fetch",  "load",     "read",     "find",    "list",   "query",    "count",
    "lookup", "search", "retrieve", "download", "resolve", "select", "describe", "import"};
// A call that decides whether the next one may happen.
constexpr std::array<std::string_view, 17> guarding_words{
    "assert", "check", "validate", "auth",   "authenticate", "authorize", "ensure", "login", "require",
    "verify", "guard", "confirm",  "expect", "signin",       "sanitize",  "allow",  "permit"};
// Calls whose place in the order is their meaning.
constexpr std::array<std::string_view, 94> ordered_words{
    "abort",      "acquire",   "act",     "add",      "append",  "apply", "ask",      "await",      "begin",
    "boot",       "bootstrap", "build",   "clean",    "cleanup", "clear", "click",    "close",      "commit",
    "compile",    "configure", "connect", "copy",     "create",  "delay", "delete",   "deploy",     "destroy",
    "disconnect", "dispatch",  "drain",   "drop",     "emit",    "end",   "exec",     "execa",      "execute",
    "exit",       "fill",      "finish",  "flush",    "fork",    "goto",  "init",     "initialize", "insert",
    "install",    "invoke",    "kill",    "launch",   "listen",  "lock",  "log",      "logout",     "migrate",
    "mkdir",      "mock",      "move",    "navigate", "notify",  "open",  "pause",    "poll",       "post",
    "prepare",    "press",     "print",   "prompt",   "publish", "push",  "put",      "question",   "register",
    "release",    "reload",    "remove",  "rename",   "render",  "reset", "restart",  "rm",         "rollback",
    "run",        "save",      "seed",    "send",     "set",     "setup", "shutdown", "sleep",      "spawn",
    "start",      "stop",      "store",   "submit"};
constexpr std::array<std::string_view, 34> more_ordered_words{
    "subscribe", "sync",   "take",    "teardown",    "tick",      "touch",    "trigger", "truncate", "type",
    "uninstall", "unlink", "unlock",  "unsubscribe", "update",    "upgrade",  "upload",  "upsert",   "use",
    "wait",      "warmup", "warm",    "write",       "retry",     "nextTick", "next",    "step",     "turn",
    "then",      "call",   "process", "transaction", "savepoint", "$",        "do"};
// What is talked to in one session, one request after the other.
constexpr std::array<std::string_view, 49> session_names{
    "tx",         "trx",     "txn",      "session", "transaction", "page",     "browser",  "frame",     "iframe",
    "locator",    "element", "cy",       "expect",  "console",     "log",      "logger",   "lock",      "mutex",
    "semaphore",  "rl",      "readline", "prompt",  "prompts",     "inquirer", "driver",   "client",    "conn",
    "connection", "socket",  "reader",   "writer",  "stream",      "cursor",   "iterator", "generator", "indexedDB",
    "idb",        "db",      "device",   "port",    "serial",      "doc",      "ydoc",     "screen",    "t",
    "test",       "assert",  "keyboard", "mouse"};

// The first word of a name in camel case or with underscores, in lower case as far as it is compared.
std::string_view first_word(std::string_view name) {
  while (!name.empty() && (name.front() == '_' || name.front() == '#')) name.remove_prefix(1);
  std::size_t end = name.empty() ? 0 : 1;
  while (end < name.size() && ((name[end] >= 'a' && name[end] <= 'z') || name[end] == '$')) ++end;
  return name.substr(0, end);
}

template <std::size_t size>
bool begins_with_one_of(std::string_view name, const std::array<std::string_view, size>& words) {
  return is_one_of(first_word(name), words);
}

// The call at the start of `fetch(url).then(parse).catch(report)`.
Node start_of_chain(Node expression) {
  for (int step = 0; step < 16; ++step) {
    const auto call = CallExpression::from(expression);
    const auto member = call ? call->member() : std::nullopt;
    const auto name = member ? member->name() : std::nullopt;
    if (name != "then" && name != "catch" && name != "finally") return expression;
    expression = syntax::unwrap(member->object());
  }
  return expression;
}

// Whether one of the names that lead somewhere is that of a session: `tx.user`.
bool leads_from_a_session(Node expression) {
  Node at = syntax::unwrap(expression);
  for (int step = 0; at && step < 16; ++step) {
    if (at.is(Kind::identifier)) return is_one_of(at.text(), session_names);
    if (at.is(Kind::member_expression)) {
      const auto name = MemberExpression::assume(at).name();
      if (name && is_one_of(*name, session_names)) return true;
      at = syntax::unwrap(at.child(Field::object));
    } else if (at.is(Kind::call_expression)) {
      at = syntax::unwrap(at.child(Field::function));
    } else {
      return false;
    }
  }
  return false;
}

// `tx.user.find()`
bool talks_to_a_session(const CallExpression& call) {
  const auto member = call.member();
  return member && leads_from_a_session(member->object());
}

bool passes_a_session(const CallExpression& call) {
  for (const Node argument : call.argument_list().children()) {
    const Node inner = syntax::unwrap(argument);
    if (inner.is(Kind::identifier, Kind::member_expression) && leads_from_a_session(inner)) return true;
    if (!inner.is(Kind::object)) continue;
    for (const Node part : inner.children()) {
      const Node name = part.is(Kind::pair) ? part.child(Field::key) : part;
      if (name.is(Kind::shorthand_property_identifier, Kind::property_identifier) &&
          is_one_of(name.text(), session_names))
        return true;
    }
  }
  return false;
}

Verdict no(std::string reason) { return {Together::no, std::move(reason)}; }

// Whether a call is known by more than the name of a method that arrays and strings have, too.
bool is_call_seen(const Facts& facts, const CallExpression& call, const Value& callee) {
  if (callee.is(Shape::function)) return true;
  if (callee.is(Shape::api) && (callee.api.is_global("fetch") || effect_of_api(callee.api) != CallEffect::unknown))
    return true;
  constexpr std::uint8_t told = types::signature_flag::only_reads | types::signature_flag::writes_arguments;
  if ((facts.flags_of_calling(callee, call.node()) & told) != 0) return true;
  const auto member = call.member();
  const auto name = member ? member->name() : std::nullopt;
  return name && effect_of_method(facts, call, *name, member->object()) == CallEffect::reads_body;
}

bool looks_through_a_list(const Facts& facts, const CallExpression& call) {
  const auto member = call.member();
  const auto name = member ? member->name() : std::nullopt;
  return name && effect_of_method(facts, call, *name, member->object()) == CallEffect::none;
}

bool is_parameter(const Facts& facts, const CallExpression& call) {
  const Node callee = syntax::unwrap(call.callee());
  return callee.is(Kind::identifier) && facts.bindings().resolve(callee).kind == DeclarationKind::parameter;
}

// Whether a returned value may be a promise that somebody else made.
bool may_be_promise(const Facts& facts, Node returned) {
  returned = syntax::unwrap(returned);
  const Value value = facts.value(returned);
  if (value.is_promise()) return true;
  const auto call = CallExpression::from(returned);
  if (!call || (!value.is(Shape::unknown) && !value.is(Shape::api))) return false;
  const Value callee = value_seen_here(facts, call->callee());
  return !callee.is(Shape::api) || effect_of_api(callee.api) != CallEffect::none;
}

Verdict judge_reader(const Effects& effects) {
  if (effects.is_known()) return {Together::known, {}};
  if (effects.acts) return no("beside it something is called whose name says that its place in the order counts");
  return {Together::likely, {}};
}

Verdict judge(const Facts& facts, const AwaitedCall& awaited, const ListedPaths& readers) {
  const auto call = CallExpression::from(awaited.call);
  if (!call) return no("what is awaited is no call that starts here");
  if (call->is_optional()) return no("it may not be called at all");
  if (facts.is_combinator_call(awaited.call)) return no("several run at the same time already");
  const Effects& effects = awaited.effects;
  if (!effects.is_whole) return no("too much happens there to be sure");
  const bool is_reader = is_listed(readers, call->callee());
  if (!is_reader && is_named_like_a_guard(awaited.name)) return no("it decides whether what follows may happen");
  if (effects.writes_outside) return no("it changes something outside the program");
  if (effects.prints) return no("it prints, and what is printed would change its order");
  const Value callee = value_seen_here(facts, call->callee());
  if (callee.is(Shape::function) && !takes_time(facts, callee.node)) return no("it waits for nothing itself");
  if (is_reader) return judge_reader(effects);
  if (effects.is_known() && is_call_seen(facts, *call, callee)) {
    const bool is_dropped = syntax::wrapped(awaited.expression.parent()).parent().is(Kind::expression_statement);
    if (effects.pauses && is_dropped && !effects.reads_outside && effects.writes.empty())
      return no("it only waits for a while");
    return {Together::known, {}};
  }
  if (talks_to_a_session(*call) || passes_a_session(*call))
    return no("it talks to one session, page or connection, where the order counts");
  if (looks_through_a_list(facts, *call)) return no("it is a method of arrays and strings, which has no promise");
  if (is_parameter(facts, *call) && !is_named_like_a_read(awaited.name))
    return no("it is a function of the caller's, of which nothing is known");
  if (is_named_like_an_action(awaited.name)) return no("its name says that its place in the order counts");
  if (effects.acts && awaited.expression != awaited.call)
    return no("among what the callbacks of its chain call are names that say that their place in the order counts");
  if (callee.is(Shape::function) && effects.acts)
    return no("among what it calls are names that say that their place in the order counts");
  if (awaited.name.empty()) return no("nothing is known of what is called");
  return {is_named_like_a_read(awaited.name) ? Together::likely : Together::perhaps, {}};
}

// Importing runs a module: one that comes after another may need what that one did. Node's own need nothing.
bool runs_a_module(const AwaitedCall& awaited) {
  const auto call = CallExpression::from(awaited.call);
  if (!call || !call->is_import()) return false;
  const auto specifier = syntax::string_value(call->argument(0));
  return !specifier || !specifier->starts_with("node:");
}

}  // namespace

bool takes_time(const Facts& facts, Node function) {
  const auto view = syntax::Function::from(function);
  if (!view || !view->is_async()) return true;
  if (!view->has_block_body() && may_be_promise(facts, view->body())) return true;
  bool waits = false;
  visit_own(view->body(), [&](Node node) {
    const bool returns = node.is(Kind::return_statement) && node.named_child(0);
    if (node.is(Kind::await_expression, Kind::for_in_statement) ||
        (returns && may_be_promise(facts, node.named_child(0))))
      waits = true;
    return !waits;
  });
  return waits;
}

bool is_named_like_a_read(std::string_view name) { return begins_with_one_of(name, reading_words); }

bool is_named_like_an_action(std::string_view name) {
  return begins_with_one_of(name, ordered_words) || begins_with_one_of(name, more_ordered_words);
}

bool is_named_like_a_guard(std::string_view name) { return begins_with_one_of(name, guarding_words); }

AwaitedCall awaited_call(const Facts& facts, Node await_expression, const ListedPaths& readers) {
  AwaitedCall awaited;
  awaited.expression = syntax::unwrap(await_expression.named_child(0));
  awaited.call = start_of_chain(awaited.expression);
  if (const auto call = CallExpression::from(awaited.call)) {
    awaited.name = called_name(*call);
    awaited.effects = effects_of(facts, awaited.expression, readers);
  }
  awaited.verdict = judge(facts, awaited, readers);
  return awaited;
}

Verdict may_start_together(const AwaitedCall& first, const AwaitedCall& second) {
  if (runs_a_module(first) && runs_a_module(second))
    return no("importing runs a module, and the order in which modules run may count");
  if (first.verdict.together == Together::no) return first.verdict;
  if (second.verdict.together == Together::no) return second.verdict;
  if (auto reason = why_ordered(first.effects, second.effects)) return no(std::move(*reason));
  if (first.effects.throws && !second.effects.writes.empty())
    return no("the first one throws when the second one shall change nothing");
  if (first.expression.text() == second.expression.text())
    return no("the same is asked twice, to see what has changed");
  return {std::min(first.verdict.together, second.verdict.together), {}};
}

bool comments_speak_of_order(const syntax::Tree& tree, Span place) {
  constexpr std::array<std::string_view, 26> words{
      "sequen",    "in order",     "in series", "serial",  "one by one", "one at a time",
      "one after", "concurren",    "parallel",  "throttl", "rate",       "batch",
      "in turn",   "race",         "at once",   "order",   "simultan",   "no-await-in-loop",
      "must run",  "must be done", "first",     "before",  "after",      "same time",
      "overload",  "wait for"};
  const auto comments = tree.comments();
  auto comment = std::lower_bound(comments.begin(), comments.end(), place.begin,
                                  [](Span known, std::uint32_t at) { return known.end <= at; });
  for (; comment != comments.end() && comment->begin < place.end; ++comment) {
    const std::string_view text = slice(tree.text(), *comment);
    // What is said to the linter itself has its own way.
    if (text.substr(0, 16).find("asynclint") != std::string_view::npos) continue;
    // And who names one of the rules speaks of it, not of the code.
    if (text.find("sequential-awaits") != std::string_view::npos ||
        text.find(" await-in-loop") != std::string_view::npos)
      continue;
    for (const std::string_view word : words) {
      const auto found = std::search(text.begin(), text.end(), word.begin(), word.end(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
      });
      // Whole words, as far as their beginning goes.
      const bool begins =
          found == text.begin() || !((found[-1] >= 'a' && found[-1] <= 'z') || (found[-1] >= 'A' && found[-1] <= 'Z'));
      if (found != text.end() && begins) return true;
    }
  }
  return false;
}

}  // namespace asynclint
