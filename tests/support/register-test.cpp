#include "tests/support/register-test.h"

#include <gtest/gtest.h>

namespace asynclint::tests {
namespace {

class RegisteredTest : public testing::Test {
 public:
  explicit RegisteredTest(const std::function<void()>& body) : body_(body) {}
  void TestBody() override { body_(); }

 private:
  const std::function<void()>& body_;
};

}  // namespace

void register_test(const std::string& suite, const std::string& name, const std::filesystem::path& file, int line,
                   const std::function<void()>& body) {
  // GoogleTest owns what it registers, which clang's analyzer does not see.
#ifndef __clang_analyzer__
  testing::RegisterTest(suite.c_str(), name.c_str(), nullptr, nullptr, file.c_str(), line,
                        [body]() -> testing::Test* { return new RegisteredTest(body); });
#endif
}

}  // namespace asynclint::tests
