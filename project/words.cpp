#include "project/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "lint/rule.h"

namespace asynclint {
namespace {

// How many letters must be put in, left out, changed or swapped with their neighbour.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> table((a.size() + 1) * width);
  const auto at = [&](std::size_t i, std::size_t j) -> std::size_t& { return table[i * width + j]; };
  for (std::size_t i = 0; i <= a.size(); ++i) at(i, 0) = i;
  for (std::size_t j = 0; j <= b.size(); ++j) at(0, j) = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = at(i - 1, j - 1) + (a[i - 1] == b[j - 1] ? 0 : 1);
      at(i, j) = std::min({at(i - 1, j) + 1, at(i, j - 1) + 1, changed});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        at(i, j) = std::min(at(i, j), at(i - 2, j - 2) + 1);
    }
  }
  return at(a.size(), b.size());
}

// The part of `eslint/no-async-promise-executor` that people type.
std::string_view without_linter(std::string_view name) { return name.substr(name.find_last_of('/') + 1); }

}  // namespace

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates) {
  std::optional<std::string_view> best;
  // A third of the letters may be wrong, of a short word less; one longer than any that there is was not meant.
  if (word.size() > 64) return best;
  std::size_t least = (word.size() <= 4 ? 1 : std::max<std::size_t>(2, word.size() / 3)) + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t changes = edit_distance(word, candidate);
    if (changes >= least) continue;
    least = changes;
    best = candidate;
  }
  return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
  const auto meant = nearest(word, candidates);
  return meant ? fmt::format("; did you mean \"{}\"?", *meant) : "";
}

std::string alternatives(std::span<const std::string_view> words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

std::optional<Level> level_of(std::string_view word) {
  if (word == "warn") return Level::warning;
  for (const Level level : {Level::off, Level::info, Level::warning, Level::error})
    if (word == name(level)) return level;
  return std::nullopt;
}

const RuleEntry* find_rule(std::string_view id, std::span<const RuleEntry> rules) {
  const auto place = std::find_if(rules.begin(), rules.end(), [&](const RuleEntry& entry) { return entry.id == id; });
  return place == rules.end() ? nullptr : &*place;
}

bool answers_to(const RuleEntry& rule, std::string_view name) {
  const auto& peers = rule.rule->known_as;
  return std::any_of(peers.begin(), peers.end(),
                     [&](std::string_view peer) { return name == peer || name == without_linter(peer); });
}

std::string no_such_rule(std::string_view word, std::span<const RuleEntry> rules) {
  const std::string message = fmt::format("there is no rule \"{}\"", word);
  std::vector<std::string_view> ids;
  for (const RuleEntry& entry : rules) {
    ids.push_back(entry.id);
    if (answers_to(entry, word)) return fmt::format("{}; the rule that answers to it is \"{}\"", message, entry.id);
  }
  const std::string meant = did_you_mean(word, ids);
  return message + (meant.empty() ? "; `asynclint rules` lists them" : meant);
}

}  // namespace asynclint
