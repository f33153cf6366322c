#include "types/failures-of-code.h"

#include <string>
#include <unordered_map>

namespace asynclint::types {
namespace {

// How deep members lie in each other, and how many are looked at in one module.
constexpr int deepest_member = 6;
constexpr std::size_t most_callables = 4000;

constexpr std::uint8_t flags_of_failures =
    signature_flag::async | signature_flag::cannot_reject | signature_flag::catches | signature_flag::cannot_throw;

// Visits what can be called in a module, by its place: `Queue#flush`, `helpers.sleep`.
template <typename Visit>
class Callables {
 public:
  Callables(const ModuleTypes& module, Visit visit) : module_(module), visit_(visit) {}

  void run() {
    if (module_.modules.empty()) return;
    const Module& own = module_.modules.front();
    add_exports(own.exports, "", 0);
    if (own.whole != 0) add(own.whole, "=", 0);
  }

 private:
  void add_exports(Slice exports, const std::string& prefix, int depth) {
    for (const Export& one : module_.exports.subspan(exports.first, exports.count))
      add(one.value, prefix + "." + std::string(module_.name(one.name)), depth + 1);
  }

  void add(TypeId id, const std::string& place, int depth) {
    if (id == 0 || depth > deepest_member || ++places_ > most_callables) return;
    const TypeNode& node = module_.types[id];
    switch (node.kind) {
      case TypeKind::alias: return add(node.a, place, depth + 1);
      case TypeKind::value_of: {
        const Declaration& declaration = module_.declarations[node.a];
        add(declaration.value, place, depth + 1);
        return add_exports(declaration.inside, place, depth + 1);
      }
      case TypeKind::reference: return add(module_.declarations[node.a].type, place, depth + 1);
      case TypeKind::object: return add_object(module_.objects[node.a], place, depth);
      default: return;
    }
  }

  void add_object(const ObjectType& object, const std::string& place, int depth) {
    if (object.calls.count != 0) visit_(place, Slice(object.calls));
    const Slice constructs = object.constructs;
    for (const Signature& one : module_.signatures.subspan(constructs.first, constructs.count))
      add(one.result, place + "#", depth + 1);
    for (const Member& member : module_.members.subspan(object.members.first, object.members.count))
      add(member.type, place + "." + std::string(module_.name(member.name)), depth + 1);
  }

  const ModuleTypes& module_;
  Visit visit_;
  std::size_t places_ = 0;
};

}  // namespace

void note_failures_of_code(TypeBuilder& declarations, const ModuleTypes& code) {
  std::unordered_map<std::string, std::uint8_t> known;
  Callables(code, [&](const std::string& place, Slice signatures) {
    std::uint8_t flags = flags_of_failures;
    for (const Signature& one : code.signatures.subspan(signatures.first, signatures.count)) flags &= one.flags;
    if (flags != 0) known.emplace(place, flags);
  }).run();
  if (known.empty()) return;
  Callables(declarations.view(), [&](const std::string& place, Slice signatures) {
    if (const auto found = known.find(place); found != known.end()) declarations.add_flags(signatures, found->second);
  }).run();
}

}  // namespace asynclint::types
