// Texts that make no sense while somebody types.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "server/open-document.h"
#include "tests/server/open-session.h"

namespace asynclint::tests {
namespace {

using server::Json;

class BrokenTexts : public testing::Test {
 protected:
  static constexpr const char* uri = "untitled:text";

  void open(const std::string& text) {
    text_ = text;
    session_.notify("textDocument/didOpen",
                    {{"textDocument", {{"uri", uri}, {"languageId", "javascript"}, {"version", 1}, {"text", text}}}});
    // What makes the next keystroke cheap is made by the second version and the third.
    type_behind("", "\n");
    type_behind("", "\n");
  }

  // Behind the first place where `before` stands; at the end of the text where that is empty.
  void type_behind(const std::string& before, const std::string& typed) {
    text_.insert(before.empty() ? text_.size() : text_.find(before) + before.size(), typed);
    session_.notify("textDocument/didChange", {{"textDocument", {{"uri", uri}, {"version", ++version_}}},
                                               {"contentChanges", {{{"text", text_}}}}});
    found_ = session_.checked(uri)->findings.size();
  }

  [[nodiscard]] std::size_t found() const { return found_; }
  void rest() { found_ = session_.rested(uri)->findings.size(); }

 private:
  OpenSession session_{ColumnUnit::utf16};
  std::string text_;
  int version_ = 1;
  std::size_t found_ = 0;
};

const std::string three =
    "async function save() { await fetch('/save'); }\n"
    "async function first(a) {\n  await a;\n}\n"
    "async function middle(b) {\n  save();\n  await b;\n}\n"
    "async function last(c) {\n  await c;\n}\n";

TEST_F(BrokenTexts, KeepWhatWasFound) {
  open(three);
  EXPECT_EQ(found(), 1U);
  type_behind("await a;", " note(");
  EXPECT_EQ(found(), 1U);
  type_behind("await a; note(", "7);");
  EXPECT_EQ(found(), 1U);
}

// Somebody leaves something unfinished and goes on elsewhere.
TEST_F(BrokenTexts, AreGoneOnFromAsTheyAre) {
  open(three);
  type_behind("await a;", " x = ;");
  rest();
  EXPECT_EQ(found(), 1U);
  type_behind("await c;", " d");
  EXPECT_EQ(found(), 1U) << "what stands between what is broken and what is typed is still there";
}

}  // namespace
}  // namespace asynclint::tests
