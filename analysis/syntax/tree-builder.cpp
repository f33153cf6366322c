// Reads a tree-sitter tree into flat records. It walks tree-sitter's own subtrees and not its cursor: the cursor works
// out rows, columns and ancestors for every node, which costs as much as a third of the parse.
#include "syntax/tree-builder.h"

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "syntax/kind-tables.h"
#include "syntax/kinds-to-read.h"
#include "syntax/parser-memory.h"
#include "syntax/precedence.h"
#include "syntax/tree-sitter-internals.h"

namespace asynclint::syntax {
namespace {

// A hidden or visible inner node whose children are being read.
struct Frame {
  const Subtree* children;
  const TSSymbol* aliases;
  const TSFieldMapEntry* fields;
  const TSFieldMapEntry* fields_end;
  std::uint32_t child_count;
  std::uint32_t next_child;
  std::uint32_t next_structural_child;
  std::uint32_t record;  // the closest visible node, in the open records
  Kind kind;             // and its kind
  Field outer_field;     // the field of a hidden node, which its visible children take over
  bool visible;
  bool opens_unit;
  bool is_in_type;
};

}  // namespace

class TreeBuilder {
 public:
  TreeBuilder(const TSTree& source, std::string_view text, const ReadOptions& options)
      : TreeBuilder(ts_tree_language(&source), text, options) {
    // A node's id is the address of its subtree.
    const Subtree root = *static_cast<const Subtree*>(ts_tree_root_node(&source).id);
    if (before_ == nullptr) records_.reserve(ts_subtree_visible_descendant_count(root) / 2 + 16);
    read(root);
  }

  // A function of the earlier tree whose body is another block now.
  TreeBuilder(const TSLanguage* language, Subtree block, std::string_view text, const ReadOptions& options,
              BodyToRead body)
      : TreeBuilder(language, text, options) {
    const Unit& old = before_->tree.units()[body.unit];
    const Record& old_block = old.records[body.record];
    open_.assign(old.records, old.records + body.record);
    tree_->units_.push_back({old.start, 0, nullptr, 0, 0, 0});
    first_.push_back(0);
    past_.push_back({body.unit, false, false});
    sources_.push_back({});
    open_units_.push_back(0);
    bases_.push_back(0);
    counterparts_.push_back(body.unit);
    next_before_ = body.unit + 1;
    Frame around{};
    around.kind = old.records->kind;
    around.visible = true;
    frames_.push_back(around);
    const std::uint32_t begin = old.start + old_block.start;
    std::uint32_t position = begin;
    const std::uint32_t size = ts_subtree_size(block).bytes;
    enter(block, ts_subtree_symbol(block), Field::body, position, true);
    read_to(1, position);
    for (std::uint32_t at = old_block.parent;; at = open_[at].parent) {
      std::uint8_t& flags = open_[at].flags;
      const bool has_error = ts_subtree_error_cost(block) != 0 || has_error_before(body.unit, begin);
      flags = static_cast<std::uint8_t>(has_error ? flags | flag::contains_error : flags & ~flag::contains_error);
      if (at == 0) break;
    }
    open_.front().length += size - old_block.length;
    open_.front().end = static_cast<std::uint32_t>(open_.size());
    close_unit();
  }

  [[nodiscard]] ReadTree take_body() {
    auto own = std::make_shared<const std::vector<Record>>(std::move(records_));
    for (std::size_t i = 0; i < tree_->units_.size(); ++i)
      if (tree_->units_[i].records == nullptr) tree_->units_[i].records = own->data() + first_[i];
    tree_->blocks_ = {std::move(own)};
    put_past_in_order();
    return {std::move(tree_), std::move(sources_), std::move(past_)};
  }

  [[nodiscard]] static TreeParts parts(Tree& tree) {
    return {tree.text_, tree.grammar_, tree.is_typescript_, tree.units_, tree.blocks_, tree.errors_, tree.comments_};
  }

  [[nodiscard]] ReadTree take() {
    auto own = std::make_shared<const std::vector<Record>>(std::move(records_));
    for (std::size_t i = 0; i < tree_->units_.size(); ++i)
      if (tree_->units_[i].records == nullptr) tree_->units_[i].records = own->data() + first_[i];
    if (before_ != nullptr) tree_->blocks_ = before_->tree.blocks_;
    tree_->blocks_.push_back(std::move(own));
    if (before_ != nullptr) {
      drop_unused_records(*tree_);
      put_past_in_order();
    }
    return {std::move(tree_), std::move(sources_), std::move(past_)};
  }

