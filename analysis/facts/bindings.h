// Which declaration a name means: lexical scopes over the whole text, and where a name is written and read.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "facts/live-names.h"
#include "facts/questions.h"
#include "facts/scopes.h"
#include "facts/unit-names.h"
#include "syntax/tree.h"

namespace asynclint {

// What a name was declared as. Empty when the name is declared nowhere in the text: then it is a global.
struct Binding {
  syntax::Node identifier;  // the name where it is declared
  syntax::Node owner;       // declarator, function, class, import specifier, loop, catch clause
  DeclarationKind kind = DeclarationKind::other;
  // The scope declares the name more than once.
  bool is_repeated = false;

  explicit operator bool() const { return static_cast<bool>(owner); }
  friend bool operator==(const Binding& a, const Binding& b) {
    return a.identifier == b.identifier && a.owner == b.owner;
  }
};

// Owned by Facts; answers for one tree. Work is done when it is first asked for.
class Bindings {
 public:
  // With names that are kept, nothing is collected anew. They must be those of this tree.
  Bindings(const syntax::Tree& tree, Mode mode, const LiveNames* live = nullptr);

  // Writes down the questions that leave a unit; null stops it.
  void record(QuestionLog* log) const { log_ = log; }

  // The declaration that an identifier means at its place.
  [[nodiscard]] Binding resolve(syntax::Node identifier) const { return resolve(identifier.text(), identifier); }
  // The declaration that a name would mean at a place.
  [[nodiscard]] Binding resolve(std::string_view name, syntax::Node place) const;

  // The expressions and patterns that assign to a binding after its declaration: identifiers on a left side, in
  // ++ and --, or in the head of a loop.
  [[nodiscard]] std::vector<syntax::Node> writes(const Binding& binding) const;
  // Every other place that names a binding.
  [[nodiscard]] std::vector<syntax::Node> references(const Binding& binding) const;
  // Assignments to a member of that name, whatever the object: `….name = …`.
  [[nodiscard]] std::vector<syntax::Node> member_writes(std::string_view name) const;
  // Every place that names a member: behind a dot, in quotes and brackets, as a key.
  [[nodiscard]] std::vector<syntax::Node> member_names(std::string_view name) const;
  // Every place that names a member `emit…`, as emitters call what calls their listeners.
  [[nodiscard]] std::vector<syntax::Node> emissions() const;
  // Every string that names the event of a rejection that nobody handled.
  [[nodiscard]] std::vector<syntax::Node> rejection_events() const;
  // Whether more places than so many use a name, as this kind of question counts them.
  [[nodiscard]] bool is_used_often(Question::Kind kind, std::string_view name, std::size_t most) const;
  // What a name means outside a unit, at the unit's place.
  [[nodiscard]] Binding resolve_outside(std::string_view name, syntax::UnitId unit) const;

  // Whether a name is neither declared anywhere around `place` nor used in the function around it.
  [[nodiscard]] bool is_free_name(std::string_view name, syntax::Node place) const;

 private:
  struct ProgramName {
    std::uint32_t hash;
    syntax::UnitId unit;
    std::uint32_t declaration;
  };
  struct Use {
    std::uint32_t hash;
    syntax::UnitId unit;
    std::uint32_t record;
  };

  [[nodiscard]] const UnitScopes& scopes(syntax::UnitId unit) const;
  [[nodiscard]] const std::vector<ProgramName>& program() const;
  [[nodiscard]] std::vector<LiveNames::Use> places(Question::Kind kind, std::uint32_t hash) const;
  [[nodiscard]] Binding find(syntax::UnitId unit, const Scope& scope, std::string_view name, std::uint32_t hash) const;
  [[nodiscard]] Binding find_in_program(std::string_view name, std::uint32_t hash) const;
  [[nodiscard]] Binding binding_at(syntax::UnitId unit, const Declaration& declaration) const;
  [[nodiscard]] std::string_view name_of(syntax::UnitId unit, const Declaration& declaration) const;
  [[nodiscard]] Binding find_in_unit(syntax::Node place, std::string_view name, std::uint32_t hash,
                                     std::uint32_t& steps) const;
  [[nodiscard]] Binding find_outside(std::string_view name, syntax::UnitId unit, std::uint32_t steps) const;
  void note_outer_name(std::string_view name, syntax::UnitId unit, const Binding& found) const;
  [[nodiscard]] const std::vector<Use>& index_for(Question::Kind kind) const;
  [[nodiscard]] Span reach(const Binding& binding) const;
  // In the order of the text.
  [[nodiscard]] std::vector<syntax::Node> uses(Question::Kind kind, std::string_view name,
                                               std::optional<Span> within = {}) const;

  const syntax::Tree& tree_;
  Mode mode_;
  const LiveNames* live_;
  mutable QuestionLog* log_ = nullptr;
  // Without names that are kept:
  mutable std::vector<std::unique_ptr<UnitScopes>> scopes_;
  mutable std::optional<std::vector<ProgramName>> program_;
  mutable std::array<std::optional<std::vector<Use>>, use_kinds> uses_;
};

}  // namespace asynclint
