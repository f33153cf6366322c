// Of the files that a run found, those that somebody works on: what has changed, or is about to be committed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "project/file-walk.h"
#include "project/open-texts.h"
#include "project/result.h"

namespace asynclint {

enum class ChosenBy : std::uint8_t { existence, changes, staging };

struct FileChoice {
  ChosenBy by = ChosenBy::existence;
  // What changes are counted from; empty: where this branch will go.
  std::string reference;
};

// One of so many parts of all files; the first one is 1.
struct Shard {
  std::size_t number = 1;
  std::size_t count = 1;
};

// Leaves the files of one part: every file is in one of them, on every machine the same.
void keep_shard(FoundFiles& found, const Shard& shard);

struct ChosenFiles {
  // What the files were compared with, for people.
  std::string base;
  // Texts that are staged otherwise than they lie on the disk; null where that is not asked.
  std::shared_ptr<const OpenTexts> staged;
};

// Leaves those files that have changed, with the lines that are new in them. `paths` are what was named. Which
// repository is meant is said by the directory where this runs.
[[nodiscard]] Result<ChosenFiles> choose_files(FoundFiles& found, std::span<const std::string> paths,
                                               const FileChoice& choice, Configurations& configurations);

// The paths in a file, or on standard input when its name is `-`: one a line, or with a NUL behind each.
[[nodiscard]] Result<std::vector<std::string>> read_file_list(const std::string& name);

}  // namespace asynclint
