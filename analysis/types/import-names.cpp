#include "types/import-names.h"

#include "types/declaration-reader.h"

namespace asynclint::types {
namespace {

constexpr std::string_view prefix = "$import$";
constexpr std::string_view digits = "0123456789abcdef";

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

// Where `import("specifier")` ends that begins at `at`, and its specifier; nothing when it is something else.
std::optional<std::size_t> end_of_import(std::string_view text, std::size_t at, std::string_view& specifier) {
  at = skip_space(text, at + std::string_view("import").size());
  if (at >= text.size() || text[at] != '(') return std::nullopt;
  at = skip_space(text, at + 1);
  if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) return std::nullopt;
  const char quote = text[at];
  const std::size_t begin = at + 1;
  for (at = begin; at < text.size() && text[at] != quote; ++at)
    if (text[at] == '\n' || text[at] == '\\') return std::nullopt;
  if (at >= text.size()) return std::nullopt;
  specifier = text.substr(begin, at - begin);
  // Attributes, `import("x", { with: … })`, are rare.
  at = skip_space(text, at + 1);
  return at < text.size() && text[at] == ')' ? std::optional(at + 1) : std::nullopt;
}

// Whether `in` or `out` at `at` says how a type parameter may vary: it stands behind `<` or a comma, or the other of
// the two, and a name follows. Its length; 0 when it says something else.
std::size_t variance_at(std::string_view text, std::size_t at) {
  std::size_t length = 0;
  if (text.substr(at, 3) == "in ") length = 2;
  if (text.substr(at, 4) == "out ") length = 3;
  if (length == 0) return 0;
  std::size_t before = at;
  while (before > 0 && is_space(text[before - 1])) --before;
  if (length == 3 && text.substr(0, before).ends_with("in")) {
    before -= 2;
    while (before > 0 && is_space(text[before - 1])) --before;
  }
  if (before == 0 || (text[before - 1] != '<' && text[before - 1] != ',')) return 0;
  const std::size_t next = skip_space(text, at + length);
  std::size_t end = next;
  while (end < text.size() && is_letter(text[end])) ++end;
  const std::string_view word = text.substr(next, end - next);
  return word.empty() || word == "extends" ? 0 : length;
}

}  // namespace

std::string import_name(std::string_view specifier) {
  std::string name(prefix);
  for (const char c : specifier) {
    if (is_letter(c)) {
      name += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    name += '$';
    name += digits[byte >> 4U];
    name += digits[byte & 15U];
  }
  return name;
}

std::optional<std::string> imported_specifier(std::string_view name) {
  if (!name.starts_with(prefix)) return std::nullopt;
  name.remove_prefix(prefix.size());
  std::string specifier;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] != '$') {
      specifier += name[i];
      continue;
    }
    if (i + 2 >= name.size()) return std::nullopt;
    const std::size_t high = digits.find(name[i + 1]);
    const std::size_t low = digits.find(name[i + 2]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    specifier += static_cast<char>(high << 4U | low);
    i += 2;
  }
  return specifier;
}

std::optional<std::string> declaration_text(std::string_view text) {
  std::string made;
  std::size_t copied = 0;
  bool is_changed = false;
  const auto replace = [&](std::size_t begin, std::size_t end, std::string_view by) {
    made += text.substr(copied, begin - copied);
    made += by;
    // Lines stay where they are.
    for (const char c : text.substr(begin, end - begin))
      if (c == '\n') made += c;
    copied = end;
    is_changed = true;
  };
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != 'i' && text[at] != 'o') {
      ++at;
      continue;
    }
    const bool begins_word = at == 0 || !(is_letter(text[at - 1]) || text[at - 1] == '$' || text[at - 1] == '.');
    if (begins_word && text.substr(at, 6) == "import") {
      std::string_view specifier;
      if (const auto end = end_of_import(text, at, specifier)) {
        replace(at, *end, import_name(specifier));
        at = *end;
        continue;
      }
    }
    if (begins_word) {
      if (const std::size_t length = variance_at(text, at)) {
        replace(at, at + length, "");
        at += length;
        continue;
      }
    }
    ++at;
  }
  if (!is_changed) return std::nullopt;
  made += text.substr(copied);
  return made;
}

}  // namespace asynclint::types
