#include "project/declaration-files.h"

#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

#include "project/paths.h"
#include "project/platform.h"
#include "project/source-text.h"
#include "types/declaration-reader.h"

namespace asynclint {
namespace {

// A file that is larger than this is left out, and so is what comes when so much was read together: what they declare
// is unknown.
constexpr std::size_t size_limit = std::size_t{16} << 20U;
constexpr std::size_t most_referenced = 256;

// Files that are read as one, the first one first.
class ReferencedFiles {
 public:
  using Heard = std::function<void(const std::string& path, std::string_view bytes)>;
  ReferencedFiles(std::string root, const Heard& heard) : root_(std::move(root)), heard_(heard) {}

  [[nodiscard]] bool add(const std::string& path) {
    if (std::ranges::find(paths_, path) != paths_.end() || paths_.size() == most_referenced) return false;
    Result<std::string> bytes = platform::read_file(path, size_limit - size_);
    if (!bytes) return false;
    if (heard_) heard_(path, *bytes);
    paths_.push_back(path);
    size_ += bytes->size();
    const SourceText source = SourceText::from_bytes(*std::move(bytes));
    const std::string_view text = *source.text;
    for (const std::string_view reference : types::referenced_paths(text))
      open_.push_back(absolute_path(reference, parent_directory(path)));
    auto rewritten = types::declaration_text(text);
    const std::string& kept = texts_.emplace_back(rewritten ? *std::move(rewritten) : std::string(text));
    trees_.push_back(syntax::parse(kept, syntax::Grammar::typescript));
    return true;
  }
  void add_references() {
    for (; !open_.empty(); open_.pop_front()) {
      const Result<std::string> real = platform::real_path(open_.front());
      if (real && is_within(*real, root_)) (void)add(*real);
    }
  }
  [[nodiscard]] const std::deque<std::unique_ptr<syntax::Tree>>& trees() const { return trees_; }

 private:
  std::string root_;
  const Heard& heard_;
  std::size_t size_ = 0;
  std::vector<std::string> paths_;
  std::deque<std::string> open_;
  std::deque<std::string> texts_;
  std::deque<std::unique_ptr<syntax::Tree>> trees_;
};

}  // namespace

std::unique_ptr<types::TypeBuilder> read_declarations(
    const std::string& path, const std::string& root,
    const std::function<void(const std::string& path, std::string_view bytes)>& heard) {
  ReferencedFiles files(root, heard);
  if (!files.add(path)) return nullptr;
  files.add_references();
  auto builder = std::make_unique<types::TypeBuilder>();
  builder->set_path(path);
  types::DeclarationReader reader(*files.trees().front(), types::TextForm::declarations, *builder, nullptr);
  for (auto tree = files.trees().begin() + 1; tree != files.trees().end(); ++tree) reader.add(**tree);
  reader.read();
  return builder;
}

}  // namespace asynclint
