#include "facts/known-apis.h"

#include <algorithm>

#include "facts/platform-labels.h"

namespace asynclint {
namespace {

// `fs.promises.readFile` is `fs/promises` + `readFile`.
constexpr std::array<std::array<std::string_view, 2>, 5> promise_twins{{
    {"fs", "fs/promises"},
    {"timers", "timers/promises"},
    {"dns", "dns/promises"},
    {"stream", "stream/promises"},
    {"readline", "readline/promises"},
}};

constexpr std::array<std::string_view, 7> builtin_modules_with_default{"fs",   "timers", "dns",   "bluebird",
                                                                       "util", "events", "stream"};

struct Entry {
  std::string_view module;  // empty: a global
  std::string_view path;    // members joined by dots
  ApiResult result;
};

// What the platform's table does not say. The first entry that fits counts.
constexpr Entry entries[] = {
    {"", "AsyncIterator.from", ApiResult::stream},
    // The declarations call them objects like any other.
    {"fs", "createReadStream", ApiResult::stream},
    {"stream", "Readable.from", ApiResult::stream},
    {"stream", "Readable.fromWeb", ApiResult::stream},
    {"util", "promisify", ApiResult::promise_function},
    {"bluebird", "all", ApiResult::promise},
    {"bluebird", "any", ApiResult::promise},
    {"bluebird", "delay", ApiResult::promise},
    {"bluebird", "each", ApiResult::promise},
    {"bluebird", "filter", ApiResult::promise},
    {"bluebird", "join", ApiResult::promise},
    {"bluebird", "map", ApiResult::promise},
    {"bluebird", "mapSeries", ApiResult::promise},
    {"bluebird", "promisify", ApiResult::promise_function},
    {"bluebird", "props", ApiResult::promise},
    {"bluebird", "race", ApiResult::promise},
    {"bluebird", "reduce", ApiResult::promise},
    {"bluebird", "reject", ApiResult::promise},
    {"bluebird", "resolve", ApiResult::promise},
    {"bluebird", "try", ApiResult::promise},
};

bool matches(const Entry& entry, const ApiPath& api) {
  if (entry.module != api.module_name()) return false;
  std::string_view rest = entry.path;
  for (const std::string_view member : api.members()) {
    if (!rest.starts_with(member)) return false;
    rest.remove_prefix(member.size());
    if (!rest.empty()) {
      if (rest.front() != '.') return false;
      rest.remove_prefix(1);
    }
  }
  return rest.empty() && !api.members().empty();
}

}  // namespace

ApiPath ApiPath::global(std::string_view name) {
  ApiPath path;
  path.members_[0] = name;
  path.count_ = 1;
  return path;
}

ApiPath ApiPath::module(std::string_view specifier) {
  ApiPath path;
  path.module_ = specifier.starts_with("node:") ? specifier.substr(5) : specifier;
  return path;
}

ApiPath ApiPath::member(std::string_view name) const {
  if (module_.empty() && count_ == 0) return {};
  if (count_ == 0) {
    for (const auto& [module, twin] : promise_twins) {
      // A built-in module is its own default export.
      if (name == "default" && (module_ == module || module_ == twin)) return *this;
      if (name == "promises" && module_ == module) return ApiPath::module(twin);
    }
    if (name == "default" &&
        std::ranges::find(builtin_modules_with_default, module_) != builtin_modules_with_default.end())
      return *this;
  }
  if (count_ == members_.size()) return {};
  ApiPath path = *this;
  path.members_[path.count_++] = name;
  return path;
}

ApiResult api_result(const ApiPath& api) {
  for (const Entry& entry : entries)
    if (matches(entry, api)) return entry.result;
  const auto labels = platform_labels(api);
  switch (labels ? labels->result : apis::Result::unknown) {
    case apis::Result::promise: return ApiResult::promise;
    case apis::Result::array: return ApiResult::array;
    case apis::Result::stream: return ApiResult::stream;
    case apis::Result::unknown: break;
  }
  return ApiResult::unknown;
}

bool is_language_promise(const ApiPath& api) {
  if (!api.is_global() || api.members().size() != 2) return false;
  const std::string_view owner = api.members().front();
  return (owner == "Promise" || owner == "Array") && api_result(api) == ApiResult::promise;
}

bool is_promise_library(const ApiPath& api) {
  const auto members = api.members();
  return api.module_name() == "bluebird" &&
         (members.empty() || (members.size() == 1 && (members[0] == "default" || members[0] == "Promise")));
}

Collection collection_made_by(std::string_view constructor) {
  if (constructor == "Array") return Collection::array;
  if (constructor == "Set") return Collection::set;
  if (constructor == "Map" || constructor == "URLSearchParams" || constructor == "Headers" || constructor == "FormData")
    return Collection::map;
  constexpr std::array<std::string_view, 11> typed_arrays{
      "Int8Array",   "Uint8Array",   "Uint8ClampedArray", "Int16Array",    "Uint16Array",   "Int32Array",
      "Uint32Array", "Float32Array", "Float64Array",      "BigInt64Array", "BigUint64Array"};
  return std::ranges::find(typed_arrays, constructor) != typed_arrays.end() ? Collection::list : Collection::none;
}

}  // namespace asynclint
