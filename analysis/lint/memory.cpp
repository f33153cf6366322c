#include "lint/memory.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "facts/live-names.h"
#include "lint/askers.h"
#include "lint/comment-zones.h"
#include "lint/engine.h"
#include "lint/rule.h"
#include "lint/suppressions.h"
#include "lint/unit-memory.h"
#include "syntax/live-tree.h"
#include "text/changed-range.h"
#include "text/line-index.h"
#include "types/declaration-reader.h"

namespace asynclint {

using syntax::Kind;
using syntax::no_unit;
using syntax::Node;
using syntax::UnitId;

struct LintMemory::Kept {
  explicit Kept(syntax::Grammar grammar, syntax::UnitSizes sizes) : live(grammar, sizes) {}

  std::shared_ptr<const std::string> text;
  syntax::LiveTree live;
  std::shared_ptr<const syntax::Tree> tree;
  TopLevel top_level = TopLevel::script;
  ModuleKind module_kind = ModuleKind::by_syntax;
  Surroundings surroundings = Surroundings::none;
  // Whether the rest is there.
  bool is_linted = false;
  UnitSlots slots;
  std::unique_ptr<LiveNames> names;
  std::unique_ptr<Facts> facts;
  // By slot.
  std::vector<UnitMemory> units;
  // Those in which something was found.
  std::vector<Slot> with_findings;
  Askers askers;
  QuestionLog log;
  // Comments that may suppress something, and lines for them.
  std::vector<Span> suppressions;
  std::optional<LineIndex> lines;
};

namespace {

// The innermost unit around a span.
UnitId unit_around(const syntax::Tree& tree, Span span) {
  UnitId found = 0;
  for (UnitId unit = 1; unit < tree.units().size();) {
    const Span own = Node(&tree, unit, 0).span();
    if (own.contains(span))
      found = unit++;
    else if (own.begin > span.begin)
      break;
    else
      unit = tree.units()[unit].last_descendant + 1;
  }
  return found;
}

bool may_declare_types(const syntax::Tree& tree, UnitId unit) {
  return std::ranges::any_of(tree.records(unit), [](const syntax::Record& record) {
    switch (record.kind) {
      case Kind::interface_declaration:
      case Kind::type_alias_declaration:
      case Kind::ambient_declaration:
      case Kind::function_signature:
      case Kind::enum_declaration:
      case Kind::internal_module:
      case Kind::module_:
      case Kind::class_declaration:
      case Kind::abstract_class_declaration:
      case Kind::import_statement:
      case Kind::export_statement: return true;
      default: return false;
    }
  });
}

bool comments_declare_types(const syntax::Tree& tree, std::size_t first, std::size_t end) {
  return std::ranges::any_of(tree.comments().subspan(first, end - first),
                             [&](Span comment) { return types::declares_types(slice(tree.text(), comment)); });
}

std::uint32_t count_children(const syntax::Tree& tree, UnitId unit) {
  const auto units = tree.units();
  std::uint32_t count = 0;
  for (UnitId child = unit + 1; child <= units[unit].last_descendant; child = units[child].last_descendant + 1) ++count;
  return count;
}

}  // namespace

// One version after another.
class LintMemory::Version {
 public:
  Version(LintMemory& memory, Kept& kept, const Document& document)
      : rules_(memory.rules_), settings_(memory.settings_), kept_(kept), document_(document) {}

  // `before` is the tree of the version before, or null.
  [[nodiscard]] LintResult lint(const syntax::Tree* before) {
    const syntax::Tree& tree = *kept_.tree;
    if (before == nullptr)
      begin();
    else
      follow(*before);
    kept_.facts = std::make_unique<Facts>(tree, kept_.top_level, document_.surroundings, modules_of(document_),
                                          kept_.names.get());
    const Facts& facts = *kept_.facts;
    if (before != nullptr) find_outdated(*before, facts);
    run(facts);
    LintResult result;
    std::ranges::sort(kept_.with_findings, {}, [&](Slot slot) { return kept_.slots.unit(slot); });
    for (const Slot slot : kept_.with_findings)
      for (const KeptFinding& one : kept_.units[slot].findings) result.findings.push_back(one.finding);
    result.silences = std::move(silences_);
    finish(tree, kept_.suppressions, kept_.lines ? &*kept_.lines : nullptr, rules_, settings_, result);
    return result;
  }

  [[nodiscard]] std::size_t units_linted() const { return units_linted_; }

