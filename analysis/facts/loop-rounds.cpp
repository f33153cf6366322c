#include "facts/loop-rounds.h"

#include <algorithm>
#include <array>
#include <vector>

#include "facts/flow.h"
#include "facts/known-effects.h"
#include "facts/names.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::ForInStatement;
using syntax::ForStatement;
using syntax::Kind;
using syntax::Loop;
using syntax::Node;

// Longer loops are not judged.
constexpr std::uint32_t most_records = 3000;

// What is gone through in its order: named so, in the singular or the plural.
constexpr std::array<std::string_view, 26> ordered_things{
    "attempt", "retry",     "tries", "try",   "page",      "cursor", "offset", "batch",      "chunk",
    "group",   "step",      "stage", "phase", "migration", "seed",   "hook",   "middleware", "plugin",
    "command", "statement", "task",  "job",   "event",     "test",   "round",  "layer"};

// Where the first of the comments begins that follow each other without code up to one.
std::uint32_t start_of_comments(const syntax::Tree& tree, std::uint32_t last) {
  const auto comments = tree.comments();
  auto at = std::ranges::lower_bound(comments, last, {}, &Span::begin);
  if (at == comments.end()) return last;
  constexpr int most_lines = 20;
  for (int line = 0; line < most_lines && at != comments.begin(); ++line) {
    const Span before = *std::prev(at);
    if (slice(tree.text(), {before.end, at->begin}).find_first_not_of(" \t\r\n") != std::string_view::npos) break;
    --at;
  }
  return at->begin;
}

bool is_named_in_order(std::string_view name) {
  std::string lower;
  lower.reserve(name.size());
  for (const char c : name) lower.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  for (const std::string_view thing : ordered_things) {
    if (lower.ends_with(thing)) return true;
    std::string_view plural = lower;
    if (plural.ends_with("ies") && thing == "retry" && plural.ends_with("retries")) return true;
    if (plural.ends_with("es") && plural.substr(0, plural.size() - 2).ends_with(thing)) return true;
    if (plural.ends_with("s") && plural.substr(0, plural.size() - 1).ends_with(thing)) return true;
  }
  return false;
}

// The awaits of the loop itself: not those of functions and loops inside it.
std::vector<Node> own_awaits(Node body) {
  std::vector<Node> found;
  visit_own(body, [&](Node node) {
    if (node.is(Kind::await_expression)) found.push_back(node);
    return node == body || !syntax::is_loop_kind(node.kind());
  });
  return found;
}

// What leaves a round before its end, or the loop.
Node jump_of(Node body) {
  Node found;
  visit_own(body, [&](Node node) {
    if (node.is(Kind::return_statement, Kind::throw_statement)) found = node;
    if (node.is(Kind::break_statement, Kind::continue_statement)) {
      bool is_inner = false;
      if (!node.child(Field::label))
        for (Node at = node.parent(); at && at != body; at = at.parent())
          is_inner = is_inner || syntax::is_loop_kind(at.kind()) ||
                     (at.is(Kind::switch_statement) && node.is(Kind::break_statement));
      if (!is_inner) found = node;
    }
    return !found;
  });
  return found;
}

std::optional<std::string> why_not_by_its_form(const Facts& facts, const Loop& loop) {
  const Node node = loop.node();
  if (node.is(Kind::while_statement, Kind::do_statement))
    return "its condition is asked again each time: it polls, drains or goes on from where it was";
  const Node function = syntax::enclosing_function(node);
  if (function && syntax::Function::assume(function).is_generator()) return "a generator hands out one round at a time";
  std::string_view names[2];
  if (const auto over = ForInStatement::from(node)) {
    if (over->is_await()) return "`for await` takes what comes in its order";
    names[0] = over->variable().text();
    const Node iterated = syntax::unwrap(over->iterated());
    const auto path = path_of(facts, iterated);
    names[1] = path ? iterated.text() : std::string_view();
    if (iterated.is(Kind::call_expression))
      if (const auto called = path_of(facts, iterated.child(Field::function)))
        names[1] = iterated.child(Field::function).text();
  } else {
    const auto counting = ForStatement::assume(node);
    const Node increment = counting.increment();
    if (!counting.condition() || !increment) return "it counts in a way of its own";
    if (!increment.is(Kind::update_expression)) return "it goes in steps: batches or pages";
    names[0] = increment.child(Field::argument).text();
  }
  for (const std::string_view name : names)
    if (is_named_in_order(name)) return "`" + std::string(name.substr(0, 40)) + "` is gone through in its order";
  if (comments_speak_of_order(facts.tree(), node.span())) return "a comment speaks of order or load";
  const std::string_view before = facts.comment_before(node);
  if (!before.empty()) {
    const auto last = static_cast<std::uint32_t>(before.data() - facts.tree().text().data());
    if (comments_speak_of_order(facts.tree(), {start_of_comments(facts.tree(), last), node.span().begin}))
      return "the comment before it speaks of order or load";
  }
  return std::nullopt;
}

