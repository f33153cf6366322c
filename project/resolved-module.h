// What a specifier leads to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "types/types.h"

namespace asynclint {

using types::ImportSyntax;

// Source is what runs, in whatever language: JavaScript, TypeScript, or the script of a component. Declarations are
// .d.ts files and the like.
enum class ModuleForm : std::uint8_t { source, declarations, json, builtin };

struct ResolvedModule {
  ModuleForm form = ModuleForm::source;
  // Absolute and real; of a builtin its name without `node:`.
  std::string path;
};

// Whether Node has a builtin module of that name, with `node:` or without.
[[nodiscard]] bool is_node_builtin(std::string_view specifier);

}  // namespace asynclint
