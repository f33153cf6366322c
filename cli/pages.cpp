#include "cli/pages.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/page-text.h"
#include "cli/words.h"
#include "lessons/marked-text.h"
#include "lint/rule.h"
#include "project/words.h"

namespace asynclint::cli {
namespace {

std::string heading(std::string_view title) { return fmt::format("\n2{}\n\n", title); }

std::string item(std::string_view title, std::string_view target, std::string_view rest) {
  return fmt::format("-0-\003\001a{}\003{}\002{}\n", title, target, rest);
}

std::string lesson_item(const Lesson& lesson, std::string_view folder) {
  return item(lesson.title, fmt::format("{}{}.md", folder, lesson.slug), "");
}

std::string neighbours(const Lesson& lesson) {
  const auto all = lessons();
  const auto place = static_cast<std::size_t>(&lesson - all.data());
  std::string text;
  if (place > 0) text += lesson_item(all[place - 1], "").insert(4, "before: ");
  if (place + 1 < all.size()) text += lesson_item(all[place + 1], "").insert(4, "after: ");
  return text;
}

}  // namespace

std::string part_title(std::string_view part) {
  if (part == "async-await") return "async and await";
  std::string title(part);
  std::replace(title.begin(), title.end(), '-', ' ');
  return title;
}

std::string marked_page(const RuleEntry& rule) {
  const auto page = page_of_rule(rule.id);
  std::string text = page ? page->text : "";
  const Lesson* own = find_lesson(rule.rule->lesson);
  const auto others = lessons_of_rule(rule.id);
  if (own == nullptr && others.empty()) return text;
  text += heading("Lessons");
  if (own != nullptr) text += lesson_item(*own, "../lessons/");
  for (const Lesson* lesson : others)
    if (lesson != own) text += lesson_item(*lesson, "../lessons/");
  return text;
}

std::string marked_page(const Lesson& lesson) {
  std::string text = page_of(lesson).text;
  if (!lesson.rules.empty()) {
    text += heading("Rules that find it");
    for (const std::string_view id : lesson.rules) {
      const RuleEntry* rule = find_rule(id, rules_by_name());
      const std::string summary = rule == nullptr ? "" : fmt::format(": {}", rule->rule->summary);
      text += item(id, fmt::format("../rules/{}.md", id), summary);
    }
  }
  text += heading("In the course");
  text += fmt::format("-0-\003{}, in the part on {}\n", name(lesson.level), part_title(lesson.part));
  return text + neighbours(lesson);
}

void show_page(std::string_view marked, Output& out) {
  out.write(out.is_for_people() ? page_for_people(marked, out.width(), out.palette()) : page_as_markdown(marked));
}

}  // namespace asynclint::cli