 private:
  TreeBuilder(const TSLanguage* language, std::string_view text, const ReadOptions& options)
      : language_(language),
        kinds_(kinds(options.grammar)),
        fields_(fields(options.grammar)),
        sizes_(options.sizes),
        may_mend_(options.grammar != Grammar::javascript),
        is_live_(options.is_live || options.before != nullptr),
        before_(options.before),
        tree_(std::make_unique<Tree>()) {
    tree_->text_ = text;
    tree_->grammar_ = options.grammar;
    tree_->is_typescript_ = options.is_typescript;
  }

  // Whether the earlier tree had an error in a function before its body.
  [[nodiscard]] bool has_error_before(UnitId unit, std::uint32_t body) const {
    const UnitSource& source = before_->sources[unit];
    return source.first_error != source.last_error && before_->tree.errors()[source.first_error].end <= body;
  }

  void read(Subtree root) {
    std::uint32_t position = ts_subtree_padding(root).bytes;
    enter(root, ts_subtree_symbol(root), Field::none, position, true);
    read_to(0, position);
  }

  // Until so many nodes are open.
  void read_to(std::size_t open, std::uint32_t& position) {
    while (frames_.size() > open) {
      Frame& frame = frames_.back();
      if (frame.next_child == frame.child_count) {
        leave(frame);
        frames_.pop_back();
        continue;
      }
      Subtree child = frame.children[frame.next_child];
      // A node begins where its first child does: that child's padding lies before both.
      if (frame.next_child++ != 0) position += ts_subtree_padding(child).bytes;
      TSSymbol alias = 0;
      Field field = Field::none;
      if (!ts_subtree_extra(child)) {
        const std::uint32_t place = frame.next_structural_child++;
        if (frame.aliases != nullptr) alias = frame.aliases[place];
        field = field_at(frame, place);
      }
      bool visible = ts_subtree_visible(child) || alias != 0;
      // What only stands for its one child, as `expression` does: that has its place, size and field.
      while (!visible && ts_subtree_child_count(child) == 1 && ts_subtree_production_id(child) == 0) {
        child = ts_subtree_children(child)[0];
        visible = ts_subtree_visible(child);
        if (ts_subtree_extra(child)) field = Field::none;
      }
      if (!visible && ts_subtree_child_count(child) == 0) {
        note_error(child, position);
        position += ts_subtree_size(child).bytes;
        continue;
      }
      if (!enter(child, alias != 0 ? alias : ts_subtree_symbol(child), field, position, visible))
        position += ts_subtree_size(child).bytes;
    }
  }

  Field field_at(const Frame& frame, std::uint32_t place) const {
    for (const TSFieldMapEntry* entry = frame.fields; entry != frame.fields_end; ++entry)
      if (entry->child_index == place && !entry->inherited) return fields_[entry->field_id];
    return frame.visible ? Field::none : frame.outer_field;
  }

  void note_error(Subtree subtree, std::uint32_t position) {
    if (ts_subtree_missing(subtree) || ts_subtree_is_error(subtree))
      tree_->errors_.push_back({position, position + ts_subtree_size(subtree).bytes});
  }

