#include "cli/formats/report-paths.h"

#include <utility>

#include "cli/display-text.h"
#include "project/paths.h"
#include "project/platform.h"

namespace asynclint::cli {
namespace {

std::string root_around(const std::string& directory) {
  std::string at = directory;
  while (!platform::kind_of(join_path(at, ".git"))) {
    const std::string parent(parent_directory(at));
    // The root is its own.
    if (parent.size() >= at.size()) return directory;
    at = parent;
  }
  return at;
}

}  // namespace

ReportPaths::ReportPaths(std::string directory) : directory_(std::move(directory)), root_(root_around(directory_)) {}

std::string ReportPaths::of(std::string_view path) const {
  if (path.starts_with('<')) return std::string(path);
  return valid_utf8(seen_from(absolute_path(path, directory_), root_));
}

}  // namespace asynclint::cli
