// Lessons found by words: a topic, a name of the language or an API, a part of a title.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lessons/lessons.h"

namespace asynclint {

// Those that have to do with all words of the question, the nearest first.
[[nodiscard]] std::vector<const Lesson*> search_lessons(std::string_view question);

// What they can be found by, each once: for who misspelled one.
[[nodiscard]] std::vector<std::string_view> words_of_lessons();

// Whether a word of the question is one of this text, as the search compares them.
[[nodiscard]] bool mentions(std::string_view text, std::string_view question);

}  // namespace asynclint
