// The programs inside .html, .vue and .svelte files.
//
// Each program becomes a text as long as the file, in which everything else is blank and line ends stay: so a place in
// the program is the same place in the file, and nobody does arithmetic. Which blocks make one program:
// - Vue compiles all scripts of a file into one module, and so does Svelte: one program.
// - The classic scripts of a page share their globals: one program, too. When it does not parse, each is taken for
//   itself, because an error in one of them ends that one and no other.
// - Each module script of a page has a scope of its own: a program for each.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/lint.h"
#include "text/span.h"

namespace asynclint {

enum class Markup : std::uint8_t { none, html, vue, svelte };

// By the file's extension; none for programs.
[[nodiscard]] Markup markup_of(std::string_view path);

struct ScriptBlock {
  // What stands between the tags.
  Span content;
  Dialect dialect = Dialect::javascript;
  bool is_module = false;  // `type="module"`
  bool is_setup = false;   // Vue's `<script setup>`
  friend bool operator==(const ScriptBlock&, const ScriptBlock&) = default;
};

// The script elements that hold JavaScript or TypeScript: not those with `src`, of another type or language, or without
// an end. Reads HTML as browsers do; of Vue only the elements at the top; of Svelte all that are not in `svelte:head`.
[[nodiscard]] std::vector<ScriptBlock> find_script_blocks(std::string_view text, Markup markup);

struct Script {
  std::vector<ScriptBlock> blocks;
  Dialect dialect = Dialect::javascript;
  ModuleKind module_kind = ModuleKind::module;
  Surroundings surroundings = Surroundings::none;
};

[[nodiscard]] std::vector<Script> scripts_of(std::string_view text, Markup markup);

// How many texts as long as a file one run takes of it.
[[nodiscard]] std::size_t most_texts(std::size_t size);

// The file's text with blanks for all that does not belong to these blocks.
[[nodiscard]] std::string text_of_blocks(std::string_view text, const std::vector<ScriptBlock>& blocks);

}  // namespace asynclint
