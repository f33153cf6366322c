// The front matter of a lesson: what stands between two lines of `---` at the top of its page.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asynclint::tests {

struct Lesson {
  // The page's file name without its extension.
  std::string id;
  std::string page;
  // `key: value`, in the order of the page.
  std::vector<std::pair<std::string, std::string>> values;
  // `key:` with a `- item` in each line below, or `key: []`.
  std::vector<std::pair<std::string, std::vector<std::string>>> lists;
  // All keys, in the order of the page.
  std::vector<std::string> keys;
  // What a reader of YAML would not understand, or understand otherwise than it looks.
  std::vector<std::string> problems;

  // Empty where the key is missing.
  [[nodiscard]] std::string value(std::string_view key) const;
  [[nodiscard]] std::vector<std::string> list(std::string_view key) const;
};

[[nodiscard]] Lesson parse_lesson(std::string id, std::string page);

// The pages of lessons/, sorted by id. README.md is none.
[[nodiscard]] const std::vector<Lesson>& all_lessons();

// The ids of all lessons, whether or not their pages are there yet.
[[nodiscard]] const std::vector<std::string>& planned_lessons();

}  // namespace asynclint::tests
