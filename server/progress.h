// What a client hears of a request before its answer: how far it is, and parts of the result.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "server/client.h"
#include "server/json.h"

namespace asynclint::server {

// One thread at a time. Says nothing where there is no token.
class Progress {
 public:
  Progress(Client& client, const Json& token);
  // With a token of the server's own, which the client is asked to show something for; nothing is said before it has
  // agreed. The session's thread.
  [[nodiscard]] static Progress of_server(Client& client);

  // How much there is to do is known later, or now.
  void begin(std::string_view title);
  void expect(std::size_t total) { total_ = total; }
  // Says so at most once for each hundredth.
  void report(std::size_t done);
  void end();

 private:
  void notify(const Json& value);
  // Whether the client has heard of it, after this.
  bool is_shown();

  Client* client_;
  std::shared_ptr<const Json> token_;
  // Null for the client's own token.
  std::shared_ptr<std::atomic<bool>> has_agreed_;
  std::string title_;
  bool has_begun_ = false;
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
