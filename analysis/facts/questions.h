// What a unit's answers rest on outside the unit itself. While a log is attached, every question that leaves the unit
// is written down; a later version of the text may keep what was found in a unit as long as its text and all these
// answers are the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "facts/scopes.h"
#include "syntax/tree.h"

namespace asynclint {

inline constexpr syntax::UnitId no_such_unit = 0xffffffff;

struct Question {
  enum class Kind : std::uint8_t {
    content,        // what stands in a unit
    outer_name,     // what a name means outside a unit; answer: the units of the identifier and the owner
    writes,         // where the text assigns to a name
    references,     // where the text has a name
    member_writes,  // where the text assigns to a member of that name
    member_names,   // where the text names a member
    members,        // which members an object or class has
    comment,        // the comment before a place
    types,          // which types the text declares
    once,           // an answer that holds for one version only
  };
  Kind kind = Kind::content;
  syntax::UnitId unit = 0;
  std::uint32_t record = 0;
  // Of the name that the question is about.
  std::uint32_t hash = 0;
  // The name that is asked for outside a unit; the log has it.
  const std::string* name = nullptr;
  syntax::UnitId identifier = no_such_unit;
  syntax::UnitId owner = no_such_unit;
  DeclarationKind declared_as = DeclarationKind::other;
  bool is_repeated = false;

  [[nodiscard]] bool asks_the_same(const Question& other) const {
    return kind == other.kind && unit == other.unit && record == other.record && hash == other.hash;
  }
};

// The kinds of question that are about all places of a name.
inline constexpr std::size_t use_kinds = 4;
[[nodiscard]] constexpr std::size_t use_index(Question::Kind kind) {
  return static_cast<std::size_t>(kind) - static_cast<std::size_t>(Question::Kind::writes);
}
[[nodiscard]] constexpr Question::Kind use_kind(std::size_t index) {
  return static_cast<Question::Kind>(static_cast<std::size_t>(Question::Kind::writes) + index);
}

// Owned by whoever lints; one unit at a time.
class QuestionLog final : public syntax::CrossingListener {
 public:
  void crossed_into(syntax::UnitId unit) override { add_content(unit); }

  [[nodiscard]] const std::vector<Question>& questions() const { return questions_; }
  [[nodiscard]] std::size_t size() const { return questions_.size(); }
  void clear();
  // Leaves out a question that was asked since the section began.
  void add(const Question& question);
  void add_content(syntax::UnitId unit);
  // Names stay as long as the log.
  [[nodiscard]] const std::string* name(std::string_view name);
  // What is kept for later takes the questions since its section began along. Returns where the section around it
  // began, for end_section.
  [[nodiscard]] std::size_t begin_section() { return std::exchange(section_, questions_.size()); }
  void end_section(std::size_t outer) { section_ = outer; }
  [[nodiscard]] std::vector<Question> since(std::size_t first) const {
    return {questions_.begin() + static_cast<std::ptrdiff_t>(first), questions_.end()};
  }

 private:
  std::vector<Question> questions_;
  std::size_t section_ = 0;
  std::unordered_set<std::string> names_;
};

// A unit's own records, without places, comments and what is inside other units: what `content` compares.
[[nodiscard]] std::uint64_t content_signature(const syntax::Tree& tree, syntax::UnitId unit);

}  // namespace asynclint
