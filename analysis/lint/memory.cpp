#include "lint/memory.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "facts/questions.h"
#include "lint/engine.h"
#include "lint/rule.h"

namespace asynclint {
namespace {

using syntax::UnitId;

constexpr UnitId nowhere = 0xffffffff;

std::uint64_t hash(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

// What is compared of a unit.
struct Identity {
  std::uint64_t text;       // its bytes, those of the units inside it included
  std::uint64_t signature;  // see content_signature
  bool is_strict;           // see is_strict_around
  std::vector<UnitId> children;
};

struct UnitMemory {
  // Shared by the versions between which no unit came or went.
  std::shared_ptr<const std::vector<Question>> questions;
  std::vector<Finding> findings;
};

// `was` and `before` are of the version that the tree was made of, or empty.
std::vector<Identity> identify(const syntax::Tree& tree, Mode mode, std::span<const UnitId> was,
                               const std::vector<Identity>& before) {
  const auto units = tree.units();
  std::vector<Identity> identities(units.size());
  const auto is_kept = [&](UnitId unit) { return !was.empty() && was[unit] != nowhere; };
  for (UnitId unit = 0; unit < units.size(); ++unit) {
    Identity& own = identities[unit];
    if (is_kept(unit)) {
      own.text = before[was[unit]].text;
      own.signature = before[was[unit]].signature;
    } else {
      own.text = hash(syntax::Node(&tree, unit, 0).text());
      own.signature = content_signature(tree, unit);
    }
    // Inside of what is kept nothing changes, as long as it is as strict as it was.
    const UnitId parent = units[unit].parent;
    const bool is_known =
        is_kept(unit) && is_kept(parent) && identities[parent].is_strict == before[was[parent]].is_strict;
    own.is_strict = is_known ? before[was[unit]].is_strict : is_strict_around(tree, unit, mode);
    if (unit != 0) identities[units[unit].parent].children.push_back(unit);
  }
  return identities;
}

}  // namespace

struct LintMemory::Version {
  std::string text;
  std::shared_ptr<const syntax::Tree> tree;
  TopLevel top_level = TopLevel::script;
  std::unique_ptr<Facts> facts;
  std::vector<Identity> identities;
  std::vector<UnitMemory> units;
};

namespace {

// Which unit of a new version each unit of the old one has become.
class Alignment {
 public:
  Alignment(const std::vector<Identity>& before, const std::vector<Identity>& now)
      : before_(before),
        now_(now),
        became_(before.size(), nowhere),
        was_(now.size(), nowhere),
        contents_(before.size()) {
    match(0, 0);
    is_one_to_one_ = before.size() == now.size();
    for (UnitId unit = 0; unit < now.size() && is_one_to_one_; ++unit) is_one_to_one_ = was_[unit] == unit;
  }

  // Whether each unit is still the one with its number.
  [[nodiscard]] bool is_one_to_one() const { return is_one_to_one_; }

  [[nodiscard]] UnitId became(UnitId old_unit) const { return became_[old_unit]; }
  [[nodiscard]] UnitId was(UnitId unit) const { return was_[unit]; }

  // Whether a unit of the old version holds the same, apart from what is inside the units in it.
  [[nodiscard]] bool same_content(UnitId old_unit) const {
    Content& known = contents_[old_unit];
    if (known == Content::unknown) known = has_same_content(old_unit) ? Content::same : Content::other;
    return known == Content::same;
  }
  [[nodiscard]] bool has_same_content(UnitId old_unit) const {
    const UnitId unit = became_[old_unit];
    if (unit == nowhere || before_[old_unit].signature != now_[unit].signature ||
        before_[old_unit].is_strict != now_[unit].is_strict)
      return false;
    return std::ranges::equal(before_[old_unit].children, now_[unit].children,
                              [&](UnitId a, UnitId b) { return became_[a] == b; });
  }
  [[nodiscard]] bool same_text(UnitId old_unit) const {
    const UnitId unit = became_[old_unit];
    return unit != nowhere && before_[old_unit].text == now_[unit].text;
  }
  [[nodiscard]] bool same_places(const std::vector<Place>& old_places, const std::vector<Place>& places) const {
    return std::ranges::equal(old_places, places, [&](const Place& a, const Place& b) {
      return became_[a.unit] == b.unit && a.record == b.record;
    });
  }

