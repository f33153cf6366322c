// What effects say of two pieces of code: whether their order matters, and whether one does anything at all.
#include <algorithm>
#include <array>

#include "facts/effects.h"
#include "facts/flow.h"
#include "facts/known-effects.h"
#include "facts/names.h"

namespace asynclint {

using syntax::Field;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

std::optional<std::string> shared_place(const Effects& a, const Effects& b) {
  const auto meet = [](const std::vector<AccessPath>& written,
                       const std::vector<AccessPath>& used) -> std::optional<std::string> {
    for (const AccessPath& place : written)
      for (const AccessPath& other : used)
        if (place.overlaps(other)) return other.text();
    return std::nullopt;
  };
  if (auto place = meet(a.writes, b.writes)) return place;
  if (auto place = meet(a.writes, b.reads)) return place;
  return meet(b.writes, a.reads);
}

std::optional<std::string> why_ordered(const Effects& a, const Effects& b) {
  if (!a.is_whole || !b.is_whole) return "too much happens there to be sure";
  if (const auto place = shared_place(a, b)) return "both use `" + *place + "`, which one of them may change";
  if ((a.writes_outside && (b.reads_outside || b.writes_outside)) || (b.writes_outside && a.reads_outside))
    return "one of them changes what the other may read";
  if (a.prints && b.prints) return "both print";
  return std::nullopt;
}

bool may_be_swapped(const Facts& facts, Node a, Node b) {
  const auto jumps = [](Node statement) {
    bool found = false;
    visit_own(statement, [&](Node node) {
      found = found ||
              node.is(Kind::return_statement, Kind::break_statement, Kind::continue_statement, Kind::throw_statement);
      return !found;
    });
    return found;
  };
  if (jumps(a) || jumps(b)) return false;
  const Effects first = effects_of(facts, a);
  if (!first.is_known() || first.throws) return false;
  const Effects second = effects_of(facts, b);
  return second.is_known() && !second.throws && !why_ordered(first, second);
}

bool is_pure(const Facts& facts, Node expression) {
  const Effects effects = effects_of(facts, expression);
  return effects.only_reads() && !effects.reads_outside && !effects.pauses && !effects.throws;
}

bool is_plain_argument(const Facts& facts, Node argument) {
  argument = syntax::unwrap(argument);
  if (!argument) return true;
  if (argument.is(Kind::spread_element)) return false;
  const Value value = value_seen_here(facts, argument);
  if (value.is(Shape::plain)) return true;
  if (argument.is(Kind::binary_expression)) return is_plain_argument(facts, argument.child(Field::right));
  std::string_view name;
  if (argument.is(Kind::identifier, Kind::shorthand_property_identifier)) {
    name = argument.text();
  } else if (argument.is(Kind::member_expression)) {
    name = MemberExpression::assume(argument).name().value_or("");
  } else if (argument.is(Kind::subscript_expression)) {
    return false;
  } else {
    // The result of a call is nobody else's yet.
    return !path_of(facts, argument);
  }
  constexpr std::array<std::string_view, 44> plain_names{
      "isbn",  "sku",   "lat",      "lng",   "lon",      "locale", "lang",  "country", "currency", "domain", "id",
      "name",  "key",   "url",      "uri",   "path",     "dir",    "cwd",   "slug",    "token",    "date",   "email",
      "count", "limit", "index",    "title", "i",        "j",      "n",     "hash",    "sha",      "ref",    "code",
      "type",  "text",  "filename", "city",  "username", "year",   "month", "file",    "address",  "size",   "version"};
  if (is_one_of(name, plain_names)) return true;
  for (const std::string_view end : {"Id",   "ID",   "_id",     "Name",   "Key",   "Url",   "URL",   "Uri",  "Path",
                                     "Dir",  "Slug", "Token",   "Date",   "Email", "Count", "Index", "Hash", "Code",
                                     "Type", "File", "Version", "Number", "Text",  "Title", "City"})
    if (name.ends_with(end)) return true;
  return false;
}

}  // namespace asynclint
