#include "lessons/lessons.h"

#include <algorithm>
#include <array>

#include "lessons/archive.h"
#include "lessons/split.h"

namespace asynclint {
namespace {

constexpr std::array<std::string_view, 3> level_names{"beginner", "intermediate", "advanced"};

LessonLevel level_of(std::string_view word) {
  const auto place = std::find(level_names.begin(), level_names.end(), word);
  return place == level_names.end() ? LessonLevel::beginner : static_cast<LessonLevel>(place - level_names.begin());
}

// A line of the catalog, as tools/pages/catalog.mjs writes it.
Lesson read_lesson(std::string_view line) {
  Lesson lesson;
  lesson.slug = next_field(line);
  lesson.title = next_field(line);
  lesson.sentence = next_field(line);
  lesson.part = next_field(line);
  lesson.order = number_of(next_field(line));
  lesson.level = level_of(next_field(line));
  lesson.topics = split(next_field(line), between_items);
  lesson.rules = split(next_field(line), between_items);
  lesson.related = split(next_field(line), between_items);
  lesson.words = split(next_field(line), between_items);
  return lesson;
}

class Catalog {
 public:
  Catalog() : text_(archived("catalog/lessons").value_or("")) {
    for (const std::string_view line : split(text_, '\n')) lessons_.push_back(read_lesson(line));
  }

  [[nodiscard]] const std::vector<Lesson>& lessons() const { return lessons_; }

 private:
  std::string text_;
  std::vector<Lesson> lessons_;
};

}  // namespace

RenderedPage rendered_page(const std::string& path) {
  return {archived(path + ".text").value_or(""), archived(path + ".html").value_or("")};
}

std::string_view name(LessonLevel level) { return level_names[static_cast<std::size_t>(level)]; }

std::span<const Lesson> lessons() {
  static const Catalog catalog;
  return catalog.lessons();
}

const Lesson* find_lesson(std::string_view slug) {
  const auto all = lessons();
  const auto lesson = std::find_if(all.begin(), all.end(), [&](const Lesson& each) { return each.slug == slug; });
  return lesson == all.end() ? nullptr : &*lesson;
}

std::vector<const Lesson*> lessons_of_rule(std::string_view rule) {
  std::vector<const Lesson*> found;
  for (const Lesson& lesson : lessons())
    if (std::find(lesson.rules.begin(), lesson.rules.end(), rule) != lesson.rules.end()) found.push_back(&lesson);
  return found;
}

RenderedPage page_of(const Lesson& lesson) { return rendered_page("lessons/" + std::string(lesson.slug)); }

std::optional<RenderedPage> page_of_rule(std::string_view rule) {
  RenderedPage page = rendered_page("rules/" + std::string(rule));
  if (page.text.empty()) return std::nullopt;
  return page;
}

}  // namespace asynclint
