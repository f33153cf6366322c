// After any series of changes the server's text is its client's, and what is found in it is what is found in that text
// when it is looked at for the first time.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "project/fix-text.h"
#include "rules/rule-table.h"
#include "tests/server/open-session.h"
#include "tests/server/text-model.h"
#include "tests/support/describe-result.h"
#include "tests/support/dice.h"
#include "tests/support/fixture.h"

namespace asynclint::tests {
namespace {

using server::Json;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool is_sanitized = true;
#elif defined(__has_feature)
constexpr bool is_sanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool is_sanitized = false;
#endif
// Three encodings share them.
constexpr std::uint32_t series_count = is_sanitized ? 300 : 5100;

// What is whole, and what stands there while somebody types.
constexpr std::string_view statements[] = {
    "async function save(item) { await fetch('/' + item); }\n",
    "save(1);\n",
    "save(2);\r\n",
    "await save(3);\n",
    "const load = async () => {\r\n  save(4);\r\n};\r\n",
    "[1, 2].forEach(async (one) => { await save(one); });\n",
    "items.filter(async (item) => item);\n",
    "class Store {\n  async put(x) { await x; }\n  all() {\n    this.put(1);\n  }\n}\n",
    "new Promise(async (resolve) => resolve());\n",
    "setInterval(() => save(5), 10);\n",
    "/* \xF0\x9F\x90\xA2 */ save(6);\n",
    "const name = '\xF0\x9F\x98\x80 \xC3\xA9'; save(name);\r",
    "// asynclint-disable-next-line floating-promise\n",
    "if (save(7)) { load(); }\n",
    "export default async function () { save(8); }\n",
    "import { load } from './load.js';\n",
    "\r\n",
    "\n",
    "/* \r\n\xC3\xA9 */",
};
constexpr std::string_view pieces[] = {
    "async ",
    "await ",
    "(",
    ")",
    "{",
    "}",
    "=> ",
    "`",
    "'",
    ";",
    "x",
    "\n",
    "\r\n",
    "\r",
    "\xF0\x9F\x90\xA2",
    "\xC3\xA9",
    "\xE2\x82\xAC",
    "/*",
    "*/",
    "// ",
    ".then(",
    "",
};

// One document in an editor, and how it is changed by hand.
class Editor {
 public:
  Editor(OpenSession& session, ColumnUnit unit, Dice& dice, std::string language)
      : session_(session), unit_(unit), dice_(dice), language_(std::move(language)), model_(first_text()) {
    const Json document = {{"uri", uri}, {"languageId", language_}, {"version", version_}, {"text", model_.utf8()}};
    session_.notify("textDocument/didOpen", {{"textDocument", document}});
  }
  ~Editor() { session_.notify("textDocument/didClose", {{"textDocument", {{"uri", uri}}}}); }
  Editor(const Editor&) = delete;
  Editor& operator=(const Editor&) = delete;

  // One message with some changes.
  void change() {
    Json changes = Json::array();
    for (std::size_t n = 1 + dice_.below(8) % 4; n > 0; --n) changes.push_back(next_change());
    session_.notify("textDocument/didChange", {{"textDocument", {{"uri", uri}, {"version", ++version_}}},
                                               {"contentChanges", std::move(changes)}});
  }

  void expect_the_same_text() const { ASSERT_EQ(session_.latest(uri).text->text, model_.utf8()); }

  // At once where the text can be parsed, and otherwise once it has rested. Counts those that can.
  void expect_the_same_findings(std::size_t& sound) const {
    const server::Snapshot latest = session_.latest(uri);
    auto checked = session_.checked(uri);
    const auto modules = latest.world->modules().seen_from(latest.identity->path);
    const FileText file = latest.world->file_text(*latest.identity, latest.text->text, modules.get());
    LintResult fresh = lint_with_line_ends(file, rule_table(), checked->settings->settings);
    if (fresh.syntax_errors > 0)
      checked = session_.rested(uri);
    else
      ++sound;
    std::erase_if(fresh.findings, [&](const Finding& one) { return one.level < checked->settings->least; });
    ASSERT_EQ(described(checked->findings), described(fresh.findings)) << model_.utf8();
  }

 private:
  static constexpr const char* uri = "untitled:text";

  static std::string described(const std::vector<Finding>& findings) {
    LintResult result;
    result.findings = findings;
    return describe(result);
  }

  std::string first_text() {
    std::string text;
    for (std::size_t n = 1 + dice_.below(4); n > 0; --n)
      text += dice_.below(2) == 0 ? dice_.one_of(all_fixtures()).code.text : std::string(dice_.one_of(statements));
    if (language_ == "vue") text = "<script>\n" + text + "</script>\n";
    // What is not UTF-8 does not come through JSON.
    return TextModel(text).utf8() == text ? text : "save();\n";
  }

