#include "project/learned.h"

#include <nlohmann/json.hpp>

#include "project/json-text.h"
#include "project/platform.h"

namespace asynclint {
namespace {

constexpr std::size_t largest_list = std::size_t{1} << 20U;
constexpr std::string_view key = "learned";

}  // namespace

std::string learned_file() {
  const auto below = [](const std::string& folder) { return folder + "/asynclint/learned.json"; };
  // A relative one is to be ignored, says its specification.
  const auto state = platform::environment("XDG_STATE_HOME");
  if (state && platform::is_absolute(*state)) return below(*state);
  if (const auto local = platform::environment("LOCALAPPDATA")) return below(*local);
  if (const auto home = platform::environment("HOME")) return below(*home + "/.local/state");
  return "";
}

Result<std::vector<std::string>> read_learned(const std::string& path) {
  std::vector<std::string> slugs;
  const Result<std::string> text = platform::read_file(path, largest_list);
  if (!text && text.failure().is_absent && !platform::kind_of(path)) return slugs;
  if (!text) return text.failure();
  const JsonText json = read_json(*text);
  const JsonValue* list = json.value ? json.value->find(key) : nullptr;
  if (list == nullptr || !list->is(JsonValue::Type::array))
    return Failure{"does not say what was learned; mend it, or remove it"};
  for (const JsonValue& item : list->items)
    if (item.is(JsonValue::Type::string)) slugs.push_back(item.text);
  return slugs;
}

std::optional<Failure> write_learned(const std::string& path, const std::vector<std::string>& slugs) {
  if (const auto before = read_learned(path); !before) return before.failure();
  const nlohmann::ordered_json json = {{std::string(key), slugs}};
  const std::string text = json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  if (platform::kind_of(path)) return platform::replace_file(path, text);
  if (auto failure = platform::make_directories(path.substr(0, path.find_last_of('/')))) return failure;
  auto failure = platform::create_file(path, text);
  // Another run may have made it in the meantime.
  if (failure && failure->reason == platform::already_there) return platform::replace_file(path, text);
  return failure;
}

}  // namespace asynclint
