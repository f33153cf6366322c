// --shard and merge: parts of a run on several machines, and one report of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "tests/cli/run-executable.h"
#include "tests/project/folder.h"

namespace asynclint::tests {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr std::string_view lost = "async function save() { throw 1; }\nsave();\n";

class Shards : public testing::Test {
 protected:
  void SetUp() override {
    folder_.write(".git/HEAD", "");
    for (int i = 0; i < 30; ++i) folder_.write("part" + std::to_string(i % 3) + "/f" + std::to_string(i) + ".js", lost);
  }
  [[nodiscard]] json report(std::vector<std::string> arguments, const std::string& directory = "") const {
    arguments.insert(arguments.end(), {"--format", "json"});
    return json::parse(run(folder_.path(directory), arguments).output);
  }
  [[nodiscard]] static std::set<std::string> files_of(const json& report) {
    std::set<std::string> files;
    for (const json& file : report) files.insert(file["filePath"].get<std::string>());
    return files;
  }

  Folder folder_;
};

TEST_F(Shards, EveryFileIsInOneOfThem) {
  std::set<std::string> all;
  std::size_t sum = 0;
  for (int i = 1; i <= 4; ++i) {
    const auto files = files_of(report({"--shard", std::to_string(i) + "/4"}));
    EXPECT_GT(files.size(), 1U) << "30 files do not all go to few";
    sum += files.size();
    all.insert(files.begin(), files.end());
  }
  EXPECT_EQ(sum, 30U);
  EXPECT_EQ(all, files_of(report({})));
  EXPECT_EQ(report({"--shard", "1/1"}), report({}));
}

TEST_F(Shards, WhereItRunsDoesNotMatter) {
  std::set<std::string> from_parts;
  for (const char* const part : {"part0", "part1", "part2"}) from_parts.merge(files_of(report({"--shard=2/3"}, part)));
  EXPECT_EQ(from_parts, files_of(report({"--shard=2/3"})));
}

TEST_F(Shards, ReportsBecomeOne) {
  std::vector<std::string> arguments{"merge"};
  for (int i = 1; i <= 3; ++i) {
    const std::string name = "report" + std::to_string(i) + ".json";
    folder_.write(name, report({"--shard", std::to_string(i) + "/3"}).dump());
    arguments.emplace_back(name);
  }
  Outcome outcome = run(folder_.path(), arguments);
  EXPECT_EQ(outcome.status, 1);
  json whole = report({});
  const auto by_path = [](const json& a, const json& b) { return a["filePath"] < b["filePath"]; };
  std::sort(whole.begin(), whole.end(), by_path);
  EXPECT_EQ(json::parse(outcome.output), whole);
  arguments.emplace_back("report1.json");
  EXPECT_EQ(json::parse(run(folder_.path(), arguments).output), whole) << "the same twice is once";
  folder_.write("clean.json", "[]");
  outcome = run(folder_.path(), {"merge", "clean.json"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.output, "[]\n");
  folder_.write("warning.json", R"([{"filePath": "/x.js", "messages": [], "errorCount": 0, "warningCount": 2}])");
  EXPECT_EQ(run(folder_.path(), {"merge", "warning.json"}).status, 0);
  outcome = run(folder_.path(), {"merge", "--max-warnings", "1", "warning.json"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.errors, "asynclint: 2 warnings, and --max-warnings allows 1\n");
}

TEST_F(Shards, MistakesAreSaid) {
  for (const char* const wrong : {"0/4", "5/4", "1", "1/0", "a/b", "1/4/2", "-1/4", "1/99999"}) {
    const Outcome outcome = run(folder_.path(), {std::string("--shard=") + wrong});
    EXPECT_EQ(outcome.status, 2) << wrong;
    EXPECT_THAT(outcome.errors, HasSubstr("--shard wants I/N"));
  }
  EXPECT_EQ(run(folder_.path(), {"merge"}).status, 2);
  EXPECT_EQ(run(folder_.path(), {"merge", "gone.json"}).errors, "asynclint: gone.json: no such file or directory\n");
  folder_.write("half.json", "[{\"filePath\":");
  EXPECT_THAT(run(folder_.path(), {"merge", "half.json"}).errors, HasSubstr("is not JSON"));
  for (const char* const other : {"{}", "[1]", R"([{"filePath": 1, "messages": []}])", R"([{"filePath": "a"}])"}) {
    folder_.write("other.json", other);
    EXPECT_THAT(run(folder_.path(), {"merge", "other.json"}).errors, HasSubstr("is no report of --format json"));
  }
  folder_.write("a.json", R"([{"filePath": "a", "messages": []}])");
  folder_.write("b.json", R"([{"filePath": "a", "messages": [1]}])");
  EXPECT_THAT(run(folder_.path(), {"merge", "a.json", "b.json"}).errors, HasSubstr("b.json: has other findings in a"));
}

}  // namespace
}  // namespace asynclint::tests
