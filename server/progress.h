// What a client hears of a request before its answer: how far it is, and parts of the result.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "server/client.h"
#include "server/json.h"

namespace asynclint::server {

// One thread at a time. Says nothing where the client gave no token.
class Progress {
 public:
  Progress(Client& client, const Json& token);

  void begin(std::string_view title, std::size_t total);
  // Says so at most once for each hundredth.
  void report(std::size_t done);
  void end();

 private:
  void notify(const Json& value);

  Client* client_;
  std::shared_ptr<const Json> token_;
  std::size_t total_ = 0;
  std::size_t percentage_ = 0;
};

// Items of a result: sent in parts where the client wants that, and kept for the answer where it does not.
class PartialItems {
 public:
  PartialItems(Client& client, const Json& token);

  void add(Json item);
  // What is left for the answer.
  [[nodiscard]] Json finish();

 private:
  void send();

  Client* client_;
  std::shared_ptr<const Json> token_;
  std::shared_ptr<Json> items_;
};

}  // namespace asynclint::server
