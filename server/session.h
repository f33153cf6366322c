// What is true of the connection with one client. Everything that a message may change is here.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/rule-entry.h"
#include "server/client-capabilities.h"
#include "server/client.h"
#include "server/inbox.h"
#include "server/json.h"
#include "server/open-document.h"
#include "server/params.h"
#include "server/settings.h"
#include "server/workers.h"
#include "server/world.h"

namespace asynclint::server {

// Initialize comes before everything, shutdown after it, and exit ends the process.
enum class Stage : std::uint8_t { fresh, initialized, shut_down, ended };

// Of one thread, which takes what is in the inbox. Workers get snapshots and never see it.
class Session {
 public:
  Session(std::span<const RuleEntry> rules, Client& client, Inbox& inbox, Workers& workers);

  // --- What handlers read and change ---
  Stage stage = Stage::fresh;
  ClientCapabilities capabilities;
  OpenDocuments documents;
  // From the options of `initialize`, and then from the client's configuration.
  Settings settings;
  std::vector<Folder> folders;
  // Watched, beside its end of the pipe, if it is a process that can be seen; 0 when it is not known.
  std::int64_t client_process = 0;

  [[nodiscard]] Client& client() { return client_; }
  [[nodiscard]] Workers& workers() { return workers_; }
  [[nodiscard]] Inbox& inbox() { return inbox_; }
  [[nodiscard]] std::span<const RuleEntry> rules() const { return rules_; }
  [[nodiscard]] const std::shared_ptr<const World>& world() const { return world_; }

  // A document that is open, by `params.uri`; anything else is a mistake of the client.
  [[nodiscard]] std::shared_ptr<OpenDocument> document(const Params& text_document) const;
  // Where texts belong that are no files.
  [[nodiscard]] std::string home() const;

  // --- What follows from a change ---
  // A document has a new version, or is new.
  void look_at(const std::shared_ptr<OpenDocument>& document);
  // Settings, configuration files or modules are not what they were.
  void renew_world();

  // --- Messages ---
  void receive(const Json& message);
  // The client is gone.
  void end_of_input();
  [[nodiscard]] int exit_status() const { return exit_status_; }
  void exit();

  void cancel(const Json& id);
  // Any time after the request began; on the session's thread.
  void forget_request(const std::string& key) { running_.erase(key); }

 private:
  void receive_request(const std::string& method, const Json& id, const Params& params);
  void receive_notification(const std::string& method, const Params& params);
  void check_configuration();

  std::span<const RuleEntry> rules_;
  Client& client_;
  Inbox& inbox_;
  Workers& workers_;
  std::shared_ptr<const World> world_;
  std::unordered_map<std::string, Cancellation> running_;
  int exit_status_ = 1;
};

}  // namespace asynclint::server
