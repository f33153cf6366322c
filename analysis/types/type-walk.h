// Follows types from module to module: what a member is, what a call gives, what an await gives. It works for one text:
// the questions that a text asks are written into a builder of its own, and answered with what other modules say.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "types/type-builder.h"

namespace asynclint::types {

struct Environment;

// A type, and what stands for its type parameters there. Valid as long as the walk and the modules are.
struct TypeRef {
  const ModuleTypes* module = nullptr;
  TypeId id = 0;
  const Environment* environment = nullptr;

  explicit operator bool() const { return module != nullptr && id != 0; }
  friend bool operator==(const TypeRef&, const TypeRef&) = default;
  [[nodiscard]] const TypeNode& node() const { return module->types[id]; }
  [[nodiscard]] bool is(TypeKind kind) const { return module != nullptr && node().kind == kind; }
};

// Type arguments in force, from the inside out.
struct Environment {
  const Environment* outer = nullptr;
  const ModuleTypes* module = nullptr;
  Slice parameters;  // in the module's type_parameters
  std::vector<TypeRef> arguments;
  TypeRef self;  // what `this` is as a type; none: look further out
};

// Where a specifier leads.
struct FoundModule {
  const ModuleTypes* types = nullptr;  // null: nothing is known of it
  std::uint32_t module = 0;            // which of its modules
};

// How the core asks for other modules. Any thread may ask, and what it is given lives as long as the source.
class ModuleSource {
 public:
  // `from` is a module that this source gave; null: the text at hand.
  [[nodiscard]] virtual FoundModule find(const ModuleTypes* from, std::string_view specifier,
                                         ImportSyntax syntax) const = 0;
  // Node's modules and everybody's globals.
  [[nodiscard]] virtual const ModuleTypes& platform() const = 0;

  // One of the `export *` of a module, by its place among them, and where it leads.
  struct Star {
    std::uint32_t index = 0;
    FoundModule found;
  };
  // The first at `begin` or behind it that may hand on a name; a source that knows which do not may leave these out.
  [[nodiscard]] virtual std::optional<Star> next_star(const ModuleTypes& from, Slice stars, std::string_view /*name*/,
                                                      std::uint32_t begin) const {
    if (begin >= stars.count) return std::nullopt;
    return Star{begin, find(&from, from.name(from.lists[stars.first + begin]), ImportSyntax::import_)};
  }

  ModuleSource() = default;
  virtual ~ModuleSource() = default;
  ModuleSource(const ModuleSource&) = delete;
  ModuleSource& operator=(const ModuleSource&) = delete;
};

// Nothing is known of other modules, nor of the platform.
[[nodiscard]] const ModuleSource& no_modules();

// What stands behind `local` types: the values of the text at hand.
class LocalValues {
 public:
  [[nodiscard]] virtual TypeRef member_of_local(std::uint32_t index, std::string_view name) = 0;
  [[nodiscard]] virtual TypeRef call_of_local(std::uint32_t index) = 0;
  [[nodiscard]] virtual TypeRef awaited_local(std::uint32_t index) = 0;
  [[nodiscard]] virtual TypeRef element_of_local(std::uint32_t index) = 0;
  [[nodiscard]] virtual TypeRef new_of_local(std::uint32_t index) = 0;

 protected:
  ~LocalValues() = default;
};

// An argument of a call, as far as it says which of several signatures is meant.
struct Argument {
  TypeRef type;
  bool is_function = false;  // certainly one, or a name that may be one only
  bool is_literal = false;   // a literal, and so no function
  bool is_spread = false;
  // What a literal string holds.
  std::string_view text;
};

// Whether anybody takes what a callback returns, by the type of the place that it is given to.
enum class CallbackResult : std::uint8_t {
  unknown,
  ignored,  // every function that may stand there returns `void`
  taken,
};

// What calling something gives, and the signature that says so.
struct Called {
  TypeRef result;
  const ModuleTypes* module = nullptr;
  std::optional<Signature> signature;
};

class TypeWalk {
 public:
  // Without a source what other modules would have to answer stays a question.
  TypeWalk(const ModuleSource* source, LocalValues* local) : source_(source), local_(local) {}
  TypeWalk(const TypeWalk&) = delete;
  TypeWalk& operator=(const TypeWalk&) = delete;

