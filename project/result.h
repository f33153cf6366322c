// A value, or why there is none.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace asynclint {

// Why something did not work, in words that follow a path and a colon.
struct Failure {
  std::string reason;
  // There is something, and more of it than is wanted.
  bool is_too_large = false;
  // There is nothing, or nothing that could be seen.
  bool is_absent = false;
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Failure failure) : state_(std::in_place_index<1>, std::move(failure)) {}

  [[nodiscard]] explicit operator bool() const { return state_.index() == 0; }
  [[nodiscard]] T& operator*() & { return *std::get_if<0>(&state_); }
  [[nodiscard]] const T& operator*() const& { return *std::get_if<0>(&state_); }
  [[nodiscard]] T operator*() && { return std::move(*std::get_if<0>(&state_)); }
  [[nodiscard]] T* operator->() { return std::get_if<0>(&state_); }
  [[nodiscard]] const T* operator->() const { return std::get_if<0>(&state_); }
  [[nodiscard]] const Failure& failure() const { return *std::get_if<1>(&state_); }
  [[nodiscard]] const std::string& reason() const { return failure().reason; }

 private:
  std::variant<T, Failure> state_;
};

}  // namespace asynclint
