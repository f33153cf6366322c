#include "server/session.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "project/platform.h"
#include "server/diagnostics.h"
#include "server/handlers/handlers.h"
#include "server/response-error.h"

namespace asynclint::server {
namespace {

// Ids are numbers or texts; written down, they differ.
std::string key_of(const Json& id) { return id.dump(-1, ' ', false, Json::error_handler_t::replace); }

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

void Session::look_at(const std::shared_ptr<OpenDocument>& document) {
  if (capabilities.pulls_diagnostics) return;
  client_.withdraw(document->latest().identity->uri);
  // However many versions come, one look is queued, and it is at the latest.
  if (!document->claim_check()) return;
  workers_.submit(Urgency::foreground, [&client = client_, &can = capabilities, document] {
    document->release_check();
    publish_diagnostics(client, can, *document);
  });
}

void Session::renew_world() {
  world_ = std::make_shared<const World>(rules_, settings, folders);
  for (const auto& document : documents.all()) {
    Snapshot next = document->latest();
    next.world = world_;
    next.revision = documents.next_revision();
    document->replace(std::move(next));
    look_at(document);
  }
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

    const std::string key = key_of(id);
    if (running_.contains(key))
      throw ResponseError(ErrorCode::invalid_request, "a request with this id is still being served");
    Answer answer = std::get<Query>(handler->run)(*this, params);
    const Cancellation cancellation;
    running_.emplace(key, cancellation);
    workers_.submit(Urgency::foreground,
                    [&client = client_, &inbox = inbox_, id, key, cancellation, answer = std::move(answer)] {
                      try {
                        cancellation.check();
                        client.respond(id, answer(cancellation));
                      } catch (const ResponseError& error) {
                        client.fail(id, error.code(), error.what());
                      } catch (const std::exception& error) {
                        client.fail(id, ErrorCode::internal_error, error.what());
                      }
                      inbox.post([key](Session& session) { session.forget_request(key); });
                    });
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
  if (const auto running = running_.find(key_of(id)); running != running_.end()) running->second.cancel();
}

void Session::end_of_input() {
  if (stage != Stage::ended) exit();
}

void Session::exit() {
  exit_status_ = stage == Stage::shut_down ? 0 : 1;
  stage = Stage::ended;
}

}  // namespace asynclint::server
