// `asynclint docs`: writes the static site of rules, lessons and drills.
#include <fmt/format.h>

#include <string>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/site.h"
#include "cli/words.h"
#include "project/platform.h"

namespace asynclint::cli {
namespace {

constexpr std::size_t largest_file = std::size_t{16} << 20U;
// What page.html says of where it comes from.
constexpr std::string_view signature = "content=\"asynclint docs\"";

// A folder of somebody's own things is not written into by mistake: it is new, empty, or a site from before.
std::string why_not_into(const std::string& folder) {
  const auto entries = platform::list_directory(folder);
  if (!entries)
    return entries.failure().is_absent && !platform::kind_of(folder) ? "" : folder + ": " + entries.reason();
  if (entries->empty()) return "";
  const auto index = platform::read_file(folder + "/index.html", largest_file);
  if (index && index->find(signature) != std::string::npos) return "";
  return folder + ": has files in it and is no site that `asynclint docs` wrote; name a new folder";
}

std::string write_site_file(const SiteFile& file, const std::string& folder) {
  const std::string path = folder + "/" + file.path;
  if (const auto before = platform::read_file(path, largest_file)) {
    if (*before == file.content) return "";
    const auto failure = platform::replace_file(path, file.content);
    return failure ? path + ": " + failure->reason : "";
  }
  if (const auto failure = platform::make_directories(path.substr(0, path.find_last_of('/'))))
    return path + ": " + failure->reason;
  const auto failure = platform::create_file(path, file.content);
  return failure ? path + ": " + failure->reason : "";
}

struct DocsArguments {
  std::string folder;
  bool help = false;
};

CommandLine docs_line(DocsArguments& to) {
  return {.about =
              "Writes a static site of rules, lessons and drills: it can be opened from the disk or put on any "
              "server, and needs no network.",
          .usage = {"docs --out DIR"},
          .groups = {{"Options",
                      {{"--out",
                        "DIR",
                        "The folder to write it to: a new one, or one with such a site in it",
                        &to.folder,
                        {.paths = Paths::directories}},
                       {"-h,--help", "", "Show this help", &to.help}}}}};
}

}  // namespace

CommandLine describe_docs() {
  DocsArguments arguments;
  return described(docs_line(arguments));
}

ExitStatus run_docs(const Words& words, Console& console) {
  DocsArguments arguments;
  const CommandLine line = docs_line(arguments);
  const auto& [folder, help] = arguments;
  if (const auto ended = ended_by_arguments(line, words, help, console)) return *ended;
  std::string wrong;
  if (folder.empty()) wrong = "docs wants to know where to: `asynclint docs --out DIR`";
  if (wrong.empty()) wrong = why_not_into(folder);
  std::size_t pages = 0;
  if (wrong.empty()) {
    for (const SiteFile& file : site_files()) {
      wrong = write_site_file(file, folder);
      if (!wrong.empty()) break;
      if (file.path.ends_with(".html")) ++pages;
    }
  }
  if (!wrong.empty()) return failed(console, wrong);
  console.out.write(fmt::format("{} in {}; begin with {}/index.html\n", counted(pages, "page"), folder, folder));
  return ExitStatus::clean;
}

}  // namespace asynclint::cli
