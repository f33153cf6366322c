// The commands that explain: a rule, the configuration of a file, and why something was not found.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "lessons/lessons.h"
#include "lessons/marked-text.h"
#include "lint/unused-suppression.h"
#include "project/configuration-json.h"
#include "project/words.h"
#include "server/commands.h"
#include "server/protocol-json.h"
#include "server/response-error.h"

namespace asynclint::server::command {
namespace {

Params argument(const Params& arguments, std::size_t index) {
  const auto items = arguments.items();
  if (index >= items.size()) arguments.complain("has to have " + std::to_string(index + 1) + " of them");
  return items[index];
}

// On the lines of a place, because a cursor is rarely on the very letter.
bool shares_line(const LineIndex& lines, Span span, std::uint32_t line) {
  return lines.line_of(span.begin) <= line && line <= lines.line_of(span.end);
}

}  // namespace

Answer explain_rule(Session& session, const Params& arguments) {
  const std::string name = argument(arguments, 0).text();
  std::vector<RuleEntry> rules(session.rules().begin(), session.rules().end());
  rules.push_back(unused_suppression_entry());
  const RuleEntry* rule = find_rule(name, rules);
  if (rule == nullptr) throw ResponseError(ErrorCode::invalid_params, no_such_rule(name, rules));
  return [id = rule->id](const Cancellation&) {
    const auto page = page_of_rule(id);
    return Json(page ? page_as_markdown(page->text) : "");
  };
}

Answer explain_configuration(Session& session, const Params& arguments) {
  const Params uri = argument(arguments, 0);
  const auto document = session.documents.find(uri.text());
  const Identity identity = document ? *document->latest().identity : identify(uri.text(), "", session.home());
  return [identity, world = session.world()](const Cancellation&) {
    Configurations& configurations = world->configurations_for(identity.path);
    Json json = Json::parse(configuration_json(identity.path, configurations.resolved(identity.path)));
    const std::string silence = world->verdict(identity, "").silent_because;
    json["linted"] = silence.empty();
    if (!silence.empty()) json["because"] = silence;
    return json;
  };
}

Answer explain_silence(Session& session, const Params& arguments) {
  Json named = {{"uri", argument(arguments, 0).text()}};
  const auto document = session.document({named, "arguments[0]"});
  const Snapshot snapshot = document->latest();
  const std::uint32_t line = argument(arguments, 1).position().line;
  return [document, snapshot, line, &client = session.capabilities](const Cancellation& cancellation) -> Json {
    const auto checked = document->lint().check(snapshot);
    cancellation.check();
    if (!checked->silent_because.empty()) return {{"because", checked->silent_because}};
    const World& world = *snapshot.world;
    const IndexedText& text = *snapshot.text;
    const auto modules = world.modules().seen_from(snapshot.identity->path);
    LintSettings settings = checked->settings->settings;
    settings.with_silences = true;
    const LintResult result =
        lint(world.file_text(*snapshot.identity, text.text, modules.get()), world.rules(), settings);
    Json silences = Json::array();
    for (const Silence& silence : result.silences)
      if (shares_line(text.lines, silence.span, line))
        silences.push_back({{"rule", silence.rule},
                            {"reason", silence.reason},
                            {"range", range_json(text, silence.span, client.columns)}});
    Json suppressed = Json::array();
    for (const SuppressedFinding& one : result.suppressed)
      if (shares_line(text.lines, one.finding.span, line))
        suppressed.push_back({{"rule", one.finding.rule},
                              {"message", one.finding.message},
                              {"reason", one.reason},
                              {"range", range_json(text, one.finding.span, client.columns)}});
    Json json = {{"silences", std::move(silences)}, {"suppressed", std::move(suppressed)}};
    // What is too small to be shown was found all the same.
    json["belowLevel"] = Json::array();
    for (const Finding& finding : result.findings)
      if (finding.level < checked->settings->least && shares_line(text.lines, finding.span, line))
        json["belowLevel"].push_back({{"rule", finding.rule}, {"level", name(finding.level)}});
    return json;
  };
}

}  // namespace asynclint::server::command
