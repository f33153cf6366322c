#include "lint/unused-suppression.h"

#include "lint/rule.h"
#include "lint/suppressions.h"

namespace asynclint {
namespace {

constexpr std::string_view unused_page = R"(# unused-suppression

A comment tells the linter to keep silent where it has nothing to say.

## What happens

The code below an `asynclint-disable-next-line` was mended, or moved, or the name in the comment never was that of a rule. The comment stays and says something that is no longer so; and should the mistake come back, nobody hears of it.

```js
const save = async () => {};

async function submit() {
  // asynclint-disable-next-line floating-promise -- the form is closed anyway
  await save();
}
```

Here the comment suppresses nothing, because the promise is awaited.

A comment that names several rules is found when one of them finds nothing there. A rule that did not run might have found something, so what a comment says of it is left alone; and ESLint's own comments are left to ESLint.

## Why it matters

- Whoever reads the comment believes that something is wrong with the line, and that it was thought about.
- The next mistake of that kind on that line is suppressed before it is made.

## Instead

Remove the comment; `asynclint --fix` does. Where the name is a slip of the pen, the message names it.

## When to ignore it

While many findings are being worked through, set its level:

```json
{ "rules": { "unused-suppression": "off" } }
```

## Known as

- ESLint: `--report-unused-disable-directives`
- Biome: `suppressions/unused`
)";

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

constexpr RuleEntry unused_entry{unused_suppression, &unused_rule, unused_page};

}  // namespace

const RuleEntry& unused_suppression_entry() { return unused_entry; }

}  // namespace asynclint
