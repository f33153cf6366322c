#include "project/content-store.h"

#include <algorithm>
#include <utility>

#include "lint/lint.h"
#include "types/declaration-reader.h"

namespace asynclint {
namespace {

// As for declarations; sources are smaller.
constexpr std::size_t looked_at_limit = std::size_t{16} << 20U;

ContentFacts facts_of(const std::string& bytes) {
  ContentFacts facts;
  facts.is_there = true;
  facts.hash = content_hash(bytes);
  facts.has_words = worth_parsing(bytes);
  facts.has_references = bytes.find("<reference ") != std::string::npos;
  if (!facts.has_words) facts.specifiers = specifiers_in(bytes);
  if (facts.has_references) {
    std::string_view text = bytes;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    facts.references = types::referenced_paths(text);
  }
  return facts;
}

}  // namespace

// The stamp is taken first: what is written after that has another one, or is not trusted.
const ContentStore::Remembered* ContentStore::look_at(const std::string& path) {
  Remembered found;
  found.stamp = platform::stamp_of(path);
  const auto place = known_.find(path);
  const Remembered* const known = place == known_.end() ? nullptr : &place->second;
  if (known != nullptr && known->is_trusted && known->stamp == found.stamp) return known;
  const Result<std::string> bytes = platform::read_file(path, looked_at_limit);
  std::unique_ptr<const std::string> text;
  bool is_news = known == nullptr;
  if (bytes) {
    found.is_trusted = found.stamp.modified >= 0 && std::max(found.stamp.modified, found.stamp.changed) < safe_time_;
    if (known != nullptr && known->facts.is_there && content_hash(*bytes) == known->facts.hash) {
      found.facts = known->facts;
      is_news = found.is_trusted;
    } else {
      text = std::make_unique<const std::string>(*bytes);
      found.facts = facts_of(*text);
      is_news = true;
    }
  } else if (known != nullptr) {
    is_news = known->facts.is_there;
  }
  const std::lock_guard lock(mutex_);
  has_news_ = has_news_ || is_news;
  // Most texts have none of these, and need not stay.
  if (!found.facts.specifiers.empty() || !found.facts.references.empty())
    if (text) texts_.push_back(std::move(text));
  return &found_.emplace_back(std::move(found));
}

const ContentFacts& ContentStore::of(const std::string& path) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = seen_.find(path); known != seen_.end()) return known->second->facts;
  }
  const Remembered* const found = look_at(path);
  const std::lock_guard lock(mutex_);
  const auto [place, is_new] = seen_.try_emplace(path, found);
  const ContentFacts& first = place->second->facts;
  // Two threads have looked, and not at the same.
  if (first.hash != found->facts.hash || first.is_there != found->facts.is_there) unsteady_.insert(path);
  return first;
}

void ContentStore::read(const std::string& path, std::string_view bytes) {
  const ContentFacts& facts = of(path);
  if (facts.is_there && facts.hash == content_hash(bytes)) return;
  const std::lock_guard lock(mutex_);
  unsteady_.insert(path);
}

bool ContentStore::is_steady(const std::string& path) const {
  const std::lock_guard lock(mutex_);
  return !unsteady_.contains(path);
}

const ContentStore::Remembered* ContentStore::seen(const std::string& path) const {
  const std::lock_guard lock(mutex_);
  const auto found = seen_.find(path);
  return found == seen_.end() ? nullptr : found->second;
}

bool ContentStore::has_news() const {
  const std::lock_guard lock(mutex_);
  return has_news_;
}

}  // namespace asynclint
