#include "tests/support/tree-difference.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace asynclint::tests {

using syntax::Record;
using syntax::Unit;
using syntax::UnitId;

namespace {

std::string record(const Record& one) {
  return fmt::format("[{}+{} to {} in {}, kind {}, field {}, flags {}]", one.start, one.length, one.end, one.parent,
                     static_cast<int>(one.kind), static_cast<int>(one.field), one.flags);
}

}  // namespace

std::string tree_difference(const syntax::Tree& live, const syntax::Tree& anew) {
  if (live.grammar() != anew.grammar()) return "grammar";
  if (live.units().size() != anew.units().size())
    return fmt::format("{} units instead of {}", live.units().size(), anew.units().size());
  for (UnitId id = 0; id < anew.units().size(); ++id) {
    const Unit& one = live.units()[id];
    const Unit& other = anew.units()[id];
    if (one.start != other.start || one.parent != other.parent || one.place != other.place ||
        one.last_descendant != other.last_descendant || one.count != other.count)
      return fmt::format("unit {}", id);
    for (std::uint32_t i = 0; i < one.count; ++i) {
      const Record& a = live.record(id, i);
      const Record& b = anew.record(id, i);
      if (a.start != b.start || a.length != b.length || a.end != b.end || a.parent != b.parent || a.kind != b.kind ||
          a.field != b.field || a.flags != b.flags)
        return fmt::format("record {} of unit {}: {} instead of {}", i, id, record(a), record(b));
    }
  }
  const auto same = [](std::span<const Span> a, std::span<const Span> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  };
  if (!same(live.comments(), anew.comments())) return "comments";
  return same(live.errors(), anew.errors()) ? "" : "errors";
}

}  // namespace asynclint::tests