// `results.push(value)` as a statement.
Node push_call(Node statement) {
  if (!statement.is(Kind::expression_statement)) return {};
  const auto call = CallExpression::from(syntax::unwrap(statement.named_child(0)));
  const auto member = call ? call->member() : std::nullopt;
  const bool is_push = member && member->name() == "push" && syntax::unwrap(member->object()).is(Kind::identifier) &&
                       call->argument_count() == 1 && !call->argument(0).is(Kind::spread_element);
  return is_push ? call->node() : Node{};
}

class Judge {
 public:
  Judge(const Facts& facts, const Loop& loop, const std::vector<Node>& awaits, const ListedPaths& readers)
      : facts_(facts), loop_(loop), body_(loop.body()), awaits_(awaits), readers_(readers) {}

  LoopRounds judge() {
    result_.first_await = awaits_.front();
    if (auto reason = why_not()) {
      result_.together = Together::no;
      result_.reason = std::move(*reason);
    }
    return result_;
  }

 private:
  std::optional<std::string> why_not() {
    if (loop_.node().record().end - loop_.node().index() > most_records) return "too much happens in it to be sure";
    if (auto reason = why_not_by_its_form(facts_, loop_)) return reason;
    if (const Node jump = jump_of(body_))
      return "a round may end the loop or itself early: `" + std::string(jump.child(jump_keyword(jump)).text()) + "`";
    result_.together = Together::known;
    // Those of loops inside this one are part of its rounds, too.
    std::optional<std::string> reason;
    visit_own(body_, [&](Node node) {
      if (!reason && node.is(Kind::await_expression)) reason = why_not_this_await(node);
      if (!reason && node.is(Kind::for_in_statement) && ForInStatement::assume(node).is_await())
        reason = "`for await` inside it takes what comes in its order";
      return !reason;
    });
    if (reason) return reason;
    if (auto reason = why_not_other_calls()) return reason;
    return why_not_by_what_is_left_behind();
  }

  static Kind jump_keyword(Node jump) {
    switch (jump.kind()) {
      case Kind::return_statement: return Kind::kw_return;
      case Kind::throw_statement: return Kind::kw_throw;
      case Kind::break_statement: return Kind::kw_break;
      default: return Kind::kw_continue;
    }
  }

  bool is_of_one_round(const AccessPath& path) const {
    return path.root() == AccessPath::Root::binding && loop_.node().span().contains(path.declaration().span());
  }

  std::optional<std::string> why_not_this_await(Node await_node) {
    const AwaitedCall awaited = awaited_call(facts_, await_node, readers_);
    if (awaited.verdict.together == Together::no) return awaited.verdict.reason;
    result_.together = std::min(result_.together, awaited.verdict.together);
    const bool is_dropped = syntax::wrapped(await_node).parent().is(Kind::expression_statement);
    if (is_dropped && awaited.verdict.together != Together::known)
      return "its value is not used, so that it is there for what it does";
    if (!uses_the_round(awaited.expression)) return "each round awaits the same: it tries again or waits for something";
    return std::nullopt;
  }

  // Whether something that belongs to one round is read there.
  bool uses_the_round(Node expression) const {
    bool found = false;
    visit_names(expression, [&](Node name) {
      const Binding binding = facts_.bindings().resolve(name);
      found = found || (binding && loop_.node().span().contains(binding.identifier.span()));
    });
    return found;
  }

