#include "project/parsed-sources.h"

#include <utility>

#include "lint/engine.h"

namespace asynclint {
namespace {

// Enough for the files of one package, which import each other; the memory of a run must not grow with a repository.
constexpr std::size_t most_bytes = std::size_t{16} << 20U;

}  // namespace

ParsedSources::Parsed ParsedSources::of(const std::string& path, const std::shared_ptr<const std::string>& text,
                                        Dialect dialect, const WorkAhead& ahead) {
  std::shared_ptr<Parsing> parsing;
  {
    const std::lock_guard lock(mutex_);
    if (Parsed known = find(path, *text, dialect); known.tree) return known;
    parsing = at_work(path, text, dialect);
  }
  parsing->done.run([&] { parse(path, *parsing); }, ahead);
  return parsing->parsed;
}

void ParsedSources::read_ahead(const std::string& path, const std::shared_ptr<const std::string>& text,
                               Dialect dialect) {
  std::shared_ptr<Parsing> parsing;
  {
    const std::lock_guard lock(mutex_);
    if (at_work_.contains(path) || find(path, *text, dialect).tree) return;
    parsing = at_work(path, text, dialect);
  }
  parsing->done.run([&] { parse(path, *parsing); }, {});
}

// Asked for under the lock.
std::shared_ptr<ParsedSources::Parsing> ParsedSources::at_work(const std::string& path,
                                                               const std::shared_ptr<const std::string>& text,
                                                               Dialect dialect) {
  std::shared_ptr<Parsing>& known = at_work_[path];
  // A file may have changed since.
  if (!known || known->dialect != dialect || *known->parsed.text != *text) {
    known = std::make_shared<Parsing>();
    known->dialect = dialect;
    known->parsed.text = text;
  }
  return known;
}

void ParsedSources::parse(const std::string& path, Parsing& parsing) {
  Document document;
  document.text = *parsing.parsed.text;
  document.dialect = parsing.dialect;
  parsing.parsed.tree = parse_document(document, {});
  const std::size_t bytes = parsing.parsed.text->size() + parsing.parsed.tree->size_in_memory();
  const std::lock_guard lock(mutex_);
  keep({path, parsing.dialect, parsing.parsed, bytes});
  if (const auto known = at_work_.find(path); known != at_work_.end() && known->second.get() == &parsing)
    at_work_.erase(known);
}

// Asked under the lock.
ParsedSources::Parsed ParsedSources::find(const std::string& path, const std::string& text, Dialect dialect) {
  const auto known = by_path_.find(path);
  if (known == by_path_.end()) return {};
  const Kept& kept = *known->second;
  if (kept.dialect != dialect || *kept.parsed.text != text) return {};
  kept_.splice(kept_.begin(), kept_, known->second);
  return kept.parsed;
}

// Called under the lock.
void ParsedSources::keep(Kept kept) {
  if (kept.bytes > most_bytes) return;
  if (const auto known = by_path_.find(kept.path); known != by_path_.end()) {
    bytes_ -= known->second->bytes;
    kept_.erase(known->second);
    by_path_.erase(known);
  }
  bytes_ += kept.bytes;
  kept_.push_front(std::move(kept));
  by_path_.emplace(kept_.front().path, kept_.begin());
  for (; bytes_ > most_bytes; kept_.pop_back()) {
    bytes_ -= kept_.back().bytes;
    by_path_.erase(kept_.back().path);
  }
}

}  // namespace asynclint
