#include "lint/unused-suppression.h"

#include "lint/rule.h"
#include "lint/suppressions.h"

namespace asynclint {
namespace {

constexpr Rule unused_rule{
    .summary = "Comment that suppresses nothing",
    .family = Family::errors,
    .levels = {.certain = Level::warning, .known = Level::warning, .likely = Level::warning},
    .presets = {Preset::recommended, Preset::strict, Preset::learning},
    .fix = FixKind::safe,
    .since = "0.1",
    .known_as = {},
    .lesson = {},
    .check = {},
};

constexpr RuleEntry unused_entry{unused_suppression, &unused_rule};

}  // namespace

const RuleEntry& unused_suppression_entry() { return unused_entry; }

}  // namespace asynclint
