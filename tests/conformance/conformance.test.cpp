// One test of the repository itself: no rule without what design and contributing guide ask of it.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "lint/rule.h"
#include "rules/rule-table.h"
#include "tests/support/apply-fixes.h"
#include "tests/support/fixture.h"
#include "tests/support/lesson.h"
#include "tests/support/markdown.h"

namespace asynclint {

// How a failing test names its rule; GoogleTest gives this its name.
// NOLINTNEXTLINE(readability-identifier-naming)
void PrintTo(const RuleEntry& entry, std::ostream* out) { *out << entry.id; }

}  // namespace asynclint

namespace asynclint::tests {
namespace {

using testing::AnyOf;
using testing::Contains;
using testing::Ge;
using testing::IsEmpty;
using testing::Le;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;
using testing::UnorderedElementsAreArray;

constexpr std::size_t least_fixtures = 12;
constexpr std::size_t longest_message = 80;

bool is_kebab_case(std::string_view id) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
  constexpr std::string_view all = "abcdefghijklmnopqrstuvwxyz0123456789-";
  return !id.empty() && letters.find(id.front()) != std::string_view::npos && !id.ends_with('-') &&
         id.find("--") == std::string_view::npos && id.find_first_not_of(all) == std::string_view::npos;
}

// Fixtures are linted once for all the tests that ask what is found in them.
const std::vector<Finding>& findings_of(const Fixture& fixture) {
  static std::map<const Fixture*, std::vector<Finding>> known;
  const auto place = known.find(&fixture);
  if (place != known.end()) return place->second;
  return known.emplace(&fixture, lint_with_all_rules(fixture.file()).findings).first->second;
}

bool is_marked(const Fixture& fixture, std::string_view rule) {
  const auto& marks = fixture.code.marks;
  return std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) { return mark.rule == rule; });
}

std::vector<const Fixture*> fixtures_in(std::string_view folder) {
  std::vector<const Fixture*> fixtures;
  for (const Fixture& fixture : all_fixtures())
    if (fixture.folder == folder && !fixture.twin_of) fixtures.push_back(&fixture);
  return fixtures;
}

class EveryRule : public testing::TestWithParam<RuleEntry> {
 protected:
  [[nodiscard]] std::string id() const { return std::string(GetParam().id); }
  [[nodiscard]] const Rule& rule() const { return *GetParam().rule; }
  [[nodiscard]] std::string page() const { return read_file(source_folder() / "rules" / (id() + ".md")); }
};

TEST_P(EveryRule, IsNamedAfterTheDefect) {
  EXPECT_TRUE(is_kebab_case(id()));
  EXPECT_THAT(id(), Not(AnyOf(StartsWith("no-"), StartsWith("prefer-"))));
}

TEST_P(EveryRule, DescribesItself) {
  EXPECT_THAT(rule().summary, Not(IsEmpty()));
  EXPECT_FALSE(rule().summary.ends_with('.'));
  EXPECT_THAT(rule().since, Not(IsEmpty()));
  EXPECT_GT(rule().presets.size(), 0U);
  EXPECT_NE(rule().levels.certain, Level::off);
  EXPECT_THAT(rule().levels.likely, Le(rule().levels.certain));
  for (const std::string_view name : rule().known_as) EXPECT_NE(name.find('/'), std::string_view::npos) << name;
}

TEST_P(EveryRule, HasAPlannedLesson) {
  const std::string lesson(rule().lesson);
  EXPECT_TRUE(is_kebab_case(lesson));
  EXPECT_THAT(planned_lessons(), Contains(lesson));
  const auto lessons = source_folder() / "lessons";
  EXPECT_EQ(std::filesystem::exists(lessons), std::filesystem::exists(lessons / (lesson + ".md")));
}

TEST_P(EveryRule, HasAPageWithTheSameSections) {
  std::vector<std::string> titles;
  for (const Section& section : sections(page())) {
    if (section.depth > 2) continue;
    titles.push_back(fmt::format("{:#>{}} {}", "", section.depth, section.title));
    EXPECT_THAT(section.body, Not(IsEmpty())) << titles.back();
  }
  std::vector<std::string> wanted{fmt::format("# {}", id()), "## What happens", "## Why it matters", "## Instead",
                                  "## When to ignore it"};
  if (rule().options.size() > 0) wanted.emplace_back("## Options");
  wanted.emplace_back("## Known as");
  EXPECT_EQ(titles, wanted);
}

// In the order in which the rule names them, a list item each: - `name`: what it is for.
TEST_P(EveryRule, ExplainsItsOptionsOnItsPage) {
  std::vector<std::string> explained;
  for (const Section& section : sections(page())) {
    if (section.title != "Options") continue;
    std::istringstream text(section.body);
    for (std::string line; std::getline(text, line);)
      if (line.starts_with("- `")) explained.push_back(line.substr(3, line.find('`', 3) - 3));
  }
  std::vector<std::string> declared;
  for (const Option& option : rule().options) {
    declared.emplace_back(name(option));
    EXPECT_FALSE(summary(option).ends_with('.'));
  }
  EXPECT_EQ(explained, declared);
}

