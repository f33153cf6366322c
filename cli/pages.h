// The pages of rules and lessons as they are shown: what was rendered, and below it where they stand in the course and
// what refers to them.
#pragma once

#include <string>
#include <string_view>

#include "cli/console.h"
#include "lessons/lessons.h"
#include "lint/rule-entry.h"

namespace asynclint::cli {

// `execution-model` as people say it: "execution model".
[[nodiscard]] std::string part_title(std::string_view part);

// With marks, for page-text.h.
[[nodiscard]] std::string marked_page(const RuleEntry& rule);
[[nodiscard]] std::string marked_page(const Lesson& lesson);

// For people where there are any, and otherwise, for whatever reads the other end, Markdown.
void show_page(std::string_view marked, Output& out);

}  // namespace asynclint::cli
