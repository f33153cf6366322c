#include "cli/formats/formats.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/words.h"
#include "project/configuration.h"
#include "project/platform.h"

namespace asynclint::cli {
namespace {

constexpr std::array<FormatEntry, 12> format_table{{
    {"stylish", "for people", make_stylish_format},
    {"json", "ESLint's shape, with findings of every level", make_json_format},
    {"json-lines", "the same, a line for each finding", make_json_lines_format, false, true},
    {"sarif", "SARIF 2.1.0, for code scanning", make_sarif_format, true, true},
    {github_format, "annotations and a job summary; chosen by itself in GitHub's workflows", make_github_format},
    {"gitlab", "GitLab's code quality report", make_gitlab_format, false, true},
    {"junit", "JUnit's XML, a test for each file", make_junit_format},
    {"checkstyle", "Checkstyle's XML", make_checkstyle_format},
    {"unix", "file:line:column: message", make_unix_format},
    {"compact", "a line for each finding, as ESLint's", make_compact_format},
    {"agent", "for language models: finding, reason, the exact fix", make_agent_format, true},
    {"html", "one page to look at", make_html_format, true},
}};
constexpr FormatEntry diff_entry{diff_format, "", make_diff_format};

std::vector<std::string_view> format_names() {
  std::vector<std::string_view> names;
  names.reserve(format_table.size());
  for (const FormatEntry& entry : format_table) names.push_back(entry.name);
  return names;
}

}  // namespace

std::span<const FormatEntry> formats() { return format_table; }

std::string formats_help() {
  std::string text = "How it is reported; NAME=FILE writes it into a file, and it may be given again";
  for (const FormatEntry& entry : format_table) {
    text.append("\n").append(entry.name).append(": ").append(entry.summary);
    if (&entry == format_table.begin()) text += " (default)";
  }
  return text;
}

const FormatEntry& format_named(std::string_view name) {
  const auto* const entry = std::ranges::find(format_table, name, &FormatEntry::name);
  return entry == format_table.end() ? diff_entry : *entry;
}

FormatRequest default_format() {
  if (platform::environment("GITHUB_ACTIONS") == "true") return {github_format, {}, true};
  return {format_table.front().name, {}};
}

Result<std::vector<FormatRequest>> read_format_requests(std::span<const std::string> words) {
  std::vector<FormatRequest> requests;
  for (const std::string_view word : words) {
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    const std::vector<std::string_view> names = format_names();
    if (std::ranges::find(names, name) == names.end())
      return Failure{
          fmt::format("--format wants {}, not \"{}\"{}", alternatives(names), name, did_you_mean(name, names))};
    FormatRequest request{format_named(name).name, {}};
    if (equals != std::string_view::npos) request.path = word.substr(equals + 1);
    if (equals != std::string_view::npos && request.path.empty())
      return Failure{fmt::format("--format {}= names no file", name)};
    const bool is_taken = std::ranges::any_of(requests, [&](const FormatRequest& other) {
      return other.path.empty() || request.path.empty() ? other.path == request.path
                                                        : located(other.path) == located(request.path);
    });
    if (is_taken && request.path.empty())
      return Failure{
          fmt::format("only one format can go to standard output: --format {}=FILE writes one into a file", name)};
    if (is_taken) return Failure{fmt::format("two formats cannot be written into {}", request.path)};
    requests.push_back(std::move(request));
  }
  return requests;
}

}  // namespace asynclint::cli
