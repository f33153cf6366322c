// What is found does not depend on how many threads look, nor on the order of the files: a property over projects whose
// files import each other in circles and through barrels.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "project/lint-files.h"
#include "rules/rule-table.h"
#include "tests/project/folder.h"

namespace asynclint::tests {
namespace {

constexpr int modules = 40;

// Each module exports functions that are async, that return what another module's function gives, and plain ones; it
// imports others directly, through a barrel, through a barrel of barrels, or by `require`, back and forth.
class RandomProject {
 public:
  explicit RandomProject(unsigned seed) : random_(seed) {
    folder_.write(".git/HEAD", "");
    folder_.write("node_modules/db/package.json", R"({ "name": "db", "types": "index.d.ts" })");
    folder_.write("node_modules/db/index.d.ts",
                  "export interface Rows extends Promise<string[]> { close(): Promise<void> }\n"
                  "export declare function query(text: string): Rows;\nexport declare const name: string;\n");
    for (int i = 0; i < modules; ++i) write(module(i), text_of(i));
    for (int i = 0; i < 4; ++i) {
      std::string text = fmt::format("export * from './barrel{}.js';\n", (i + 1) % 4);
      for (int one = i; one < modules; one += 4)
        text += one % 3 == 0 ? fmt::format("export * from './m{}.js';\n", one)
                             : fmt::format("export {{ f{0}, g{0}, h{0}, C{0} }} from './m{0}.js';\n", one);
      write(fmt::format("barrel{}.js", i), text);
    }
  }

  // What every file's findings are, as one text for each.
  [[nodiscard]] std::map<std::string, std::string> found(unsigned threads, const std::vector<FoundFile>& files) const {
    ModuleGraph graph(std::make_shared<PackageFiles>());
    LintRun run;
    run.rules = rule_table();
    run.modules = &graph;
    Schedule schedule;
    schedule.threads = threads;
    std::map<std::string, std::string> texts;
    lint_files(files, run, schedule, [&](const FileReport& report) {
      std::string& text = texts[report.path];
      for (const Finding& finding : report.result.findings)
        text += fmt::format("{} {} {} {} {}\n", finding.span.begin, finding.rule, name(finding.level),
                            name(finding.evidence), finding.message);
    });
    return texts;
  }

  [[nodiscard]] std::vector<FoundFile> files() const { return files_; }
  [[nodiscard]] std::vector<FoundFile> shuffled(unsigned seed) const {
    std::vector<FoundFile> files = files_;
    std::mt19937 random(seed);
    std::ranges::shuffle(files, random);
    return files;
  }

 private:
  static std::string module(int i) { return fmt::format("m{}.js", i); }
  int any(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }

  void write(const std::string& name, const std::string& text) {
    FoundFile file;
    file.path = folder_.write(name, text);
    files_.push_back(std::move(file));
  }

  std::string text_of(int own) {
    std::string text = "import { query } from 'db';\n";
    std::vector<std::string> callees;
    for (int i = 0; i < 3; ++i) {
      const int other = any(modules);
      const std::string from = any(2) == 0 ? module(other) : fmt::format("barrel{}.js", any(4));
      text += fmt::format("import {{ f{0} as a{1}, g{0} as b{1}, C{0} as D{1} }} from './{2}';\n", other, i, from);
      callees.push_back(fmt::format("a{}", i));
      callees.push_back(fmt::format("b{}", i));
    }
    const auto callee = [&] { return callees[static_cast<std::size_t>(any(6))]; };
    text += any(3) == 0 ? fmt::format("export async function f{}(x) {{ return {}(x); }}\n", own, callee())
                        : fmt::format("export const f{} = (x) => {}(x);\n", own, callee());
    text += any(4) == 0 ? fmt::format("export const g{} = (x) => query(x);\n", own)
                        : fmt::format("export function g{0}(x) {{ return x > 0 ? {1}(x) : {2}(x); }}\n", own, callee(),
                                      callee());
    text += fmt::format("export const h{} = 1;\n", own);
    text += fmt::format("export class C{0} extends D{1} {{ run() {{ return {2}(1); }} own{0}() {{ this.run(); }} }}\n",
                        own, any(3), callee());
    for (const std::string& one : callees) text += fmt::format("{}(1);\n", one);
    text += fmt::format("new D0().run();\n[1, 2].forEach({});\nquery('x');\n", callee());
    return text;
  }

  std::mt19937 random_;
  Folder folder_;
  std::vector<FoundFile> files_;
};

TEST(Threads, HowManyThereAreAndWhoComesFirstDoesNotMatter) {
  for (const unsigned seed : {1U, 2U, 3U}) {
    const RandomProject project(seed);
    const auto expected = project.found(1, project.files());
    ASSERT_EQ(expected.size(), project.files().size());
    const auto findings = std::ranges::count_if(
        expected, [](const auto& one) { return one.second.find(" floating-promise ") != std::string::npos; });
    EXPECT_GT(findings, modules / 4) << "the project has too little to find";
    for (const auto& [threads, order] : {std::pair(1U, 10U), std::pair(2U, 11U), std::pair(8U, 12U)})
      for (const auto& [path, text] : project.found(threads, project.shuffled(order)))
        EXPECT_EQ(text, expected.at(path))
            << path << " with " << threads << " threads, project " << seed << ", order " << order;
  }
}

}  // namespace
}  // namespace asynclint::tests