 private:
  // Children that are the same at both ends are each other's; what is left in the middle is taken in order.
  void match(UnitId old_root, UnitId root) {
    std::vector<std::pair<UnitId, UnitId>> open{{old_root, root}};
    while (!open.empty()) {
      const auto [old_unit, unit] = open.back();
      open.pop_back();
      became_[old_unit] = unit;
      was_[unit] = old_unit;
      const auto& old_children = before_[old_unit].children;
      const auto& children = now_[unit].children;
      const auto same = [&](UnitId a, UnitId b) { return before_[a].text == now_[b].text; };
      std::size_t front = 0;
      const std::size_t shorter = std::min(old_children.size(), children.size());
      while (front < shorter && same(old_children[front], children[front])) ++front;
      std::size_t back = 0;
      while (back < shorter - front &&
             same(old_children[old_children.size() - 1 - back], children[children.size() - 1 - back]))
        ++back;
      for (std::size_t i = 0; i < front; ++i) open.emplace_back(old_children[i], children[i]);
      for (std::size_t i = 0; i < back; ++i)
        open.emplace_back(old_children[old_children.size() - 1 - i], children[children.size() - 1 - i]);
      const std::size_t middle = std::min(old_children.size(), children.size()) - front - back;
      for (std::size_t i = front; i < front + middle; ++i) open.emplace_back(old_children[i], children[i]);
    }
  }

  const std::vector<Identity>& before_;
  const std::vector<Identity>& now_;
  enum class Content : std::uint8_t { unknown, same, other };

  std::vector<UnitId> became_;
  std::vector<UnitId> was_;
  mutable std::vector<Content> contents_;
  bool is_one_to_one_ = false;
};

// Asks the questions of an old version of the new one.
class Answers {
 public:
  Answers(const Alignment& alignment, const Facts& facts) : alignment_(alignment), facts_(facts) {}

  [[nodiscard]] bool still_holds(const Question& question) {
    switch (question.kind) {
      case Question::Kind::content: return alignment_.same_content(question.unit);
      case Question::Kind::outer_name: return same_name(question);
      case Question::Kind::writes:
      case Question::Kind::references:
      case Question::Kind::member_writes:
      case Question::Kind::member_names:
        return alignment_.same_places(question.answer, facts_.bindings().places(question.kind, question.name));
      case Question::Kind::members: {
        // The body itself may have changed around the members.
        const UnitId unit = alignment_.became(question.unit);
        if (unit == nowhere || question.record >= facts_.tree().records(unit).size()) return false;
        const syntax::Node body(&facts_.tree(), unit, question.record);
        if (!body.is(syntax::Kind::class_body, syntax::Kind::object)) return false;
        std::vector<Place> answer;
        for (const syntax::Node member : facts_.members_named(body, question.name))
          answer.push_back({member.unit(), member.index()});
        return alignment_.same_places(question.answer, answer);
      }
      case Question::Kind::comment: {
        const UnitId unit = alignment_.became(question.unit);
        return alignment_.same_content(question.unit) &&
               facts_.comment_before(syntax::Node(&facts_.tree(), unit, question.record)) == question.name;
      }
      case Question::Kind::once: break;
    }
    return false;
  }

 private:
  [[nodiscard]] bool same_name(const Question& question) const {
    const UnitId unit = alignment_.became(question.unit);
    if (unit == nowhere) return false;
    const Binding found = facts_.bindings().resolve_outside(question.name, unit);
    std::vector<Place> answer;
    if (found)
      answer = {{found.identifier.unit(), found.identifier.index()}, {found.owner.unit(), found.owner.index()}};
    return alignment_.same_places(question.answer, answer) &&
           (!found || (found.kind == question.declared_as && found.is_repeated == question.is_repeated));
  }

