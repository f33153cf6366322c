// A temporary repository of git, and a run of the executable in it.
#pragma once

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "tests/cli/run-executable.h"
#include "tests/project/folder.h"

namespace asynclint::tests {

class GitRepository {
 public:
  explicit GitRepository(bool is_made = true) {
    if (is_made) git("init -q -b main");
  }

  // Words as a shell reads them. Nothing that the machine or its user has set counts.
  void git(const std::string& words, const std::string& directory = ".") const {
    const std::string command =
        "cd '" + folder_.path() +
        "' && env -u GIT_DIR -u GIT_INDEX_FILE GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 "
        "GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b git -C '" +
        directory + "' " + words + " >/dev/null 2>&1";
    if (std::system(command.c_str()) != 0) throw std::runtime_error("git " + words);
  }
  void commit() const {
    git("add -A");
    git("commit -q -m change --no-gpg-sign");
  }

  std::string write(std::string_view name, std::string_view text) const { return folder_.write(name, text); }
  [[nodiscard]] std::string read(std::string_view name) const { return folder_.read(name); }
  [[nodiscard]] std::string path(std::string_view name = "") const { return folder_.path(name); }

  [[nodiscard]] Outcome lint(const std::vector<std::string>& arguments, const std::string& directory = "") const {
    return run(invocation(arguments, directory));
  }
  [[nodiscard]] Invocation invocation(const std::vector<std::string>& arguments,
                                      const std::string& directory = "") const {
    Invocation call;
    call.arguments = arguments;
    call.directory = folder_.path(directory);
    call.environment = {{"GIT_CONFIG_GLOBAL", "/dev/null"}, {"GIT_CONFIG_NOSYSTEM", "1"}};
    return call;
  }

 private:
  Folder folder_;
};

}  // namespace asynclint::tests
