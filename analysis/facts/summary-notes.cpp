#include "facts/summary-notes.h"

namespace asynclint {

std::string task_note(std::uint32_t parameter, TaskUse use) {
  std::string note = use == TaskUse::awaited ? "[awaits " : "[chains ";
  return note.append(std::to_string(parameter)) += ']';
}

std::string calm_note(const Hypothesis& hypothesis) {
  std::string note = "[calm if ";
  note.append(std::to_string(hypothesis.parameter));
  if (!hypothesis.member.empty()) note.append(".").append(hypothesis.member);
  return note.append(hypothesis.is_true ? " is true]" : " is false]");
}

bool is_noted(const Facts& facts, const Value& note) {
  return (note.is(Shape::api) ? facts.of_type(note.type) : note).is(Shape::plain);
}

bool has_note(const Facts& facts, const Value& function, std::string_view name, syntax::Node place) {
  const bool is_elsewhere = function.is(Shape::typed) || function.is(Shape::api);
  return function.type && is_elsewhere && is_noted(facts, facts.member(function, name, place));
}

}  // namespace asynclint
