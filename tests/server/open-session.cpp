#include "tests/server/open-session.h"

#include <nlohmann/json.hpp>

#include "rules/rule-table.h"

namespace asynclint::tests {
namespace {

const char* encoding_of(ColumnUnit unit) {
  if (unit == ColumnUnit::utf8) return "utf-8";
  return unit == ColumnUnit::utf16 ? "utf-16" : "utf-32";
}

}  // namespace

struct OpenSession::Parts {
  server::Outbox outbox{[](std::string_view) { return true; }};
  server::Client client{outbox};
  server::Inbox inbox;
  server::Workers workers{2};
  server::Session session{rule_table(), client, inbox, workers};
};

OpenSession::OpenSession(ColumnUnit unit) : parts_(std::make_unique<Parts>()) {
  const server::Json capabilities = {{"general", {{"positionEncodings", {encoding_of(unit)}}}},
                                     {"textDocument", {{"diagnostic", server::Json::object()}}},
                                     {"workspace", {{"diagnostics", {{"refreshSupport", true}}}}}};
  parts_->session.receive({{"jsonrpc", "2.0"},
                           {"id", 1},
                           {"method", "initialize"},
                           {"params", {{"processId", nullptr}, {"rootUri", nullptr}, {"capabilities", capabilities}}}});
  notify("initialized", server::Json::object());
}

OpenSession::~OpenSession() = default;

void OpenSession::notify(const char* method, const server::Json& params) {
  parts_->session.receive({{"jsonrpc", "2.0"}, {"method", method}, {"params", params}});
}

std::shared_ptr<server::OpenDocument> OpenSession::document(const std::string& uri) const {
  return parts_->session.documents.find(uri);
}

server::Snapshot OpenSession::latest(const std::string& uri) const { return document(uri)->latest(); }

std::shared_ptr<const server::Checked> OpenSession::checked(const std::string& uri) const {
  const auto open = document(uri);
  return open->lint().check(open->latest());
}

std::shared_ptr<const server::Checked> OpenSession::rested(const std::string& uri) const {
  const auto open = document(uri);
  (void)open->lint().rest(open->latest(), true);
  return checked(uri);
}

}  // namespace asynclint::tests
