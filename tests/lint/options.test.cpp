// What a rule can be told: how options are declared, read and compared, and what floating-promise does with its own.
#include "lint/option.h"

#include <gmock/gmock.h>

#include <array>
#include <string>
#include <vector>

#include "lint/lint.h"
#include "lint/rule.h"
#include "rules/rule-table.h"
#include "tests/support/apply-fixes.h"

namespace asynclint::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A rule that says what it was told.
constexpr std::array<std::string_view, 2> readers{"get*", "find*"};
constexpr std::array<std::string_view, 2> moods{"calm", "strict"};
constexpr FlagOption flag{.name = "flag", .summary = "A flag", .standard = true};
constexpr NumberOption number{.name = "number", .summary = "A number", .standard = 3, .least = 1, .most = 9};
constexpr TextOption mood{.name = "mood", .summary = "A choice", .standard = "calm", .choices = moods};
constexpr NamesOption reads{.name = "reads", .summary = "Names", .standard = readers};

void tell(RuleContext& context, const syntax::AwaitExpression& expression) {
  std::string message = context.option(flag) ? "yes " : "no ";
  message += std::to_string(context.option(number)) + " ";
  message += context.option(mood);
  for (const std::string_view name : {"getUser", "user.save"})
    if (context.option(reads).matches(name)) message.append(" ").append(name);
  context.report(expression.node(), Evidence::certain, message);
}

constexpr Rule telling = complete({
    .summary = "What it was told",
    .family = Family::errors,
    .levels = {.certain = Level::error},
    .presets = {Preset::strict},
    .fix = FixKind::none,
    .since = "0.1",
    .known_as = {},
    .lesson = "none",
    .options = {flag, number, mood, reads},
    .check = on<syntax::AwaitExpression, tell>(),
});

std::vector<std::string> told(const LintSettings& settings) {
  const std::array<RuleEntry, 1> rules{{{"telling", &telling, ""}}};
  std::vector<std::string> messages;
  for (const Finding& finding : lint({"async () => { await null; };"}, rules, settings).findings)
    messages.push_back(finding.message);
  return messages;
}

TEST(Options, have_a_value_when_nothing_is_configured) { EXPECT_THAT(told({}), ElementsAre("yes 3 calm getUser")); }

TEST(Options, are_what_was_configured) {
  LintSettings settings;
  settings.options = {{"telling", "flag", false},
                      {"telling", "number", std::int64_t{7}},
                      {"telling", "mood", std::string("strict")},
                      {"telling", "reads", std::vector<std::string>{"*.save", "!get*"}}};
  EXPECT_THAT(told(settings), ElementsAre("no 7 strict user.save"));
}

TEST(Options, belong_to_one_rule_and_the_last_value_counts) {
  LintSettings settings;
  settings.options = {{"telling", "number", std::int64_t{5}},
                      {"telling", "number", std::int64_t{6}},
                      {"another", "number", std::int64_t{7}}};
  EXPECT_THAT(told(settings), ElementsAre("yes 6 calm getUser"));
}

TEST(Options, keep_their_own_value_beside_one_of_another_type) {
  LintSettings settings;
  settings.options = {{"telling", "number", std::string("many")}};
  EXPECT_THAT(told(settings), ElementsAre("yes 3 calm getUser"));
}

TEST(Options, know_what_they_accept) {
  EXPECT_TRUE(accepts(flag, false));
  EXPECT_FALSE(accepts(flag, std::string("false")));
  EXPECT_TRUE(accepts(number, std::int64_t{9}));
  EXPECT_FALSE(accepts(number, std::int64_t{10}));
  EXPECT_EQ(wanted(number), "a whole number from 1 to 9");
  EXPECT_TRUE(accepts(mood, std::string("calm")));
  EXPECT_FALSE(accepts(mood, std::string("wild")));
  EXPECT_EQ(wanted(mood), "\"calm\" or \"strict\"");
  EXPECT_TRUE(accepts(reads, std::vector<std::string>{"a", "!b.*", "**.c", "cy.get().click", "$", "this.#queue.add"}));
  for (const char* wrong : {"", "!", "a b", "a..b", ".a", "a.", "a()=>b", "a, b"})
    EXPECT_FALSE(accepts(reads, std::vector<std::string>{wrong})) << wrong;
  constexpr TextOption path{.name = "path", .summary = "A path", .standard = "a.b", .form = TextForm::member_path};
  for (const char* right : {"report", "console.error", "this.$log.e2", "журнал"})
    EXPECT_TRUE(accepts(path, std::string(right))) << right;
  for (const char* wrong : {"", ".", "a.", ".a", "a..b", "2a", "a.2", "() => {}", "a)", "a b"})
    EXPECT_FALSE(accepts(path, std::string(wrong))) << wrong;
}

TEST(NamePatterns, match_names_with_dots) {
  const auto match = [](std::string_view pattern, std::string_view path) { return matches_path(pattern, path); };
  EXPECT_TRUE(match("track", "track"));
  EXPECT_FALSE(match("track", "tracker"));
  EXPECT_FALSE(match("track", "metrics.track"));
  EXPECT_TRUE(match("router.push", "router.push"));
  EXPECT_FALSE(match("router", "router.push"));
  EXPECT_TRUE(match("log*", "logEvent"));
  EXPECT_TRUE(match("log*", "log"));
  EXPECT_FALSE(match("log*", "log.event"));
  EXPECT_TRUE(match("*.push", "router.push"));
  EXPECT_FALSE(match("*.push", "push"));
  EXPECT_FALSE(match("*.push", "this.router.push"));
  EXPECT_TRUE(match("**.push", "push"));
  EXPECT_TRUE(match("**.push", "this.router.push"));
  EXPECT_TRUE(match("cy.**", "cy.get().click"));
  EXPECT_TRUE(match("cy.**", "cy"));
  EXPECT_TRUE(match("**", "a.b.c"));
  EXPECT_TRUE(match("a.**.b.**.c", "a.x.b.y.b.c"));
  EXPECT_FALSE(match("a.**.b.**.c", "a.x.c.y"));
  EXPECT_TRUE(match("*a*b*", "xaybz"));
  EXPECT_FALSE(match("*a*b*", "xbya"));
}

