// What is known of a rule and of a lesson, for programs.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>

#include "lessons/lessons.h"
#include "lint/rule-entry.h"

namespace asynclint::cli {

[[nodiscard]] nlohmann::ordered_json description_of(const RuleEntry& entry);

// `learned` holds the slugs of those that are.
[[nodiscard]] nlohmann::ordered_json description_of(const Lesson& lesson, const std::set<std::string>& learned);

}  // namespace asynclint::cli
