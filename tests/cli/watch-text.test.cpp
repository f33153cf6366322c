// What a round of --watch looks like, in windows of any size.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "cli/display-text.h"
#include "cli/watch/watch-changes.h"
#include "cli/watch/watch-text.h"
#include "tests/cli/run-executable.h"

namespace asynclint::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

WatchedFinding finding(std::size_t line, std::uint64_t key, std::uint32_t occurrence = 0) {
  return {line, 3, Level::error, "the promise of `save` is dropped", "floating-promise", {key, key, occurrence, ""}};
}

class WatchText : public testing::Test {
 protected:
  WatchText() {
    round_.files = {{"src/orders.js", {}, {finding(3, 1), finding(9, 2)}},
                    {"src/wörter-日本語.js", {}, {finding(1, 3)}}};
    round_.totals.files = 20;
    round_.totals.files_with_findings = 2;
    round_.totals.shown[static_cast<std::size_t>(Level::error)] = 3;
    round_.checked = 1;
    round_.checked_paths = {"src/orders.js"};
    round_.is_complete = true;
    view_.title = "src";
    view_.when = "12:04:31";
    view_.round = &round_;
    view_.changes = &changes_;
    view_.has_keys = true;
  }

  WatchRound round_;
  WatchChanges changes_;
  WatchView view_;
};

TEST_F(WatchText, FitsIntoEveryWindow) {
  for (unsigned columns = 1; columns <= 120; ++columns) {
    for (unsigned rows = 1; rows <= 30; ++rows) {
      const WatchScreen screen = watch_screen(view_, {columns, rows}, {});
      // The end of one line, and where there is no room for anything all of them, the terminal itself cuts off.
      unsigned line = 0;
      for (std::size_t begin = 0; begin < screen.text.size(); ++line) {
        const std::size_t end = std::min(screen.text.find("\r\n", begin), screen.text.size());
        const std::string text = tests::without_escapes(screen.text.substr(begin, end - begin));
        if (line != 1 && columns >= 20) {
          EXPECT_LE(width_of(text), columns) << columns << "x" << rows << ": " << text;
        }
        begin = end + 2;
      }
      EXPECT_LE(line, rows) << columns << "x" << rows;
    }
  }
}

TEST_F(WatchText, ANarrowWindowLeavesOutTheRule) {
  EXPECT_THAT(watch_screen(view_, {80, 24}, {}).text, HasSubstr("is dropped  floating-promise"));
  EXPECT_THAT(watch_screen(view_, {50, 24}, {}).text, Not(HasSubstr("floating-promise")));
}

TEST_F(WatchText, ALongListIsScrolled) {
  const WatchScreen screen = watch_screen(view_, {80, 8}, {});
  EXPECT_EQ(screen.page, 2U);
  EXPECT_EQ(screen.most_scrolled, 4U);
  EXPECT_THAT(screen.text, HasSubstr("lines 1-2 of 6"));
  view_.scrolled = 99;
  EXPECT_THAT(watch_screen(view_, {80, 8}, {}).text, HasSubstr("lines 5-6 of 6"));
}

TEST_F(WatchText, CutsByCells) {
  EXPECT_EQ(cut_to_width("plain", 5), "plain");
  EXPECT_EQ(cut_to_width("plainer", 5), "plai…");
  EXPECT_EQ(cut_to_width("日本語", 4), "日…");
  EXPECT_EQ(cut_to_width("日本語", 6), "日本語");
  EXPECT_EQ(cut_to_width("x", 0), "");
}

TEST_F(WatchText, ChangesAreByKeyAndNotByLine) {
  std::vector<WatchedFile> before = round_.files;
  // One moved, one went, one came; and a file got another name.
  round_.files[0].findings = {finding(30, 1), finding(31, 7)};
  round_.files[1].path = "src/renamed.js";
  const WatchChanges changes = watch_changes(before, round_.files);
  ASSERT_EQ(changes.added.size(), 1U);
  EXPECT_EQ((*changes.added.begin())->line, 31U);
  ASSERT_EQ(changes.gone.size(), 1U);
  EXPECT_EQ(changes.gone.front().finding->line, 9U);
  // Of two that are alike, one was mended.
  before = {{"a.js", {}, {finding(1, 5, 0), finding(2, 5, 1)}}};
  const std::vector<WatchedFile> after{{"a.js", {}, {finding(2, 5, 0)}}};
  const WatchChanges fewer = watch_changes(before, after);
  EXPECT_TRUE(fewer.added.empty());
  EXPECT_EQ(fewer.gone.size(), 1U);
}

TEST_F(WatchText, WhatCouldNotBeCheckedIsSaidBesideWhatWasFoundBefore) {
  WatchRound broken;
  broken.complaints = {"asynclint.json:1:1: no value"};
  view_.round = &broken;
  view_.last_complete = &round_;
  const std::string text = watch_screen(view_, {80, 24}, {}).text;
  EXPECT_THAT(text, HasSubstr("asynclint.json:1:1: no value"));
  EXPECT_THAT(text, HasSubstr("src/orders.js"));
  EXPECT_THAT(watch_block(view_, {}), HasSubstr("nothing could be checked"));
}

}  // namespace
}  // namespace asynclint::cli
