// Fixture files: which twin a name stands for, how a file is to be read, and what it prints.
#include "tests/support/fixture.h"

#include <gtest/gtest.h>

namespace asynclint::tests {
namespace {

Fixture fixture(const char* name, std::string_view text = "") { return parse_fixture(name, text).value(); }

TEST(Fixture, ItsNameSaysWhichTwinItIs) {
  EXPECT_FALSE(fixture("late-reply.js").twin_of);
  EXPECT_EQ(fixture("late-reply.fixed.js").twin_of, (FixVariant{FixKind::safe, 1}));
  EXPECT_EQ(fixture("late-reply.suggested.js").twin_of, (FixVariant{FixKind::suggestion, 1}));
  EXPECT_EQ(fixture("late-reply.suggested-3.mjs").twin_of, (FixVariant{FixKind::suggestion, 3}));
  EXPECT_EQ(fixture("late-reply.suggested-3.mjs").original, "late-reply.mjs");
  EXPECT_EQ(fixture("src/late-reply.js").original, "src/late-reply.js");
  EXPECT_FALSE(fixture("late-reply.suggested-x.js").twin_of);
  EXPECT_FALSE(fixture("late-reply.suggested-1.js").twin_of);
  EXPECT_FALSE(fixture("late-reply.config.js").twin_of);
}

TEST(Fixture, ItsExtensionSaysHowItIsRead) {
  EXPECT_EQ(fixture("a.mjs").module_kind, ModuleKind::module);
  EXPECT_EQ(fixture("a.cjs").module_kind, ModuleKind::commonjs);
  EXPECT_EQ(fixture("a.jsx").module_kind, ModuleKind::by_syntax);
  EXPECT_EQ(fixture("a.jsx").dialect, Dialect::javascript);
  EXPECT_EQ(fixture("a.ts").dialect, Dialect::typescript);
  EXPECT_EQ(fixture("a.tsx").dialect, Dialect::tsx);
  EXPECT_FALSE(parse_fixture("package.json", "{}"));
}

TEST(Fixture, MarksAndExpectedOutputAreTakenOut) {
  const Fixture parsed = fixture("a.js",
                                 "run();\n"
                                 "//<^^ floating-promise\n"
                                 "\n"
                                 "// prints: one\n"
                                 "// prints:\n"
                                 "// prints:  two\n"
                                 "// exits: 7\n");
  EXPECT_EQ(parsed.code.text, "run();\n\n");
  EXPECT_EQ(parsed.code.marks.size(), 1U);
  ASSERT_TRUE(parsed.run);
  EXPECT_EQ(parsed.run->output, "one\n\n two\n");
  EXPECT_EQ(parsed.run->exit_code, 7);
  EXPECT_FALSE(fixture("a.js", "run();\n").run);
}

TEST(Fixture, ImportsAndExportsMakeAModule) {
  for (const std::string_view text :
       {"import fs from 'fs';", "a();\nexport { a };", "import{a}from 'a'", "import 'a'", "export default 1"})
    EXPECT_TRUE(has_module_syntax(text)) << text;
  for (const std::string_view text :
       {"import('a')", "import.meta", "importAll()", "exports.a = 1", "  export", "// import a"})
    EXPECT_FALSE(has_module_syntax(text)) << text;
}

}  // namespace
}  // namespace asynclint::tests
