// The table against TypeScript's own checker: which functions of the platform give promises.
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <string>

#include "tests/platform/platform-types.h"
#include "tests/support/run-node.h"

namespace asynclint::tests {
namespace {

using types::ModuleTypes;
using types::Slice;
using types::TypeKind;
using types::TypeRef;

// Lines of module, path, and 1 where a call gives a promise.
class Listing {
 public:
  std::string made() {
    const ModuleTypes& types = apis::platform_types();
    add_exports("", types.globals);
    for (const types::Module& module : types.modules)
      if (module.name != 0) add_exports(std::string(types.name(module.name)), module.exports);
    return std::move(text_);
  }

 private:
  void add(const std::string& module, const std::string& path, TypeRef function) {
    platform_.walk().begin();
    if (!platform_.walk().is_callable(function)) return;
    text_.append(module).append("\t").append(path).append(platform_.gives_promise(function) ? "\t1\n" : "\t0\n");
  }

  void add_exports(const std::string& module, Slice exports) {
    const ModuleTypes& types = apis::platform_types();
    for (const types::Export& one : types.exports.subspan(exports.first, exports.count)) {
      const std::string name(types.name(one.name));
      if (name == "default") continue;
      if (one.value != 0) {
        add(module, name, {&types, one.value, nullptr});
        add_members(module, name + '.', {&types, one.value, nullptr});
      }
      if (one.type != 0 && types.type(one.type).kind == TypeKind::reference)
        add_members(module, name + '#', {&types, one.type, nullptr});
    }
  }

  void add_members(const std::string& module, const std::string& owner, TypeRef type) {
    const TypeRef head = platform_.walk().head(type);
    if (!head.is(TypeKind::object)) return;
    const Slice members = head.module->objects[head.node().a].members;
    for (const types::Member& member : head.module->members.subspan(members.first, members.count)) {
      const std::string name(head.module->name(member.name));
      if (!name.starts_with('_') && !name.starts_with('['))
        add(module, owner + name, platform_.walk().member(type, name));
    }
  }

  Platform platform_;
  std::string text_;
};

TEST(PlatformTypes, AgreeWithTypeScript) {
  const TemporaryFolder folder;
  const std::string listing = folder.write("listing.txt", Listing().made()).string();
  const std::string root = ASYNCLINT_SOURCE_DIR;
  const RunResult run = run_node({root + "/tests/platform/with-typescript.mjs", root + "/node_modules", listing},
                                 folder.path(), std::chrono::minutes(2));
  EXPECT_EQ(run.errors, "");
  // First how many functions were compared, then one line for each that differs.
  EXPECT_EQ(run.output.find('\n'), run.output.size() - 1) << run.output;
  EXPECT_GT(std::stoul(run.output), 7000U);
}

}  // namespace
}  // namespace asynclint::tests
