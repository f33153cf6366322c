#include "server/responder.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "server/response-error.h"
#include "server/session.h"

namespace asynclint::server {

Responder::Responder(Client& client, Inbox& inbox, const Json& id)
    : client_(&client), inbox_(&inbox), id_(std::make_shared<const Json>(id)), key_(key_of(id)) {}

// Ids are numbers or texts; written down, they differ.
std::string Responder::key_of(const Json& id) { return id.dump(-1, ' ', false, Json::error_handler_t::replace); }

void Responder::answer(const std::function<Json(const Cancellation&)>& work) const {
  answer_unless_early([&](const Cancellation& cancellation) { return std::optional<Json>(work(cancellation)); });
}

void Responder::answer_unless_early(const std::function<std::optional<Json>(const Cancellation&)>& work) const {
  try {
    cancellation_.check();
    std::optional<Json> result = work(cancellation_);
    if (!result) return;
    client_->respond(*id_, *std::move(result));
  } catch (const ResponseError& error) {
    const Json again = {{"retriggerRequest", true}};
    client_->fail(*id_, error.code(), error.what(), error.wants_another() ? &again : nullptr);
  } catch (const std::exception& error) {
    client_->fail(*id_, ErrorCode::internal_error, error.what());
  }
  inbox_->post([key = key_](Session& session) { session.forget_request(key); });
}

}  // namespace asynclint::server
