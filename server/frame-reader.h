// Messages cut out of a stream of bytes: `Content-Length: N`, an empty line, N bytes.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace asynclint::server {

// The body of a message.
struct Frame {
  std::string body;
};

// Something that is no message. What comes after it can be read.
struct FrameMistake {
  std::string reason;
};

struct EndOfInput {
  // In the middle of a message.
  bool is_early = false;
};

using FrameEvent = std::variant<Frame, FrameMistake, EndOfInput>;

// Holds one message at a time, of a bounded size, whatever comes. One thread.
class FrameReader {
 public:
  // Reads some bytes; 0 when there will be no more.
  using Source = std::function<std::size_t(std::span<char>)>;

  // A text of the largest size that is linted, each of its bytes escaped, fits well.
  static constexpr std::size_t most_body = std::size_t{64} << 20U;
  static constexpr std::size_t most_header = std::size_t{8} << 10U;

  explicit FrameReader(Source source) : source_(std::move(source)) {}

  [[nodiscard]] FrameEvent next();
  // Something of the next message has been read already.
  [[nodiscard]] bool has_more() const { return at_ < buffer_.size(); }

 private:
  enum class Line : unsigned char { whole, too_long, end };

  [[nodiscard]] bool fill();
  [[nodiscard]] Line read_line(std::string& line);
  [[nodiscard]] bool read_body(std::size_t length, std::string* body);

  Source source_;
  std::string buffer_;
  std::size_t at_ = 0;
  // A header was too long, and nothing that can be read has come since.
  bool is_in_noise_ = false;
};

}  // namespace asynclint::server
