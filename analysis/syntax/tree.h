// The syntax tree of one text, as flat arrays. A tree is cut into units: the program, each top-level statement, each
// class member, each larger function. A unit's records hold places relative to the unit, so that an edit elsewhere
// leaves them as they are. A Node walks over the borders of units by itself.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "syntax/kind-tables.h"
#include "text/span.h"

namespace asynclint::syntax {

using UnitId = std::uint32_t;

namespace flag {
inline constexpr std::uint8_t contains_error = 1;  // an ERROR or a missing token is inside
inline constexpr std::uint8_t missing = 2;         // invented by the parser, has no text
inline constexpr std::uint8_t unit = 4;            // the node is the root of another unit; see Tree::unit_at
inline constexpr std::uint8_t type = 8;            // a type, or what only declares one: nothing in it runs
}  // namespace flag

// A node, in preorder. Children follow their parent; `end` is the index one past the last descendant, or for a record
// that stands for another unit, how many units further in the tree that is.
struct Record {
  std::uint32_t start;   // bytes from the start of the unit
  std::uint32_t length;  // bytes
  std::uint32_t end;
  std::uint32_t parent;
  Kind kind;
  Field field;
  std::uint8_t flags;
};

struct Unit {
  std::uint32_t start;  // bytes from the start of the text
  std::uint32_t count;  // of records
  const Record* records;
  UnitId parent;
  std::uint32_t place;     // index of the record in the parent that stands for this unit
  UnitId last_descendant;  // units within this one are the ids (id, last_descendant]
};

// Where units are cut. Findings must not depend on it, which a test checks with other sizes.
struct UnitSizes {
  // A function of at least so many bytes is a unit of its own.
  std::uint32_t function_bytes = 512;
};

class Node;

class CrossingListener {
 public:
  virtual void crossed_into(UnitId unit) = 0;

 protected:
  ~CrossingListener() = default;
};

// Owns the records of one parse; the text must outlive it. Immutable, so any thread may read it.
class Tree {
 public:
  [[nodiscard]] Node root() const;
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] Grammar grammar() const { return grammar_; }
  // Whether the text is TypeScript. JavaScript with Flow's annotations is not, whatever grammar reads it.
  [[nodiscard]] bool is_typescript() const { return is_typescript_; }
  [[nodiscard]] std::span<const Unit> units() const { return units_; }
  [[nodiscard]] std::span<const Record> records(UnitId unit) const {
    return {units_[unit].records, units_[unit].count};
  }
  [[nodiscard]] const Record& record(UnitId unit, std::uint32_t index) const { return units_[unit].records[index]; }
  // The unit that a record with `flag::unit` stands for.
  [[nodiscard]] UnitId unit_at(UnitId unit, const Record& record) const { return unit + record.end; }
  [[nodiscard]] std::size_t record_count() const;
  // All that the tree holds in memory, in bytes, the text left out.
  [[nodiscard]] std::size_t size_in_memory() const;
  // ERROR nodes and missing tokens, in the order of the text.
  [[nodiscard]] std::span<const Span> errors() const { return errors_; }
  // While set, hears of every step of a node over a border, and of the unit that it leads into. One thread at a time.
  void set_listener(CrossingListener* listener) const { listener_ = listener; }

  // The listener hears nothing for as long as it lives. Without one nothing is written: several threads may do so.
  class Unnoted {
   public:
    explicit Unnoted(const Tree& tree) : tree_(tree), listener_(tree.listener_) {
      if (listener_ != nullptr) tree_.listener_ = nullptr;
    }
    ~Unnoted() {
      if (listener_ != nullptr) tree_.listener_ = listener_;
    }
    Unnoted(const Unnoted&) = delete;
    Unnoted& operator=(const Unnoted&) = delete;

   private:
    const Tree& tree_;
    CrossingListener* listener_;
  };

  // Comments, in the order of the text.
  [[nodiscard]] std::span<const Span> comments() const { return comments_; }

 private:
  friend class TreeBuilder;
  friend class Node;
  void note_crossing(UnitId unit) const {
    if (listener_ != nullptr) listener_->crossed_into(unit);
  }