  Json position(std::size_t index) {
    const Position at = model_.position(index, unit_);
    return {{"line", at.line}, {"character", at.column}};
  }

  std::size_t any_place() {
    // The end is where most texts grow.
    if (dice_.below(6) == 0) return model_.size();
    const std::size_t index = dice_.below(model_.size() + 1);
    return model_.has_position(index) ? index : index - 1;
  }

  // Where the next line begins.
  std::size_t line_after(std::size_t index) {
    const std::string rest = model_.slice(index, model_.size());
    const std::size_t end = rest.find('\n');
    return end == std::string::npos ? model_.size() : index + TextModel(rest.substr(0, end + 1)).size();
  }

  Json replace(std::size_t begin, std::size_t end, const std::string& text) {
    Json range = {{"start", position(begin)}, {"end", position(end)}};
    // Beyond the end of a text is its end.
    if (end == model_.size() && dice_.below(3) == 0)
      range["end"] = {{"line", range["end"]["line"].get<std::uint32_t>() + dice_.below(3)}, {"character", 5000}};
    undo_ = {begin, begin + TextModel(text).size(), model_.slice(begin, end)};
    model_.replace(begin, end, text);
    return {{"range", std::move(range)}, {"text", text}};
  }

  Json next_change() {
    const std::size_t at = any_place();
    const std::size_t line = line_after(at);
    const std::string piece(dice_.one_of(pieces));
    const std::string statement(dice_.one_of(statements));
    switch (dice_.below(16)) {
      case 0: {
        // All of it, as some clients send it.
        const std::string text = model_.slice(0, line) + statement + model_.slice(line, model_.size());
        undo_ = {};
        model_ = TextModel(text);
        return {{"text", text}};
      }
      case 1: {
        // A selection, however far.
        const std::size_t other = any_place();
        return replace(std::min(at, other), std::max(at, other), dice_.below(2) == 0 ? piece : statement);
      }
      case 2: return replace(line, line_after(line), "");
      case 3: return replace(line, line, model_.slice(line, line_after(line)));
      case 4: {
        const std::size_t end = std::min(at + 1, model_.size());
        return replace(at, model_.has_position(end) ? end : end + 1, "");
      }
      case 5:
      case 6: return replace(at, at, piece);
      case 7:
      case 8:
      case 9:
      case 10:
      case 11:
        if (undo_.end <= model_.size() && model_.has_position(undo_.begin) && model_.has_position(undo_.end))
          return replace(undo_.begin, undo_.end, std::string(undo_.text));
        return replace(line, line, statement);
      default: return replace(line, line, statement);
    }
  }

  struct Undo {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;
  };

  OpenSession& session_;
  ColumnUnit unit_;
  Dice& dice_;
  std::string language_;
  TextModel model_;
  Undo undo_;
  int version_ = 1;
};

class EditSeries : public testing::TestWithParam<ColumnUnit> {};

TEST_P(EditSeries, LeaveTheTextAndTheFindingsThatAFreshLookFinds) {
  OpenSession session(GetParam());
  const char* languages[] = {"javascript", "javascript", "javascriptreact", "typescript", "typescriptreact", "vue"};
  // One series of all, by the seed that a failure names.
  const char* const wanted = std::getenv("ASYNCLINT_SEED");
  std::size_t compared = 0;
  std::size_t versions = 0;
  for (std::uint32_t seed = static_cast<std::uint32_t>(GetParam()); seed < series_count; seed += 3) {
    if (wanted != nullptr && std::to_string(seed) != wanted) continue;
    SCOPED_TRACE("ASYNCLINT_SEED=" + std::to_string(seed));
    Dice dice(seed);
    Editor editor(session, GetParam(), dice, dice.one_of(languages));
    for (std::size_t n = 3 + dice.below(8); n > 0; --n) {
      editor.change();
      editor.expect_the_same_text();
      // A client may send much before anybody looks.
      if (n == 1 || dice.below(3) > 0) {
        editor.expect_the_same_findings(compared);
        ++versions;
      }
      if (HasFatalFailure()) return;
    }
  }
  // The comparison says something only while many texts can be parsed.
  if (wanted == nullptr) {
    EXPECT_GT(compared, versions / 4) << versions;
  }
}

INSTANTIATE_TEST_SUITE_P(, EditSeries, testing::Values(ColumnUnit::utf8, ColumnUnit::utf16, ColumnUnit::utf32));

}  // namespace
}  // namespace asynclint::tests
