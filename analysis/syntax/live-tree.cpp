#include "syntax/live-tree.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "syntax/body-parse.h"
#include "syntax/sound-parse.h"
#include "syntax/tree-builder.h"
#include "syntax/unread-edit.h"
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

const char* read_text(void* payload, std::uint32_t byte, TSPoint, std::uint32_t* length) {
  const std::string_view rest = static_cast<const std::string_view*>(payload)->substr(byte);
  *length = static_cast<std::uint32_t>(rest.size());
  return rest.data();
}

// Whether what is typed into a body may let it end elsewhere: braces, and what begins and ends strings, templates,
// comments, regular expressions and JSX.
bool may_reach_out(std::string_view typed) { return typed.find_first_of("{}'\"`/*<>\\\n\r") != std::string_view::npos; }

// A text as one grammar reads it.
class Reading {
 public:
  explicit Reading(Grammar grammar, bool is_typescript) : bodies_(grammar) {
    ts_parser_set_language(parser_.get(), language(grammar));
    options_.grammar = grammar;
    options_.is_typescript = is_typescript;
    options_.is_live = true;
  }

  void parse(const std::shared_ptr<const std::string>& whole, const ChangedRange* within, UnitSizes sizes) {
    const std::string_view text = *whole;
    options_.sizes = sizes;
    follows_ = base_.tree != nullptr;
    if (follows_) note_change(text, within);
    // How tree-sitter recovers from an error depends on what it begins with, and may take long. So what somebody types
    // into a text without errors is read when it makes sense, and not before.
    const bool wants_sound = follows_ && is_sound();
    const BodyParse body = follows_ ? parse_body(text) : BodyParse::elsewhere;
    if (body == BodyParse::read || (body == BodyParse::elsewhere && parse_whole(text, wants_sound))) {
      note_touched();
      unread_.reset();
      base_.text = whole;
    } else {
      leave_unread(whole);
    }
  }

  [[nodiscard]] const std::shared_ptr<const Tree>& tree() const { return unread_ ? unread_->tree : base_.tree; }
  // Whether the tree was made of the one before.
  [[nodiscard]] bool follows() const { return follows_; }
  [[nodiscard]] std::span<const UnitPast> past() const { return past_; }
  [[nodiscard]] const ChangedRange& change() const { return since_before_; }

 private:
  // Texts are long, and are compared no more than they have to be.
  void note_change(std::string_view text, const ChangedRange* within) {
    const ChangedRange between_before = since_base_;
    const std::string_view before = tree()->text();
    since_before_ = within != nullptr ? changed_range(before, text, *within) : changed_range(before, text);
    since_base_ =
        unread_ ? changed_range(base_.tree->text(), text, range_of_both(between_before, since_before_)) : since_before_;
  }

  // What was read, with what it was read from.
  struct Base {
    std::shared_ptr<const std::string> text;
    OwnTree source;
    std::shared_ptr<const Tree> tree;
    std::vector<UnitSource> units;
  };
  // While something that was typed since makes no sense.
  struct Unread {
    std::shared_ptr<const std::string> text;
    std::shared_ptr<const Tree> tree;
    // Which units of the base are otherwise in the tree.
    std::vector<UnitId> touched;
    std::vector<UnitId> around;
  };

  [[nodiscard]] bool is_sound() const { return ts_subtree_error_cost(base_.source->root) == 0; }

  // False when the text has errors and none are wanted.
  bool parse_whole(std::string_view text, bool wants_sound) {
    OwnTree edited;
    if (follows_) {
      // The earlier tree keeps its subtrees: their addresses tell what is the same.
      edited.reset(ts_tree_copy(base_.source.get()));
      const TSInputEdit edit = edit_of(since_base_);
      ts_tree_edit(edited.get(), &edit);
    }
    TSInput input{&text, read_text, TSInputEncodingUTF8, nullptr};
    OwnTree source = wants_sound ? parse_sound(parser_.get(), edited.get(), input)
                                 : OwnTree(ts_parser_parse(parser_.get(), edited.get(), input));
    if (!source) return false;
    if (follows_) {
      const EarlierTree before{*base_.tree, base_.units};
      ReadOptions options = options_;
      options.before = &before;
      take(read_tree(*source, text, options));
    } else {
      take(read_tree(*source, text, options_));
    }
    base_.source = std::move(source);
    return true;
  }

  void take(ReadTree read) {
    base_.tree = std::move(read.tree);
    base_.units = std::move(read.sources);
    past_ = std::move(read.past);
  }

  enum class BodyParse : std::uint8_t {
    read,
    // It makes no sense, and so the text does not, whatever stands around the body.
    broken,
    // Who wants to know has to read more than one body.
    elsewhere,
  };

