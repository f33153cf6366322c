#include "project/json-text.h"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

namespace asynclint {
namespace {

constexpr int deepest_json = 64;

constexpr bool is_decimal(char letter) { return letter >= '0' && letter <= '9'; }

void append_utf8(std::string& text, std::uint32_t code) {
  const auto add = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (code < 0x80) return add(code);
  if (code < 0x800) {
    add(0xC0U | (code >> 6U));
  } else if (code < 0x10000) {
    add(0xE0U | (code >> 12U));
    add(0x80U | ((code >> 6U) & 0x3FU));
  } else {
    add(0xF0U | (code >> 18U));
    add(0x80U | ((code >> 12U) & 0x3FU));
    add(0x80U | ((code >> 6U) & 0x3FU));
  }
  add(0x80U | (code & 0x3FU));
}

// Stops at the first mistake: from there on `failed()` is true, and nothing is read any more.
class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  JsonText read() {
    JsonText result;
    JsonValue value = read_value(0);
    skip_space();
    if (!failed() && at_ < text_.size()) fail(at_, "there is more after the end of the JSON value");
    if (mistake_)
      result.mistake = std::move(*mistake_);
    else
      result.value = std::move(value);
    return result;
  }

 private:
  [[nodiscard]] bool failed() const { return mistake_.has_value(); }

  void fail(std::size_t at, std::string message) {
    if (!mistake_) mistake_ = {static_cast<std::uint32_t>(std::min(at, text_.size())), std::move(message)};
  }

  [[nodiscard]] char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  [[nodiscard]] bool is_at(std::string_view word) const {
    return text_.substr(std::min(at_, text_.size())).starts_with(word);
  }

  [[nodiscard]] Span span_from(std::size_t begin) const {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::min(at_, text_.size()))};
  }

  void skip_space() {
    while (!failed()) {
      at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
      if (is_at("//")) {
        at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
      } else if (is_at("/*")) {
        const std::size_t end = text_.find("*/", at_ + 2);
        if (end == std::string_view::npos) return fail(at_, "this comment has no end");
        at_ = end + 2;
      } else {
        return;
      }
    }
  }

  // Said of what stands here instead of what should.
  void fail_here(std::string_view wanted) {
    std::string message = "expected ";
    message += wanted;
    if (at_ >= text_.size()) message += ", and the file ends here";
    fail(at_, std::move(message));
  }

  JsonValue read_value(int depth) {
    JsonValue value;
    skip_space();
    if (failed()) return value;
    if (depth > deepest_json) return fail(at_, "nested too deeply"), value;
    const std::size_t begin = at_;
    switch (next()) {
      case '{': read_object(value, depth); break;
      case '[': read_array(value, depth); break;
      case '"':
        value.type = JsonValue::Type::string;
        value.text = read_string();
        break;
      default: read_word(value);
    }
    value.span = span_from(begin);
    return value;
  }

  void read_word(JsonValue& value) {
    if (next() == '-' || is_decimal(next())) return read_number(value);
    struct Word {
      std::string_view word;
      JsonValue::Type type;
      bool flag;
    };
    for (const Word& one :
         {Word{"true", JsonValue::Type::boolean, true}, Word{"false", JsonValue::Type::boolean, false},
          Word{"null", JsonValue::Type::null, false}}) {
      if (!is_at(one.word)) continue;
      value.type = one.type;
      value.flag = one.flag;
      at_ += one.word.size();
      return;
    }
    if (next() == '\'') return fail(at_, "strings stand between double quotes");
    fail_here("a value");
  }

  void read_number(JsonValue& value) {
    value.type = JsonValue::Type::number;
    const std::size_t length = std::min(text_.find_first_not_of("0123456789+-.eE", at_), text_.size()) - at_;
    const std::string_view word = text_.substr(at_, length);
    const std::string_view digits = word.substr(word.starts_with('-') ? 1 : 0);
    const bool has_extra_zero = digits.size() > 1 && digits[0] == '0' && is_decimal(digits[1]);
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value.number);
    if (error != std::errc() || end != word.data() + word.size() || has_extra_zero || word.ends_with('.'))
      return fail(at_, "this is not a number");
    at_ += length;
  }

  std::string read_string() {
    std::string value;
    const std::size_t begin = at_++;
    while (!failed()) {
      const std::size_t end = text_.find_first_of("\"\\\r\n", at_);
      if (end == std::string_view::npos || text_[end] == '\n' || text_[end] == '\r') {
        fail(begin, "this string has no end");
        break;
      }
      value += text_.substr(at_, end - at_);
      at_ = end + 1;
      if (text_[end] == '"') break;
      read_escape(value);
    }
    return value;
  }

  void read_escape(std::string& value) {
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    const char letter = next();
    ++at_;
    if (const std::size_t which = letters.find(letter); which != std::string_view::npos) {
      value += meanings[which];
      return;
    }
    if (letter != 'u') return fail(at_ - 2, "there is no such escape in a string");
    std::uint32_t code = read_unit();
    if (code >= 0xD800 && code < 0xDC00 && is_at("\\u")) {
      const std::size_t before = at_;
      at_ += 2;
      const std::uint32_t low = read_unit();
      if (low >= 0xDC00 && low < 0xE000)
        code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
      else
        at_ = before;
    }
    // Half of a pair is no character.
    append_utf8(value, code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
  }

  // The four digits of `\uXXXX`.
  std::uint32_t read_unit() {
    std::uint32_t code = 0;
    const std::string_view digits = text_.substr(std::min(at_, text_.size()), 4);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (digits.size() != 4 || error != std::errc() || end != digits.data() + 4)
      fail(at_ - 2, "`\\u` wants four hexadecimal digits");
    at_ += 4;
    return code;
  }

  // What stands between items: true when there is another one to read.
  bool goes_on(char close, bool is_first) {
    skip_space();
    if (failed()) return false;
    if (!is_first && next() == ',') {
      ++at_;
      skip_space();
    } else if (!is_first && next() != close) {
      fail_here(close == '}' ? "a comma or `}`" : "a comma or `]`");
    }
    if (failed()) return false;
    if (next() != close) return true;
    ++at_;
    return false;
  }

  void read_array(JsonValue& value, int depth) {
    value.type = JsonValue::Type::array;
    ++at_;
    while (goes_on(']', value.items.empty())) value.items.push_back(read_value(depth + 1));
  }

  void read_object(JsonValue& value, int depth) {
    value.type = JsonValue::Type::object;
    ++at_;
    while (goes_on('}', value.members.empty())) {
      if (next() != '"') return fail_here("a key between double quotes");
      JsonMember member;
      const std::size_t begin = at_;
      member.key = read_string();
      member.key_span = span_from(begin);
      skip_space();
      if (!failed() && next() != ':') fail_here("`:`");
      if (failed()) return;
      ++at_;
      member.value = read_value(depth + 1);
      value.members.push_back(std::move(member));
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::optional<JsonMistake> mistake_;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view key) const {
  const JsonValue* found = nullptr;
  for (const JsonMember& member : members)
    if (member.key == key) found = &member.value;
  return found;
}

JsonText read_json(std::string_view text) { return JsonReader(text).read(); }

}  // namespace asynclint
