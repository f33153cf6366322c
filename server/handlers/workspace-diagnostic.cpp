// `workspace/diagnostic`: what is found in all files of the workspace, also in those that nobody has opened.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_map>
#include <utility>

#include "server/diagnostics.h"
#include "server/handlers/handlers.h"
#include "server/progress.h"
#include "server/uri.h"
#include "server/workspace-files.h"

namespace asynclint::server::handlers {
namespace {

// Everything that the work needs, taken when it begins.
struct Work {
  std::shared_ptr<const World> world;
  std::vector<std::shared_ptr<OpenDocument>> open;
  // What the client has of each document, by its URI.
  std::unordered_map<std::string, std::string> known;
  std::shared_ptr<FileReports> reports;
  PartialItems items;
  Progress progress;
  // A request that goes on after it found nothing new shows no progress again.
  bool has_shown_progress = false;
};

class Reporter {
 public:
  Reporter(Work& work, const ClientCapabilities& can) : work_(work), can_(can) {
    for (const auto& document : work.open) open_[document->latest().identity->path] = document;
  }

  void add(const std::string& path) {
    if (const auto document = open_.find(path); document != open_.end()) return add_open(*document->second);
    const std::string uri = uri_of_path(path);
    const std::string known = work_.reports->known(path, *work_.world);
    if (!known.empty() && known == known_of(uri)) return add_report(uri, nullptr, unchanged_report(known));
    const platform::FileStamp stamp = platform::stamp_of(path);
    const auto file = read_snapshot(path, work_.world);
    if (!file) return;
    const Checked checked = check_once(*file);
    Json report = document_report(diagnostics_json(*file, checked, can_), known_of(uri));
    work_.reports->note(path, *work_.world, stamp, report["resultId"].get<std::string>());
    add_report(uri, nullptr, std::move(report));
  }

 public:
  [[nodiscard]] bool is_news() const { return is_news_; }

 private:
  void tell_held() {
    is_news_ = true;
    for (Json& report : std::exchange(held_, {})) work_.items.add(std::move(report));
  }
  [[nodiscard]] std::string known_of(const std::string& uri) const {
    const auto known = work_.known.find(canonical_uri(uri));
    return known == work_.known.end() ? std::string() : known->second;
  }

  void add_open(OpenDocument& document) {
    const Snapshot snapshot = document.latest();
    const auto checked = document.lint().check(snapshot);
    const std::string& uri = snapshot.identity->uri;
    add_report(uri, snapshot.version, document_report(diagnostics_json(snapshot, *checked, can_), known_of(uri)));
  }

  void add_report(const std::string& uri, const Json& version, Json report) {
    report["uri"] = uri;
    report["version"] = version;
    if (!is_news_ && report["kind"] == "unchanged") return held_.push_back(std::move(report));
    if (!is_news_) tell_held();
    work_.items.add(std::move(report));
  }

  Work& work_;
  const ClientCapabilities& can_;
  std::unordered_map<std::string, std::shared_ptr<OpenDocument>> open_;
  // What is as the client has it is told when something else is not.
  bool is_news_ = false;
  std::vector<Json> held_;
};

// Nothing when the client has it all already.
std::optional<Json> report_all(Work& work, const ClientCapabilities& can, const Cancellation& cancellation) {
  const std::vector<std::string> files = files_of(*work.world);
  Reporter reporter(work, can);
  const bool shows_progress = !std::exchange(work.has_shown_progress, true);
  if (shows_progress) work.progress.begin("Looking through the workspace", files.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (cancellation.is_cancelled()) break;
    if (shows_progress) work.progress.report(i);
    reporter.add(files[i]);
  }
  if (shows_progress) work.progress.end();
  cancellation.check();
  if (!reporter.is_news() && !work.known.empty()) return std::nullopt;
  return Json{{"items", work.items.finish()}};
}

// Clients ask again as soon as they are answered. When nothing has changed since, the answer waits until it has.
void begin(Session& session, const std::shared_ptr<Work>& work, const Responder& responder) {
  const bool is_news = session.workspace_seen != session.changes() || work->known.empty();
  if (!is_news && !responder.cancellation().is_cancelled())
    return session.park([work, responder](Session& later) { begin(later, work, responder); });
  session.workspace_seen = session.changes();
  work->world = session.world();
  work->open = session.documents.all();
  session.workers().submit(Urgency::background,
                           [work, responder, &can = session.capabilities, &inbox = session.inbox()] {
                             responder.answer_unless_early([&](const Cancellation& cancellation) {
                               auto report = report_all(*work, can, cancellation);
                               if (!report)
                                 inbox.post([work, responder](Session& later) { begin(later, work, responder); });
                               return report;
                             });
                           });
}

}  // namespace

void workspace_diagnostic(Session& session, const Params& params, const Responder& responder) {
  const auto work = std::make_shared<Work>(Work{{},
                                                {},
                                                {},
                                                session.reports,
                                                {session.client(), params["partialResultToken"].json()},
                                                {session.client(), params["workDoneToken"].json()}});
  for (const Params& result : params["previousResultIds"].items())
    work->known[canonical_uri(result["uri"].text())] = result["value"].text();
  begin(session, work, responder);
}

}  // namespace asynclint::server::handlers
