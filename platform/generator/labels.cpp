#include "platform/generator/labels.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace asynclint::apis {
namespace {

constexpr std::array<std::pair<std::string_view, Effect>, 9> effects{{
    {"-", Effect::unknown},
    {"none", Effect::none},
    {"reads", Effect::reads},
    {"writes", Effect::writes},
    {"prints", Effect::prints},
    {"pauses", Effect::pauses},
    {"writes-object", Effect::writes_object},
    {"writes-first", Effect::writes_first},
    {"reads-body", Effect::reads_body},
}};

// A line of the file.
struct Line {
  Effect effect = Effect::unknown;
  std::string open_until;
};

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < line.size();) {
    if (line[i] == ' ') {
      ++i;
      continue;
    }
    const std::size_t end = std::min(line.find(' ', i), line.size());
    words.emplace_back(line.substr(i, end - i));
    i = end;
  }
  // `new Map` is one path.
  for (std::size_t i = 0; i + 1 < words.size(); ++i)
    if (words[i] == "new") {
      words[i] += ' ' + words[i + 1];
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
  return words;
}

class LabelFile {
 public:
  LabelFile(std::string_view text, const ApiSurface& surface, std::vector<std::string>& mistakes)
      : surface_(surface), mistakes_(mistakes) {
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      ++line_;
      read(text.substr(begin, end - begin));
      begin = end + 1;
    }
    // Those that are named one by one come before the rest.
    for (const auto& [pattern, line] : patterns_) spread(pattern, line);
  }

  [[nodiscard]] const Line* find(const ApiKey& key) const {
    const auto found = lines_.find(key);
    return found == lines_.end() ? nullptr : &found->second;
  }

 private:
  void complain(std::string_view what) {
    mistakes_.push_back("line " + std::to_string(line_) + ": " + std::string(what));
  }

  void read(std::string_view text) {
    const auto words = words_of(text.substr(0, text.find('#') == 0 ? 0 : text.size()));
    if (words.empty()) return;
    if (words.size() < 3 || words.size() > 4) return complain("a module, a path, an effect, and perhaps what ends it");
    const auto effect =
        std::ranges::find(effects, std::string_view(words[2]), &std::pair<std::string_view, Effect>::first);
    if (effect == effects.end()) return complain("there is no effect '" + words[2] + "'");
    const ApiKey key{words[0] == "global" ? "" : words[0], words[1]};
    if (!surface_.is_module(key.module)) return complain("there is no module '" + key.module + "'");
    const Line line{effect->second, words.size() > 3 ? words[3] : ""};
    if (key.path.ends_with('*')) {
      patterns_.emplace_back(key, line);
      if (!matches_any(key)) complain("nothing is called '" + key.path + "'");
      return;
    }
    if (surface_.find(key.module, key.path) == nullptr) return complain("nothing is called '" + key.path + "'");
    if (!lines_.emplace(key, line).second) complain("'" + key.path + "' has a line already");
  }

  static bool matches(const ApiKey& pattern, const ApiKey& key) {
    const std::string_view prefix = std::string_view(pattern.path).substr(0, pattern.path.size() - 1);
    if (key.module != pattern.module || !key.path.starts_with(prefix)) return false;
    return key.path.find_first_of(".# ", prefix.size()) == std::string::npos;
  }

  [[nodiscard]] bool matches_any(const ApiKey& pattern) const {
    return std::ranges::any_of(surface_.apis(), [&](const auto& one) { return matches(pattern, one.first); });
  }

  void spread(const ApiKey& pattern, const Line& line) {
    for (const auto& [key, api] : surface_.apis())
      if (matches(pattern, key)) lines_.emplace(key, line);
  }

  const ApiSurface& surface_;
  std::vector<std::string>& mistakes_;
  std::size_t line_ = 0;
  std::map<ApiKey, Line> lines_;
  std::vector<std::pair<ApiKey, Line>> patterns_;
};

constexpr std::string_view promises = "/promises";
constexpr std::string_view sync = "Sync";

// The one among these that exists, and with a promise if that is asked for.
ApiKey existing(const ApiSurface& surface, const ApiKey& key, bool with_promise) {
  const Api* const found = surface.find(key.module, key.path);
  return found != nullptr && found->is_promise == with_promise ? key : ApiKey{};
}

// Twins have names that say so: `readFile`, `readFileSync`, and in another module `fs/promises` `readFile` again.
void add_twins(const ApiSurface& surface, Label& label, bool is_promise) {
  const ApiKey& key = label.api;
  if (key.module.empty() || key.path.find_first_of(".# ") != std::string::npos) return;
  const bool is_of_promises = key.module.ends_with(promises);
  const std::string module = is_of_promises ? key.module.substr(0, key.module.size() - promises.size()) : key.module;
  const bool is_sync = key.path.size() > sync.size() && key.path.ends_with(sync);
  const std::string name = is_sync ? key.path.substr(0, key.path.size() - sync.size()) : key.path;
  const auto twin = [&](const ApiKey& other, bool with_promise) {
    return other == key ? ApiKey{} : existing(surface, other, with_promise);
  };
  const ApiKey synchronous = twin({module, name + std::string(sync)}, false);
  const ApiKey promise = twin({module + std::string(promises), name}, true);
  const ApiKey callback = is_sync || is_of_promises ? twin({module, name}, false) : ApiKey{};
  if (is_sync && promise.path.empty() && callback.path.empty()) return;
  label.synchronous = synchronous;
  label.promise = promise;
  if (is_promise || is_sync) label.callback = callback;
}

}  // namespace

Labels make_labels(std::string_view text, const ApiSurface& surface) {
  Labels made;
  const LabelFile file(text, surface, made.mistakes);
  for (const auto& [key, api] : surface.apis()) {
    Label label;
    label.api = key;
    const Line* line = file.find(key);
    if (line == nullptr && !api.declared_as.empty()) line = file.find({key.module, api.declared_as});
    if (line == nullptr && !api.declared_as.empty()) line = file.find({"", api.declared_as});
    if (line != nullptr) {
      label.effect = line->effect;
      label.open_until = line->open_until;
    }
    if (key.path.find_first_of("# ") == std::string::npos) label.result = surface.result_of(api);
    label.signal = surface.signal_of(api);
    label.is_promisified = api.is_promisified;
    add_twins(surface, label, api.is_promise);
    const bool says_something = label.effect != Effect::unknown || label.result != Result::unknown ||
                                !label.open_until.empty() || label.signal.parameter != 0 || label.is_promisified ||
                                !label.synchronous.path.empty() || !label.promise.path.empty() ||
                                !label.callback.path.empty();
    if (says_something) made.labels.push_back(std::move(label));
  }
  return made;
}

}  // namespace asynclint::apis
