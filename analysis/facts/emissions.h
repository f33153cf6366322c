// Emitters that wait: classes that call the listeners of an event themselves and take the promises that these return.
#pragma once

#include <string>
#include <vector>

#include "facts/facts.h"

namespace asynclint {

// Whether a function asks its emitter for the listeners of an event, and waits for what calling them gives:
// `Promise.allSettled(this.listeners(event).map((listener) => listener(...values)))`.
[[nodiscard]] bool waits_for_listeners(const Facts& facts, syntax::Node function);

// A call `this.emitAndWait("saved", …)` in a class, of a method that is not `emit` itself.
struct OwnEmission {
  std::string event;    // as a member of the class is named that stands for it: see `emission_name`
  syntax::Node method;  // the name behind `this.`
};

// Of the methods of a class. What it also emits without waiting is left out.
[[nodiscard]] std::vector<OwnEmission> own_emissions(const Facts& facts, syntax::Node class_node);

// The name under which a summary says by what a class emits an event: `"saved"` or `Events.Saved`, as it is written.
// Empty for what is worked out while the program runs.
[[nodiscard]] std::string emission_name(syntax::Node event);

// Whether an emitter is known to wait for the listeners of an event.
[[nodiscard]] bool waits_for_listeners_of(const Facts& facts, const Value& emitter, syntax::Node event);

}  // namespace asynclint
