// What the language, browsers and Node offer: the types of their globals and modules, and what is known of each API.
// The table is made at build time from TypeScript's own declarations and those of @types/node, and from labels.txt.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "types/types.h"

namespace asynclint::apis {

// Globals in `globals`; each module of Node under its name with `node:`.
[[nodiscard]] const types::ModuleTypes& platform_types();

// The index in `modules` of the module that a specifier names, with or without `node:`; nothing when there is none.
[[nodiscard]] std::optional<std::uint32_t> platform_module(std::string_view specifier);

// What a call does that others can see, callbacks not counted.
enum class Effect : std::uint8_t {
  unknown,
  none,    // looks at its arguments and its receiver
  reads,   // asks for something outside
  writes,  // changes something outside
  prints,
  pauses,
  writes_object,  // changes its receiver
  writes_first,   // changes its first argument
  reads_body,     // reads outside, and uses its receiver up
};

// What a call gives, where all its declarations say the same.
enum class Result : std::uint8_t {
  unknown,
  promise,
  array,
  stream,  // a stream or an asynchronous iterator
};

// `fs/promises` + `readFile`.
struct ApiName {
  std::string_view module;
  std::string_view path;
};

struct ApiLabels {
  Effect effect = Effect::unknown;
  // Of functions; methods of instances have their types.
  Result result = Result::unknown;
  // The parameter that may bring an AbortSignal, from 1; 0: none.
  std::uint8_t signal_parameter = 0;
  // As `signal` among its properties, and not as the argument itself.
  bool signal_in_options = false;
  // Whether `util.promisify` gives a function that is declared for it.
  bool is_promisified = false;
  // Not empty: a process does not end by itself as long as what the call gives (of a method: its receiver) is open.
  // What ends it: a method of it, or a function that takes it.
  std::string_view open_until;
  // The same as a function that gives its result at once, by a promise, or to a callback; itself left out.
  std::optional<ApiName> synchronous;
  std::optional<ApiName> promise;
  std::optional<ApiName> callback;
};

// Of an API: its module as it is imported, empty for a global, and its path from there: members joined by dots,
// `Type#method` of an instance, where Type is what declares the method, or `new Type`. Nothing when nothing is known.
[[nodiscard]] std::optional<ApiLabels> labels_of(std::string_view module, std::string_view path);

}  // namespace asynclint::apis
