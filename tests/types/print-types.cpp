#include "tests/types/print-types.h"

namespace asynclint::tests {
namespace {

using types::ModuleTypes;
using types::ObjectType;
using types::Signature;
using types::Slice;
using types::TypeId;
using types::TypeKind;
using types::TypeNode;

constexpr int deepest = 24;

class Printer {
 public:
  explicit Printer(const ModuleTypes& types) : types_(types) {}

  std::string type(TypeId id, int depth = 0) const {
    if (depth > deepest) return "…";
    const TypeNode node = types_.type(id);
    const auto of = [&](std::string_view word) { return std::string(word) + '<' + type(node.a, depth + 1) + '>'; };
    switch (node.kind) {
      case TypeKind::unknown: return "?";
      case TypeKind::plain: return node.a == 0 ? "plain" : '"' + std::string(types_.name(node.a)) + '"';
      case TypeKind::nothing: return "nothing";
      case TypeKind::never: return "never";
      case TypeKind::promise: return of("promise");
      case TypeKind::array: return of("array");
      case TypeKind::set: return of("set");
      case TypeKind::map: return "map<" + type(node.a, depth + 1) + ", " + type(node.b, depth + 1) + ">";
      case TypeKind::iterator: return of("iterator");
      case TypeKind::stream: return of("stream");
      case TypeKind::object: return object(types_.objects[node.a], depth);
      case TypeKind::union_: return list({node.a, node.b}, " | ", depth);
      case TypeKind::intersection: return list({node.a, node.b}, " & ", depth);
      case TypeKind::reference:
        return std::string(types_.name(types_.declarations[node.a].name)) + arguments(node.b, depth);
      case TypeKind::imported:
      case TypeKind::global: return question(node, depth);
      case TypeKind::parameter: return std::string(types_.name(types_.type_parameters[node.a].name));
      case TypeKind::this_: return "this";
      case TypeKind::value_of: return "typeof " + std::string(types_.name(types_.declarations[node.a].name));
      case TypeKind::call_of: return "call<" + type(node.a, depth + 1) + ">" + arguments(node.b, depth);
      case TypeKind::new_of: return "new<" + type(node.a, depth + 1) + ">" + arguments(node.b, depth);
      case TypeKind::member_of: return type(node.a, depth + 1) + "." + std::string(types_.name(node.b));
      case TypeKind::awaited: return of("awaited");
      case TypeKind::element_of: return of("element");
      case TypeKind::indexed: return type(node.a, depth + 1) + "[" + type(node.b, depth + 1) + "]";
      case TypeKind::result_of: return of("result");
      case TypeKind::instance_of: return of("instance");
      case TypeKind::alias: return type(node.a, depth + 1);
      case TypeKind::local: return "local " + std::to_string(node.a);
      case TypeKind::foreign: return "foreign " + std::to_string(node.a);
    }
    return "";
  }

  std::string signature(const Signature& signature, int depth = 0) const {
    std::string text = type_parameters(signature.type_parameters, depth) + '(';
    for (std::uint32_t i = 0; i < signature.parameters.count; ++i) {
      const types::Parameter& parameter = types_.parameters[signature.parameters.first + i];
      if (i > 0) text += ", ";
      if ((parameter.flags & types::parameter_flag::optional) != 0) text += "optional ";
      if ((parameter.flags & types::parameter_flag::rest) != 0) text += "...";
      text += type(parameter.type, depth + 1);
    }
    return text + ") => " + type(signature.result, depth + 1);
  }

  std::string type_parameters(Slice slice, int depth) const {
    std::string text;
    for (std::uint32_t i = 0; i < slice.count; ++i) {
      const types::TypeParameter& parameter = types_.type_parameters[slice.first + i];
      text += i == 0 ? "<" : ", ";
      text += types_.name(parameter.name);
      if (parameter.constraint != 0) text += " extends " + type(parameter.constraint, depth + 1);
      if (parameter.standard != 0) text += " = " + type(parameter.standard, depth + 1);
    }
    return text.empty() ? text : text + '>';
  }

  std::string exports(Slice slice, std::string_view word) const {
    std::string text;
    for (const types::Export& one : types_.exports.subspan(slice.first, slice.count)) {
      text += std::string(word) + ' ' + std::string(types_.name(one.name)) + ':';
      if (one.value != 0) text += " value " + type(one.value);
      if (one.type != 0) text += (one.value != 0 ? ", type " : " type ") + type(one.type);
      text += '\n';
    }
    return text;
  }

