// Callbacks and methods that a framework calls when something comes to life, and where what they started is to end.
#pragma once

#include <optional>
#include <string_view>

#include "facts/facts.h"
#include "facts/member-path.h"

namespace asynclint {

enum class CleanupKind : std::uint8_t {
  returned,  // the callback returns a function that is called at the end
  method,    // a method of the same class or object; which one is not known of a lifecycle that a user lists
  call,      // a function of the framework that takes a callback
};

struct Lifecycle {
  std::string_view name;  // `useEffect`, `connectedCallback`
  CleanupKind cleanup;
  std::string_view cleanup_name;  // of the method or function; none when it is returned or not known
};

struct LifecycleCallback {
  syntax::Function function;
  Lifecycle lifecycle;
  // Likely when the name is one of a framework's, and it is not seen whether it comes from there.
  Evidence evidence = Evidence::known;
};

// The lifecycle that a function is, itself and not one around it. `listed` are those of a user beside the known ones:
// callees whose callbacks are lifecycles, and methods.
[[nodiscard]] std::optional<LifecycleCallback> lifecycle_of(const Facts& facts, syntax::Node node,
                                                            const ListedPaths& listed);

}  // namespace asynclint
