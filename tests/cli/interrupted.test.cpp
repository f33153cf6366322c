// Ctrl-C while a run writes its report and its cache: each is as it was, or new, and nothing lies beside it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/cli/interrupts.h"
#include "tests/cli/run-executable.h"
#include "tests/project/folder.h"

namespace asynclint::tests {
namespace {

namespace fs = std::filesystem;
using testing::AnyOf;
using testing::UnorderedElementsAre;

class Interrupted : public testing::Test {
 protected:
  void SetUp() override {
    for (int i = 0; i < files; ++i)
      folder_.write("project/f" + std::to_string(i) + ".js", "async function f() { await fetch('x'); }\nf();\n");
    fs::create_directory(folder_.path("out"));
  }

  [[nodiscard]] Invocation invocation(std::vector<std::string> arguments) const {
    Invocation call;
    call.arguments = std::move(arguments);
    call.directory = folder_.path("project");
    return call;
  }
  // A run that ends by itself takes the longest; the moments are spread over that.
  [[nodiscard]] static std::vector<useconds_t> moments(const Outcome& whole) {
    std::vector<useconds_t> all;
    const auto time = static_cast<useconds_t>(whole.time.count() * 1000);
    for (useconds_t part = 1; part <= 24; ++part) all.push_back(time * part / 20);
    return all;
  }
  [[nodiscard]] std::vector<std::string> names_in(const std::string& folder) const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_.path(folder))) names.push_back(entry.path().filename());
    return names;
  }

  static constexpr int files = 200;
  Folder folder_;
};

TEST_F(Interrupted, AReportIsTheOldOneOrTheNewOne) {
  const std::vector<std::string> arguments{"--format", "json=../out/report.json"};
  const Outcome whole = run(invocation(arguments));
  ASSERT_EQ(whole.status, 1) << whole.errors;
  const std::string report = folder_.read("out/report.json");
  int interrupted = 0;
  for (const useconds_t moment : moments(whole)) {
    folder_.write("out/report.json", "the old one");
    Invocation call = invocation(arguments);
    call.prepare = [moment] { interrupt_after(moment); };
    const Outcome outcome = run(call);
    ASSERT_THAT(outcome.status, AnyOf(1, -SIGINT));
    interrupted += outcome.status == 1 ? 0 : 1;
    const std::string left = folder_.read("out/report.json");
    EXPECT_TRUE(left == report || left == "the old one") << left.substr(0, 200);
    if (outcome.status == 1) {
      EXPECT_EQ(left, report);
    }
    EXPECT_THAT(names_in("out"), UnorderedElementsAre("report.json"));
  }
  EXPECT_GT(interrupted, 0) << "every run was over before it was interrupted";
}

TEST_F(Interrupted, ACacheIsOneThatCanBeUsed) {
  const std::vector<std::string> arguments{"--cache-location", "../out/kept", "--format", "json"};
  const Outcome whole = run(invocation({"--format", "json"}));
  ASSERT_EQ(whole.status, 1) << whole.errors;
  int interrupted = 0;
  for (const useconds_t moment : moments(whole)) {
    // Something is new in each run, so that there is something to write.
    folder_.write("project/f0.js", "async function f() { await fetch('x'); }\nf(" + std::to_string(moment) + ");\n");
    Invocation call = invocation(arguments);
    call.prepare = [moment] { interrupt_after(moment); };
    const Outcome outcome = run(call);
    ASSERT_THAT(outcome.status, AnyOf(1, -SIGINT));
    interrupted += outcome.status == 1 ? 0 : 1;
    for (const std::string& name : names_in("out")) EXPECT_EQ(name, "kept");
    if (!names_in("out").empty()) {
      EXPECT_THAT(names_in("out/kept"), testing::Each("index"));
    }
    const Outcome after = run(invocation(arguments));
    EXPECT_EQ(after.output, run(invocation({"--format", "json"})).output);
    EXPECT_EQ(after.errors, "");
  }
  EXPECT_GT(interrupted, 0) << "every run was over before it was interrupted";
}

}  // namespace
}  // namespace asynclint::tests
