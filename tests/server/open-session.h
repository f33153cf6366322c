// A session without a process around it: messages go in as JSON, and texts and findings are looked at from the inside.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "server/json.h"
#include "server/session.h"

namespace asynclint::tests {

class OpenSession {
 public:
  // With a client that asks for diagnostics, so that nothing is looked at before somebody asks.
  explicit OpenSession(ColumnUnit unit);
  ~OpenSession();

  void notify(const char* method, const server::Json& params);
  [[nodiscard]] server::Snapshot latest(const std::string& uri) const;
  [[nodiscard]] std::shared_ptr<const server::Checked> checked(const std::string& uri) const;
  // The same, once the text has rested.
  [[nodiscard]] std::shared_ptr<const server::Checked> rested(const std::string& uri) const;

 private:
  [[nodiscard]] std::shared_ptr<server::OpenDocument> document(const std::string& uri) const;

  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace asynclint::tests