  // Opens a node; true when its children are read next, so that the position moves through them.
  bool enter(Subtree subtree, TSSymbol symbol, Field field, std::uint32_t position, bool visible) {
    const std::uint32_t size = ts_subtree_size(subtree).bytes;
    const std::uint32_t child_count = ts_subtree_child_count(subtree);
    if (!visible) {
      const Frame& outer = frames_.back();
      push_frame(subtree,
                 {.record = outer.record, .kind = outer.kind, .outer_field = field, .is_in_type = outer.is_in_type});
      return true;
    }
    // A text that makes no sense as a whole is still read: its parts may.
    Kind kind = frames_.empty() ? Kind::program : symbol == ts_builtin_sym_error ? Kind::error : kinds_[symbol];
    if (kind == Kind::html_comment) kind = Kind::comment;
    // Only the JavaScript grammar names the `?.` of a call.
    if (kind == Kind::op_question_dot) {
      kind = Kind::optional_chain;
      field = Field::optional_chain;
    }
    // A string or a regular expression that does not end says so inside.
    const bool is_torn = is_opaque(kind) && ts_subtree_error_cost(subtree) != 0;
    if (ts_subtree_is_error(subtree) || ts_subtree_missing(subtree) || is_torn)
      tree_->errors_.push_back({position, position + size});
    if (kind == Kind::comment) tree_->comments_.push_back({position, position + size});
    if (is_punctuation(kind) && field == Field::none && !is_kept_token(kind)) return false;

    const bool has_children = child_count != 0 && !is_opaque(kind);
    const bool opens_unit = begins_unit(kind, size);
    const bool is_in_type = !frames_.empty() && frames_.back().is_in_type;
    const std::uint32_t enclosing = frames_.empty() ? 0 : frames_.back().record - base_;
    std::uint8_t flags = 0;
    if (ts_subtree_error_cost(subtree) != 0) flags |= flag::contains_error;
    if (ts_subtree_missing(subtree)) flags |= flag::missing;
    // Units are looked at one by one, so each says for itself that it is inside a type.
    if (is_type(kind) || stands_behind_value() || (is_in_type && opens_unit)) flags |= flag::type;
    if (opens_unit && before_ != nullptr &&
        take_over(subtree, position, {.kind = kind, .field = field, .flags = flags}))
      return false;
    if (opens_unit) {
      const auto id = static_cast<UnitId>(tree_->units_.size());
      if (!open_units_.empty())
        open_.push_back({position - tree_->units_[open_units_.back()].start, size, id - open_units_.back(), enclosing,
                         kind, field, static_cast<std::uint8_t>(flags | flag::unit)});
      if (is_live_) counterparts_.push_back(counterpart_of(kind));
      open_unit(id, position, subtree);
      if (is_live_) past_.back().unit = counterparts_.back();
    }
    const std::uint32_t unit_start = tree_->units_[open_units_.back()].start;
    const auto record = static_cast<std::uint32_t>(open_.size());
    open_.push_back({position - unit_start, size, record - base_ + 1, opens_unit ? 0 : enclosing, kind, field, flags});
    if (!has_children) {
      if (opens_unit) close_unit();
      return false;
    }
    push_frame(subtree, {.record = record,
                         .kind = kind,
                         .visible = true,
                         .opens_unit = opens_unit,
                         .is_in_type = is_in_type || (flags & flag::type) != 0});
    return true;
  }

  // Whether the node that begins is the `as` of `a as T`, or its type, which may look like an expression.
  [[nodiscard]] bool stands_behind_value() const {
    if (frames_.empty() ||
        (frames_.back().kind != Kind::as_expression && frames_.back().kind != Kind::satisfies_expression))
      return false;
    return open_.size() > frames_.back().record + 1;
  }

  struct FrameNode {
    std::uint32_t record = 0;
    Kind kind = Kind::none;
    Field outer_field = Field::none;
    bool visible = false;
    bool opens_unit = false;
    bool is_in_type = false;
  };

  void push_frame(Subtree subtree, FrameNode node) {
    const auto* heap = subtree.ptr;
    Frame frame{.children = ts_subtree_children(subtree),
                .aliases = nullptr,
                .fields = nullptr,
                .fields_end = nullptr,
                .child_count = heap->child_count,
                .next_child = 0,
                .next_structural_child = 0,
                .record = node.record,
                .kind = node.kind,
                .outer_field = node.outer_field,
                .visible = node.visible,
                .opens_unit = node.opens_unit,
                .is_in_type = node.is_in_type};
    frame.aliases = ts_language_alias_sequence(language_, heap->production_id);
    ts_language_field_map(language_, heap->production_id, &frame.fields, &frame.fields_end);
    frames_.push_back(frame);
  }

  void leave(const Frame& frame) {
    if (!frame.visible) return;
    open_[frame.record].end = static_cast<std::uint32_t>(open_.size()) - base_;
    const OpenRecords open{open_, base_, tree_->units_, open_units_.back()};
    if (may_mend_)
      mend_precedence(open, frame.record - base_);
    else if (frame.kind == Kind::call_expression || frame.kind == Kind::member_expression ||
             frame.kind == Kind::subscript_expression)
      mend_await(open, frame.record - base_, tree_->text_.substr(tree_->units_[open.unit].start));
    if (frame.opens_unit) close_unit();
  }

