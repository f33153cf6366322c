// `workspace/diagnostic`: what is found in all files of the workspace, also in those that nobody has opened.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_map>
#include <unordered_set>
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
  // Otherwise nothing is found in files that nobody has opened, and what the client has of them is taken back.
  bool is_wanted = true;
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
    if (!known.empty() && known == known_of(uri)) {
      seen_.insert(canonical_uri(uri));
      return add_report(uri, nullptr, unchanged_report(known));
    }
    const platform::FileStamp stamp = platform::stamp_of(path);
    const auto file = read_snapshot(path, work_.world);
    if (!file) return;
    seen_.insert(canonical_uri(uri));
    const Checked checked = check_once(*file);
    Json report = document_report(diagnostics_json(*file, checked, can_), known_of(uri));
    work_.reports->note(path, *work_.world, stamp, report["resultId"].get<std::string>());
    add_report(uri, nullptr, std::move(report));
  }

  // What the client has of files that are not there any more, or not looked at.
  void take_back_the_others() {
    for (const auto& document : work_.open)
      if (const auto uri = canonical_uri(document->latest().identity->uri);
          !seen_.contains(uri) && work_.known.contains(uri))
        add_open(*document);
    for (const auto& [uri, known] : work_.known)
      if (!seen_.contains(uri)) add_report(uri, nullptr, document_report(Json::array(), known));
  }
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
    seen_.insert(canonical_uri(uri));
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
  std::unordered_set<std::string> seen_;
  // What is as the client has it is told when something else is not.
  bool is_news_ = false;
  std::vector<Json> held_;
};

// Nothing when the client has it all already.
std::optional<Json> report_all(Work& work, const ClientCapabilities& can, const Cancellation& cancellation) {
  const bool shows_progress = !std::exchange(work.has_shown_progress, true);
  if (shows_progress) work.progress.begin("Reading the modules of the workspace");
  const std::vector<std::string> files = work.is_wanted ? files_of(*work.world) : std::vector<std::string>();
  work.progress.expect(files.size());
  Reporter reporter(work, can);
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (cancellation.is_cancelled()) break;
    if (shows_progress) work.progress.report(i);
    reporter.add(files[i]);
  }
  if (!cancellation.is_cancelled()) reporter.take_back_the_others();
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
  work->is_wanted = session.settings.workspace_diagnostics;
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

// Most clients show nothing by themselves, and are asked to, when they look at the workspace for the first time.
Progress progress_of(Session& session, const Params& params) {
  const bool is_first = session.workspace_seen == 0 && params["previousResultIds"].items().empty();
  if (params["workDoneToken"].is_there() || !session.capabilities.work_done_progress || !is_first)
    return {session.client(), params["workDoneToken"].json()};
  return Progress::of_server(session.client());
}

}  // namespace

void workspace_diagnostic(Session& session, const Params& params, const Responder& responder) {
  const auto work = std::make_shared<Work>(Work{{},
                                                {},
                                                {},
                                                session.reports,
                                                {session.client(), params["partialResultToken"].json()},
                                                progress_of(session, params)});
  for (const Params& result : params["previousResultIds"].items())
    work->known[canonical_uri(result["uri"].text())] = result["value"].text();
  begin(session, work, responder);
}

}  // namespace asynclint::server::handlers
