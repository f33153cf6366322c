// Which lines of a file are new, as a patch says it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asynclint {

// Lines [begin, end), the first one being 0. They end where git ends them: at \n.
struct LineRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const LineRange&, const LineRange&) = default;
};

// Sorted, with gaps between them.
using ChangedLines = std::vector<LineRange>;

struct PatchedFile {
  // As the patch calls it, without `b/` in front.
  std::string path;
  ChangedLines lines;
};

// The files of a patch as git writes it with `--dst-prefix=b/`, with the lines that are not as they were. Lines are
// told from headings by counting, so that no text of a file is taken for one.
[[nodiscard]] std::vector<PatchedFile> lines_of_patch(std::string_view patch);

}  // namespace asynclint
