// The programs of fixtures/refactorings: where the cursor stands, what is offered there, and the text after it.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "refactorings/base/offers.h"
#include "tests/support/fixture.h"

namespace asynclint::tests {

// What a program is made to meet, by the word in its first line of code.
inline constexpr std::array<std::string_view, 3> outcomes{"success", "rejection", "throw"};

struct RefactoringFixture {
  std::filesystem::path path;
  // The folder's name.
  std::string id;
  Fixture program;
};

// Without the twins, in the order of their paths.
[[nodiscard]] const std::vector<RefactoringFixture>& refactoring_programs();

struct RefactoredTwin {
  std::filesystem::path path;
  // Without the lines that say what it prints.
  std::string text;
  // By outcome, where it is not what the program prints before.
  std::map<std::string, std::string, std::less<>> prints;
};

[[nodiscard]] RefactoredTwin twin_of(const RefactoringFixture& fixture);

// The program with another outcome; none when its first line of code does not say one.
[[nodiscard]] std::optional<std::string> with_outcome(std::string_view text, std::string_view outcome);

// A text with what is known of it.
class ReadProgram {
 public:
  // The document's text must outlive it.
  explicit ReadProgram(const Document& document);
  [[nodiscard]] const Facts& facts() const { return *facts_; }

 private:
  std::unique_ptr<syntax::Tree> tree_;
  std::unique_ptr<Facts> facts_;
};

}  // namespace asynclint::tests