TEST_P(EveryRule, IsKnownOnItsPageByTheSameNames) {
  std::vector<std::string> names;
  for (const Section& section : sections(page())) {
    if (section.title != "Known as") continue;
    for (const std::string& span : code_spans(section.body))
      if (span.find('/') != std::string::npos) names.push_back(span);
  }
  EXPECT_THAT(names, UnorderedElementsAreArray(rule().known_as.begin(), rule().known_as.end()));
}

TEST_P(EveryRule, HasFixturesThatFireAndFixturesThatStaySilent) {
  std::size_t firing = 0;
  std::size_t silent = 0;
  std::size_t shadowing = 0;
  for (const Fixture* fixture : fixtures_in(id())) {
    ++(is_marked(*fixture, id()) ? firing : silent);
    if (fixture->name.find("shadowed") != std::string::npos) ++shadowing;
  }
  EXPECT_THAT(firing, Ge(least_fixtures));
  EXPECT_THAT(silent, Ge(least_fixtures));
  EXPECT_THAT(shadowing, Ge(1U)) << "a global that a rule consults has a fixture in which it is shadowed";
}

// The first choice of each kind, the second, and so on, as far as the rule's own fixtures bring them up.
TEST_P(EveryRule, HasARunningTwinForEachOfItsFixes) {
  std::map<std::pair<FixKind, std::size_t>, bool> has_twin;
  for (const Fixture* fixture : fixtures_in(id())) {
    for (const Finding& finding : findings_of(*fixture)) {
      std::map<FixKind, std::size_t> counts;
      for (const Fix& fix : finding.fixes)
        if (finding.rule == id()) has_twin.try_emplace({fix.kind, ++counts[fix.kind]}, false);
    }
  }
  EXPECT_EQ(has_twin.empty(), rule().fix == FixKind::none);
  for (const Fixture& twin : all_fixtures()) {
    if (!twin.twin_of || twin.folder != id() || !twin.run) continue;
    const auto variant = has_twin.find({twin.twin_of->kind, twin.twin_of->index});
    if (variant != has_twin.end()) variant->second = true;
  }
  for (const auto& [variant, is_there] : has_twin)
    EXPECT_TRUE(is_there) << "no twin that runs shows " << name(variant.first) << " number " << variant.second;
}

TEST_P(EveryRule, SpeaksLikeTheOthers) {
  std::set<std::string> messages;
  for (const Fixture& fixture : all_fixtures())
    for (const Finding& finding : findings_of(fixture))
      if (finding.rule == id()) messages.insert(finding.message);
  for (const std::string& message : messages) {
    ASSERT_THAT(message, Not(IsEmpty()));
    EXPECT_FALSE(message.starts_with(' ') || (message.front() >= 'A' && message.front() <= 'Z')) << message;
    EXPECT_FALSE(message.ends_with('.')) << message;
    // Names from the reader's code stand between backticks, and may be as long as they like.
    EXPECT_THAT(without_code_spans(message), SizeIs(Le(longest_message))) << message;
  }
}

TEST_P(EveryRule, FindsSomethingInTheShowcase) {
  const auto showcase = fixtures_in("showcase");
  EXPECT_TRUE(std::any_of(showcase.begin(), showcase.end(), [&](const Fixture* fixture) {
    return std::any_of(findings_of(*fixture).begin(), findings_of(*fixture).end(),
                       [&](const Finding& finding) { return finding.rule == id(); });
  }));
}

INSTANTIATE_TEST_SUITE_P(Rules, EveryRule, testing::ValuesIn(rule_table().begin(), rule_table().end()),
                         [](const testing::TestParamInfo<RuleEntry>& info) {
                           std::string name(info.param.id);
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST(RuleTable, IsInTheOrderOfItsIds) {
  EXPECT_TRUE(std::is_sorted(rule_table().begin(), rule_table().end(),
                             [](const RuleEntry& a, const RuleEntry& b) { return a.id < b.id; }));
}

TEST(Fixtures, BelongToARuleOrToWhatAllRulesShare) {
  std::set<std::string_view> strangers;
  for (const Fixture& fixture : all_fixtures()) strangers.insert(fixture.folder);
  for (const RuleEntry& entry : rule_table()) strangers.erase(entry.id);
  for (const std::string_view shared : {"scopes", "showcase", "suppression"}) strangers.erase(shared);
  EXPECT_THAT(strangers, IsEmpty());
}

TEST(Fixtures, SayInTheirNameAndFirstLineWhatTheyAreAbout) {
  for (const Fixture& fixture : all_fixtures()) {
    if (fixture.twin_of || fixture.folder == "showcase") continue;
    EXPECT_TRUE(is_kebab_case(std::filesystem::path(fixture.name).stem().string())) << fixture.path;
    EXPECT_THAT(fixture.code.text, StartsWith(fixture.markup == Markup::none ? "//" : "<!--")) << fixture.path;
  }
}

}  // namespace
}  // namespace asynclint::tests
