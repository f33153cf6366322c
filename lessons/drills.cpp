#include "lessons/drills.h"

#include <algorithm>

#include "lessons/archive.h"
#include "lessons/split.h"

namespace asynclint {
namespace {

class DrillCatalog {
 public:
  DrillCatalog() : text_(archived("catalog/drills").value_or("")) {
    for (std::string_view line : split(text_, '\n')) {
      Drill drill;
      drill.name = next_field(line);
      drill.title = next_field(line);
      drill.lessons = split(next_field(line), between_items);
      drills_.push_back(std::move(drill));
    }
  }

  [[nodiscard]] const std::vector<Drill>& drills() const { return drills_; }

 private:
  std::string text_;
  std::vector<Drill> drills_;
};

}  // namespace

std::span<const Drill> drills() {
  static const DrillCatalog catalog;
  return catalog.drills();
}

const Drill* find_drill(std::string_view name) {
  const auto all = drills();
  const auto drill = std::find_if(all.begin(), all.end(), [&](const Drill& each) { return each.name == name; });
  return drill == all.end() ? nullptr : &*drill;
}

std::vector<DrillFile> files_of(const Drill& drill) {
  const std::string folder = "drills/" + std::string(drill.name) + "/";
  std::vector<DrillFile> files;
  for (const std::string_view name : archived_names(folder))
    files.push_back({std::string(name.substr(folder.size())), archived(name).value_or("")});
  return files;
}

RenderedPage page_of(const Drill& drill) { return rendered_page("drills/" + std::string(drill.name)); }

}  // namespace asynclint
