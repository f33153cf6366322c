// Linting version after version gives what linting each version anew gives, and leaves alone what an edit did not
// touch.
#include "lint/memory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "facts/facts.h"
#include "lint/lint.h"
#include "rules/rule-table.h"
#include "tests/support/tree-difference.h"

namespace asynclint {
namespace {

std::vector<std::string> fixture_texts() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(ASYNCLINT_SOURCE_DIR "/fixtures"))
    if (entry.is_regular_file() &&
        (entry.path().extension().string().starts_with(".js") || entry.path().extension() == ".ts") &&
        entry.path().string().find(".suggested") == std::string::npos)
      paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  for (const auto& path : paths) {
    std::ifstream file(path);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return texts;
}

std::string described(const LintResult& result) {
  std::string text;
  const auto span = [](Span at) { return std::to_string(at.begin) + "-" + std::to_string(at.end); };
  for (const Finding& finding : result.findings) {
    text += span(finding.span) + " " + std::string(finding.rule) + " " + std::string(name(finding.level)) + " " +
            std::string(name(finding.evidence)) + " " + finding.message + "\n";
    for (const RelatedPlace& place : finding.related)
      text += "  because " + span(place.span) + " " + place.message + "\n";
    for (const Fix& fix : finding.fixes) {
      text += "  fix " + fix.title + "\n";
      for (const TextEdit& edit : fix.edits) text += "    " + span(edit.span) + " '" + edit.text + "'\n";
    }
  }
  for (const SuppressedFinding& one : result.suppressed) text += "suppressed " + span(one.finding.span) + "\n";
  return text;
}

// One of the changes that people make, at a random place.
void edit(std::string& text, std::mt19937& random) {
  const auto below = [&](std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
  };
  const auto remove_one_of = [&](std::string_view word) {
    const std::size_t at = text.find(word, below(text.size() + 1));
    if (at != std::string::npos) text.erase(at, word.size());
  };
  const std::size_t line = text.find('\n', below(text.size() + 1));
  const std::size_t at = line == std::string::npos ? text.size() : line + 1;
  switch (below(12)) {
    case 0: return remove_one_of("async ");
    case 1: return remove_one_of("await ");
    case 2: return void(text.insert(at, "\n"));
    case 3: return void(text.insert(at, "// a remark\n"));
    case 4: return void(text.insert(at, "async function save() {}\n"));
    case 5: return void(text.insert(at, "save(1);\n"));
    case 6: return void(text.insert(at, "var fetch = null, load = async () => {};\n"));
    case 7: return void(text.insert(at, "items.filter(async (item) => item);\n"));
    case 8: {
      const std::size_t end = text.find('\n', at);
      if (end != std::string::npos) text.erase(at, end + 1 - at);
      return;
    }
    case 9: {
      const std::size_t end = text.find('\n', at);
      if (end != std::string::npos) text.insert(at, text.substr(at, end + 1 - at));
      return;
    }
    case 10: {
      const std::size_t space = text.find(' ', below(text.size() + 1));
      if (space != std::string::npos) text.insert(space, "x");
      return;
    }
    default: return void(text.insert(at, "store.save = () => 1;\nload = null;\n"));
  }
}

// A broken text is what it was before, with what makes no sense left out (see tests/syntax/live-tree.test.cpp): there
// is nothing to compare. Rarely, a sound one is taken for broken.
enum class Reading { same, broken, otherwise };

Reading reading_of(const LintMemory& memory, const Document& document, syntax::UnitSizes sizes) {
  if (memory.facts() == nullptr) return Reading::same;
  const syntax::Tree& live = memory.facts()->tree();
  const auto anew = syntax::parse(document.text, live.grammar(), sizes);
  if (!anew->errors().empty() && !live.errors().empty()) return Reading::broken;
  const bool is_same = anew->errors().empty() == live.errors().empty() && tests::tree_difference(live, *anew).empty();
  return is_same ? Reading::same : Reading::otherwise;
}

TEST(LintMemory, FindsWhatLintingAnewFinds) {
  const std::vector<std::string> texts = fixture_texts();
  ASSERT_GT(texts.size(), 100U);
  std::mt19937 random(20260101);
  std::size_t units = 0;
  std::size_t linted = 0;
  std::size_t compared = 0;
  std::size_t read_otherwise = 0;
  for (int series = 0; series < 120; ++series) {
    std::string text;
    for (int part = 0; part < 3; ++part) text += texts[random() % texts.size()] + "\n";
    LintSettings settings;
    settings.unit_sizes.function_bytes = series % 3 == 0 ? 0 : series % 3 == 1 ? 100 : 512;
    // What a rule is told makes it ask for other things.
    if (series % 2 == 1)
      settings.options = {{"sequential-awaits", "readers", std::vector<std::string>{"**", "!save*"}},
                          {"await-in-loop", "readers", std::vector<std::string>{"**", "!save*"}},
                          {"uncleared-timer", "lifecycles", std::vector<std::string>{"**", "!on*"}}};
    LintMemory memory(rule_table(), settings);
    for (int version = 0; version < 25; ++version) {
      Document document;
      document.text = text;
      const std::string followed = described(memory.lint(document));
      const Reading reading = reading_of(memory, document, settings.unit_sizes);
      if (reading == Reading::same) ++compared;
      if (reading == Reading::otherwise) ++read_otherwise;
      if (reading == Reading::same) {
        ASSERT_EQ(described(lint(document, rule_table(), settings)), followed)
            << "series " << series << ", version " << version << ":\n"
            << text;
      }
      units += memory.unit_count();
      linted += memory.units_linted();
      edit(text, random);
    }
  }
  EXPECT_GT(compared, 600U) << "of 3,000 versions";
  EXPECT_LT(read_otherwise, 10U);
  // The comparison says something only while most units are kept.
  EXPECT_LT(linted, units / 2) << units << " units";
}

// A function that comes into another one brings its names along, though nothing in it is another than before.
TEST(LintMemory, SeesWhatComesIntoAFunction) {
  const std::string use = "function use() {\n  clearInterval(timer);\n}\n";
  const std::string outside =
      "function outer() {\n  const timer = setInterval(tick, 10);\n  function inner() {\n    log('b');\n  }\n  "
      "inner();\n}\n" +
      use;
  const std::string inside =
      "function outer() {\n  const timer = setInterval(tick, 10);\n  function inner() {\n    log('b');\n" + use +
      "  }\n  inner();\n}\n";
  LintSettings settings;
  settings.unit_sizes.function_bytes = 0;
  LintMemory memory(rule_table(), settings);
  for (const std::string& text : {outside, inside, outside, inside})
    EXPECT_EQ(memory.lint({.text = text}).findings.size(), text == outside ? 1U : 0U) << text;
}

TEST(LintMemory, AsksAgainWhatACommentSaysOfAnExport) {
  const std::string head =
      "/**\n * @typedef {Object} Job\n * @property {() => Promise<void>} run\n */\n\n/** @typedef {{ jobs: Job[] }} "
      "Queue */\n";
  const std::string tail =
      " queue */\nexport async function startAll(queue) {\n  for (const job of queue.jobs) job.run();\n}\n";
  for (const unsigned bytes : {0U, 100U, 512U}) {
    LintSettings settings;
    settings.unit_sizes.function_bytes = bytes;
    LintMemory memory(rule_table(), settings);
    for (const std::string type : {"{Queue}", "{Queues}", "{Queue}"}) {
      std::string text = head;
      text.append("/** @param ").append(type).append(tail);
      EXPECT_EQ(memory.lint({.text = text}).findings.size(), type == "{Queue}" ? 1U : 0U) << text;
    }
  }
}

class EditedFile : public testing::Test {
 protected:
  std::size_t linted_after(std::string_view old_text, std::string_view new_text) {
    const auto at = text_.find(old_text);
    if (at == std::string::npos) ADD_FAILURE() << old_text << " is not there";
    text_.replace(at, old_text.size(), new_text);
    static_cast<void>(memory_.lint({.text = text_}));
    return memory_.units_linted();
  }

