// Which files of a list the linter parses: those with a word of words.txt in them, and those that import something
// asynchronous. Bare parsing is measured on the same files.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "project/file-walk.h"
#include "project/lint-files.h"

int main(int argc, char** argv) {
  std::ifstream list(argc == 2 ? argv[1] : "");
  if (!list) {
    std::fputs("usage: list_parsed LIST\n", stderr);
    return 2;
  }
  std::vector<asynclint::FoundFile> files;
  for (std::string line; std::getline(list, line);) {
    asynclint::FoundFile& file = files.emplace_back();
    file.path = std::move(line);
    file.is_named = true;
  }
  asynclint::ModuleGraph modules{std::make_shared<asynclint::PackageFiles>()};
  asynclint::LintRun run;
  run.modules = &modules;
  asynclint::lint_files(files, run, {}, [](const asynclint::FileReport& report) {
    if (report.result.parsed) std::cout << report.path << '\n';
  });
}
