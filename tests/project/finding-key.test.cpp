// What a finding is known by: what may change around it, and what makes it another.
#include "project/finding-key.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "rules/rule-table.h"

namespace asynclint {
namespace {

using testing::ElementsAre;

std::vector<FindingKey> keys_of(const std::string& text, Markup markup = Markup::none) {
  const FileText file({text}, markup);
  return finding_keys(file, lint(file, rule_table(), {}).findings);
}

std::vector<std::string> texts_of(const std::string& text, Markup markup = Markup::none) {
  std::vector<std::string> texts;
  for (const FindingKey& key : keys_of(text, markup)) texts.push_back(key.text());
  return texts;
}

const std::string before = R"(
async function save(entry) { await store(entry); }
function main(list) {
  save(list[0], { "now": true });
  list.forEach(async (one) => {
    await save(one);
  });
}
)";

TEST(FindingKey, LinesCommentsAndLayoutMayChange) {
  const std::vector<std::string> keys = texts_of(before);
  ASSERT_EQ(keys.size(), 2U);
  EXPECT_NE(keys[0], keys[1]);
  const std::string after = R"(// A file
async function save(entry) { await store(entry); }

function other() { return 1; }
function main(list) {
    // The first one.
    save(
        list[0] /* always there */,
        {
            'now': true,
        },
    )
    list
        .forEach(async (one) => {
            console.log(one)
            await save(one)
        })
    console.log("done")
}
)";
  EXPECT_EQ(texts_of(after), keys);
}

TEST(FindingKey, OtherCodeAnotherFunctionOrAnotherPlaceIsAnotherFinding) {
  const auto key = [](std::string_view function, std::string_view code) {
    const std::string text = "async function save() { await store(); }\nfunction " + std::string(function) + "() { " +
                             std::string(code) + " }\n";
    const auto keys = texts_of(text);
    EXPECT_EQ(keys.size(), 1U) << text;
    return keys.empty() ? std::string() : keys.front();
  };
  EXPECT_EQ(key("main", "save(1);"), key("main", "go(); save( 1 )"));
  EXPECT_NE(key("main", "save(1);"), key("main", "save(2);"));
  EXPECT_NE(key("main", "save(1);"), key("start", "save(1);"));
  EXPECT_NE(key("main", "go(), save(1);"), key("main", "save(1), go();"));
  // Blanks between words are part of the code.
  EXPECT_NE(key("main", "save(typeof a);"), key("main", "save(typeofa);"));
}

TEST(FindingKey, EqualOnesAreCounted) {
  const std::vector<FindingKey> keys =
      keys_of("async function save() { await store(); }\nsave();\nsave();\nsave(1);\n");
  ASSERT_EQ(keys.size(), 3U);
  EXPECT_EQ(keys[0].occurrence, 0U);
  EXPECT_EQ(keys[1].occurrence, 1U);
  EXPECT_EQ(keys[2].occurrence, 0U);
  EXPECT_EQ(keys[0].text().size(), 32U);
  EXPECT_EQ(keys[1].text(), keys[0].text() + ":1");
}

TEST(FindingKey, WithinSaysWhereItIs) {
  const std::vector<FindingKey> keys = keys_of(R"(
async function save() { await store(); }
save();
class Bakery {
  bake(list) { list.map((one) => { save(); }); }
  #mix = () => { save(); };
}
it("pays", () => { save(); });
exports.close = function () { save(); };
export default { open() { save(); }, shut: () => { save(); } };
)");
  std::vector<std::string> within;
  within.reserve(keys.size());
  for (const FindingKey& key : keys) within.push_back(key.within);
  EXPECT_THAT(within,
              ElementsAre("", "Bakery.bake.map()", "Bakery.#mix", "it(\"pays\")", "exports.close", "open", "shut"));
}

TEST(FindingKey, APropertyOfALargeObjectStandsByItself) {
  const auto of = [](const std::string& rest) {
    return texts_of(
        "async function save() { await store(); }\nexport const api = { run: () => void 0, stop: (a) => { save(a); "
        "}, " +
        rest + " };\n");
  };
  EXPECT_EQ(of("x: 1"), of("y: 2, z: 3"));
}

TEST(FindingKey, CommentsAndTornTextHaveKeysToo) {
  EXPECT_EQ(texts_of("// asynclint-disable-next-line floating-promise\nawait 1;\n"),
            texts_of("\n\n  //  asynclint-disable-next-line  floating-promise\nawait 2;\n"));
  const auto torn = texts_of("async function save() { await store(); }\n) save(); (\n");
  EXPECT_EQ(torn, texts_of("\nasync function save() { await store(); }\n)  save();  (\n"));
}

TEST(FindingKey, OfScriptsInMarkupAsOfPrograms) {
  const std::string script = "async function save() { await store(); }\nfunction main() { save(); }\n";
  const auto program = texts_of(script);
  ASSERT_EQ(program.size(), 1U);
  EXPECT_EQ(texts_of("<p>Hello</p>\n<script>\n" + script + "</script>\n", Markup::html), program);
  EXPECT_EQ(texts_of("<script setup>\n" + script + "</script>\n<template></template>", Markup::vue).front(),
            program.front());
}

TEST(FindingKey, ThousandsInOneStatementTakeNoLongerEach) {
  std::string text = "async function save() { await store(); }\nmain(() => [";
  for (int i = 0; i < 20000; ++i) text += "() => { save(" + std::to_string(i) + "); }, ";
  text += "], (";
  for (int i = 0; i < 20000; ++i) text += "void go(), ";
  text += "0));\n";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(keys_of(text).size(), 20000U);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace asynclint
