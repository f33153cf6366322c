// Which parts of a page or component are programs, and what a program of them is linted as.
#include "project/script-blocks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "project/file-text.h"
#include "rules/rule-table.h"

namespace asynclint {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string_view> contents(std::string_view text, Markup markup) {
  std::vector<std::string_view> found;
  for (const ScriptBlock& block : find_script_blocks(text, markup)) found.push_back(slice(text, block.content));
  return found;
}

struct Page {
  std::string_view text;
  std::vector<std::string_view> scripts;
};

std::ostream& operator<<(std::ostream& out, const Page& page) { return out << page.text; }

class Pages : public testing::TestWithParam<Page> {};

TEST_P(Pages, hold_scripts) { EXPECT_EQ(contents(GetParam().text, Markup::html), GetParam().scripts); }

const Page pages[] = {
    {"", {}},
    {"<p>a < b</p>", {}},
    {"<script>a()</script>", {"a()"}},
    {"<SCRIPT>a()</Script >", {"a()"}},
    {"<script\n  defer\n>a()</script\n>", {"a()"}},
    {"<script>a()</script><script>b()</script>", {"a()", "b()"}},
    {"<script>  \n </script>", {}},
    {"<scripts>a()</scripts><script-x>b()</script-x>", {}},
    // Attributes.
    {"<script type='module'>a()</script>", {"a()"}},
    {"<script type=module>a()</script>", {"a()"}},
    {"<script type = \" Text/JavaScript \">a()</script>", {"a()"}},
    {"<script type>a()</script>", {"a()"}},
    {"<script type=application/json>{}</script><script>a()</script>", {"a()"}},
    {"<script type=\"text/template\"><p></p></script>", {}},
    {"<script type=\"importmap\">{}</script>", {}},
    {"<script type=text/javascript;x>a()</script>", {}},
    {"<script type=module type=application/json>a()</script>", {"a()"}},
    {"<script src=a.js>a()</script>", {}},
    {"<script data-src=a.js>a()</script>", {"a()"}},
    {"<script data-a=\">\" data-b='>' data-c=\"'\">a()</script>", {"a()"}},
    {"<script data-a=\"</script>\">a()</script>", {"a()"}},
    {"<script/>a()</script>", {"a()"}},
    {"<script a=b/>a()</script>", {"a()"}},
    {"<p title=\"<script>\">a</p><script>b()</script>", {"b()"}},
    {"<p title='\"'><script>b()</script>", {"b()"}},
    {"<script lang=\"en\">a()</script>", {"a()"}},
    // Where a script ends.
    {"<script>a = '</script>'</script>", {"a = '"}},
    {"<script>a = '<\\/script>'</script>", {"a = '<\\/script>'"}},
    {"<script>a = '</scripts>'</script>", {"a = '</scripts>'"}},
    {"<script><!-- \na()\n//--></script>", {"<!-- \na()\n//-->"}},
    {"<script>a = '<!-- <script></script>'; b()</script>", {"a = '<!-- <script></script>'; b()"}},
    {"<script>a = '<!-- <script> -->'; b()</script><p></script>", {"a = '<!-- <script> -->'; b()"}},
    {"<script>a = '<script>'</script>", {"a = '<script>'"}},
    {"<script>a()", {}},
    {"<script>a()</script", {}},
    {"<script>a()</script<script>b()</script>", {"a()</script<script>b()"}},
    // What is no element.
    {"<!-- <script>a()</script> --><script>b()</script>", {"b()"}},
    {"<!--><script>b()</script>", {"b()"}},
    {"<!---><script>b()</script>", {"b()"}},
    {"<!-- --!><script>b()</script>", {"b()"}},
    {"<!-- ---><script>b()</script>", {"b()"}},
    {"<!-- <script>a()</script>", {}},
    {"<!doctype html><script>b()</script>", {"b()"}},
    {"<?xml version='1.0'?><script>b()</script>", {"b()"}},
    {"<style>a::before { content: '<script>'; }</style><script>b()</script>", {"b()"}},
    {"<textarea><script>a()</script></textarea><script>b()</script>", {"b()"}},
    {"<title><script></title><script>b()</script>", {"b()"}},
    {"<noscript><script>a()</script></noscript>", {}},
    {"<style><script>a()</script>", {}},
    // XML.
    {"<svg><script><![CDATA[ a < b ]]></script></svg>", {" a < b "}},
    {"<script>//<![CDATA[\na()\n//]]></script>", {"//<![CDATA[\na()\n//]]>"}},
    {"<script><![CDATA[ a()</script>", {" a()"}},
    {"<script><![CDATA[]]></script>", {}},
    {"<![CDATA[ <script>a()</script> ]]><script>b()</script>", {"b()"}},
    {"<![CDATA[ a><script>b()</script>", {"b()"}},
};
INSTANTIATE_TEST_SUITE_P(Html, Pages, testing::ValuesIn(pages));

class Components : public testing::TestWithParam<Page> {};

TEST_P(Components, of_vue_hold_scripts) { EXPECT_EQ(contents(GetParam().text, Markup::vue), GetParam().scripts); }

const Page vue_components[] = {
    {"<script setup>a()</script><template><p/></template>", {"a()"}},
    {"<template><p>{{ a <b }}</p></template><script>c()</script>", {"c()"}},
    {"<template><script>a()</script></template><script>b()</script>", {"b()"}},
    {"<template><template #x></template><script>a()</script></template><script>b()</script>", {"b()"}},
    {"<template lang=\"pug\">\np <template> a < b\n</template><script>b()</script>", {"b()"}},
    {"<template><p :a=\"b > '</template>'\"></p></template><script>c()</script>", {"c()"}},
    {"<template src=\"./a.html\"/><script>c()</script>", {"c()"}},
    {"<docs># <script> and </template></docs><script>c()</script>", {"c()"}},
    {"<script src=\"./a.js\"/><script setup>c()</script>", {"c()"}},
    {"<script lang=\"coffee\">a -> b</script>", {}},
    {"<script>a()</script><script setup>b()</script>", {"a()", "b()"}},
    {"<template><Script>a()</Script></template>", {}},
    {"<template>{{ <script>a()</script>", {}},
};
INSTANTIATE_TEST_SUITE_P(Vue, Components, testing::ValuesIn(vue_components));

class SvelteComponents : public testing::TestWithParam<Page> {};

TEST_P(SvelteComponents, hold_scripts) { EXPECT_EQ(contents(GetParam().text, Markup::svelte), GetParam().scripts); }

const Page svelte_components[] = {
    {"<script context=\"module\">a()</script><script>b()</script>{#if c <d}<p/>{/if}", {"a()", "b()"}},
    {"{#if a <b}<p on:click={() => c > '}'}>x</p>{/if}<script>d()</script>", {"d()"}},
    {"<p {...rest} class={a ? \">\" : '<script>'}>{\"<script>\"}</p><script>d()</script>", {"d()"}},
    {"<svelte:head><script>a()</script></svelte:head><script>b()</script>", {"b()"}},
    {"<style>p { color: red }</style><script>b()</script>", {"b()"}},
    {"it's { not ended <p></p><script>b()</script>", {"b()"}},
    {"<Script>a()</Script><script>b()</script>", {"b()"}},
};
INSTANTIATE_TEST_SUITE_P(Svelte, SvelteComponents, testing::ValuesIn(svelte_components));

TEST(ScriptBlocks, SayHowTheyAreWritten) {
  const auto only = [](std::string_view text, Markup markup) { return find_script_blocks(text, markup).at(0); };
  EXPECT_EQ(only("<script lang=ts>a</script>", Markup::vue).dialect, Dialect::typescript);
  EXPECT_EQ(only("<script lang='TSX'>a</script>", Markup::vue).dialect, Dialect::tsx);
  EXPECT_EQ(only("<script lang=jsx>a</script>", Markup::vue).dialect, Dialect::javascript);
  EXPECT_EQ(only("<script type=text/typescript>a</script>", Markup::svelte).dialect, Dialect::typescript);
  EXPECT_TRUE(only("<script setup>a</script>", Markup::vue).is_setup);
  EXPECT_TRUE(only("<script type=module>a</script>", Markup::html).is_module);
  EXPECT_FALSE(only("<script>a</script>", Markup::html).is_module);
}

TEST(Scripts, OfAComponentAreOneModule) {
  const auto scripts = scripts_of("<script>a</script><script setup lang=ts>b</script>", Markup::vue);
  ASSERT_EQ(scripts.size(), 1U);
  EXPECT_EQ(scripts[0].blocks.size(), 2U);
  EXPECT_EQ(scripts[0].dialect, Dialect::typescript);
  EXPECT_EQ(scripts[0].module_kind, ModuleKind::module);
  EXPECT_EQ(scripts[0].surroundings, Surroundings::component);
  EXPECT_EQ(scripts_of("<script>a</script>", Markup::vue).at(0).surroundings, Surroundings::none);
  EXPECT_EQ(scripts_of("<script>a</script>", Markup::svelte).at(0).surroundings, Surroundings::component);
  EXPECT_THAT(scripts_of("<template/>", Markup::vue), IsEmpty());
}

TEST(Scripts, OfAPageShareTheirGlobalsUnlessTheyAreModules) {
  const auto scripts = scripts_of(
      "<script>a</script><script type=module>b</script><script>c</script><script type=module>d</script>", Markup::html);
  ASSERT_EQ(scripts.size(), 3U);
  EXPECT_EQ(scripts[0].blocks.size(), 2U);
  EXPECT_EQ(scripts[0].module_kind, ModuleKind::commonjs);
  EXPECT_EQ(scripts[0].surroundings, Surroundings::page);
  EXPECT_EQ(scripts[1].module_kind, ModuleKind::module);
  EXPECT_EQ(scripts[1].surroundings, Surroundings::none);
}

TEST(Scripts, StandWhereTheyStood) {
  const std::string_view text = "<p>ä\r\n<script>a()</script>\n<script>(b)()</script>\n";
  EXPECT_EQ(text_of_blocks(text, find_script_blocks(text, Markup::html)),
            "     \r\n        a()         \n       ;(b)()         \n");
}

TEST(FileText, PlacesAreThoseOfTheFile) {
  const std::string_view text =
      "<h1>Orders</h1>\n<script>\n  async function save() { await fetch('/a'); }\n  save()\n</script>\n<p>x</p>\n"
      "<script type=\"module\">\n  await null;\n  fetch('/b')\n</script>";
  const LintResult result = lint(FileText({text}, Markup::html), rule_table(), {});
  ASSERT_EQ(result.findings.size(), 2U);
  EXPECT_EQ(slice(text, result.findings[0].span), "save()");
  EXPECT_EQ(slice(text, result.findings[1].span), "fetch('/b')");
  EXPECT_EQ(result.syntax_errors, 0U);
}

TEST(FileText, ReasonsOutliveTheirProgram) {
  const std::string_view text =
      "<script>\n// asynclint-disable-next-line floating-promise -- the page is closed anyway\nfetch('/a');\n</script>";
  const LintResult result = lint(FileText({text}, Markup::html), rule_table(), {});
  ASSERT_EQ(result.suppressed.size(), 1U);
  EXPECT_EQ(result.suppressed[0].reason, "the page is closed anyway");
  EXPECT_GE(result.suppressed[0].reason.data(), text.data());
}

// An error ends its own script, and no other.
TEST(FileText, BrokenScriptsOfAPageBreakNoOthers) {
  const std::string_view text =
      "<script>if (a) {</script>\n<script>fetch('/a');</script>\n<script>fetch('/b');</script>";
  const LintResult result = lint(FileText({text}, Markup::html), rule_table(), {});
  EXPECT_EQ(result.findings.size(), 2U);
}

TEST(FileText, FixesChangeScriptsOnly) {
  // The statement goes on behind its block, as far as the parser can see.
  const std::string_view text = "<script>fetch('/a')</script>\n<script>['b'].map(show)</script>";
  const LintResult result = lint(FileText({text}, Markup::html), rule_table(), {});
  for (const Finding& finding : result.findings)
    for (const Fix& fix : finding.fixes)
      for (const TextEdit& edit : fix.edits)
        EXPECT_TRUE(Span({8, 19}).contains(edit.span)) << fix.title << " at " << edit.span.begin;
}

// Nobody waits for a text that makes no sense.
TEST(ScriptBlocks, HostileTextsTakeNoLongerThanOthers) {
  const auto repeated = [](std::string_view part) {
    std::string text;
    while (text.size() < (1U << 20U)) text += part;
    return text;
  };
  for (const std::string_view part : {"<",
                                      "<a",
                                      "<a ",
                                      "<a b=\"",
                                      "<script",
                                      "<script>",
                                      "<script a='",
                                      "<script type=module>a</script>",
                                      "<!--",
                                      "<!--<script>",
                                      "<![CDATA[",
                                      "{",
                                      "{{",
                                      "{'",
                                      "</",
                                      "</script",
                                      "<template>",
                                      "<style>",
                                      "<svelte:head>",
                                      "<!",
                                      "a=\"'",
                                      "\"'<script>",
                                      "<script>a</script>",
                                      "<script>(</script>"}) {
    const std::string text = repeated(part);
    for (const Markup markup : {Markup::html, Markup::vue, Markup::svelte}) {
      const auto begin = std::chrono::steady_clock::now();
      for (const ScriptBlock& block : find_script_blocks(text, markup)) {
        ASSERT_LE(block.content.begin, block.content.end);
        ASSERT_LE(block.content.end, text.size());
      }
      EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2)) << part;
    }
  }
}

TEST(ScriptBlocks, CutOffAnywhereAreInsideTheText) {
  const std::string_view text =
      "<!-- a --><p title='>'>{{ x }} {y}<script lang=\"ts\" setup data-x=\"</script>\">a = '<!-- <script>';"
      "</script><![CDATA[ x ]]><template><style>p</style></template><script><![CDATA[ b() ]]></script>";
  for (const Markup markup : {Markup::html, Markup::vue, Markup::svelte}) {
    for (std::size_t size = 0; size <= text.size(); ++size) {
      const std::string part(text.substr(0, size));
      for (const ScriptBlock& block : find_script_blocks(part, markup)) {
        EXPECT_LE(block.content.begin, block.content.end);
        EXPECT_LE(block.content.end, part.size());
        EXPECT_EQ(text_of_blocks(part, {block}).size(), part.size());
      }
    }
  }
}

}  // namespace
}  // namespace asynclint
