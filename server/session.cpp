#include "server/session.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <nlohmann/json.hpp>
#include <utility>

#include "project/platform.h"
#include "project/unused-memory.h"
#include "server/diagnostics.h"
#include "server/handlers/handlers.h"
#include "server/response-error.h"

namespace asynclint::server {
namespace {

using std::chrono_literals::operator""ms;

// After the last key: what a text tells others is worth a look when whoever writes it pauses.
constexpr Inbox::Clock::duration pause = 250ms;
// After it, a text has come to rest.
constexpr Inbox::Clock::duration until_rest = 300ms;
// What makes the next keystroke cheap takes some sixty times the text in memory.
constexpr std::size_t kept_per_byte = 64;
// How often files are looked at while nobody says that they have changed.
constexpr Inbox::Clock::duration seldom = 2000ms;
// Changes of files come in crowds.
constexpr Inbox::Clock::duration settle = 100ms;

bool is_id(const Json& id) { return id.is_string() || id.is_number_integer(); }

}  // namespace

Session::Session(std::span<const RuleEntry> rules, Client& client, Inbox& inbox, Workers& workers)
    : rules_(rules), client_(client), inbox_(inbox), workers_(workers) {}

std::shared_ptr<OpenDocument> Session::document(const Params& text_document) const {
  const std::string uri = text_document["uri"].text();
  auto document = documents.find(uri);
  if (!document) text_document["uri"].complain("is not open: " + uri);
  return document;
}

std::string Session::home() const { return folders.empty() ? platform::current_directory() : folders.front().path; }

// --- What follows from a change ---

void Session::schedule(const std::shared_ptr<OpenDocument>& document) {
  if (capabilities.pulls_diagnostics) return;
  client_.withdraw(document->latest().identity->uri);
  // However many versions come, one look is queued, and it is at the latest.
  if (!document->claim_check()) return;
  workers_.submit(Urgency::foreground, [&client = client_, &can = capabilities, document] {
    document->release_check();
    publish_diagnostics(client, can, *document);
  });
}

// A look that takes no longer than to wake somebody else for it, when no other text can have come since.
bool Session::check_at_once(OpenDocument& document, const Snapshot& latest) {
  if (capabilities.pulls_diagnostics || !is_all_read || !document.lint().is_quick(latest)) return false;
  // Whoever is on his way sees this text, too.
  if (!document.claim_check()) return true;
  document.release_check();
  client_.withdraw(latest.identity->uri);
  publish_diagnostics(client_, capabilities, document);
  return true;
}

void Session::note_open(const std::shared_ptr<OpenDocument>& document) {
  note_change(document);
  note_files();
}

void Session::note_files() {
  ++changes_;
  release_parked();
}

void Session::note_change(const std::shared_ptr<OpenDocument>& document) {
  const Snapshot latest = document->latest();
  if (!check_at_once(*document, latest)) schedule(document);
  rest_due_ = Inbox::Clock::now() + until_rest;
  if (latest.identity->is_file) {
    texts_->set(latest.identity->path, {latest.text, &latest.text->text});
    changed_paths_.insert(latest.identity->path);
    modules_due_ = Inbox::Clock::now() + pause;
  }
  look_at_disk(seldom);
}

void Session::note_close(const OpenDocument& document) {
  note_files();
  const Snapshot latest = document.latest();
  if (!latest.identity->is_file) return;
  texts_->remove(latest.identity->path);
  changed_paths_.insert(latest.identity->path);
  modules_due_ = Inbox::Clock::now() + pause;
}

void Session::renew_world() { replace_world(std::make_shared<const World>(rules_, settings, folders, texts_)); }

void Session::renew_modules(const World& before, std::span<const std::string> paths) {
  // When there is another world since, the question was about one that is gone.
  if (&before == world_.get())
    replace_world(world_->without_modules(paths));
  else
    look_at_disk({});
}

void Session::replace_world(std::shared_ptr<const World> world) {
  world_ = std::move(world);
  for (const auto& document : documents.all()) {
    Snapshot next = document->latest();
    next.world = world_;
    next.revision = documents.next_revision();
    document->replace(std::move(next));
    schedule(document);
  }
  refresh();
  note_files();
  rest_due_ = Inbox::Clock::now() + until_rest;
  workers_.submit(Urgency::background, [&inbox = inbox_, world = world_, all = documents.all()] {
    // Asking for the settings of a file reads what there is to read.
    for (const auto& document : all) (void)document->lint().check(document->latest());
    inbox.post([](Session& session) { session.tell_mistakes(); });
  });
}

void Session::refresh() {
  if (capabilities.pulls_diagnostics && stage == Stage::initialized && !documents.all().empty())
    client_.request("workspace/diagnostic/refresh", nullptr);
}

void Session::release_parked() {
  for (const Inbox::Task& again : std::exchange(parked_, {})) again(*this);
}

void Session::tell_mistakes() {
  for (const ConfigurationMistake& mistake : world_->mistakes()) {
    std::string text = mistake.path;
    if (mistake.line > 0) text += ":" + std::to_string(mistake.line) + ":" + std::to_string(mistake.column);
    text += ": " + mistake.message;
    if (told_mistakes_.insert(text).second) client_.show(LogLevel::error, text);
  }
}

// --- What changes without anybody saying so ---

void Session::look_at_disk(Inbox::Clock::duration after) {
  const auto at = std::max(Inbox::Clock::now() + after, disk_seen_ + (after == seldom ? seldom : settle));
  if (!disk_due_ || at < *disk_due_) disk_due_ = at;
}

std::optional<Inbox::Clock::time_point> Session::due() const {
  std::optional<Inbox::Clock::time_point> first;
  for (const auto& one : {modules_due_, disk_due_, rest_due_})
    if (one && (!first || *one < *first)) first = one;
  return first;
}

void Session::do_what_is_due() {
  const auto now = Inbox::Clock::now();
  if (modules_due_ && *modules_due_ <= now) {
    modules_due_.reset();
    look_for_outdated_modules();
  }
  if (rest_due_ && *rest_due_ <= now) {
    rest_due_.reset();
    rest();
  }
  if (disk_due_ && *disk_due_ <= now) {
    disk_due_.reset();
    disk_seen_ = now;
    if (std::exchange(are_places_outdated_, false)) return renew_world();
    look_for_outdated_files();
  }
}

void Session::rest() {
  // Those that were changed last first: as many as there is memory for, and one at least.
  std::vector<std::pair<std::shared_ptr<OpenDocument>, Snapshot>> all;
  for (const auto& document : documents.all()) all.emplace_back(document, document->latest());
  std::ranges::sort(all, std::greater<>(), [](const auto& one) { return one.second.revision; });
  const std::size_t most = std::size_t{settings.memory} << 20U;
  std::size_t kept = 0;
  std::vector<bool> may_keep;
  for (const auto& [document, snapshot] : all) {
    kept += snapshot.text->text.size() * kept_per_byte;
    may_keep.push_back(may_keep.empty() || kept <= most);
    if (!may_keep.back()) document->lint().forget();
  }
  workers_.submit(Urgency::background, [&inbox = inbox_, &client = client_, &can = capabilities, all = std::move(all),
                                        may_keep = std::move(may_keep)] {
    bool is_other = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto& [document, snapshot] = all[i];
      if (!document->lint().rest(snapshot, may_keep[i])) continue;
      is_other = true;
      if (!can.pulls_diagnostics) publish_diagnostics(client, can, *document);
    }
    if (is_other && can.pulls_diagnostics) inbox.post([](Session& session) { session.refresh(); });
    platform::give_back_unused_memory();
  });
}