TEST(NamePatterns, take_no_time_to_speak_of) {
  std::string stars;
  std::string names;
  for (int i = 0; i < 2000; ++i) {
    stars += "**.a*a*a.";
    names += "aaaaaaaaaa.";
  }
  EXPECT_FALSE(matches_path(stars + "b", names + "c"));
}

// floating-promise with its options, and its first suggestions applied.
std::vector<std::string> suggestions(std::string_view text, const LintSettings& settings) {
  std::vector<std::string> texts;
  for (const Finding& finding : lint({text}, rule_table(), settings).findings)
    for (const Fix& fix : finding.fixes) texts.push_back(fix.title + ": " + apply_edits(text, fix.edits));
  return texts;
}

LintSettings floating(std::string_view option, OptionValue value) {
  LintSettings settings;
  settings.options = {{"floating-promise", option, std::move(value)}};
  return settings;
}

std::size_t count_findings(std::string_view text, const LintSettings& settings) {
  return lint({text}, rule_table(), settings).findings.size();
}

TEST(FloatingPromise, lets_the_calls_float_that_are_listed) {
  constexpr std::string_view text =
      "async function track() {}\n"
      "const metrics = { async send() {} };\n"
      "track();\n"
      "metrics.send();\n"
      "metrics['send']();\n"
      "[track(), track()];\n"
      "track().then(() => 1);\n";
  EXPECT_EQ(count_findings(text, {}), 5U);
  EXPECT_EQ(count_findings(text, floating("mayFloat", std::vector<std::string>{"track"})), 3U);
  EXPECT_EQ(count_findings(text, floating("mayFloat", std::vector<std::string>{"track", "*.send"})), 1U);
  EXPECT_EQ(count_findings(text, floating("mayFloat", std::vector<std::string>{"track", "!t*"})), 5U);
  LintSettings settings = floating("mayFloat", std::vector<std::string>{"track"});
  settings.with_silences = true;
  const auto silences = lint({text}, rule_table(), settings).silences;
  ASSERT_FALSE(silences.empty());
  EXPECT_EQ(silences.front().reason, "the configuration says that it may float");
}

TEST(FloatingPromise, can_be_told_that_void_is_not_enough) {
  constexpr std::string_view text = "async function save() {}\nasync () => { void save(); };\n";
  EXPECT_EQ(count_findings(text, {}), 0U);
  EXPECT_THAT(suggestions(text, floating("voidIsEnough", false)),
              ElementsAre("Await it: what follows runs after it, and its failure is thrown here: "
                          "async function save() {}\nasync () => { await save(); };\n",
                          "Handle its failure with `.catch(console.error)`; nothing waits for it: "
                          "async function save() {}\nasync () => { void save().catch(console.error); };\n"));
  constexpr std::string_view tail = "async function save() {}\nsave().then(() => { void save(); }).catch(() => {});\n";
  EXPECT_THAT(suggestions(tail, floating("voidIsEnough", false)),
              ElementsAre(testing::HasSubstr("void save().catch(console.error);")));
}

TEST(FloatingPromise, hands_failures_to_the_handler_that_is_named) {
  constexpr std::string_view text = "async function save() {}\nfunction submit() { save(); }\n";
  EXPECT_THAT(suggestions(text, floating("handler", std::string("log.failure"))),
              ElementsAre("Handle its failure with `.catch(log.failure)`; nothing waits for it: "
                          "async function save() {}\nfunction submit() { save().catch(log.failure); }\n",
                          testing::HasSubstr("void save();")));
  constexpr std::string_view shadowed = "async function save() {}\nfunction submit(console) { save(); }\n";
  EXPECT_THAT(suggestions(shadowed, {}), ElementsAre(testing::HasSubstr("void save();")));
}

TEST(UnusedSuppression, has_a_level_that_can_be_set) {
  constexpr std::string_view text = "// asynclint-disable-next-line floating-promise\nawait null;\n";
  LintSettings settings;
  ASSERT_EQ(count_findings(text, settings), 1U);
  settings.levels = {{"unused-suppression", Level::error}};
  EXPECT_EQ(lint({text}, rule_table(), settings).findings.at(0).level, Level::error);
  settings.levels = {{"unused-suppression", Level::off}};
  EXPECT_EQ(count_findings(text, settings), 0U);
}

TEST(UnusedSuppression, can_be_all_that_is_looked_for) {
  constexpr std::string_view text =
      "async function save() {}\n"
      "save();\n"
      "save(); // asynclint-disable-line floating-promise\n"
      "save; // asynclint-disable-line floating-promise\n";
  LintSettings settings;
  settings.only = {"unused-suppression"};
  const LintResult result = lint({text}, rule_table(), settings);
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings.front().rule, "unused-suppression");
  EXPECT_THAT(result.suppressed, IsEmpty());
}

}  // namespace
}  // namespace asynclint::tests
