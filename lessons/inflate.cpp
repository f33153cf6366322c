#include "lessons/inflate.h"

#include <array>
#include <cstdint>
#include <span>

namespace asynclint {
namespace {

constexpr unsigned longest_code = 15;
constexpr std::size_t most_literals = 288;
constexpr std::size_t most_distances = 30;
constexpr std::uint16_t end_of_block = 256;

// Bits from the lowest of each byte upward. Behind the end there are zeros, and `is_over` says so.
class BitReader {
 public:
  explicit BitReader(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] unsigned bits(unsigned count) {
    while (held_ < count) {
      const bool is_there = at_ < bytes_.size();
      buffer_ |= (is_there ? static_cast<std::uint32_t>(static_cast<unsigned char>(bytes_[at_])) : 0U) << held_;
      is_over_ |= !is_there;
      ++at_;
      held_ += 8;
    }
    const unsigned value = buffer_ & ((1U << count) - 1);
    buffer_ >>= count;
    held_ -= count;
    return value;
  }

  void skip_to_byte() {
    buffer_ = 0;
    held_ = 0;
  }

  [[nodiscard]] bool is_over() const { return is_over_; }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  std::uint32_t buffer_ = 0;
  unsigned held_ = 0;
  bool is_over_ = false;
};

// A Huffman code whose words are in the order of their lengths, and of their symbols among the same length.
class Code {
 public:
  explicit Code(std::span<const std::uint8_t> lengths) {
    for (const std::uint8_t length : lengths) ++counts_[length];
    counts_[0] = 0;
    std::array<std::uint16_t, longest_code + 2> begins{};
    for (unsigned length = 1; length <= longest_code; ++length)
      begins[length + 1] = static_cast<std::uint16_t>(begins[length] + counts_[length]);
    for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol)
      if (lengths[symbol] != 0) symbols_[begins[lengths[symbol]]++] = static_cast<std::uint16_t>(symbol);
  }

  // `end_of_block` and its like, or none for what is no word of the code.
  [[nodiscard]] std::optional<std::uint16_t> next(BitReader& reader) const {
    int code = 0;
    int first = 0;
    int index = 0;
    for (unsigned length = 1; length <= longest_code; ++length) {
      code |= static_cast<int>(reader.bits(1));
      const int count = counts_[length];
      if (code - count < first) return symbols_[static_cast<std::size_t>(index + code - first)];
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    return std::nullopt;
  }

 private:
  std::array<std::uint16_t, longest_code + 1> counts_{};
  std::array<std::uint16_t, most_literals> symbols_{};
};

struct Extra {
  std::uint16_t base;
  std::uint8_t bits;
};

constexpr std::array<Extra, 29> lengths_of_copies{
    {{3, 0},  {4, 0},  {5, 0},  {6, 0},   {7, 0},   {8, 0},   {9, 0},   {10, 0},  {11, 1}, {13, 1},
     {15, 1}, {17, 1}, {19, 2}, {23, 2},  {27, 2},  {31, 2},  {35, 3},  {43, 3},  {51, 3}, {59, 3},
     {67, 4}, {83, 4}, {99, 4}, {115, 4}, {131, 5}, {163, 5}, {195, 5}, {227, 5}, {258, 0}}};
constexpr std::array<Extra, most_distances> distances_of_copies{
    {{1, 0},     {2, 0},     {3, 0},     {4, 0},      {5, 1},      {7, 1},     {9, 2},     {13, 2},
     {17, 3},    {25, 3},    {33, 4},    {49, 4},     {65, 5},     {97, 5},    {129, 6},   {193, 6},
     {257, 7},   {385, 7},   {513, 8},   {769, 8},    {1025, 9},   {1537, 9},  {2049, 10}, {3073, 10},
     {4097, 11}, {6145, 11}, {8193, 12}, {12289, 12}, {16385, 13}, {24577, 13}}};

class Inflater {
 public:
  Inflater(std::string_view packed, std::size_t size) : reader_(packed), size_(size) { text_.reserve(size); }