void Session::look_for_outdated_modules() {
  std::vector<std::string> paths = ModuleGraph::with_declarations({changed_paths_.begin(), changed_paths_.end()});
  changed_paths_.clear();
  workers_.submit(Urgency::background, [&inbox = inbox_, world = world_, paths = std::move(paths)]() mutable {
    std::erase_if(paths, [&](const std::string& path) { return !world->modules().is_outdated(path); });
    if (paths.empty()) return;
    inbox.post([world, paths](Session& session) { session.renew_modules(*world, paths); });
  });
}

void Session::look_for_outdated_files() {
  workers_.submit(Urgency::background, [&inbox = inbox_, world = world_] {
    if (world->is_outdated()) {
      inbox.post([world](Session& session) {
        if (session.world() == world) session.renew_world();
      });
      return;
    }
    std::vector<std::string> paths = world->modules().written_since();
    if (paths.empty()) return;
    inbox.post([world, paths = std::move(paths)](Session& session) { session.renew_modules(*world, paths); });
  });
}

// --- Messages ---

void Session::receive(const Json& message) {
  const Json no_id;
  if (!message.is_object()) return client_.fail(no_id, ErrorCode::invalid_request, "a message has to be an object");
  const auto id = message.find("id");
  const auto method = message.find("method");
  if (method == message.end()) {
    if (message.contains("result") || message.contains("error")) return client_.take_response(*this, message);
    return client_.fail(id != message.end() && is_id(*id) ? *id : no_id, ErrorCode::invalid_request,
                        "a message has to have a method, a result or an error");
  }
  if (id != message.end() && !is_id(*id))
    return client_.fail(no_id, ErrorCode::invalid_request, "an id has to be an integer or a string");
  const Json& id_or_none = id == message.end() ? no_id : *id;
  if (!method->is_string()) return client_.fail(id_or_none, ErrorCode::invalid_request, "a method has to be a string");
  const auto given = message.find("params");
  const Json nothing;
  const Params params(given == message.end() ? nothing : *given, "params");
  client_.trace((id == message.end() ? "notification " : "request " + id->dump() + ": ") + method->get<std::string>(),
                params.json());
  if (id == message.end())
    receive_notification(method->get<std::string>(), params);
  else
    receive_request(method->get<std::string>(), *id, params);
}