  [[nodiscard]] TypeBuilder& own() { return own_; }
  // Everything that was written down, for good: nothing may be asked of the walk afterwards.
  [[nodiscard]] std::unique_ptr<TypeBuilder> take_own() { return std::move(owned_); }
  [[nodiscard]] bool has_source() const { return source_ != nullptr; }

  // What a type is once references, imports and questions are followed: never one of those, but for a question that
  // has to stay open because there is no source.
  [[nodiscard]] TypeRef head(TypeRef type);
  // Whether a head is a question that stays open.
  [[nodiscard]] static bool is_open(TypeRef head);

  [[nodiscard]] TypeRef member(TypeRef object, std::string_view name);
  [[nodiscard]] Called call(TypeRef callee, std::span<const Argument> arguments,
                            std::span<const TypeRef> type_arguments = {});
  [[nodiscard]] TypeRef construct(TypeRef class_type, std::span<const Argument> arguments,
                                  std::span<const TypeRef> type_arguments = {});
  // Of a `call_of`: what its call gives, and the signature that says so.
  [[nodiscard]] Called answer_of(TypeRef question) {
    return call(in_same(question, question.node().a), arguments_of(question, question.node().b));
  }
  [[nodiscard]] TypeRef awaited(TypeRef type);
  // What iterating over it gives.
  [[nodiscard]] TypeRef element(TypeRef type);
  // The type of a parameter of the callback that is passed as an argument: what a call's signature says of it.
  [[nodiscard]] TypeRef parameter_of_callback(TypeRef callee, std::span<const Argument> arguments,
                                              std::uint32_t argument, std::uint32_t parameter, bool is_construction);
  // What the signatures that a call may mean say of the result of a callback that is passed as an argument, or as a
  // member of one.
  [[nodiscard]] CallbackResult result_of_callback(TypeRef callee, std::span<const Argument> arguments,
                                                  std::uint32_t argument, bool is_construction,
                                                  std::span<const std::string_view> path = {});
  // The same of what holds a callback.
  [[nodiscard]] CallbackResult result_of_callback(TypeRef holder);
  // The type of a function type's own parameter.
  [[nodiscard]] TypeRef parameter_of(TypeRef function, std::uint32_t parameter);
  // The alternatives of a union, heads all; another type alone.
  [[nodiscard]] std::vector<TypeRef> alternatives(TypeRef type);
  // A promise that a type extends or has among its parts, and likewise a stream; none when there is none.
  [[nodiscard]] TypeRef base_of_kind(TypeRef type, TypeKind kind) { return base_of_kind(type, kind, 0); }
  // Whether what a function calls in other modules, as far as its summary left that open, only reads.
  [[nodiscard]] bool runs_only_readers(TypeRef function);
  // Whether nothing is seen by which the promise of a function's call would reject, where its summary left that to the
  // functions of other modules that it waits for.
  [[nodiscard]] bool waits_only_for_catching(TypeRef function);
  // Whether a type can be called, as far as it can be told.
  [[nodiscard]] bool is_callable(TypeRef type);

  // Types of the text at hand, as questions that nobody has answered yet.
  [[nodiscard]] TypeRef question(TypeKind kind, TypeRef of, std::uint32_t b = 0);
  [[nodiscard]] TypeRef question_call(TypeKind kind, TypeRef callee, std::span<const TypeRef> arguments);
  [[nodiscard]] TypeRef question_member(TypeRef object, std::string_view name);
  [[nodiscard]] TypeRef imported(std::string_view specifier, ImportSyntax syntax,
                                 std::span<const std::string_view> path);
  [[nodiscard]] TypeRef global(std::string_view name);
  [[nodiscard]] TypeRef local(std::uint32_t index) { return {&own_.view(), own_.add(TypeKind::local, index), nullptr}; }
  [[nodiscard]] TypeRef made(TypeKind kind, TypeRef a = {}, TypeRef b = {});
  [[nodiscard]] TypeRef union_of(std::span<const TypeRef> types);
  // Any plain value, or a certain string.
  [[nodiscard]] TypeRef plain(std::string_view text = {}) {
    return {&own_.view(), own_.add(TypeKind::plain, text.empty() ? NameId{0} : own_.name(text)), nullptr};
  }

  // The id in the text's own builder that stands for a type from anywhere.
  [[nodiscard]] TypeId own_id(TypeRef type);
  // The same without `foreign` types and environments, for a summary: parameters are replaced by what stands for them.
  [[nodiscard]] TypeId lowered(TypeRef type);
  [[nodiscard]] TypeRef foreign(std::uint32_t index) const { return foreign_[index]; }

