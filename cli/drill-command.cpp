// `asynclint drill`: lists the exercises, copies one out to work on, and runs its check when told to.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/page-text.h"
#include "cli/pages.h"
#include "cli/words.h"
#include "lessons/drills.h"
#include "lessons/marked-text.h"
#include "project/platform.h"

namespace asynclint::cli {
namespace {

using Json = nlohmann::ordered_json;

struct DrillOptions {
  Words names;
  std::string to;
  std::string check;
  bool with_solution = false;
  bool json = false;
  bool help = false;
};

bool is_check(std::string_view path) { return path.ends_with(".test.mjs") && path.find('/') == std::string_view::npos; }

Json drill_as_json(const Drill& drill) {
  Json lessons = Json::array();
  for (const std::string_view slug : drill.lessons) lessons.push_back(slug);
  Json files = Json::array();
  for (const DrillFile& file : files_of(drill)) files.push_back(file.path);
  return {{"name", drill.name}, {"title", drill.title}, {"lessons", lessons}, {"files", files}};
}

std::string drills_as_list(const Output& out) {
  std::size_t width = 0;
  for (const Drill& drill : drills()) width = std::max(width, drill.name.size());
  std::string text;
  for (const Drill& drill : drills())
    text += out.palette()(Paint::bold, fmt::format("{:<{}}  ", drill.name, width)) +
            page_for_people("p" + marked_code(drill.title), out.width(), out.palette());
  return text + "\n" + out.palette()(Paint::dim, "`asynclint drill NAME` copies one into a new folder here.") + "\n";
}

// What goes wrong when the drill is written below `folder`, or nothing. Nothing is written over what is there.
std::string write_out(const std::vector<DrillFile>& files, const std::string& folder) {
  for (const DrillFile& file : files)
    if (platform::kind_of(folder + "/" + file.path))
      return fmt::format("{}/{}: {}; nothing was written", folder, file.path, platform::already_there);
  for (const DrillFile& file : files) {
    const std::string path = folder + "/" + file.path;
    const std::string directory = path.substr(0, path.find_last_of('/'));
    if (const auto failure = platform::make_directories(directory)) return directory + ": " + failure->reason;
    if (const auto failure = platform::create_file(path, file.content)) return path + ": " + failure->reason;
  }
  return "";
}

ExitStatus start_drill(const Drill& drill, const DrillOptions& options, Console& console) {
  const std::string folder = options.to.empty() ? std::string(drill.name) : options.to;
  std::vector<DrillFile> files = files_of(drill);
  if (!options.with_solution)
    std::erase_if(files, [](const DrillFile& file) { return file.path.starts_with("solution/"); });
  const std::string wrong = write_out(files, folder);
  if (!wrong.empty()) return failed(console, wrong);
  if (options.json) {
    Json json = drill_as_json(drill);
    json["folder"] = folder;
    json["written"] = Json::array();
    for (const DrillFile& file : files) json["written"].push_back(file.path);
    json["task"] = page_as_markdown(page_of(drill).text);
    console.out.write(json.dump(2) + "\n");
    return ExitStatus::clean;
  }
  show_page(page_of(drill).text, console.out);
  console.out.write(fmt::format(
      "\nThe files are in {0}; yours to change are those in {0}/start.\nCheck them: asynclint drill {1} --check {0}\n",
      folder, drill.name));
  return ExitStatus::clean;
}

// What it runs is in the person's own folder, and it was the person who said so.
ExitStatus check_copy(const Drill& drill, const DrillOptions& options, Console& console) {
  std::vector<std::string> command{"node", "--test"};
  for (const DrillFile& file : files_of(drill))
    if (is_check(file.path)) command.push_back(file.path);
  for (std::size_t i = 2; i < command.size(); ++i) {
    const std::string path = options.check + "/" + command[i];
    if (platform::kind_of(path)) continue;
    console.complain(
        fmt::format("{} is not there; `asynclint drill {} --to {}` writes it", path, drill.name, options.check));
    return ExitStatus::failure;
  }
  console.out.flush();
  const auto status = platform::run_program(command, options.check);
  if (!status) {
    console.complain(fmt::format("cannot run node, which the check needs: {}", status.reason()));
    return ExitStatus::failure;
  }
  if (options.json) {
    const Json json = {{"name", drill.name}, {"folder", options.check}, {"passed", *status == 0}};
    console.out.write(json.dump(2) + "\n");
  }
  return *status == 0 ? ExitStatus::clean : ExitStatus::findings;
}

std::string no_such_drill(const std::string& word) {
  std::vector<std::string_view> names;
  for (const Drill& drill : drills()) names.push_back(drill.name);
  const std::string meant = did_you_mean(word, names);
  return fmt::format("there is no drill \"{}\"{}", word, meant.empty() ? "; `asynclint drill` lists them" : meant);
}

Words drill_words() {
  Words names;
  for (const Drill& drill : drills()) names.emplace_back(drill.name);
  return names;
}

CommandLine drill_line(DrillOptions& to) {
  return {.about =
              "Lists the drills and projects. With a name: copies the task, its check and where to start into a "
              "new folder, and writes over nothing.",
          .usage = {"drill [NAME [OPTION...]]"},
          .groups = {{"Options",
                      {{"--to",
                        "DIR",
                        "The folder to copy it to; by default one with its name, here",
                        &to.to,
                        {.paths = Paths::directories}},
                       {"--solution", "", "Copy the solution as well", &to.with_solution},
                       {"--check",
                        "DIR",
                        "Run the check of the copy in DIR, with node --test",
                        &to.check,
                        {.paths = Paths::directories}},
                       {"--json", "", "Print what was asked for as JSON", &to.json},
                       {"-h,--help", "", "Show this help", &to.help}}}},
          .positional = "NAME",
          .positionals = &to.names,
          .positional_values = {.words = drill_words}};
}

}  // namespace

CommandLine describe_drill() {
  DrillOptions options;
  return described(drill_line(options));
}

ExitStatus run_drill(const Words& words, Console& console) {
  DrillOptions options;
  const CommandLine line = drill_line(options);
  const Words& names = options.names;
  if (const auto ended = ended_by_arguments(line, words, options.help, console)) return *ended;
  std::string wrong;
  const bool wants_one = !options.to.empty() || !options.check.empty() || options.with_solution;
  if (wrong.empty() && (names.size() > 1 || (names.empty() && wants_one)))
    wrong = "drill wants one name; `asynclint drill` lists them";
  if (wrong.empty() && !options.check.empty() && (!options.to.empty() || options.with_solution))
    wrong = "--check looks at a copy, and --to and --solution make one: first one, then the other";
  const Drill* drill = names.empty() ? nullptr : find_drill(names.front());
  if (wrong.empty() && !names.empty() && drill == nullptr) wrong = no_such_drill(names.front());
  if (!wrong.empty()) return failed(console, wrong);
  if (drill != nullptr)
    return options.check.empty() ? start_drill(*drill, options, console) : check_copy(*drill, options, console);
  if (options.json) {
    Json json = Json::array();
    for (const Drill& each : drills()) json.push_back(drill_as_json(each));
    console.out.write(json.dump(2) + "\n");
  } else {
    console.out.write(drills_as_list(console.out));
  }
  return ExitStatus::clean;
}

}  // namespace asynclint::cli
