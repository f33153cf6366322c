// What names alone can say, and a hash, so that most comparisons of names are one comparison of numbers.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace asynclint {

[[nodiscard]] constexpr std::uint32_t hash_name(std::string_view name) {
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

template <std::size_t size>
[[nodiscard]] constexpr bool is_one_of(std::string_view name, const std::array<std::string_view, size>& names) {
  return std::ranges::find(names, name) != names.end();
}

// Names that people give to `(error, value)` callbacks.
[[nodiscard]] constexpr bool is_named_like_a_callback(std::string_view name) {
  for (const std::string_view known : {"cb", "callback", "done", "next", "fn", "handler", "_callback", "_cb"})
    if (name == known) return true;
  return name.ends_with("Callback") || name.ends_with("Cb");
}

// `this.emit`, `this.emitAndWait`; names of members that begin so are found together under one name that nothing has.
inline constexpr std::string_view emission_prefix = "emit";
inline constexpr std::string_view all_emissions = "emit…";

// Strings that name the event of a rejection that nobody handled, in Node.js and in browsers, found together too.
inline constexpr std::array<std::string_view, 2> rejection_events{"unhandledRejection", "unhandledrejection"};
inline constexpr std::string_view all_rejection_events = "unhandled…";

// `readFileAsync`; `setAsync` sets something.
[[nodiscard]] constexpr bool is_named_like_a_promise(std::string_view name) {
  return name.size() > 5 && name.ends_with("Async") && !name.starts_with("set") && !name.starts_with("is");
}

}  // namespace asynclint
