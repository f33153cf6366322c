#include "syntax/precedence.h"

#include <algorithm>

#include "syntax/kind-tables.h"

namespace asynclint::syntax {
namespace {

constexpr int of_postfix = 100;
constexpr int of_prefix = 90;
constexpr int of_relation = 50;
// An expression with more in front of the operand stays as it is, so that long rows of operators cost no more than
// their length.
constexpr std::uint32_t most_moved = 4000;
// Of what is no operator, and of what the grammar reads rightly.
constexpr int of_others = 1000;

int precedence_of_operator(Kind operation) {
  switch (operation) {
    case Kind::op_star_star: return 80;
    case Kind::op_star:
    case Kind::op_slash:
    case Kind::op_percent: return 70;
    case Kind::op_plus:
    case Kind::op_minus: return 60;
    case Kind::op_lt_lt:
    case Kind::op_gt_gt:
    case Kind::op_gt_gt_gt: return 55;
    case Kind::op_eq_eq:
    case Kind::op_bang_eq:
    case Kind::op_eq_eq_eq:
    case Kind::op_bang_eq_eq: return 45;
    case Kind::op_amp: return 40;
    case Kind::op_caret: return 39;
    case Kind::op_pipe: return 38;
    case Kind::op_amp_amp: return 30;
    case Kind::op_pipe_pipe:
    case Kind::op_question_question: return 25;
    default: return of_relation;
  }
}

class Mender {
 public:
  explicit Mender(const OpenRecords& open) : open_(open) {}

  void mend(std::uint32_t index) {
    if (at(index).kind == Kind::await_expression) return lift_assertions(index);
    const int own = precedence_behind(index);
    if (own == of_others || at(index).end <= index + 1 || is_unit(index + 1)) return;
    // The operators on the way to the operand that this node is meant for.
    std::uint32_t first = index + 1;
    std::uint32_t operand = first;
    while (!is_unit(operand) && precedence_in_front(operand) < own) {
      const std::uint32_t last = last_operand(operand);
      if (last == 0) break;
      if (last - index > most_moved) return;
      operand = last;
    }
    if (operand != first) sink(index, operand);
  }

  void mend_await(std::uint32_t index, std::string_view text) {
    const std::uint32_t first = index + 1;
    if (at(index).end <= first + 1 || is_unit(first)) return;
    const Record& inner = at(first);
    if (inner.kind == Kind::await_expression) return lift_await(index);
    if (at(index).kind != Kind::call_expression || inner.kind != Kind::identifier ||
        text.substr(inner.start, inner.length) != "await")
      return;
    const Operands operands = operands_of(first + 1);
    if (operands.count == 0 || (operands.count > 1 && at(index).end - operands.first > most_moved)) return;
    at(index).kind = Kind::await_expression;
    at(first).kind = Kind::kw_await;
    at(first).field = Field::none;
    at(first + 1).kind = Kind::parenthesized_expression;
    at(first + 1).field = Field::none;
    if (operands.count > 1) join_in_sequence(index, first + 1, operands);
  }

 private:
  [[nodiscard]] Record& at(std::uint32_t index) const { return open_.records[open_.base + index]; }
  [[nodiscard]] bool is_unit(std::uint32_t index) const { return (at(index).flags & flag::unit) != 0; }
  [[nodiscard]] std::uint32_t next(std::uint32_t index) const { return is_unit(index) ? index + 1 : at(index).end; }
  [[nodiscard]] static std::uint32_t end_of(const Record& record) { return record.start + record.length; }

  [[nodiscard]] std::uint32_t child(std::uint32_t parent, Field field) const {
    for (std::uint32_t i = parent + 1; i < at(parent).end; i = next(i))
      if (at(i).field == field) return i;
    return 0;
  }

  [[nodiscard]] int precedence_of_binary(std::uint32_t index) const {
    const std::uint32_t operation = child(index, Field::operator_);
    return operation == 0 ? of_others : precedence_of_operator(at(operation).kind);
  }

