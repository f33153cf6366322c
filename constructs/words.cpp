#include "constructs/words.h"

#include <algorithm>

#include "constructs/finders.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;
using Goes = Fate::Way;

constexpr std::size_t longest_code = 36;
constexpr std::size_t most_lines = 3;

bool is_blank(char c) { return c == ' ' || static_cast<unsigned char>(c) < 0x20; }

// Code without comments, with single blanks, and with none before the dots of a chain.
std::string on_one_line(std::string_view code) {
  std::string text;
  bool was_blank = true;
  // No more than can be shown is looked at.
  for (std::size_t i = 0; i < code.size() && text.size() < 2 * longest_code; ++i) {
    if (was_blank && code.substr(i, 2) == "//") {
      i = std::min(code.find_first_of("\n\r", i), code.size());
    } else if (was_blank && code.substr(i, 2) == "/*") {
      i = std::min(code.find("*/", i), code.size() - 1) + 1;
      continue;
    }
    const bool blank = i >= code.size() || is_blank(code[i]);
    if (!blank && code[i] == '.' && was_blank && !text.empty()) text.pop_back();
    if (!blank) text += code[i];
    if (blank && !was_blank) text += ' ';
    was_blank = blank;
  }
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

// Makes the first letter a capital.
void begin(std::string& sentence) {
  if (sentence.empty()) return;
  char& first = sentence.front();
  if (first >= 'a' && first <= 'z') first = static_cast<char>(first - 'a' + 'A');
}

constexpr std::string_view ends_process =
    "nobody takes a rejection: it is reported as unhandled, and ends Node with exit code 1";

}  // namespace

std::string Words::quoted(std::string_view text) {
  const std::string flat = on_one_line(text);
  std::string shown;
  bool is_cut = false;
  for (const char c : flat) {
    const bool continues_character = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
    if (shown.size() >= longest_code && !continues_character) {
      is_cut = true;
      break;
    }
    shown += c == '`' ? '\'' : c;
  }
  if (is_cut || shown.empty()) shown += "…";
  return "`" + shown + "`";
}

std::string Words::lines(const std::vector<Node>& nodes) const {
  std::vector<std::uint32_t> numbers;
  for (const Node node : nodes)
    if (std::ranges::find(numbers, number(node)) == numbers.end()) numbers.push_back(number(node));
  std::string text = numbers.size() == 1 ? "line " : "lines ";
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i == most_lines) return text + " and more";
    if (i != 0) text += i + 1 == numbers.size() ? " and " : ", ";
    text += std::to_string(numbers[i]);
  }
  return text;
}

std::string Words::function(Node function) const {
  if (!function) return is_module() ? "the module" : "the program";
  if (const Node name = function.child(Field::name); name && !name.is(Kind::computed_property_name))
    return quoted(name.text());
  const Node at = syntax::wrapped(function);
  const Node holder = at.parent();
  if (holder.is(Kind::variable_declarator) && holder.child(Field::name).is(Kind::identifier))
    return quoted(holder.child(Field::name).text());
  if (holder.is(Kind::pair)) {
    if (const auto name = syntax::key_name(holder.child(Field::key))) return quoted(*name);
  }
  if (holder.is(Kind::field_definition, Kind::public_field_definition)) {
    if (const auto name = syntax::ClassField::assume(holder).name()) return quoted(*name);
  }
  if (holder.is(Kind::assignment_expression)) {
    const auto target = MemberExpression::from(holder.child(Field::left));
    if (target && target->name()) return quoted(*target->name());
    if (holder.child(Field::left).is(Kind::identifier)) return quoted(holder.child(Field::left).text());
  }
  if (holder.is(Kind::arguments)) {
    const auto call = CallExpression::from(holder.parent());
    const std::string_view name = call ? syntax::called_name(*call) : std::string_view();
    if (!name.empty()) return "the callback of " + quoted(name);
    const auto creation = syntax::NewExpression::from(holder.parent());
    if (creation && creation->constructor().is(Kind::identifier))
      return "the callback of `new " + std::string(creation->constructor().text()) + "`";
  }
  return "the function in " + line(function);
}

bool Words::is_module() const {
  // At the top level only a module may await.
  return facts_.may_await(facts_.tree().root());
}

bool Words::is_dropped_by_caller(Node function) const {
  if (!is_run_later(facts_, function)) return false;
  const std::string_view taker =
      syntax::called_name(CallExpression::assume(syntax::wrapped(function).parent().parent()));
  return taker != "then" && taker != "catch" && taker != "finally";
}

