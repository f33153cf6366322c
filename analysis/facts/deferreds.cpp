#include "facts/deferreds.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "facts/held-values.h"
#include "facts/names.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

// What is used more often than this is not followed.
constexpr std::size_t most_deferred_uses = 60;
// Some call the promise `p`, and what resolves it `complete`.
constexpr std::array<std::string_view, 8> deferred_members{"resolve", "promise", "then",     "catch",
                                                           "finally", "state",   "complete", "p"};

bool makes_deferred(Node made) {
  return made.is(Kind::new_expression, Kind::call_expression) && made.child(Field::arguments).named_child_count() == 0;
}

// Looks at the uses of one deferred.
class DeferredUses {
 public:
  DeferredUses(const Facts& facts, const std::function<bool(Node)>& resolves_calmly)
      : facts_(facts), resolves_calmly_(resolves_calmly) {}

  // Whether all of them only resolve it, and one of them does.
  bool only_resolve(const std::vector<Node>& uses) {
    return uses.size() <= most_deferred_uses &&
           std::ranges::all_of(uses, [this](Node use) { return only_resolves(use, true); }) && is_resolved_;
  }

 private:
  bool only_resolves(Node use, bool may_be_named) {
    const Node at = syntax::wrapped(use);
    const Node holder = at.parent();
    if (const auto member = MemberExpression::from(holder); member && at.field() == Field::object) {
      const auto name = member->name();
      if (!name || !is_one_of(*name, deferred_members)) return false;
      if (*name != "resolve" && *name != "complete") return true;
      is_resolved_ = true;
      const auto call = CallExpression::from(holder.parent());
      return !call || call->callee() != holder || resolves_calmly_(call->argument(0));
    }
    if (holder.is(Kind::await_expression, Kind::array)) return true;
    // Whether it is there, and `delete this.opened`.
    if (holder.is(Kind::if_statement, Kind::unary_expression)) return true;
    // `const opened = this.opened;`
    if (!may_be_named || !holder.is(Kind::variable_declarator) || !holder.child(Field::name).is(Kind::identifier))
      return false;
    const Binding binding = facts_.bindings().resolve(holder.child(Field::name));
    return facts_.bindings().writes(binding).empty() &&
           std::ranges::all_of(facts_.bindings().references(binding),
                               [this](Node named) { return only_resolves(named, false); });
  }

  const Facts& facts_;
  const std::function<bool(Node)>& resolves_calmly_;
  bool is_resolved_ = false;
};

// `this.opened = defer()`: all other uses of the member, if it is given nothing but deferreds and nothing at all.
std::vector<Node> uses_of_member(const Facts& facts, std::string_view name) {
  std::vector<Node> uses;
  bool is_made = false;
  for (const Node named : facts.bindings().member_names(name)) {
    if (named.field() != Field::property) continue;
    const Node use = named.parent();
    const Node assignment = use.parent();
    if (use.field() != Field::left || !assignment.is(Kind::assignment_expression)) {
      uses.push_back(use);
      continue;
    }
    const Node value = syntax::unwrap(assignment.child(Field::right));
    const bool is_deferred = makes_deferred(value) && assignment.parent().is(Kind::expression_statement);
    if (!is_deferred && !value.is(Kind::null, Kind::undefined)) return {};
    is_made = is_made || is_deferred;
  }
  if (!is_made) uses.clear();
  return uses;
}

}  // namespace

bool is_deferred_only_resolved(const Facts& facts, Node promise, const std::function<bool(Node)>& resolves_calmly) {
  DeferredUses uses(facts, resolves_calmly);
  promise = syntax::unwrap(promise);
  const auto access = MemberExpression::from(promise);
  if (access && (access->name() == "promise" || access->name() == "p")) {
    promise = syntax::unwrap(access->object());
    if (promise.is(Kind::member_expression) && promise.child(Field::object).is(Kind::this_))
      return uses.only_resolve(uses_of_member(facts, promise.child(Field::property).text()));
  }
  const Node made = meaning(facts, promise);
  return made != promise && makes_deferred(made) &&
         uses.only_resolve(facts.bindings().references(facts.bindings().resolve(promise)));
}

}  // namespace asynclint
