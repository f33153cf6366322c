#include "platform/generator/write-source.h"

#include <cstdint>
#include <vector>

namespace asynclint::apis {
namespace {

using types::ModuleTypes;
using types::NameId;
using types::Slice;

constexpr std::size_t longest_line = 118;

std::string number(std::uint64_t value) { return std::to_string(value); }

std::string slice(Slice value) {
  if (value.count == 0) return "{}";
  return "{" + number(value.first) + "," + number(value.count) + "}";
}

// A constant array, wrapped, under a name; nothing where it is empty.
class Array {
 public:
  Array(std::string_view type, std::string_view name) : name_(name) {
    text_ = "constexpr " + std::string(type) + " " + name_ + "[] = {\n";
  }
  void add(const std::string& element) {
    if (line_.size() + element.size() > longest_line) end_line();
    line_ += element + ",";
    is_empty_ = false;
  }
  // To be written, and how the table refers to it.
  [[nodiscard]] std::string text() {
    end_line();
    return is_empty_ ? "" : text_ + "};\n";
  }
  [[nodiscard]] std::string reference() const { return is_empty_ ? "{}" : name_; }

 private:
  void end_line() {
    if (!line_.empty()) text_ += line_ + "\n";
    line_.clear();
  }
  std::string name_;
  std::string text_;
  std::string line_;
  bool is_empty_ = true;
};

// All names behind each other, once each, and where each ends.
std::string names(const ModuleTypes& types) {
  std::string blob = "constexpr char text[] =\n";
  Array ends("std::uint32_t", "name_ends");
  std::string line;
  std::size_t end = 0;
  for (NameId id = 0; id < types.names.size(); ++id) {
    const std::string_view name = types.name(id);
    end += name.size();
    ends.add(number(end));
    for (const char c : name) {
      if (c == '"' || c == '\\') line += '\\';
      line += c;
    }
    if (line.size() > longest_line) {
      blob += "\"" + line + "\"\n";
      line.clear();
    }
  }
  return blob + "\"" + line + "\";\n" + ends.text();
}

std::string reference(types::TypeBuilder& types, const ApiKey& key) {
  if (key.path.empty()) return "{}";
  return "{" + number(types.name(key.module)) + "," + number(types.name(key.path)) + "}";
}

std::string label(types::TypeBuilder& types, const Label& label) {
  return "{" + reference(types, label.api) + "," + reference(types, label.synchronous) + "," +
         reference(types, label.promise) + "," + reference(types, label.callback) + "," +
         number(types.name(label.open_until)) + "," + number(static_cast<std::uint8_t>(label.effect)) + "," +
         number(static_cast<std::uint8_t>(label.result)) + "," + number(label.signal.parameter) + "," +
         (label.signal.in_options ? "true" : "false") + "," + (label.is_promisified ? "true" : "false") + "}";
}

}  // namespace

std::string write_source(types::TypeBuilder& builder, std::span<const Label> all) {
  Array labels("LabelEntry", "labels");
  for (const Label& one : all) labels.add(label(builder, one));

  const ModuleTypes& types = builder.view();
  Array nodes("types::TypeNode", "nodes");
  for (const auto& one : types.types)
    nodes.add("{K{" + number(static_cast<std::uint8_t>(one.kind)) + "}," + number(one.a) + "," + number(one.b) + "}");
  Array lists("std::uint32_t", "lists");
  for (const std::uint32_t one : types.lists) lists.add(number(one));
  Array slices("types::Slice", "slices");
  for (const Slice one : types.slices) slices.add(slice(one));
  Array members("types::Member", "members");
  for (const auto& one : types.members)
    members.add("{" + number(one.name) + "," + number(one.type) + ",0," + number(one.flags) + "}");
  Array parameters("types::Parameter", "parameters");
  for (const auto& one : types.parameters) parameters.add("{" + number(one.type) + "," + number(one.flags) + "}");
  Array signatures("types::Signature", "signatures");
  for (const auto& one : types.signatures)
    signatures.add("{" + slice(one.parameters) + "," + slice(one.type_parameters) + "," + number(one.result) + ",0," +
                   number(one.callback) + "," + number(one.flags) + "}");
  Array objects("types::ObjectType", "objects");
  for (const auto& one : types.objects)
    objects.add("{" + slice(one.members) + "," + slice(one.calls) + "," + slice(one.constructs) + "," +
                slice(one.bases) + "," + number(one.index) + "}");
  Array type_parameters("types::TypeParameter", "type_parameters");
  for (const auto& one : types.type_parameters)
    type_parameters.add("{" + number(one.name) + "," + number(one.constraint) + "," + number(one.standard) + "}");
  Array declarations("types::Declaration", "declarations");
  for (const auto& one : types.declarations)
    declarations.add("{" + number(one.name) + "," + number(one.value) + "," + number(one.type) + "," +
                     slice(one.type_parameters) + ",0," + slice(one.inside) + "}");
  Array imports("types::Import", "imports");
  for (const auto& one : types.imports)
    imports.add("{" + number(one.specifier) + "," + slice(one.path) + ",types::ImportSyntax{" +
                number(static_cast<std::uint8_t>(one.syntax)) + "}," + (one.is_type ? "true" : "false") + "}");
  Array exports("types::Export", "exports");
  for (const auto& one : types.exports)
    exports.add("{" + number(one.name) + "," + number(one.value) + "," + number(one.type) + "}");
  Array modules("types::Module", "modules");
  for (const auto& one : types.modules)
    modules.add("{" + number(one.name) + "," + slice(one.exports) + "," + slice(one.stars) + "," + number(one.whole) +
                "}");

  std::string source =
      "// Generated from the declarations of TypeScript and Node, and from platform/labels.txt.\n"
      "#include \"platform/tables.h\"\n\nnamespace asynclint::apis {\nnamespace {\n\nusing K = types::TypeKind;\n";
  source += names(types);
  std::string fields = "{},\n";
  const auto add = [&](Array& array) {
    source += array.text();
    fields += array.reference() + ",\n";
  };
  add(nodes);
  fields += "types::Names(text, name_ends),\n";
  for (Array* const array : {&lists, &slices, &members, &parameters, &signatures, &objects, &type_parameters,
                             &declarations, &imports, &exports, &modules})
    add(*array);
  source += labels.text();
  source += "\n}  // namespace\n\nconstinit const types::ModuleTypes types_table{\n" + fields + slice(types.globals) +
            "};\nconstinit const std::span<const LabelEntry> labels_table = " + labels.reference() +
            ";\n\n}  // namespace asynclint::apis\n";
  return source;
}

}  // namespace asynclint::apis
