// The modules of a workspace as they see each other: specifiers are resolved, and what each module tells others is
// worked out when somebody asks, once.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "project/byte-text.h"
#include "project/content-hash.h"
#include "project/content-store.h"
#include "project/module-kinds.h"
#include "project/module-resolver.h"
#include "project/open-texts.h"
#include "project/package-files.h"
#include "project/parsed-sources.h"
#include "project/result.h"
#include "project/specifiers.h"
#include "project/worked-out-once.h"
#include "project/workspace.h"
#include "types/type-builder.h"
#include "types/type-walk.h"

namespace asynclint {

// What a file asked: where a specifier of a module leads to, and what is to be had there.
struct ModuleQuestion {
  // Absolute; not always the file itself, since what a module exports may be another one's.
  std::string from;
  std::string specifier;
  ImportSyntax syntax = ImportSyntax::import_;
};

// Any thread may ask. Lives as long as anything that was linted with it. Paths are absolute and real (`located`). What
// it has answered once it answers always: whoever lives longer than a run asks it what is outdated, and goes on with a
// copy that has not heard of that.
class ModuleGraph {
 public:
  // What is open is read from there instead of the disk.
  explicit ModuleGraph(std::shared_ptr<PackageFiles> packages, std::shared_ptr<const OpenTexts> open = nullptr);
  ~ModuleGraph();
  ModuleGraph(const ModuleGraph&) = delete;
  ModuleGraph& operator=(const ModuleGraph&) = delete;

  // What files hold is asked there; before anybody asks for a module.
  void look_through(ContentStore* contents) { contents_ = contents; }

  // The modules as the file at a path sees them. One thread at a time may ask what is returned. `asked`, if there is
  // one, gets each question once, and has to live as long.
  [[nodiscard]] std::unique_ptr<types::ModuleSource> seen_from(std::string path,
                                                               std::vector<ModuleQuestion>* asked = nullptr);
  // Which answer a question gets: as long as that is the same, so is all that rests on it. Paths are seen from `root`.
  // None when a file changed while it was read. Only where files are looked at through a store.
  [[nodiscard]] std::optional<ContentHash> answer_to(const ModuleQuestion& question, const std::string& root);
  // Whether a text without a word of its own may have something asynchronous in it, because a module that it imports
  // has.
  [[nodiscard]] bool imports_asynchrony(std::string_view text, const std::string& path);
  [[nodiscard]] bool imports_asynchrony(const std::vector<FoundSpecifier>& specifiers, const std::string& path);
  // The tree of a source that is linted; one that was imported a moment ago has it already.
  [[nodiscard]] ParsedSources::Parsed parse(const std::string& path, const std::shared_ptr<const std::string>& text) {
    return parsed_.of(path, text, dialect_of(path), ahead_);
  }
  // The same for a source that will be linted soon.
  void parse_ahead(const std::string& path, const std::shared_ptr<const std::string>& text) {
    parsed_.read_ahead(path, text, dialect_of(path));
  }
  // What threads do that would have to wait for each other; nothing: they wait. While nobody asks for anything.
  void when_waiting(WorkAhead ahead) { ahead_ = std::move(ahead); }

  // Whether a module would tell others something else if it were read now; never one that nobody has asked about.
  [[nodiscard]] bool is_outdated(const std::string& path);
  // These paths and the declaration files that may describe what is there: what they say rests on it, too.
  [[nodiscard]] static std::vector<std::string> with_declarations(std::vector<std::string> paths);
  // The modules whose files were written, replaced or removed since they were read.
  [[nodiscard]] std::vector<std::string> written_since();
  // Without what it knows of these modules. Where files are, and what package.json files say, has to be the same as
  // before: what was found out about that is shared.
  [[nodiscard]] std::unique_ptr<ModuleGraph> without(std::span<const std::string> paths);

  // What is wrong with package.json and tsconfig.json files that were needed; each once.
  [[nodiscard]] std::vector<ProjectWarning> take_warnings();

 private:
  class Answers;
  class View;
  enum class Asynchrony : std::uint8_t;
  struct Glance;
  struct Module;
  struct Entry;
  struct Places;

  [[nodiscard]] types::FoundModule find(const std::string& from, std::string_view specifier, ImportSyntax syntax);
  [[nodiscard]] types::FoundModule found_by(const types::ModuleTypes& from, std::string_view specifier,
                                            ImportSyntax syntax);
  [[nodiscard]] std::optional<types::ModuleSource::Star> next_star(const types::ModuleTypes& from, types::Slice stars,
                                                                   std::string_view name, std::uint32_t begin);
  [[nodiscard]] ModuleResolver& resolver_for(const std::string& path);
  [[nodiscard]] std::shared_ptr<Module> module_at(const std::string& path);
  [[nodiscard]] Asynchrony known_asynchrony(const std::string& path);
  [[nodiscard]] const types::ModuleTypes* types_of(const ResolvedModule& module);
  [[nodiscard]] std::unique_ptr<types::TypeBuilder> read_types(const std::string& path, ModuleForm form);
  [[nodiscard]] Result<std::string> read_text(const std::string& path, std::size_t limit) const;
  [[nodiscard]] std::shared_ptr<const Glance> glance(const std::string& path);
  [[nodiscard]] Glance look_at(const std::string& path);
  // The files that the specifiers of a text lead to.
  [[nodiscard]] std::vector<std::string> resolved(const std::vector<FoundSpecifier>& specifiers,
                                                  const std::string& path);
  [[nodiscard]] bool is_asynchronous(std::vector<std::string> open);
  void remember(const std::string& path, Asynchrony asynchrony);

  ModuleGraph(std::shared_ptr<Places> places, std::shared_ptr<const OpenTexts> open);

  std::shared_ptr<Places> places_;
  [[nodiscard]] bool add_content(const std::string& path, const std::string& root, ByteWriter& to) const;

  std::shared_ptr<const OpenTexts> open_;
  ContentStore* contents_ = nullptr;
  WorkAhead ahead_;
  ParsedSources parsed_;
  std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;
  std::shared_mutex answers_mutex_;
  // To what the modules asked.
  std::unique_ptr<Answers> answers_;
};

}  // namespace asynclint
