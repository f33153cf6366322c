#include "text/changed-range.h"

#include <algorithm>
#include <cstring>

namespace asynclint {
namespace {

constexpr std::size_t step = 1024;

std::size_t common_beginning(std::string_view one, std::string_view other) {
  const std::size_t most = std::min(one.size(), other.size());
  std::size_t at = 0;
  while (at + step <= most && std::memcmp(one.data() + at, other.data() + at, step) == 0) at += step;
  while (at < most && one[at] == other[at]) ++at;
  return at;
}

std::size_t common_end(std::string_view one, std::string_view other) {
  const std::size_t most = std::min(one.size(), other.size());
  const char* const end = one.data() + one.size();
  const char* const other_end = other.data() + other.size();
  std::size_t length = 0;
  while (length + step <= most && std::memcmp(end - length - step, other_end - length - step, step) == 0)
    length += step;
  while (length < most && *(end - length - 1) == *(other_end - length - 1)) ++length;
  return length;
}

}  // namespace

ChangedRange changed_range(std::string_view before, std::string_view now) {
  const std::size_t begin = common_beginning(before, now);
  const std::size_t end = common_end(before.substr(begin), now.substr(begin));
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(before.size() - end),
          static_cast<std::uint32_t>(now.size() - end)};
}

ChangedRange changed_range(std::string_view before, std::string_view now, const ChangedRange& within) {
  const std::size_t begin = within.begin + common_beginning(before.substr(within.begin), now.substr(within.begin));
  std::size_t end = std::min({before.size() - within.old_end, before.size() - begin, now.size() - begin});
  end += common_end(before.substr(begin, before.size() - begin - end), now.substr(begin, now.size() - begin - end));
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(before.size() - end),
          static_cast<std::uint32_t>(now.size() - end)};
}

ChangedRange range_of_both(const ChangedRange& first, const ChangedRange& second) {
  // In the text between the two.
  const std::uint32_t end = std::max(first.new_end, second.old_end);
  return {std::min(first.begin, second.begin), end - first.shift(), end + second.shift()};
}

}  // namespace asynclint
