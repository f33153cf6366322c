#include "project/configuration.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "lint/rule.h"
#include "lint/unused-suppression.h"
#include "project/paths.h"
#include "project/platform.h"

namespace asynclint {
namespace {

constexpr std::size_t configuration_limit = std::size_t{1} << 20U;
constexpr std::size_t package_limit = std::size_t{16} << 20U;
constexpr std::size_t most_files = 64;

bool is_there(const std::string& path) {
  const auto kind = platform::kind_of(path);
  // What cannot be looked at for another reason is there, and reading it says what is wrong.
  return kind || !kind.failure().is_absent;
}

// The repository around a directory; empty when there is none.
std::string repository_around(std::string directory) {
  while (!is_there(join_path(directory, ".git"))) {
    if (directory == parent_directory(directory)) return {};
    directory = parent_directory(directory);
  }
  return directory;
}

bool is_inside(std::string_view path, std::string_view directory) {
  return directory.empty() || (path.size() > directory.size() && is_within(path, directory));
}

}  // namespace

std::string located(const std::string& path) {
  std::string absolute = absolute_path(path, platform::current_directory());
  std::string there = absolute;
  while (there != parent_directory(there)) {
    if (const auto real = platform::real_path(there))
      return there == absolute ? *real : join_path(*real, absolute.substr(there.size() + 1));
    there = parent_directory(there);
  }
  return absolute;
}

// A configuration file with all that it extends.
struct Configurations::Chain {
  // What is extended comes first, the nearest file last.
  std::vector<std::shared_ptr<const ConfigurationFile>> files;
  std::string repository;
  // By which of the overrides hold.
  std::map<std::vector<bool>, std::shared_ptr<const FileSettings>> known;

