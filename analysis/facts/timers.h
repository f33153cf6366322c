// Timers: where their handles go, who clears them, and which of them nobody can clear.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "facts/lifecycles.h"

namespace asynclint {

enum class TimerKind : std::uint8_t { interval, timeout };

// The timer that a call starts, when it is the platform's function.
[[nodiscard]] std::optional<TimerKind> started_timer(const Facts& facts, const syntax::CallExpression& call);
// Whether a call is to the platform's clearInterval or clearTimeout.
[[nodiscard]] bool clears_timer(const Facts& facts, const syntax::CallExpression& call);

struct TimerHandle {
  enum class Place : std::uint8_t { dropped, local, field, elsewhere };
  Place place = Place::elsewhere;
  Binding local;
  syntax::Node target;     // the name or the member that holds it; a field's key
  syntax::Node statement;  // the statement that starts the timer, when the call is its own
  std::string_view name;
};

// Where the handle of a timer goes; elsewhere when it is passed on, returned, or kept where it is not seen.
[[nodiscard]] TimerHandle handle_of_timer(const Facts& facts, syntax::Node call);
// Whether anybody looks at a handle that is kept; where that is not known, somebody does.
[[nodiscard]] bool is_handle_read(const Facts& facts, const TimerHandle& handle);

// Whether code that is not seen may clear a timer in a field: a base class, or whoever has an instance. A private field
// is cleared by its class only, and what a lifecycle starts by the component itself.
[[nodiscard]] bool may_be_cleared_elsewhere(const Facts& facts, syntax::Node timer, const TimerHandle& handle,
                                            bool is_in_lifecycle);

// Why a timer whose handle is lost may be left running, in a sentence.
[[nodiscard]] std::optional<std::string_view> reason_to_let_run(const Facts& facts,
                                                                const syntax::CallExpression& timer);

// Whether a place is run once in the life of a program or page: at the top level, or in a function that only such a
// place calls.
[[nodiscard]] bool runs_once(const Facts& facts, syntax::Node place);

// The timeout of a lifecycle that nobody can clear: started in the lifecycle's own body, its handle unread.
[[nodiscard]] std::optional<LifecycleCallback> lifecycle_around(const Facts& facts, syntax::Node place,
                                                                const ListedPaths& listed);

// How an interval can be replaced by another one while it runs.
enum class Overwrite : std::uint8_t {
  none,
  in_sequence,  // the same function has started one before, and no way between looks at the handle
  on_some_way,  // the function clears it, though not on every way to the new one
};
[[nodiscard]] Overwrite overwrites_interval(const Facts& facts, const syntax::CallExpression& timer,
                                            const TimerHandle& handle);

// A timeout in a promise that takes part in Promise.race; its handle is lost.
struct RacingTimeout {
  syntax::Node element;   // what takes part
  syntax::Node timer;     // the call of setTimeout
  syntax::Node executor;  // of the `new Promise` around it
  bool is_inline = false;
  std::optional<double> delay;  // when it is written down, in the timer or in the call of the function around it
};
[[nodiscard]] std::vector<RacingTimeout> racing_timeouts(const Facts& facts, const syntax::CallExpression& race);

// Whether the statement behind the one that a place is in calls `process.exit`.
[[nodiscard]] bool ends_process_next(const Facts& facts, syntax::Node place);

// What is handed to clearInterval instead of a handle, in words; nothing when it may be one.
[[nodiscard]] std::optional<std::string_view> no_handle(const Facts& facts, const syntax::CallExpression& clearing);

// The delay of a timer, when it is written down.
[[nodiscard]] std::optional<double> delay_of(const syntax::CallExpression& timer);

}  // namespace asynclint
