#include "facts/await-runs.h"

#include <algorithm>
#include <optional>

#include "facts/flow.h"
#include "facts/known-effects.h"

namespace asynclint {
namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

// Longer lists of awaits are looked at in pieces.
constexpr std::size_t longest_run = 24;
// That many awaits of which nothing speaks for or against it make a run, too.
constexpr std::size_t least_unnamed = 3;

bool is_statement_list(Node list) {
  return list.is(Kind::statement_block, Kind::program, Kind::switch_case, Kind::switch_default);
}

// The await of `(await load()).rows` and `await load()`.
Node await_at_root(Node expression) {
  expression = syntax::unwrap(expression);
  for (int step = 0; step < 16 && expression.is(Kind::member_expression); ++step)
    expression = syntax::unwrap(expression.child(Field::object));
  return expression.is(Kind::await_expression) ? expression : Node{};
}

// What is between the ends of a run: the things that a list is read as.
struct Item {
  enum class Role : std::uint8_t { slot, constant, other };
  Role role = Role::other;
  Node place;
  Node declarator;
  Node await_node;
  bool is_used = false;
};

void read_declaration(Node statement, std::vector<Item>& items) {
  for (const Node child : statement.children()) {
    if (!child.is(Kind::variable_declarator)) continue;
    const Node value = child.child(Field::value);
    Item item;
    item.place = statement;
    item.declarator = child;
    item.await_node = value ? await_at_root(value) : Node{};
    item.is_used = true;
    item.role = item.await_node ? Item::Role::slot : Item::Role::constant;
    items.push_back(item);
  }
}

Item read_expression(Node statement) {
  Item item;
  item.place = statement;
  const Node expression = syntax::unwrap(statement.named_child(0));
  if (expression.is(Kind::await_expression)) {
    item.await_node = expression;
  } else if (expression.is(Kind::assignment_expression)) {
    item.await_node = await_at_root(expression.child(Field::right));
    item.is_used = true;
  }
  if (item.await_node) item.role = Item::Role::slot;
  return item;
}

Item read_part(Node part) {
  Item item;
  item.place = part.is(Kind::pair) ? part.child(Field::value) : part;
  item.is_used = true;
  item.await_node = await_at_root(item.place);
  item.role = item.await_node ? Item::Role::slot : Item::Role::constant;
  if (part.is(Kind::spread_element, Kind::method_definition)) item.role = Item::Role::other;
  return item;
}

bool holds_await(Node child) {
  switch (child.kind()) {
    case Kind::lexical_declaration:
    case Kind::variable_declaration:
      for (const Node declarator : child.children())
        if (declarator.is(Kind::variable_declarator))
          if (const Node value = declarator.child(Field::value); value && await_at_root(value)) return true;
      return false;
    case Kind::expression_statement: return static_cast<bool>(read_expression(child).await_node);
    case Kind::template_substitution: return static_cast<bool>(await_at_root(child.named_child(0)));
    case Kind::pair: return static_cast<bool>(await_at_root(child.child(Field::value)));
    case Kind::await_expression:
    case Kind::parenthesized_expression:
    case Kind::member_expression: return static_cast<bool>(await_at_root(child));
    default: return false;
  }
}

// Whether at least two of a list's parts are awaits, or one declaration that may hold several. Nearly all lists end
// here.
bool may_hold_a_run(Node list) {
  int found = 0;
  for (const Node child : list.children()) {
    if (!holds_await(child)) continue;
    found += child.is(Kind::lexical_declaration, Kind::variable_declaration) && child.named_child_count() > 1 ? 2 : 1;
    if (found > 1) return true;
  }
  return false;
}

std::vector<Item> read_list(Node list) {
  std::vector<Item> items;
  const bool has_statements = is_statement_list(list);
  for (const Node child : list.children()) {
    if (!syntax::is_named(child.kind()) || child.is(Kind::comment)) continue;
    if (!has_statements) {
      if (child.is(Kind::template_substitution))
        items.push_back(read_part(child.named_child(0)));
      else if (!list.is(Kind::template_string))
        items.push_back(read_part(child));
      continue;
    }
    switch (child.kind()) {
      case Kind::lexical_declaration:
      case Kind::variable_declaration: read_declaration(child, items); break;
      case Kind::expression_statement: items.push_back(read_expression(child)); break;
      // These do nothing where they stand.
      case Kind::function_declaration:
      case Kind::empty_statement: break;
      default: items.push_back({Item::Role::other, child, {}, {}, false});
    }
  }
  return items;
}

bool has_call(Node node) {
  bool found = false;
  visit_own(node, [&](Node inner) {
    found = found || inner.is(Kind::call_expression, Kind::new_expression, Kind::yield_expression);
    return !found;
  });
  return found;
}

// What is awaited although nobody wants its value: for its effect, or to see whether it fails.
std::optional<std::string> why_awaited_for_its_failure(const Facts& facts, const AwaitSlot& slot,
                                                       const ListedPaths& readers) {
  if (slot.is_used || slot.awaited.verdict.together != Together::known) return std::nullopt;
  const Effects& effects = slot.awaited.effects;
  if (!effects.writes.empty()) return std::nullopt;
  const auto call = syntax::CallExpression::from(slot.awaited.call);
  const Value callee = call ? value_seen_here(facts, call->callee()) : Value{};
  const bool is_request = callee.is(Shape::api) && callee.api.is_global("fetch");
  bool is_harmless = callee.is(Shape::function) && !effects.throws && effects.reads_outside;
  // That a call only reads does not say that it may fail later; what is seen of it does.
  if (is_harmless && is_listed(readers, call->callee())) {
    const Effects seen = effects_of(facts, slot.awaited.expression);
    is_harmless = seen.only_reads() && seen.reads_outside;
  }
  if (is_request || is_harmless) return std::nullopt;
  return "its value is not used: it is there to fail before what follows";
}

class RunBuilder {
 public:
  RunBuilder(const Facts& facts, Node list, const ListedPaths& readers)
      : facts_(facts), list_(list), readers_(readers) {}