  [[nodiscard]] bool begins_unit(Kind kind, std::uint32_t size) const {
    if (frames_.empty()) return true;
    if (is_punctuation(kind) || kind == Kind::comment || !is_named(kind)) return false;
    const Kind parent = frames_.back().kind;
    if (parent == Kind::program || parent == Kind::class_body) return true;
    return size >= sizes_.function_bytes && is_function(kind);
  }

  void open_unit(UnitId id, std::uint32_t position, Subtree subtree) {
    Unit unit{};
    unit.start = position;
    unit.parent = open_units_.empty() ? 0 : open_units_.back();
    unit.place = open_units_.empty() ? 0 : static_cast<std::uint32_t>(open_.size()) - 1 - base_;
    tree_->units_.push_back(unit);
    first_.push_back(0);
    if (is_live_) {
      past_.emplace_back();
      sources_.push_back({subtree.data.is_inline ? nullptr : subtree.ptr, comments(), comments(), errors(), errors()});
    }
    open_units_.push_back(id);
    bases_.push_back(base_);
    base_ = static_cast<std::uint32_t>(open_.size());
  }

  // A unit's records lie together at the end of the open ones; they move to the tree's array in one piece.
  void close_unit() {
    Unit& unit = tree_->units_[open_units_.back()];
    first_[open_units_.back()] = records_.size();
    unit.count = static_cast<std::uint32_t>(open_.size()) - base_;
    unit.last_descendant = static_cast<UnitId>(tree_->units_.size() - 1);
    if (is_live_) {
      if (const UnitId counterpart = counterparts_.back(); counterpart != no_unit)
        next_before_ = before_->tree.units()[counterpart].last_descendant + 1;
      counterparts_.pop_back();
      sources_[open_units_.back()].last_comment = comments();
      sources_[open_units_.back()].last_error = errors();
    }
    records_.insert(records_.end(), open_.begin() + base_, open_.end());
    open_.resize(base_);
    open_units_.pop_back();
    base_ = bases_.back();
    bases_.pop_back();
  }

  [[nodiscard]] std::uint32_t comments() const { return static_cast<std::uint32_t>(tree_->comments_.size()); }
  [[nodiscard]] std::uint32_t errors() const { return static_cast<std::uint32_t>(tree_->errors_.size()); }

  struct Seen {
    Kind kind;
    Field field;
    std::uint8_t flags;
  };

  // Takes a unit with all units in it from the earlier tree, if it was read from the same subtree there.
  bool take_over(Subtree subtree, std::uint32_t position, Seen seen) {
    if (subtree.data.is_inline || open_units_.empty()) return false;
    const UnitId old = find_before(subtree, position);
    if (old == no_unit) return false;
    const Tree& tree = before_->tree;
    const Unit& old_unit = tree.units_[old];
    const Record& root = *old_unit.records;
    if (root.kind != seen.kind || root.field != seen.field || root.flags != seen.flags) return false;
    next_before_ = old_unit.last_descendant + 1;

    const auto id = static_cast<UnitId>(tree_->units_.size());
    const UnitId outer = open_units_.back();
    // The first record of a unit says how far its own goes, and nothing of what is around it.
    const std::uint32_t enclosing = frames_.back().record - base_;
    const auto place = static_cast<std::uint32_t>(open_.size()) - base_;
    open_.push_back({position - tree_->units_[outer].start, root.length, id - outer, enclosing, seen.kind, seen.field,
                     static_cast<std::uint8_t>(seen.flags | flag::unit)});
    const std::uint32_t moved = position - old_unit.start;
    const UnitSource& old_source = before_->sources[old];
    const std::uint32_t more_comments = comments() - old_source.first_comment;
    const std::uint32_t more_errors = errors() - old_source.first_error;
    for (UnitId from = old; from < next_before_; ++from) {
      Unit unit = tree.units_[from];
      unit.start += moved;
      unit.parent = unit.parent - old + id;
      unit.last_descendant = unit.last_descendant - old + id;
      tree_->units_.push_back(unit);
      first_.push_back(0);
      past_.push_back({from, true});
      UnitSource source = before_->sources[from];
      source.first_comment += more_comments;
      source.last_comment += more_comments;
      source.first_error += more_errors;
      source.last_error += more_errors;
      for (const auto& [earlier, now] : made_again_)
        if (source.subtree == earlier) source.subtree = now;
      sources_.push_back(source);
    }
    tree_->units_[id].parent = outer;
    tree_->units_[id].place = place;
    const auto move = [&](const std::vector<Span>& spans, std::uint32_t first, std::uint32_t last,
                          std::vector<Span>& to) {
      for (std::uint32_t i = first; i < last; ++i) to.push_back({spans[i].begin + moved, spans[i].end + moved});
    };
    move(tree.comments_, old_source.first_comment, old_source.last_comment, tree_->comments_);
    move(tree.errors_, old_source.first_error, old_source.last_error, tree_->errors_);
    return true;
  }

