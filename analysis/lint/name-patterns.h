// Names that a user lists: `track`, `router.push`, `*.dispatch`, `log*`.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace asynclint {

// Whether a pattern matches a name or names with dots. `*` stands for any letters of one name; a name that is `**`, for
// any number of names, none included: `**.navigate` matches `navigate`, `router.navigate` and `this.router.navigate`.
[[nodiscard]] bool matches_path(std::string_view pattern, std::string_view path);

// Whether a text can be a pattern at all, the `!` in front of it included.
[[nodiscard]] bool is_name_pattern(std::string_view pattern);

// The standard patterns of an option and those that were added to them. A view of both, which must outlive it.
class NamePatterns {
 public:
  NamePatterns(std::span<const std::string_view> standard, std::span<const std::string> added)
      : standard_(standard), added_(added) {}

  // Asked first, so that nobody spells out a path for nothing.
  [[nodiscard]] bool empty() const { return standard_.empty() && added_.empty(); }
  [[nodiscard]] std::span<const std::string_view> standard() const { return standard_; }
  [[nodiscard]] std::span<const std::string> added() const { return added_; }
  // The last pattern that matches counts, and says no when it begins with `!`.
  [[nodiscard]] bool matches(std::string_view path) const;
  // The same for the facts, which know nothing of options; none when there are no patterns.
  [[nodiscard]] std::function<bool(std::string_view)> as_test() const;

 private:
  std::span<const std::string_view> standard_;
  std::span<const std::string> added_;
};

}  // namespace asynclint
