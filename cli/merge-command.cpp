// `asynclint merge`: the JSON reports of several runs, such as those of the shards of one, as one report.
#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/display-text.h"
#include "cli/words.h"
#include "project/platform.h"
#include "project/result.h"

namespace asynclint::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t report_size_limit = std::size_t{1} << 30U;

std::size_t count_in(const Json& file, const char* key) {
  const auto place = file.find(key);
  return place != file.end() && place->is_number_unsigned() ? place->get<std::size_t>() : 0;
}

class MergedReport {
 public:
  // What is wrong with a report; empty when it was taken.
  [[nodiscard]] std::string add(const std::string& path) {
    const auto text =
        path == "-" ? platform::read_standard_input(report_size_limit) : platform::read_file(path, report_size_limit);
    if (!text) return printable(path) + ": " + text.reason();
    const Json report = Json::parse(*text, nullptr, false);
    if (report.is_discarded()) return printable(path) + ": is not JSON; was the run that wrote it interrupted?";
    if (!report.is_array()) return no_report(path);
    for (const Json& file : report) {
      const bool is_file = file.is_object() && file.contains("filePath") && file["filePath"].is_string() &&
                           file.contains("messages") && file["messages"].is_array();
      if (!is_file) return no_report(path);
      const auto [place, is_new] = files_.try_emplace(file["filePath"].get<std::string>(), file);
      if (!is_new && place->second != file)
        return fmt::format("{}: has other findings in {} than a report before it", printable(path),
                           printable(place->first));
    }
    return {};
  }

  [[nodiscard]] std::string text() const {
    Json all = Json::array();
    for (const auto& [path, file] : files_) all.push_back(file);
    return all.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  }
  [[nodiscard]] std::size_t count(const char* key) const {
    std::size_t sum = 0;
    for (const auto& [path, file] : files_) sum += count_in(file, key);
    return sum;
  }

 private:
  static std::string no_report(const std::string& path) { return printable(path) + ": is no report of --format json"; }

  std::map<std::string, Json> files_;
};

struct MergeArguments {
  std::vector<std::string> reports;
  std::string max_warnings;
  bool help = false;
};

CommandLine merge_line(MergeArguments& to) {
  return {.about =
              "Makes one report of those that several runs wrote with --format json, such as the shards of one "
              "(--shard), and ends as a run over all of it would.",
          .usage = {"merge [OPTION...] REPORT..."},
          .notes = "A REPORT is a file; - is standard input.",
          .groups = {{"Options",
                      {{"--max-warnings", "N", "End with status 1 when there are more warnings than this",
                        &to.max_warnings},
                       {"-h,--help", "", "Show this help", &to.help}}}},
          .positional = "REPORT",
          .positionals = &to.reports,
          .positional_values = {.paths = Paths::files}};
}

}  // namespace

CommandLine describe_merge() {
  MergeArguments arguments;
  return described(merge_line(arguments));
}

ExitStatus run_merge(const Words& words, Console& console) {
  MergeArguments arguments;
  const CommandLine line = merge_line(arguments);
  const auto& [reports, max_warnings, help] = arguments;
  if (const auto ended = ended_by_arguments(line, words, help, console)) return *ended;
  if (reports.empty()) return failed(console, "merge wants reports: `asynclint merge REPORT...`");
  const std::optional<std::size_t> most = number_in(max_warnings);
  if (!max_warnings.empty() && !most)
    return failed(console, fmt::format("--max-warnings wants a number, not \"{}\"", max_warnings));
  MergedReport merged;
  for (const std::string& report : reports)
    if (const std::string wrong = merged.add(report); !wrong.empty()) return failed(console, wrong);
  console.out.write(merged.text());
  if (merged.count("errorCount") > 0) return ExitStatus::findings;
  const std::size_t warnings = merged.count("warningCount");
  if (!most || warnings <= *most) return ExitStatus::clean;
  console.complain(fmt::format("{}, and --max-warnings allows {}", counted(warnings, "warning"), *most));
  return ExitStatus::findings;
}

}  // namespace asynclint::cli
