// Whether two trees are the same, record by record.
#pragma once

#include <string>

#include "syntax/tree.h"

namespace asynclint::tests {

// Where a tree that followed its text is another than the one that parsing anew gives; empty: nowhere.
std::string tree_difference(const syntax::Tree& live, const syntax::Tree& anew);

}  // namespace asynclint::tests
