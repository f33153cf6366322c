#include "project/parsed-sources.h"

#include <utility>

#include "lint/engine.h"

namespace asynclint {
namespace {

// Enough for the files of one package, which import each other; the memory of a run must not grow with a repository.
constexpr std::size_t most_bytes = std::size_t{16} << 20U;

}  // namespace

ParsedSources::Parsed ParsedSources::of(const std::string& path, const std::shared_ptr<const std::string>& text,
                                        Dialect dialect) {
  if (Parsed known = find(path, *text, dialect); known.tree) return known;
  Document document;
  document.text = *text;
  document.dialect = dialect;
  Parsed parsed{text, parse_document(document, {})};
  const std::size_t bytes = text->size() + parsed.tree->size_in_memory();
  keep({path, dialect, parsed, bytes});
  return parsed;
}

ParsedSources::Parsed ParsedSources::find(const std::string& path, const std::string& text, Dialect dialect) {
  const std::lock_guard lock(mutex_);
  const auto known = by_path_.find(path);
  if (known == by_path_.end()) return {};
  const Kept& kept = *known->second;
  // A file may have changed since.
  if (kept.dialect != dialect || *kept.parsed.text != text) return {};
  kept_.splice(kept_.begin(), kept_, known->second);
  return kept.parsed;
}

void ParsedSources::keep(Kept kept) {
  if (kept.bytes > most_bytes) return;
  const std::lock_guard lock(mutex_);
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