void Session::receive_request(const std::string& method, const Json& id, const Params& params) {
  try {
    const Handler* handler = find_handler(method);
    if (stage == Stage::fresh && method != "initialize")
      throw ResponseError(ErrorCode::server_not_initialized, "the first request has to be `initialize`");
    if (stage == Stage::shut_down) throw ResponseError(ErrorCode::invalid_request, "the server was shut down");
    if (stage != Stage::fresh && method == "initialize")
      throw ResponseError(ErrorCode::invalid_request, "the server is initialized already");
    if (handler == nullptr || std::holds_alternative<Notification>(handler->run))
      throw ResponseError(ErrorCode::method_not_found, "there is no request `" + method + "`");
    if (const auto* request = std::get_if<Request>(&handler->run))
      return client_.respond(id, (*request)(*this, params));

    const Responder responder(client_, inbox_, id);
    if (running_.contains(responder.key()))
      throw ResponseError(ErrorCode::invalid_request, "a request with this id is still being served");
    if (const auto* deferred = std::get_if<Deferred>(&handler->run)) {
      (*deferred)(*this, params, responder);
    } else {
      workers_.submit(Urgency::foreground,
                      [responder, answer = std::get<Query>(handler->run)(*this, params)] { responder.answer(answer); });
    }
    running_.emplace(responder.key(), responder.cancellation());
  } catch (const ResponseError& error) {
    client_.fail(id, error.code(), error.what());
  } catch (const std::exception& error) {
    client_.fail(id, ErrorCode::internal_error, error.what());
  }
}

void Session::receive_notification(const std::string& method, const Params& params) {
  try {
    if (method != "exit" && stage != Stage::initialized) return;
    const Handler* handler = find_handler(method);
    // What begins with `$/` may be ignored by whoever does not know it.
    if (handler == nullptr || !std::holds_alternative<Notification>(handler->run)) return;
    std::get<Notification>(handler->run)(*this, params);
  } catch (const std::exception& error) {
    client_.log(LogLevel::error, method + ": " + error.what());
  }
}

void Session::cancel(const Json& id) {
  const auto running = running_.find(Responder::key_of(id));
  if (running == running_.end()) return;
  running->second.cancel();
  release_parked();
}

void Session::end_of_input() {
  if (stage != Stage::ended) exit();
}

void Session::exit() {
  exit_status_ = stage == Stage::shut_down ? 0 : 1;
  stage = Stage::ended;
}

}  // namespace asynclint::server
