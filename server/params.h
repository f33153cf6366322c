// What a client sent, read with suspicion: whatever is not what the protocol says it is ends the request, with a
// message that names the place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/json.h"
#include "text/line-index.h"

namespace asynclint::server {

// A position as the client counts it; a line or column may lie beyond the end.
struct ClientRange {
  Position start;
  Position end;
};

// A value and where it stands; it may be absent. Does not outlive what it refers to.
class Params {
 public:
  Params(const Json& value, std::string path) : value_(&value), path_(std::move(path)) {}

  // Of an object; of what is absent, absent. Anything else is a mistake.
  [[nodiscard]] Params operator[](std::string_view name) const;
  [[nodiscard]] std::vector<Params> items() const;

  // Neither left out nor null.
  [[nodiscard]] bool is_there() const;
  [[nodiscard]] bool is_text() const;
  [[nodiscard]] bool is_object() const;
  [[nodiscard]] bool is_list() const;

  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::int64_t integer() const;
  [[nodiscard]] std::uint32_t count() const;
  [[nodiscard]] bool flag() const;
  [[nodiscard]] Position position() const;
  [[nodiscard]] ClientRange range() const;
  // What it is when it is there, and the other value when it is not.
  [[nodiscard]] std::string text_or(std::string_view other) const;
  [[nodiscard]] bool flag_or(bool other) const;

  [[nodiscard]] const Json& json() const { return *value_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[noreturn]] void complain(std::string_view what) const;

 private:
  const Json* value_;
  std::string path_;
};

}  // namespace asynclint::server
