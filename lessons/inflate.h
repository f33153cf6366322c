// Unpacks what zlib's deflate has packed (RFC 1951), in as little code as that takes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace asynclint {

// None when `packed` is no deflate stream, or makes something else than `size` bytes.
[[nodiscard]] std::optional<std::string> inflate(std::string_view packed, std::size_t size);

}  // namespace asynclint
