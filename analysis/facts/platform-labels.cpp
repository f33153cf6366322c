#include "facts/platform-labels.h"

#include <string>

namespace asynclint {

std::optional<apis::ApiLabels> platform_labels(const ApiPath& api) {
  // A call on the way leads to what only types know.
  if (api.members().empty() || api.is_called()) return std::nullopt;
  std::string path;
  for (const std::string_view member : api.members()) {
    if (!path.empty()) path += '.';
    path += member;
  }
  return apis::labels_of(api.module_name(), path);
}

}  // namespace asynclint
