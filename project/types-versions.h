// Which declarations a package has for which TypeScript: the key `typesVersions` of a package.json.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "project/json-text.h"

namespace asynclint {

// Where the declarations of `path` are by the first entry for a TypeScript of today; none when nothing is said of it.
[[nodiscard]] std::vector<std::string> mapped_by_types_versions(const JsonValue& types_versions, std::string_view path);

// Whether a range of versions, as package.json writes them, has a TypeScript of today in it.
[[nodiscard]] bool fits_typescript(std::string_view range);

}  // namespace asynclint