  // Called before each question from outside, which then has its own bound.
  void begin() { steps_ = 0; }

 private:
  struct Chosen {
    const ModuleTypes* module = nullptr;
    std::optional<Signature> signature;
    const Environment* environment = nullptr;
  };
  // One step further from the question that was asked, for as long as it lives.
  class Deeper {
   public:
    explicit Deeper(TypeWalk& walk) : walk_(walk) { ++walk_.depth_; }
    ~Deeper() { --walk_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

   private:
    TypeWalk& walk_;
  };

  [[nodiscard]] bool is_spent() { return ++steps_ > most_steps || depth_ > deepest; }
  [[nodiscard]] TypeRef follow(TypeRef type);
  [[nodiscard]] TypeRef of_index(TypeRef type);
  [[nodiscard]] TypeRef of_import(TypeRef type);
  [[nodiscard]] TypeRef with_arguments(TypeRef type, std::span<const TypeRef> arguments);
  [[nodiscard]] TypeRef exported(FoundModule found, std::string_view name, bool is_type, int depth);
  [[nodiscard]] TypeRef whole_module(FoundModule found);
  [[nodiscard]] TypeRef as_type(TypeRef value);
  [[nodiscard]] TypeRef nested_type(TypeRef object, std::string_view name, std::span<const TypeRef> arguments);
  [[nodiscard]] TypeRef bound(TypeRef type, std::span<const TypeRef> arguments);
  [[nodiscard]] TypeRef declared(const ModuleTypes& module, std::uint32_t index, std::span<const TypeRef> arguments);
  [[nodiscard]] TypeRef base_of_kind(TypeRef type, TypeKind kind, int depth);
  [[nodiscard]] TypeRef of_parameter(TypeRef type);
  [[nodiscard]] TypeRef own_member(TypeRef object, std::string_view name, TypeRef self, int depth);
  [[nodiscard]] TypeRef platform_type(std::string_view name, std::span<const TypeRef> arguments);
  [[nodiscard]] TypeRef in_same(TypeRef type, TypeId id) const { return {type.module, id, type.environment}; }
  [[nodiscard]] std::vector<TypeRef> list_of(TypeRef type, std::uint32_t slice);
  [[nodiscard]] std::vector<Argument> arguments_of(TypeRef type, std::uint32_t slice);
  [[nodiscard]] TypeRef called_head(TypeRef type);
  [[nodiscard]] Chosen choose(TypeRef head, bool is_construction, std::span<const Argument> arguments,
                              std::size_t type_arguments, int depth);
  [[nodiscard]] bool fits(const ModuleTypes& module, Signature signature, const Environment* environment,
                          std::span<const Argument> arguments);
  [[nodiscard]] const Environment* instantiate(const Chosen& chosen, std::span<const Argument> arguments,
                                               std::span<const TypeRef> type_arguments, std::uint32_t except);
  [[nodiscard]] bool is_another_literal(TypeRef wanted, std::string_view text);
  void results_of_callback(TypeRef callee, std::span<const Argument> arguments, std::uint32_t argument,
                           bool is_construction, std::span<const std::string_view> path, int depth,
                           std::vector<CallbackResult>& results);
  // Whether a function and all those that it names in a member, and so on, are as they should be.
  template <typename IsRight>
  [[nodiscard]] bool all_named(TypeRef function, std::string_view member_name, const IsRight& is_right);
  [[nodiscard]] bool gives_no_promise(const Called& called);
  void infer(TypeRef wanted, TypeRef given, Environment& into, int depth);
  [[nodiscard]] Called settled_call(TypeRef callee, std::span<const Argument> arguments);
  [[nodiscard]] TypeRef without_open(TypeRef type) const;
  [[nodiscard]] TypeId lowered_at(TypeRef type, int depth);

  static constexpr std::uint32_t most_steps = 3000;
  static constexpr std::uint32_t deepest = 48;

  const ModuleSource* source_;
  LocalValues* local_;
  std::unique_ptr<TypeBuilder> owned_ = std::make_unique<TypeBuilder>();
  TypeBuilder& own_ = *owned_;
  std::vector<TypeRef> foreign_;
  std::deque<Environment> environments_;
  std::uint32_t steps_ = 0;
  std::uint32_t depth_ = 0;
};

}  // namespace asynclint::types
