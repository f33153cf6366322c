#include "server/document-lint.h"

#include <algorithm>
#include <deque>
#include <string>
#include <utility>

#include "lint/engine.h"
#include "project/file-text.h"
#include "project/fix-text.h"
#include "project/module-graph.h"
#include "project/source-text.h"
#include "server/open-document.h"
#include "server/text-diff.h"

namespace asynclint::server {

// The programs of one version, read for nothing but hovers and refactorings.
struct DocumentLint::ReadPrograms {
  struct Program {
    std::string text;
    // Of markup.
    std::vector<ScriptBlock> blocks;
    std::unique_ptr<syntax::Tree> tree;
    std::unique_ptr<Facts> facts;
  };
  std::uint64_t revision = 0;
  // Their places do not change: facts refer to the text and the tree.
  std::deque<Program> programs;

  void add(const Document& document, std::vector<ScriptBlock> blocks) {
    Program& program = programs.emplace_back();
    program.blocks = std::move(blocks);
    program.text = document.text;
    const Document own = document.with_text(program.text);
    program.tree = parse_document(own, {});
    program.facts = std::make_unique<Facts>(*program.tree, top_level_of(*program.tree, own.module_kind),
                                            own.surroundings, modules_of(own));
  }
};

DocumentLint::DocumentLint() = default;
DocumentLint::~DocumentLint() = default;

namespace {

constexpr std::chrono::milliseconds quick{1};

void show(LintResult result, Checked& checked) {
  std::erase_if(result.findings, [&](const Finding& one) { return one.level < checked.settings->least; });
  checked.findings = std::move(result.findings);
  checked.syntax_errors = result.syntax_errors;
}

bool is_same(const Finding& one, const Finding& other) {
  const auto same_place = [](const RelatedPlace& a, const RelatedPlace& b) {
    return a.span == b.span && a.message == b.message;
  };
  const auto same_fix = [](const Fix& a, const Fix& b) {
    return a.kind == b.kind && a.title == b.title && a.edits == b.edits;
  };
  return one.span == other.span && one.rule == other.rule && one.level == other.level &&
         one.evidence == other.evidence && one.message == other.message &&
         std::ranges::equal(one.related, other.related, same_place) &&
         std::ranges::equal(one.fixes, other.fixes, same_fix);
}

// What was shown, as what mending begins with.
LintResult as_result(const Checked& checked) {
  LintResult result;
  result.findings = checked.findings;
  result.syntax_errors = checked.syntax_errors;
  result.parsed = true;
  return result;
}

// Without a copy where the document is all of the text. `known` is what the memory has read last, where it is that.
LintResult lint_in(LintMemory& memory, const FileText& file, const Snapshot& snapshot,
                   std::shared_ptr<const IndexedText>& known) {
  const auto& text = snapshot.text;
  const bool is_whole = file.document.text.size() == text->text.size();
  const auto before = std::exchange(known, is_whole ? text : nullptr);
  if (!is_whole) return memory.lint(file.document);
  const bool is_next = before && text->origin.text.lock() == before;
  return memory.lint(file.document, std::shared_ptr<const std::string>(text, &text->text),
                     is_next ? &text->origin.change : nullptr);
}

// What is mended in several places is read as if one were changed after the other: the text between them stays as it
// is. `known` is what the memory has read last, if anybody knows.
LintResult lint_in_steps(LintMemory& memory, const Document& document, std::shared_ptr<const std::string>& known) {
  constexpr std::size_t most_steps = 16;
  const auto edits = known ? text_difference(*known, document.text) : std::vector<TextEdit>{};
  if (edits.size() > 1 && edits.size() <= most_steps) {
    // From the end, so that the places of the others stay what they are.
    for (auto edit = edits.rbegin(); edit + 1 != edits.rend(); ++edit) {
      known = std::make_shared<const std::string>(apply_edits(*known, {*edit}));
      static_cast<void>(memory.lint(document.with_text(*known), known));
    }
  }
  known = std::make_shared<const std::string>(document.text);
  return memory.lint(document.with_text(*known), known);
}

}  // namespace

std::shared_ptr<const Checked> DocumentLint::check(const Snapshot& snapshot) {
  const std::lock_guard lock(mutex_);
  if (latest_ && latest_->revision == snapshot.revision) return latest_;
  auto checked = std::make_shared<Checked>();
  checked->revision = snapshot.revision;
  checked->version = snapshot.version;
  checked->text = snapshot.text;
  if (world_ != snapshot.world) {
    memory_ = nullptr;
    programs_ = nullptr;
    modules_ = nullptr;
    verdict_.reset();
    world_ = snapshot.world;
  }
  const auto begun = std::chrono::steady_clock::now();
  find(snapshot, *checked);
  last_took_ = std::chrono::steady_clock::now() - begun;
  latest_ = checked;
  return checked;
}

bool DocumentLint::is_quick(const Snapshot& snapshot) {
  const std::unique_lock lock(mutex_, std::try_to_lock);
  return lock && world_ == snapshot.world && last_took_ < quick;
}

Checked check_once(const Snapshot& snapshot) {
  const World& world = *snapshot.world;
  World::Verdict verdict = world.verdict(*snapshot.identity, snapshot.text->text);
  Checked checked;
  checked.version = snapshot.version;
  checked.text = snapshot.text;
  checked.settings = verdict.settings;
  checked.silent_because = std::move(verdict.silent_because);
  if (!checked.silent_because.empty()) return checked;
  const auto modules = world.modules().seen_from(snapshot.identity->path);
  const FileText file = world.file_text(*snapshot.identity, snapshot.text->text, modules.get());
  show(lint_with_line_ends(file, world.rules(), checked.settings->settings), checked);
  return checked;
}

std::optional<FixedText> fix_once(const Snapshot& snapshot, const Checked& checked, const FixChoice& choice) {
  const World& world = *snapshot.world;
  const auto modules = world.modules().seen_from(snapshot.identity->path);
  const FileText file = world.file_text(*snapshot.identity, snapshot.text->text, modules.get());
  return fix_text(file, as_result(checked), world.rules(), checked.settings->settings, choice);
}

std::optional<FixedText> DocumentLint::fix(const Snapshot& snapshot, const Checked& checked, const FixChoice& choice) {
  const std::lock_guard lock(mutex_);
  const bool is_followed = memory_ && modules_ && world_ == snapshot.world;
  if (!is_followed) return fix_once(snapshot, checked, choice);
  const FileText file = snapshot.world->file_text(*snapshot.identity, snapshot.text->text, modules_.get());
  auto in_memory = in_memory_ == snapshot.text ? std::make_shared<const std::string>(snapshot.text->text) : nullptr;
  const auto lint_text = [&](const FileText& mended) {
    is_mended_ = true;
    in_memory_ = nullptr;
    LintResult result = lint_in_steps(*memory_, mended.document, in_memory);
    adapt_line_ends(mended.document.text, result);
    return result;
  };
  return fix_text(file, as_result(checked), lint_text, choice);
}

void DocumentLint::find(const Snapshot& snapshot, Checked& checked) {
  if (!verdict_) verdict_ = snapshot.world->verdict(*snapshot.identity, snapshot.text->text);
  checked.silent_because = verdict_->silent_because;
  checked.settings = verdict_->settings;
  if (checked.silent_because.empty() && snapshot.text->text.size() > source_size_limit)
    checked.silent_because = "it is larger than " + std::to_string(source_size_limit >> 20U) + " MiB";
  if (!checked.silent_because.empty()) {
    memory_ = nullptr;
    return;
  }
  show(lint(snapshot, *checked.settings), checked);
}

LintResult DocumentLint::lint(const Snapshot& snapshot, const FileSettings& settings) {
  const World& world = *snapshot.world;
  if (!modules_) modules_ = world.modules().seen_from(snapshot.identity->path);
  FileText file = world.file_text(*snapshot.identity, snapshot.text->text, modules_.get());
  is_exact_ = !memory_;
  is_mended_ = false;
  // Most texts are opened and never changed.
  const bool is_first = !memory_ && (!latest_ || latest_->text == snapshot.text);
  if (file.markup != Markup::none || is_first) return lint_with_line_ends(file, world.rules(), settings.settings);
  if (!memory_) {
    memory_ = std::make_unique<LintMemory>(world.rules(), settings.settings);
    in_memory_ = nullptr;
  }
  LintResult result = lint_in(*memory_, file, snapshot, in_memory_);
  adapt_line_ends(snapshot.text->text, result);
  return result;
}

bool DocumentLint::rest(const Snapshot& snapshot, bool may_keep) {
  if (snapshot.identity->markup != Markup::none) return false;
  std::shared_ptr<const Checked> followed;
  {
    const std::lock_guard lock(mutex_);
    if (!latest_ || latest_->revision != snapshot.revision || !latest_->silent_because.empty()) return false;
    if (is_exact_ && (memory_ || !may_keep)) return false;
    followed = latest_;
  }
  // By itself, because a keystroke must not wait for it.
  const World& world = *snapshot.world;
  auto modules = world.modules().seen_from(snapshot.identity->path);
  const FileText file = world.file_text(*snapshot.identity, snapshot.text->text, modules.get());
  auto memory = std::make_unique<LintMemory>(world.rules(), followed->settings->settings);
  std::shared_ptr<const IndexedText> in_memory;
  LintResult result = lint_in(*memory, file, snapshot, in_memory);
  adapt_line_ends(snapshot.text->text, result);
  auto anew = std::make_shared<Checked>(*followed);
  show(std::move(result), *anew);
  const bool is_broken = anew->syntax_errors > 0;
  // The second version makes what those after it go on with.
  if (may_keep) (void)lint_in(*memory, file, snapshot, in_memory);

  const std::lock_guard lock(mutex_);
  if (latest_ != followed) return false;
  is_exact_ = true;
  const bool is_other = !std::ranges::equal(followed->findings, anew->findings, is_same);
  if (is_other) latest_ = std::move(anew);
  // What goes on from a broken text goes on from what it is, and not from what it was before.
  if (is_other || !memory_ || is_broken) {
    programs_ = nullptr;
    memory_ = may_keep ? std::move(memory) : nullptr;
    in_memory_ = std::move(in_memory);
    is_mended_ = false;
    modules_ = std::move(modules);
  }
  return is_other;
}

void DocumentLint::forget() {
  const std::unique_lock lock(mutex_, std::try_to_lock);
  if (!lock.owns_lock()) return;
  memory_ = nullptr;
  programs_ = nullptr;
}

void DocumentLint::visit_programs(
    const Snapshot& snapshot, const std::function<bool(const Facts&, const std::vector<ScriptBlock>&)>& is_content) {
  const std::lock_guard lock(mutex_);
  if (!latest_ || latest_->revision != snapshot.revision || !latest_->silent_because.empty() || !modules_) return;
  if (is_mended_ && memory_) (void)lint(snapshot, *latest_->settings);
  if (memory_ && memory_->facts() != nullptr) {
    (void)is_content(*memory_->facts(), {});
    return;
  }
  if (!programs_ || programs_->revision != snapshot.revision) {
    programs_ = std::make_unique<ReadPrograms>();
    programs_->revision = snapshot.revision;
    const FileText file = snapshot.world->file_text(*snapshot.identity, snapshot.text->text, modules_.get());
    if (file.markup == Markup::none)
      programs_->add(file.document, {});
    else
      for (const Script& script : scripts_of(file.document.text, file.markup)) {
        const std::string own = text_of_blocks(file.document.text, script.blocks);
        programs_->add(document_of(file.document, script, own), script.blocks);
      }
  }
  for (const ReadPrograms::Program& program : programs_->programs)
    if (is_content(*program.facts, program.blocks)) return;
}

std::optional<Card> DocumentLint::card_at(const Snapshot& snapshot, std::uint32_t offset) {
  std::optional<Card> card;
  visit_programs(snapshot, [&](const Facts& facts, const std::vector<ScriptBlock>&) {
    if (const auto construct = construct_at(facts, offset)) card = card_of(facts, snapshot.text->lines, *construct);
    return card.has_value();
  });
  return card;
}

Offer DocumentLint::offer_at(const Snapshot& snapshot, const RefactoringEntry& refactoring, Span selection) {
  Offer offer;
  if (!may_be_offered(refactoring, snapshot.text->text)) return offer;
  visit_programs(snapshot, [&](const Facts& facts, const std::vector<ScriptBlock>& blocks) {
    offer = asynclint::offer_at(refactoring, facts, selection);
    // Between two scripts stands what is none of theirs.
    const auto is_in_script = [&](const TextEdit& edit) {
      return blocks.empty() ||
             std::ranges::any_of(blocks, [&](const ScriptBlock& one) { return one.content.contains(edit.span); });
    };
    if (!std::ranges::all_of(offer.edits, is_in_script)) offer = {};
    return offer.is_made();
  });
  adapt_line_ends(snapshot.text->text, offer.edits);
  return offer;
}

}  // namespace asynclint::server
