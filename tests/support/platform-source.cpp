#include "tests/support/platform-source.h"

#include "platform/platform.h"

namespace asynclint::tests {

types::FoundModule PlatformSource::find(const types::ModuleTypes* /*from*/, std::string_view specifier,
                                        types::ImportSyntax /*syntax*/) const {
  const auto index = apis::platform_module(specifier);
  return index ? types::FoundModule{&apis::platform_types(), *index} : types::FoundModule{};
}

const types::ModuleTypes& PlatformSource::platform() const { return apis::platform_types(); }

const PlatformSource& platform_source() {
  static const PlatformSource source;
  return source;
}

}  // namespace asynclint::tests
