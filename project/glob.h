// A wildcard pattern as git reads them in .gitignore: `*` and `?` stay within one part of a path, `**` between slashes
// crosses them, `[...]` is one byte of a class. Matching takes time in proportion to pattern times text, whatever the
// pattern.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asynclint {

class Glob {
 public:
  explicit Glob(std::string_view pattern);

  [[nodiscard]] bool matches(std::string_view text) const;

 private:
  enum class Step : std::uint8_t { byte, any_byte, byte_of_class, within_part, across_parts };
  struct Token {
    Step step;
    // For `byte`; for `across_parts`, the slash that follows and may be left out with it.
    char byte = 0;
    // For `byte_of_class`: into classes_.
    std::uint32_t index = 0;
  };
  using ByteClass = std::bitset<256>;
  using States = std::vector<bool>;

  std::size_t compile_stars(std::string_view pattern, std::size_t at);
  std::size_t compile_class(std::string_view pattern, std::size_t at);
  void enter(States& states, std::size_t state) const;
  [[nodiscard]] static bool repeats(const Token& token);
  [[nodiscard]] bool accepts(const Token& token, char byte) const;
  [[nodiscard]] bool matches_tokens(std::string_view text) const;

  // What stands before the first wildcard; nearly always enough to see that a text does not match.
  std::string literal_;
  std::vector<Token> tokens_;
  std::vector<ByteClass> classes_;
  // `*.log`: what the text must end in, for the most common pattern of all.
  bool is_suffix_ = false;
  std::string suffix_;
  // A pattern that is not well formed matches nothing.
  bool is_valid_ = true;
};

}  // namespace asynclint
