// How nodes of each kind are read from tree-sitter's tree.
#pragma once

#include "syntax/kind-tables.h"

namespace asynclint::syntax {

constexpr bool is_function(Kind kind) {
  switch (kind) {
    case Kind::function_declaration:
    case Kind::function_expression:
    case Kind::generator_function:
    case Kind::generator_function_declaration:
    case Kind::arrow_function:
    case Kind::method_definition: return true;
    default: return false;
  }
}

// Their text says all; nothing inside is asked for.
constexpr bool is_opaque(Kind kind) {
  switch (kind) {
    case Kind::string:
    case Kind::regex:
    case Kind::error: return true;
    default: return false;
  }
}

// Punctuation without a field that says what a node means: the star of a generator.
constexpr bool is_kept_token(Kind kind) { return kind == Kind::op_star; }

// What is gone when the program runs, as a whole.
constexpr bool is_type(Kind kind) {
  switch (kind) {
    case Kind::type_annotation:
    case Kind::asserts_annotation:
    case Kind::type_predicate_annotation:
    case Kind::omitting_type_annotation:
    case Kind::adding_type_annotation:
    case Kind::opting_type_annotation:
    case Kind::type_arguments:
    case Kind::type_parameters:
    case Kind::implements_clause:
    case Kind::interface_declaration:
    case Kind::type_alias_declaration:
    case Kind::ambient_declaration:
    case Kind::function_signature:
    case Kind::method_signature:
    case Kind::abstract_method_signature:
    case Kind::index_signature: return true;
    default: return false;
  }
}

}  // namespace asynclint::syntax
