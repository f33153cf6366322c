// One named test for each block of JavaScript in the pages.
#pragma once

namespace asynclint::tests {

// Registers the blocks of rules/*.md and lessons/*.md.
void register_page_tests();

}  // namespace asynclint::tests