  // How close a node binds what stands in front of it.
  [[nodiscard]] int precedence_behind(std::uint32_t index) const {
    switch (at(index).kind) {
      case Kind::non_null_expression:
      case Kind::member_expression:
      case Kind::subscript_expression:
      case Kind::call_expression: return of_postfix;
      case Kind::as_expression:
      case Kind::satisfies_expression: return of_relation;
      case Kind::binary_expression: return precedence_of_binary(index);
      default: return of_others;
    }
  }

  // How close an operator binds what stands behind it.
  [[nodiscard]] int precedence_in_front(std::uint32_t index) const {
    switch (at(index).kind) {
      case Kind::unary_expression:
      case Kind::type_assertion:
      case Kind::await_expression: return of_prefix;
      case Kind::binary_expression: return precedence_of_binary(index);
      case Kind::ternary_expression: return 10;
      default: return of_others;
    }
  }

  [[nodiscard]] std::uint32_t last_operand(std::uint32_t index) const {
    switch (at(index).kind) {
      case Kind::unary_expression: return child(index, Field::argument);
      case Kind::binary_expression: return child(index, Field::right);
      case Kind::ternary_expression: return child(index, Field::alternative);
      default: break;
    }
    std::uint32_t last = 0;
    for (std::uint32_t i = index + 1; i < at(index).end; i = next(i))
      if (is_named(at(i).kind) && at(i).kind != Kind::comment) last = i;
    return last;
  }

  // Records that stay in their order, but begin `by` later than they did.
  void shift_units(std::uint32_t begin, std::uint32_t end, int by) const {
    for (std::size_t i = open_.unit + 1; i < open_.units.size(); ++i)
      if (Unit& unit = open_.units[i]; unit.parent == open_.unit && unit.place >= begin && unit.place < end)
        unit.place = static_cast<std::uint32_t>(static_cast<int>(unit.place) + by);
  }

  // `(a || b).c` becomes `a || b.c`: the node moves from in front of its first child to in front of the operand.
  void sink(std::uint32_t index, std::uint32_t operand) const {
    const Record node = at(index);
    const std::uint32_t end_byte = end_of(node);
    const Record target = at(operand);
    for (std::uint32_t i = next(operand); i < node.end; i = next(i))
      if (at(i).parent == index) at(i).parent = operand - 1;
    for (std::uint32_t i = index + 1; i < operand; ++i) {
      Record& record = at(i);
      record.parent = record.parent == index ? node.parent : record.parent - 1;
      if (is_unit(i)) continue;
      if (record.end <= operand) {
        --record.end;
        continue;
      }
      // An operator on the way, which now holds all that follows.
      record.end = node.end;
      record.length = end_byte - record.start;
      record.flags |= node.flags & flag::contains_error;
    }
    at(index + 1).field = node.field;
    Record moved = node;
    moved.start = target.start;
    moved.length = end_byte - target.start;
    moved.parent = target.parent - 1;
    moved.field = target.field;
    at(operand).field = at_field_of_first_child(node.kind);
    at(operand).parent = operand - 1;
    const auto begin = open_.records.begin() + open_.base;
    std::copy(begin + index + 1, begin + operand, begin + index);
    at(operand - 1) = moved;
    shift_units(index + 1, operand, -1);
  }

  static Field at_field_of_first_child(Kind kind) {
    switch (kind) {
      case Kind::member_expression:
      case Kind::subscript_expression: return Field::object;
      case Kind::call_expression: return Field::function;
      case Kind::binary_expression: return Field::left;
      default: return Field::none;
    }
  }

  // What stands between the parentheses of arguments; none where it is more than expressions.
  struct Operands {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t count = 0;
  };
  [[nodiscard]] Operands operands_of(std::uint32_t arguments) const {
    Operands found;
    if (is_unit(arguments) || at(arguments).kind != Kind::arguments) return found;
    for (std::uint32_t i = arguments + 1; i < at(arguments).end; i = next(i)) {
      if (!is_named(at(i).kind) || at(i).kind == Kind::comment) continue;
      if (at(i).kind == Kind::spread_element) return {};
      if (found.count++ == 0) found.first = i;
      found.last = i;
    }
    return found;
  }

