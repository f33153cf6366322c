// Builds the graph of a function's control flow.
#include "facts/control-flow.h"

#include <algorithm>

#include "facts/entered.h"
#include "facts/flow.h"
#include "syntax/views.h"

namespace asynclint {

using syntax::CallExpression;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

// Beyond this a function has no graph.
constexpr int deepest_flow = 100;
constexpr std::size_t most_points = 4000;

constexpr std::uint32_t nowhere = 0xFFFFFFFFU;

struct ConditionEnds {
  std::uint32_t when_true = nowhere;
  std::uint32_t when_false = nowhere;
};

// What a point does besides running on.
struct Jumps {
  bool may_throw = false;
  bool yields = false;
};

Jumps jumps_of(Node node) {
  Jumps jumps;
  visit_own(node, [&](Node inner) {
    switch (inner.kind()) {
      case Kind::yield_expression: jumps.yields = true; [[fallthrough]];
      case Kind::call_expression:
      case Kind::new_expression:
      case Kind::await_expression:
      case Kind::member_expression:
      case Kind::subscript_expression:
      case Kind::kw_in:
      case Kind::kw_instanceof:
      case Kind::object_pattern:
      case Kind::array_pattern:
      case Kind::spread_element: jumps.may_throw = true; break;
      default: break;
    }
    return true;
  });
  return jumps;
}

}  // namespace

// Builds one graph, from the first statement to the last. Where no run can come, it carries `nowhere` and builds
// nothing.
class FlowBuilder {
 public:
  FlowBuilder(const Facts& facts, ControlFlow& flow) : facts_(facts), flow_(flow) {}

  void build() {
    std::uint32_t at = point({});
    const auto function = syntax::Function::from(flow_.function_);
    if (!function) {
      at = all_of(flow_.function_, at, 0);
    } else if (function->has_block_body()) {
      at = statement(function->body(), at, 0);
    } else {
      const Node body = function->body();
      leave(simple(body, at), Way::value, body);
      at = nowhere;
    }
    leave(at, Way::end, {});
    finish();
  }

 private:
  // A loop, a switch or a labelled block that can be jumped out of.
  struct Target {
    std::vector<std::string_view> labels;
    bool is_plain = false;  // `break` without a label means it
    std::uint32_t break_to = nowhere;
    std::uint32_t continue_to = nowhere;
    std::size_t tries = 0;
  };
  struct Try {
    std::uint32_t on_throw = nowhere;
    Node finalizer;
    std::size_t targets = 0;
  };
  struct Exit {
    std::uint32_t point;
    Way kind;
    Node place;
  };

  std::uint32_t point(Node node) {
    if (flow_.points_.size() >= most_points) {
      gave_up_ = true;
      return nowhere;
    }
    flow_.points_.push_back({node});
    const auto id = static_cast<std::uint32_t>(flow_.points_.size() - 1);
    if (node) flow_.places_.emplace_back(key_of(node), id);
    return id;
  }
  void edge(std::uint32_t from, std::uint32_t to) {
    if (from == nowhere || to == nowhere) return;
    edges_.emplace_back(from, to);
    flow_.points_[to].is_reached = true;
  }
  std::uint32_t join(std::uint32_t a, std::uint32_t b) {
    if (a == nowhere || a == b) return b;
    if (b == nowhere) return a;
    const std::uint32_t both = point({});
    edge(a, both);
    edge(b, both);
    return both;
  }
  // A place to jump to; it is where runs are only when somebody does.
  std::uint32_t landing(std::uint32_t id) const { return id != nowhere && flow_.points_[id].is_reached ? id : nowhere; }

  void exit(std::uint32_t at, Way kind, Node place) {
    if (at == nowhere) return;
    exits_.push_back({at, kind, place});
    if (kind != Way::process_end) flow_.points_[at].leaves = true;
  }
  // Out of the function, through every `finally` on the way.
  void leave(std::uint32_t at, Way kind, Node place) { exit(through_finally(at, 0), kind, place); }

  std::uint32_t through_finally(std::uint32_t at, std::size_t tries) {
    if (at == nowhere || tries_.size() <= tries) return at;
    const auto outer_tries = tries_;
    const auto outer_targets = targets_;
    while (at != nowhere && tries_.size() > tries) {
      const Try left = tries_.back();
      tries_.pop_back();
      targets_.resize(left.targets);
      if (left.finalizer) at = statement(left.finalizer, at, depth_);
    }
    tries_ = outer_tries;
    targets_ = outer_targets;
    return at;
  }

