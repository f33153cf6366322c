// What findings depend on besides the text: the settings of the client, the configuration files, and the modules of the
// workspace. It does not change; when one of them does, the session makes another.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "project/configuration.h"
#include "project/file-text.h"
#include "project/module-graph.h"
#include "project/module-kinds.h"
#include "project/open-texts.h"
#include "server/disk-stamps.h"
#include "server/settings.h"

namespace asynclint::server {

struct Identity;

// A folder that the client has open, with what it sets there.
struct Folder {
  std::string uri;
  // Absolute, with links resolved.
  std::string path;
  Settings settings;
};

// Any thread.
class World {
 public:
  // The first folder is where things belong that are in none of them.
  World(std::span<const RuleEntry> rules, const Settings& general, std::vector<Folder> folders,
        std::shared_ptr<const OpenTexts> open);

  // The same, but for modules that have changed.
  [[nodiscard]] std::shared_ptr<const World> without_modules(std::span<const std::string> paths) const;

  [[nodiscard]] std::span<const RuleEntry> rules() const { return rules_; }
  [[nodiscard]] ModuleGraph& modules() const { return *modules_; }
  [[nodiscard]] const std::vector<Folder>& folders() const { return folders_; }
  [[nodiscard]] const Settings& settings_for(std::string_view path) const { return area(path).settings; }
  [[nodiscard]] Configurations& configurations_for(std::string_view path) const { return *area(path).configurations; }
  // Whether configuration or the places of files are not what they were, as far as this world looked at them.
  [[nodiscard]] bool is_outdated() const { return stamps_->has_changed(); }

  struct Verdict {
    std::shared_ptr<const FileSettings> settings;
    // Why nothing is said of the document; empty when it is linted.
    std::string silent_because;
  };
  // Silent are the files that the command line would leave out below the folder. Looks at the disk.
  [[nodiscard]] Verdict verdict(const Identity& document, std::string_view text) const;

  // What the linter takes. `modules` is how the document sees the others.
  [[nodiscard]] FileText file_text(const Identity& document, std::string_view text,
                                   const types::ModuleSource* modules) const;

  // What is wrong in the configuration files that were needed up to now.
  [[nodiscard]] std::vector<ConfigurationMistake> mistakes() const;

 private:
  struct Area {
    // Empty: everywhere.
    std::string path;
    Settings settings;
    std::unique_ptr<Configurations> configurations;
  };
  [[nodiscard]] const Area& area(std::string_view path) const;

  std::span<const RuleEntry> rules_;
  std::vector<Folder> folders_;
  // Shared by worlds that differ in modules only.
  std::shared_ptr<const std::vector<Area>> areas_;
  std::shared_ptr<DiskStamps> stamps_ = std::make_shared<DiskStamps>();
  std::shared_ptr<ModuleKinds> kinds_;
  std::shared_ptr<ModuleGraph> modules_;
};

}  // namespace asynclint::server
