// What a module tells others: the types of its exports, as flat arrays that refer to each other by index. The same form
// holds what a declaration file says, what was worked out from a source, and the platform's own APIs. What another
// module would have to answer stands in it as a question (`imported`, `call_of`, `member_of` …), so that a module's
// types are made from its own text alone, and modules that import each other are no problem.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace asynclint::types {

using TypeId = std::uint32_t;  // an index into `types`; 0 is always unknown
using NameId = std::uint32_t;  // an index into `names`; 0 is the empty name

enum class TypeKind : std::uint8_t {
  unknown,  // `any`, `unknown`, and whatever cannot be told
  plain,    // a value without anything asynchronous in it: a number, a string, an enum; a: of one certain string, its
            // NameId
  nothing,  // `undefined`, `null`, `void`
  never,
  promise,       // a: what awaiting it gives; b: see promise_flag
  array,         // a: the elements; tuples, too, with the union of theirs
  set,           // a: the elements
  map,           // a: the keys, b: the values
  iterator,      // a: what an iteration gives: iterables, generators
  stream,        // a: what an asynchronous iteration gives: async iterables, async generators
  object,        // a: an index into `objects`: members, and what calling it and `new` give
  union_,        // a: first, b: count, in `lists`
  intersection,  // a: first, b: count, in `lists`
  reference,     // a: an index into `declarations`, b: the type arguments, an index into `slices`
  imported,      // a: an index into `imports`, b: the type arguments, an index into `slices`
  global,        // a: an index into `imports`, whose specifier is empty; b: as above
  parameter,     // a: an index into `type_parameters`
  this_,         // TypeScript's `this` as a type: what the member was asked of
  value_of,      // a: an index into `declarations`: `typeof x`, where x is a value of the module
  // Questions, answered when somebody asks.
  call_of,      // a: what is called, b: the arguments, an index into `slices`
  new_of,       // a: the class, b: the arguments, an index into `slices`
  member_of,    // a: the object, b: the member's NameId
  awaited,      // a: what is awaited
  element_of,   // a: what is iterated over, or indexed by a number
  indexed,      // a: the object, b: the type of the member's name
  result_of,    // a: a function: what its last signature returns, as `ReturnType` has it
  instance_of,  // a: a class: what `new` gives, as `InstanceType` has it
  alias,        // a: what it stands for
  // Of the text at hand, for as long as its tree lives; a summary holds none of them.
  local,    // a: an index that whoever owns the text understands
  foreign,  // a: an index of a type in another module, likewise
};

struct TypeNode {
  constexpr TypeNode() = default;
  constexpr TypeNode(TypeKind what, std::uint32_t first, std::uint32_t second) : kind(what), b(second), a(first) {}

  TypeKind kind : 8 = TypeKind::unknown;
  std::uint32_t b : 24 = 0;
  std::uint32_t a = 0;
  friend bool operator==(const TypeNode&, const TypeNode&) = default;
};

struct Slice {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  friend bool operator==(const Slice&, const Slice&) = default;
};

// Of what there are never many: what lies beyond `most` is left out.
struct ShortSlice {
  static constexpr std::uint32_t most = 255;

  constexpr ShortSlice() = default;
  constexpr ShortSlice(std::uint32_t from, std::uint32_t size) : first(from), count(size < most ? size : most) {}
  // From and to what it is a shorter form of.
  constexpr ShortSlice(Slice slice) : ShortSlice(slice.first, slice.count) {}
  constexpr operator Slice() const { return {first, count}; }

  std::uint32_t first : 24 = 0;
  std::uint32_t count : 8 = 0;
  friend bool operator==(const ShortSlice&, const ShortSlice&) = default;
};

namespace member_flag {
inline constexpr std::uint8_t optional = 1;
inline constexpr std::uint8_t method = 2;
}  // namespace member_flag

struct Member {
  NameId name = 0;
  TypeId type = 0;
  std::uint32_t line : 24 = 0;  // where it is declared, from 1
  std::uint32_t flags : 8 = 0;
  friend bool operator==(const Member&, const Member&) = default;
};

namespace parameter_flag {
inline constexpr std::uint8_t optional = 1;
inline constexpr std::uint8_t rest = 2;  // the type is that of the array
}  // namespace parameter_flag

struct Parameter {
  TypeId type : 24 = 0;
  std::uint32_t flags : 8 = 0;
  friend bool operator==(const Parameter&, const Parameter&) = default;
};

namespace promise_flag {
inline constexpr std::uint32_t like = 1;           // a PromiseLike
inline constexpr std::uint32_t cannot_reject = 2;  // of a value, not of what a function returns: it never rejects
inline constexpr std::uint32_t catches = 4;        // the same: nothing is seen by which it would
}  // namespace promise_flag

namespace signature_flag {
inline constexpr std::uint8_t async = 1;                 // declared with `async`
inline constexpr std::uint8_t cannot_reject = 2;         // the promise that it returns never rejects
inline constexpr std::uint8_t only_reads = 4;            // calling it changes nothing that anybody sees
inline constexpr std::uint8_t catches = 8;               // it catches what fails of that which it waits for
inline constexpr std::uint8_t waits_for_listeners = 16;  // it calls an emitter's listeners, and waits for them
inline constexpr std::uint8_t writes_arguments = 32;     // of what anybody sees, it changes what it is given, no more
inline constexpr std::uint8_t writes = 64;               // it changes something else that others see
inline constexpr std::uint8_t cannot_throw = 128;        // nobody expects it to throw; an async function never does
}  // namespace signature_flag

