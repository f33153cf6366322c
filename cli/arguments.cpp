#include "cli/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <type_traits>

#include "cli/words.h"

namespace asynclint::cli {
namespace {

constexpr unsigned help_column = 28;

void add_option(CLI::App& app, const Option& option) {
  const auto add = [&](auto* target) {
    using Target = std::remove_pointer_t<decltype(target)>;
    if constexpr (std::is_same_v<Target, bool>) {
      app.add_flag(option.names, *target);
    } else if constexpr (std::is_same_v<Target, std::string>) {
      app.add_option(option.names, *target)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    } else if constexpr (std::is_same_v<Target, std::optional<std::string>>) {
      // Taken out before; see take_optional_values.
    } else {
      app.add_option(option.names, *target)->allow_extra_args(false);
    }
  };
  std::visit(add, option.target);
}

// Takes out the options whose value may be left out.
std::vector<std::string> take_optional_values(const CommandLine& line, const std::vector<std::string>& arguments) {
  std::vector<std::string> rest;
  bool are_options = true;
  for (const std::string& word : arguments) {
    are_options = are_options && word != "--";
    std::optional<std::string>* target = nullptr;
    const std::size_t equals = std::min(word.find('='), word.size());
    for (const OptionGroup& group : line.groups)
      for (const Option& option : group.options)
        if (are_options && word.compare(0, equals, option.names) == 0 &&
            std::holds_alternative<std::optional<std::string>*>(option.target))
          target = std::get<std::optional<std::string>*>(option.target);
    if (target == nullptr)
      rest.push_back(word);
    else
      *target = word.substr(std::min(equals + 1, word.size()));
  }
  return rest;
}

std::vector<std::string_view> long_names(const CommandLine& line) {
  std::vector<std::string_view> names;
  for (const OptionGroup& group : line.groups)
    for (const Option& option : group.options) names.push_back(long_name(option));
  return names;
}

std::string unknown_argument(const CommandLine& line, const std::string& argument) {
  if (!argument.starts_with('-')) return "there is nothing to do with \"" + argument + "\"";
  const std::string name = argument.substr(0, argument.find('='));
  return "there is no option \"" + name + "\"" + did_you_mean(name, long_names(line));
}

// CLI11 says which option it stumbled on at the start of its message.
std::string wrong_value(const CommandLine& line, const std::string& message) {
  for (const OptionGroup& group : line.groups) {
    for (const Option& option : group.options) {
      const std::string name(long_name(option));
      if (!message.starts_with(name + ":") && !message.starts_with(name + " ")) continue;
      return option.placeholder.empty() ? fmt::format("{} takes no value", name)
                                        : fmt::format("{0} wants a value: {0} {1}", name, option.placeholder);
    }
  }
  return message;
}

std::string option_heading(const Option& option) {
  std::string heading = option.names;
  const std::size_t comma = heading.find(',');
  if (comma == std::string::npos)
    heading.insert(0, "    ");
  else
    heading.replace(comma, 1, ", ");
  if (may_be_left_out(option))
    heading += fmt::format("[={}]", option.placeholder);
  else if (takes_value(option))
    heading += " " + option.placeholder;
  return "  " + heading;
}

}  // namespace

CommandLine described(CommandLine line) {
  for (OptionGroup& group : line.groups)
    for (Option& option : group.options) std::visit([](auto& target) { target = nullptr; }, option.target);
  line.positionals = nullptr;
  return line;
}

std::string_view long_name(const Option& option) {
  return std::string_view(option.names).substr(option.names.find("--"));
}

std::string_view short_name(const Option& option) {
  const std::size_t comma = option.names.find(',');
  return comma == std::string::npos ? std::string_view() : std::string_view(option.names).substr(0, comma);
}

bool takes_value(const Option& option) { return !option.placeholder.empty(); }

bool may_be_left_out(const Option& option) {
  return std::holds_alternative<std::optional<std::string>*>(option.target);
}

bool may_be_given_again(const Option& option) {
  return std::holds_alternative<std::vector<std::string>*>(option.target);
}

std::string parse_arguments(const CommandLine& line, const std::vector<std::string>& arguments) {
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  for (const OptionGroup& group : line.groups)
    for (const Option& option : group.options) add_option(app, option);
  if (line.positionals != nullptr) app.add_option(line.positional, *line.positionals);
  try {
    std::vector<std::string> words = take_optional_values(line, arguments);
    std::reverse(words.begin(), words.end());
    app.parse(std::move(words));
  } catch (const CLI::ParseError& error) {
    return wrong_value(line, error.what());
  }
  std::vector<std::string> unknown = app.remaining();
  // What ends the options is kept there, too.
  std::erase(unknown, "--");
  return unknown.empty() ? "" : unknown_argument(line, unknown.front());
}

std::string wrapped(std::string_view text, unsigned indent, unsigned width) {
  std::string result;
  std::size_t column = indent;
  bool begins_line = false;
  while (!text.empty()) {
    const std::size_t space = text.find_first_of(" \n");
    const std::string_view word = text.substr(0, space);
    const bool ends_line = space != std::string_view::npos && text[space] == '\n';
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    if (begins_line || (column > indent && column + 1 + word.size() > width)) {
      result.append("\n").append(indent, ' ');
      column = indent;
    } else if (column > indent) {
      result += ' ';
      ++column;
    }
    result += word;
    column += word.size();
    begins_line = ends_line;
  }
  return result;
}

std::string help_text(const CommandLine& line, unsigned width) {
  width = std::min(width, 100U);
  std::string text = wrapped(line.about, 0, width) + "\n\nUsage\n";
  for (const std::string& way : line.usage) text += "  asynclint " + way + "\n";
  if (!line.commands.empty()) text += "\nCommands\n";
  for (const auto& [name, summary] : line.commands) text += fmt::format("  {:<13}{}\n", name, summary);
  if (!line.notes.empty()) text += "\n" + wrapped(line.notes, 0, width) + "\n";
  for (const OptionGroup& group : line.groups) {
    text += "\n" + group.title + "\n";
    for (const Option& option : group.options) {
      std::string heading = option_heading(option);
      if (heading.size() + 2 > help_column)
        heading.append("\n").append(help_column, ' ');
      else
        heading.append(help_column - heading.size(), ' ');
      text += heading + wrapped(option.help, help_column, width) + "\n";
    }
  }
  return text;
}

}  // namespace asynclint::cli