  // `await (0, load)`, as compilers write the call of what a module exports: one more record, in front of the first of
  // what the parentheses hold. Nothing that was read before is behind it.
  void join_in_sequence(std::uint32_t await, std::uint32_t parentheses, const Operands& operands) const {
    const std::uint32_t place = operands.first;
    const std::uint32_t behind = next(operands.last);
    const std::uint32_t last_byte = end_of(at(operands.last));
    Record sequence = at(parentheses);
    sequence.kind = Kind::sequence_expression;
    sequence.start = at(place).start;
    sequence.length = last_byte - sequence.start;
    sequence.parent = parentheses;
    sequence.end = behind + 1;
    const std::uint32_t end = at(await).end;
    open_.records.insert(open_.records.begin() + open_.base + place, sequence);
    for (std::uint32_t i = place + 1; i <= end; ++i) {
      Record& record = at(i);
      if (record.parent >= place)
        ++record.parent;
      else if (record.parent == parentheses && i <= behind)
        record.parent = place;
      if (!is_unit(i)) ++record.end;
    }
    ++at(parentheses).end;
    ++at(await).end;
    // Those that were read last have the last places.
    for (std::size_t i = open_.units.size(); i-- > open_.unit + 1;) {
      Unit& unit = open_.units[i];
      if (unit.parent != open_.unit) continue;
      if (unit.place < place) break;
      ++unit.place;
    }
  }

  // `(await (a)).b` becomes `await (a).b`: as many records, of which the first three change places.
  void lift_await(std::uint32_t index) const {
    const std::uint32_t operand = index + 3;
    const Record outer = at(index);
    const Record inner = at(index + 1);
    if (inner.end <= operand || at(index + 2).kind != Kind::kw_await || is_unit(operand)) return;
    for (std::uint32_t i = next(operand); i < outer.end; i = next(i))
      if (at(i).parent == index || at(i).parent == index + 1) at(i).parent = index + 2;
    at(operand).parent = index + 2;
    at(operand).field = at_field_of_first_child(outer.kind);
    Record chain = outer;
    chain.start = at(operand).start;
    chain.length = end_of(outer) - chain.start;
    chain.parent = index;
    chain.field = Field::none;
    Record word = at(index + 2);
    word.parent = index;
    word.end = index + 2;
    at(index) = outer;
    at(index).kind = Kind::await_expression;
    at(index + 1) = word;
    at(index + 2) = chain;
  }

  // `await (a as T)` without parentheses becomes `(await a) as T`.
  void lift_assertions(std::uint32_t index) const {
    for (std::uint32_t operand = last_operand(index); operand != 0; operand = last_operand(index)) {
      const Record asserted = at(operand);
      if (is_unit(operand) || operand - index > most_moved ||
          (asserted.kind != Kind::as_expression && asserted.kind != Kind::satisfies_expression))
        return;
      const Record node = at(index);
      const std::uint32_t value = operand + 1;
      const std::uint32_t value_end = next(value);
      const std::uint32_t value_byte = end_of(at(value));
      for (std::uint32_t i = value_end; i < asserted.end; i = next(i)) at(i).parent = index;
      at(value).parent = index + 1;
      const auto begin = open_.records.begin() + open_.base;
      std::copy_backward(begin + index, begin + operand, begin + operand + 1);
      for (std::uint32_t i = index + 2; i <= operand; ++i) {
        Record& record = at(i);
        ++record.parent;
        if (!is_unit(i)) ++record.end;
      }
      Record& outer = at(index);
      outer = asserted;
      outer.start = node.start;
      outer.length = end_of(asserted) - node.start;
      outer.parent = node.parent;
      outer.field = node.field;
      Record& inner = at(index + 1);
      inner.parent = index;
      inner.field = Field::none;
      inner.end = value_end;
      inner.length = value_byte - node.start;
      shift_units(index + 1, operand, 1);
      ++index;
    }
  }

  const OpenRecords& open_;
};

}  // namespace

void mend_precedence(const OpenRecords& open, std::uint32_t index) { Mender(open).mend(index); }

void mend_await(const OpenRecords& open, std::uint32_t index, std::string_view text) {
  Mender(open).mend_await(index, text);
}

}  // namespace asynclint::syntax
