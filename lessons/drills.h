// The drills in the executable: what there is to do, and the files to do it with.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/lessons.h"

namespace asynclint {

// Everything that it refers to lives as long as the program.
struct Drill {
  // The name of its folder, `async-pool`.
  std::string_view name;
  // May have code between backticks.
  std::string_view title;
  // Slugs of the lessons that it is for, its own first.
  std::vector<std::string_view> lessons;
};

struct DrillFile {
  // Below the drill's folder: `start/async-pool.mjs`.
  std::string path;
  std::string content;
};

// In the order of their lessons.
[[nodiscard]] std::span<const Drill> drills();

[[nodiscard]] const Drill* find_drill(std::string_view name);

// All that belongs to it: the task, the check, where to start, and a solution below `solution/`.
[[nodiscard]] std::vector<DrillFile> files_of(const Drill& drill);

// Its task.
[[nodiscard]] RenderedPage page_of(const Drill& drill);

}  // namespace asynclint
