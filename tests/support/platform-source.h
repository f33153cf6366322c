// The platform without any project around it.
#pragma once

#include <string_view>

#include "types/type-walk.h"

namespace asynclint::tests {

// Only the platform.
class PlatformSource final : public types::ModuleSource {
 public:
  [[nodiscard]] types::FoundModule find(const types::ModuleTypes* from, std::string_view specifier,
                                        types::ImportSyntax syntax) const override;
  [[nodiscard]] const types::ModuleTypes& platform() const override;
};

// One for all: it holds nothing of its own.
[[nodiscard]] const PlatformSource& platform_source();

}  // namespace asynclint::tests
