// Paths as text: UTF-8 with `/` between the parts, absolute ones behind the root that platform.h tells. Nothing here
// asks the file system.
#pragma once

#include <string>
#include <string_view>

namespace asynclint {

[[nodiscard]] std::string_view base_name(std::string_view path);
// With its dot; empty for a name that has none.
[[nodiscard]] std::string_view extension(std::string_view path);
// The root is its own parent.
[[nodiscard]] std::string_view parent_directory(std::string_view path);
[[nodiscard]] bool is_root(std::string_view path);
// Whether an absolute path is that of a directory, or of something in it.
[[nodiscard]] bool is_within(std::string_view path, std::string_view directory);
[[nodiscard]] std::string join_path(std::string_view directory, std::string_view name);
// As a person would write it: without doubled slashes, `.` parts and a slash at the end.
[[nodiscard]] std::string tidy_path(std::string_view path);
// Seen from `directory`, which is absolute; `..` taken back without asking what is a link, as Node's path.resolve does.
[[nodiscard]] std::string absolute_path(std::string_view path, std::string_view directory);

// An absolute path as a person in `directory` would write it: what is below it begins there.
[[nodiscard]] std::string seen_from(std::string_view path, std::string_view directory);

}  // namespace asynclint
