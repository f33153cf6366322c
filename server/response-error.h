// Why a request has no result, in the numbers of JSON-RPC and of the language server protocol.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace asynclint::server {

enum class ErrorCode : std::int32_t {
  parse_error = -32700,
  invalid_request = -32600,
  method_not_found = -32601,
  invalid_params = -32602,
  internal_error = -32603,
  server_not_initialized = -32002,
  request_failed = -32803,
  server_cancelled = -32802,
  content_modified = -32801,
  request_cancelled = -32800,
};

// Thrown by whatever serves a request; it ends that request and nothing else.
class ResponseError : public std::runtime_error {
 public:
  ResponseError(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}

  [[nodiscard]] ErrorCode code() const { return code_; }
  // Whether the client should ask again, where it wants to be told.
  [[nodiscard]] bool wants_another() const { return code_ == ErrorCode::server_cancelled; }

 private:
  ErrorCode code_;
};

}  // namespace asynclint::server
