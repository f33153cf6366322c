// Programs are run alike on every machine, and one that does not end is ended.
#include "tests/support/run-node.h"

#include <gmock/gmock.h>

namespace asynclint::tests {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(RunNode, OutputAndExitCodeAreKept) {
  const RunResult result = run_program("console.log('one\\ntwo'); process.exitCode = 3;", ModuleKind::by_syntax);
  EXPECT_EQ(result.output, "one\ntwo\n");
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_FALSE(result.timed_out);
}

TEST(RunNode, AnUnhandledRejectionExitsWithOne) {
  const RunResult result = run_program("Promise.reject(new Error('lost'));", ModuleKind::commonjs);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.errors, HasSubstr("lost"));
}

TEST(RunNode, SyntaxMakesAModule) {
  EXPECT_EQ(run_program("import { sep } from 'node:path';\nconsole.log(await sep);", ModuleKind::by_syntax).output,
            "/\n");
  EXPECT_EQ(run_program("console.log(typeof require);", ModuleKind::by_syntax).output, "function\n");
  EXPECT_EQ(run_program("console.log(typeof require);", ModuleKind::module).output, "undefined\n");
}

TEST(RunNode, TheVersionIsTheOneThatOutputsWereWrittenFor) {
  EXPECT_THAT(run_program("console.log(process.version);", ModuleKind::commonjs).output, StartsWith("v20."));
}

TEST(RunNode, WhatDoesNotEndIsEnded) {
  const TemporaryFolder folder;
  const RunResult result =
      run_node({"-e", "console.log('waiting'); setInterval(() => {}, 1000)"}, folder.path(), std::chrono::seconds(1));
  EXPECT_TRUE(result.timed_out);
  EXPECT_EQ(result.output, "waiting\n");
}

TEST(RunNode, ItRunsInAnEmptyFolder) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_node({"-p", "fs.readdirSync('.').length"}, folder.path()).output, "0\n");
}

}  // namespace
}  // namespace asynclint::tests
