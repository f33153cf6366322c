// Reads TypeScript's declarations and type annotations into types: of declaration files everything, of sources what
// their types say.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/tree.h"
#include "types/type-builder.h"

namespace asynclint::types {

enum class TextForm : std::uint8_t {
  declarations,  // a .d.ts: every declaration is read, as value and as type, with exports
  source,        // a program: only what is a type by itself (interfaces, aliases, enums, `declare …`)
};

// What a type annotation of a source means, where only the text at hand can tell: a class with its code (`Store`, as an
// instance), a value (`typeof store`).
class LocalTypes {
 public:
  // A type that stands for an instance of the class in `class_node`.
  virtual TypeId instance(syntax::Node class_node) = 0;
  // A type that stands for the value of a name at a place.
  virtual TypeId value(syntax::Node identifier) = 0;

 protected:
  ~LocalTypes() = default;
};

// A text of declarations as the grammar can read it, on the same lines; nothing when that is the text itself. What is
// parsed for a reader of declarations is always this.
[[nodiscard]] std::optional<std::string> declaration_text(std::string_view text);
// The paths in `/// <reference path="./other.d.ts" />` at the beginning of a file: what it and these declare belongs
// together.
[[nodiscard]] std::vector<std::string_view> referenced_paths(std::string_view text);
// Whether a comment declares types: `@typedef`, `@callback`.
[[nodiscard]] bool declares_types(std::string_view comment);
[[nodiscard]] bool has_declarations_in_comments(const syntax::Tree& tree);
// Which of a file's modules answers for the name under which the file was found: the file itself, or, when it has no
// exports of its own, the `declare module` of that name.
[[nodiscard]] std::uint32_t module_for(const ModuleTypes& types, std::string_view specifier);

// Owned by whoever owns the builder; tree, builder and `local` must outlive it.
class DeclarationReader {
 public:
  // `local` may be null for declaration files.
  DeclarationReader(const syntax::Tree& tree, TextForm form, TypeBuilder& to, LocalTypes* local);
  // For declaration files that are one world, which are added one by one: they share the globals, and what one of them
  // imports is looked for in the others.
  explicit DeclarationReader(TypeBuilder& to);
  ~DeclarationReader();
  DeclarationReader(const DeclarationReader&) = delete;
  DeclarationReader& operator=(const DeclarationReader&) = delete;

  // One more file, before read(); with a specifier it is the module of that name.
  void add(const syntax::Tree& tree, std::string_view specifier = {});
  // Reads all declarations, and for declaration files the exports, ambient modules and globals into the builder.
  void read();
  // The type that an annotation (`: T`, with or without its colon) or a type's node stands for. After read().
  [[nodiscard]] TypeId type_of(syntax::Node annotation);
  // The same for a type in a comment, `Promise<Store>`, as if it stood at `place`; unknown when it cannot be parsed.
  [[nodiscard]] TypeId type_of_text(std::string_view text, syntax::Node place);
  // The signatures that a function declares by its annotations: parameters' types, type parameters and, where it is
  // annotated, the result (else 0).
  [[nodiscard]] Signature signature_of(syntax::Node function);
  // What a source exports that its values do not say: the types, and the values that it only declares.
  [[nodiscard]] std::vector<Export> exported_types();
  // The value of a name of the file's top level that is only declared: `declare function f(): Promise<void>`, and a
  // function's overloads; else unknown.
  [[nodiscard]] TypeId value_named(std::string_view name);

 private:
  class Reader;
  std::unique_ptr<Reader> reader_;
};

}  // namespace asynclint::types