 private:
  [[nodiscard]] UnitMemory& memory(UnitId unit) { return kept_.units[kept_.slots.of(unit)]; }
  [[nodiscard]] Mode mode() const { return kept_.top_level == TopLevel::module ? Mode::strict : Mode::sloppy; }

  // --- What has changed ---

  void begin() {
    const syntax::Tree& tree = *kept_.tree;
    const std::vector<UnitId> nothing(tree.units().size(), no_unit);
    kept_.slots.follow(tree, nothing);
    kept_.units.resize(kept_.slots.count());
    outdated_.assign(kept_.slots.count(), true);
    for (UnitId unit = 0; unit < tree.units().size(); ++unit) identify(unit);
    kept_.suppressions = suppressions_in(tree);
    kept_.lines.reset();
    if (!kept_.suppressions.empty()) kept_.lines.emplace(tree.text());
  }

  void identify(UnitId unit) {
    const syntax::Tree& tree = *kept_.tree;
    UnitContent& own = memory(unit).content;
    own.signature = content_signature(tree, unit);
    own.is_strict = is_strict_around(tree, unit, mode());
    own.child_count = count_children(tree, unit);
    own.declares_types = may_declare_types(tree, unit);
  }

  void follow(const syntax::Tree& before) {
    const syntax::Tree& tree = *kept_.tree;
    const auto count = static_cast<UnitId>(tree.units().size());
    if (!kept_.names) {
      // The first version had them for itself.
      kept_.names = std::make_unique<LiveNames>(kept_.slots, mode());
      kept_.names->begin(before);
    }
    const auto past = kept_.live.past();
    std::vector<UnitId> was(count);
    for (UnitId unit = 0; unit < count; ++unit) was[unit] = past[unit].unit;
    kept_.slots.follow(tree, was);
    kept_.units.resize(kept_.slots.count());
    outdated_.assign(kept_.slots.count(), false);
    change_ = kept_.live.change();

    for (const Slot slot : kept_.slots.gone()) {
      has_other_types_ = has_other_types_ || kept_.units[slot].content.declares_types;
      set_findings(slot, {});
      kept_.units[slot] = {};
      kept_.askers.set(slot, {});
      changed_.push_back(slot);
    }
    std::vector<bool> is_otherwise_strict(count);
    for (UnitId unit = 0; unit < count; ++unit) {
      is_otherwise_strict[unit] = unit != 0 && is_otherwise_strict[tree.units()[unit].parent];
      if (past[unit].is_same && !is_otherwise_strict[unit]) continue;
      if (past[unit].has_same_records && !is_otherwise_strict[unit]) {
        around_.push_back(unit);
        continue;
      }
      read_again_.push_back(unit);
      const UnitContent old = memory(unit).content;
      identify(unit);
      const UnitContent& own = memory(unit).content;
      is_otherwise_strict[unit] = is_otherwise_strict[unit] || (was[unit] != no_unit && own.is_strict != old.is_strict);
      if (was[unit] != no_unit && own.signature == old.signature && own.is_strict == old.is_strict &&
          own.child_count == old.child_count && has_same_children(unit, was))
        continue;
      has_other_types_ = has_other_types_ || own.declares_types || old.declares_types;
      changed_.push_back(kept_.slots.of(unit));
    }
    name_changes_ = kept_.names->follow(tree, read_again_);
    for (const UnitId unit : around_) kept_.names->move(unit, change_.begin, change_.shift());
  }

  [[nodiscard]] bool has_same_children(UnitId unit, const std::vector<UnitId>& was) const {
    const auto units = kept_.tree->units();
    for (UnitId child = unit + 1; child <= units[unit].last_descendant; child = units[child].last_descendant + 1)
      if (was[child] == no_unit) return false;
    return true;
  }

  // --- Who has to be looked at again ---

  void mark(Slot slot) { outdated_[slot] = true; }
  void mark_askers(QuestionKey key) {
    for (const Slot slot : kept_.askers.of(key)) mark(slot);
  }