 private:
  std::string list(Slice slice, std::string_view between, int depth) const {
    std::string text;
    for (std::uint32_t i = 0; i < slice.count; ++i) {
      if (i > 0) text += between;
      const TypeId id = types_.lists[slice.first + i];
      const TypeKind kind = types_.type(id).kind;
      const std::string one = type(id, depth + 1);
      const bool is_loose = kind == TypeKind::union_ || kind == TypeKind::intersection || one.starts_with('(');
      text += is_loose ? '(' + one + ')' : one;
    }
    return text;
  }

  std::string arguments(std::uint32_t slice, int depth) const {
    const Slice arguments = types_.slices[slice];
    std::string text;
    for (std::uint32_t i = 0; i < arguments.count; ++i)
      text += (i == 0 ? "<" : ", ") + type(types_.lists[arguments.first + i], depth + 1);
    return text.empty() ? text : text + '>';
  }

  std::string question(const TypeNode& node, int depth) const {
    const types::Import& import = types_.imports[node.a];
    std::string text = import.is_type ? "type " : "";
    const std::string specifier(types_.name(import.specifier));
    if (node.kind == TypeKind::global)
      text += "global";
    else
      text += (import.syntax == types::ImportSyntax::require ? "require(" : "import(") + specifier + ")";
    for (std::uint32_t i = 0; i < import.path.count; ++i)
      text += '.' + std::string(types_.name(types_.lists[import.path.first + i]));
    return text + arguments(node.b, depth);
  }

  std::string object(const ObjectType& object, int depth) const {
    const bool is_function =
        object.calls.count == 1 && object.members.count + object.constructs.count + object.bases.count == 0;
    if (is_function && object.index == 0) return signature(types_.signatures[object.calls.first], depth);
    std::string text;
    const auto add = [&](const std::string& part) {
      if (!text.empty()) text += "; ";
      text += part;
    };
    for (std::uint32_t i = 0; i < object.calls.count; ++i)
      add(signature(types_.signatures[object.calls.first + i], depth));
    for (std::uint32_t i = 0; i < object.constructs.count; ++i)
      add("new " + signature(types_.signatures[object.constructs.first + i], depth));
    for (const types::Member& member : types_.members.subspan(object.members.first, object.members.count)) {
      const bool is_optional = (member.flags & types::member_flag::optional) != 0;
      add(std::string(types_.name(member.name)) + (is_optional ? "?: " : ": ") + type(member.type, depth + 1));
    }
    if (object.index != 0) add("[any]: " + type(object.index, depth + 1));
    text = '{' + text + '}';
    for (std::uint32_t i = 0; i < object.bases.count; ++i)
      text += (i == 0 ? " of " : ", ") + type(types_.lists[object.bases.first + i], depth + 1);
    return text;
  }

  const ModuleTypes& types_;
};

}  // namespace

std::string print_type(const ModuleTypes& types, TypeId id) { return Printer(types).type(id); }

std::string print_signature(const ModuleTypes& types, const Signature& signature) {
  return Printer(types).signature(signature);
}

std::string print_module(const ModuleTypes& types) {
  const Printer printer(types);
  std::string text;
  for (const types::Declaration& declaration : types.declarations) {
    const std::string name(types.name(declaration.name));
    const auto add = [&](std::string_view word, const std::string& parameters, TypeId type) {
      if (type != 0)
        text.append(word).append(name).append(parameters).append(": ").append(printer.type(type)).append("\n");
    };
    add("value ", {}, declaration.value);
    add("type ", printer.type_parameters(declaration.type_parameters, 0), declaration.type);
    text += printer.exports(declaration.inside, "inside " + name);
  }
  for (const types::Module& module : types.modules) {
    if (module.name != 0) text += "module " + std::string(types.name(module.name)) + '\n';
    text += printer.exports(module.exports, "export");
    for (std::uint32_t i = 0; i < module.stars.count; ++i)
      text += "star " + std::string(types.name(types.lists[module.stars.first + i])) + '\n';
    if (module.whole != 0) text += "whole " + printer.type(module.whole) + '\n';
  }
  return text + printer.exports(types.globals, "global");
}

}  // namespace asynclint::tests
