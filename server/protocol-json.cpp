#include "server/protocol-json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/object-json.h"

namespace asynclint::server {
namespace {

Json position_json(Position position) { return object_json("character", position.column, "line", position.line); }

}  // namespace

Json range_json(const IndexedText& text, Span span, ColumnUnit unit) {
  return object_json("end", position_json(text.lines.position(span.end, unit)),  //
                     "start", position_json(text.lines.position(span.begin, unit)));
}

Span span_of(const IndexedText& text, const ClientRange& range, ColumnUnit unit) {
  const std::uint32_t begin = text.lines.offset(range.start, unit);
  const std::uint32_t end = text.lines.offset(range.end, unit);
  return {std::min(begin, end), std::max(begin, end)};
}

Json workspace_edit(const Snapshot& snapshot, const std::vector<TextEdit>& edits, const ClientCapabilities& client) {
  Json list = Json::array();
  for (const TextEdit& edit : edits)
    list.push_back({{"range", range_json(*snapshot.text, edit.span, client.columns)}, {"newText", edit.text}});
  const std::string& uri = snapshot.identity->uri;
  if (!client.document_changes) return {{"changes", {{uri, std::move(list)}}}};
  // What nobody has opened has no version.
  const Json version = snapshot.revision == 0 ? Json() : Json(snapshot.version);
  const Json document = {{"uri", uri}, {"version", version}};
  return {{"documentChanges", {{{"textDocument", document}, {"edits", std::move(list)}}}}};
}

}  // namespace asynclint::server
