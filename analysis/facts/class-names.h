// Which members the text of a class names, and where.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "syntax/tree.h"
#include "text/line-index.h"

namespace asynclint {

// Each name with its first line, from 1.
using MemberLines = std::map<std::string, std::uint32_t>;

// A class's own members, static ones or those of its instances.
[[nodiscard]] MemberLines names_in_class(syntax::Node node, const LineIndex& lines, bool of_instance);
// `this.store = …` in a method, and a constructor's parameters that are fields.
void note_fields(syntax::Node method, const LineIndex& lines, MemberLines& names);

}  // namespace asynclint