  // Both trees are in the order of their texts, so what is the same mostly comes next. What is new is not looked for
  // again and again.
  UnitId find_before(Subtree subtree, std::uint32_t position) {
    const auto& sources = before_->sources;
    if (next_before_ >= sources.size()) return no_unit;
    made_again_.clear();
    if (sources[next_before_].subtree == subtree.ptr || is_made_again(next_before_, subtree, position))
      return next_before_;
    if (searches_left_ == 0) return no_unit;
    --searches_left_;
    const UnitId outer = counterparts_.back();
    const UnitId last =
        outer == no_unit ? static_cast<UnitId>(sources.size() - 1) : before_->tree.units()[outer].last_descendant;
    for (UnitId unit = outer == no_unit ? 1 : outer + 1; unit <= last; ++unit)
      if (sources[unit].subtree == subtree.ptr) return unit;
    return no_unit;
  }

  // The unit of the earlier tree that a changed one was, by where it stands. What is inside it is looked for there.
  [[nodiscard]] UnitId counterpart_of(Kind kind) {
    if (before_ == nullptr || open_units_.empty()) return before_ == nullptr ? no_unit : 0;
    const auto units = before_->tree.units();
    if (next_before_ >= units.size() || counterparts_.back() == no_unit) return no_unit;
    const Unit& unit = units[next_before_];
    return unit.parent == counterparts_.back() && unit.records->kind == kind ? next_before_++ : no_unit;
  }

  // The parser takes apart what stands beside a change, and puts it together again from the same pieces.
  [[nodiscard]] bool is_made_again(UnitId old, Subtree subtree, std::uint32_t position) {
    const void* const source = before_->sources[old].subtree;
    const Unit& unit = before_->tree.units()[old];
    const std::uint32_t length = unit.records->length;
    if (source == nullptr || length != ts_subtree_size(subtree).bytes) return false;
    if (slice(before_->tree.text(), {unit.start, unit.start + length}) !=
        slice(tree_->text(), {position, position + length}))
      return false;
    Subtree other;
    other.ptr = static_cast<const SubtreeHeapData*>(source);
    if (is_same(other, subtree, 0)) return true;
    made_again_.clear();
    return false;
  }

  // Of two subtrees with the same text.
  [[nodiscard]] bool is_same(Subtree one, Subtree other, int depth) {
    if (one.ptr == other.ptr) return true;
    if (depth > deepest_comparison || made_again_.size() > most_made_again) return false;
    if (ts_subtree_symbol(one) != ts_subtree_symbol(other)) return false;
    if (ts_subtree_size(one).bytes != ts_subtree_size(other).bytes) return false;
    if (depth != 0 && ts_subtree_padding(one).bytes != ts_subtree_padding(other).bytes) return false;
    if (ts_subtree_extra(one) != ts_subtree_extra(other) || ts_subtree_missing(one) != ts_subtree_missing(other))
      return false;
    const std::uint32_t count = ts_subtree_child_count(one);
    if (count != ts_subtree_child_count(other)) return false;
    if (!one.data.is_inline) made_again_.emplace_back(one.ptr, other.data.is_inline ? nullptr : other.ptr);
    if (count == 0) return true;
    if (one.ptr->production_id != other.ptr->production_id ||
        ts_subtree_error_cost(one) != ts_subtree_error_cost(other))
      return false;
    for (std::uint32_t i = 0; i < count; ++i) {
      // What stands before the first child stands before both.
      const int next = i == 0 && depth == 0 ? 0 : depth + 1;
      if (!is_same(ts_subtree_children(one)[i], ts_subtree_children(other)[i], next)) return false;
    }
    return true;
  }
  static constexpr int deepest_comparison = 24;
  static constexpr std::size_t most_made_again = 64;

