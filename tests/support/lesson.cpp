#include "tests/support/lesson.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "tests/support/fixture.h"

namespace asynclint::tests {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view border = "---";
constexpr std::string_view item_start = "  - ";

// Plain text means the same to everybody; quotes, comments and a second colon do not.
bool is_plain(std::string_view text) {
  return !text.empty() && text.front() != ' ' && text.back() != ' ' &&
         std::string_view("\"'[]{}&*!|>%@`#-?:,").find(text.front()) == std::string_view::npos &&
         text.find(": ") == std::string_view::npos && text.find(" #") == std::string_view::npos && text.back() != ':';
}

void read_line(Lesson& lesson, const std::string& line) {
  if (line.starts_with(item_start)) {
    const std::string item = line.substr(item_start.size());
    if (!is_plain(item)) lesson.problems.push_back("not plain: " + line);
    const bool belongs = !lesson.lists.empty() && lesson.lists.back().first == lesson.keys.back();
    if (!belongs) return lesson.problems.push_back("an item of no list: " + line);
    return lesson.lists.back().second.push_back(item);
  }
  const auto colon = line.find(':');
  if (colon == std::string::npos) return lesson.problems.push_back("no `key: value`: " + line);
  const std::string key = line.substr(0, colon);
  const std::string rest = line.substr(colon + 1);
  lesson.keys.push_back(key);
  if (rest.empty() || rest == " []")
    return static_cast<void>(lesson.lists.emplace_back(key, std::vector<std::string>{}));
  if (!rest.starts_with(' ') || !is_plain(rest.substr(1))) lesson.problems.push_back("not plain: " + line);
  lesson.values.emplace_back(key, rest.substr(1));
}

std::vector<Lesson> load_lessons() {
  std::vector<Lesson> lessons;
  const fs::path folder = source_folder() / "lessons";
  if (!fs::exists(folder)) return lessons;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const fs::path& path = entry.path();
    if (path.extension() == ".md" && path.stem() != "README")
      lessons.push_back(parse_lesson(path.stem().string(), read_file(path)));
  }
  std::sort(lessons.begin(), lessons.end(), [](const Lesson& a, const Lesson& b) { return a.id < b.id; });
  return lessons;
}

std::vector<std::string> load_plan() {
  std::istringstream text(read_file(source_folder() / "tests/conformance/planned-lessons.txt"));
  std::vector<std::string> ids;
  for (std::string line; std::getline(text, line);) ids.push_back(line);
  return ids;
}

template <class Pairs>
auto find_key(const Pairs& pairs, std::string_view key) {
  const auto place = std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == key; });
  return place == pairs.end() ? typename Pairs::value_type::second_type{} : place->second;
}

}  // namespace

std::string Lesson::value(std::string_view key) const { return find_key(values, key); }

std::vector<std::string> Lesson::list(std::string_view key) const { return find_key(lists, key); }

Lesson parse_lesson(std::string id, std::string page) {
  Lesson lesson;
  lesson.id = std::move(id);
  lesson.page = std::move(page);
  std::istringstream text(lesson.page);
  std::string line;
  if (!std::getline(text, line) || line != border) {
    lesson.problems.emplace_back("does not begin with `---`");
    return lesson;
  }
  while (std::getline(text, line)) {
    if (line == border) return lesson;
    read_line(lesson, line);
  }
  lesson.problems.emplace_back("the front matter has no end");
  return lesson;
}

const std::vector<Lesson>& all_lessons() {
  static const std::vector<Lesson> lessons = load_lessons();
  return lessons;
}

const std::vector<std::string>& planned_lessons() {
  static const std::vector<std::string> ids = load_plan();
  return ids;
}

}  // namespace asynclint::tests
