#include "facts/unit-names.h"

#include "facts/names.h"
#include "syntax/views.h"

namespace asynclint {
namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;
using syntax::Record;

constexpr int deepest_written_pattern = 100;

class UsesOfUnit {
 public:
  UsesOfUnit(const syntax::Tree& tree, syntax::UnitId unit, UnitUses& uses)
      : tree_(tree), unit_(unit), records_(tree.records(unit)), uses_(uses) {}

  void writes() {
    for (std::uint32_t i = 0; i < records_.size(); ++i) {
      if ((records_[i].flags & syntax::flag::unit) != 0) continue;
      const Node node(&tree_, unit_, i);
      switch (records_[i].kind) {
        case Kind::assignment_expression:
        case Kind::augmented_assignment_expression: add_pattern(node.child(Field::left), 0); break;
        case Kind::update_expression: add_pattern(node.child(Field::argument), 0); break;
        case Kind::for_in_statement:
          if (!node.child(Field::kind)) add_pattern(node.child(Field::left), 0);
          break;
        default: break;
      }
    }
  }

  void references() {
    const std::uint32_t start = tree_.units()[unit_].start;
    for (std::uint32_t i = 0; i < records_.size(); ++i) {
      const Record& record = records_[i];
      // A name in a type is no use of what runs.
      if ((record.flags & syntax::flag::type) != 0) {
        if ((record.flags & syntax::flag::unit) == 0) i = record.end - 1;
        continue;
      }
      if (record.kind != Kind::identifier && record.kind != Kind::shorthand_property_identifier &&
          record.kind != Kind::shorthand_property_identifier_pattern)
        continue;
      add(Question::Kind::references, slice(tree_.text(), {start + record.start, start + record.start + record.length}),
          i);
    }
  }

  void member_names() {
    for (std::uint32_t i = 0; i < records_.size(); ++i) {
      switch (records_[i].kind) {
        case Kind::property_identifier:
        case Kind::private_property_identifier:
        case Kind::shorthand_property_identifier_pattern: break;
        case Kind::string:
          add_rejection_event(i);
          if (records_[i].parent >= records_.size() ||
              (records_[records_[i].parent].kind != Kind::subscript_expression &&
               records_[records_[i].parent].kind != Kind::pair_pattern))
            continue;
          break;
        default: continue;
      }
      const auto name = syntax::key_name(Node(&tree_, unit_, i));
      if (!name) continue;
      add(Question::Kind::member_names, *name, i);
      if (name->starts_with(emission_prefix)) add(Question::Kind::member_names, all_emissions, i);
    }
  }

 private:
  void add(Question::Kind kind, std::string_view name, std::uint32_t record) {
    uses_[use_index(kind)].push_back({hash_name(name), record});
  }

  void add_rejection_event(std::uint32_t record) {
    if (records_[record].length != rejection_events.front().size() + 2) return;
    const auto event = syntax::string_value(Node(&tree_, unit_, record));
    if (event && is_one_of(*event, rejection_events)) add(Question::Kind::member_names, all_rejection_events, record);
  }

  void add_pattern(Node pattern, int depth) {
    // What is in another unit is a function, and no pattern.
    if (!pattern || depth > deepest_written_pattern || pattern.unit() != unit_) return;
    switch (pattern.kind()) {
      case Kind::identifier:
      case Kind::shorthand_property_identifier_pattern:
        return add(Question::Kind::writes, pattern.text(), pattern.index());
      case Kind::member_expression:
      case Kind::subscript_expression:
        if (const auto name = syntax::MemberExpression::assume(pattern).name())
          add(Question::Kind::member_writes, *name, pattern.index());
        return;
      case Kind::pair_pattern: return add_pattern(pattern.child(Field::value), depth + 1);
      case Kind::assignment_pattern:
      case Kind::object_assignment_pattern: return add_pattern(pattern.child(Field::left), depth + 1);
      case Kind::as_expression:
      case Kind::satisfies_expression:
      case Kind::non_null_expression:
      case Kind::type_assertion: {
        const Node inner = syntax::unwrap(pattern);
        if (inner != pattern) add_pattern(inner, depth + 1);
        return;
      }
      case Kind::array_pattern:
      case Kind::object_pattern:
      case Kind::rest_pattern:
      case Kind::parenthesized_expression:
        for (const Node child : pattern.children()) add_pattern(child, depth + 1);
        return;
      default: return;
    }
  }

  const syntax::Tree& tree_;
  syntax::UnitId unit_;
  std::span<const Record> records_;
  UnitUses& uses_;
};

}  // namespace

void collect_uses(const syntax::Tree& tree, syntax::UnitId unit, Question::Kind kind, UnitUses& uses) {
  UsesOfUnit of_unit(tree, unit, uses);
  switch (kind) {
    case Question::Kind::references: return of_unit.references();
    case Question::Kind::member_names: return of_unit.member_names();
    default: return of_unit.writes();
  }
}

UnitUses collect_uses(const syntax::Tree& tree, syntax::UnitId unit) {
  UnitUses uses;
  for (const Question::Kind kind : {Question::Kind::writes, Question::Kind::references, Question::Kind::member_names})
    collect_uses(tree, unit, kind, uses);
  return uses;
}

}  // namespace asynclint