  template <typename Visit>
  void visit_names(Node root, const Visit& visit) const {
    visit_own(root, [&](Node node) {
      if (node.is(Kind::identifier, Kind::shorthand_property_identifier)) visit(node);
      return true;
    });
  }

  // Whatever else a round calls has to be known, or it may be what has to come in order.
  std::optional<std::string> why_not_other_calls() {
    std::optional<std::string> reason;
    visit_own(body_, [&](Node node) {
      if (reason || node.is(Kind::await_expression)) return false;
      const Node push = push_call(node);
      if (push) {
        if (result_.push) result_.writes_elsewhere = true;
        result_.push = push;
        return true;
      }
      if (!node.is(Kind::call_expression, Kind::new_expression) || node == result_.push) return true;
      const Effects effects = effects_of(facts_, node, readers_);
      if (effects.prints)
        reason = "it prints, and what is printed would change its order";
      else if (effects.writes_outside)
        reason = "it changes something outside the program";
      else if (!effects.is_known() && !has_await(node))
        reason = "it calls something else, of which nothing is known";
      return has_await(node);
    });
    return reason;
  }

  static bool has_await(Node node) {
    bool found = false;
    visit_own(node, [&](Node inner) {
      found = found || inner.is(Kind::await_expression);
      return !found;
    });
    return found;
  }

  std::optional<std::string> why_not_by_what_is_left_behind() {
    const Effects effects = effects_of(facts_, body_, readers_);
    if (!effects.is_whole) return "too much happens in it to be sure";
    if (effects.writes_outside) return "it changes something outside the program";
    if (effects.prints) return "it prints, and what is printed would change its order";
    const Node pushed = result_.push ? syntax::unwrap(CallExpression::assume(result_.push).member()->object()) : Node{};
    const auto list = pushed ? path_of(facts_, pushed) : std::nullopt;
    const Binding list_name = pushed ? facts_.bindings().resolve(pushed) : Binding{};
    if (pushed && (!list || !list_name || is_of_one_round(*list))) result_.push = {};
    const Node last = body_.is(Kind::statement_block) ? body_.last_named_child() : body_;
    result_.ends_in_push = result_.push && result_.push.parent() == last;
    for (const AccessPath& path : effects.writes) {
      if (is_of_one_round(path)) continue;
      if (list && result_.push && path.overlaps(*list)) {
        if (count_names(list_name) == 1) continue;
        return "`" + path.text() + "` is filled and used in the same rounds";
      }
      if (is_keyed_by_round(path)) {
        result_.writes_elsewhere = true;
        continue;
      }
      return "the rounds share `" + path.text() + "`, which each of them may change";
    }
    return std::nullopt;
  }

  // How often the body names a binding.
  int count_names(const Binding& binding) const {
    int count = 0;
    visit_own(body_, [&](Node node) {
      if (node.is(Kind::identifier, Kind::shorthand_property_identifier) && node.text() == binding.identifier.text() &&
          facts_.bindings().resolve(node) == binding)
        ++count;
      return true;
    });
    return count;
  }

  // `prices[loaf] = await …`, where nothing else of `prices` is used.
  bool is_keyed_by_round(const AccessPath& path) const {
    if (path.root() != AccessPath::Root::binding) return false;
    Node target;
    int count = 0;
    visit_own(body_, [&](Node node) {
      if (node.is(Kind::identifier) && facts_.bindings().resolve(node).identifier == path.declaration()) {
        ++count;
        target = node.parent();
      }
      return true;
    });
    if (count != 1 || !target.is(Kind::subscript_expression)) return false;
    const Node assignment = target.parent();
    return assignment.is(Kind::assignment_expression) && assignment.child(Field::left) == target &&
           uses_the_round(target.child(Field::index));
  }

  const Facts& facts_;
  Loop loop_;
  Node body_;
  const std::vector<Node>& awaits_;
  const ListedPaths& readers_;
  LoopRounds result_;
};

}  // namespace

LoopRounds rounds_of(const Facts& facts, const Loop& loop, const ListedPaths& readers) {
  const std::vector<Node> awaits = own_awaits(loop.body());
  if (awaits.empty()) return {};
  return Judge(facts, loop, awaits, readers).judge();
}

}  // namespace asynclint
