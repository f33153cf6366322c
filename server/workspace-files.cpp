#include "server/workspace-files.h"

#include <utility>

#include "project/file-walk.h"
#include "project/source-text.h"
#include "server/uri.h"

namespace asynclint::server {

std::vector<std::string> files_of(const World& world) {
  std::vector<std::string> files;
  for (const Folder& folder : world.folders()) {
    const std::vector<std::string> paths{folder.path};
    for (const FoundFile& file : find_files(paths, &world.configurations_for(folder.path)).files)
      files.push_back(file.path);
  }
  return files;
}

std::optional<Snapshot> read_snapshot(const std::string& path, std::shared_ptr<const World> world) {
  Result<std::string> bytes = platform::read_file(path, source_size_limit);
  if (!bytes) return std::nullopt;
  const SourceText source = SourceText::from_bytes(*std::move(bytes));
  Snapshot snapshot;
  snapshot.identity = std::make_shared<const Identity>(identify(uri_of_path(path), "", "/"));
  snapshot.text = std::make_shared<const IndexedText>(*source.text);
  snapshot.world = std::move(world);
  return snapshot;
}

std::string FileReports::known(const std::string& path, const World& world) {
  const platform::FileStamp stamp = platform::stamp_of(path);
  const std::lock_guard lock(mutex_);
  if (world_ != &world) return {};
  const auto report = reports_.find(path);
  return report == reports_.end() || report->second.stamp != stamp ? std::string() : report->second.result;
}

void FileReports::note(const std::string& path, const World& world, const platform::FileStamp& stamp,
                       std::string result) {
  const std::lock_guard lock(mutex_);
  if (world_ != &world) reports_.clear();
  world_ = &world;
  reports_[path] = {stamp, std::move(result)};
}

}  // namespace asynclint::server
