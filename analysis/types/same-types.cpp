#include "types/same-types.h"

#include <algorithm>

namespace asynclint::types {

bool same_types(const ModuleTypes& one, const ModuleTypes& other) {
  const auto same = [&](auto part) { return std::ranges::equal(one.*part, other.*part); };
  return one.path == other.path && one.globals == other.globals && same(&ModuleTypes::types) &&
         one.names == other.names && same(&ModuleTypes::lists) && same(&ModuleTypes::slices) &&
         same(&ModuleTypes::members) && same(&ModuleTypes::parameters) && same(&ModuleTypes::signatures) &&
         same(&ModuleTypes::objects) && same(&ModuleTypes::type_parameters) && same(&ModuleTypes::declarations) &&
         same(&ModuleTypes::imports) && same(&ModuleTypes::exports) && same(&ModuleTypes::modules);
}

}  // namespace asynclint::types
