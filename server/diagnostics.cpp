#include "server/diagnostics.h"

#include <xxhash.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "lint/suppressions.h"
#include "server/finding-identity.h"
#include "server/object-json.h"
#include "server/protocol-json.h"

namespace asynclint::server {
namespace {

int severity_of(Level level) {
  switch (level) {
    case Level::error: return 1;
    case Level::warning: return 2;
    case Level::info:
    case Level::off: break;
  }
  return 3;
}

std::string address_of(const std::string& pattern, std::string_view rule) {
  std::string address = pattern;
  constexpr std::string_view name = "{rule}";
  if (const auto at = address.find(name); at != std::string::npos) return address.replace(at, name.size(), rule);
  // The address of a site that `asynclint docs` wrote.
  return address + (address.ends_with('/') ? "" : "/") + "rules/" + std::string(rule) + ".html";
}

class Writer {
 public:
  Writer(const Snapshot& snapshot, const Checked& checked, const ClientCapabilities& client)
      : snapshot_(snapshot),
        text_(*checked.text),
        client_(client),
        rule_page_(snapshot.world->settings_for(snapshot.identity->path).rule_page) {}

  [[nodiscard]] Json diagnostic(const Finding& finding, const std::string& identity) const {
    Json json = object_json("code", finding.rule,                                       //
                            "data", object_json("finding", identity),                   //
                            "message", message(finding.message),                        //
                            "range", range_json(text_, finding.span, client_.columns),  //
                            "severity", severity_of(finding.level),                     //
                            "source", "asynclint");
    if (client_.code_description && !rule_page_.empty())
      json["codeDescription"] = {{"href", address_of(rule_page_, finding.rule)}};
    if (client_.unnecessary_tag && finding.rule == unused_suppression) json["tags"] = {1};
    if (client_.related_information && !finding.related.empty()) json["relatedInformation"] = related(finding);
    return json;
  }

 private:
  [[nodiscard]] Json message(const std::string& text) const {
    if (!client_.markdown_messages) return text;
    return {{"kind", "markdown"}, {"value", text}};
  }

  [[nodiscard]] Json related(const Finding& finding) const {
    Json list = Json::array();
    for (const RelatedPlace& place : finding.related) {
      Json location = object_json("range", range_json(text_, place.span, client_.columns),  //
                                  "uri", snapshot_.identity->uri);
      list.push_back(object_json("location", std::move(location), "message", place.message));
    }
    return list;
  }

  const Snapshot& snapshot_;
  const IndexedText& text_;
  const ClientCapabilities& client_;
  const std::string& rule_page_;
};

}  // namespace

Json diagnostics_json(const Snapshot& snapshot, const Checked& checked, const ClientCapabilities& client) {
  const Writer writer(snapshot, checked, client);
  const std::vector<std::string> identities = identities_of(checked);
  Json list = Json::array();
  for (std::size_t i = 0; i < checked.findings.size(); ++i)
    list.push_back(writer.diagnostic(checked.findings[i], identities[i]));
  return list;
}

Json unchanged_report(const std::string& id) { return {{"kind", "unchanged"}, {"resultId", id}}; }

Json document_report(Json diagnostics, const std::string& known) {
  // The id says what the result is, so nothing has to be kept of what was told.
  const std::string text = diagnostics.dump(-1, ' ', false, Json::error_handler_t::replace);
  const std::string id = std::to_string(XXH3_64bits(text.data(), text.size()));
  if (id == known) return unchanged_report(id);
  return {{"kind", "full"}, {"resultId", id}, {"items", std::move(diagnostics)}};
}

void publish_diagnostics(Client& client, const ClientCapabilities& can, OpenDocument& document) {
  const Snapshot snapshot = document.latest();
  const auto checked = document.lint().check(snapshot);
  const std::string& uri = snapshot.identity->uri;
  Json params = object_json("diagnostics", diagnostics_json(snapshot, *checked, can),  //
                            "uri", uri, "version", snapshot.version);
  document.if_latest(snapshot.revision,
                     [&] { client.notify("textDocument/publishDiagnostics", std::move(params), uri); });
}

}  // namespace asynclint::server
