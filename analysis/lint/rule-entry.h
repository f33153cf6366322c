// A row of the rule table, which is generated from the files of rules/ and handed to the engine as an argument.
#pragma once

#include <string_view>

namespace asynclint {

struct Rule;

struct RuleEntry {
  // The rule's file name, written nowhere else. Its page is rules/<id>.md.
  std::string_view id;
  const Rule* rule = nullptr;
};

}  // namespace asynclint
