#include "types/type-walk.h"

#include <algorithm>

namespace asynclint::types {
namespace {

constexpr int deepest_inheritance = 12;
constexpr int deepest_exports = 12;
constexpr std::size_t most_alternatives = 24;
// Of how many `export *` of one module a name may come: looking for one that is nowhere reads all of them.
constexpr std::uint32_t most_stars = 1000;

const Export* find_export(const ModuleTypes& types, Slice exports, std::string_view name) {
  const auto slice = types.exports.subspan(exports.first, exports.count);
  const auto at = std::ranges::lower_bound(slice, name, {}, [&](const Export& one) { return types.name(one.name); });
  return at != slice.end() && types.name(at->name) == name ? &*at : nullptr;
}

bool is_question(TypeKind kind) {
  switch (kind) {
    case TypeKind::imported:
    case TypeKind::global:
    case TypeKind::call_of:
    case TypeKind::new_of:
    case TypeKind::member_of:
    case TypeKind::awaited:
    case TypeKind::element_of:
    case TypeKind::indexed:
    case TypeKind::result_of:
    case TypeKind::instance_of: return true;
    default: return false;
  }
}

}  // namespace

const ModuleSource& no_modules() {
  class NoModules final : public ModuleSource {
   public:
    [[nodiscard]] FoundModule find(const ModuleTypes* /*from*/, std::string_view /*specifier*/,
                                   ImportSyntax /*syntax*/) const override {
      return {};
    }
    [[nodiscard]] const ModuleTypes& platform() const override {
      static const ModuleTypes nothing;
      return nothing;
    }
  };
  static const NoModules source;
  return source;
}

bool TypeWalk::is_open(TypeRef head) { return head && is_question(head.node().kind); }

// What a question gives that stays a question: open without a source, unknown with one.
TypeRef TypeWalk::without_open(TypeRef type) const {
  if (source_ == nullptr || !is_open(type)) return type;
  // A module as a whole is what it is.
  const TypeNode& node = type.node();
  if (node.kind == TypeKind::imported && type.module->imports[node.a].path.count == 0) return type;
  return {};
}

TypeRef TypeWalk::head(TypeRef type) {
  const Deeper deeper(*this);
  for (TypeRef at = type; at;) {
    if (is_spent()) return {};
    const TypeRef next = follow(at);
    if (next == at) return without_open(at);
    at = next;
  }
  return {};
}

// One step; the type itself where there is none.
TypeRef TypeWalk::follow(TypeRef type) {
  const TypeNode node = type.node();
  switch (node.kind) {
    case TypeKind::alias: return in_same(type, node.a);
    case TypeKind::foreign: return foreign_[node.a];
    case TypeKind::value_of: return {type.module, type.module->declarations[node.a].value, nullptr};
    case TypeKind::reference: return with_arguments(type, list_of(type, node.b));
    case TypeKind::imported:
    case TypeKind::global: return of_import(type);
    case TypeKind::parameter: return of_parameter(type);
    case TypeKind::this_:
      for (const Environment* at = type.environment; at != nullptr; at = at->outer)
        if (at->self) return at->self;
      return {};
    case TypeKind::call_of: {
      const Called called = call(in_same(type, node.a), arguments_of(type, node.b));
      return called.result && is_open(called.result) && source_ == nullptr ? type : called.result;
    }
    case TypeKind::new_of: {
      const TypeRef made = construct(in_same(type, node.a), arguments_of(type, node.b));
      return is_open(made) && source_ == nullptr ? type : made;
    }
    case TypeKind::member_of: {
      const TypeRef object = head(in_same(type, node.a));
      if (is_open(object) && source_ == nullptr) return type;
      return member(object, type.module->name(node.b));
    }
    case TypeKind::awaited: {
      const TypeRef inner = head(in_same(type, node.a));
      return is_open(inner) && source_ == nullptr ? type : awaited(inner);
    }
    case TypeKind::element_of: {
      const TypeRef inner = head(in_same(type, node.a));
      return is_open(inner) && source_ == nullptr ? type : element(inner);
    }
    case TypeKind::indexed: return of_index(type);
    case TypeKind::result_of: {
      const TypeRef inner = head(in_same(type, node.a));
      return is_open(inner) && source_ == nullptr ? type : call(inner, {}).result;
    }
    case TypeKind::instance_of: {
      const TypeRef inner = head(in_same(type, node.a));
      return is_open(inner) && source_ == nullptr ? type : construct(inner, {});
    }
    default: return type;
  }
}

// `T[K]`: the members with the names that K stands for.
TypeRef TypeWalk::of_index(TypeRef type) {
  const TypeRef object = head(in_same(type, type.node().a));
  const TypeRef index = head(in_same(type, type.node().b));
  if (source_ == nullptr && (is_open(object) || is_open(index))) return type;
  std::vector<TypeRef> found;
  for (const TypeRef name : alternatives(index)) {
    if (!name.is(TypeKind::plain) || name.node().a == 0) return {};
    found.push_back(member(object, name.module->name(name.node().a)));
  }
  return union_of(found);
}

std::vector<TypeRef> TypeWalk::list_of(TypeRef type, std::uint32_t slice) {
  const Slice list = type.module->slices[slice];
  std::vector<TypeRef> refs;
  refs.reserve(list.count);
  for (std::uint32_t i = 0; i < list.count; ++i) refs.push_back(in_same(type, type.module->lists[list.first + i]));
  return refs;
}

std::vector<Argument> TypeWalk::arguments_of(TypeRef type, std::uint32_t slice) {
  const Slice list = type.module->slices[slice];
  std::vector<Argument> arguments(list.count);
  for (std::uint32_t i = 0; i < list.count; ++i) {
    Argument& argument = arguments[i];
    const TypeRef ref = argument.type = in_same(type, type.module->lists[list.first + i]);
    if (ref) {
      const TypeKind kind = ref.node().kind;
      argument.is_function = kind == TypeKind::object && ref.module->objects[ref.node().a].calls.count > 0;
      argument.is_literal = kind == TypeKind::plain;
    }
  }
  return arguments;
}

// A declared type with its type parameters bound: to what is given, else to their defaults.
TypeRef TypeWalk::with_arguments(TypeRef type, std::span<const TypeRef> arguments) {
  return declared(*type.module, type.node().a, arguments);
}

TypeRef TypeWalk::declared(const ModuleTypes& module, std::uint32_t index, std::span<const TypeRef> arguments) {
  const Declaration& declaration = module.declarations[index];
  if (declaration.type == 0) return {};
  if (declaration.type_parameters.count == 0) return {&module, declaration.type, nullptr};
  Environment& environment = environments_.emplace_back();
  environment.module = &module;
  environment.parameters = declaration.type_parameters;
  for (std::uint32_t i = 0; i < declaration.type_parameters.count; ++i) {
    if (i < arguments.size()) {
      environment.arguments.push_back(arguments[i]);
    } else {
      const TypeParameter& parameter = module.type_parameters[declaration.type_parameters.first + i];
      environment.arguments.push_back({&module, parameter.standard, &environment});
    }
  }
  return {&module, declaration.type, &environment};
}

TypeRef TypeWalk::of_parameter(TypeRef type) {
  const std::uint32_t index = type.node().a;
  for (const Environment* at = type.environment; at != nullptr; at = at->outer) {
    if (at->module != type.module || index < at->parameters.first) continue;
    const std::uint32_t place = index - at->parameters.first;
    if (place >= at->parameters.count) continue;
    const TypeRef given = at->arguments[place];
    if (given && given != type) return given;
    break;
  }
  const TypeParameter& parameter = type.module->type_parameters[index];
  if (parameter.constraint != 0) return in_same(type, parameter.constraint);
  return in_same(type, parameter.standard);
}

// --- Modules --------------------------------------------------------------------------------------------------------

TypeRef TypeWalk::of_import(TypeRef type) {
  if (source_ == nullptr) return type;
  const TypeNode node = type.node();
  const Import question = type.module->imports[node.a];
  std::vector<std::string_view> path;
  for (std::uint32_t i = 0; i < question.path.count; ++i)
    path.push_back(type.module->name(type.module->lists[question.path.first + i]));
  TypeRef at;
  std::size_t next = 0;
  FoundModule found;
  if (node.kind == TypeKind::global) {
    if (path.empty()) return {};
    // A declaration file may add to what the platform has; then it holds only the addition.
    found.types = &source_->platform();
    const Export* global = find_export(*found.types, found.types->globals, path[0]);
    if (global == nullptr) {
      found.types = type.module;
      global = find_export(*found.types, found.types->globals, path[0]);
    }
    if (global == nullptr) return {};
    at = {found.types, question.is_type ? global->type : global->value, nullptr};
    if (question.is_type && global->type == 0) at.id = global->value;
    next = 1;
  } else {
    const ModuleTypes* const from = type.module == &own_.view() ? nullptr : type.module;
    found = source_->find(from, type.module->name(question.specifier), question.syntax);
    if (found.types == nullptr) return {};
    if (path.empty()) {
      // An ES module sees everything by its names, the whole as `default` among them.
      const bool by_names = question.syntax == ImportSyntax::import_ && !question.is_type;
      const TypeRef whole = by_names ? TypeRef{} : whole_module(found);
      if (!whole) return type;
      // `const Store = require('./store')`, and `{Store}` in a comment is one that the class makes.
      return question.is_type ? as_type(whole) : whole;
    }
    const bool is_last = path.size() == 1;
    at = exported(found, path[0], question.is_type && is_last, 0);
    if (!at && question.is_type && !is_last) at = exported(found, path[0], true, 0);
    next = 1;
  }
  const auto arguments = list_of(type, node.b);
  for (; next < path.size() && at; ++next) {
    const bool as_type = question.is_type && next + 1 == path.size();
    at = as_type ? nested_type(at, path[next], arguments) : member(at, path[next]);
  }
  return bound(at, arguments);
}

TypeRef TypeWalk::whole_module(FoundModule found) {
  const Module& module = found.types->modules[found.module];
  return module.whole == 0 ? TypeRef{} : TypeRef{found.types, module.whole, nullptr};
}

// What is called where a module is called that an ES module imported with all its names: the whole of it.
TypeRef TypeWalk::called_head(TypeRef type) {
  const TypeRef at = head(type);
  if (source_ == nullptr || !at.is(TypeKind::imported)) return at;
  const ModuleTypes* const from = at.module == &own_.view() ? nullptr : at.module;
  const Import& question = at.module->imports[at.node().a];
  const FoundModule found = source_->find(from, at.module->name(question.specifier), question.syntax);
  return found.types == nullptr ? TypeRef{} : head(whole_module(found));
}

TypeRef TypeWalk::exported(FoundModule found, std::string_view name, bool is_type, int depth) {
  if (found.types == nullptr || depth > deepest_exports || is_spent()) return {};
  const ModuleTypes& types = *found.types;
  const Module& module = types.modules[found.module];
  if (const Export* own = find_export(types, module.exports, name)) {
    const TypeId id = is_type ? own->type : own->value;
    if (id != 0) return {&types, id, nullptr};
    if (is_type && own->value != 0) return as_type({&types, own->value, nullptr});
    return {};
  }
  if (const TypeRef whole = whole_module(found)) {
    if (name == "default") return is_type ? as_type(whole) : whole;
    return is_type ? nested_type(whole, name, {}) : member(whole, name);
  }
  if (name == "default") return {};
  const Slice stars{module.stars.first, std::min(module.stars.count, most_stars)};
  for (std::uint32_t begin = 0;; ++begin) {
    // To find a module costs more than to find out that there were too many.
    if (source_ == nullptr || is_spent()) return {};
    const auto star = source_->next_star(types, stars, name, begin);
    if (!star) return {};
    if (const TypeRef of_star = exported(star->found, name, is_type, depth + 1)) return of_star;
    begin = star->index;
  }
}

// What the name of a value means as a type: that of a class, its instances.
TypeRef TypeWalk::as_type(TypeRef value) {
  const TypeRef at = head(value);
  const bool is_class = at.is(TypeKind::object) && at.module->objects[at.node().a].constructs.count > 0;
  return is_class ? question(TypeKind::instance_of, at) : value;
}

// A type inside a namespace: `Server.Options`.
TypeRef TypeWalk::nested_type(TypeRef object, std::string_view name, std::span<const TypeRef> arguments) {
  for (int i = 0; i < deepest_exports && object; ++i) {
    const TypeNode node = object.node();
    if (node.kind == TypeKind::value_of || node.kind == TypeKind::reference) {
      const ModuleTypes& types = *object.module;
      const Export* const own = find_export(types, types.declarations[node.a].inside, name);
      if (own != nullptr && own->type != 0) return bound({&types, own->type, nullptr}, arguments);
    }
    if (node.kind == TypeKind::imported && object.module->imports[node.a].path.count == 0) {
      if (source_ == nullptr) return {};
      const ModuleTypes* const from = object.module == &own_.view() ? nullptr : object.module;
      const Import& question = object.module->imports[node.a];
      const FoundModule found = source_->find(from, object.module->name(question.specifier), question.syntax);
      return bound(exported(found, name, true, 1), arguments);
    }
    const TypeRef next = follow(object);
    if (next == object) break;
    object = next;
  }
  return {};
}

TypeRef TypeWalk::bound(TypeRef type, std::span<const TypeRef> arguments) {
  return !arguments.empty() && type.is(TypeKind::reference) ? with_arguments(type, arguments) : type;
}

// --- Members --------------------------------------------------------------------------------------------------------

TypeRef TypeWalk::platform_type(std::string_view name, std::span<const TypeRef> arguments) {
  if (source_ == nullptr) return {};
  const ModuleTypes& platform = source_->platform();
  const Export* const global = find_export(platform, platform.globals, name);
  if (global == nullptr || global->type == 0) return {};
  return bound({&platform, global->type, nullptr}, arguments);
}

TypeRef TypeWalk::member(TypeRef object, std::string_view name) {
  const Deeper deeper(*this);
  const TypeRef at = head(object);
  if (!at || is_spent()) return {};
  const TypeNode node = at.node();
  const auto of_platform = [&](std::string_view type, std::span<const TypeRef> arguments) {
    return member(platform_type(type, arguments), name);
  };
  switch (node.kind) {
    case TypeKind::object: {
      const TypeRef own = own_member(at, name, at, 0);
      const bool is_class = at.module->objects[node.a].constructs.count > 0;
      return !own && is_class && name == "prototype" ? construct(at, {}) : own;
    }
    case TypeKind::union_: {
      std::vector<TypeRef> found;
      for (const TypeRef one : alternatives(at))
        if (const TypeRef own = member(one, name)) found.push_back(own);
      return union_of(found);
    }
    case TypeKind::intersection:
      for (std::uint32_t i = 0; i < node.b; ++i)
        if (const TypeRef own = member(in_same(at, at.module->lists[node.a + i]), name)) return own;
      return {};
    case TypeKind::array: return of_platform("Array", std::vector{in_same(at, node.a)});
    case TypeKind::set: return of_platform("Set", std::vector{in_same(at, node.a)});
    case TypeKind::map: return of_platform("Map", std::vector{in_same(at, node.a), in_same(at, node.b)});
    case TypeKind::iterator: return of_platform("IterableIterator", std::vector{in_same(at, node.a)});
    case TypeKind::stream: return of_platform("AsyncIterableIterator", std::vector{in_same(at, node.a)});
    case TypeKind::promise: return of_platform("Promise", std::vector{in_same(at, node.a)});
    case TypeKind::local: return local_ == nullptr ? TypeRef{} : local_->member_of_local(node.a, name);
    case TypeKind::imported:
      if (source_ != nullptr) {
        const ModuleTypes* const from = at.module == &own_.view() ? nullptr : at.module;
        const Import& question = at.module->imports[node.a];
        return exported(source_->find(from, at.module->name(question.specifier), question.syntax), name, false, 0);
      }
      break;
    default: break;
  }
  return is_open(at) ? question_member(at, name) : TypeRef{};
}

TypeRef TypeWalk::own_member(TypeRef object, std::string_view name, TypeRef self, int depth) {
  if (depth > deepest_inheritance || is_spent()) return {};
  const ModuleTypes& types = *object.module;
  const ObjectType type = types.objects[object.node().a];
  for (const Member& member : types.members.subspan(type.members.first, type.members.count)) {
    if (types.name(member.name) != name) continue;
    Environment& environment = environments_.emplace_back();
    environment.outer = object.environment;
    environment.self = self;
    return {&types, member.type, &environment};
  }
  for (std::uint32_t i = 0; i < type.bases.count; ++i) {
    const TypeRef base = head(in_same(object, types.lists[type.bases.first + i]));
    if (!base) continue;
    const TypeRef found = base.is(TypeKind::object) ? own_member(base, name, self, depth + 1) : member(base, name);
    if (found) return found;
  }
  return type.index == 0 ? TypeRef{} : in_same(object, type.index);
}

std::vector<TypeRef> TypeWalk::alternatives(TypeRef type) {
  std::vector<TypeRef> found;
  std::vector<TypeRef> open{type};
  while (!open.empty() && found.size() < most_alternatives) {
    const TypeRef at = head(open.back());
    open.pop_back();
    if (!at) {
      found.push_back(at);
      continue;
    }
    const TypeNode node = at.node();
    if (node.kind != TypeKind::union_) {
      found.push_back(at);
      continue;
    }
    for (std::uint32_t i = std::min<std::uint32_t>(node.b, most_alternatives); i-- > 0;)
      open.push_back(in_same(at, at.module->lists[node.a + i]));
  }
  return found;
}

TypeRef TypeWalk::awaited(TypeRef type) {
  const Deeper deeper(*this);
  const TypeRef at = head(type);
  if (!at || is_spent()) return {};
  const TypeNode node = at.node();
  switch (node.kind) {
    case TypeKind::promise: return awaited(in_same(at, node.a));
    case TypeKind::union_: {
      std::vector<TypeRef> found;
      for (const TypeRef one : alternatives(at)) found.push_back(awaited(one));
      return union_of(found);
    }
    case TypeKind::local: return local_ == nullptr ? at : local_->awaited_local(node.a);
    case TypeKind::intersection:
    case TypeKind::object: {
      if (const TypeRef promise = base_of_kind(at, TypeKind::promise, 0)) return awaited(promise);
      // What has a `then` is awaited through it.
      const TypeRef then = member(at, "then");
      if (!then) return at;
      const TypeRef fulfilled = parameter_of(then, 0);
      if (!fulfilled) return at;
      for (const TypeRef one : alternatives(fulfilled))
        if (is_callable(one)) return awaited(parameter_of(one, 0));
      return {};
    }
    default: break;
  }
  return is_open(at) ? question(TypeKind::awaited, at) : at;
}

// What a class or an interface extends, an intersection is made of: the promise or stream among it.
TypeRef TypeWalk::base_of_kind(TypeRef type, TypeKind kind, int depth) {
  if (depth > deepest_inheritance || is_spent()) return {};
  const TypeRef at = head(type);
  if (!at || at.is(kind)) return at;
  const TypeNode node = at.node();
  Slice parts;
  if (node.kind == TypeKind::object) parts = at.module->objects[node.a].bases;
  if (node.kind == TypeKind::intersection) parts = {node.a, node.b};
  for (std::uint32_t i = 0; i < parts.count; ++i)
    if (const TypeRef found = base_of_kind(in_same(at, at.module->lists[parts.first + i]), kind, depth + 1);
        found.is(kind) && (kind != TypeKind::promise || (found.node().b & promise_flag::like) == 0))
      return found;
  return {};
}

TypeRef TypeWalk::element(TypeRef type) {
  const Deeper deeper(*this);
  const TypeRef at = head(type);
  if (!at || is_spent()) return {};
  const TypeNode node = at.node();
  switch (node.kind) {
    case TypeKind::array:
    case TypeKind::set:
    case TypeKind::iterator:
    case TypeKind::stream: return in_same(at, node.a);
    case TypeKind::map: return {};
    case TypeKind::union_: {
      std::vector<TypeRef> found;
      for (const TypeRef one : alternatives(at))
        if (const TypeRef own = element(one)) found.push_back(own);
      return union_of(found);
    }
    case TypeKind::local: return local_ == nullptr ? TypeRef{} : local_->element_of_local(node.a);
    case TypeKind::object: {
      const ObjectType object = at.module->objects[node.a];
      if (object.index != 0) return in_same(at, object.index);
      for (const std::string_view iteration : {"[Symbol.iterator]", "[Symbol.asyncIterator]"})
        if (const TypeRef method = member(at, iteration)) return element(call(method, {}).result);
      for (std::uint32_t i = 0; i < object.bases.count; ++i)
        if (const TypeRef own = element(in_same(at, at.module->lists[object.bases.first + i]))) return own;
      return {};
    }
    default: break;
  }
  return is_open(at) ? question(TypeKind::element_of, at) : TypeRef{};
}

}  // namespace asynclint::types
