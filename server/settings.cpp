#include "server/settings.h"

#include <nlohmann/json.hpp>

#include "project/words.h"
#include "server/params.h"
#include "server/response-error.h"

namespace asynclint::server {
namespace {

Level level_in(const Params& value) {
  const auto level = level_of(value.text());
  if (!level || *level == Level::off) value.complain("has to be \"info\", \"warning\" or \"error\"");
  return *level;
}

HoverDepth depth_in(const Params& value) {
  const std::string text = value.text();
  if (text == "off") return HoverDepth::off;
  if (text == "findings") return HoverDepth::findings;
  if (text != "all") value.complain("has to be \"off\", \"findings\" or \"all\"");
  return HoverDepth::all;
}

}  // namespace

Settings read_settings(const Json& json, std::vector<std::string>& mistakes) {
  Settings settings;
  if (json.is_null()) return settings;
  const Params all(json, "asynclint");
  // One setting after the other, so that a mistake spoils one.
  const auto read = [&](const char* name, const auto& take) {
    try {
      const Params value = all[name];
      if (value.is_there()) take(value);
    } catch (const ResponseError& mistake) {
      mistakes.emplace_back(mistake.what());
    }
  };
  read("enable", [&](const Params& value) { settings.is_enabled = value.flag(); });
  read("configuration", [&](const Params& value) { settings.configuration = value.text(); });
  read("level", [&](const Params& value) { settings.level = level_in(value); });
  read("rulePage", [&](const Params& value) { settings.rule_page = value.text(); });
  read("hover", [&](const Params& value) { settings.hover = depth_in(value); });
  read("learned", [&](const Params& value) {
    for (const Params& lesson : value.items()) settings.learned.push_back(lesson.text());
  });
  read("lessonPage", [&](const Params& value) { settings.lesson_page = value.text(); });
  read("fixAllSuggestions", [&](const Params& value) {
    for (const Params& rule : value.items()) settings.fix_all_suggestions.push_back(rule.text());
  });
  read("workspaceDiagnostics", [&](const Params& value) { settings.workspace_diagnostics = value.flag(); });
  read("memory", [&](const Params& value) { settings.memory = value.count(); });
  return settings;
}

}  // namespace asynclint::server
