#include "server/frame-reader.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace asynclint::server {
namespace {

constexpr std::size_t chunk = std::size_t{64} << 10U;
constexpr std::string_view length_name = "content-length:";

char lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte; }

// Where a header line says how long the body is. After a message that was longer than it said, the line begins with the
// rest of that message, so the name is looked for anywhere in it, from the end.
std::optional<std::string_view> stated_length(std::string_view line) {
  const auto same = [](char a, char b) { return lower(a) == lower(b); };
  const auto place = std::find_end(line.begin(), line.end(), length_name.begin(), length_name.end(), same);
  if (place == line.end()) return std::nullopt;
  std::string_view value = line.substr(static_cast<std::size_t>(place - line.begin()) + length_name.size());
  while (value.starts_with(' ') || value.starts_with('\t')) value.remove_prefix(1);
  while (value.ends_with(' ') || value.ends_with('\t')) value.remove_suffix(1);
  return value;
}

std::optional<std::size_t> number_in(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

FrameEvent FrameReader::next() {
  std::optional<std::string> length;
  std::size_t header_size = 0;
  std::string line;
  while (true) {
    const Line kind = read_line(line);
    if (kind == Line::end) return EndOfInput{length.has_value() || !line.empty()};
    header_size += line.size();
    if (kind == Line::too_long || header_size > most_header) {
      header_size = 0;
      length.reset();
      // However long it goes on, it is said once.
      if (std::exchange(is_in_noise_, true)) continue;
      return FrameMistake{"a message's header is longer than " + std::to_string(most_header) + " bytes"};
    }
    if (line.empty() && header_size == 0) continue;
    if (line.empty()) break;
    if (const auto value = stated_length(line)) length = std::string(*value);
  }
  const bool is_rest_of_noise = std::exchange(is_in_noise_, false);
  if (!length && is_rest_of_noise) return next();
  if (!length) return FrameMistake{"a message's header has no Content-Length"};
  const auto size = number_in(*length);
  if (!size) return FrameMistake{"the Content-Length of a message is not a number of bytes"};
  if (*size > most_body) {
    if (!read_body(*size, nullptr)) return EndOfInput{true};
    return FrameMistake{"a message of " + *length + " bytes is larger than " + std::to_string(most_body)};
  }
  Frame frame;
  if (!read_body(*size, &frame.body)) return EndOfInput{true};
  return frame;
}

bool FrameReader::fill() {
  buffer_.erase(0, at_);
  at_ = 0;
  const std::size_t before = buffer_.size();
  buffer_.resize(before + chunk);
  const std::size_t count = source_(std::span(buffer_).subspan(before));
  buffer_.resize(before + count);
  return count > 0;
}

FrameReader::Line FrameReader::read_line(std::string& line) {
  line.clear();
  std::size_t searched = at_;
  while (true) {
    const std::size_t end = buffer_.find('\n', searched);
    if (end != std::string::npos) {
      line.assign(buffer_, at_, end - at_);
      at_ = end + 1;
      if (line.ends_with('\r')) line.pop_back();
      return line.size() > most_header ? Line::too_long : Line::whole;
    }
    if (buffer_.size() - at_ > most_header) {
      // Kept: as much as may be the beginning of a header.
      at_ = buffer_.size() - length_name.size();
      return Line::too_long;
    }
    searched = buffer_.size() - at_;
    if (!fill()) {
      line.assign(buffer_, at_);
      return Line::end;
    }
  }
}

bool FrameReader::read_body(std::size_t length, std::string* body) {
  // Memory grows with what has come, not with what was promised.
  while (length > 0) {
    if (at_ == buffer_.size() && !fill()) return false;
    const std::size_t some = std::min(length, buffer_.size() - at_);
    if (body != nullptr) body->append(buffer_, at_, some);
    at_ += some;
    length -= some;
  }
  return true;
}

}  // namespace asynclint::server