  void find_outdated(const syntax::Tree& before, const Facts& facts) {
    const syntax::Tree& tree = *kept_.tree;
    for (const Slot slot : kept_.slots.added()) mark(slot);
    for (const Slot slot : changed_) {
      mark(slot);
      mark_askers(question_key(Question::Kind::content, slot));
      mark_askers(question_key(Question::Kind::members, slot));
    }
    mark_askers(question_key(Question::Kind::once));
    const CommentZones zones({before.text(), before.comments()}, {tree.text(), tree.comments()}, change_);
    const CommentZones::Comments& comments = zones.changed();
    if (has_other_types_ || comments_declare_types(before, comments.first, comments.old_end) ||
        comments_declare_types(tree, comments.first, comments.new_end))
      mark_askers(question_key(Question::Kind::types));
    for (const auto& [kind, hash] : name_changes_.uses) mark_askers(question_key(kind, hash));
    for (const std::uint32_t hash : name_changes_.program)
      ask_again(facts, question_key(Question::Kind::outer_name, hash),
                [&](const OuterName& one) { return one.hash == hash; });
    for (const Slot slot : name_changes_.surroundings) {
      const UnitId first = kept_.slots.unit(slot);
      for (UnitId unit = first; unit <= tree.units()[first].last_descendant; ++unit)
        ask_again(facts, surroundings_key(kept_.slots.of(unit)),
                  [&](const OuterName& one) { return one.unit == kept_.slots.of(unit); });
    }
    mark_around(zones);
    move(before);
    follow_suppressions(before, comments);
  }

  void follow_suppressions(const syntax::Tree& before, const CommentZones::Comments& changed) {
    const syntax::Tree& tree = *kept_.tree;
    const auto old_comments = before.comments();
    std::vector<Span> now;
    for (const Span comment : kept_.suppressions) {
      const auto place = static_cast<std::size_t>(
          std::ranges::lower_bound(old_comments, comment.begin, {}, &Span::begin) - old_comments.begin());
      if (place < changed.first)
        now.push_back(comment);
      else if (place >= changed.old_end)
        now.push_back({comment.begin + change_.shift(), comment.end + change_.shift()});
    }
    for (std::size_t i = changed.first; i < changed.new_end; ++i)
      if (may_suppress(tree.text(), tree.comments()[i])) now.push_back(tree.comments()[i]);
    std::ranges::sort(now);
    kept_.suppressions = std::move(now);
    if (kept_.suppressions.empty())
      kept_.lines.reset();
    else if (kept_.lines)
      kept_.lines.emplace(LineIndex(*kept_.lines, tree.text(), change_));
    else
      kept_.lines.emplace(tree.text());
  }

  // Those who asked what a name means outside a unit, and would now hear something else.
  template <typename Which>
  void ask_again(const Facts& facts, QuestionKey key, const Which& which) {
    for (const Slot slot : kept_.askers.of(key)) {
      if (outdated_[slot]) continue;
      const auto& names = kept_.units[slot].outer_names;
      outdated_[slot] =
          std::ranges::any_of(names, [&](const OuterName& one) { return which(one) && !still_holds(facts, one); });
    }
  }

  [[nodiscard]] bool still_holds(const Facts& facts, const OuterName& asked) const {
    const UnitId unit = kept_.slots.unit(asked.unit);
    if (unit == UnitSlots::none) return false;
    const Binding found = facts.bindings().resolve_outside(*asked.name, unit);
    if (!found) return asked.owner == no_slot;
    return asked.owner == kept_.slots.of(found.owner.unit()) &&
           asked.identifier == kept_.slots.of(found.identifier.unit()) && asked.declared_as == found.kind &&
           asked.is_repeated == found.is_repeated;
  }

  // The text of a unit is looked at where that unit's records say nothing: its comments, and those before it.
  void mark_around(const CommentZones& zones) {
    const syntax::Tree& tree = *kept_.tree;
    const auto units = tree.units();
    for (UnitId unit = 0; unit < units.size(); ++unit) {
      const Slot slot = kept_.slots.of(unit);
      const Node root(&tree, unit, 0);
      const std::uint32_t begin = begin_with_export(root);
      if (!zones.touch({begin, root.span().end})) {
        unit = units[unit].last_descendant;
        continue;
      }
      if (zones.touch({begin, begin})) mark(slot);
      for (const Slot asker : kept_.askers.of(question_key(Question::Kind::comment, slot)))
        if (!outdated_[asker] && is_comment_in_doubt(kept_.units[asker], slot, zones)) mark(asker);
    }
    mark(kept_.slots.of(unit_around(tree, {change_.begin, change_.new_end})));
  }

  [[nodiscard]] bool is_comment_in_doubt(const UnitMemory& asker, Slot slot, const CommentZones& zones) const {
    const syntax::Tree& tree = *kept_.tree;
    return std::ranges::any_of(asker.comments, [&](const CommentedPlace& asked) {
      if (asked.unit != slot) return false;
      const UnitId unit = kept_.slots.unit(slot);
      if (asked.record >= tree.records(unit).size()) return true;
      const std::uint32_t begin = begin_with_export(Node(&tree, unit, asked.record));
      return zones.touch({begin, begin});
    });
  }

