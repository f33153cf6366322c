// Text in XML 1.0.
#pragma once

#include <string>
#include <string_view>

namespace asynclint::cli {

// For attributes between double quotes, and for elements. What XML cannot hold becomes U+FFFD.
[[nodiscard]] std::string xml_text(std::string_view text);

}  // namespace asynclint::cli