  AwaitRuns build() {
    if (!may_hold_a_run(list_)) return {};
    const std::vector<Item> items = read_list(list_);
    // What is surest first, so that one doubtful neighbour does not spoil it.
    slots_ = read_slots(items);
    for (const Together least : {Together::known, Together::likely, Together::perhaps}) collect(least);
    std::ranges::sort(found_.runs, {}, [](const AwaitRun& run) { return run.slots.front().place.span(); });
    return std::move(found_);
  }

 private:
  struct Entry {
    Item::Role role;
    AwaitSlot slot;
    bool is_taken = false;
  };

  std::vector<Entry> read_slots(const std::vector<Item>& items) {
    std::vector<Entry> entries;
    entries.reserve(items.size());
    for (const Item& item : items) {
      Entry entry{item.role, {}, false};
      entry.slot.place = item.place;
      entry.slot.declarator = item.declarator;
      entry.slot.await_node = item.await_node;
      entry.slot.is_used = item.is_used;
      if (item.role != Item::Role::other)
        entry.slot.effects = effects_of(facts_, item.declarator ? item.declarator : item.place, readers_);
      if (item.role == Item::Role::constant && !is_constant(entry.slot)) entry.role = Item::Role::other;
      if (item.role == Item::Role::slot) {
        entry.slot.awaited = awaited_call(facts_, item.await_node, readers_);
        Verdict& verdict = entry.slot.awaited.verdict;
        if (auto reason = why_awaited_for_its_failure(facts_, entry.slot, readers_))
          verdict = {Together::no, std::move(*reason)};
        if (item.declarator && has_call(item.declarator.child(Field::name)))
          verdict = {Together::no, "its pattern calls functions"};
        if (!item.is_used && verdict.together != Together::known && verdict.together != Together::no)
          verdict = {Together::no, "its value is not used, so that it is there for what it does"};
      }
      entries.push_back(std::move(entry));
    }
    return entries;
  }

