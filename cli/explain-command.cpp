// `asynclint explain`: the page of a rule or a lesson, or which of them are about a word. They are inside the
// executable, so that no network is needed.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/descriptions.h"
#include "cli/page-text.h"
#include "cli/pages.h"
#include "cli/words.h"
#include "lessons/marked-text.h"
#include "lessons/search.h"
#include "lint/rule.h"
#include "project/learned.h"

namespace asynclint::cli {
namespace {

using Json = nlohmann::ordered_json;

// More than these are no help.
constexpr std::size_t most_lessons = 12;

constexpr std::string_view rules_folder = "rules/";
constexpr std::string_view lessons_folder = "lessons/";

std::string_view without_folder(std::string_view name, std::string_view folder) {
  return name.starts_with(folder) ? name.substr(folder.size()) : name;
}

struct Found {
  const RuleEntry* rule = nullptr;
  const Lesson* lesson = nullptr;
  // When it is neither the name of a rule nor of a lesson: what is about it.
  std::vector<const RuleEntry*> rules;
  std::vector<const Lesson*> lessons;

  [[nodiscard]] bool is_anything() const {
    return rule != nullptr || lesson != nullptr || !rules.empty() || !lessons.empty();
  }
};

std::string joined(const Words& words, char separator) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : std::string(1, separator)) + word;
  return text;
}

Found look_up(const Words& words) {
  // What is both is the rule, unless somebody says `lessons/await-in-foreach`.
  std::string_view name = words.front();
  const std::string several = joined(words, '-');
  if (words.size() > 1) name = several;
  Found found;
  if (!name.starts_with(lessons_folder)) found.rule = find_rule(without_folder(name, rules_folder), rules_by_name());
  if (found.rule == nullptr) found.lesson = find_lesson(without_folder(name, lessons_folder));
  if (found.rule != nullptr || found.lesson != nullptr) return found;
  const std::string question = joined(words, ' ');
  // A rule that another linter knows by this name is meant, and nothing else.
  for (const RuleEntry& rule : rules_by_name())
    if (answers_to(rule, question)) found.rules.push_back(&rule);
  if (!found.rules.empty()) return found;
  for (const RuleEntry& rule : rules_by_name())
    if (mentions(fmt::format("{} {}", rule.id, rule.rule->summary), question)) found.rules.push_back(&rule);
  found.lessons = search_lessons(question);
  if (found.lessons.size() > most_lessons) found.lessons.resize(most_lessons);
  return found;
}

std::string nothing_found(const Words& words) {
  const std::string question = joined(words, ' ');
  std::vector<std::string_view> names = words_of_lessons();
  for (const RuleEntry& rule : rules_by_name()) names.push_back(rule.id);
  const std::string meant = did_you_mean(question, names);
  return fmt::format("no rule and no lesson is about \"{}\"{}", question,
                     meant.empty() ? "; `asynclint lessons` and `asynclint rules` list them" : meant);
}

std::string found_as_list(const Found& found, const Output& out) {
  const Palette& palette = out.palette();
  std::string text;
  const auto add = [&](std::string_view name, std::string_view title, std::string_view sentence) {
    text += palette(Paint::bold, name) + "\n  " + std::string(title) + "\n";
    if (!sentence.empty()) text += page_for_people(fmt::format("q{}", marked_code(sentence)), out.width(), palette);
  };
  for (const Lesson* lesson : found.lessons) add(lesson->slug, lesson->title, lesson->sentence);
  for (const RuleEntry* rule : found.rules) add(rule->id, fmt::format("Rule: {}", rule->rule->summary), "");
  return text + "\n" + palette(Paint::dim, "`asynclint explain NAME` shows one of them.") + "\n";
}

std::string found_as_json(const Found& found, const Words& words) {
  std::set<std::string> learned;
  if (const auto slugs = read_learned(learned_file())) learned.insert(slugs->begin(), slugs->end());
  Json json;
  if (found.rule != nullptr) {
    json = {{"kind", "rule"}, {"rule", description_of(*found.rule)}};
    json["lessons"] = Json::array();
    for (const Lesson* lesson : lessons_of_rule(found.rule->id)) json["lessons"].push_back(lesson->slug);
    json["page"] = page_as_markdown(marked_page(*found.rule));
  } else if (found.lesson != nullptr) {
    json = {{"kind", "lesson"}, {"lesson", description_of(*found.lesson, learned)}};
    json["page"] = page_as_markdown(marked_page(*found.lesson));
  } else {
    json = {{"kind", "word"}, {"word", joined(words, ' ')}, {"rules", Json::array()}, {"lessons", Json::array()}};
    for (const RuleEntry* rule : found.rules) json["rules"].push_back(description_of(*rule));
    for (const Lesson* lesson : found.lessons) json["lessons"].push_back(description_of(*lesson, learned));
  }
  return json.dump(2) + "\n";
}

struct ExplainArguments {
  Words names;
  bool json = false;
  bool help = false;
};

Words rule_and_lesson_words() {
  Words names = rule_words();
  for (const Lesson& lesson : lessons()) names.emplace_back(lesson.slug);
  return names;
}

CommandLine explain_line(ExplainArguments& to) {
  return {.about =
              "Shows the page of a rule or a lesson, or which of them are about a word: `await`, `setTimeout`, "
              "`event loop`.",
          .usage = {"explain [--json] RULE | LESSON | WORD..."},
          .groups = {{"Options",
                      {{"--json", "", "Print what is known of it, and its page in Markdown", &to.json},
                       {"-h,--help", "", "Show this help", &to.help}}}},
          .positional = "WORD",
          .positionals = &to.names,
          .positional_values = {.words = rule_and_lesson_words}};
}

}  // namespace

CommandLine describe_explain() {
  ExplainArguments arguments;
  return described(explain_line(arguments));
}

ExitStatus run_explain(const Words& words, Console& console) {
  ExplainArguments arguments;
  const CommandLine line = explain_line(arguments);
  const Words& names = arguments.names;
  if (const auto ended = ended_by_arguments(line, words, arguments.help, console)) return *ended;
  std::string wrong;
  if (names.empty())
    wrong = "explain wants a rule, a lesson or a word; `asynclint rules` and `asynclint lessons` list them";
  Found found;
  if (wrong.empty()) {
    found = look_up(names);
    if (!found.is_anything()) wrong = nothing_found(names);
  }
  if (!wrong.empty()) return failed(console, wrong);
  // The only one that there is need not be asked for again.
  if (found.rules.size() == 1 && found.lessons.empty()) found.rule = found.rules.front();
  if (found.lessons.size() == 1 && found.rules.empty()) found.lesson = found.lessons.front();
  if (arguments.json)
    console.out.write(found_as_json(found, names));
  else if (found.rule != nullptr)
    show_page(marked_page(*found.rule), console.out);
  else if (found.lesson != nullptr)
    show_page(marked_page(*found.lesson), console.out);
  else
    console.out.write(found_as_list(found, console.out));
  return ExitStatus::clean;
}

}  // namespace asynclint::cli