  void raise(std::uint32_t at, Node place) {
    if (tries_.empty())
      exit(at, Way::thrown, place);
    else
      edge(at, tries_.back().on_throw);
  }

  // A point that runs as a whole.
  std::uint32_t simple(Node node, std::uint32_t at) {
    if (at == nowhere || !node) return at;
    const std::uint32_t own = point(node);
    edge(at, own);
    const Jumps jumps = jumps_of(node);
    if (jumps.may_throw && !tries_.empty()) raise(own, node);
    if (jumps.yields) leave(own, Way::abandoned, node);
    return own;
  }

  std::uint32_t expression(Node node, std::uint32_t at, int depth) {
    if (at == nowhere || !node) return at;
    if (++depth > deepest_flow) return give_up();
    node = syntax::unwrap(node);
    if (const auto binary = syntax::BinaryExpression::from(node); binary && binary->is_logical()) {
      const std::uint32_t left = expression(binary->left(), at, depth);
      return join(left, expression(binary->right(), left, depth));
    }
    if (const auto ternary = syntax::TernaryExpression::from(node)) {
      const ConditionEnds ends = condition(ternary->condition(), at, depth);
      const std::uint32_t first = expression(ternary->consequence(), ends.when_true, depth);
      return join(first, expression(ternary->alternative(), ends.when_false, depth));
    }
    if (const auto sequence = syntax::SequenceExpression::from(node)) {
      for (const Node operand : sequence->operands()) at = expression(operand, at, depth);
      return at;
    }
    const std::uint32_t own = simple(node, at);
    if (!is_process_end(facts_, node)) return own;
    exit(own, Way::process_end, node);
    return nowhere;
  }

  ConditionEnds condition(Node node, std::uint32_t at, int depth) {
    if (at == nowhere) return {};
    if (!node) return {at, nowhere};
    if (++depth > deepest_flow) {
      give_up();
      return {};
    }
    node = syntax::unwrap(node);
    if (node.is(Kind::true_) || (node.is(Kind::number) && node.text() != "0")) return {at, nowhere};
    if (node.is(Kind::false_) || (node.is(Kind::number) && node.text() == "0")) return {nowhere, at};
    if (const auto unary = syntax::UnaryExpression::from(node); unary && unary->operation() == Kind::op_bang) {
      const ConditionEnds ends = condition(unary->operand(), at, depth);
      return {ends.when_false, ends.when_true};
    }
    if (const auto binary = syntax::BinaryExpression::from(node)) {
      const Kind operation = binary->operation();
      if (operation == Kind::op_amp_amp || operation == Kind::op_pipe_pipe) {
        const bool is_and = operation == Kind::op_amp_amp;
        const ConditionEnds left = condition(binary->left(), at, depth);
        const ConditionEnds right = condition(binary->right(), is_and ? left.when_true : left.when_false, depth);
        if (is_and) return {right.when_true, join(left.when_false, right.when_false)};
        return {join(left.when_true, right.when_true), right.when_false};
      }
    }
    const std::uint32_t own = simple(node, at);
    return {own, own};
  }

  std::uint32_t all_of(Node block, std::uint32_t at, int depth) {
    for (const Node child : block.children())
      if (syntax::is_named(child.kind())) at = statement(child, at, depth);
    return at;
  }

  std::uint32_t give_up() {
    gave_up_ = true;
    return nowhere;
  }