  // Nothing but names for what is there already.
  static bool is_constant(const AwaitSlot& slot) {
    const Effects& effects = slot.effects;
    if (effects.calls_unknown || effects.reads_outside || effects.writes_outside || effects.prints || effects.pauses ||
        effects.throws || !effects.is_whole)
      return false;
    return slot.declarator ? effects.writes.size() <= 8 : effects.writes.empty();
  }

  void collect(Together least) {
    std::size_t at = 0;
    while (at < slots_.size()) {
      if (!may_begin(at, least)) {
        ++at;
        continue;
      }
      at = grow(at, least);
    }
  }

  bool may_begin(std::size_t at, Together least) const {
    return slots_[at].role == Item::Role::slot && !slots_[at].is_taken &&
           slots_[at].slot.awaited.verdict.together >= least;
  }

  // Takes what may start together with the await at an index; returns where to go on.
  std::size_t grow(std::size_t first, Together least) {
    AwaitRun run;
    run.together = slots_[first].slot.awaited.verdict.together;
    std::vector<std::size_t> members{first};
    // What constants between them were made of.
    Effects constants;
    bool has_between = false;
    std::size_t at = first + 1;
    for (; at < slots_.size() && members.size() < longest_run; ++at) {
      const Entry& entry = slots_[at];
      if (entry.is_taken || entry.role == Item::Role::other) break;
      if (entry.role == Item::Role::constant) {
        bool rests_on_run = shared_place(constants, entry.slot.effects).has_value();
        for (const std::size_t member : members)
          rests_on_run = rests_on_run || shared_place(slots_[member].slot.effects, entry.slot.effects).has_value();
        if (rests_on_run)
          for (const AccessPath& path : entry.slot.effects.writes) constants.write(path);
        has_between = true;
        continue;
      }
      Verdict verdict;
      verdict.together = Together::known;
      if (const auto place = shared_place(constants, entry.slot.effects))
        verdict = {Together::no, "it uses `" + *place + "`, which rests on what is awaited before"};
      for (const std::size_t member : members) {
        if (verdict.together == Together::no) break;
        Verdict pair = pair_verdict(slots_[member].slot, entry.slot);
        if (pair.together < verdict.together) verdict = std::move(pair);
      }
      if (verdict.together < least || verdict.together == Together::no) {
        if (least == Together::perhaps && verdict.together == Together::no)
          found_.separations.push_back({entry.slot.await_node, std::move(verdict.reason)});
        break;
      }
      run.has_between = run.has_between || has_between;
      run.together = std::min(run.together, verdict.together);
      members.push_back(at);
    }
    if (members.size() < (least == Together::perhaps ? least_unnamed : 2)) {
      if (least == Together::perhaps && members.size() == 2)
        found_.separations.push_back({slots_[members[1]].slot.await_node, "nothing says that they only read"});
      return first + 1;
    }
    for (const std::size_t member : members) {
      slots_[member].is_taken = true;
      run.slots.push_back(slots_[member].slot);
    }
    found_.runs.push_back(std::move(run));
    return at;
  }

  static Verdict pair_verdict(const AwaitSlot& a, const AwaitSlot& b) {
    // What the first binds is the commonest reason by far.
    const Span name = (a.declarator ? a.declarator.child(Field::name) : a.place).span();
    for (const AccessPath& bound : a.effects.writes) {
      const bool is_bound_here = bound.root() == AccessPath::Root::binding && name.contains(bound.declaration().span());
      for (const AccessPath& used : b.effects.reads)
        if (is_bound_here && bound.overlaps(used))
          return {Together::no, "it uses `" + used.text() + "`, which comes from the await before"};
    }
    Verdict verdict = may_start_together(a.awaited, b.awaited);
    if (verdict.together == Together::no) return verdict;
    if (auto place = shared_place(a.effects, b.effects))
      return {Together::no, "both use `" + *place + "`, which one of them may change"};
    return verdict;
  }

  const Facts& facts_;
  Node list_;
  const ListedPaths& readers_;
  std::vector<Entry> slots_;
  AwaitRuns found_;
};

}  // namespace

AwaitRuns await_runs(const Facts& facts, Node list, const ListedPaths& readers) {
  return RunBuilder(facts, list, readers).build();
}

}  // namespace asynclint
