#include "server/params.h"

#include <limits>
#include <nlohmann/json.hpp>

#include "server/response-error.h"

namespace asynclint::server {
namespace {

// The protocol's integers have 31 bits.
constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();

const Json absent;

}  // namespace

void Params::complain(std::string_view what) const {
  throw ResponseError(ErrorCode::invalid_params, "`" + path_ + "` " + std::string(what));
}

Params Params::operator[](std::string_view name) const {
  const std::string path = path_ + "." + std::string(name);
  if (value_->is_null()) return {absent, path};
  if (!value_->is_object()) complain("has to be an object");
  const auto member = value_->find(std::string(name));
  return {member == value_->end() ? absent : *member, path};
}

std::vector<Params> Params::items() const {
  if (!value_->is_array()) complain("has to be an array");
  std::vector<Params> items;
  items.reserve(value_->size());
  for (const Json& item : *value_) items.emplace_back(item, path_ + "[" + std::to_string(items.size()) + "]");
  return items;
}

bool Params::is_there() const { return !value_->is_null(); }
bool Params::is_text() const { return value_->is_string(); }
bool Params::is_object() const { return value_->is_object(); }
bool Params::is_list() const { return value_->is_array(); }

std::string Params::text() const {
  if (!value_->is_string()) complain("has to be a string");
  return value_->get<std::string>();
}

std::int64_t Params::integer() const {
  if (!value_->is_number_integer()) complain("has to be an integer");
  if (value_->is_number_unsigned()) {
    const auto value = value_->get<std::uint64_t>();
    if (value > static_cast<std::uint64_t>(most)) complain("is too large");
    return static_cast<std::int64_t>(value);
  }
  const auto value = value_->get<std::int64_t>();
  if (value < -most - 1) complain("is too small");
  return value;
}

std::uint32_t Params::count() const {
  const std::int64_t value = integer();
  if (value < 0) complain("must not be negative");
  return static_cast<std::uint32_t>(value);
}

bool Params::flag() const {
  if (!value_->is_boolean()) complain("has to be true or false");
  return value_->get<bool>();
}

Position Params::position() const { return {(*this)["line"].count(), (*this)["character"].count()}; }

ClientRange Params::range() const { return {(*this)["start"].position(), (*this)["end"].position()}; }

std::string Params::text_or(std::string_view other) const { return is_there() ? text() : std::string(other); }
bool Params::flag_or(bool other) const { return is_there() ? flag() : other; }

}  // namespace asynclint::server
