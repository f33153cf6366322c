// What types say of the values of a file: those of comments, of annotations, of other modules and of the platform.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "project/lint-files.h"
#include "project/module-graph.h"
#include "rules/rule-table.h"
#include "tests/project/folder.h"

namespace asynclint::tests {
namespace {

using testing::ElementsAre;

// A workspace of its own, written to the disk.
class TypesOfValues : public testing::Test {
 protected:
  TypesOfValues() { folder_.write(".git/HEAD", ""); }

  void write(const std::string& name, const std::string& text) { folder_.write(name, text); }

  // The statements in which promises float.
  std::vector<std::string> found(const std::string& name, const std::string& text) {
    write(name, text);
    LintRun run;
    run.rules = rule_table();
    run.modules = &graph_;
    const FileReport report = lint_source(folder_.path(name), SourceText::from_bytes(text), ModuleKind::by_syntax, run);
    std::vector<std::string> statements;
    for (const Finding& finding : report.result.findings)
      if (finding.rule == "floating-promise" && finding.level == Level::error)
        statements.emplace_back(slice(text, finding.span));
    return statements;
  }

 private:
  const Folder folder_;
  ModuleGraph graph_{std::make_shared<PackageFiles>()};
};

TEST_F(TypesOfValues, CommentsSayWhatFieldsHold) {
  EXPECT_THAT(found("cache.js",
                    "export class Cache {\n"
                    "  /** @type {{ remove(key: string): void | Promise<void>, name(): string }} */\n"
                    "  #store;\n"
                    "  constructor(store) {\n"
                    "    this.#store = store;\n"
                    "    /** @type {Response | null} */\n"
                    "    this.last = null;\n"
                    "  }\n"
                    "  clear(key) { this.#store.remove(key); this.#store.name(); this.last?.text(); }\n"
                    "  set(last) { this.last = last; }\n"
                    "}\n"),
              ElementsAre("this.#store.remove(key)", "this.last?.text()"));
}

TEST_F(TypesOfValues, CertainStringsNameElements) {
  EXPECT_THAT(found("clock.js",
                    "export async function show(tag) {\n"
                    "  const video = document.createElement('video');\n"
                    "  video.play();\n"
                    "  video.load();\n"
                    "  document.createElement(tag).play();\n"
                    "  document.createElement('bakery-clock').play();\n"
                    "}\n"),
              ElementsAre("video.play()"));
}

}  // namespace
}  // namespace asynclint::tests