  // The last pattern that matches counts, and those of the nearest file come last.
  [[nodiscard]] std::optional<Origin> excludes(const std::string& path, bool is_directory) const {
    for (auto file = files.rbegin(); file != files.rend(); ++file) {
      const auto answer = (*file)->ignore.answer(path, is_directory);
      if (answer.verdict == Verdict::ignored) return Origin{(*file)->path, answer.line};
      if (answer.verdict == Verdict::kept) return std::nullopt;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::vector<bool> overrides_for(const std::string& path) const {
    std::vector<bool> hold;
    for (const auto& file : files)
      for (const Override& one : file->overrides) hold.push_back(one.files.covers(path));
    return hold;
  }
};

struct Configurations::Directory {
  std::shared_ptr<Chain> chain;
  // Because of itself or of a directory around it.
  std::optional<Origin> ignored;
};

Configurations::Configurations(std::span<const RuleEntry> rules, ConfigurationRequest request)
    : rules_(rules.begin(), rules.end()), request_(std::move(request)) {
  rules_.push_back(unused_suppression_entry());
  general_ = std::make_shared<Chain>();
  if (request_.file.empty() || request_.ignores_files) return;
  auto file = load(request_.file);
  if (!file)
    mistakes_.push_back({request_.file, 0, 0, file.reason()});
  else if (*file == nullptr)
    mistakes_.push_back({request_.file, 0, 0, fmt::format("has no key \"{}\"", configuration_key)});
  else
    general_ = chain_from(*file);
}

Configurations::~Configurations() = default;

void Configurations::enter(const std::string& directory, const Listing& listing) {
  const std::lock_guard lock(mutex_);
  if (!directories_.contains(directory)) add_directory(directory, listing);
}

std::shared_ptr<const FileSettings> Configurations::settings_of(const std::string& path) {
  const std::lock_guard lock(mutex_);
  Chain& chain = *directory(std::string(parent_directory(path))).chain;
  std::vector<bool> overrides = chain.overrides_for(path);
  auto& known = chain.known[overrides];
  if (!known) known = compiled(merged(chain, overrides));
  return known;
}

std::optional<Origin> Configurations::excludes(const std::string& path, bool is_directory) {
  const std::lock_guard lock(mutex_);
  return directory(std::string(parent_directory(path))).chain->excludes(path, is_directory);
}

std::optional<Origin> Configurations::ignored(const std::string& path, bool is_directory) {
  const std::lock_guard lock(mutex_);
  const Directory& around = directory(std::string(parent_directory(path)));
  return around.ignored ? around.ignored : around.chain->excludes(path, is_directory);
}

ResolvedConfiguration Configurations::resolved(const std::string& path) {
  std::optional<Origin> by = ignored(path, false);
  const std::lock_guard lock(mutex_);
  const Chain& chain = *directory(std::string(parent_directory(path))).chain;
  ResolvedConfiguration resolved = merged(chain, chain.overrides_for(path));
  resolved.ignored = std::move(by);
  return resolved;
}

std::vector<std::string> Configurations::files() {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> paths;
  paths.reserve(files_.size());
  for (const auto& [path, file] : files_) paths.push_back(path);
  return paths;
}

std::vector<ConfigurationMistake> Configurations::mistakes() {
  const std::lock_guard lock(mutex_);
  const auto key = [](const ConfigurationMistake& one) {
    return std::tie(one.path, one.line, one.column, one.message);
  };
  const auto before = [&](const auto& a, const auto& b) { return key(a) < key(b); };
  const auto same = [&](const auto& a, const auto& b) { return key(a) == key(b); };
  // What two configurations extend is wrong once.
  std::sort(mistakes_.begin(), mistakes_.end(), before);
  mistakes_.erase(std::unique(mistakes_.begin(), mistakes_.end(), same), mistakes_.end());
  return mistakes_;
}

// From the outside in, so that each directory finds the one around it.
const Configurations::Directory& Configurations::directory(const std::string& path) {
  std::vector<std::string> missing;
  bool is_repository = false;
  for (std::string at = path; !is_repository && !directories_.contains(at); at = parent_directory(at)) {
    missing.push_back(at);
    // Nothing above a repository speaks of what is in it.
    is_repository = looks_for_files() && is_there(join_path(at, ".git"));
    if (at == parent_directory(at)) break;
  }
  for (auto inside = missing.rbegin(); inside != missing.rend(); ++inside)
    add_directory(*inside, {true, true, std::exchange(is_repository, false)});
  return *directories_.at(path);
}

const Configurations::Directory& Configurations::add_directory(const std::string& path, const Listing& listing) {
  const std::string above(parent_directory(path));
  const bool is_outermost = above == path || (listing.is_repository && looks_for_files());
  const Directory* around = is_outermost ? nullptr : &directory(above);
  auto made = std::make_unique<Directory>();
  if (looks_for_files()) made->chain = nearest_in(path, listing);
  if (!made->chain) made->chain = around == nullptr ? general_ : around->chain;
  if (around != nullptr) made->ignored = around->ignored ? around->ignored : around->chain->excludes(path, true);
  return *directories_.insert_or_assign(path, std::move(made)).first->second;
}

// Null when there is no configuration in the directory itself.
std::shared_ptr<Configurations::Chain> Configurations::nearest_in(const std::string& path, const Listing& listing) {
  const std::string own = join_path(path, configuration_name);
  if (listing.has_configuration && is_there(own)) {
    const auto file = load(own);
    if (file) return chain_from(*file);
    mistakes_.push_back({own, 0, 0, file.reason()});
    return general_;
  }
  if (!listing.has_package) return nullptr;
  // A package that cannot be read configures nothing; npm will complain.
  const auto package = load(join_path(path, package_name));
  return package && *package ? chain_from(*package) : nullptr;
}

Result<std::shared_ptr<const ConfigurationFile>> Configurations::load(const std::string& path) {
  if (const auto known = files_.find(path); known != files_.end()) return known->second;
  const bool is_package = base_name(path) == package_name;
  const Result<std::string> bytes = platform::read_file(path, is_package ? package_limit : configuration_limit);
  if (!bytes) return bytes.failure();
  std::shared_ptr<const ConfigurationFile> file;
  // Most packages do not know us; there is no need to understand them.
  if (!is_package || bytes->find(configuration_key) != std::string::npos)
    if (auto read = read_configuration(path, *bytes, rules_, mistakes_))
      file = std::make_shared<const ConfigurationFile>(std::move(*read));
  files_.emplace(path, file);
  return file;
}

std::shared_ptr<Configurations::Chain> Configurations::chain_from(
    const std::shared_ptr<const ConfigurationFile>& file) {
  auto chain = std::make_shared<Chain>();
  const std::string directory(parent_directory(file->path));
  if (!file->extends.empty()) chain->repository = repository_around(directory);
  const Result<std::string> real = platform::real_path(file->path);
  std::vector<std::string> open{real ? *real : file->path};
  extend(*chain, file, open);
  return chain;
}

// `open` are the files on the way here, the nearest one first.
void Configurations::extend(Chain& chain, const std::shared_ptr<const ConfigurationFile>& file,
                            std::vector<std::string>& open) {
  for (const ExtendedFile& entry : file->extends) {
    const auto base = extended(chain, *file, entry, open);
    if (!base) continue;
    open.push_back(base->path);
    extend(chain, base, open);
    open.pop_back();
  }
  chain.files.push_back(file);
}

// Null when there is something wrong with it.
std::shared_ptr<const ConfigurationFile> Configurations::extended(const Chain& chain, const ConfigurationFile& file,
                                                                  const ExtendedFile& entry,
                                                                  const std::vector<std::string>& open) {
  const auto complain = [&](std::string message) {
    mistakes_.push_back({file.path, entry.line, entry.column, std::move(message)});
    return nullptr;
  };
  if (chain.files.size() + open.size() > most_files)
    return complain(fmt::format("more than {} files extend each other", most_files));
  const auto is_outside = [&](const std::string& path) { return !is_inside(path, chain.repository); };
  const std::string target = absolute_path(entry.path, parent_directory(file.path));
  const Result<std::string> real = is_outside(target) ? target : platform::real_path(target);
  if (!real) return complain(fmt::format("\"{}\": {}", entry.path, real.reason()));
  if (is_outside(*real)) return complain(fmt::format("\"{}\" is outside the repository", entry.path));
  if (const auto place = std::ranges::find(open, *real); place != open.end()) {
    const std::string_view here = parent_directory(file.path);
    std::string circle;
    for (auto one = place; one != open.end(); ++one) circle.append(seen_from(*one, here)).append(" -> ");
    return complain(fmt::format("\"extends\" goes in a circle: {}{}", circle, seen_from(*real, here)));
  }
  const auto base = load(*real);
  if (!base) return complain(fmt::format("\"{}\": {}", entry.path, base.reason()));
  if (!*base) return complain(fmt::format("\"{}\" has no key \"{}\"", entry.path, configuration_key));
  return *base;
}

ResolvedConfiguration Configurations::merged(const Chain& chain, const std::vector<bool>& overrides) const {
  ResolvedConfiguration into;
  into.files.reserve(chain.files.size());
  into.rules.reserve(rules_.size());
  for (const auto& file : chain.files) {
    into.files.push_back(file->path);
    if (file->preset) into.preset = *file->preset;
  }
  const auto& preset = into.preset.preset;
  // The hints are what explains.
  if (preset == Preset::learning) into.least.level = Level::info;
  into.least.origin = into.preset.origin;
  for (const RuleEntry& entry : rules_) {
    const auto& presets = entry.rule->presets;
    const bool runs = !preset || std::find(presets.begin(), presets.end(), *preset) != presets.end();
    into.rules.push_back({&entry, runs ? std::nullopt : std::optional(Level::off), into.preset.origin, {}});
  }
  std::size_t next = 0;
  for (const auto& file : chain.files) {
    merge(file->changes, into);
    for (const Override& one : file->overrides)
      if (overrides[next++]) merge(one.changes, into);
  }

  const auto set_by_option = [](ResolvedRule& rule, std::optional<Level> level) {
    rule.level = level;
    rule.origin = {"--rule", 0};
  };
  for (ResolvedRule& rule : into.rules) {
    // Who names a rule wants to see it, whatever a file says.
    const bool is_named = std::ranges::find(request_.only, rule.entry->id) != request_.only.end();
    if (is_named && rule.level == Level::off) set_by_option(rule, std::nullopt);
    for (const LevelSetting& setting : request_.levels)
      if (setting.rule == rule.entry->id) set_by_option(rule, setting.level);
  }
  if (request_.least) into.least = {*request_.least, {"--level", 0}};
  return into;
}

void Configurations::merge(const Changes& changes, ResolvedConfiguration& into) const {
  const auto rule_named = [&](std::string_view id) -> ResolvedRule& {
    return *std::ranges::find_if(into.rules, [&](const ResolvedRule& rule) { return rule.entry->id == id; });
  };
  for (const LevelChoice& choice : changes.levels) {
    ResolvedRule& rule = rule_named(choice.rule);
    rule.level = choice.level;
    rule.origin = choice.origin;
  }
  for (const OptionChoice& choice : changes.options) {
    std::vector<OptionChoice>& options = rule_named(choice.rule).options;
    std::erase_if(options, [&](const OptionChoice& other) { return other.option == choice.option; });
    options.push_back(choice);
  }
  if (changes.least) into.least = *changes.least;
}

std::shared_ptr<const FileSettings> Configurations::compiled(const ResolvedConfiguration& resolved) const {
  auto made = std::make_shared<FileSettings>();
  made->least = resolved.least.level;
  made->settings.only = request_.only;
  made->settings.with_evidence = request_.with_evidence;
  for (const ResolvedRule& rule : resolved.rules) {
    if (rule.level) made->settings.levels.push_back({rule.entry->id, *rule.level});
    for (const OptionChoice& choice : rule.options)
      made->settings.options.push_back({choice.rule, choice.option, choice.value});
  }
  return made;
}

}  // namespace asynclint
