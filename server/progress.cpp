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

void Progress::notify(const Json& value) {
  if (token_) client_->notify("$/progress", {{"token", *token_}, {"value", value}});
}

void Progress::begin(std::string_view title, std::size_t total) {
  total_ = std::max<std::size_t>(total, 1);
  notify({{"kind", "begin"}, {"title", title}, {"cancellable", true}, {"percentage", 0}});
}

void Progress::report(std::size_t done) {
  const std::size_t percentage = std::min<std::size_t>(done * 100 / total_, 100);
  if (percentage <= percentage_) return;
  percentage_ = percentage;
  notify({{"kind", "report"}, {"percentage", percentage}});
}

void Progress::end() { notify({{"kind", "end"}}); }

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