  static std::string method(int number) {
    const std::string name = "step" + std::to_string(number);
    return "  async " + name + "(order) {\n    const total = order.count * " + std::to_string(number) +
           ";\n    this.log(total);\n    await this.save(order);\n    " + std::string("this.remind(order);\n  }\n");
  }

  void SetUp() override {
    text_ = "import { log } from './log.js';\nclass Shop {\n  log(x) { log(x); }\n  async save(o) { await log(o); }\n";
    text_ += "  async remind(o) { await log(o); }\n";
    for (int i = 0; i < 500; ++i) text_ += method(i);
    text_ += "}\nexport function open() {\n  return new Shop();\n}\n";
    ASSERT_EQ(memory_.lint({.text = text_}).findings.size(), 500U);
    ASSERT_EQ(memory_.units_linted(), memory_.unit_count());
  }

  std::string text_;
  LintMemory memory_{rule_table(), {}};
};

TEST_F(EditedFile, AnEditInAMethodCostsThatMethod) {
  EXPECT_LE(linted_after("order.count * 250", "order.count * 251"), 2U);
  EXPECT_LE(linted_after("order.count * 7;", "order.count * 7 + 1;\n    // dear"), 2U);
}

TEST_F(EditedFile, WhatNobodyAskedForIsNotLintedAgain) {
  EXPECT_LE(linted_after("import { log } from './log.js';\n", "import { log } from './log.js';\n\n\n"), 3U);
}

TEST_F(EditedFile, WhoAskedIsLintedAgain) {
  EXPECT_GE(linted_after("  async remind(o) { await log(o); }", "  remind(o) { log(o); }"), 500U);
  EXPECT_TRUE(memory_.lint({.text = text_}).findings.empty());
}

TEST(LintMemory, AsksAgainWhatACommentDeclares) {
  const std::string kept = "/** @typedef {Object} Job\n * @property {() => Promise<void>} run */\n";
  const std::string other = "/** @typedef {Object} Job\n * @property {() => void} run */\n";
  const std::string uses =
      "export const pause = (ms) => new Promise((done) => setTimeout(done, ms));\n/** @param {Job} job */\nexport "
      "function start(job) {\n  job.run();\n}\n";
  LintSettings settings;
  settings.unit_sizes.function_bytes = 0;
  LintMemory memory(rule_table(), settings);
  for (const std::string& declared : {kept, other, kept, std::string(), kept}) {
    const std::string text = declared + uses;
    EXPECT_EQ(memory.lint({.text = text}).findings.size(), declared == kept ? 1U : 0U) << text;
  }
}

}  // namespace
}  // namespace asynclint
