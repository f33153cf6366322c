#include "lessons/search.h"

#include <algorithm>
#include <set>
#include <utility>

namespace asynclint {
namespace {

bool is_letter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
         letter == '_' || letter == '$' || static_cast<unsigned char>(letter) >= 0x80;
}

// `Timers` and `timer` are one word. What ends with two of them does not lose one: `process`.
std::string stem(std::string_view word) {
  std::string text;
  for (const char letter : word)
    text += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  if (text.size() > 3 && text.ends_with('s') && !text.ends_with("ss")) text.pop_back();
  return text;
}

// Names of code are words of their own, and so are their parts: `Promise.all` is `promise.all`, `promise`, `all`.
std::vector<std::string> stems(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_letter(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() &&
           (is_letter(text[end]) || (text[end] == '.' && end + 1 < text.size() && is_letter(text[end + 1]))))
      ++end;
    words.push_back(stem(text.substr(at, end - at)));
    at = end;
  }
  return words;
}

bool is_part_of(std::string_view word, std::string_view dotted) {
  while (true) {
    const std::size_t dot = dotted.find('.');
    if (stem(dotted.substr(0, dot)) == word) return true;
    if (dot == std::string_view::npos) return false;
    dotted.remove_prefix(dot + 1);
  }
}

bool has_word(std::string_view text, const std::string& wanted) {
  const auto words = stems(text);
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return word == wanted || is_part_of(wanted, word); });
}

// How near a lesson is to one word; 0 if it has nothing to do with it.
int nearness(const Lesson& lesson, const std::string& word) {
  int score = 0;
  if (has_word(lesson.slug, word)) score += 50;
  if (has_word(lesson.title, word)) score += 40;
  for (const std::string_view topic : lesson.topics) {
    if (!has_word(topic, word)) continue;
    score += stems(topic).size() == 1 ? 40 : 25;
    break;
  }
  for (std::size_t i = 0; i < lesson.words.size(); ++i) {
    const std::string name = stem(lesson.words[i]);
    if (name != word && !is_part_of(word, name)) continue;
    score += std::max(4, 40 - static_cast<int>(i) * 4) / (name == word ? 1 : 2);
    break;
  }
  if (has_word(lesson.sentence, word)) score += 10;
  return score;
}

}  // namespace

std::vector<const Lesson*> search_lessons(std::string_view question) {
  const std::vector<std::string> words = stems(question);
  std::vector<std::pair<int, const Lesson*>> found;
  for (const Lesson& lesson : lessons()) {
    int sum = 0;
    const bool has_all = !words.empty() && std::all_of(words.begin(), words.end(), [&](const std::string& word) {
      const int score = nearness(lesson, word);
      sum += score;
      return score > 0;
    });
    if (has_all) found.emplace_back(sum, &lesson);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<const Lesson*> ordered;
  ordered.reserve(found.size());
  for (const auto& [score, lesson] : found) ordered.push_back(lesson);
  return ordered;
}

std::vector<std::string_view> words_of_lessons() {
  std::set<std::string_view> words;
  for (const Lesson& lesson : lessons()) {
    words.insert(lesson.slug);
    words.insert(lesson.words.begin(), lesson.words.end());
    for (const std::string_view topic : lesson.topics)
      if (topic.find(' ') == std::string_view::npos) words.insert(topic);
  }
  return {words.begin(), words.end()};
}

bool mentions(std::string_view text, std::string_view question) {
  const std::vector<std::string> words = stems(question);
  return !words.empty() &&
         std::all_of(words.begin(), words.end(), [&](const std::string& word) { return has_word(text, word); });
}

}  // namespace asynclint
