// Objects that are made at every keystroke. A list in braces makes an array of each pair before it makes the object,
// which takes three times as long.
#pragma once

#include <nlohmann/json.hpp>
#include <utility>

#include "server/json.h"

namespace asynclint::server {

inline void add_members(Json::object_t& /*object*/) {}

template <typename Value, typename... Rest>
void add_members(Json::object_t& object, const char* key, Value&& value, Rest&&... rest) {
  object.emplace_hint(object.end(), key, std::forward<Value>(value));
  add_members(object, std::forward<Rest>(rest)...);
}

// `object_json("end", 5, "start", 3)`: quickest when the keys are in the order of the alphabet.
template <typename... Members>
[[nodiscard]] Json object_json(Members&&... members) {
  Json::object_t object;
  add_members(object, std::forward<Members>(members)...);
  return object;
}

}  // namespace asynclint::server
