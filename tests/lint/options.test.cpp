// What a rule can be told: how options are declared, read and compared, and what the rules do with theirs.
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
  const std::array<RuleEntry, 1> rules{{{"telling", &telling}}};
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

// What one rule finds when it is told names, each as its level and message.
std::vector<std::string> found(std::string_view text, std::string_view rule, std::string_view option,
                               std::vector<std::string> names) {
  LintSettings settings;
  settings.only = {rule};
  if (!names.empty()) settings.options = {{rule, option, std::move(names)}};
  std::vector<std::string> messages;
  for (const Finding& finding : lint({text}, rule_table(), settings).findings)
    messages.push_back((finding.level == Level::info ? "info: " : "warning: ") + finding.message);
  return messages;
}

std::vector<std::string> in_sequence(std::string_view text, std::vector<std::string> readers) {
  return found(text, "sequential-awaits", "readers", std::move(readers));
}

TEST(SequentialAwaits, knows_the_readers_that_are_listed) {
  constexpr std::string_view text =
      "import { db } from './db.js';\n"
      "export async function show(id) {\n"
      "  const user = await db.users.find(id);\n"
      "  const posts = await db.posts.find({ author: id });\n"
      "  return { user, posts };\n"
      "}\n";
  EXPECT_THAT(in_sequence(text, {}), IsEmpty());
  EXPECT_THAT(in_sequence(text, {"db.users.find"}), IsEmpty());
  EXPECT_THAT(in_sequence(text, {"db.*.find", "!db.posts.*"}), IsEmpty());
  EXPECT_THAT(in_sequence(text, {"db.*.find"}),
              ElementsAre("warning: these two awaits of `find` do not need each other, but run one after the other"));
  LintSettings settings;
  settings.options = {{"sequential-awaits", "readers", std::vector<std::string>{"db.*.find"}}};
  EXPECT_THAT(suggestions(text, settings), ElementsAre(testing::HasSubstr("const [user, posts] = await Promise.all(")));
}

TEST(SequentialAwaits, forgets_for_readers_what_names_say) {
  // A guard, an action, a session that is handed on, a tagged template, and the start of a chain.
  for (const char* pair : {"const a = await checkStock(id); const b = await checkPrice(id);",
                           "const a = await runStock(id); const b = await runPrice(id);",
                           "const a = await stock(session); const b = await price(session);",
                           "const a = await sql`stock ${id}`; const b = await sql`price ${id}`;",
                           "const a = await db.from('stock').all(); const b = await db.from('price').all();",
                           "const a = await cart.stock(id).then((r) => r.json()); const b = await cart.price(id);"}) {
    const std::string text = "export async function show(id, session) { " + std::string(pair) + " return [a, b]; }";
    EXPECT_THAT(in_sequence(text, {}), IsEmpty()) << pair;
    EXPECT_THAT(in_sequence(text, {"check*", "run*", "stock", "price", "sql", "db.**", "cart.*"}),
                ElementsAre(testing::StartsWith("warning: ")))
        << pair;
  }
}

TEST(SequentialAwaits, still_has_reasons_beside_readers) {
  for (const char* pair : {// What the first gives is needed, also by way of a constant.
                           "const a = await find(id); const b = await find(a.next);",
                           "const a = await find(id); const next = a.next; const b = await find(next);",
                           // Arguments do what they do.
                           "const a = await find(id); const b = await find(id = 2);",
                           "const a = await find(console.log(1)); const b = await find(console.log(2));",
                           "const a = await find(list); const b = await find(list.pop());",
                           "const a = await find(save(1)); const b = await find(save(2));",
                           // Nobody wants its value: it is there to fail.
                           "await find(1); const b = await find(2); const a = 1;",
                           // The second is none.
                           "const a = await find(id); const b = await update(id);",
                           // The same again, to see what has changed.
                           "const a = await find(id); const b = await find(id);",
                           "const a = await find(1); /* in order */ const b = await find(2);"}) {
    const std::string text = "export async function show(id, list) { " + std::string(pair) + " return [a, b]; }";
    EXPECT_THAT(in_sequence(text, {"find"}), IsEmpty()) << pair;
  }
  // What is called beside it is not known, so that it is no more than likely.
  EXPECT_THAT(in_sequence("const show = async (id) => [await find(1, key(id)), await find(2, key(id))];", {"find"}),
              ElementsAre(testing::StartsWith("info: ")));
}

TEST(SequentialAwaits, believes_in_readers_more_than_in_their_text) {
  constexpr std::string_view text =
      "let hits = 0;\n"
      "async function load(id) { hits++; return (await fetch('/' + id)).json(); }\n"
      "export async function show() { const a = await load(1); const b = await load(2); return [a, b]; }\n";
  EXPECT_THAT(in_sequence(text, {}), IsEmpty());
  EXPECT_THAT(in_sequence(text, {"load"}), ElementsAre(testing::StartsWith("warning: ")));
  // Where nobody uses what it gives, its text says whether it is there to fail.
  constexpr std::string_view dropped =
      "async function kill(id) { return client.send(id); }\n"
      "async function load(id) { await fetch('/' + id); }\n"
      "export async function stop() { await kill(1); await kill(2); }\n"
      "export async function warm() { await load(1); await load(2); }\n";
  EXPECT_THAT(in_sequence(dropped, {"kill", "load"}), testing::SizeIs(1));
  // What calls them is judged by all that it does.
  constexpr std::string_view within =
      "async function stock(id) { return db.find(id); }\n"
      "export async function show() { const a = await stock(1); const b = await stock(2); return [a, b]; }\n";
  EXPECT_EQ(in_sequence(within, {"db.find"}), in_sequence(within, {}));
}

