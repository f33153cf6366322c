// Registers a test for every block of JavaScript in the pages before any runs.
#include <gtest/gtest.h>

#include "tests/pages/page-tests.h"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  asynclint::tests::register_page_tests();
  return RUN_ALL_TESTS();
}
