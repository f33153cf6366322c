#include "server/server.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <mutex>
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

using Moment = std::optional<Inbox::Clock::time_point>;

// Everything that the thread which reads needs, also when the others have ended.
struct Input {
  explicit Input(FrameReader::Source source) : reader(std::move(source)) {}

  FrameReader reader;
  Inbox inbox;
  // Whoever has it owns what follows and the session: the main thread, or the one that reads.
  std::mutex turn;
  // Null before it begins, and when it has ended.
  Session* session = nullptr;
  // When the main thread wakes of itself.
  Moment wakes_at{};
};

// When there is something to do although nothing comes.
Moment next_wake(const Session& session) {
  const Moment due = session.due();
  if (session.client_process <= 0) return due;
  const auto look = Inbox::Clock::now() + pace_of_looking;
  return due ? std::min(*due, look) : look;
}

// To wake another thread can take longer than what there is to do: who reads a message does it, too, when nobody else
// is doing anything, and nothing came before it.
void hand_over(Input& input, Inbox::Task task, std::size_t bytes) {
  if (const std::unique_lock turn(input.turn, std::try_to_lock); turn && input.session && input.inbox.is_empty()) {
    Session& session = *input.session;
    session.is_all_read = !input.reader.has_more();
    task(session);
    session.is_all_read = false;
    const Moment wake = next_wake(session);
    if (session.stage == Stage::ended || (wake && (!input.wakes_at || *wake < *input.wakes_at))) input.inbox.poke();
    return;
  }
  input.inbox.post_message(std::move(task), bytes);
}

Inbox::Task refusal(std::string reason) {
  return [reason = std::move(reason)](Session& session) {
    session.client().fail(nullptr, ErrorCode::parse_error, reason);
  };
}

// Reads messages until there are no more. While it reads, nothing but the input is touched, so that this thread may
// outlive the rest: reading cannot be interrupted.
void read(const std::shared_ptr<Input>& input) {
  while (true) {
    FrameEvent event = input->reader.next();
    if (std::holds_alternative<EndOfInput>(event)) return input->inbox.post(&Session::end_of_input);
    if (auto* mistake = std::get_if<FrameMistake>(&event)) {
      hand_over(*input, refusal(std::move(mistake->reason)), 1);
      continue;
    }
    std::string body = std::move(std::get<Frame>(event).body);
    const std::size_t size = body.size();
    std::string reason;
    // std::function wants to be copied.
    auto message = std::make_shared<Json>(parse_message(std::move(body), reason));
    if (!reason.empty())
      hand_over(*input, refusal(std::move(reason)), 1);
    else
      hand_over(
          *input, [message](Session& session) { session.receive(*message); }, size + 1);
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
  std::unique_lock turn(input->turn);
  input->session = &session;
  while (true) {
    if (auto task = input->inbox.take()) (*task)(session);
    session.do_what_is_due();
    if (client.is_lost() || process.has_ended(session.client_process)) session.end_of_input();
    if (session.stage == Stage::ended) break;
    const Moment until = input->wakes_at = next_wake(session);
    turn.unlock();
    input->inbox.wait(until);
    turn.lock();
  }
  input->session = nullptr;
  turn.unlock();
  const bool has_ended = workers.stop();
  const bool has_written = outbox.close();
  // What they use would be gone.
  if (!has_ended || !has_written) std::_Exit(session.exit_status());
  return session.exit_status();
}

}  // namespace asynclint::server