  // A change inside the body of a function that is a unit, if the body is one block before and after. In a text with
  // errors those in the body are looked for in it alone, which the parser might see otherwise from outside.
  BodyParse parse_body(std::string_view text) {
    const ChangedRange& change = since_base_;
    const auto body = body_around(*base_.tree, change);
    if (!body) return BodyParse::elsewhere;
    const Node function(base_.tree.get(), body->unit, 0);
    const Span span = Node(base_.tree.get(), body->unit, body->record).span();
    // A small function is a unit only by where it stands.
    const Kind around = function.parent().kind();
    if (around != Kind::program && around != Kind::class_body &&
        function.span().length() + change.shift() < options_.sizes.function_bytes)
      return BodyParse::elsewhere;
    const auto view = Function::assume(function);
    const BodyKind kind{view.is_async(), view.is_generator()};
    const auto block = bodies_.parse(parser_.get(), base_.source.get(), kind, span, text, change);
    if (!block) {
      const bool stays_inside = !may_reach_out(slice(base_.tree->text(), {change.begin, change.old_end})) &&
                                !may_reach_out(slice(text, {change.begin, change.new_end}));
      return is_sound() && stays_inside ? BodyParse::broken : BodyParse::elsewhere;
    }
    for (UnitId unit = body->unit;; unit = base_.tree->units()[unit].parent) {
      for (const auto& [before, now] : bodies_.readdressed())
        if (base_.units[unit].subtree == before) {
          base_.units[unit].subtree = now;
          break;
        }
      if (unit == 0) break;
    }
    const EarlierTree before{*base_.tree, base_.units};
    ReadOptions options = options_;
    options.before = &before;
    ReadTree read = read_body(ts_parser_language(parser_.get()), *block, text, options, *body);
    take(put_body_in(before, std::move(read), *body, text, change.shift()));
    return BodyParse::read;
  }

  void leave_unread(const std::shared_ptr<const std::string>& text) {
    Unread next;
    next.text = text;
    TreeAroundEdit now = leave_edit_unread(*base_.tree, *text, since_base_);
    past_.clear();
    for (UnitId id = 0; id < base_.tree->units().size(); ++id) past_.push_back({id, true, true});
    keep_of(now.touched, Kept::nothing);
    keep_of(now.around, Kept::records);
    note_touched();
    next.tree = std::move(now.tree);
    next.touched = std::move(now.touched);
    next.around = std::move(now.around);
    unread_ = std::move(next);
  }

  // What came of the base's units is what came of those of the latest tree, but for these.
  void note_touched() {
    if (!unread_) return;
    keep_of(unread_->touched, Kept::nothing);
    keep_of(unread_->around, Kept::records);
  }

  // Of units of the base: whether their own records may still be what they were, or nothing.
  enum class Kept : std::uint8_t { records, nothing };
  void keep_of(const std::vector<UnitId>& units, Kept kept) {
    for (UnitPast& past : past_) {
      if (past.unit == no_unit || !std::ranges::binary_search(units, past.unit)) continue;
      past.has_same_records = kept == Kept::records && (past.is_same || past.has_same_records);
      past.is_same = false;
    }
  }

  // The innermost such function, and its block.
  [[nodiscard]] static std::optional<BodyToRead> body_around(const Tree& tree, const ChangedRange& change) {
    const auto units = tree.units();
    for (UnitId unit = unit_around(tree, change); unit != 0; unit = units[unit].parent) {
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
  Base base_;
  std::optional<Unread> unread_;
  // Of the latest tree's units, in the one before it.
  std::vector<UnitPast> past_;
  BodyParser bodies_;
  bool follows_ = false;
  // What the latest text has otherwise than that of the base, and than the one before it.
  ChangedRange since_base_;
  ChangedRange since_before_;
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
  // Whether the first grammar had no errors in some version.
  bool was_sound = false;
};

LiveTree::LiveTree(Grammar grammar, UnitSizes sizes) : state_(std::make_unique<State>(grammar, sizes)) {}
LiveTree::~LiveTree() = default;

Grammar LiveTree::grammar() const { return state_->grammar; }

std::span<const UnitPast> LiveTree::past() const {
  return state_->follows ? state_->latest->past() : std::span<const UnitPast>();
}

const ChangedRange& LiveTree::change() const { return state_->latest->change(); }

std::shared_ptr<const Tree> LiveTree::parse(const std::shared_ptr<const std::string>& text,
                                            const ChangedRange* within) {
  State& state = *state_;
  state.first.parse(text, within, state.sizes);
  const Reading* better = &state.first;
  // What the grammar has made sense of once is not another language because of a key.
  state.was_sound = state.was_sound || state.first.tree()->errors().empty();
  if (!state.was_sound && is_worth_another_grammar(*state.first.tree())) {
    if (!state.second) state.second = std::make_unique<Reading>(Grammar::tsx, false);
    state.second->parse(text, within, state.sizes);
    if (state.second->tree()->errors().size() < state.first.tree()->errors().size()) better = state.second.get();
  } else {
    state.second.reset();
  }
  state.follows = better == state.latest && better->follows();
  state.latest = better;
  return better->tree();
}

}  // namespace asynclint::syntax
