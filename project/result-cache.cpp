#include "project/result-cache.h"

#include <algorithm>
#include <utility>

#include "project/byte-text.h"
#include "project/configuration.h"
#include "project/paths.h"
#include "project/platform.h"
#include "project/workspace.h"

namespace asynclint {
namespace {

constexpr std::string_view index_heading = "asynclint cache 1\n";
constexpr std::string_view index_name = "index";
constexpr std::size_t index_size_limit = std::size_t{1} << 30U;
// Of one file: as many as there are branches or configurations that somebody goes to and fro between.
constexpr std::size_t most_records = 4;
// No file system counts its time in larger steps.
constexpr std::int64_t coarsest_time = 2'000'000'000;

std::optional<ContentHash> hash_of_executable() {
  constexpr std::size_t executable_size_limit = std::size_t{1} << 30U;
  const auto path = platform::executable_path();
  if (!path) return std::nullopt;
  const auto bytes = platform::read_file(*path, executable_size_limit);
  return bytes ? std::optional(content_hash(*bytes)) : std::nullopt;
}

void write_value(ByteWriter& to, const OptionValue& value) {
  to.number(value.index());
  if (const auto* flag = std::get_if<bool>(&value)) to.flag(*flag);
  if (const auto* number = std::get_if<std::int64_t>(&value)) to.fixed(static_cast<std::uint64_t>(*number));
  if (const auto* text = std::get_if<std::string>(&value)) to.text(*text);
  if (const auto* names = std::get_if<std::vector<std::string>>(&value)) {
    to.number(names->size());
    for (const std::string& name : *names) to.text(name);
  }
}

ContentHash hash_of_settings(const LintSettings& settings) {
  ByteWriter to;
  to.number(settings.only.size());
  for (const std::string_view rule : settings.only) to.text(rule);
  to.number(settings.levels.size());
  for (const LevelSetting& level : settings.levels) {
    to.text(level.rule);
    to.number(static_cast<std::uint64_t>(level.level));
  }
  to.number(settings.options.size());
  for (const OptionSetting& option : settings.options) {
    to.text(option.rule);
    to.text(option.option);
    write_value(to, option.value);
  }
  to.flag(settings.with_silences);
  to.flag(settings.with_evidence);
  return content_hash(to.bytes());
}

// What a record begins with.
void write_key(ByteWriter& to, const ResultCache::Key& key) {
  to.hash(key.content);
  to.hash(key.settings);
  to.number(static_cast<std::uint64_t>(key.kind));
  to.flag(key.is_named);
}

std::string bytes_of_key(const ResultCache::Key& key) {
  ByteWriter to;
  write_key(to, key);
  return to.take();
}

enum class ImportsAsked : std::uint8_t { no, with_none, with_some };

}  // namespace

CachePlace cache_place(const std::string& directory) {
  const std::string here = platform::current_directory();
  return {absolute_path(directory, here), workspace_root_of(join_path(here, "file")), false};
}

CachePlace default_cache_place() {
  const std::string here = located(platform::current_directory());
  CachePlace place = cache_place(join_path(here, ".asynclint-cache"));
  place.is_hidden_from_git = true;
  for (std::string_view at = here;; at = parent_directory(at)) {
    const std::string modules = join_path(at, "node_modules");
    const auto kind = platform::kind_of(modules);
    if (kind && *kind == platform::FileKind::directory) {
      place.directory = join_path(modules, ".cache/asynclint");
      place.is_hidden_from_git = false;
      break;
    }
    if (at == place.root || at == parent_directory(at)) break;
  }
  return place;
}

ResultCache::ResultCache(CachePlace place, std::vector<std::string>& warnings)
    : place_(std::move(place)), build_(hash_of_executable()) {
  const auto not_written = [&](const std::string& reason) {
    warnings.push_back("the cache in " + place_.directory + " cannot be written (" + reason +
                       "), so this run is not remembered");
  };
  std::int64_t safe_time = 0;
  if (const auto failure = platform::make_directories(place_.directory)) {
    not_written(failure->reason);
  } else if (const auto now = platform::present_time_in(place_.directory)) {
    is_writable_ = keeps_ = build_.has_value();
    safe_time = *now - coarsest_time;
  } else {
    not_written(now.reason());
  }
  contents_ = std::make_unique<ContentStore>(safe_time);
  if (is_writable_ && place_.is_hidden_from_git)
    static_cast<void>(platform::create_file(join_path(place_.directory, ".gitignore"), "*\n"));
  auto text = platform::read_file(index_path(), index_size_limit);
  if (!text) {
    if (!text.failure().is_absent) warnings.push_back(index_path() + ": " + text.reason() + "; it is not used");
    return;
  }
  text_ = *std::move(text);
  if (load(text_)) return;
  warnings.push_back(index_path() + " is damaged, so it is not used" + (is_writable_ ? " and made anew" : ""));
  contents_ = std::make_unique<ContentStore>(safe_time);
  records_.clear();
}

// The executable is the same all the time.
ResultCache::ResultCache(std::string root, std::string known)
    : place_{{}, std::move(root), false}, build_(ContentHash{}), keeps_(true), text_(std::move(known)) {
  contents_ = std::make_unique<ContentStore>(platform::present_time() - coarsest_time);
  static_cast<void>(load(text_));
}

std::string ResultCache::take() { return kept_.empty() && !contents_->has_news() ? std::move(text_) : text(); }

std::string ResultCache::index_path() const { return join_path(place_.directory, index_name); }

ContentHash ResultCache::settings_hash(const FileSettings* settings, const LintSettings& of) {
  if (settings == nullptr) return hash_of_settings(of);
  const std::lock_guard lock(mutex_);
  const auto [place, is_new] = settings_.try_emplace(settings);
  if (is_new) place->second = hash_of_settings(settings->settings);
  return place->second;
}

std::optional<ResultCache::Known> ResultCache::find(const std::string& path, const Key& key, ModuleGraph& modules) {
  const auto records = records_.find(path);
  if (records == records_.end()) return std::nullopt;
  const std::string wanted = bytes_of_key(key);
  for (const std::string_view record : records->second) {
    if (!record.starts_with(wanted)) continue;
    ByteReader from(record.substr(wanted.size()));
    const auto imports = static_cast<ImportsAsked>(from.number());
    if (imports != ImportsAsked::no) {
      const bool has_some = modules.imports_asynchrony(contents_->of(path).specifiers, path);
      if (has_some != (imports == ImportsAsked::with_some)) continue;
    }
    bool is_same = true;
    for (std::size_t left = from.count(); left > 0 && is_same; --left) {
      ModuleQuestion question;
      question.from = absolute_path(from.text(), place_.root);
      question.specifier = from.text();
      question.syntax = static_cast<ImportSyntax>(from.number());
      const ContentHash before = from.hash();
      const auto now = modules.answer_to(question, place_.root);
      is_same = !from.has_failed() && now && *now == before;
    }
    if (!is_same) continue;
    const bool is_minified = from.flag();
    const std::string_view result = from.text();
    if (!from.has_failed()) return Known{is_minified, result};
  }
  return std::nullopt;
}

void ResultCache::keep(const std::string& path, const Key& key, const LintTrace& trace, ModuleGraph& modules) {
  if (!keeps_ || !trace.result || !contents_->is_steady(path)) return;
  ByteWriter to;
  write_key(to, key);
  auto imports = ImportsAsked::no;
  if (trace.imports_asynchrony) imports = *trace.imports_asynchrony ? ImportsAsked::with_some : ImportsAsked::with_none;
  to.number(static_cast<std::uint64_t>(imports));
  to.number(trace.asked.size());
  for (const ModuleQuestion& question : trace.asked) {
    const auto answer = modules.answer_to(question, place_.root);
    if (!answer) return;
    to.text(seen_from(question.from, place_.root));
    to.text(question.specifier);
    to.number(static_cast<std::uint64_t>(question.syntax));
    to.hash(*answer);
  }
  to.flag(trace.is_minified);
  to.text(*trace.result);
  const std::lock_guard lock(mutex_);
  kept_[path] = to.take();
}

bool ResultCache::load(std::string_view text) {
  if (!text.starts_with(index_heading)) return false;
  ByteReader head(text.substr(index_heading.size()));
  const ContentHash build = head.hash();
  const ContentHash sum = head.hash();
  const std::string_view body = head.text();
  if (head.has_failed() || !head.is_at_end() || content_hash(body) != sum) return false;
  // Another asynclint's is as good as none.
  if (!build_ || build != *build_) return true;
  ByteReader from(body);
  for (std::size_t left = from.count(); left > 0; --left) {
    std::string path = absolute_path(from.text(), place_.root);
    ContentStore::Remembered file;
    file.stamp.modified = static_cast<std::int64_t>(from.fixed());
    file.stamp.changed = static_cast<std::int64_t>(from.fixed());
    file.stamp.size = from.number();
    file.stamp.id = from.number();
    file.is_trusted = from.flag();
    file.facts.is_there = from.flag();
    file.facts.hash = from.hash();
    file.facts.has_words = from.flag();
    file.facts.has_references = from.flag();
    for (std::size_t count = from.count(); count > 0; --count) {
      const std::string_view specifier = from.text();
      file.facts.specifiers.push_back({specifier, static_cast<ImportSyntax>(from.number())});
    }
    for (std::size_t count = from.count(); count > 0; --count) file.facts.references.push_back(from.text());
    Records records;
    for (std::size_t count = from.count(); count > 0; --count) records.push_back(from.text());
    if (from.has_failed()) return false;
    if (!records.empty()) records_.emplace(path, std::move(records));
    contents_->remember(std::move(path), std::move(file));
  }
  return from.is_at_end();
}

void ResultCache::write_file(ByteWriter& to, const std::string& path, const ContentStore::Remembered& file) {
  to.text(seen_from(path, place_.root));
  to.fixed(static_cast<std::uint64_t>(file.stamp.modified));
  to.fixed(static_cast<std::uint64_t>(file.stamp.changed));
  to.number(file.stamp.size);
  to.number(file.stamp.id);
  to.flag(file.is_trusted && contents_->is_steady(path));
  to.flag(file.facts.is_there);
  to.hash(file.facts.hash);
  to.flag(file.facts.has_words);
  to.flag(file.facts.has_references);
  to.number(file.facts.specifiers.size());
  for (const FoundSpecifier& found : file.facts.specifiers) {
    to.text(found.specifier);
    to.number(static_cast<std::uint64_t>(found.syntax));
  }
  to.number(file.facts.references.size());
  for (const std::string_view reference : file.facts.references) to.text(reference);
  Records records;
  const auto kept = kept_.find(path);
  if (kept != kept_.end()) records.push_back(kept->second);
  // What a key begins with has one length for all of them.
  const std::size_t key_length = bytes_of_key({}).size();
  if (const auto before = records_.find(path); before != records_.end())
    for (const std::string_view record : before->second)
      if (records.size() < most_records &&
          (records.empty() || record.substr(0, key_length) != records.front().substr(0, key_length)))
        records.push_back(record);
  to.number(records.size());
  for (const std::string_view record : records) to.text(record);
}

std::string ResultCache::text() {
  // What this run did not look at stays as long as it is there.
  std::map<std::string_view, const ContentStore::Remembered*> files;
  for (const auto& [path, file] : contents_->all_seen())
    if (file->facts.is_there) files.emplace(path, file);
  for (const auto& [path, file] : contents_->remembered())
    if (contents_->seen(path) == nullptr && platform::kind_of(path)) files.emplace(path, &file);
  ByteWriter body;
  body.number(files.size());
  for (const auto& [path, file] : files) write_file(body, std::string(path), *file);
  ByteWriter head;
  head.hash(*build_);
  head.hash(content_hash(body.bytes()));
  head.text(body.bytes());
  return std::string(index_heading) + head.take();
}

std::optional<std::string> ResultCache::save() {
  if (!is_writable_ || (kept_.empty() && !contents_->has_news())) return std::nullopt;
  const std::string content = text();
  std::optional<Failure> failure = platform::create_file(index_path(), content);
  // Another run may have written one meanwhile. Whichever comes last counts, as a whole.
  if (failure && failure->reason == platform::already_there) failure = platform::replace_file(index_path(), content);
  if (!failure) return std::nullopt;
  return "the cache in " + place_.directory + " could not be written (" + failure->reason +
         "), so this run is not remembered";
}

}  // namespace asynclint
