#include "server/client.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace asynclint::server {

Trace read_trace(const Params& value) {
  const std::string text = value.text();
  if (text == "messages") return Trace::messages;
  if (text == "verbose") return Trace::verbose;
  if (text != "off") value.complain("has to be \"off\", \"messages\" or \"verbose\"");
  return Trace::off;
}

void Client::send(const Json& message, const std::string& key) {
  // Paths and texts from a disk may hold anything.
  outbox_.send(message.dump(-1, ' ', false, Json::error_handler_t::replace), key);
}

void Client::respond(const Json& id, Json result) {
  // Before the answer: what a client asks for when it has it says nothing about what passed until then.
  if (trace_ != Trace::off) trace("answer to " + id.dump(), result);
  send({{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}});
}

void Client::fail(const Json& id, ErrorCode code, std::string_view message, const Json* data) {
  Json error = {{"code", static_cast<std::int32_t>(code)}, {"message", message}};
  if (data != nullptr) error["data"] = *data;
  if (trace_ != Trace::off) trace("refusal of " + id.dump() + ": " + std::string(message), error);
  send({{"jsonrpc", "2.0"}, {"id", id}, {"error", std::move(error)}});
}

void Client::notify(std::string_view method, Json params, const std::string& key) {
  send({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}}, key);
}

void Client::trace(std::string_view what, const Json& content) {
  const Trace trace = trace_;
  if (trace == Trace::off) return;
  Json params = {{"message", what}};
  if (trace == Trace::verbose && !content.is_null())
    params["verbose"] = content.dump(-1, ' ', false, Json::error_handler_t::replace);
  notify("$/logTrace", std::move(params));
}

void Client::log(LogLevel level, std::string_view text) {
  notify("window/logMessage", {{"type", static_cast<int>(level)}, {"message", text}});
}

void Client::show(LogLevel level, std::string_view text) {
  notify("window/showMessage", {{"type", static_cast<int>(level)}, {"message", text}});
}

void Client::request(std::string_view method, const Json& params, OnResult on_result) {
  const std::int64_t id = next_id_++;
  asked_[id] = {std::string(method), std::move(on_result)};
  Json message = {{"jsonrpc", "2.0"}, {"id", id}, {"method", method}};
  if (!params.is_null()) message["params"] = params;
  send(message);
}

void Client::take_response(Session& session, const Json& message) {
  const auto id = message.find("id");
  const auto asked =
      id != message.end() && id->is_number_integer() ? asked_.find(id->get<std::int64_t>()) : asked_.end();
  if (asked == asked_.end()) return log(LogLevel::warning, "an answer came to a question that was not asked");
  const Asked question = std::move(asked->second);
  asked_.erase(asked);
  if (const auto error = message.find("error"); error != message.end()) {
    const auto reason = error->is_object() ? error->find("message") : error->end();
    const bool has_reason = error->is_object() && reason != error->end() && reason->is_string();
    return log(LogLevel::warning, "the client does not answer " + question.method +
                                      (has_reason ? ": " + reason->get<std::string>() : std::string()));
  }
  const auto result = message.find("result");
  const Json nothing;
  if (question.on_result) question.on_result(session, {result == message.end() ? nothing : *result, "result"});
}

}  // namespace asynclint::server
