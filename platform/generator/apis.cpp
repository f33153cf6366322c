#include "platform/generator/apis.h"

#include <algorithm>
#include <array>

namespace asynclint::apis {
namespace {

using types::Export;
using types::Member;
using types::ObjectType;
using types::Signature;
using types::Slice;
using types::TypeId;
using types::TypeKind;
using types::TypeNode;

constexpr std::array<std::string_view, 6> aliases{"window", "self", "frames", "parent", "top", "clientInformation"};
constexpr int deepest_path = 2;
constexpr int deepest_type = 6;

std::string without_prefix(std::string_view name) {
  return std::string(name.starts_with("node:") ? name.substr(5) : name);
}

}  // namespace

ApiSurface::ApiSurface(const types::ModuleTypes& types) : types_(types) {
  modules_.insert("");
  add_exports("", types.globals);
  for (const types::Module& module : types.modules) {
    if (module.name == 0) continue;
    const std::string name = without_prefix(types.name(module.name));
    modules_.insert(name);
    add_exports(name, module.exports);
    if (module.whole != 0) {
      for (const Part& part : parts_of(module.whole)) add_members({name, ""}, '.', part, 0);
    }
  }
}

const Api* ApiSurface::find(std::string_view module, std::string_view path) const {
  const auto found = apis_.find({std::string(module), std::string(path)});
  return found == apis_.end() ? nullptr : &found->second;
}

void ApiSurface::add_exports(const std::string& module, Slice exports) {
  for (const Export& one : types_.exports.subspan(exports.first, exports.count)) {
    const ApiKey key{module, std::string(types_.name(one.name))};
    // Names of everything, by which nobody calls anything.
    if (key.path == "default" || (module.empty() && std::ranges::find(aliases, key.path) != aliases.end())) continue;
    add_value(key, one.value, 0);
    add_type(key, one.type);
  }
}

void ApiSurface::add_value(const ApiKey& key, TypeId value, int depth) {
  for (const Part& part : parts_of(value)) {
    const ObjectType& own = object(part.object);
    if (own.calls.count > 0) add_function(key, own, {});
    if (own.constructs.count > 0) {
      Api made;
      made.calls = own.constructs;
      apis_.try_emplace({key.module, "new " + key.path}, made);
    }
    if (depth < deepest_path) add_members(key, '.', part, depth);
  }
}

void ApiSurface::add_type(const ApiKey& key, TypeId type) {
  if (type == 0 || types_.type(type).kind != TypeKind::reference) return;
  for (const Part& part : parts_of(type)) add_members(key, '#', part, deepest_path);
}

void ApiSurface::add_members(const ApiKey& owner, char separator, const Part& part, int depth) {
  const Slice members = object(part.object).members;
  for (const Member& member : types_.members.subspan(members.first, members.count)) {
    const std::string name(types_.name(member.name));
    if (name.starts_with("__") || name.starts_with("[")) continue;
    const ApiKey key{owner.module, owner.path.empty() ? name : owner.path + separator + name};
    const TypeKind kind = types_.type(member.type).kind;
    if (kind == TypeKind::object && object(member.type).calls.count > 0) {
      const bool is_elsewhere = separator == '#' && !part.name.empty() && part.name != owner.path;
      add_function(key, object(member.type), is_elsewhere ? std::string(part.name) + '#' + name : std::string{});
    } else if (separator == '.' && (kind == TypeKind::value_of || depth == 0)) {
      add_value(key, member.type, depth + 1);
    }
  }
}

void ApiSurface::add_function(const ApiKey& key, const ObjectType& function, std::string declared_as) {
  Api made;
  made.calls = function.calls;
  made.declared_as = std::move(declared_as);
  const auto signatures = types_.signatures.subspan(function.calls.first, function.calls.count);
  made.is_promise = std::ranges::any_of(signatures, [&](const Signature& one) { return is_promise(one.result, 0); });
  for (const Member& member : types_.members.subspan(function.members.first, function.members.count))
    made.is_promisified = made.is_promisified || types_.name(member.name) == "__promisify__";
  apis_.try_emplace(key, std::move(made));
}

// The object types that a type consists of: of a reference what it refers to, of an intersection all, and their bases.
std::vector<ApiSurface::Part> ApiSurface::parts_of(TypeId type) const {
  std::vector<Part> found;
  add_parts(type, {}, found, 0);
  return found;
}

void ApiSurface::add_parts(TypeId type, std::string_view name, std::vector<Part>& to, int depth) const {
  if (type == 0 || depth > deepest_type) return;
  const TypeNode& node = types_.type(type);
  switch (node.kind) {
    case TypeKind::object: {
      to.push_back({type, name});
      const Slice bases = object(type).bases;
      for (const TypeId base : types_.lists.subspan(bases.first, bases.count)) add_parts(base, name, to, depth + 1);
      return;
    }
    case TypeKind::reference: {
      const types::Declaration& declared = types_.declarations[node.a];
      return add_parts(declared.type, types_.name(declared.name), to, depth + 1);
    }
    case TypeKind::value_of: return add_parts(types_.declarations[node.a].value, name, to, depth + 1);
    case TypeKind::intersection:
      for (const TypeId one : types_.lists.subspan(node.a, node.b)) add_parts(one, name, to, depth + 1);
      return;
    default: return;
  }
}

bool ApiSurface::is_promise(TypeId type, int depth) const {
  if (type == 0 || depth > deepest_type) return false;
  const TypeNode& node = types_.type(type);
  switch (node.kind) {
    case TypeKind::promise: return true;
    case TypeKind::reference: return is_promise(types_.declarations[node.a].type, depth + 1);
    case TypeKind::union_:
    case TypeKind::intersection:
      return std::ranges::any_of(types_.lists.subspan(node.a, node.b),
                                 [&](TypeId one) { return is_promise(one, depth + 1); });
    case TypeKind::object: {
      const Slice bases = types_.objects[node.a].bases;
      return std::ranges::any_of(types_.lists.subspan(bases.first, bases.count),
                                 [&](TypeId one) { return is_promise(one, depth + 1); });
    }
    default: return false;
  }
}

bool ApiSurface::is_signal(TypeId type, int depth) const {
  if (type == 0 || depth > deepest_type) return false;
  const TypeNode& node = types_.type(type);
  if (node.kind == TypeKind::union_)
    return std::ranges::any_of(types_.lists.subspan(node.a, node.b),
                               [&](TypeId one) { return is_signal(one, depth + 1); });
  return node.kind == TypeKind::reference && types_.name(types_.declarations[node.a].name) == "AbortSignal";
}

// Whether it is an object with options among which is a signal.
bool ApiSurface::has_signal(TypeId type, int depth) const {
  if (type == 0 || depth > deepest_type) return false;
  const TypeNode& node = types_.type(type);
  const auto any_of = [&](Slice slice) {
    return std::ranges::any_of(types_.lists.subspan(slice.first, slice.count),
                               [&](TypeId one) { return has_signal(one, depth + 1); });
  };
  switch (node.kind) {
    case TypeKind::union_:
    case TypeKind::intersection: return any_of({node.a, node.b});
    case TypeKind::reference: return has_signal(types_.declarations[node.a].type, depth + 1);
    case TypeKind::parameter: return has_signal(types_.type_parameters[node.a].constraint, depth + 1);
    case TypeKind::object: {
      const ObjectType& object = types_.objects[node.a];
      for (const Member& member : types_.members.subspan(object.members.first, object.members.count))
        // What has one for good, as a Request does, is no bag of options.
        if ((member.flags & types::member_flag::optional) != 0 && types_.name(member.name) == "signal" &&
            is_signal(member.type, 0))
          return true;
      return any_of(object.bases);
    }
    default: return false;
  }
}

// Whether it is iterated over asynchronously: itself, or by what it extends.
bool ApiSurface::is_stream(TypeId type, int depth) const {
  if (type == 0 || depth > deepest_type) return false;
  const TypeNode& node = types_.type(type);
  if (node.kind == TypeKind::stream) return true;
  if (node.kind == TypeKind::reference) return is_stream(types_.declarations[node.a].type, depth + 1);
  if (node.kind != TypeKind::object) return false;
  const Slice bases = types_.objects[node.a].bases;
  return std::ranges::any_of(types_.lists.subspan(bases.first, bases.count),
                             [&](TypeId one) { return is_stream(one, depth + 1); });
}

Result ApiSurface::result_of(const Api& api) const {
  const auto signatures = types_.signatures.subspan(api.calls.first, api.calls.count);
  const auto all = [&](auto test) { return !signatures.empty() && std::ranges::all_of(signatures, test); };
  if (all([&](const Signature& one) { return types_.type(one.result).kind == TypeKind::promise; }))
    return Result::promise;
  if (all([&](const Signature& one) { return types_.type(one.result).kind == TypeKind::array; })) return Result::array;
  return all([&](const Signature& one) { return is_stream(one.result, 0); }) ? Result::stream : Result::unknown;
}

SignalPlace ApiSurface::signal_of(const Api& api) const {
  for (const Signature& signature : types_.signatures.subspan(api.calls.first, api.calls.count)) {
    const auto parameters = types_.parameters.subspan(signature.parameters.first, signature.parameters.count);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      const auto place = static_cast<std::uint8_t>(i + 1);
      if (is_signal(parameters[i].type, 0)) return {place, false};
      if (has_signal(parameters[i].type, 0)) return {place, true};
    }
  }
  return {};
}

}  // namespace asynclint::apis