  // Where the comment before a declaration ends: `/** … */ export function save() {}`.
  [[nodiscard]] static std::uint32_t begin_with_export(Node place) {
    std::uint32_t begin = place.span().begin;
    for (Node parent = place.parent(); parent.is(Kind::export_statement); parent = parent.parent())
      begin = parent.span().begin;
    return begin;
  }

  // Moves findings to where they are now. Those that the change touches are looked for again.
  void move(const syntax::Tree& before) {
    for (const Slot slot : kept_.with_findings) {
      if (outdated_[slot]) continue;
      const Move own = move_of(slot, before);
      const bool stays = (is_untouched(kept_.slots.unit(slot)) || !own.is_touched) &&
                         std::ranges::all_of(kept_.units[slot].findings,
                                             [&](KeptFinding& one) { return moved(one, own.shift, before); });
      if (!stays) mark(slot);
    }
  }

  [[nodiscard]] bool is_untouched(UnitId unit) const { return kept_.live.past()[unit].is_same; }

  struct Move {
    std::uint32_t shift = 0;
    bool is_touched = false;
  };

  // Of the unit that has a slot.
  [[nodiscard]] Move move_of(Slot slot, const syntax::Tree& before) const {
    const UnitId unit = kept_.slots.unit(slot);
    const UnitId was = unit == UnitSlots::none ? no_unit : kept_.live.past()[unit].unit;
    if (was == no_unit) return {0, true};
    // The text outside of the change is the same.
    const Span span = Node(kept_.tree.get(), unit, 0).span();
    const bool is_touched = span.begin <= change_.new_end && change_.begin <= span.end;
    return {kept_.tree->units()[unit].start - before.units()[was].start, is_touched};
  }

  [[nodiscard]] bool moved(KeptFinding& kept, std::uint32_t shift, const syntax::Tree& before) const {
    Finding& finding = kept.finding;
    const auto move_by = [](Span& span, std::uint32_t by) { span = {span.begin + by, span.end + by}; };
    for (std::size_t i = 0; i < finding.related.size(); ++i) {
      Span& span = finding.related[i].span;
      // One finding may speak of places in several units.
      const Move own = move_of(kept.related_in[i], before);
      if (!own.is_touched || span.end < change_.begin)
        move_by(span, own.is_touched ? 0 : own.shift);
      else if (span.begin > change_.old_end)
        move_by(span, change_.shift());
      else
        return false;
    }
    move_by(finding.span, shift);
    for (Fix& fix : finding.fixes)
      for (TextEdit& edit : fix.edits) move_by(edit.span, shift);
    return true;
  }

  void set_findings(Slot slot, std::vector<KeptFinding> findings) {
    auto& own = kept_.units[slot].findings;
    if (own.empty() != findings.empty()) {
      if (findings.empty())
        std::erase(kept_.with_findings, slot);
      else
        kept_.with_findings.push_back(slot);
    }
    own = std::move(findings);
  }

  // --- Looking again ---

  void run(const Facts& facts) {
    const syntax::Tree& tree = *kept_.tree;
    const Dispatch dispatch(rules_, settings_);
    LintResult found;
    RuleContext context(facts, found, settings_);
    for (UnitId unit = 0; unit < tree.units().size(); ++unit) {
      if (!outdated_[kept_.slots.of(unit)]) continue;
      ++units_linted_;
      kept_.log.clear();
      facts.record(&kept_.log);
      run_rules(tree, unit, dispatch, context);
      facts.record(nullptr);
      note(unit, std::move(found.findings));
      found.findings.clear();
    }
    silences_ = std::move(found.silences);
  }

