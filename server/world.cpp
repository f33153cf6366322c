#include "server/world.h"

#include <utility>

#include "project/ignore-scope.h"
#include "project/minified.h"
#include "project/paths.h"
#include "server/open-document.h"

namespace asynclint::server {
namespace {

bool is_inside(std::string_view path, std::string_view folder) { return folder.empty() || is_within(path, folder); }

ConfigurationRequest request_for(const Settings& settings, const std::string& folder) {
  ConfigurationRequest request;
  if (!settings.configuration.empty()) request.file = located(absolute_path(settings.configuration, folder));
  request.least = settings.level;
  return request;
}

// Why the walk of the command line does not come to a file.
std::string left_out(const Identity& document, Configurations& configurations) {
  if (!document.is_file) return {};
  if (document.path.find("/node_modules/") != std::string::npos) return "it belongs to an installed package";
  if (only_declares_types(document.path)) return "it only declares types";
  if (has_minified_name(document.path)) return "it has the name of a minified file";
  if (const auto by = configurations.ignored(document.path, false))
    return "excluded by " + by->path + ":" + std::to_string(by->line);
  if (is_ignored_by_git(document.path)) return "git ignores it";
  return {};
}

// Of a page or component, what its scripts look like counts.
bool is_for_machines(std::string_view text, Markup markup) {
  if (markup == Markup::none) return looks_minified(text);
  std::string scripts;
  for (const ScriptBlock& block : find_script_blocks(text, markup)) scripts += slice(text, block.content);
  return looks_minified(scripts);
}

}  // namespace

World::World(std::span<const RuleEntry> rules, const Settings& general, std::vector<Folder> folders,
             std::shared_ptr<const OpenTexts> open)
    : rules_(rules), folders_(std::move(folders)) {
  std::vector<Area> areas;
  const auto add = [&](const std::string& path, const Settings& settings, const std::string& home) {
    areas.push_back({path, settings, std::make_unique<Configurations>(rules, request_for(settings, home))});
  };
  add("", general, folders_.empty() ? "/" : folders_.front().path);
  for (const Folder& folder : folders_) add(folder.path, folder.settings, folder.path);
  areas_ = std::make_shared<const std::vector<Area>>(std::move(areas));
  const auto packages = std::make_shared<PackageFiles>();
  kinds_ = std::make_shared<ModuleKinds>(packages);
  modules_ = std::make_shared<ModuleGraph>(packages, std::move(open));
}

std::shared_ptr<const World> World::without_modules(std::span<const std::string> paths) const {
  auto other = std::make_shared<World>(*this);
  other->modules_ = modules_->without(paths);
  return other;
}

const World::Area& World::area(std::string_view path) const {
  const Area* innermost = &areas_->front();
  for (const Area& one : *areas_)
    if (is_inside(path, one.path) && one.path.size() > innermost->path.size()) innermost = &one;
  return *innermost;
}

World::Verdict World::verdict(const Identity& document, std::string_view text) const {
  const Area& around = area(document.path);
  Verdict verdict;
  // Before anything is read, so that no change falls between.
  if (!document.is_foreign) stamps_->add_around(document.path, around.path);
  if (document.is_foreign)
    verdict.silent_because = "it is in another language";
  else if (!around.settings.is_enabled)
    verdict.silent_because = "the setting asynclint.enable is off";
  else
    verdict.silent_because = left_out(document, *around.configurations);
  if (verdict.silent_because.empty() && is_for_machines(text, document.markup))
    verdict.silent_because = "it looks minified";
  if (document.is_foreign) return verdict;
  for (const std::string& file : around.configurations->resolved(document.path).files) stamps_->add(file);
  verdict.settings = around.configurations->settings_of(document.path);
  return verdict;
}

FileText World::file_text(const Identity& document, std::string_view text, const types::ModuleSource* modules) const {
  FileText file({text, document.dialect, kinds_->of(document.path)}, document.markup);
  // Another cell may use what this one declares.
  if (document.is_notebook_cell) file.document.surroundings = Surroundings::page;
  file.document.modules = modules;
  file.document.imports_asynchrony = !worth_parsing(text) && modules_->imports_asynchrony(text, document.path);
  return file;
}

std::vector<ConfigurationMistake> World::mistakes() const {
  std::vector<ConfigurationMistake> all;
  for (const Area& one : *areas_)
    for (ConfigurationMistake& mistake : one.configurations->mistakes()) all.push_back(std::move(mistake));
  return all;
}

}  // namespace asynclint::server
