#include "server/message-text.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace asynclint::server {
namespace {

// The value of `\uXXXX` at this place.
std::optional<unsigned> escape_at(std::string_view text, std::size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
  unsigned value = 0;
  for (const char byte : text.substr(at + 2, 4)) {
    value *= 16;
    if (byte >= '0' && byte <= '9')
      value += static_cast<unsigned>(byte - '0');
    else if (byte >= 'a' && byte <= 'f')
      value += static_cast<unsigned>(byte - 'a') + 10;
    else if (byte >= 'A' && byte <= 'F')
      value += static_cast<unsigned>(byte - 'A') + 10;
    else
      return std::nullopt;
  }
  return value;
}

void mend_surrogates(std::string& body) {
  const auto is_high = [](unsigned value) { return value >= 0xD800 && value <= 0xDBFF; };
  const auto is_low = [](unsigned value) { return value >= 0xDC00 && value <= 0xDFFF; };
  for (std::size_t at = body.find('\\'); at != std::string::npos; at = body.find('\\', at)) {
    const auto value = escape_at(body, at);
    if (!value) {
      at += 2;
      continue;
    }
    if (is_high(*value)) {
      const auto next = escape_at(body, at + 6);
      if (next && is_low(*next)) {
        at += 12;
        continue;
      }
    }
    if (is_high(*value) || is_low(*value)) body.replace(at, 6, "\\ufffd");
    at += 6;
  }
}

// Whether lists and objects stand in each other deeper than in any message of the protocol. Writing and copying JSON
// takes a part of the stack for each.
bool is_too_deep(std::string_view body) {
  constexpr std::size_t most_depth = 500;
  std::size_t depth = 0;
  bool is_in_string = false;
  for (std::size_t at = 0; at < body.size(); ++at) {
    const char byte = body[at];
    if (is_in_string) {
      if (byte == '\\') ++at;
      is_in_string = byte != '"';
    } else if (byte == '"') {
      is_in_string = true;
    } else if (byte == '[' || byte == '{') {
      if (++depth > most_depth) return true;
    } else if ((byte == ']' || byte == '}') && depth > 0) {
      --depth;
    }
  }
  return false;
}

}  // namespace

Json parse_message(std::string body, std::string& reason) {
  if (is_too_deep(body)) {
    reason = "a message is nested too deeply";
    return {};
  }
  // The second time for what nearly nobody sends.
  for (int attempt = 0; attempt < 2; ++attempt) {
    try {
      return Json::parse(body);
    } catch (const Json::exception& error) {
      // Without the library's own number in front of it.
      const std::string_view what = error.what();
      const auto bracket = what.find("] ");
      reason = std::string(what.substr(bracket == std::string_view::npos ? 0 : bracket + 2));
    }
    if (attempt == 1 || body.find("\\u") == std::string::npos) break;
    mend_surrogates(body);
    reason.clear();
  }
  if (reason.empty()) reason = "a message is no JSON";
  return {};
}

}  // namespace asynclint::server
