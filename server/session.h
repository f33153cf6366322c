// What is true of the connection with one client. Everything that a message may change is here.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/rule-entry.h"
#include "server/client-capabilities.h"
#include "server/client.h"
#include "server/inbox.h"
#include "server/open-document.h"
#include "server/params.h"
#include "server/settings.h"
#include "server/workers.h"
#include "server/workspace-files.h"
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
  // From the options of `initialize`; the client's configuration, if it has one, takes their place.
  Settings first_settings;
  Settings settings;
  std::vector<Folder> folders;
  // Watched, beside its end of the pipe, if it is a process that can be seen; 0 when it is not known.
  std::int64_t client_process = 0;

  // Of the files of the workspace, and at how many changes the client was told of them last.
  std::shared_ptr<FileReports> reports = std::make_shared<FileReports>();
  std::uint64_t workspace_seen = 0;
  // What the client was told last of whether it may ask for all files.
  bool offers_workspace_diagnostics = false;

  // While a message is received: nothing that came after it is known of.
  bool is_all_read = false;

  [[nodiscard]] Client& client() { return client_; }
  [[nodiscard]] Workers& workers() { return workers_; }
  [[nodiscard]] Inbox& inbox() { return inbox_; }
  [[nodiscard]] std::span<const RuleEntry> rules() const { return rules_; }
  [[nodiscard]] const std::shared_ptr<const World>& world() const { return world_; }
  // Tells a client that asks to ask again.
  void refresh();

  // A document that is open, by `params.uri`; anything else is a mistake of the client.
  [[nodiscard]] std::shared_ptr<OpenDocument> document(const Params& text_document) const;
  // Where texts belong that are no files.
  [[nodiscard]] std::string home() const;

  // --- What follows from a change ---
  void note_open(const std::shared_ptr<OpenDocument>& document);
  void note_change(const std::shared_ptr<OpenDocument>& document);
  // A document was closed: what lies on the disk counts again.
  void note_close(const OpenDocument& document);
  // Settings or configuration files are not what they were, or files came or went.
  void renew_world();
  // Modules tell others something else than before.
  void renew_modules(const World& before, std::span<const std::string> paths);
  // Files came or went, or what says something about many of them has changed.
  void forget_places() { are_places_outdated_ = true; }
  // Files that nobody has opened may have changed.
  void note_files();
  // Looks soon whether files on the disk are what they were.
  void look_at_disk(Inbox::Clock::duration after);
  // Counts what may change findings in files that nobody is typing in.
  [[nodiscard]] std::uint64_t changes() const { return changes_; }

  // When there is something to do although nothing has come.
  [[nodiscard]] std::optional<Inbox::Clock::time_point> due() const;
  void do_what_is_due();

  // For a request that waits until something changes, or until the client gives one up: called then.
  void park(Inbox::Task again) { parked_.push_back(std::move(again)); }

  // --- Messages ---
  void receive(const Json& message);
  // The client is gone.
  void end_of_input();
  [[nodiscard]] int exit_status() const { return exit_status_; }
  void exit();

  void cancel(const Json& id);
  // Any time after the request began; by whoever has the turn.
  void forget_request(const std::string& key) { running_.erase(key); }

 private:
  void receive_request(const std::string& method, const Json& id, const Params& params);
  void receive_notification(const std::string& method, const Params& params);
  void replace_world(std::shared_ptr<const World> world);
  void schedule(const std::shared_ptr<OpenDocument>& document);
  [[nodiscard]] bool check_at_once(OpenDocument& document, const Snapshot& latest);
  // What is due when nobody has typed for a while.
  void rest();
  void look_for_outdated_modules();
  void look_for_outdated_files();
  void tell_mistakes();
  void release_parked();

  std::span<const RuleEntry> rules_;
  Client& client_;
  Inbox& inbox_;
  Workers& workers_;
  std::shared_ptr<const World> world_;
  std::shared_ptr<OpenTexts> texts_ = std::make_shared<OpenTexts>();
  std::unordered_map<std::string, Cancellation> running_;
  std::vector<Inbox::Task> parked_;
  std::uint64_t changes_ = 0;
  // Open files whose text may say something else to others, and when they are looked at: after a pause.
  std::set<std::string> changed_paths_;
  std::optional<Inbox::Clock::time_point> modules_due_;
  std::optional<Inbox::Clock::time_point> disk_due_;
  std::optional<Inbox::Clock::time_point> rest_due_;
  Inbox::Clock::time_point disk_seen_{};
  bool are_places_outdated_ = false;
  std::set<std::string> told_mistakes_;
  int exit_status_ = 1;
};

}  // namespace asynclint::server
