// Tests that are made while the program starts: one for each file, or for each piece of one.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace asynclint::tests {

// `file` and `line` are where a failure is said to be. Call it before the tests run.
void register_test(const std::string& suite, const std::string& name, const std::filesystem::path& file, int line,
                   const std::function<void()>& body);

}  // namespace asynclint::tests
