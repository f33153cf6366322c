// `asynclint man`: the man page, made of what --help is made of.
#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>

#include "cli/arguments.h"
#include "cli/commands.h"

namespace asynclint::cli {
namespace {

struct ManArguments {
  bool help = false;
};

CommandLine man_line(ManArguments& to) {
  return {.about = "Prints the man page, for `man -l -` or a file asynclint.1 in a folder man1 of the MANPATH.",
          .usage = {"man"},
          .groups = {{"Options", {{"-h,--help", "", "Show this help", &to.help}}}}};
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> exit_statuses{{
    {"0", "Nothing of level error was found, and no more warnings than --max-warnings allows."},
    {"1", "An error was found, or there are more warnings than that."},
    {"2",
     "The arguments or the configuration are wrong, something that was named does not exist, or a file could not "
     "be read, written or fixed."},
}};

// As text of roff. What stands between backticks is bold.
std::string roff_text(std::string_view text) {
  std::string result;
  bool is_code = false;
  for (const char character : text) {
    const bool begins_line = result.empty() || result.back() == '\n';
    switch (character) {
      case '\\': result += "\\e"; break;
      case '-': result += "\\-"; break;
      case '\'': result += "\\(aq"; break;
      case '^': result += "\\(ha"; break;
      case '~': result += "\\(ti"; break;
      case '.': result += begins_line ? "\\&." : "."; break;
      case '\n': result += "\n.br\n"; break;
      case '`':
        is_code = !is_code;
        result += is_code ? "\\fB" : "\\fR";
        break;
      default: result += character;
    }
  }
  return result;
}

std::string bold(std::string_view text) { return "\\fB" + roff_text(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + roff_text(text) + "\\fR"; }

std::string roff_paragraphs(std::string_view text) { return ".PP\n" + roff_text(text) + "\n"; }

std::string roff_usage(const std::vector<std::string>& ways) {
  std::string text;
  for (const std::string& way : ways) {
    const std::size_t end = way.find(' ');
    const bool begins_with_name = way.front() != '[';
    const std::string name = begins_with_name ? " " + way.substr(0, end) : "";
    const std::string rest = begins_with_name ? (end == std::string::npos ? "" : way.substr(end)) : " " + way;
    text += (text.empty() ? "" : ".br\n") + bold("asynclint" + name) + roff_text(rest) + "\n";
  }
  return text;
}

std::string roff_entry(const std::string& heading, std::string_view text) {
  return ".TP\n" + heading + "\n" + roff_text(text) + "\n";
}

std::string roff_option(const Option& option) {
  std::string heading;
  if (!short_name(option).empty()) heading = bold(short_name(option)) + ", ";
  heading += bold(long_name(option));
  if (may_be_left_out(option))
    heading += "[=" + italic(option.placeholder) + "]";
  else if (takes_value(option))
    heading += " " + italic(option.placeholder);
  return roff_entry(heading, option.help);
}

std::string roff_section(std::string_view title) { return fmt::format(".SH \"{}\"\n", title); }
std::string roff_subsection(std::string_view title) { return fmt::format(".SS \"{}\"\n", title); }

// What happens without a command is what the page begins with.
std::string lint_sections(const CommandLine& line) {
  std::string text = roff_section("SYNOPSIS") + roff_usage(line.usage);
  text += roff_section("DESCRIPTION") + roff_text(line.notes) + "\n";
  text += roff_section("COMMANDS");
  for (const auto& [name, summary] : line.commands) text += roff_entry(bold(name), summary);
  text += roff_section("OPTIONS");
  for (const OptionGroup& group : line.groups) {
    text += roff_subsection(group.title);
    for (const Option& option : group.options) text += roff_option(option);
  }
  return text;
}

std::string man_page() {
  std::string text = ".\\\" Made by `asynclint man`.\n";
  text += ".TH ASYNCLINT 1 \"\" \"asynclint " ASYNCLINT_VERSION "\" \"User Commands\"\n.nh\n.ad l\n";
  text += roff_section("NAME") + "asynclint \\- " + roff_text(what_asynclint_does) + "\n";
  std::string others = roff_section("OPTIONS OF THE OTHER COMMANDS");
  for (const Command& command : commands()) {
    const CommandLine line = command.describe();
    if (!line.commands.empty()) {
      text += lint_sections(line);
      continue;
    }
    others += roff_subsection(fmt::format("asynclint {}", command.name)) + roff_usage(line.usage);
    others += roff_paragraphs(line.about);
    if (!line.notes.empty()) others += roff_paragraphs(line.notes);
    for (const OptionGroup& group : line.groups)
      for (const Option& option : group.options) others += roff_option(option);
  }
  text += others + roff_section("EXIT STATUS");
  for (const auto& [status, meaning] : exit_statuses) text += roff_entry(bold(status), meaning);
  return text;
}

}  // namespace

CommandLine describe_man() {
  ManArguments arguments;
  return described(man_line(arguments));
}

ExitStatus run_man(const Words& words, Console& console) {
  ManArguments arguments;
  const CommandLine line = man_line(arguments);
  if (const auto ended = ended_by_arguments(line, words, arguments.help, console)) return *ended;
  console.out.write(man_page());
  return ExitStatus::clean;
}

}  // namespace asynclint::cli
