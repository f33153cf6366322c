// The way back for one request: whoever holds it answers, once, from whatever thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "server/client.h"
#include "server/inbox.h"
#include "server/json.h"
#include "server/workers.h"

namespace asynclint::server {

// Cheap to copy.
class Responder {
 public:
  Responder(Client& client, Inbox& inbox, const Json& id);

  // Works the result out, or says why there is none. What it throws ends this request and nothing else.
  void answer(const std::function<Json(const Cancellation&)>& work) const;
  // The same, for work that may find out that there is nothing to say yet: then the request is still being served.
  void answer_unless_early(const std::function<std::optional<Json>(const Cancellation&)>& work) const;
  [[nodiscard]] const Cancellation& cancellation() const { return cancellation_; }
  // What the request is called among those that are being served.
  [[nodiscard]] const std::string& key() const { return key_; }

  [[nodiscard]] static std::string key_of(const Json& id);

 private:
  Client* client_;
  Inbox* inbox_;
  std::shared_ptr<const Json> id_;
  std::string key_;
  Cancellation cancellation_;
};

}  // namespace asynclint::server
