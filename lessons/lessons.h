// The lessons in the executable: what is known of each, and its page. Nothing is read from a disk; the texts are
// unpacked from the executable, the list once, a page whenever it is asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace asynclint {

enum class LessonLevel : std::uint8_t { beginner, intermediate, advanced };

// Everything that it refers to lives as long as the program.
struct Lesson {
  // The name of its file, `event-loop`.
  std::string_view slug;
  std::string_view title;
  // The one to remember. Markdown: names of code stand between backticks.
  std::string_view sentence;
  // Of the course: `execution-model`, `callbacks`.
  std::string_view part;
  std::uint32_t order = 0;
  LessonLevel level = LessonLevel::beginner;
  std::vector<std::string_view> topics;
  // Those that find what it warns of, by id.
  std::vector<std::string_view> rules;
  // Slugs of the lessons that its page leads to.
  std::vector<std::string_view> related;
  // Names of code that its page is about more than others are: `Promise.all`, `await`; the first the most.
  std::vector<std::string_view> words;
};

[[nodiscard]] std::string_view name(LessonLevel level);

// All of them in the order of the course.
[[nodiscard]] std::span<const Lesson> lessons();

[[nodiscard]] const Lesson* find_lesson(std::string_view slug);

// Those whose page says that this rule finds what it warns of, in the order of the course.
[[nodiscard]] std::vector<const Lesson*> lessons_of_rule(std::string_view rule);

// A page as it was rendered when asynclint was built.
struct RenderedPage {
  // For a terminal, with marks, which cli/page-text.h makes colours of; tools/pages/markdown.mjs says what they mean.
  std::string text;
  // The page from its heading on. Links lead to `other-lesson.html` and `../rules/<id>.html`.
  std::string html;
};

// `lessons/event-loop`; both are empty when there is no such page.
[[nodiscard]] RenderedPage rendered_page(const std::string& path);

[[nodiscard]] RenderedPage page_of(const Lesson& lesson);

// None if there is no such rule. Links lead to `other-rule.html` and `../lessons/<slug>.html`.
[[nodiscard]] std::optional<RenderedPage> page_of_rule(std::string_view rule);

}  // namespace asynclint
