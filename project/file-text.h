// The text of a file with all programs in it: one, or those of its script elements.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "lint/lint.h"
#include "project/script-blocks.h"

namespace asynclint {

struct FileText {
  // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions): a program is the commonest text
  FileText(const Document& document, Markup kind = Markup::none) : document(document), markup(kind) {}

  // Of markup, the text counts and nothing else.
  Document document;
  Markup markup;
};

// One program of a file of markup. `text` is what `text_of_blocks` gives of its blocks, and has to outlive the
// document.
[[nodiscard]] Document document_of(const Document& file, const Script& script, std::string_view text);

// Places are those of the whole file. Fixes change scripts and nothing around them.
[[nodiscard]] LintResult lint(const FileText& file, std::span<const RuleEntry> rules, const LintSettings& settings);

// How many places of its programs cannot be made sense of.
[[nodiscard]] std::uint32_t count_syntax_errors(const FileText& file);

}  // namespace asynclint
