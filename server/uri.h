// Where documents are: URIs as clients write them, and the paths that they stand for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace asynclint::server {

// How the paths of a system look.
enum class PathStyle : std::uint8_t { posix, windows };

#ifdef _WIN32
inline constexpr PathStyle own_paths = PathStyle::windows;
#else
inline constexpr PathStyle own_paths = PathStyle::posix;
#endif

// Of a `file:` URI, percent encoding taken back; none for other schemes, and for what is no URI. With `/` between its
// parts, and a drive as `C:/`. A host that is not this machine leads to `//host/share` on Windows, and nowhere on
// POSIX.
[[nodiscard]] std::optional<std::string> path_of_uri(std::string_view uri, PathStyle style = own_paths);

// `path` is absolute.
[[nodiscard]] std::string uri_of_path(std::string_view path);

// One spelling for all URIs of a document: editors differ in what they encode, and in the case of drives.
[[nodiscard]] std::string canonical_uri(std::string_view uri);

// What stands before the colon; empty for what is no URI.
[[nodiscard]] std::string_view scheme_of(std::string_view uri);

// What a URI calls its document, decoded: the last part of its path, without query and fragment.
[[nodiscard]] std::string name_in_uri(std::string_view uri);

}  // namespace asynclint::server
