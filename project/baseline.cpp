#include "project/baseline.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "project/configuration.h"
#include "project/paths.h"
#include "project/platform.h"

namespace asynclint {
namespace {

constexpr std::size_t baseline_size_limit = std::size_t{256} << 20U;
constexpr std::string_view heading = "# asynclint baseline ";
constexpr std::string_view version = "1";

// Tabs stand between the parts of an entry, and a line ends it.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    switch (letter) {
      case '\\': result += "\\\\"; break;
      case '\t': result += "\\t"; break;
      case '\n': result += "\\n"; break;
      case '\r': result += "\\r"; break;
      default: result += letter;
    }
  }
  return result;
}

std::string unescaped(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char letter = text[at];
    if (letter != '\\' || at + 1 == text.size()) {
      result += letter;
      continue;
    }
    const char next = text[++at];
    result += next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next;
  }
  return result;
}

// 32 hexadecimal digits, and `:` with a number from 1.
bool is_key(std::string_view text) {
  constexpr std::size_t digits = 32;
  const std::string_view hash = text.substr(0, digits);
  const auto is_digit = [](char one) { return (one >= '0' && one <= '9') || (one >= 'a' && one <= 'f'); };
  if (hash.size() != digits || !std::ranges::all_of(hash, is_digit)) return false;
  text.remove_prefix(digits);
  if (text.empty()) return true;
  std::uint32_t occurrence = 0;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), occurrence);
  return text.front() == ':' && error == std::errc() && end == text.data() + text.size() && occurrence > 0;
}

std::optional<BaselineEntry> entry_of(std::string_view line) {
  std::array<std::string_view, 4> parts;
  for (std::string_view& part : parts) {
    const std::size_t tab = &part == &parts.back() ? line.size() : std::min(line.find('\t'), line.size());
    part = line.substr(0, tab);
    line.remove_prefix(std::min(tab + 1, line.size()));
  }
  const auto& [path, rule, key, within] = parts;
  if (path.empty() || rule.empty() || !is_key(key)) return std::nullopt;
  return BaselineEntry{unescaped(path), std::string(rule), std::string(key), unescaped(within)};
}

bool is_of_conflict(std::string_view line) {
  return line.starts_with("<<<<<<< ") || line == "=======" || line.starts_with(">>>>>>> ") ||
         line.starts_with("||||||| ");
}

std::string_view next_line(std::string_view& text) {
  std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), line.size() + 1));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// With `..` where that is needed, so that it means the same on another machine.
std::string relative_path(std::string_view path, std::string_view directory) {
  std::string up;
  while (path != directory && seen_from(path, directory) == path && directory != "/") {
    up += "../";
    directory = parent_directory(directory);
  }
  return up + seen_from(path, directory);
}

}  // namespace

Baseline::Baseline(std::string path) : path_(std::move(path)), directory_(parent_directory(located(path_))) {}

Result<Baseline> Baseline::read(const std::string& path) {
  const auto text = platform::read_file(path, baseline_size_limit);
  if (text) return parse(path, *text);
  Failure failure = text.failure();
  failure.reason = path + ": " + failure.reason;
  return failure;
}

Result<Baseline> Baseline::parse(const std::string& path, std::string_view text) {
  std::vector<BaselineEntry> entries;
  std::size_t number = 0;
  const auto wrong = [&](const std::string& what) {
    return Failure{path + ":" + std::to_string(number) + ": " + what + "; --update-baseline writes it anew"};
  };
  do {
    const std::string_view line = next_line(text);
    ++number;
    if (is_of_conflict(line))
      return wrong("two versions of this file were merged with a conflict; the lines of both may stay");
    if (number == 1) {
      if (!line.starts_with(heading)) return wrong("this is no baseline of asynclint");
      const std::string_view written = line.substr(heading.size(), line.find(':') - heading.size());
      if (written != version)
        return wrong("this baseline is in form " + std::string(written) + ", and asynclint reads form " +
                     std::string(version));
    } else if (!line.empty() && !line.starts_with('#')) {
      auto entry = entry_of(line);
      if (!entry) return wrong("this is no entry, which is a path, a rule and a key with tabs between them");
      entries.push_back(*std::move(entry));
    }
  } while (!text.empty());
  Baseline baseline(path);
  baseline.set(std::move(entries));
  return baseline;
}

Result<Baseline> Baseline::salvage(const std::string& path) {
  Baseline baseline(path);
  const auto content = platform::read_file(path, baseline_size_limit);
  if (!content && !content.failure().is_absent) return Failure{path + ": " + content.reason()};
  if (!content || content->empty()) return baseline;
  std::string_view text = *content;
  if (!text.starts_with(heading))
    return Failure{path + " is there and is no baseline of asynclint, so it is not written over"};
  if (!text.substr(heading.size()).starts_with(std::string(version) + ":")) return baseline;
  std::vector<BaselineEntry> entries;
  while (!text.empty()) {
    const std::string_view line = next_line(text);
    auto entry = line.starts_with('#') ? std::nullopt : entry_of(line);
    if (entry) entries.push_back(*std::move(entry));
  }
  baseline.set(std::move(entries));
  return baseline;
}

void Baseline::set(std::vector<BaselineEntry> entries) {
  entries_ = std::move(entries);
  std::ranges::sort(entries_);
  entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
  by_path_.clear();
  for (auto first = entries_.begin(); first != entries_.end();) {
    const auto last = std::find_if(first, entries_.end(), [&](const auto& one) { return one.path != first->path; });
    auto keys = std::make_shared<Keys>();
    for (auto entry = first; entry != last; ++entry) keys->insert(entry->key);
    by_path_.emplace(first->path, std::move(keys));
    first = last;
  }
}

std::shared_ptr<const Baseline::Keys> Baseline::keys_of(const std::string& real_path) const {
  if (by_path_.empty()) return nullptr;
  const auto found = by_path_.find(name_of(real_path));
  return found == by_path_.end() ? nullptr : found->second;
}

std::string Baseline::name_of(const std::string& real_path) const { return relative_path(real_path, directory_); }

std::string Baseline::path_of(const std::string& name) const { return absolute_path(name, directory_); }

std::string Baseline::text() const {
  std::string text(heading);
  text.append(version).append(": findings that were here before, one a line; --update-baseline writes this file\n");
  for (const BaselineEntry& entry : entries_) {
    // A line that begins with # is a comment.
    if (entry.path.starts_with('#')) text += '\\';
    text.append(escaped(entry.path)).append("\t").append(entry.rule).append("\t").append(entry.key);
    if (!entry.within.empty()) text.append("\t").append(escaped(entry.within));
    text += '\n';
  }
  return text;
}

std::optional<Failure> Baseline::write() const {
  const std::string content = text();
  const auto now = platform::read_file(path_, baseline_size_limit);
  if (now && *now == content) return std::nullopt;
  if (platform::kind_of(path_)) return platform::replace_file(path_, content);
  return platform::create_file(path_, content);
}

}  // namespace asynclint
