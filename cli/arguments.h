// What a command understands, as data: one source for parsing, for `--help`, and for what a misspelled option was.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace asynclint::cli {

struct Option {
  // As CLI11 reads them: `-f,--format`.
  std::string names;
  // What a value is called in the help; empty for an option that takes none.
  std::string placeholder;
  std::string help;
  // Where it goes. Of a single value the last one given counts. A value that may be left out is given with `=`, so that
  // what follows is not taken for it; without one it is empty.
  std::variant<bool*, std::string*, std::vector<std::string>*, std::optional<std::string>*> target;
};

struct OptionGroup {
  std::string title;
  std::vector<Option> options;
};

struct CommandLine {
  // What stands before the first group of options in the help.
  std::string introduction;
  std::vector<OptionGroup> groups;
  // Arguments that are not options; none are understood without a name for them.
  std::string positional;
  std::vector<std::string>* positionals = nullptr;
};

// Fills the targets. Empty, or what is wrong with the arguments.
[[nodiscard]] std::string parse_arguments(const CommandLine& line, const std::vector<std::string>& arguments);

[[nodiscard]] std::string help_text(const CommandLine& line, unsigned width);

// Text broken into lines of at most `width`, and at its own line ends; all but the first indented.
[[nodiscard]] std::string wrapped(std::string_view text, unsigned indent, unsigned width);

}  // namespace asynclint::cli
