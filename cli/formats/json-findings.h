// Findings in ESLint's JSON, which both formats in JSON are made of.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "cli/places.h"
#include "lint/lint.h"

namespace asynclint::cli {

// The findings of one file, in the terms of JavaScript. Keeps a view of the text.
class JsonFindings {
 public:
  using Json = nlohmann::ordered_json;

  JsonFindings(std::string_view text, std::string path, bool with_evidence)
      : text_(text), places_(text), path_(std::move(path)), with_evidence_(with_evidence) {}

  [[nodiscard]] Json message(const Finding& finding) const;
  [[nodiscard]] Json syntax_errors(const LintResult& result) const;

 private:
  [[nodiscard]] Json chain(const Finding& finding) const;
  void add_place(Json& json, Span span) const;
  [[nodiscard]] std::optional<TextEdit> merged(const Fix& fix) const;
  [[nodiscard]] Json fix_of(const TextEdit& edit) const;

  std::string_view text_;
  Places places_;
  std::string path_;
  bool with_evidence_;
  mutable std::size_t copies_left_ = std::size_t{16} << 20U;
};

// As ESLint shows a path: absolute. Standard input without a name of its own stays as it is.
[[nodiscard]] std::string json_path(const std::string& path, std::string_view directory);

}  // namespace asynclint::cli
