// Types and modules as texts that a test can compare.
#pragma once

#include <string>
#include <string_view>

#include "types/types.h"

namespace asynclint::tests {

// `promise<User | nothing>`, `(plain, ?) => array<T>`. Unknown is `?`.
[[nodiscard]] std::string print_type(const types::ModuleTypes& types, types::TypeId id);
// `(plain, optional ?, ...array<?>) => promise<plain>`.
[[nodiscard]] std::string print_signature(const types::ModuleTypes& types, const types::Signature& signature);
// A line for each declaration (`value name: type`, `type Name<T>: type`), export, star and global.
[[nodiscard]] std::string print_module(const types::ModuleTypes& types);

}  // namespace asynclint::tests
