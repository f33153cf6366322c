#include "syntax/live-tree.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "syntax/body-parse.h"
#include "syntax/tree-builder.h"
#include "syntax/views.h"
#include "text/changed-range.h"

namespace asynclint::syntax {
namespace {

struct ParserDeleter {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};

// The grammars ask for no rows and columns, so that a place is its offset.
TSPoint point(std::uint32_t offset) { return {0, offset}; }

TSInputEdit edit_of(const ChangedRange& change) {
  TSInputEdit edit{};
  edit.start_byte = change.begin;
  edit.old_end_byte = change.old_end;
  edit.new_end_byte = change.new_end;
  edit.start_point = point(change.begin);
  edit.old_end_point = point(change.old_end);
  edit.new_end_point = point(change.new_end);
  return edit;
}

// A text as one grammar reads it.
class Reading {
 public:
  explicit Reading(Grammar grammar, bool is_typescript) : bodies_(grammar) {
    ts_parser_set_language(parser_.get(), language(grammar));
    options_.grammar = grammar;
    options_.is_typescript = is_typescript;
    options_.is_live = true;
  }

  void parse(std::string_view text, UnitSizes sizes) {
    options_.sizes = sizes;
    follows_ = tree_ != nullptr;
    if (follows_ && parse_body(text)) return;
    std::unique_ptr<TSTree, TreeDeleter> edited;
    if (follows_) {
      // The earlier tree keeps its subtrees: their addresses tell what is the same.
      edited.reset(ts_tree_copy(good_ ? good_->source.get() : source_.get()));
      const TSInputEdit edit = edit_of(changed_range(good_ ? good_->text : tree_->text(), text));
      ts_tree_edit(edited.get(), &edit);
    }
    std::unique_ptr<TSTree, TreeDeleter> source(
        ts_parser_parse_string(parser_.get(), edited.get(), text.data(), static_cast<std::uint32_t>(text.size())));
    ReadOptions options = options_;
    ReadTree read;
    if (follows_) {
      const EarlierTree before{*tree_, sources_};
      options.before = &before;
      read = read_tree(*source, text, options);
    } else {
      read = read_tree(*source, text, options);
    }
    if (read.tree->errors().empty())
      good_.reset();
    else if (follows_ && tree_->errors().empty())
      good_.emplace(Good{std::move(source_), std::string(tree_->text())});
    tree_ = std::move(read.tree);
    sources_ = std::move(read.sources);
    past_ = std::move(read.past);
    source_ = std::move(source);
  }

  [[nodiscard]] const std::shared_ptr<const Tree>& tree() const { return tree_; }
  // Whether the tree was made of the one before.
  [[nodiscard]] bool follows() const { return follows_; }
  [[nodiscard]] std::span<const UnitPast> past() const { return past_; }

 private:
  // A change inside the body of a function that is a unit, if the body is one block before and after. Where there are
  // errors, anywhere, the parser has to see it all.
  bool parse_body(std::string_view text) {
    if (good_ || !tree_->errors().empty()) return false;
    const ChangedRange change = changed_range(tree_->text(), text);
    const auto body = body_around(*tree_, change);
    if (!body) return false;
    const Node function(tree_.get(), body->unit, 0);
    const Span span = Node(tree_.get(), body->unit, body->record).span();
    // A small function is a unit only by where it stands.
    const Kind around = function.parent().kind();
    if (around != Kind::program && around != Kind::class_body &&
        function.span().length() + change.shift() < options_.sizes.function_bytes)
      return false;
    const auto view = Function::assume(function);
    const auto block =
        bodies_.parse(parser_.get(), source_.get(), {view.is_async(), view.is_generator()}, span, text, change);
    if (!block) return false;
    for (UnitId unit = body->unit;; unit = tree_->units()[unit].parent) {
      for (const auto& [before, now] : bodies_.readdressed())
        if (sources_[unit].subtree == before) {
          sources_[unit].subtree = now;
          break;
        }
      if (unit == 0) break;
    }
    const EarlierTree before{*tree_, sources_};
    ReadOptions options = options_;
    options.before = &before;
    ReadTree read = read_body(ts_parser_language(parser_.get()), *block, text, options, *body);
    read = put_body_in(before, std::move(read), *body, text, change.shift());
    tree_ = std::move(read.tree);
    sources_ = std::move(read.sources);
    past_ = std::move(read.past);
    return true;
  }

