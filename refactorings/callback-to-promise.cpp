// `fs.readFile(path, (error, data) => { … })` as `fs.promises.readFile(path).then((data) => { … }, (error) => { … })`.
// What the callback does on success and on failure come apart, and the chain may be awaited by whoever wants to.
#include <algorithm>
#include <array>
#include <optional>

#include "facts/array-callbacks.h"
#include "facts/flow.h"
#include "lint/edits.h"
#include "platform/platform.h"
#include "refactorings/base/code-text.h"
#include "refactorings/base/places.h"
#include "syntax/views.h"

namespace asynclint::refactorings {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

// What a callback gets in several parameters comes as one object.
struct NamedResults {
  std::string_view module;
  std::string_view path;
  std::array<std::string_view, 2> names;
};
constexpr std::array<NamedResults, 9> named_results{{{"child_process", "exec", {"stdout", "stderr"}},
                                                     {"child_process", "execFile", {"stdout", "stderr"}},
                                                     {"crypto", "generateKeyPair", {"publicKey", "privateKey"}},
                                                     {"dns", "lookup", {"address", "family"}},
                                                     {"dns", "lookupService", {"hostname", "service"}},
                                                     {"fs", "read", {"bytesRead", "buffer"}},
                                                     {"fs", "write", {"bytesWritten", "buffer"}},
                                                     {"fs", "readv", {"bytesRead", "buffers"}},
                                                     {"fs", "writev", {"bytesWritten", "buffers"}}}};

// Functions that end in an error-first callback and have no twin that is declared.
constexpr std::array<std::string_view, 9> crypto_functions{
    "randomBytes", "randomFill", "randomInt", "scrypt", "pbkdf2", "hkdf", "generateKey", "generatePrime", "checkPrime"};
constexpr std::array<std::string_view, 6> modules{"child_process", "crypto", "dns", "fs", "stream", "zlib"};

// An API whose callback comes last and is told of an error first.
struct KnownApi {
  std::string module;
  std::string path;
  // `fs.promises.readFile` exists and gives the same.
  bool has_twin = false;
};

std::optional<KnownApi> known_api(const Facts& facts, Node callee) {
  const Value value = facts.value(callee);
  if (!value.is(Shape::api) || value.api.is_called()) return std::nullopt;
  KnownApi known;
  known.module = value.api.module_name();
  if (std::ranges::find(modules, known.module) == modules.end()) return std::nullopt;
  auto members = value.api.members();
  if (!members.empty() && members.front() == "default") members = members.subspan(1);
  if (members.size() != 1) return std::nullopt;
  known.path = members.front();
  // The one without an error in front.
  if (known.module == "fs" && known.path == "exists") return std::nullopt;
  const auto labels = apis::labels_of(known.module, known.path);
  if (known.module == "crypto" && std::ranges::find(crypto_functions, known.path) != crypto_functions.end())
    return known;
  if (!labels) return std::nullopt;
  // `fs.promises.open` gives a FileHandle, and not a number.
  known.has_twin = labels->promise && labels->promise->module == known.module + "/promises" &&
                   labels->promise->path == known.path && !(known.module == "fs" && known.path == "open");
  if (!known.has_twin && !labels->is_promisified) return std::nullopt;
  return known;
}

// How `util.promisify` is written at a place, and the edit that brings it there.
struct Promisify {
  std::string text;
  std::vector<TextEdit> edits;
};

Node top_statement(Node node) {
  while (node && !node.parent().is(Kind::program)) node = node.parent();
  return node;
}

// The import that a name of the callee comes from.
Node import_of(const Facts& facts, Node callee) {
  callee = syntax::unwrap(callee);
  if (const auto member = MemberExpression::from(callee)) callee = syntax::unwrap(member->object());
  if (!callee.is(Kind::identifier)) return {};
  const Binding binding = facts.bindings().resolve(callee);
  const Node statement = binding ? top_statement(binding.owner) : Node{};
  const bool is_import = statement.is(Kind::import_statement);
  const bool is_require = statement.is(Kind::lexical_declaration, Kind::variable_declaration) &&
                          statement.text().find("require(") != std::string_view::npos;
  return is_import || is_require ? statement : Node{};
}

std::optional<Promisify> promisify_at(const Facts& facts, Node call, Node callee) {
  const auto is_util = [&](const Binding& binding, std::string_view member) {
    if (!binding || !binding.identifier.is(Kind::identifier)) return false;
    const Value value = facts.value(binding.identifier);
    if (!value.is(Shape::api) || value.api.module_name() != "util") return false;
    auto members = value.api.members();
    if (!members.empty() && members.front() == "default") members = members.subspan(1);
    return member.empty() ? members.empty() : members.size() == 1 && members.front() == member;
  };
  const Binding named = facts.bindings().resolve("promisify", call);
  if (is_util(named, "promisify")) return Promisify{"promisify", {}};
  if (is_util(facts.bindings().resolve("util", call), "")) return Promisify{"util.promisify", {}};
  const Node import = import_of(facts, callee);
  if (!import || collides(facts, "promisify", facts.tree().root(), {})) return std::nullopt;
  const std::string_view text = import.text();
  const char quote = text.find('"') == std::string_view::npos ? '\'' : '"';
  std::string source(1, quote);
  source.append(text.find("node:") == std::string_view::npos ? "util" : "node:util").push_back(quote);
  std::string line = import.is(Kind::import_statement) ? "import { promisify } from " + source
                                                       : "const { promisify } = require(" + source + ")";
  line.append(text.ends_with(';') ? ";" : "").append("\n").append(indentation(import));
  return Promisify{"promisify", {insert_before(import, std::move(line))}};
}

// What a callback does, in two parts.
struct Parts {
  std::string refusal;
  // On failure; none when it only throws the error.
  Node failed;
  // On success: statements of a block up to its end, or of the block behind `else`.
  std::uint32_t begin = 0;
  Node block;
};

bool throws_only(Node statement, std::string_view name) {
  if (statement.is(Kind::statement_block)) {
    if (statement.named_child_count() != 1) return false;
    statement = statement.named_child(0);
  }
  return statement.is(Kind::throw_statement) && statement.named_child(0).is(Kind::identifier) &&
         statement.named_child(0).text() == name;
}

Parts parts_of(const Facts& facts, const Function& callback) {
  Parts parts;
  const Node error = callback.parameters()[0];
  const Node body = callback.body();
  const auto statements = callback.has_block_body() ? syntax::named_children(body).list() : std::vector<Node>();
  const auto check = statements.empty() ? std::nullopt : syntax::IfStatement::from(statements[0]);
  const Binding binding = facts.bindings().resolve(error);
  const auto is_error = [&](Node node) {
    return node.is(Kind::identifier) && facts.bindings().resolve(node) == binding;
  };
  if (!check || !is_error(check->condition())) {
    parts.refusal = "the callback does not look at its error first";
    return parts;
  }
  const Node alternative = check->alternative();
  const bool leaves = !completes_normally(check->consequence());
  if (alternative && (statements.size() > 1 || !alternative.is(Kind::statement_block))) {
    parts.refusal = "code stands behind the `else`";
    return parts;
  }
  if (!alternative && !leaves && statements.size() > 1) {
    parts.refusal = "the callback goes on after an error";
    return parts;
  }
  for (const Node use : facts.bindings().references(binding)) {
    const bool is_allowed = use == error || use == check->condition() || use.is_within(check->consequence());
    if (is_allowed) continue;
    parts.refusal = "the callback uses its error elsewhere, too";
    return parts;
  }
  const auto parameters = callback.parameters();
  for (std::size_t i = 1; i < parameters.size(); ++i)
    for (const Node name : names_in(parameters[i]))
      for (const Node use : facts.bindings().references(facts.bindings().resolve(name))) {
        if (!use.is_within(check->consequence())) continue;
        parts.refusal = "what is done on failure uses more than the error";
        return parts;
      }
  if (!throws_only(check->consequence(), error.text())) parts.failed = check->consequence();
  parts.block = alternative ? alternative : body;
  parts.begin = alternative ? alternative.span().begin + 1 : check->span().end;
  return parts;
}

std::string parameter_of(const KnownApi& api, const std::vector<Node>& parameters, std::string& refusal) {
  if (parameters.size() < 2) return "()";
  const auto* const named = std::ranges::find_if(
      named_results, [&](const NamedResults& each) { return each.module == api.module && each.path == api.path; });
  if (named == named_results.end()) {
    if (parameters.size() > 2) refusal = "the callback takes more than one value";
    return "(" + std::string(parameters[1].text()) + ")";
  }
  if (parameters.size() > 3) refusal = "the callback takes more than one value";
  std::string text = "({ ";
  for (std::size_t i = 1; i < parameters.size() && i < 3; ++i) {
    if (i > 1) text += ", ";
    const std::string_view name = named->names[i - 1];
    text += name;
    if (parameters[i].text() != name) text.append(": ").append(parameters[i].text());
  }
  return text + " })";
}

// The statements on lines of their own, or the only expression.
std::string arrow(std::string parameter, Node block, std::uint32_t begin, const std::string& indent) {
  const Node only = [&] {
    Node found;
    for (const Node statement : syntax::named_children(block)) {
      if (statement.span().begin < begin) continue;
      if (found) return Node{};
      found = statement;
    }
    return found;
  }();
  const bool has_comments = has_comment_between(block.tree(), begin, block.span().end);
  parameter += " => ";
  const Node value = only.is(Kind::expression_statement, Kind::return_statement) ? only.named_child(0) : Node{};
  if (value && !has_comments && value.text().find('\n') == std::string_view::npos) {
    const std::string text(value.text());
    return parameter + (value.is(Kind::sequence_expression, Kind::object) ? "(" + text + ")" : text);
  }
  const std::string inner = deeper(block.tree(), indent);
  const std::string inside = statements_from(block, begin, inner);
  if (inside.empty()) return parameter + "{}";
  return parameter + "{\n" + inner + inside + "\n" + indent + "}";
}

std::string failed_arrow(std::string_view error, Node failed, const std::string& indent) {
  const std::string parameter = "(" + std::string(error) + ")";
  if (failed.is(Kind::statement_block)) return arrow(parameter, failed, failed.span().begin + 1, indent);
  if (failed.is(Kind::return_statement)) {
    const Node value = failed.named_child(0);
    if (!value) return parameter + " => {}";
    const std::string text = moved(value, indent);
    return parameter + " => " + (value.is(Kind::object, Kind::sequence_expression) ? "(" + text + ")" : text);
  }
  if (failed.is(Kind::expression_statement)) return parameter + " => " + moved(failed.named_child(0), indent);
  return parameter + " => { " + moved(failed, indent) + " }";
}

// A function, written in place, as the last argument of a call that is a statement.
Offer offer(const Place& place) {
  const Facts& facts = place.facts;
  const Node node = closest(place, [&](Node each) {
    const auto call = CallExpression::from(each);
    return call && known_api(facts, call->callee());
  });
  if (!node) return {};
  const auto call = CallExpression::assume(node);
  const KnownApi api = *known_api(facts, call.callee());
  const auto arguments = syntax::named_children(call.argument_list()).list();
  if (arguments.empty()) return {};
  const auto callback = Function::from(syntax::unparenthesized(arguments.back()));
  if (!callback) return Offer::refused("the callback is not written here");
  if (!node.parent().is(Kind::expression_statement))
    return Offer::refused("something is done with what the call gives");
  if (node.contains_error() || node.child(Field::type_arguments) || call.is_optional())
    return Offer::refused("it cannot be written as another call");
  if (callback->is_async() || callback->is_generator()) return Offer::refused("the callback is async itself");
  if (!callback->is_arrow() && (callback->name() || uses_own_this(callback->node())))
    return Offer::refused("the callback has a `this` or a name of its own");
  const auto parameters = callback->parameters();
  for (const auto& each : callback->parameter_views())
    if (each.is_rest() || each.default_value()) return Offer::refused("the callback's parameters are not those of one");
  if (parameters.empty() || !parameters[0].is(Kind::identifier))
    return Offer::refused("the callback does not look at its error first");
  const Parts parts = parts_of(facts, *callback);
  if (!parts.refusal.empty()) return Offer::refused(parts.refusal);
  std::string refusal;
  const std::string parameter = parameter_of(api, parameters, refusal);
  if (!refusal.empty()) return Offer::refused(refusal);
  for (const Node argument : arguments)
    if (argument.is(Kind::spread_element)) return Offer::refused("not all arguments are seen");
  const std::string_view first = arguments.size() > 1 ? arguments[0].text() : std::string_view();
  if (api.has_twin && api.module == "fs" &&
      (first.ends_with("fd") || first.ends_with("Fd") || arguments[0].is(Kind::number)))
    return Offer::refused("the promise twin takes no file descriptor");

  // What is kept, and so the comments in it: the arguments, and both parts of the callback.
  const Node list = call.argument_list();
  const std::uint32_t given = arguments.size() > 1 ? arguments[arguments.size() - 2].span().end : list.span().begin + 1;
  const Node failed = parts.failed;
  const auto is_lost = [&](Span comment) {
    if (!node.span().contains(comment) || comment.end <= given) return false;
    // On the line of the check, it is about that.
    const std::string_view between = slice(facts.tree().text(), {parts.begin, comment.begin});
    if (comment.begin >= parts.begin && comment.end < parts.block.span().end)
      return parts.block == callback->body() && between.find('\n') == std::string_view::npos;
    const bool is_in_failed = failed.is(Kind::statement_block) && failed.span().contains(comment);
    return !is_in_failed;
  };
  if (std::ranges::any_of(facts.tree().comments(), is_lost)) return Offer::refused("a comment would be lost");
  if (parts.block != callback->body() && has_comment_between(facts.tree(), parts.block.span().end, node.span().end))
    return Offer::refused("a comment would be lost");

  std::vector<TextEdit> edits;
  const std::string indent(indentation(node.parent()));
  std::string name;
  if (const auto member = MemberExpression::from(syntax::unwrap(call.callee()));
      api.has_twin && member && member->property().is(Kind::property_identifier) && !member->is_optional()) {
    edits.push_back(insert_before(member->property(), "promises."));
    name = std::string(member->object().text()) + ".promises." + std::string(member->property().text());
  } else {
    const auto promisify = promisify_at(facts, node, call.callee());
    if (!promisify) return Offer::refused("there is no `promisify` here");
    edits = joined({promisify->edits, surround(call.callee(), promisify->text + "(", ")")});
    name = promisify->text + "(" + std::string(call.callee().text()) + ")";
  }
  std::string text = ").then(";
  if (!failed) {
    text += arrow(parameter, parts.block, parts.begin, indent) + ")";
  } else {
    const std::string inner = deeper(facts.tree(), indent);
    text.append("\n")
        .append(inner)
        .append(arrow(parameter, parts.block, parts.begin, inner))
        .append(",\n")
        .append(inner);
    text.append(failed_arrow(parameters[0].text(), failed, inner)).append(",\n").append(indent).append(")");
  }
  edits.push_back({{given, node.span().end}, std::move(text)});
  return Offer::of(
      "Call `" + name + "`: what it throws for wrong arguments and what the callback throws become rejections",
      std::move(edits));
}

}  // namespace

extern constexpr Refactoring callback_to_promise = complete({
    .summary = "A callback of a Node API to a promise",
    .words = {"child_process", "crypto", "dns", "fs", "stream", "zlib"},
    .offer = offer,
});

}  // namespace asynclint::refactorings
