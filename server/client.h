// What the server says to its client: answers, notifications, and requests of its own.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/json.h"
#include "server/outbox.h"
#include "server/params.h"
#include "server/response-error.h"

namespace asynclint::server {

class Session;

// How much a client wants to hear of the messages that pass.
enum class Trace : std::uint8_t { off, messages, verbose };
[[nodiscard]] Trace read_trace(const Params& value);

enum class LogLevel : std::uint8_t { error = 1, warning = 2, info = 3, log = 4 };

class Client {
 public:
  explicit Client(Outbox& outbox) : outbox_(outbox) {}

  // Any thread.
  void respond(const Json& id, Json result);
  void fail(const Json& id, ErrorCode code, std::string_view message, const Json* data = nullptr);
  // With a key, it replaces what still waits to be sent with the same one.
  void notify(std::string_view method, Json params, const std::string& key = {});
  void withdraw(const std::string& key) { outbox_.withdraw(key); }
  void log(LogLevel level, std::string_view text);
  // For the person at the keyboard.
  void show(LogLevel level, std::string_view text);
  // Tells a client that wants to hear of it what passes; `content` only one that wants to hear that too.
  void trace(std::string_view what, const Json& content);
  void set_trace(Trace trace) { trace_ = trace; }
  [[nodiscard]] bool is_lost() const { return outbox_.is_lost(); }

  // The thread of the session. An answer that is an error is logged, and nothing else comes of it.
  using OnResult = std::function<void(Session&, const Params& result)>;
  void request(std::string_view method, const Json& params, OnResult on_result = nullptr);
  void take_response(Session& session, const Json& message);

 private:
  struct Asked {
    std::string method;
    OnResult on_result;
  };

  void send(const Json& message, const std::string& key = {});

  Outbox& outbox_;
  std::atomic<Trace> trace_ = Trace::off;
  std::int64_t next_id_ = 1;
  std::unordered_map<std::int64_t, Asked> asked_;
};

}  // namespace asynclint::server