  // The innermost such function, and its block.
  [[nodiscard]] static std::optional<BodyToRead> body_around(const Tree& tree, const ChangedRange& change) {
    const auto units = tree.units();
    UnitId innermost = 0;
    for (UnitId unit = 1; unit < units.size();) {
      const Span span = Node(&tree, unit, 0).span();
      if (span.begin < change.begin && change.old_end < span.end)
        innermost = unit++;
      else if (span.begin >= change.begin)
        break;
      else
        unit = units[unit].last_descendant + 1;
    }
    for (UnitId unit = innermost; unit != 0; unit = units[unit].parent) {
      const auto records = tree.records(unit);
      if (!is_function_kind(records[0].kind) || (records[0].flags & flag::type) != 0) continue;
      for (std::uint32_t i = 1; i < records.size(); i = records[i].end) {
        if ((records[i].flags & flag::unit) != 0) break;
        if (records[i].field != Field::body || records[i].kind != Kind::statement_block) continue;
        // What has functions in front of its body, as defaults of parameters, is read as a whole.
        const auto is_unit = [](const Record& record) { return (record.flags & flag::unit) != 0; };
        if (std::ranges::any_of(records.first(i), is_unit)) break;
        const std::uint32_t begin = units[unit].start + records[i].start;
        if (begin < change.begin && change.old_end < begin + records[i].length) return BodyToRead{unit, i};
        break;
      }
    }
    return std::nullopt;
  }

  std::unique_ptr<TSParser, ParserDeleter> parser_{ts_parser_new()};
  ReadOptions options_;
  std::unique_ptr<TSTree, TreeDeleter> source_;
  std::shared_ptr<const Tree> tree_;
  std::vector<UnitSource> sources_;
  std::vector<UnitPast> past_;
  // While the text has errors: the last version that had none. How tree-sitter recovers from an error depends on what
  // the tree was before, so each version with errors is made of this one, and what comes after them too.
  struct Good {
    std::unique_ptr<TSTree, TreeDeleter> source;
    std::string text;
  };
  std::optional<Good> good_;
  BodyParser bodies_;
  bool follows_ = false;
};

}  // namespace

struct LiveTree::State {
  State(Grammar grammar, UnitSizes sizes)
      : grammar(grammar), sizes(sizes), first(grammar, grammar != Grammar::javascript) {}

  Grammar grammar;
  UnitSizes sizes;
  Reading first;
  // While the JavaScript grammar fails: what another one makes of the text.
  std::unique_ptr<Reading> second;
  const Reading* latest = nullptr;
  bool follows = false;
};

LiveTree::LiveTree(Grammar grammar, UnitSizes sizes) : state_(std::make_unique<State>(grammar, sizes)) {}
LiveTree::~LiveTree() = default;

Grammar LiveTree::grammar() const { return state_->grammar; }

std::span<const UnitPast> LiveTree::past() const {
  return state_->follows ? state_->latest->past() : std::span<const UnitPast>();
}

std::shared_ptr<const Tree> LiveTree::parse(std::string_view text) {
  State& state = *state_;
  state.first.parse(text, state.sizes);
  const Reading* better = &state.first;
  if (is_worth_another_grammar(*state.first.tree())) {
    if (!state.second) state.second = std::make_unique<Reading>(Grammar::tsx, false);
    state.second->parse(text, state.sizes);
    if (state.second->tree()->errors().size() < state.first.tree()->errors().size()) better = state.second.get();
  } else {
    state.second.reset();
  }
  state.follows = better == state.latest && better->follows();
  state.latest = better;
  return better->tree();
}

}  // namespace asynclint::syntax