  [[nodiscard]] std::optional<std::string> run() {
    bool is_last = false;
    while (!is_last) {
      is_last = reader_.bits(1) == 1;
      const unsigned kind = reader_.bits(2);
      const bool is_right = kind == 0 ? take_stored() : kind == 1 ? take_fixed() : kind == 2 && take_described();
      if (!is_right || reader_.is_over()) return std::nullopt;
    }
    if (text_.size() != size_) return std::nullopt;
    return std::move(text_);
  }

 private:
  [[nodiscard]] bool take_stored() {
    reader_.skip_to_byte();
    const unsigned length = reader_.bits(16);
    if ((length ^ reader_.bits(16)) != 0xffff || length > size_ - text_.size()) return false;
    for (unsigned i = 0; i < length; ++i) text_ += static_cast<char>(reader_.bits(8));
    return true;
  }

  [[nodiscard]] bool take_fixed() {
    std::array<std::uint8_t, most_literals> literals{};
    for (std::size_t i = 0; i < literals.size(); ++i)
      literals[i] = static_cast<std::uint8_t>(i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
    std::array<std::uint8_t, most_distances> distances{};
    distances.fill(5);
    return take_symbols(Code(literals), Code(distances));
  }

  [[nodiscard]] bool take_described() {
    static constexpr std::array<std::uint8_t, 19> order{16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                        11, 4,  12, 3, 13, 2, 14, 1, 15};
    const std::size_t literals = reader_.bits(5) + 257;
    const std::size_t distances = reader_.bits(5) + 1;
    const std::size_t described = reader_.bits(4) + 4;
    if (literals > most_literals - 2 || distances > most_distances) return false;
    std::array<std::uint8_t, most_literals + most_distances> lengths{};
    for (std::size_t i = 0; i < described; ++i) lengths[order[i]] = static_cast<std::uint8_t>(reader_.bits(3));
    const std::span<const std::uint8_t> all = lengths;
    const Code code(all.first(order.size()));
    lengths.fill(0);
    for (std::size_t at = 0; at < literals + distances;) {
      const auto symbol = code.next(reader_);
      if (!symbol || reader_.is_over()) return false;
      if (*symbol < 16) {
        lengths[at++] = static_cast<std::uint8_t>(*symbol);
        continue;
      }
      if (*symbol == 16 && at == 0) return false;
      const std::uint8_t again = *symbol == 16 ? lengths[at - 1] : std::uint8_t{0};
      const std::size_t times = *symbol == 16   ? 3 + reader_.bits(2)
                                : *symbol == 17 ? 3 + reader_.bits(3)
                                                : 11 + reader_.bits(7);
      if (times > literals + distances - at) return false;
      for (std::size_t i = 0; i < times; ++i) lengths[at++] = again;
    }
    return take_symbols(Code(all.first(literals)), Code(all.subspan(literals, distances)));
  }

  [[nodiscard]] bool take_symbols(const Code& literals, const Code& distances) {
    while (!reader_.is_over()) {
      const auto symbol = literals.next(reader_);
      if (!symbol) return false;
      if (*symbol == end_of_block) return true;
      if (*symbol < end_of_block) {
        if (text_.size() == size_) return false;
        text_ += static_cast<char>(*symbol);
      } else if (!copy(*symbol - end_of_block - 1U, distances)) {
        return false;
      }
    }
    return false;
  }

  [[nodiscard]] bool copy(std::size_t symbol, const Code& distances) {
    if (symbol >= lengths_of_copies.size()) return false;
    const Extra& length_of = lengths_of_copies[symbol];
    const std::size_t length = length_of.base + reader_.bits(length_of.bits);
    const auto distance_symbol = distances.next(reader_);
    if (!distance_symbol) return false;
    const Extra& distance_of = distances_of_copies[*distance_symbol];
    const std::size_t distance = distance_of.base + reader_.bits(distance_of.bits);
    if (distance > text_.size() || length > size_ - text_.size()) return false;
    // What is copied may overlap with the copy.
    for (std::size_t i = 0; i < length; ++i) text_ += text_[text_.size() - distance];
    return true;
  }

  BitReader reader_;
  std::size_t size_;
  std::string text_;
};

}  // namespace

std::optional<std::string> inflate(std::string_view packed, std::size_t size) { return Inflater(packed, size).run(); }

}  // namespace asynclint
