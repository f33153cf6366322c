// Reads a tree-sitter tree into flat records. It walks tree-sitter's own subtrees and not its cursor: the cursor works
// out rows, columns and ancestors for every node, which costs as much as a third of the parse.
#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "syntax/kind-tables.h"
#include "syntax/parser-memory.h"
#include "syntax/precedence.h"
#include "syntax/tree.h"

// tree-sitter's own headers are C.
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wold-style-cast"
#endif
#include "language.h"
#include "subtree.h"
#include "tree_sitter/api.h"
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

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

constexpr bool is_function(Kind kind) {
  switch (kind) {
    case Kind::function_declaration:
    case Kind::function_expression:
    case Kind::generator_function:
    case Kind::generator_function_declaration:
    case Kind::arrow_function:
    case Kind::method_definition: return true;
    default: return false;
  }
}

// Their text says all; nothing inside is asked for.
constexpr bool is_opaque(Kind kind) {
  switch (kind) {
    case Kind::string:
    case Kind::regex:
    case Kind::error: return true;
    default: return false;
  }
}

// Punctuation without a field that says what a node means: the star of a generator.
constexpr bool is_kept_token(Kind kind) { return kind == Kind::op_star; }

// What is gone when the program runs, as a whole.
constexpr bool is_type(Kind kind) {
  switch (kind) {
    case Kind::type_annotation:
    case Kind::asserts_annotation:
    case Kind::type_predicate_annotation:
    case Kind::omitting_type_annotation:
    case Kind::adding_type_annotation:
    case Kind::opting_type_annotation:
    case Kind::type_arguments:
    case Kind::type_parameters:
    case Kind::implements_clause:
    case Kind::interface_declaration:
    case Kind::type_alias_declaration:
    case Kind::ambient_declaration:
    case Kind::function_signature:
    case Kind::method_signature:
    case Kind::abstract_method_signature:
    case Kind::index_signature: return true;
    default: return false;
  }
}

}  // namespace

class TreeBuilder {
 public:
  TreeBuilder(const TSTree& source, std::string_view text, Grammar grammar, bool is_typescript, UnitSizes sizes)
      : language_(ts_tree_language(&source)),
        kinds_(kinds(grammar)),
        fields_(fields(grammar)),
        sizes_(sizes),
        may_mend_(grammar != Grammar::javascript),
        tree_(std::make_unique<Tree>()) {
    tree_->text_ = text;
    tree_->grammar_ = grammar;
    tree_->is_typescript_ = is_typescript;
    // A node's id is the address of its subtree.
    const Subtree root = *static_cast<const Subtree*>(ts_tree_root_node(&source).id);
    tree_->records_.reserve(ts_subtree_visible_descendant_count(root) / 2 + 16);
    read(root);
  }

  [[nodiscard]] std::unique_ptr<Tree> take() { return std::move(tree_); }

 private:
  void read(Subtree root) {
    std::uint32_t position = ts_subtree_padding(root).bytes;
    enter(root, ts_subtree_symbol(root), Field::none, position, true);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      if (frame.next_child == frame.child_count) {
        leave(frame);
        frames_.pop_back();
        continue;
      }
      const Subtree child = frame.children[frame.next_child];
      // A node begins where its first child does: that child's padding lies before both.
      if (frame.next_child++ != 0) position += ts_subtree_padding(child).bytes;
      TSSymbol alias = 0;
      Field field = Field::none;
      if (!ts_subtree_extra(child)) {
        const std::uint32_t place = frame.next_structural_child++;
        if (frame.aliases != nullptr) alias = frame.aliases[place];
        field = field_at(frame, place);
      }
      const bool visible = ts_subtree_visible(child) || alias != 0;
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
    if (ts_subtree_is_error(subtree) || ts_subtree_missing(subtree))
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
    if (opens_unit) {
      const auto id = static_cast<UnitId>(tree_->units_.size());
      if (!open_units_.empty())
        open_.push_back({position - tree_->units_[open_units_.back()].start, size, id, enclosing, kind, field,
                         static_cast<std::uint8_t>(flags | flag::unit)});
      open_unit(id, position);
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
    if (may_mend_) mend_precedence({open_, base_, tree_->units_, open_units_.back()}, frame.record - base_);
    if (frame.opens_unit) close_unit();
  }

  [[nodiscard]] bool begins_unit(Kind kind, std::uint32_t size) const {
    if (frames_.empty()) return true;
    if (is_punctuation(kind) || kind == Kind::comment || !is_named(kind)) return false;
    const Kind parent = frames_.back().kind;
    if (parent == Kind::program || parent == Kind::class_body) return true;
    return size >= sizes_.function_bytes && is_function(kind);
  }

  void open_unit(UnitId id, std::uint32_t position) {
    Unit unit{};
    unit.start = position;
    unit.parent = open_units_.empty() ? 0 : open_units_.back();
    unit.place = open_units_.empty() ? 0 : static_cast<std::uint32_t>(open_.size()) - 1 - base_;
    tree_->units_.push_back(unit);
    open_units_.push_back(id);
    bases_.push_back(base_);
    base_ = static_cast<std::uint32_t>(open_.size());
  }

  // A unit's records lie together at the end of the open ones; they move to the tree's array in one piece.
  void close_unit() {
    Unit& unit = tree_->units_[open_units_.back()];
    unit.first = static_cast<std::uint32_t>(tree_->records_.size());
    unit.count = static_cast<std::uint32_t>(open_.size()) - base_;
    unit.last_descendant = static_cast<UnitId>(tree_->units_.size() - 1);
    tree_->records_.insert(tree_->records_.end(), open_.begin() + base_, open_.end());
    open_.resize(base_);
    open_units_.pop_back();
    base_ = bases_.back();
    bases_.pop_back();
  }

  const TSLanguage* language_;
  std::span<const Kind> kinds_;
  std::span<const Field> fields_;
  UnitSizes sizes_;
  bool may_mend_;
  std::unique_ptr<Tree> tree_;
  std::vector<Frame> frames_;
  std::vector<Record> open_;
  std::vector<UnitId> open_units_;
  std::vector<std::uint32_t> bases_;
  std::uint32_t base_ = 0;
};

namespace {

std::unique_ptr<Tree> parse_with(std::string_view text, Grammar grammar, bool is_typescript, UnitSizes sizes) {
  const ParserMemory memory;
  TSParser* const parser = ts_parser_new();
  ts_parser_set_language(parser, language(grammar));
  const TSTree* const source =
      ts_parser_parse_string(parser, nullptr, text.data(), static_cast<std::uint32_t>(text.size()));
  return TreeBuilder(*source, text, grammar, is_typescript, sizes).take();
}

}  // namespace

std::unique_ptr<Tree> parse(std::string_view text, Grammar grammar, UnitSizes sizes) {
  auto tree = parse_with(text, grammar, grammar != Grammar::javascript, sizes);
  // Only for what a person may have written: a large text that makes no sense costs enough once.
  constexpr std::size_t most_bytes = 1U << 20U;
  if (grammar != Grammar::javascript || tree->errors().empty() || text.size() > most_bytes) return tree;
  auto other = parse_with(text, Grammar::tsx, false, sizes);
  return other->errors().size() < tree->errors().size() ? std::move(other) : std::move(tree);
}

}  // namespace asynclint::syntax
