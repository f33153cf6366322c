// What labels.txt says and what follows from the declarations, API by API.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/generator/apis.h"
#include "platform/platform.h"

namespace asynclint::apis {

// What is known of one API; twins without a path are none.
struct Label {
  ApiKey api;
  Effect effect = Effect::unknown;
  Result result = Result::unknown;
  SignalPlace signal;
  bool is_promisified = false;
  std::string open_until;
  ApiKey synchronous;
  ApiKey promise;
  ApiKey callback;
};

struct Labels {
  std::vector<Label> labels;          // sorted
  std::vector<std::string> mistakes;  // of the file: what is wrong, line by line
};

// `text` is what stands in the file.
[[nodiscard]] Labels make_labels(std::string_view text, const ApiSurface& surface);

}  // namespace asynclint::apis
