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
  parameter,  // the same of any other declaration: of a parameter, a property or a variable
  base,       // the method of that name, of the class or interface above, is declared to return nothing
};

struct IgnoredCallback {
  CallbackTaker taker = CallbackTaker::parameter;
  syntax::Node token;     // what names the taker: `on`, `setTimeout`, `onclick`, `Promise`
  syntax::Node callback;  // as written, without parentheses
  Value promise;          // what calling the callback gives

  // The callback, when it is written in place.
  [[nodiscard]] std::optional<syntax::Function> inline_callback() const { return syntax::Function::from(callback); }
};

// The callback that a call, `new`, an assignment, a property or a member of a class hands to somebody who ignores its
// promise.
[[nodiscard]] std::optional<IgnoredCallback> ignored_callback(const Facts& facts, syntax::Node taking);

// The callback at a place, when calling it gives a promise.
[[nodiscard]] std::optional<IgnoredCallback> callback_with_promise(const Facts& facts, CallbackTaker taker,
                                                                   syntax::Node token, syntax::Node callback);

// What is declared to return nothing where it stands: a property of an argument, a variable, a method of a class.
[[nodiscard]] std::optional<IgnoredCallback> ignored_by_place(const Facts& facts, syntax::Node place);

// Whether a value is an emitter of Node's kind: an instance of EventEmitter, or of what extends it.
[[nodiscard]] bool is_emitter(const Facts& facts, const Value& value, syntax::Node place);

}  // namespace asynclint
