// What is known of APIs whose source is not in the program: which calls give a promise. An API is named by its module
// (none for a global) and the path of members from there, never by a bare name.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace asynclint {

// `fs/promises` + `readFile`; no module: a global such as `Promise` + `all`. A call on the way stands as `()`.
class ApiPath {
 public:
  ApiPath() = default;
  [[nodiscard]] static ApiPath global(std::string_view name);
  [[nodiscard]] static ApiPath module(std::string_view specifier);

  // The path with one more member; an empty path when it gets too long to be known.
  [[nodiscard]] ApiPath member(std::string_view name) const;
  [[nodiscard]] ApiPath call() const { return member("()"); }

  // Whether it is about what a call of the API gives.
  [[nodiscard]] bool is_called() const { return std::ranges::find(members(), "()") != members().end(); }
  [[nodiscard]] bool is_global() const { return module_.empty() && count_ != 0; }
  [[nodiscard]] std::string_view module_name() const { return module_; }
  [[nodiscard]] std::span<const std::string_view> members() const { return {members_.data(), count_}; }
  [[nodiscard]] bool is_global(std::string_view name) const {
    return module_.empty() && count_ == 1 && members_[0] == name;
  }
  [[nodiscard]] bool is_global(std::string_view owner, std::string_view name) const {
    return module_.empty() && count_ == 2 && members_[0] == owner && members_[1] == name;
  }
  friend bool operator==(const ApiPath&, const ApiPath&) = default;

 private:
  std::string_view module_;
  std::array<std::string_view, 4> members_{};
  std::uint8_t count_ = 0;
};

enum class ApiResult : std::uint8_t {
  unknown,
  promise,
  promise_function,  // a function that gives a promise
  array,
  stream,  // a stream or an asynchronous iterator, whose own forEach and map wait
};

// What calling the API gives.
[[nodiscard]] ApiResult api_result(const ApiPath& api);
// Whether calling this global gives a promise by the language itself: `Promise.all`, `Array.fromAsync`.
[[nodiscard]] bool is_language_promise(const ApiPath& api);

// Whether this is a library's class that stands in for Promise.
[[nodiscard]] bool is_promise_library(const ApiPath& api);

enum class Collection : std::uint8_t { none, array, set, map, list };
// What `new Name(…)` of a global gives; list: what has forEach and an index, but is no array.
[[nodiscard]] Collection collection_made_by(std::string_view constructor);

}  // namespace asynclint
