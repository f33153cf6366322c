// The static site of rules, lessons and drills, as files. Everything in it is in the executable already, and it needs
// no network: not when it is written, and not when it is read.
#pragma once

#include <string>
#include <vector>

namespace asynclint::cli {

struct SiteFile {
  // Below the site's folder, `rules/floating-promise.html`.
  std::string path;
  std::string content;
};

[[nodiscard]] std::vector<SiteFile> site_files();

}  // namespace asynclint::cli
