// What names mean at a place of a source: the blocks, functions and classes around it.
#include "types/reader.h"

namespace asynclint::types {
namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

std::uint64_t key_of(Node node) { return std::uint64_t{node.unit()} << 32U | node.index(); }

}  // namespace

const Scope* DeclarationReader::Reader::scope_at(Node place) {
  // From the inside out to what is known already, and back in.
  std::vector<Node> around;
  const Scope* scope = trees_.empty() ? nullptr : trees_.front().second;
  for (Node node = place; node; node = node.parent()) {
    if (const auto known = place_scopes_.find(key_of(node)); known != place_scopes_.end()) {
      scope = known->second;
      break;
    }
    const bool opens = node.is(Kind::statement_block) || node.child(Field::type_parameters);
    if (opens) around.push_back(node);
  }
  for (; !around.empty(); around.pop_back()) {
    const Node node = around.back();
    if (node.is(Kind::statement_block)) {
      const std::size_t first = names_.symbol_count();
      scope = names_.collect_block(node, scope);
      for (auto id = static_cast<SymbolId>(first); id < names_.symbol_count(); ++id) fill(id);
    } else {
      Scope& made = scopes_.emplace_back();
      made.outer = scope;
      known_parameters_[key_of(node)] = type_parameters(node.child(Field::type_parameters), made);
      scope = &made;
    }
    place_scopes_.emplace(key_of(node), scope);
  }
  return scope;
}

std::uint32_t DeclarationReader::Reader::line_of(Node node) {
  if (last_lines_ >= lines_.size() || lines_[last_lines_].first != &node.tree())
    for (last_lines_ = 0; last_lines_ < lines_.size(); ++last_lines_)
      if (lines_[last_lines_].first == &node.tree()) break;
  if (last_lines_ == lines_.size()) return 0;
  auto& lines = lines_[last_lines_].second;
  if (!lines) lines.emplace(node.tree().text());
  return lines->line_of(node.span().begin) + 1;
}

TypeId DeclarationReader::Reader::type_of(Node annotation) {
  if (!annotation) return 0;
  const std::uint64_t key = key_of(annotation);
  if (const auto known = known_types_.find(key); known != known_types_.end()) return known->second;
  TypeId found = 0;
  if (annotation.is(Kind::asserts_annotation))
    found = pool_.nothing();
  else if (annotation.is(Kind::type_predicate_annotation))
    found = pool_.plain();
  else
    found = type(annotation, scope_at(annotation));
  known_types_.emplace(key, found);
  return found;
}

Signature DeclarationReader::Reader::signature_of(Node function) {
  if (!function) return {};
  const Scope* const scope = scope_at(function);
  Signature made;
  if (function.child(Field::type_parameters)) made.type_parameters = known_parameters_[key_of(function)];
  made.parameters = parameters(function.child(Field::parameters), scope);
  made.result = result(function, scope);
  made.line = line_of(function);
  if (function.child(Kind::kw_async)) made.flags = signature_flag::async;
  return made;
}

}  // namespace asynclint::types
