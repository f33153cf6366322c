// The JSON of the server, declared only: the full header is for .cpp files.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace asynclint::server {

using Json = nlohmann::json;

}  // namespace asynclint::server
