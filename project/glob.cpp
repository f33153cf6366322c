#include "project/glob.h"

#include <array>

namespace asynclint {
namespace {

constexpr std::string_view special = "*?[\\";

struct NamedClass {
  std::string_view name;
  bool (*contains)(unsigned char);
};

constexpr bool is_ascii(unsigned char byte) { return byte < 128; }
constexpr bool is_lower(unsigned char byte) { return byte >= 'a' && byte <= 'z'; }
constexpr bool is_upper(unsigned char byte) { return byte >= 'A' && byte <= 'Z'; }
constexpr bool is_digit(unsigned char byte) { return byte >= '0' && byte <= '9'; }
constexpr bool is_alpha(unsigned char byte) { return is_lower(byte) || is_upper(byte); }
constexpr bool is_alnum(unsigned char byte) { return is_alpha(byte) || is_digit(byte); }
constexpr bool is_blank(unsigned char byte) { return byte == ' ' || byte == '\t'; }
constexpr bool is_space(unsigned char byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }
constexpr bool is_control(unsigned char byte) { return byte < 32 || byte == 127; }
constexpr bool is_graph(unsigned char byte) { return is_ascii(byte) && byte > 32 && byte != 127; }
constexpr bool is_print(unsigned char byte) { return is_graph(byte) || byte == ' '; }
constexpr bool is_punct(unsigned char byte) { return is_graph(byte) && !is_alnum(byte); }
constexpr bool is_hex(unsigned char byte) {
  return is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

constexpr std::array<NamedClass, 12> named_classes{{
    {"alnum", is_alnum},
    {"alpha", is_alpha},
    {"blank", is_blank},
    {"cntrl", is_control},
    {"digit", is_digit},
    {"graph", is_graph},
    {"lower", is_lower},
    {"print", is_print},
    {"punct", is_punct},
    {"space", is_space},
    {"upper", is_upper},
    {"xdigit", is_hex},
}};

}  // namespace

Glob::Glob(std::string_view pattern) {
  const std::size_t wildcard = pattern.find_first_of(special);
  literal_ = pattern.substr(0, wildcard);
  if (wildcard == std::string_view::npos) return;
  pattern.remove_prefix(wildcard);
  if (pattern.size() > 1 && pattern[0] == '*' && pattern.find_first_of(special, 1) == std::string_view::npos &&
      pattern.find('/') == std::string_view::npos) {
    is_suffix_ = true;
    suffix_ = pattern.substr(1);
    return;
  }
  for (std::size_t at = 0; is_valid_ && at < pattern.size();) {
    switch (pattern[at]) {
      case '*': at = compile_stars(pattern, at); break;
      case '?':
        tokens_.push_back({Step::any_byte});
        ++at;
        break;
      case '[': at = compile_class(pattern, at); break;
      case '\\':
        if (at + 1 == pattern.size()) {
          is_valid_ = false;
          break;
        }
        tokens_.push_back({Step::byte, pattern[at + 1]});
        at += 2;
        break;
      default: tokens_.push_back({Step::byte, pattern[at++]});
    }
  }
}

std::size_t Glob::compile_stars(std::string_view pattern, std::size_t at) {
  const std::size_t begin = at;
  while (at < pattern.size() && pattern[at] == '*') ++at;
  const bool starts_part = begin == 0 || pattern[begin - 1] == '/';
  const std::string_view rest = pattern.substr(at);
  const bool ends_part = rest.empty() || rest.starts_with('/') || rest.starts_with("\\/");
  const bool across = at - begin > 1 && starts_part && ends_part;
  // The byte says that `**/` may stand for no directory at all.
  tokens_.push_back({across ? Step::across_parts : Step::within_part, rest.starts_with('/') ? '/' : '\0'});
  return at;
}

// [abc], [a-z], [!abc] or [^abc], [[:digit:]]; a `]` that comes first stands for itself.
std::size_t Glob::compile_class(std::string_view pattern, std::size_t at) {
  ByteClass members;
  const auto byte_at = [&](std::size_t i) { return static_cast<unsigned char>(pattern[i]); };
  ++at;
  const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
  if (negated) ++at;
  // The byte before a `-`; none after a range or a named class.
  int range_begin = -1;
  for (bool first = true;; first = false) {
    if (at >= pattern.size()) return is_valid_ = false, at;
    if (pattern[at] == ']' && !first) break;
    if (pattern[at] == '-' && range_begin >= 0 && at + 1 < pattern.size() && pattern[at + 1] != ']') {
      ++at;
      if (pattern[at] == '\\' && ++at >= pattern.size()) return is_valid_ = false, at;
      for (int byte = range_begin; byte <= byte_at(at); ++byte) members.set(static_cast<std::size_t>(byte));
      range_begin = -1;
      ++at;
      continue;
    }
    if (pattern.substr(at, 2) == "[:") {
      const std::size_t close = pattern.find(']', at + 2);
      if (close == std::string_view::npos) return is_valid_ = false, at;
      if (close > at + 2 && pattern[close - 1] == ':') {
        const std::string_view name = pattern.substr(at + 2, close - 1 - (at + 2));
        const NamedClass* named = nullptr;
        for (const NamedClass& candidate : named_classes)
          if (candidate.name == name) named = &candidate;
        if (named == nullptr) return is_valid_ = false, at;
        for (unsigned byte = 0; byte < 256; ++byte)
          if (named->contains(static_cast<unsigned char>(byte))) members.set(byte);
        range_begin = -1;
        at = close + 1;
        continue;
      }
    }
    if (pattern[at] == '\\' && ++at >= pattern.size()) return is_valid_ = false, at;
    range_begin = byte_at(at);
    members.set(byte_at(at));
    ++at;
  }
  if (negated) members.flip();
  members.reset('/');
  tokens_.push_back({Step::byte_of_class, 0, static_cast<std::uint32_t>(classes_.size())});
  classes_.push_back(members);
  return at + 1;
}

bool Glob::matches(std::string_view text) const {
  if (!is_valid_ || !text.starts_with(literal_)) return false;
  text.remove_prefix(literal_.size());
  if (is_suffix_) return text.ends_with(suffix_) && text.find('/') == std::string_view::npos;
  return tokens_.empty() ? text.empty() : matches_tokens(text);
}

// All ways to read the pattern at once: which tokens may come next.
bool Glob::matches_tokens(std::string_view text) const {
  States now(tokens_.size() + 1);
  States next(tokens_.size() + 1);
  enter(now, 0);
  for (const char byte : text) {
    next.assign(next.size(), false);
    bool alive = false;
    for (std::size_t state = 0; state < tokens_.size(); ++state) {
      if (!now[state] || !accepts(tokens_[state], byte)) continue;
      alive = true;
      if (repeats(tokens_[state])) next[state] = true;
      enter(next, state + 1);
    }
    if (!alive) return false;
    now.swap(next);
  }
  return now[tokens_.size()];
}

// What may come next once everything before `state` has matched: stars may stand for nothing.
void Glob::enter(States& states, std::size_t state) const {
  states[state] = true;
  if (state == tokens_.size() || !repeats(tokens_[state])) return;
  enter(states, state + 1);
  if (tokens_[state].step == Step::across_parts && tokens_[state].byte == '/') enter(states, state + 2);
}

bool Glob::repeats(const Token& token) { return token.step == Step::within_part || token.step == Step::across_parts; }

bool Glob::accepts(const Token& token, char byte) const {
  switch (token.step) {
    case Step::byte: return token.byte == byte;
    case Step::any_byte:
    case Step::within_part: return byte != '/';
    case Step::byte_of_class: return classes_[token.index][static_cast<unsigned char>(byte)];
    case Step::across_parts: break;
  }
  return true;
}

}  // namespace asynclint
