#include "types/declaration-reader.h"

namespace asynclint::types {
class DeclarationReader::Reader {};
DeclarationReader::DeclarationReader(const syntax::Tree&, TextForm, TypeBuilder&, LocalTypes*) {}
DeclarationReader::~DeclarationReader() = default;
void DeclarationReader::read() {}
TypeId DeclarationReader::type_of(syntax::Node) { return 0; }
TypeId DeclarationReader::type_of_text(std::string_view, syntax::Node) { return 0; }
Signature DeclarationReader::signature_of(syntax::Node) { return {}; }
}  // namespace asynclint::types
