#include "server/server.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>
#include <utility>

#include "project/platform.h"
#include "server/client.h"
#include "server/inbox.h"
#include "server/message-text.h"
#include "server/session.h"
#include "server/workers.h"

namespace asynclint::server {
namespace {

constexpr std::chrono::milliseconds pace_of_looking{300};

// Everything that the thread which reads needs, also when the others have ended.
struct Input {
  explicit Input(FrameReader::Source source) : reader(std::move(source)) {}

  FrameReader reader;
  Inbox inbox;
};

Inbox::Task refusal(std::string reason) {
  return [reason = std::move(reason)](Session& session) {
    session.client().fail(nullptr, ErrorCode::parse_error, reason);
  };
}

// Reads messages until there are no more. Nothing but the input is touched, so that this thread may outlive the rest:
// reading cannot be interrupted.
void read(const std::shared_ptr<Input>& input) {
  while (true) {
    FrameEvent event = input->reader.next();
    if (std::holds_alternative<EndOfInput>(event)) return input->inbox.post(&Session::end_of_input);
    if (auto* mistake = std::get_if<FrameMistake>(&event)) {
      input->inbox.post_message(refusal(std::move(mistake->reason)), 1);
      continue;
    }
    std::string body = std::move(std::get<Frame>(event).body);
    const std::size_t size = body.size();
    std::string reason;
    // std::function wants to be copied.
    auto message = std::make_shared<Json>(parse_message(std::move(body), reason));
    if (!reason.empty())
      input->inbox.post_message(refusal(std::move(reason)), 1);
    else
      input->inbox.post_message([message](Session& session) { session.receive(*message); }, size + 1);
  }
}

// Whether the client's process has ended. One that was never seen may be in another container.
class ClientProcess {
 public:
  [[nodiscard]] bool has_ended(std::int64_t id) {
    if (id <= 0) return false;
    if (id != id_) {
      id_ = id;
      was_seen_ = false;
    }
    if (platform::has_process(id)) {
      was_seen_ = true;
      return false;
    }
    return was_seen_;
  }

 private:
  std::int64_t id_ = 0;
  bool was_seen_ = false;
};

}  // namespace

int serve(const ServerOptions& options) {
  const auto input = std::make_shared<Input>(options.source);
  Outbox outbox(
      [&sink = options.sink, input](std::string_view bytes) {
        const bool is_read = sink(bytes);
        // Whoever waits for something to do has to hear of it.
        if (!is_read) input->inbox.post(&Session::end_of_input);
        return is_read;
      },
      options.sink_at_once);
  Client client(outbox);
  Workers workers(std::min(std::thread::hardware_concurrency(), 4U));
  Session session(options.rules, client, input->inbox, workers);
  session.client_process = options.client_process;
  {
    const platform::InterruptsHeld held;
    std::thread(read, input).detach();
  }
  ClientProcess process;
  while (session.stage != Stage::ended) {
    std::optional<Inbox::Clock::time_point> until = session.due();
    const auto next_look = Inbox::Clock::now() + pace_of_looking;
    if (session.client_process > 0) until = until ? std::min(*until, next_look) : next_look;
    if (auto task = input->inbox.take(until)) (*task)(session);
    session.do_what_is_due();
    if (client.is_lost() || process.has_ended(session.client_process)) session.end_of_input();
  }
  const bool has_ended = workers.stop();
  const bool has_written = outbox.close();
  // What they use would be gone.
  if (!has_ended || !has_written) std::_Exit(session.exit_status());
  return session.exit_status();
}

}  // namespace asynclint::server