  // What was found for a unit that stands elsewhere is no past that anybody can follow.
  void put_past_in_order() {
    // What is the same counts before what stands in its place.
    UnitId next = no_unit;
    std::vector<UnitId> limits(past_.size());
    for (std::size_t i = past_.size(); i-- > 0;) {
      limits[i] = next;
      if (past_[i].is_same && past_[i].unit < next) next = past_[i].unit;
    }
    UnitId first = 0;
    const auto old_units = before_->tree.units();
    for (UnitId id = 0; id < past_.size(); ++id) {
      UnitPast& own = past_[id];
      if (own.unit == no_unit) continue;
      const UnitId parent = tree_->units_[id].parent;
      const bool is_in_place = id == 0 || past_[parent].unit == old_units[own.unit].parent;
      if (own.unit < first || (!own.is_same && own.unit >= limits[id]) || !is_in_place)
        own = {};
      else
        first = own.unit + 1;
    }
  }

  const TSLanguage* language_;
  std::span<const Kind> kinds_;
  std::span<const Field> fields_;
  UnitSizes sizes_;
  bool may_mend_;
  bool is_live_;
  const EarlierTree* before_;
  std::unique_ptr<Tree> tree_;
  std::vector<UnitSource> sources_;
  std::vector<UnitPast> past_;
  // The records of the units that are through, and where those of each begin.
  std::vector<Record> records_;
  std::vector<std::size_t> first_;
  // The unit of the earlier tree that comes next.
  UnitId next_before_ = 1;
  std::size_t searches_left_ = 256;
  // Of the open units: which ones of the earlier tree they were.
  std::vector<UnitId> counterparts_;
  // The subtrees of the unit that was found which have another address now.
  std::vector<std::pair<const void*, const void*>> made_again_;
  std::vector<Frame> frames_;
  std::vector<Record> open_;
  std::vector<UnitId> open_units_;
  std::vector<std::uint32_t> bases_;
  std::uint32_t base_ = 0;
};

ReadTree read_tree(const TSTree& source, std::string_view text, const ReadOptions& options) {
  return TreeBuilder(source, text, options).take();
}

ReadTree read_body(const TSLanguage* language, Subtree block, std::string_view text, const ReadOptions& options,
                   BodyToRead body) {
  return TreeBuilder(language, block, text, options, body).take_body();
}

TreeParts parts_of(Tree& tree) { return TreeBuilder::parts(tree); }

namespace {

std::unique_ptr<Tree> parse_with(std::string_view text, Grammar grammar, bool is_typescript, UnitSizes sizes) {
  const ParserMemory memory;
  TSParser* const parser = ts_parser_new();
  ts_parser_set_language(parser, language(grammar));
  const TSTree* const source =
      ts_parser_parse_string(parser, nullptr, text.data(), static_cast<std::uint32_t>(text.size()));
  ReadOptions options;
  options.grammar = grammar;
  options.is_typescript = is_typescript;
  options.sizes = sizes;
  return read_tree(*source, text, options).tree;
}

}  // namespace

bool is_worth_another_grammar(const Tree& tree) {
  // What Flow looks at, or what only it can read. A text that is broken otherwise, as all are while they are written,
  // is not parsed twice.
  static constexpr std::array<std::string_view, 5> words{"@flow", "@noflow", "import type", "export type",
                                                         "opaque type"};
  // A large text that makes no sense costs enough once.
  constexpr std::size_t most_bytes = 1U << 20U;
  if (tree.grammar() != Grammar::javascript || tree.errors().empty() || tree.text().size() > most_bytes) return false;
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return tree.text().find(word) != std::string_view::npos; });
}

std::unique_ptr<Tree> parse(std::string_view text, Grammar grammar, UnitSizes sizes) {
  auto tree = parse_with(text, grammar, grammar != Grammar::javascript, sizes);
  if (!is_worth_another_grammar(*tree)) return tree;
  auto other = parse_with(text, Grammar::tsx, false, sizes);
  return other->errors().size() < tree->errors().size() ? std::move(other) : std::move(tree);
}

}  // namespace asynclint::syntax
