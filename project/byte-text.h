// Values as bytes, for a file that asynclint writes for itself. Whoever reads comes to an end, whatever the bytes are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "project/content-hash.h"

namespace asynclint {

class ByteWriter {
 public:
  void number(std::uint64_t value) {
    for (; value >= 0x80U; value >>= 7U) bytes_ += static_cast<char>(value | 0x80U);
    bytes_ += static_cast<char>(value);
  }
  void flag(bool value) { number(value ? 1 : 0); }
  void fixed(std::uint64_t value) {
    for (unsigned i = 0; i < 8; ++i) bytes_ += static_cast<char>(value >> (8 * i));
  }
  void hash(const ContentHash& value) {
    fixed(value.high);
    fixed(value.low);
  }
  void text(std::string_view value) {
    number(value.size());
    bytes_ += value;
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Texts are parts of what is read. After the first mistake everything is 0 and empty.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) return fail();
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80U) return value;
    }
    return fail();
  }
  // A count of things that take at least a byte each.
  [[nodiscard]] std::size_t count() {
    const std::uint64_t value = number();
    return static_cast<std::size_t>(value > rest_.size() ? fail() : value);
  }
  [[nodiscard]] bool flag() { return number() != 0; }
  [[nodiscard]] std::uint64_t fixed() {
    if (rest_.size() < 8) return fail();
    std::uint64_t value = 0;
    for (unsigned i = 0; i < 8; ++i) value |= std::uint64_t{static_cast<unsigned char>(rest_[i])} << (8 * i);
    rest_.remove_prefix(8);
    return value;
  }
  [[nodiscard]] ContentHash hash() {
    const std::uint64_t high = fixed();
    return {high, fixed()};
  }
  [[nodiscard]] std::string_view text() {
    const std::size_t size = count();
    const std::string_view value = rest_.substr(0, size);
    rest_.remove_prefix(value.size());
    return value;
  }
  [[nodiscard]] bool has_failed() const { return has_failed_; }
  [[nodiscard]] bool is_at_end() const { return rest_.empty(); }

 private:
  std::uint64_t fail() {
    has_failed_ = true;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool has_failed_ = false;
};

}  // namespace asynclint
