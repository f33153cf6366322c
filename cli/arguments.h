// What a command understands, as data: one source for parsing, for `--help`, for the completions of shells and the man
// page, and for what a misspelled option was.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace asynclint::cli {

enum class Paths : std::uint8_t { none, files, directories };

// What is known of the values of an option or an argument before anybody types one: shells complete it.
struct Values {
  std::vector<std::string> (*words)() = nullptr;
  Paths paths = Paths::none;
  // What may stand behind one of the words and `=`.
  std::vector<std::string> (*words_behind)() = nullptr;
  Paths paths_behind = Paths::none;

  [[nodiscard]] bool are_pairs() const { return words_behind != nullptr || paths_behind != Paths::none; }
};

struct Option {
  // As CLI11 reads them: `-f,--format`.
  std::string names;
  // What a value is called in the help; empty for an option that takes none.
  std::string placeholder;
  std::string help;
  // Where it goes. Of a single value the last one given counts. A value that may be left out is given with `=`, so that
  // what follows is not taken for it; without one it is empty.
  std::variant<bool*, std::string*, std::vector<std::string>*, std::optional<std::string>*> target;
  Values values = {};
};

struct OptionGroup {
  std::string title;
  std::vector<Option> options;
};

struct CommandLine {
  std::string about = {};
  // The ways to call it, without the executable's name.
  std::vector<std::string> usage = {};
  // Names with what they are for; only where there are commands to choose from.
  std::vector<std::pair<std::string, std::string>> commands = {};
  // What else there is to know, in paragraphs.
  std::string notes = {};
  std::vector<OptionGroup> groups = {};
  // Arguments that are not options; none are understood without a name for them.
  std::string positional = {};
  std::vector<std::string>* positionals = nullptr;
  Values positional_values = {};
};

// The same with nowhere for the values to go: for who wants to know what there is.
[[nodiscard]] CommandLine described(CommandLine line);

// `--format`, and `-f` or nothing.
[[nodiscard]] std::string_view long_name(const Option& option);
[[nodiscard]] std::string_view short_name(const Option& option);
[[nodiscard]] bool takes_value(const Option& option);
// Such a value is given with `=` only.
[[nodiscard]] bool may_be_left_out(const Option& option);
[[nodiscard]] bool may_be_given_again(const Option& option);

// Fills the targets. Empty, or what is wrong with the arguments.
[[nodiscard]] std::string parse_arguments(const CommandLine& line, const std::vector<std::string>& arguments);

[[nodiscard]] std::string help_text(const CommandLine& line, unsigned width);

// Text broken into lines of at most `width`, and at its own line ends; all but the first indented.
[[nodiscard]] std::string wrapped(std::string_view text, unsigned indent, unsigned width);

}  // namespace asynclint::cli
