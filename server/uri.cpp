#include "server/uri.h"

#include <algorithm>
#include <array>

namespace asynclint::server {
namespace {

constexpr std::string_view digits = "0123456789ABCDEF";

bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }
bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
char lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte; }
char upper(char byte) { return byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - ('a' - 'A')) : byte; }

// What stands for itself in the path of a URI.
bool is_plain(char byte) {
  return is_letter(byte) || is_digit(byte) ||
         std::string_view("-._~/!$&'()*+,;=@").find(byte) != std::string_view::npos;
}

std::string encoded(std::string_view text) {
  std::string result;
  for (const char byte : text) {
    if (is_plain(byte)) {
      result += byte;
      continue;
    }
    const auto value = static_cast<unsigned char>(byte);
    result += '%';
    result += digits[value >> 4U];
    result += digits[value & 15U];
  }
  return result;
}

std::string decoded(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto high = at + 2 < text.size() ? digits.find(upper(text[at + 1])) : std::string_view::npos;
    const auto low = at + 2 < text.size() ? digits.find(upper(text[at + 2])) : std::string_view::npos;
    if (text[at] != '%' || high == std::string_view::npos || low == std::string_view::npos) {
      result += text[at];
      continue;
    }
    result += static_cast<char>((high << 4U) | low);
    at += 2;
  }
  return result;
}

struct Parts {
  std::string scheme;
  std::string authority;
  bool has_authority = false;
  // Decoded.
  std::string path;
  // As it is written, with its `?` or `#`.
  std::string_view rest;
};

Parts split(std::string_view uri) {
  Parts parts;
  const std::string_view scheme = scheme_of(uri);
  std::ranges::transform(scheme, std::back_inserter(parts.scheme), lower);
  if (!scheme.empty()) uri.remove_prefix(scheme.size() + 1);
  if (uri.starts_with("//")) {
    uri.remove_prefix(2);
    const std::size_t end = std::min(uri.find_first_of("/?#"), uri.size());
    std::ranges::transform(decoded(uri.substr(0, end)), std::back_inserter(parts.authority), lower);
    parts.has_authority = true;
    uri.remove_prefix(end);
  }
  const std::size_t end = std::min(uri.find_first_of("?#"), uri.size());
  parts.path = decoded(uri.substr(0, end));
  parts.rest = uri.substr(end);
  return parts;
}

// `/c:` and what follows.
bool has_drive(std::string_view path) {
  return path.size() >= 3 && path[0] == '/' && is_letter(path[1]) && path[2] == ':' &&
         (path.size() == 3 || path[3] == '/');
}

}  // namespace

std::string_view scheme_of(std::string_view uri) {
  if (uri.empty() || !is_letter(uri.front())) return {};
  const auto belongs = [](char byte) {
    return is_letter(byte) || is_digit(byte) || byte == '+' || byte == '-' || byte == '.';
  };
  const auto* const end = std::ranges::find_if_not(uri, belongs);
  return end != uri.end() && *end == ':' ? uri.substr(0, static_cast<std::size_t>(end - uri.begin()))
                                         : std::string_view{};
}

std::optional<std::string> path_of_uri(std::string_view uri, PathStyle style) {
  Parts parts = split(uri);
  if (parts.scheme != "file" || parts.path.find('\0') != std::string::npos) return std::nullopt;
  const bool is_here = parts.authority.empty() || parts.authority == "localhost";
  if (!parts.path.starts_with('/')) {
    if (!parts.path.empty() || is_here) return std::nullopt;
    parts.path = "/";
  }
  if (style == PathStyle::posix) return is_here ? std::optional(parts.path) : std::nullopt;
  std::ranges::replace(parts.path, '\\', '/');
  if (!is_here) return "//" + parts.authority + parts.path;
  if (!has_drive(parts.path)) return parts.path;
  parts.path.erase(0, 1);
  parts.path[0] = upper(parts.path[0]);
  if (parts.path.size() == 2) parts.path += '/';
  return parts.path;
}

std::string uri_of_path(std::string_view path) {
  if (path.starts_with("//")) {
    const std::size_t end = std::min(path.find('/', 2), path.size());
    return "file://" + std::string(path.substr(2, end - 2)) + encoded(path.substr(end));
  }
  return (path.starts_with('/') ? "file://" : "file:///") + encoded(path);
}

std::string canonical_uri(std::string_view uri) {
  Parts parts = split(uri);
  if (parts.scheme.empty()) return std::string(uri);
  if (parts.authority == "localhost" && parts.scheme == "file") parts.authority.clear();
  if (has_drive(parts.path)) parts.path[1] = upper(parts.path[1]);
  // `file:/path` is another way to write `file:///path`.
  const bool has_authority = parts.has_authority || parts.scheme == "file";
  return parts.scheme + ":" + (has_authority ? "//" + parts.authority : "") + encoded(parts.path) +
         std::string(parts.rest);
}

std::string name_in_uri(std::string_view uri) {
  const std::string path = split(uri).path;
  return path.substr(path.find_last_of('/') + 1);
}

}  // namespace asynclint::server
