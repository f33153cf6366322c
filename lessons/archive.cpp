#include "lessons/archive.h"

#include <algorithm>
#include <charconv>

#include "lessons/inflate.h"
#include "lessons/split.h"

namespace asynclint {
namespace {

struct Place {
  std::string_view name;
  std::uint32_t pack = 0;
  std::uint32_t begin = 0;
  std::uint32_t size = 0;
};

std::string unpacked(const Pack& pack) { return inflate(pack.packed, pack.size).value_or(""); }

class Directory {
 public:
  Directory() : text_(unpacked(packs().back())) {
    for (const std::string_view line : split(text_, '\n')) {
      const std::vector<std::string_view> fields = split(line, '\t');
      if (fields.size() != 4) continue;
      places_.push_back({fields[0], number_of(fields[1]), number_of(fields[2]), number_of(fields[3])});
    }
  }

  [[nodiscard]] const std::vector<Place>& places() const { return places_; }

 private:
  std::string text_;
  std::vector<Place> places_;
};

const Directory& directory() {
  static const Directory read_once;
  return read_once;
}

}  // namespace

std::optional<std::string> archived(std::string_view name) {
  const auto& places = directory().places();
  const auto place = std::find_if(places.begin(), places.end(), [&](const Place& each) { return each.name == name; });
  if (place == places.end() || place->pack >= packs().size()) return std::nullopt;
  const std::string pack = unpacked(packs()[place->pack]);
  if (place->begin > pack.size()) return std::nullopt;
  return pack.substr(place->begin, place->size);
}

std::vector<std::string_view> archived_names(std::string_view prefix) {
  std::vector<std::string_view> names;
  for (const Place& place : directory().places())
    if (place.name.starts_with(prefix)) names.push_back(place.name);
  return names;
}

}  // namespace asynclint
