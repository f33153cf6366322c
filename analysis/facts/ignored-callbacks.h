// Callbacks that give a promise to somebody who ignores what they return: listeners, timers, executors.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "facts/facts.h"

namespace asynclint {

enum class CallbackTaker : std::uint8_t {
  executor,   // `new Promise(cb)`
  listener,   // `emitter.on("open", cb)`
  signal,     // `process.on("SIGTERM", cb)`: the process ends anyway
  timer,      // `setTimeout(cb)`, `process.nextTick(cb)`
  event,      // `element.addEventListener("click", cb)`, `element.onclick = cb`
  platform,   // what a module of Node declares to take a function that returns nothing
  parameter,  // the same of any other declaration
};

struct IgnoredCallback {
  CallbackTaker taker = CallbackTaker::parameter;
  syntax::Node token;     // what names the taker: `on`, `setTimeout`, `onclick`, `Promise`
  syntax::Node callback;  // as written, without parentheses
  Value promise;          // what calling the callback gives

  // The callback, when it is written in place.
  [[nodiscard]] std::optional<syntax::Function> inline_callback() const { return syntax::Function::from(callback); }
};

// The callback that a call, `new` or an assignment hands to somebody who ignores its promise.
[[nodiscard]] std::optional<IgnoredCallback> ignored_callback(const Facts& facts, syntax::Node taking);

// Whether a value is an emitter of Node's kind: an instance of EventEmitter, or of what extends it.
[[nodiscard]] bool is_emitter(const Facts& facts, const Value& value, syntax::Node place);

}  // namespace asynclint
