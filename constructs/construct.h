// The asynchronous construct under a cursor: a keyword, an API, or a name that plays a part. What an API is, is asked
// of the facts, so that a local function named `setTimeout` is none.
#pragma once

#include <cstdint>
#include <optional>

#include "facts/facts.h"
#include "syntax/tree.h"

namespace asynclint {

// In the order of the table.
enum class ConstructKind : std::uint8_t {
  // Keywords
  async_function,
  async_generator,
  async_executor,
  await,
  await_in_try,
  await_in_sequence,
  await_of_started,
  await_in_loop,
  await_pause_in_loop,
  return_await,
  top_level_await,
  await_in_sync_function,
  for_await,
  yield_,
  loop_with_await,
  loop_with_flag,
  retry_loop,
  blocking_loop,
  try_with_await,
  try_around_scheduler,
  error_statement,
  empty_catch,
  catch_with_fallback,
  return_in_try,
  return_promise,
  void_promise,
  dynamic_import,
  var_in_loop,
  captured_in_loop,
  captured_later,
  this_in_callback,
  super_call,
  order_comment,
  // Promises
  then,
  then_without_return,
  then_non_function,
  nested_then,
  recursive_then,
  then_before_timer,
  mixed_callback,
  catch_,
  empty_catch_handler,
  end_of_chain,
  finally_,
  new_promise,
  wrapped_callback,
  settler,
  settler_with_promise,
  promise_resolve_reject,
  promise_all,
  promise_all_mapped,
  promise_all_settled,
  promise_race,
  race_with_timer,
  promise_any,
  combinator_pitfall,
  promise_variable,
  promise_condition,
  promise_spread,
  thenable,
  // Timers and queues
  timeout,
  timeout_overflow,
  timeout_zero,
  interval,
  uncleared_interval,
  clear_timer,
  promised_timer,
  immediate,
  microtask,
  next_tick,
  next_tick_module,
  starving_queue,
  animation_frame,
  // Calls of functions
  first_async_call,
  async_call,
  floating_call,
  sync_call,
  recursive_call,
  error_stack,
  zalgo_call,
  error_parameter,
  nested_callbacks,
  array_callback,
  async_for_each,
  async_map,
  async_predicate,
  promisify,
  control_flow_library,
  pool_library,
  // Cancellation
  abort_controller,
  abort_timeout,
  // Events
  event_listener,
  emitter_listener,
  emit,
  emitter,
  unhandled_event,
  fatal_event,
  frontend_error_event,
  shutdown,
  // The platform
  fetch,
  fetch_in_listener,
  fetch_in_effect,
  fetch_group,
  fetch_with_signal,
  response,
  effect_hook,
  host_call,
  blocking_call,
  stream,
  web_stream,
  worker,
  message,
  loop_lag,
  request_store,
  console_between,
  host_global,
  unguarded_write,
};

inline constexpr std::size_t construct_count = static_cast<std::size_t>(ConstructKind::unguarded_write) + 1;

struct Construct {
  ConstructKind kind{};
  // What the cursor is on.
  syntax::Node token;
  // What the construct is: the call, the `await`, the function, the loop, the name.
  syntax::Node node;
};

// Nothing where no asynchronous construct stands. The offset is one of bytes; right behind a word, the word counts.
[[nodiscard]] std::optional<Construct> construct_at(const Facts& facts, std::uint32_t offset);

// The innermost token that holds an offset, or ends there.
[[nodiscard]] syntax::Node token_at(const syntax::Tree& tree, std::uint32_t offset);

}  // namespace asynclint
