#include "cli/init-configuration.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "cli/display-text.h"
#include "cli/eslint-config.h"
#include "cli/words.h"
#include "project/configuration-file.h"
#include "project/json-text.h"
#include "project/platform.h"

namespace asynclint::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view schema_path = "node_modules/asynclint/asynclint.schema.json";

// Questions and their answers, a line each. Who has nothing to say gets what is proposed.
class Interview {
 public:
  explicit Interview(Console& console) : console_(console), is_held_(console.out.is_terminal()) {}

  [[nodiscard]] bool is_held() const { return is_held_; }

  [[nodiscard]] std::string ask(std::string_view question, std::string_view proposed) {
    if (!is_held_) return std::string(proposed);
    console_.out.write(fmt::format("{} [{}] ", question, proposed));
    console_.out.flush();
    const std::string answer = line();
    return answer.empty() ? std::string(proposed) : answer;
  }

 private:
  [[nodiscard]] std::string line() {
    std::array<char, 1024> bytes{};
    while (rest_.find('\n') == std::string::npos) {
      const std::size_t count = platform::read_some_input(bytes);
      if (count == 0) break;
      rest_.append(bytes.data(), count);
    }
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    std::string line = rest_.substr(0, end);
    rest_.erase(0, std::min(end + 1, rest_.size()));
    while (line.ends_with(' ') || line.ends_with('\r')) line.pop_back();
    return line;
  }

  Console& console_;
  bool is_held_;
  std::string rest_;
};

// Where a configuration is already; empty for nowhere.
std::string configured_in() {
  constexpr std::size_t package_size_limit = std::size_t{4} << 20U;
  if (platform::kind_of(std::string(configuration_name))) return std::string(configuration_name);
  const auto text = platform::read_file("package.json", package_size_limit);
  if (!text) return {};
  const JsonText json = read_json(*text);
  return json.value && json.value->find("asynclint") != nullptr ? "package.json" : "";
}

bool is_preset(std::string_view word) {
  return word == "recommended" || word == "strict" || word == "learning" || word == "all";
}

}  // namespace

ExitStatus init_configuration(Console& console) {
  if (const std::string there = configured_in(); !there.empty()) {
    console.complain("there is a configuration already, in " + there);
    return ExitStatus::failure;
  }
  Interview interview(console);
  Json json = Json::object();
  if (platform::kind_of(std::string(schema_path))) json["$schema"] = "./" + std::string(schema_path);
  const auto which = [&] { return interview.ask("Which rules: recommended, strict, learning or all?", "recommended"); };
  std::string preset = which();
  while (!is_preset(preset)) {
    console.note("There is no such preset.");
    preset = which();
  }
  json["preset"] = preset;

  const std::string eslint = find_eslint_config();
  std::optional<EslintConfig> migrated;
  if (!eslint.empty()) {
    auto config = load_eslint_config(eslint);
    const std::string answer = interview.ask("Take over what " + printable(eslint) + " says about them?", "yes");
    if (config && (answer.starts_with('y') || answer.starts_with('Y'))) migrated = *std::move(config);
  }
  if (migrated) json.update(Json::parse(configuration_of(*migrated)));
  const std::string ignored = interview.ask("Files to ignore, as in .gitignore, with spaces between them?", "none");
  if (ignored != "none") {
    std::string_view rest = ignored;
    while (!rest.empty()) {
      const std::string_view pattern = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(rest.size(), pattern.size() + 1));
      if (!pattern.empty()) json["ignore"].push_back(pattern);
    }
  }
  const std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  if (const auto failure = platform::create_file(std::string(configuration_name), text)) {
    console.complain(std::string(configuration_name) + ": " + failure->reason);
    return ExitStatus::failure;
  }
  console.note(fmt::format("asynclint: {} is written, with the preset {}{}", configuration_name, preset,
                           migrated ? " and what " + printable(eslint) + " says" : ""));
  if (migrated) note_unread(*migrated, eslint, console);
  return ExitStatus::clean;
}

}  // namespace asynclint::cli
