// JSON that was read with its places, without them.
#pragma once

#include <nlohmann/json.hpp>

#include "project/json-text.h"

namespace asynclint::tests {

[[nodiscard]] inline nlohmann::json plain(const JsonValue& value) {
  switch (value.type) {
    case JsonValue::Type::null: return nullptr;
    case JsonValue::Type::boolean: return value.flag;
    case JsonValue::Type::number: return value.number;
    case JsonValue::Type::string: return value.text;
    case JsonValue::Type::array: {
      auto list = nlohmann::json::array();
      for (const JsonValue& item : value.items) list.push_back(plain(item));
      return list;
    }
    case JsonValue::Type::object: break;
  }
  auto object = nlohmann::json::object();
  for (const JsonMember& member : value.members) object[member.key] = plain(member.value);
  return object;
}

}  // namespace asynclint::tests