  const Alignment& alignment_;
  const Facts& facts_;
};

// Questions that speak of the old version's units, speaking of those of the new one.
std::shared_ptr<const std::vector<Question>> translated(std::vector<Question> questions, const Alignment& alignment) {
  for (Question& question : questions) {
    if (question.kind == Question::Kind::content || question.kind == Question::Kind::outer_name ||
        question.kind == Question::Kind::comment || question.kind == Question::Kind::members)
      question.unit = alignment.became(question.unit);
    for (Place& place : question.answer) place.unit = alignment.became(place.unit);
  }
  return std::make_shared<const std::vector<Question>>(std::move(questions));
}

// The innermost unit around a span.
UnitId unit_around(const syntax::Tree& tree, Span span) {
  UnitId found = 0;
  for (UnitId unit = 1; unit < tree.units().size();) {
    const Span own = syntax::Node(&tree, unit, 0).span();
    if (own.contains(span))
      found = unit++;
    else if (own.begin > span.begin)
      break;
    else
      unit = tree.units()[unit].last_descendant + 1;
  }
  return found;
}

}  // namespace

LintMemory::LintMemory(std::span<const RuleEntry> rules, LintSettings settings)
    : rules_(rules), settings_(std::move(settings)) {}
LintMemory::~LintMemory() = default;

const Facts* LintMemory::facts() const { return latest_ ? latest_->facts.get() : nullptr; }
std::size_t LintMemory::unit_count() const { return latest_ ? latest_->units.size() : 0; }

LintResult LintMemory::lint(const Document& document) {
  LintResult result;
  units_linted_ = 0;
  if (!worth_parsing(document.text) && !document.imports_asynchrony) {
    latest_.reset();
    live_.reset();
    return result;
  }
  auto version = std::make_unique<Version>();
  version->text = document.text;
  const syntax::Grammar grammar = grammar_of(document.dialect);
  if (!live_ || live_->grammar() != grammar) live_ = std::make_unique<syntax::LiveTree>(grammar, settings_.unit_sizes);
  version->tree = live_->parse(version->text);
  const syntax::Tree& tree = *version->tree;
  version->top_level = top_level_of(tree, document.module_kind);
  version->facts = std::make_unique<Facts>(tree, version->top_level, document.surroundings, modules_of(document));
  const Mode mode = version->top_level == TopLevel::module ? Mode::strict : Mode::sloppy;
  version->identities = latest_ && latest_->top_level == version->top_level
                            ? identify(tree, mode, live_->was(), latest_->identities)
                            : identify(tree, mode, {}, {});
  version->units.resize(tree.units().size());

  const bool may_keep = latest_ && latest_->top_level == version->top_level &&
                        latest_->facts->surroundings() == document.surroundings &&
                        latest_->tree->is_typescript() == tree.is_typescript() &&
                        latest_->tree->grammar() == tree.grammar() && !settings_.with_silences;
  std::optional<Alignment> alignment;
  if (may_keep) alignment.emplace(latest_->identities, version->identities);

  // A finding, moved to where its unit and the units that prove it now are.
  const auto moved = [&](const Finding& finding, UnitId old_unit) -> std::optional<Finding> {
    const auto move_span = [&](Span& span, UnitId from) {
      const std::uint32_t delta = tree.units()[alignment->became(from)].start - latest_->tree->units()[from].start;
      span = {span.begin + delta, span.end + delta};
    };
    // Some of their lines are in this text, and are not followed.
    if (!finding.steps.empty()) return std::nullopt;
    Finding result_finding = finding;
    const Span around = syntax::Node(latest_->tree.get(), old_unit, 0).span();
    for (Fix& fix : result_finding.fixes)
      for (TextEdit& edit : fix.edits) {
        if (!around.contains(edit.span)) return std::nullopt;
        move_span(edit.span, old_unit);
      }
    for (RelatedPlace& place : result_finding.related) {
      const UnitId from = unit_around(*latest_->tree, place.span);
      if (!alignment->same_text(from)) return std::nullopt;
      move_span(place.span, from);
    }
    move_span(result_finding.span, old_unit);
    return result_finding;
  };
  const auto keep = [&](UnitId unit) {
    const UnitId old_unit = alignment ? alignment->was(unit) : nowhere;
    if (old_unit == nowhere) return false;
    const UnitMemory& memory = latest_->units[old_unit];
    if (!alignment->same_content(old_unit) || (!memory.findings.empty() && !alignment->same_text(old_unit)))
      return false;
    Answers answers(*alignment, *version->facts);
    if (!std::ranges::all_of(*memory.questions, [&](const Question& one) { return answers.still_holds(one); }))
      return false;
    std::vector<Finding> findings;
    for (const Finding& finding : memory.findings) {
      auto now = moved(finding, old_unit);
      if (!now) return false;
      findings.push_back(std::move(*now));
    }
    version->units[unit].questions =
        alignment->is_one_to_one() ? memory.questions : translated(*memory.questions, *alignment);
    version->units[unit].findings = findings;
    for (Finding& finding : findings) result.findings.push_back(std::move(finding));
    return true;
  };

  const Dispatch dispatch(rules_, settings_);
  RuleContext context(*version->facts, result, settings_);
  QuestionLog log;
  for (UnitId unit = 0; unit < tree.units().size(); ++unit) {
    if (keep(unit)) continue;
    ++units_linted_;
    const std::size_t first = result.findings.size();
    log.clear();
    version->facts->record(&log);
    run_rules(tree, unit, dispatch, context);
    version->facts->record(nullptr);
    version->units[unit] = {std::make_shared<const std::vector<Question>>(log.questions()),
                            {result.findings.begin() + static_cast<std::ptrdiff_t>(first), result.findings.end()}};
  }
  finish(tree, rules_, settings_, result);
  latest_ = std::move(version);
  return result;
}

}  // namespace asynclint
