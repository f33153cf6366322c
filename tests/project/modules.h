// A folder with files in it, and what specifiers lead to there, as tables.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "project/module-resolver.h"
#include "tests/project/folder.h"

namespace asynclint::tests {

struct File {
  std::string path;
  std::string text;

  File(const char* its_path, std::string its_text = "") : path(its_path), text(std::move(its_text)) {}
};

// A specifier, and the path in the folder that it leads to; `node:fs` for a builtin module, empty for nothing.
struct Lead {
  std::string_view specifier;
  std::string_view path;
};

class Modules : public Folder {
 public:
  Modules(std::initializer_list<File> files) {
    for (const File& file : files) write(file.path, file.text);
  }

  // A symbolic link. What it says is taken as it is when it is relative.
  void link(std::string_view relative, std::string_view target) const {
    const std::filesystem::path place = path(relative);
    std::filesystem::create_directories(place.parent_path());
    std::filesystem::create_symlink(target, place);
  }

  void by_import(std::string_view from, std::initializer_list<Lead> leads) const {
    expect(from, leads, ImportSyntax::import_);
  }
  void by_require(std::string_view from, std::initializer_list<Lead> leads) const {
    expect(from, leads, ImportSyntax::require);
  }
  // Where both lead to the same.
  void by_both(std::string_view from, std::initializer_list<Lead> leads) const {
    by_import(from, leads);
    by_require(from, leads);
  }

  // As in the tables.
  [[nodiscard]] std::string shown(const std::optional<ResolvedModule>& module) const {
    if (!module) return "";
    if (module->form == ModuleForm::builtin) return "node:" + module->path;
    const std::string below = path() + "/";
    return module->path.starts_with(below) ? module->path.substr(below.size()) : module->path;
  }

  [[nodiscard]] std::string resolve(std::string_view specifier, std::string_view from,
                                    ImportSyntax syntax = ImportSyntax::import_) const {
    return shown(ModuleResolver(path()).resolve(specifier, path(from), syntax));
  }

 private:
  void expect(std::string_view from, std::initializer_list<Lead> leads, ImportSyntax syntax) const {
    ModuleResolver resolver(path());
    for (const Lead& lead : leads)
      EXPECT_EQ(shown(resolver.resolve(lead.specifier, path(from), syntax)), lead.path)
          << (syntax == ImportSyntax::import_ ? "import" : "require") << " \"" << lead.specifier << "\" in " << from;
    for (const ProjectWarning& warning : resolver.take_warnings())
      ADD_FAILURE() << warning.path << ": " << warning.message;
  }
};

}  // namespace asynclint::tests
