// `asynclint lessons`: the lessons in the order in which one learns, and what was learned.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/descriptions.h"
#include "cli/pages.h"
#include "cli/words.h"
#include "lessons/lessons.h"
#include "project/learned.h"

namespace asynclint::cli {
namespace {

constexpr std::array levels{LessonLevel::beginner, LessonLevel::intermediate, LessonLevel::advanced};

// Level by level, and within a level as in the course: what needs little before what needs more.
std::vector<const Lesson*> path_of(std::string_view only_level) {
  std::vector<const Lesson*> path;
  for (const LessonLevel level : levels) {
    if (!only_level.empty() && name(level) != only_level) continue;
    for (const Lesson& lesson : lessons())
      if (lesson.level == level) path.push_back(&lesson);
  }
  return path;
}

std::string wrong_slug(const std::vector<std::string>& slugs) {
  std::vector<std::string_view> all;
  for (const Lesson& lesson : lessons()) all.push_back(lesson.slug);
  for (const std::string& slug : slugs)
    if (find_lesson(slug) == nullptr) return fmt::format("there is no lesson \"{}\"{}", slug, did_you_mean(slug, all));
  return "";
}

// What is marked twice was learned once, and keeps its place.
std::vector<std::string> changed(std::vector<std::string> slugs, const std::vector<std::string>& add,
                                 const std::vector<std::string>& remove) {
  for (const std::string& slug : add)
    if (std::find(slugs.begin(), slugs.end(), slug) == slugs.end()) slugs.push_back(slug);
  std::erase_if(slugs,
                [&](const std::string& slug) { return std::find(remove.begin(), remove.end(), slug) != remove.end(); });
  return slugs;
}

std::string path_as_list(const std::vector<const Lesson*>& path, const std::set<std::string>& learned,
                         const Palette& palette) {
  const auto is_learned = [&](const Lesson* lesson) { return learned.contains(std::string(lesson->slug)); };
  std::size_t width = 0;
  for (const Lesson* lesson : path) width = std::max(width, lesson->slug.size());
  std::string text;
  std::string_view part;
  const Lesson* next = nullptr;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const Lesson& lesson = *path[i];
    if (i == 0 || path[i - 1]->level != lesson.level) {
      const auto is_here = [&](const Lesson* each) { return each->level == lesson.level; };
      const auto all = std::count_if(path.begin(), path.end(), is_here);
      const auto done = std::count_if(path.begin(), path.end(),
                                      [&](const Lesson* each) { return is_here(each) && is_learned(each); });
      text += i == 0 ? "" : "\n";
      text += palette(Paint::underline, palette(Paint::bold, name(lesson.level))) +
              palette(Paint::dim, fmt::format("  {} of {} learned", done, all)) + "\n";
      part = {};
    }
    if (part != lesson.part) text += "  " + palette(Paint::bold, part_title(lesson.part)) + "\n";
    part = lesson.part;
    const bool done = is_learned(&lesson);
    if (!done && next == nullptr) next = &lesson;
    text += done ? palette(Paint::green, "    [x] ") : "    [ ] ";
    text += fmt::format("{:<{}}  ", lesson.slug, width) + palette(Paint::dim, lesson.title) + "\n";
  }
  if (next != nullptr)
    text += fmt::format("\nnext: `asynclint explain {0}`, and then `asynclint lessons --learned {0}`\n", next->slug);
  return text;
}

std::string path_as_json(const std::vector<const Lesson*>& path, const std::set<std::string>& learned) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const Lesson* lesson : path) json.push_back(description_of(*lesson, learned));
  return json.dump(2) + "\n";
}

struct LessonsArguments {
  std::vector<std::string> add;
  std::vector<std::string> remove;
  std::string level;
  bool json = false;
  bool help = false;
};

Words lesson_words() {
  Words slugs;
  for (const Lesson& lesson : lessons()) slugs.emplace_back(lesson.slug);
  return slugs;
}

Words lesson_level_words() {
  Words words;
  for (const LessonLevel level : levels) words.emplace_back(name(level));
  return words;
}

CommandLine lessons_line(LessonsArguments& to) {
  return {.about = "Lists the lessons in the order in which one learns, and which of them are marked as learned.",
          .usage = {"lessons [OPTION...]"},
          .groups = {{"Options",
                      {{"--learned",
                        "LESSON",
                        "Mark a lesson as learned; its hovers get short. Kept in one file of yours",
                        &to.add,
                        {.words = lesson_words}},
                       {"--forget", "LESSON", "Take the mark away", &to.remove, {.words = lesson_words}},
                       {"--level",
                        "LEVEL",
                        "Only the lessons for beginner, intermediate or advanced",
                        &to.level,
                        {.words = lesson_level_words}},
                       {"--json", "", "Print an array with all that is known about each lesson", &to.json},
                       {"-h,--help", "", "Show this help", &to.help}}}}};
}

}  // namespace

CommandLine describe_lessons() {
  LessonsArguments arguments;
  return described(lessons_line(arguments));
}

ExitStatus run_lessons(const Words& words, Console& console) {
  LessonsArguments arguments;
  const CommandLine line = lessons_line(arguments);
  const auto& [add, remove, level, json, help] = arguments;
  if (const auto ended = ended_by_arguments(line, words, help, console)) return *ended;
  std::string wrong = wrong_slug(add);
  if (wrong.empty()) wrong = wrong_slug(remove);
  if (wrong.empty() && !level.empty() && path_of(level).empty())
    wrong = fmt::format("--level wants beginner, intermediate or advanced, and not \"{}\"", level);

  const std::string path = learned_file();
  std::vector<std::string> slugs;
  if (wrong.empty() && path.empty() && !(add.empty() && remove.empty()))
    wrong = "there is no place for what was learned: neither HOME nor XDG_STATE_HOME is set";
  if (wrong.empty() && !path.empty()) {
    if (auto read = read_learned(path))
      slugs = changed(*read, add, remove);
    else
      wrong = path + ": " + read.reason();
  }
  if (wrong.empty() && !(add.empty() && remove.empty()))
    if (const auto failure = write_learned(path, slugs)) wrong = path + ": " + failure->reason;
  if (!wrong.empty()) return failed(console, wrong);
  const std::set<std::string> learned(slugs.begin(), slugs.end());
  console.out.write(json ? path_as_json(path_of(level), learned)
                         : path_as_list(path_of(level), learned, console.out.palette()));
  return ExitStatus::clean;
}

}  // namespace asynclint::cli