  void note(UnitId unit, std::vector<Finding> findings) {
    const syntax::Tree& tree = *kept_.tree;
    UnitMemory& own = memory(unit);
    std::vector<KeptFinding> kept_findings;
    own.outer_names.clear();
    own.comments.clear();
    std::vector<QuestionKey> keys;
    const auto slot_or_none = [&](UnitId one) { return one == no_such_unit ? no_slot : kept_.slots.of(one); };
    for (const Question& question : kept_.log.questions()) {
      const Slot slot = kept_.slots.of(question.unit);
      switch (question.kind) {
        case Question::Kind::content:
        case Question::Kind::members: keys.push_back(question_key(question.kind, slot)); break;
        case Question::Kind::comment:
          keys.push_back(question_key(question.kind, slot));
          own.comments.push_back({slot, question.record});
          break;
        case Question::Kind::outer_name:
          keys.push_back(question_key(question.kind, question.hash));
          keys.push_back(surroundings_key(slot));
          own.outer_names.push_back({slot, question.hash, question.name, slot_or_none(question.identifier),
                                     slot_or_none(question.owner), question.declared_as, question.is_repeated});
          break;
        default: keys.push_back(question_key(question.kind, question.hash)); break;
      }
    }
    const Span around = Node(&tree, unit, 0).span();
    for (Finding& finding : findings) {
      KeptFinding kept{std::move(finding), {}};
      // Some lines of the steps are in this text, and are not followed.
      bool is_for_once = !kept.finding.steps.empty();
      for (const Fix& fix : kept.finding.fixes)
        for (const TextEdit& edit : fix.edits) is_for_once = is_for_once || !around.contains(edit.span);
      for (const RelatedPlace& place : kept.finding.related) {
        kept.related_in.push_back(kept_.slots.of(unit_around(tree, place.span)));
        keys.push_back(question_key(Question::Kind::content, kept.related_in.back()));
      }
      if (is_for_once) keys.push_back(question_key(Question::Kind::once));
      kept_findings.push_back(std::move(kept));
    }
    set_findings(kept_.slots.of(unit), std::move(kept_findings));
    std::ranges::sort(keys);
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    kept_.askers.set(kept_.slots.of(unit), std::move(keys));
  }

  std::span<const RuleEntry> rules_;
  const LintSettings& settings_;
  Kept& kept_;
  const Document& document_;
  ChangedRange change_;
  // In their order.
  std::vector<UnitId> read_again_;
  // Those around them that are the same but for places.
  std::vector<UnitId> around_;
  // Units that hold something else than before, or are gone.
  std::vector<Slot> changed_;
  bool has_other_types_ = false;
  NameChanges name_changes_;
  // By slot.
  std::vector<bool> outdated_;
  std::vector<Silence> silences_;
  std::size_t units_linted_ = 0;
};

LintMemory::LintMemory(std::span<const RuleEntry> rules, LintSettings settings)
    : rules_(rules), settings_(std::move(settings)) {}
LintMemory::~LintMemory() = default;

const Facts* LintMemory::facts() const { return kept_ ? kept_->facts.get() : nullptr; }
std::size_t LintMemory::unit_count() const { return kept_ ? kept_->tree->units().size() : 0; }

LintResult LintMemory::lint(const Document& document) {
  return lint(document, std::make_shared<const std::string>(document.text));
}

LintResult LintMemory::lint(const Document& document, std::shared_ptr<const std::string> text,
                            const ChangedRange* within) {
  units_linted_ = 0;
  if (!worth_parsing(document.text) && !document.imports_asynchrony) {
    kept_ = nullptr;
    return {};
  }
  const syntax::Grammar grammar = grammar_of(document.dialect);
  if (!kept_ || kept_->live.grammar() != grammar) kept_ = std::make_unique<Kept>(grammar, settings_.unit_sizes);
  // The earlier text is needed until the end.
  const std::shared_ptr<const syntax::Tree> before = kept_->tree;
  const std::shared_ptr<const std::string> text_before = std::exchange(kept_->text, std::move(text));
  kept_->facts = nullptr;
  kept_->tree = kept_->live.parse(kept_->text, within);
  const syntax::Tree& tree = *kept_->tree;
  // Which statements the program has is said by its own records.
  const auto past = kept_->live.past();
  const bool has_same_statements = kept_->is_linted && kept_->module_kind == document.module_kind && !past.empty() &&
                                   (past.front().is_same || past.front().has_same_records);
  const TopLevel top_level = has_same_statements ? kept_->top_level : top_level_of(tree, document.module_kind);
  const bool may_follow = kept_->is_linted && !past.empty() && kept_->top_level == top_level &&
                          kept_->surroundings == document.surroundings &&
                          before->is_typescript() == tree.is_typescript() && before->grammar() == tree.grammar() &&
                          !settings_.with_silences;
  if (!may_follow) {
    kept_->slots = {};
    kept_->facts = nullptr;
    kept_->names = nullptr;
    kept_->units.clear();
    kept_->with_findings.clear();
    kept_->askers = {};
  }
  kept_->top_level = top_level;
  kept_->module_kind = document.module_kind;
  kept_->surroundings = document.surroundings;
  kept_->is_linted = true;
  Version version(*this, *kept_, document);
  LintResult result = version.lint(may_follow ? before.get() : nullptr);
  units_linted_ = version.units_linted();
  return result;
}

}  // namespace asynclint
