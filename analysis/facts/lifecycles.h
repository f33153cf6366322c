// Callbacks and methods that a framework calls when something comes to life, and where what they started is to end.
#pragma once

#include <optional>
#include <string_view>

#include "facts/facts.h"

namespace asynclint {

enum class CleanupKind : std::uint8_t {
  returned,  // the callback returns a function that is called at the end
  method,    // a method of the same class or object
  call,      // a function of the framework that takes a callback
};

struct Lifecycle {
  std::string_view name;  // `useEffect`, `connectedCallback`
  CleanupKind cleanup;
  std::string_view cleanup_name;  // of the method or function; none when it is returned
};

struct LifecycleCallback {
  syntax::Function function;
  Lifecycle lifecycle;
  // Likely when the name is one of a framework's, and it is not seen whether it comes from there.
  Evidence evidence = Evidence::known;
};

// The lifecycle that a function is, itself and not one around it.
[[nodiscard]] std::optional<LifecycleCallback> lifecycle_of(const Facts& facts, syntax::Node node);

}  // namespace asynclint
