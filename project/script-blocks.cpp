#include "project/script-blocks.h"

#include <algorithm>
#include <array>
#include <optional>

#include "project/markup-scanner.h"
#include "project/paths.h"

namespace asynclint {
namespace {

template <std::size_t size>
bool is_one_of(std::string_view word, const std::array<std::string_view, size>& words) {
  return std::ranges::find(words, word) != words.end();
}

// Elements whose content is text, in which no tag begins.
constexpr std::array<std::string_view, 8> holding_text{"style",  "textarea", "title",    "xmp",
                                                       "iframe", "noembed",  "noframes", "noscript"};

std::string_view trimmed(std::string_view word) {
  constexpr std::string_view spaces = " \t\r\n\f";
  const std::size_t first = word.find_first_not_of(spaces);
  if (first == std::string_view::npos) return {};
  return word.substr(first, word.find_last_not_of(spaces) - first + 1);
}

std::optional<Dialect> dialect_of_language(std::string_view language) {
  constexpr std::array<std::string_view, 5> javascript{"", "js", "javascript", "jsx", "mjs"};
  if (is_one_of(language, javascript)) return Dialect::javascript;
  if (language == "ts" || language == "typescript" || language == "mts") return Dialect::typescript;
  return language == "tsx" ? std::optional(Dialect::tsx) : std::nullopt;
}

std::optional<Dialect> dialect_of_type(std::string_view type) {
  constexpr std::array<std::string_view, 9> javascript{"",
                                                       "module",
                                                       "text/javascript",
                                                       "application/javascript",
                                                       "text/ecmascript",
                                                       "application/ecmascript",
                                                       "text/babel",
                                                       "text/jsx",
                                                       "application/x-javascript"};
  if (is_one_of(type, javascript)) return Dialect::javascript;
  const bool is_typescript = type == "text/typescript" || type == "application/typescript" || type == "ts";
  return is_typescript ? std::optional(Dialect::typescript) : std::nullopt;
}

// What a script element holds; none when it is no program.
std::optional<ScriptBlock> block_of(const Tag& tag, Markup markup) {
  if (tag.attribute("src")) return std::nullopt;
  const std::string type = in_lower_case(trimmed(tag.attribute("type").value_or("")));
  const std::string language = in_lower_case(trimmed(tag.attribute("lang").value_or("")));
  const auto by_type = dialect_of_type(type);
  const auto by_language = dialect_of_language(language);
  if (!by_type) return std::nullopt;
  ScriptBlock block;
  // On a page `lang` says which language people speak.
  if (!by_language && markup != Markup::html) return std::nullopt;
  block.dialect = by_language.value_or(Dialect::javascript) == Dialect::javascript ? *by_type : *by_language;
  block.is_module = type == "module";
  block.is_setup = markup == Markup::vue && tag.attribute("setup").has_value();
  return block;
}

// Without the marks of XML around it.
Span without_cdata(std::string_view text, Span content) {
  constexpr std::string_view opening = "<![CDATA[";
  constexpr std::string_view closing = "]]>";
  const std::string_view inside = trimmed(slice(text, content));
  if (!inside.starts_with(opening)) return content;
  content.begin = static_cast<std::uint32_t>(inside.data() - text.data() + opening.size());
  if (inside.ends_with(closing) && inside.size() >= opening.size() + closing.size())
    content.end = static_cast<std::uint32_t>(inside.data() - text.data() + inside.size() - closing.size());
  return content;
}

class BlockFinder {
 public:
  BlockFinder(std::string_view text, Markup markup)
      : text_(text), markup_(markup), scanner_(text, expressions_of(markup)) {}

  std::vector<ScriptBlock> find() {
    while (true) {
      switch (scanner_.next()) {
        case MarkupScanner::Found::end: return std::move(found_);
        case MarkupScanner::Found::closing:
          if (depth_ > 0 && is_template(scanner_.tag().name)) --depth_;
          break;
        case MarkupScanner::Found::opening: enter(); break;
      }
    }
  }

 private:
  static MarkupScanner::Expressions expressions_of(Markup markup) {
    switch (markup) {
      case Markup::vue: return MarkupScanner::Expressions::double_braces;
      case Markup::svelte: return MarkupScanner::Expressions::braces;
      default: return MarkupScanner::Expressions::none;
    }
  }

  [[nodiscard]] bool is_template(std::string_view name) const { return markup_ == Markup::vue && name == "template"; }

  // In a component `<Script>` is another component.
  [[nodiscard]] bool is_script(std::string_view name) const {
    return markup_ == Markup::html ? same_word(name, "script") : name == "script";
  }

