// What the keys `exports` and `imports` of a package.json make of a name, by Node's rules.
// Nothing here asks whether a target is there: whoever asks takes the targets one after the other.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "project/json-text.h"
#include "project/resolved-module.h"

namespace asynclint {

struct PackageSpecifier {
  std::string_view name;
  // Without a slash before it; empty for the package itself.
  std::string_view subpath;
};

// `name/sub/path` or `@scope/name/sub/path`; none for what cannot be the name of a package.
[[nodiscard]] std::optional<PackageSpecifier> package_specifier(std::string_view specifier);

// Takes a target: a path that begins with `./` and stays in the package, or, among imports, the specifier of another
// package. True: that was it, no other is wanted.
using TakeTarget = std::function<bool(const std::string& target)>;

// Visits targets in the order in which they count. False when none was taken.
bool visit_exports(const JsonValue& exports, std::string_view subpath, ImportSyntax syntax, const TakeTarget& take);
bool visit_imports(const JsonValue& imports, std::string_view specifier, ImportSyntax syntax, const TakeTarget& take);

}  // namespace asynclint
