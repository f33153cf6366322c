#include "server/open-document.h"

#include <algorithm>
#include <array>

#include "project/configuration.h"
#include "project/file-walk.h"
#include "project/module-kinds.h"
#include "project/paths.h"
#include "server/uri.h"

namespace asynclint::server {
namespace {

// What editors call the languages, and the extension that stands for each.
struct Language {
  std::string_view id;
  std::string_view extension;
};
constexpr std::array<Language, 14> languages{{
    {"javascript", ".js"},
    {"js", ".js"},
    {"js2", ".js"},
    {"javascriptreact", ".jsx"},
    {"javascript.jsx", ".jsx"},
    {"jsx", ".jsx"},
    {"typescript", ".ts"},
    {"ts", ".ts"},
    {"typescriptreact", ".tsx"},
    {"typescript.tsx", ".tsx"},
    {"tsx", ".tsx"},
    {"vue", ".vue"},
    {"svelte", ".svelte"},
    {"html", ".html"},
}};

std::string_view extension_for(std::string_view language) {
  const auto* const found = std::ranges::find(languages, language, &Language::id);
  return found == languages.end() ? std::string_view{} : found->extension;
}

}  // namespace

Identity identify(const std::string& uri, std::string_view language, const std::string& folder) {
  Identity identity;
  identity.uri = uri;
  identity.is_notebook_cell = scheme_of(uri) == "vscode-notebook-cell";
  const auto path = path_of_uri(uri);
  identity.is_file = path.has_value();
  std::string name = path ? *path : name_in_uri(uri);
  // A file's own extension counts, as on the command line; the language where there is none that says anything.
  std::string speaking = name;
  if (identity.is_notebook_cell || (!is_script_name(name) && !only_declares_types(name))) {
    const std::string_view own = extension_for(language);
    identity.is_foreign = own.empty();
    // A name that is nothing but an extension has none.
    speaking = "text" + std::string(own);
  }
  identity.dialect = dialect_of(speaking);
  identity.markup = markup_of(speaking);
  if (!identity.is_file && !is_script_name(name)) name += extension(speaking);
  identity.path = path ? located(*path) : absolute_path(name, folder);
  return identity;
}

Snapshot OpenDocument::latest() const {
  const std::lock_guard lock(mutex_);
  return latest_;
}

void OpenDocument::replace(Snapshot next) {
  const std::lock_guard lock(mutex_);
  latest_ = std::move(next);
}

void OpenDocument::close() {
  const std::lock_guard lock(mutex_);
  is_closed_ = true;
}

bool OpenDocument::if_latest(std::uint64_t revision, const std::function<void()>& tell) const {
  const std::lock_guard lock(mutex_);
  if (is_closed_ || latest_.revision != revision) return false;
  tell();
  return true;
}

bool OpenDocument::claim_check() {
  const std::lock_guard lock(mutex_);
  return !std::exchange(is_check_queued_, true);
}

void OpenDocument::release_check() {
  const std::lock_guard lock(mutex_);
  is_check_queued_ = false;
}

std::shared_ptr<OpenDocument> OpenDocuments::find(std::string_view uri) const {
  const auto found = documents_.find(canonical_uri(uri));
  return found == documents_.end() ? nullptr : found->second;
}

void OpenDocuments::add(std::string_view uri, std::shared_ptr<OpenDocument> document) {
  documents_[canonical_uri(uri)] = std::move(document);
}

void OpenDocuments::remove(std::string_view uri) { documents_.erase(canonical_uri(uri)); }

std::vector<std::shared_ptr<OpenDocument>> OpenDocuments::all() const {
  std::vector<std::shared_ptr<OpenDocument>> all;
  all.reserve(documents_.size());
  for (const auto& [uri, document] : documents_) all.push_back(document);
  return all;
}

}  // namespace asynclint::server