// The member of a function's type that says which functions of other modules it runs: all of a union have to only read
// for the function to do so.
inline constexpr std::string_view runs_member = "[runs]";
// The member that says which functions of other modules it waits for: when all of a union catch what fails, it does so,
// too.
inline constexpr std::string_view waits_member = "[waits]";

// One way to call something.
struct Signature {
  ShortSlice parameters;       // in `parameters`, without TypeScript's `this`
  ShortSlice type_parameters;  // in `type_parameters`
  TypeId result = 0;
  std::uint32_t line = 0;     // where it is declared, from 1
  std::uint8_t callback = 0;  // from 1: a promise only while this parameter is left out; 0: there is none
  std::uint8_t flags = 0;
  friend bool operator==(const Signature&, const Signature&) = default;
};

// Interfaces, classes (as the class itself, and as its instances), functions, object literals.
struct ObjectType {
  Slice members;          // in `members`, no name twice: overloads are one member with several signatures;
                          // `[Symbol.iterator]` and `[Symbol.asyncIterator]` by these names
  ShortSlice calls;       // in `signatures`
  ShortSlice constructs;  // in `signatures`: what `new` gives
  ShortSlice bases;       // in `lists`: what it extends
  TypeId index = 0;       // what any other member is: an index signature, a mapped type
  friend bool operator==(const ObjectType&, const ObjectType&) = default;
};

struct TypeParameter {
  NameId name = 0;
  TypeId constraint = 0;
  TypeId standard = 0;  // what stands for it when it is left out
  friend bool operator==(const TypeParameter&, const TypeParameter&) = default;
};

// A name of the module, in both of TypeScript's spaces. In a namespace its name is qualified: `Server.Options`.
struct Declaration {
  NameId name = 0;
  TypeId value = 0;  // what the name is in an expression; 0 when it is only a type
  TypeId type = 0;   // what it is as a type; 0 when it is only a value
  Slice type_parameters;
  std::uint32_t line = 0;  // from 1
  // What a namespace of that name has inside, by its short names: in `exports`, sorted by name.
  Slice inside;
  friend bool operator==(const Declaration&, const Declaration&) = default;
};

struct Export {
  NameId name = 0;  // `default` among them
  TypeId value = 0;
  TypeId type = 0;  // with type parameters: a `reference` without arguments
  friend bool operator==(const Export&, const Export&) = default;
};

enum class ImportSyntax : std::uint8_t { import_, require };

struct Import {
  NameId specifier = 0;  // as it is written; empty: a global
  Slice path;            // NameIds in `lists`: the members from there, `default` among them; none: the whole module
  ImportSyntax syntax = ImportSyntax::import_;
  bool is_type = false;  // asked for as a type
  friend bool operator==(const Import&, const Import&) = default;
};

// A module that is described here: the file itself, and each `declare module "name"`.
struct Module {
  NameId name = 0;   // empty: the file itself
  Slice exports;     // in `exports`, sorted by name
  Slice stars;       // in `lists`, NameIds of the specifiers of `export *`
  TypeId whole = 0;  // `module.exports = …`, `export = …`: what `require` gives; 0 when there are only named exports
  friend bool operator==(const Module&, const Module&) = default;
};

// All names of a module. Those of the platform's table stand behind each other in one text: a pointer to each would be
// relocated whenever the executable starts.
class Names {
 public:
  constexpr Names() = default;
  constexpr explicit Names(std::span<const std::string_view> views) : views_(views), size_(views.size()) {}
  // `ends` has where in `text` each name ends.
  constexpr Names(const char* text, std::span<const std::uint32_t> ends)
      : text_(text), ends_(ends.data()), size_(ends.size()) {}

  [[nodiscard]] constexpr std::size_t size() const { return size_; }
  [[nodiscard]] constexpr std::string_view operator[](NameId id) const {
    if (text_ == nullptr) return views_[id];
    const std::uint32_t begin = id == 0 ? 0 : ends_[id - 1];
    return {text_ + begin, ends_[id] - begin};
  }
  friend bool operator==(const Names& one, const Names& other) {
    if (one.size_ != other.size_) return false;
    for (NameId id = 0; id < one.size_; ++id)
      if (one[id] != other[id]) return false;
    return true;
  }

 private:
  std::span<const std::string_view> views_;
  const char* text_ = nullptr;
  const std::uint32_t* ends_ = nullptr;
  std::size_t size_ = 0;
};

// A view of everything; whoever made it owns the arrays.
struct ModuleTypes {
  // How a person would name the file; empty for the platform.
  std::string_view path;
  std::span<const TypeNode> types;
  Names names;
  std::span<const std::uint32_t> lists;
  std::span<const Slice> slices;  // of `lists`; the first is empty
  std::span<const Member> members;
  std::span<const Parameter> parameters;
  std::span<const Signature> signatures;
  std::span<const ObjectType> objects;
  std::span<const TypeParameter> type_parameters;
  std::span<const Declaration> declarations;
  std::span<const Import> imports;
  std::span<const Export> exports;
  std::span<const Module> modules;  // the first is the file itself
  // What it declares for every module: in `exports`, sorted by name. Of a script or a `declare global`.
  Slice globals;

  [[nodiscard]] std::string_view name(NameId id) const { return names[id]; }
  [[nodiscard]] const TypeNode& type(TypeId id) const { return types[id]; }
};

}  // namespace asynclint::types
