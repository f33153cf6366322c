// JSON as people write it in configuration files: with comments and trailing commas, and with the place of everything,
// so that a mistake can be pointed at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace asynclint {

struct JsonMember;

struct JsonValue {
  enum class Type : std::uint8_t { null, boolean, number, string, array, object };

  Type type = Type::null;
  // In bytes of the text.
  Span span;
  bool flag = false;
  double number = 0;
  std::string text;
  std::vector<JsonValue> items;
  // In the order of the text; a key that stands there twice is there twice.
  std::vector<JsonMember> members;

  [[nodiscard]] bool is(Type wanted) const { return type == wanted; }
  // The last member of that name; null when there is none.
  [[nodiscard]] const JsonValue* find(std::string_view key) const;
};

struct JsonMember {
  std::string key;
  Span key_span;
  JsonValue value;
};

struct JsonMistake {
  std::uint32_t at = 0;
  std::string message;
};

struct JsonText {
  // None when the text is not JSON; then `mistake` says why.
  std::optional<JsonValue> value;
  JsonMistake mistake;
};

// `//` and `/* */` comments count as white space, and a comma may follow the last item or member. What is nested deeper
// than anybody writes is a mistake.
[[nodiscard]] JsonText read_json(std::string_view text);

}  // namespace asynclint
