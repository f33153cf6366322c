#include "server/progress.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/response-error.h"

namespace asynclint::server {
namespace {

constexpr std::size_t items_in_a_part = 50;

std::shared_ptr<const Json> token_of(const Json& token) {
  if (token.is_null()) return nullptr;
  if (!token.is_string() && !token.is_number_integer())
    throw ResponseError(ErrorCode::invalid_params, "a progress token has to be an integer or a string");
  return std::make_shared<const Json>(token);
}

}  // namespace

Progress::Progress(Client& client, const Json& token) : client_(&client), token_(token_of(token)) {}

Progress Progress::of_server(Client& client) {
  static std::uint64_t count = 0;
  Progress progress(client, "asynclint-" + std::to_string(++count));
  const auto has_agreed = std::make_shared<std::atomic<bool>>(false);
  client.request("window/workDoneProgress/create", {{"token", *progress.token_}},
                 [has_agreed](Session&, const Params&) { has_agreed->store(true); });
  progress.has_agreed_ = has_agreed;
  return progress;
}

void Progress::notify(const Json& value) {
  if (token_) client_->notify("$/progress", {{"token", *token_}, {"value", value}});
}

void Progress::begin(std::string_view title) {
  title_ = title;
  (void)is_shown();
}

bool Progress::is_shown() {
  if (!token_ || title_.empty() || (has_agreed_ && !has_agreed_->load())) return false;
  // Only what the client has asked for by itself can be given up by it.
  if (!std::exchange(has_begun_, true))
    notify({{"kind", "begin"}, {"title", title_}, {"cancellable", !has_agreed_}, {"percentage", 0}});
  return true;
}

void Progress::report(std::size_t done) {
  const std::size_t percentage = std::min<std::size_t>(done * 100 / std::max<std::size_t>(total_, 1), 100);
  if (!is_shown() || percentage <= percentage_) return;
  percentage_ = percentage;
  notify({{"kind", "report"}, {"percentage", percentage}});
}

void Progress::end() {
  if (has_begun_) notify({{"kind", "end"}});
}

PartialItems::PartialItems(Client& client, const Json& token)
    : client_(&client), token_(token_of(token)), items_(std::make_shared<Json>(Json::array())) {}

void PartialItems::add(Json item) {
  items_->push_back(std::move(item));
  if (token_ && items_->size() >= items_in_a_part) send();
}

void PartialItems::send() {
  client_->notify("$/progress", {{"token", *token_}, {"value", {{"items", std::exchange(*items_, Json::array())}}}});
}

Json PartialItems::finish() {
  // Once some of it was sent in parts, all of it is.
  if (token_ && !items_->empty()) send();
  return std::exchange(*items_, Json::array());
}

}  // namespace asynclint::server
