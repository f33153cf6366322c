// The form of the generated table of labels.
#pragma once

#include <cstdint>
#include <span>

#include "types/types.h"

namespace asynclint::apis {

struct ApiReference {
  std::uint16_t module = 0;  // types::NameId; the platform has fewer than 65,536
  std::uint16_t path = 0;    // 0: there is none
};

// Sorted by the texts of module and path.
struct LabelEntry {
  ApiReference api;
  ApiReference synchronous;
  ApiReference promise;
  ApiReference callback;
  std::uint16_t open_until = 0;
  std::uint8_t effect = 0;
  std::uint8_t result = 0;
  std::uint8_t signal_parameter = 0;
  bool signal_in_options = false;
  bool is_promisified = false;
};

// In the generated source.
extern const types::ModuleTypes types_table;
extern const std::span<const LabelEntry> labels_table;

}  // namespace asynclint::apis
