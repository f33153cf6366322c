#include "types/declaration-reader.h"

#include "types/reader.h"

namespace asynclint::types {

DeclarationReader::Reader::Reader(TextForm form, TypeBuilder& to, LocalTypes* local)
    : form_(form), to_(to), pool_(to), local_(local), names_(form, to) {}

void DeclarationReader::Reader::add(const syntax::Tree& tree, std::string_view specifier) {
  lines_.emplace_back(&tree, LineIndex(tree.text()));
  trees_.emplace_back(&tree, names_.collect(tree, specifier));
}

DeclarationReader::DeclarationReader(const syntax::Tree& tree, TextForm form, TypeBuilder& to, LocalTypes* local)
    : reader_(std::make_unique<Reader>(form, to, local)) {
  reader_->add(tree, {});
}

DeclarationReader::DeclarationReader(TypeBuilder& to)
    : reader_(std::make_unique<Reader>(TextForm::declarations, to, nullptr)) {}

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