  std::uint32_t statement(Node node, std::uint32_t at, int depth) {
    if (at == nowhere || !node || gave_up_) return nowhere;
    if (++depth > deepest_flow) return give_up();
    depth_ = depth;
    flow_.reached_.push_back(key_of(node));
    switch (node.kind()) {
      case Kind::statement_block:
      case Kind::finally_clause:
      case Kind::else_clause:
      case Kind::class_static_block: return all_of(node, at, depth);
      case Kind::expression_statement: return expression(node.named_child(0), at, depth);
      case Kind::export_statement: {
        const Node declaration = node.child(Field::declaration);
        return declaration ? statement(declaration, at, depth) : expression(node.child(Field::value), at, depth);
      }
      case Kind::return_statement: {
        const std::uint32_t own = simple(node, at);
        leave(own, node.named_child(0) ? Way::value : Way::nothing, node);
        return nowhere;
      }
      case Kind::throw_statement: {
        const std::uint32_t own = simple(node, at);
        raise(own, node);
        return nowhere;
      }
      case Kind::if_statement: {
        const ConditionEnds ends = condition(syntax::IfStatement::assume(node).condition(), at, depth);
        const std::uint32_t first = statement(node.child(Field::consequence), ends.when_true, depth);
        const Node otherwise = node.child(Field::alternative);
        return join(first, otherwise ? statement(otherwise, ends.when_false, depth) : ends.when_false);
      }
      case Kind::labeled_statement: return labelled(node, at, depth);
      case Kind::while_statement:
      case Kind::do_statement:
      case Kind::for_statement:
      case Kind::for_in_statement: return loop(node, at, depth, {});
      case Kind::switch_statement: return switched(syntax::SwitchStatement::assume(node), at, depth);
      case Kind::try_statement: return tried(syntax::TryStatement::assume(node), at, depth);
      case Kind::break_statement:
      case Kind::continue_statement: return jump(syntax::JumpStatement::assume(node), at);
      case Kind::with_statement:
        return statement(node.child(Field::body), simple(node.child(Field::object), at), depth);
      // What only declares runs nothing here.
      case Kind::function_declaration:
      case Kind::generator_function_declaration:
      case Kind::import_statement:
      case Kind::empty_statement:
      case Kind::comment:
      case Kind::html_comment:
      case Kind::hash_bang_line:
      case Kind::debugger_statement: return at;
      default: return simple(node, at);
    }
  }

  std::uint32_t labelled(Node node, std::uint32_t at, int depth) {
    std::vector<std::string_view> labels;
    while (node.is(Kind::labeled_statement)) {
      labels.push_back(node.child(Field::label).text());
      node = node.child(Field::body);
    }
    if (syntax::is_loop_kind(node.kind())) return loop(node, at, depth, std::move(labels));
    const std::uint32_t after = point({});
    targets_.push_back({std::move(labels), false, after, nowhere, tries_.size()});
    at = statement(node, at, depth);
    targets_.pop_back();
    edge(at, after);
    return landing(after);
  }

  std::uint32_t loop(Node node, std::uint32_t at, int depth, std::vector<std::string_view> labels) {
    flow_.reached_.push_back(key_of(node));
    const bool is_for = node.is(Kind::for_statement);
    const bool is_for_in = node.is(Kind::for_in_statement);
    const bool is_do = node.is(Kind::do_statement);
    if (is_for) {
      const Node initializer = syntax::ForStatement::assume(node).initializer();
      at = initializer.is(Kind::lexical_declaration, Kind::variable_declaration) ? simple(initializer, at)
                                                                                 : expression(initializer, at, depth);
    }
    if (is_for_in) at = expression(node.child(Field::right), at, depth);
    const std::uint32_t head = point({});
    const std::uint32_t again = point({});  // where `continue` leads
    const std::uint32_t after = point({});
    edge(at, head);
    if (is_for_in && !tries_.empty()) raise(head, node);
    const auto ask = [&](std::uint32_t from) {
      if (is_for_in) return ConditionEnds{from, from};
      const Node asked =
          is_for ? syntax::ForStatement::assume(node).condition() : syntax::unwrap(node.child(Field::condition));
      return condition(asked, from, depth);
    };
    const ConditionEnds before = is_do ? ConditionEnds{head, nowhere} : ask(head);
    targets_.push_back({std::move(labels), true, after, again, tries_.size()});
    const std::uint32_t body_end = statement(node.child(Field::body), before.when_true, depth);
    targets_.pop_back();
    edge(body_end, again);
    edge(before.when_false, after);
    std::uint32_t back = landing(again);
    if (is_for) back = expression(syntax::ForStatement::assume(node).increment(), back, depth);
    if (is_do) {
      const ConditionEnds behind = ask(back);
      back = behind.when_true;
      edge(behind.when_false, after);
    }
    edge(back, head);
    return landing(after);
  }

  std::uint32_t switched(const syntax::SwitchStatement& node, std::uint32_t at, int depth) {
    at = expression(node.value(), at, depth);
    const std::uint32_t after = point({});
    const auto arms = node.arms();
    std::vector<std::uint32_t> entries;
    entries.reserve(arms.size());
    std::uint32_t fallback = after;
    for (const auto& arm : arms) {
      entries.push_back(point({}));
      if (arm.is_default()) {
        fallback = entries.back();
        continue;
      }
      at = simple(arm.test(), at);
      edge(at, entries.back());
    }
    edge(at, fallback);
    targets_.push_back({{}, true, after, nowhere, tries_.size()});
    std::uint32_t falls = nowhere;
    for (std::size_t i = 0; i < arms.size(); ++i) {
      edge(falls, entries[i]);
      falls = landing(entries[i]);
      for (const Node inner : arms[i].statements()) falls = statement(inner, falls, depth);
    }
    targets_.pop_back();
    edge(falls, after);
    return landing(after);
  }

