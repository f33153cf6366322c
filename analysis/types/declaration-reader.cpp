#include "types/declaration-reader.h"

#include "types/reader.h"

namespace asynclint::types {

std::vector<std::string_view> referenced_paths(std::string_view text) {
  std::vector<std::string_view> paths;
  while (!text.empty()) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) break;
    text.remove_prefix(begin);
    if (text.starts_with("/*")) {
      const std::size_t end = text.find("*/");
      if (end == std::string_view::npos) break;
      text.remove_prefix(end + 2);
      continue;
    }
    if (!text.starts_with("//")) break;
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size());
    constexpr std::string_view attribute = "path=";
    const std::size_t at = line.find(attribute);
    if (!line.starts_with("///") || line.find("<reference") == std::string_view::npos || at == std::string_view::npos)
      continue;
    const std::string_view value = line.substr(at + attribute.size());
    const std::size_t end = value.empty() ? std::string_view::npos : value.find(value.front(), 1);
    if (end != std::string_view::npos && (value.front() == '"' || value.front() == '\''))
      paths.push_back(value.substr(1, end - 1));
  }
  return paths;
}

std::uint32_t module_for(const ModuleTypes& types, std::string_view specifier) {
  const Module& own = types.modules[0];
  if (own.exports.count > 0 || own.stars.count > 0 || own.whole != 0) return 0;
  for (std::uint32_t i = 1; i < types.modules.size(); ++i)
    if (types.name(types.modules[i].name) == specifier) return i;
  return 0;
}

DeclarationReader::Reader::Reader(TextForm form, TypeBuilder& to, LocalTypes* local, bool is_world)
    : form_(form), to_(to), pool_(to), local_(local), is_world_(is_world), names_(form, to) {}

void DeclarationReader::Reader::add(const syntax::Tree& tree, std::string_view specifier) {
  lines_.emplace_back(&tree, std::nullopt);
  trees_.emplace_back(&tree, names_.collect(tree, specifier));
  if (form_ == TextForm::source && !tree.is_typescript()) add_comments(tree, trees_.back().second);
}

DeclarationReader::DeclarationReader(const syntax::Tree& tree, TextForm form, TypeBuilder& to, LocalTypes* local)
    : reader_(std::make_unique<Reader>(form, to, local, false)) {
  reader_->add(tree, {});
}

DeclarationReader::DeclarationReader(TypeBuilder& to)
    : reader_(std::make_unique<Reader>(TextForm::declarations, to, nullptr, true)) {}

DeclarationReader::~DeclarationReader() = default;

void DeclarationReader::add(const syntax::Tree& tree, std::string_view specifier) { reader_->add(tree, specifier); }

void DeclarationReader::read() { reader_->read(); }

TypeId DeclarationReader::type_of(syntax::Node annotation) { return reader_->type_of(annotation); }

TypeId DeclarationReader::type_of_text(std::string_view text, syntax::Node place) {
  return reader_->type_of_text(text, place);
}

Signature DeclarationReader::signature_of(syntax::Node function) { return reader_->signature_of(function); }

std::vector<Export> DeclarationReader::exported_types() { return reader_->exported_types(); }

TypeId DeclarationReader::value_named(std::string_view name) { return reader_->value_named(name); }

}  // namespace asynclint::types