  void enter() {
    const Tag& tag = scanner_.tag();
    if (tag.closes_itself && markup_ != Markup::html) return;
    if (is_script(tag.name)) return enter_script();
    if (is_template(tag.name) && (depth_ > 0 || dialect_is_html(tag))) {
      ++depth_;
      return;
    }
    const std::string name = in_lower_case(tag.name);
    const bool is_vue_block = markup_ == Markup::vue && depth_ == 0;
    const bool is_head = markup_ == Markup::svelte && name == "svelte:head";
    if (is_vue_block || is_head || is_one_of(name, holding_text)) static_cast<void>(scanner_.pass_text(tag.name));
  }

  // `<template lang="pug">` holds text.
  static bool dialect_is_html(const Tag& tag) {
    const auto language = tag.attribute("lang");
    return !language || same_word(*language, "html");
  }

  void enter_script() {
    const auto block = block_of(scanner_.tag(), markup_);
    const auto content = markup_ == Markup::html ? scanner_.pass_script() : scanner_.pass_text("script");
    if (!block || !content || depth_ > 0) return;
    found_.push_back(*block);
    found_.back().content = without_cdata(text_, *content);
    if (trimmed(slice(text_, found_.back().content)).empty()) found_.pop_back();
  }

  std::string_view text_;
  Markup markup_;
  MarkupScanner scanner_;
  // How many templates are open.
  std::size_t depth_ = 0;
  std::vector<ScriptBlock> found_;
};

// Whether a line that begins so would go on with what stands before it.
bool goes_on(char c) { return std::string_view("([`+-/*,.").find(c) != std::string_view::npos; }

Script component_of(std::vector<ScriptBlock> blocks, Markup markup) {
  Script script;
  const bool has_setup = std::ranges::any_of(blocks, &ScriptBlock::is_setup);
  for (const ScriptBlock& block : blocks) script.dialect = std::max(script.dialect, block.dialect);
  script.blocks = std::move(blocks);
  // A script without `setup` is a module like any other: its template sees what the component has.
  if (markup == Markup::svelte || has_setup) script.surroundings = Surroundings::component;
  // What Svelte makes of a script is a function that is not async.
  if (markup == Markup::svelte) script.module_kind = ModuleKind::commonjs;
  return script;
}

}  // namespace

std::size_t most_texts(std::size_t size) {
  constexpr std::size_t most_bytes = std::size_t{32} << 20U;
  return most_bytes / (size + 1) + 1;
}

Markup markup_of(std::string_view path) {
  const std::string_view suffix = extension(path);
  if (suffix == ".html" || suffix == ".htm") return Markup::html;
  if (suffix == ".vue") return Markup::vue;
  return suffix == ".svelte" ? Markup::svelte : Markup::none;
}

std::vector<ScriptBlock> find_script_blocks(std::string_view text, Markup markup) {
  if (markup == Markup::none) return {};
  return BlockFinder(text, markup).find();
}

std::vector<Script> scripts_of(std::string_view text, Markup markup) {
  std::vector<ScriptBlock> blocks = find_script_blocks(text, markup);
  std::vector<Script> scripts;
  if (blocks.empty()) return scripts;
  if (markup != Markup::html) {
    scripts.push_back(component_of(std::move(blocks), markup));
    return scripts;
  }
  Script shared{{}, Dialect::javascript, ModuleKind::commonjs, Surroundings::page};
  // What nobody's page has beyond these is not linted.
  std::size_t modules_left = most_texts(text.size());
  for (const ScriptBlock& block : blocks) {
    if (!block.is_module) {
      shared.blocks.push_back(block);
      shared.dialect = std::max(shared.dialect, block.dialect);
    } else if (modules_left > 0) {
      --modules_left;
      scripts.push_back({{block}, block.dialect, ModuleKind::module, Surroundings::none});
    }
  }
  if (!shared.blocks.empty()) scripts.insert(scripts.begin(), std::move(shared));
  return scripts;
}

std::string text_of_blocks(std::string_view text, const std::vector<ScriptBlock>& blocks) {
  std::string blank(text);
  std::size_t at = 0;
  const auto clear_until = [&](std::size_t end) {
    for (; at < end; ++at)
      if (blank[at] != '\n' && blank[at] != '\r') blank[at] = ' ';
  };
  bool is_first = true;
  for (const ScriptBlock& block : blocks) {
    clear_until(block.content.begin);
    const std::string_view content = trimmed(slice(text, block.content));
    // Each block ends what it begins. There is a tag's end before every one.
    if (!is_first && goes_on(content.front())) blank[block.content.begin - 1] = ';';
    is_first = false;
    at = block.content.end;
  }
  clear_until(text.size());
  return blank;
}

}  // namespace asynclint