  std::string_view text_;
  Grammar grammar_ = Grammar::javascript;
  bool is_typescript_ = false;
  std::vector<Unit> units_;
  // The records of units that were read together lie together. A tree that was made of an earlier one shares what is
  // the same.
  std::vector<std::shared_ptr<const std::vector<Record>>> blocks_;
  std::vector<Span> errors_;
  std::vector<Span> comments_;
  mutable CrossingListener* listener_ = nullptr;
};

class ChildRange;

// A node of a tree, or none, which has no kind, parent or children. Cheap to copy; the tree must outlive it.
class Node {
 public:
  Node() = default;
  Node(const Tree* tree, UnitId unit, std::uint32_t index) : tree_(tree), unit_(unit), index_(index) {}

  explicit operator bool() const { return tree_ != nullptr; }
  friend bool operator==(const Node&, const Node&) = default;

  [[nodiscard]] const Tree& tree() const { return *tree_; }
  [[nodiscard]] UnitId unit() const { return unit_; }
  [[nodiscard]] std::uint32_t index() const { return index_; }

  [[nodiscard]] Kind kind() const { return tree_ == nullptr ? Kind::none : record().kind; }
  [[nodiscard]] Field field() const { return record().field; }
  [[nodiscard]] bool is(Kind kind) const { return this->kind() == kind; }
  template <typename... Kinds>
  [[nodiscard]] bool is(Kind first, Kinds... rest) const {
    const Kind own = kind();
    return own == first || ((own == rest) || ...);
  }
  [[nodiscard]] bool is_missing() const { return (record().flags & flag::missing) != 0; }
  // Whether a type begins here, or what only declares one: `: T`, `<T>`, an interface, a signature.
  [[nodiscard]] bool begins_type() const { return (record().flags & flag::type) != 0; }
  [[nodiscard]] bool contains_error() const { return (record().flags & flag::contains_error) != 0; }

  // In the whole text, in bytes.
  [[nodiscard]] Span span() const;
  [[nodiscard]] std::string_view text() const { return slice(tree_->text(), span()); }

  [[nodiscard]] Node parent() const;
  // The sibling before, of any kind, tokens and comments too.
  [[nodiscard]] Node previous() const;
  // Of all kinds, comments too.
  [[nodiscard]] ChildRange children() const;
  [[nodiscard]] Node child(Field field) const;
  [[nodiscard]] Node child(Kind kind) const;
  // The n-th child that is a node of the grammar and not a token or a comment, from 0.
  [[nodiscard]] Node named_child(std::uint32_t n) const;
  [[nodiscard]] std::uint32_t named_child_count() const;
  [[nodiscard]] Node last_named_child() const;
  // Whether this node is `other` or inside it.
  [[nodiscard]] bool is_within(const Node& other) const;

  // The node's children start here; with end_index, the range of records to walk without leaving the unit.
  [[nodiscard]] const Record& record() const { return tree_->record(unit_, index_); }

 private:
  friend class ChildRange;
  // The node that a record of a unit stands for: the root of another unit, or the record itself.
  static Node at(const Tree* tree, UnitId unit, std::uint32_t index);

  const Tree* tree_ = nullptr;
  UnitId unit_ = 0;
  std::uint32_t index_ = 0;
};

class ChildRange {
 public:
  class Iterator {
   public:
    Iterator() = default;
    Iterator(const Tree* tree, UnitId unit, std::uint32_t index) : tree_(tree), unit_(unit), index_(index) {}
    Node operator*() const { return Node::at(tree_, unit_, index_); }
    Iterator& operator++();
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const Tree* tree_ = nullptr;
    UnitId unit_ = 0;
    std::uint32_t index_ = 0;
  };
  ChildRange(const Tree* tree, UnitId unit, std::uint32_t begin, std::uint32_t end)
      : tree_(tree), unit_(unit), begin_(begin), end_(end) {}
  [[nodiscard]] Iterator begin() const { return {tree_, unit_, begin_}; }
  [[nodiscard]] Iterator end() const { return {tree_, unit_, end_}; }

 private:
  const Tree* tree_;
  UnitId unit_;
  std::uint32_t begin_;
  std::uint32_t end_;
};

// Parses a text. Never fails: what cannot be parsed becomes error nodes. When the JavaScript grammar fails and the TSX
// grammar does better (Flow annotations), that tree is taken.
[[nodiscard]] std::unique_ptr<Tree> parse(std::string_view text, Grammar grammar, UnitSizes sizes = {});

}  // namespace asynclint::syntax