  std::uint32_t tried(const syntax::TryStatement& node, std::uint32_t at, int depth) {
    const Node finalizer = node.finalizer();
    const std::uint32_t caught = node.handler() ? point({}) : nowhere;
    // Where a failure goes that no handler takes.
    const std::uint32_t failed = finalizer ? point({}) : tries_.empty() ? nowhere : tries_.back().on_throw;
    const std::size_t targets = targets_.size();
    tries_.push_back({caught == nowhere ? failed : caught, finalizer, targets});
    std::uint32_t end = statement(node.body(), at, depth);
    tries_.pop_back();
    if (const std::uint32_t handled = caught == nowhere ? nowhere : landing(caught); handled != nowhere) {
      // Without a `finally`, what the handler throws is thrown around the whole statement.
      if (finalizer) tries_.push_back({failed, finalizer, targets});
      end = join(end, statement(node.handler()->body(), handled, depth));
      if (finalizer) tries_.pop_back();
    }
    if (!finalizer) return end;
    if (const std::uint32_t on_failure = landing(failed); on_failure != nowhere)
      raise(statement(finalizer, on_failure, depth), node.node());
    return statement(finalizer, end, depth);
  }

  std::uint32_t jump(const syntax::JumpStatement& node, std::uint32_t at) {
    const Node label = node.label();
    for (auto target = targets_.rbegin(); target != targets_.rend(); ++target) {
      if (label ? std::ranges::find(target->labels, label.text()) == target->labels.end() : !target->is_plain) continue;
      if (!node.is_break() && target->continue_to == nowhere) continue;
      const std::uint32_t to = node.is_break() ? target->break_to : target->continue_to;
      edge(through_finally(at, target->tries), to);
      return nowhere;
    }
    return give_up();
  }

  void finish() {
    flow_.is_known_ = !gave_up_;
    if (gave_up_) {
      flow_.points_.clear();
      flow_.places_.clear();
      flow_.reached_.clear();
      return;
    }
    std::ranges::sort(flow_.places_);
    std::ranges::sort(flow_.reached_);
    std::ranges::sort(edges_);
    flow_.next_.reserve(edges_.size());
    for (const auto& [from, to] : edges_) {
      auto& point = flow_.points_[from];
      if (point.next_count++ == 0) point.first_next = static_cast<std::uint32_t>(flow_.next_.size());
      flow_.next_.push_back(to);
    }
    collect_ways_out();
  }

  void collect_ways_out() {
    std::vector<bool> is_reached(flow_.points_.size());
    flow_.walk({0}, [&](std::uint32_t point) { return is_reached[point] = true; });
    is_reached[0] = true;
    const auto add = [&](Way kind, Node place) {
      for (const WayOut& known : flow_.ways_out_)
        if (known.kind == kind && known.place == place) return;
      flow_.ways_out_.push_back({kind, place});
    };
    // Where paths meet nothing runs: what ran last stands before that.
    std::vector<std::uint32_t> ends;
    for (const Exit& exit : exits_) {
      if (!is_reached[exit.point]) continue;
      if (exit.kind != Way::end)
        add(exit.kind, exit.place);
      else
        ends.push_back(exit.point);
    }
    std::vector<bool> seen(flow_.points_.size());
    std::vector<std::pair<std::uint32_t, std::uint32_t>> back;
    back.reserve(edges_.size());
    for (const auto& [from, to] : edges_) back.emplace_back(to, from);
    std::ranges::sort(back);
    while (!ends.empty()) {
      const std::uint32_t end = ends.back();
      ends.pop_back();
      if (seen[end] || !is_reached[end]) continue;
      seen[end] = true;
      if (flow_.points_[end].node || end == 0) {
        add(Way::end, flow_.points_[end].node);
        continue;
      }
      for (auto at = std::ranges::lower_bound(back, std::pair{end, 0U}); at != back.end() && at->first == end; ++at)
        ends.push_back(at->second);
    }
  }

  const Facts& facts_;
  ControlFlow& flow_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges_;
  std::vector<Exit> exits_;
  std::vector<Target> targets_;
  std::vector<Try> tries_;
  int depth_ = 0;
  bool gave_up_ = false;
};

ControlFlow::ControlFlow(const Facts& facts, Node function) : function_(function) { FlowBuilder(facts, *this).build(); }

}  // namespace asynclint