TEST(AwaitInLoop, knows_the_readers_that_are_listed) {
  const auto in_loop = [](std::string_view text, std::vector<std::string> readers) {
    return found(text, "await-in-loop", "readers", std::move(readers));
  };
  constexpr std::string_view text =
      "import { db, priceOf, save } from './db.js';\n"
      "export async function show(ids) {\n"
      "  const users = [];\n"
      "  for (const id of ids) users.push(priceOf(await db.find(id)));\n"
      "  return users;\n"
      "}\n";
  EXPECT_THAT(in_loop(text, {}), IsEmpty());
  EXPECT_THAT(in_loop(text, {"priceOf"}), IsEmpty());
  EXPECT_THAT(in_loop(text, {"db.find", "priceOf"}),
              ElementsAre("warning: each round waits for the one before, and needs nothing of it"));
  for (const char* body : {"await db.find(1);", "last = await db.find(last);", "await save(await db.find(id));",
                           "if (await db.find(id)) break;", "console.log(await db.find(id));"}) {
    const std::string loop =
        "export async function show(ids) { let last; for (const id of ids) { " + std::string(body) + " } }";
    EXPECT_THAT(in_loop(loop, {"db.find"}), IsEmpty()) << body;
  }
}

TEST(UnclearedTimer, knows_the_callees_that_are_listed_as_lifecycles) {
  const auto timers = [](std::string_view text, std::vector<std::string> names) {
    return found(text, "uncleared-timer", "lifecycles", std::move(names));
  };
  constexpr std::string_view text =
      "import { useEffectOnce } from './hooks.js';\n"
      "export function useToast(hide) {\n"
      "  useEffectOnce(() => {\n"
      "    setTimeout(hide, 500);\n"
      "  });\n"
      "}\n";
  EXPECT_THAT(timers(text, {}), IsEmpty());
  EXPECT_THAT(timers(text, {"hooks.useEffectOnce"}), IsEmpty());
  EXPECT_THAT(timers(text, {"**.useEffectOnce"}),
              ElementsAre("warning: this timeout can outlive its component: no cleanup of `useEffectOnce` clears it"));
  LintSettings settings;
  settings.options = {{"uncleared-timer", "lifecycles", std::vector<std::string>{"useEffect*"}}};
  EXPECT_THAT(suggestions(text, settings), ElementsAre(testing::HasSubstr("    const timer = setTimeout(hide, 500);\n"
                                                                          "    return () => clearTimeout(timer);\n")));
  // One of this text, with the callback behind something else; and what is no lifecycle of its own, or cleans up.
  EXPECT_EQ(
      timers("function onAttach(name, run) { run(); } onAttach('a', () => { setTimeout(hide, 9); });", {"onAttach"})
          .size(),
      1U);
  EXPECT_THAT(timers("onAttach(() => { button.onclick = () => { setTimeout(hide, 9); }; });", {"onAttach"}), IsEmpty());
  EXPECT_THAT(timers("onAttach(() => { const t = setTimeout(hide, 9); return () => clearTimeout(t); });", {"onAttach"}),
              IsEmpty());
  // By its name alone one of React's is likely; its user is sure.
  constexpr std::string_view likely =
      "import { useEffect } from './hooks.js'; useEffect(() => { setTimeout(hide, 9); });";
  EXPECT_THAT(timers(likely, {}), ElementsAre(testing::StartsWith("info: ")));
  EXPECT_THAT(timers(likely, {"useEffect"}), ElementsAre(testing::StartsWith("warning: ")));
}

TEST(UnclearedTimer, knows_the_methods_that_are_listed_as_lifecycles) {
  LintSettings settings;
  settings.options = {{"uncleared-timer", "lifecycles", std::vector<std::string>{"onAttach"}}};
  constexpr std::string_view text =
      "export class Toast {\n"
      "  onAttach() {\n"
      "    setTimeout(() => this.hide(), 500);\n"
      "  }\n"
      "  dispose() {\n"
      "    this.hide();\n"
      "  }\n"
      "}\n";
  EXPECT_EQ(count_findings(text, {}), 0U);
  EXPECT_THAT(suggestions(text, settings), ElementsAre("Clear it in `dispose`: it ends with what has started it: "
                                                       "export class Toast {\n"
                                                       "  onAttach() {\n"
                                                       "    this.timer = setTimeout(() => this.hide(), 500);\n"
                                                       "  }\n"
                                                       "  dispose() {\n"
                                                       "    clearTimeout(this.timer);\n"
                                                       "    this.hide();\n"
                                                       "  }\n"
                                                       "}\n"));
  // Which method is the end is not known, so that none is written.
  constexpr std::string_view endless =
      "export class Toast { onAttach() { this.t = setInterval(() => this.hide(), 500); } }";
  const auto in_class = lint({endless}, rule_table(), settings).findings;
  ASSERT_EQ(in_class.size(), 1U);
  EXPECT_EQ(in_class.front().level, Level::warning);
  EXPECT_THAT(in_class.front().fixes, IsEmpty());
  EXPECT_EQ(lint({endless}, rule_table(), {}).findings.at(0).level, Level::info);
  EXPECT_EQ(count_findings("definePlugin({ onAttach() { setTimeout(hide, 500); } });", settings), 1U);
  EXPECT_EQ(count_findings("definePlugin({ onDetach() { setTimeout(hide, 500); } });", settings), 0U);
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
