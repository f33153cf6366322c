// What the platform's table says of an API, by the path that a program reaches it by.
#pragma once

#include <optional>

#include "facts/known-apis.h"
#include "platform/platform.h"

namespace asynclint {

// Of a function or a class's name; nothing of what is no part of the platform.
[[nodiscard]] std::optional<apis::ApiLabels> platform_labels(const ApiPath& api);

}  // namespace asynclint