std::string Words::rejection(Node promise) const {
  const Fate fate = fate_of(facts_, promise);
  switch (fate.way) {
    case Goes::unknown: return {};
    case Goes::never: return "It cannot reject.";
    case Goes::caught:
      return "If it rejects, the error is thrown here, and the `catch` in " + line(fate.place) + " takes it.";
    case Goes::handled:
      return "If it rejects, `." + std::string(fate.place.text()) + "` in " + line(fate.place) + " takes it.";
    case Goes::function: {
      const std::string own = function(fate.place);
      const bool is_awaited = static_cast<bool>(fate.awaited_at);
      const std::string text =
          is_awaited ? "If it rejects, " + own + " throws here and has no `catch`, so its own promise rejects"
                     : "If it rejects, so does the promise of " + own;
      return text + (is_dropped_by_caller(fate.place) ? ", and nobody takes that." : ".");
    }
    case Goes::module:
      return is_module() ? "If it rejects, nobody catches it: the module fails, and Node ends with exit code 1."
                         : std::string();
    case Goes::returned:
      return is_dropped_by_caller(fate.place)
                 ? "It is returned to nobody: whoever calls " + function(fate.place) +
                       " drops it, and a rejection is unhandled."
                 : "Whoever calls " + function(fate.place) + " gets this promise, and its rejection.";
    case Goes::chained: return "A rejection goes on through `." + std::string(fate.place.text()) + "`.";
    case Goes::nobody: return "Here " + std::string(ends_process) + ".";
    case Goes::name:
      return "It is kept as " + quoted(fate.place.text()) + "; whoever uses that has to take its rejection.";
  }
  return {};
}

std::string Words::throwing(Node place) const {
  if (const Node clause = catch_around(place)) return "the `catch` in " + line(clause) + " takes it";
  const Node around = syntax::enclosing_function(place);
  const auto view = Function::from(around);
  if (!view) return "nobody catches it: the program ends with exit code 1";
  if (view->is_async()) return function(around) + " is async, so its promise rejects with it";
  if (!is_run_later(facts_, around)) return "it goes on to whoever called " + function(around);
  const std::string_view taker = syntax::called_name(CallExpression::assume(syntax::wrapped(around).parent().parent()));
  if (taker == "then" || taker == "catch") return "the promise of that `." + std::string(taker) + "` rejects with it";
  if (taker == "on" || taker == "once") return "it comes out of `emit`";
  return "no caller is there to catch it, which ends Node with exit code 1";
}

std::string Words::call_fate(Node call) const {
  const Fate fate = fate_of(facts_, call);
  const std::string at = line(call);
  const Node place = fate.place;
  switch (fate.way) {
    case Goes::never: return "called in " + at + ", and cannot reject";
    case Goes::caught: return "awaited in " + at + ", where the `catch` in " + line(place) + " takes a failure";
    case Goes::handled: return "called in " + at + ", where `." + std::string(place.text()) + "` takes a failure";
    case Goes::function:
      return (fate.awaited_at ? "awaited in " : "returned in ") + at + " by " + function(place) +
             ", whose promise rejects with it";
    case Goes::module:
      return is_module() ? "awaited in " + at + " at the top level, which fails with it" : "called in " + at;
    case Goes::returned: return "called in " + at + ", and returned to the callers of " + function(place);
    case Goes::nobody: return "called in " + at + ", where " + std::string(ends_process);
    case Goes::chained:
    case Goes::name:
    case Goes::unknown: return "called in " + at;
  }
  return {};
}

std::string Words::waiting(Node function_node) const {
  if (!function_node) return {};
  const Callers callers = callers_of(facts_, function_node);
  if (callers.calls.empty()) return {};
  const std::string own = function(function_node);
  const std::string subject = own.starts_with('`') ? own : "It";
  if (callers.calls.size() == 1) return subject + " is " + call_fate(callers.calls.front()) + ".";
  return subject + " is called in " + lines(callers.calls) + ".";
}

std::string Words::receiver(Node expression) {
  const Node holder = syntax::wrapped(expression).parent();
  Node target;
  if (holder.is(Kind::variable_declarator)) target = holder.child(Field::name);
  if (holder.is(Kind::assignment_expression)) target = holder.child(Field::left);
  return target ? code(target) : std::string();
}

std::string Words::callback(Node argument) const {
  argument = syntax::unwrap(argument);
  if (!argument) return "the callback";
  if (syntax::is_function_kind(argument.kind())) {
    const Node name = argument.child(Field::name);
    return name ? quoted(name.text()) : "the callback";
  }
  return code(argument);
}

void CardWriter::lead(std::string sentence) {
  begin(sentence);
  card_.lead = std::move(sentence);
}

void CardWriter::say(std::string sentence) {
  if (sentence.empty() || card_.details.size() >= most_details) return;
  begin(sentence);
  card_.details.push_back(std::move(sentence));
}

}  // namespace asynclint
