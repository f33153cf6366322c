#include "project/package-exports.h"

#include <algorithm>
#include <cstdint>

#include "project/path-patterns.h"
#include "project/types-versions.h"

namespace asynclint {
namespace {

using JsonType = JsonValue::Type;

// Nobody lists more for one name, and each costs a look.
constexpr int most_targets = 256;

bool is_active(std::string_view condition, ImportSyntax syntax) {
  constexpr std::string_view versioned = "types@";
  if (condition.starts_with(versioned)) return fits_typescript(condition.substr(versioned.size()));
  return condition == "types" || condition == "node" || condition == "default" ||
         condition == (syntax == ImportSyntax::import_ ? "import" : "require");
}

// A part that leads out of the package, or into one that it holds.
bool is_forbidden_part(std::string_view part) { return part == "." || part == ".." || part == "node_modules"; }

bool stays_inside(std::string_view path) {
  while (true) {
    const std::size_t slash = path.find_first_of("/\\");
    if (is_forbidden_part(path.substr(0, slash))) return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

// One search through what stands beside one key.
class TargetSearch {
 public:
  TargetSearch(bool may_be_package, ImportSyntax syntax, const TakeTarget& take)
      : may_be_package_(may_be_package), syntax_(syntax), take_(take) {}

  bool run(const JsonValue& target, std::optional<std::string_view> star) {
    star_ = star;
    return visit(target) == Outcome::taken;
  }

 private:
  // `closed`: there is nothing, whatever comes after it. A null says so, and so does what is no target at all.
  enum class Outcome : std::uint8_t { nothing, closed, taken };

  Outcome visit(const JsonValue& target) {
    switch (target.type) {
      case JsonType::string: return offer(target.text);
      case JsonType::null: return Outcome::closed;
      case JsonType::array: return visit_array(target);
      case JsonType::object: return visit_conditions(target);
      default: return Outcome::closed;
    }
  }

  Outcome visit_array(const JsonValue& target) {
    Outcome last = target.items.empty() ? Outcome::closed : Outcome::nothing;
    for (const JsonValue& item : target.items) {
      const Outcome outcome = visit(item);
      if (outcome == Outcome::taken) return outcome;
      if (outcome == Outcome::closed) last = outcome;
    }
    return last;
  }

  Outcome visit_conditions(const JsonValue& target) {
    for (const JsonMember& member : target.members) {
      // What is not for Node is for browsers, and that may be where the program runs.
      const bool is_for_others = member.key == "node" && member.value.is(JsonType::null);
      if (is_for_others || !is_active(member.key, syntax_)) continue;
      const Outcome outcome = visit(member.value);
      if (outcome != Outcome::nothing) return outcome;
    }
    return Outcome::nothing;
  }

  Outcome offer(const std::string& target) {
    if (offered_++ >= most_targets) return Outcome::nothing;
    std::string path = star_ ? with_star(target, *star_) : target;
    // What is meant is in that folder: Node did so up to version 16, and packages still say it for others.
    if (star_ && path.ends_with('/')) path += *star_;
    const bool is_path = path.starts_with("./");
    if (is_path ? !stays_inside(std::string_view(path).substr(2)) : !may_be_package_) return Outcome::closed;
    return take_(path) ? Outcome::taken : Outcome::nothing;
  }

  bool may_be_package_;
  ImportSyntax syntax_;
  const TakeTarget& take_;
  std::optional<std::string_view> star_;
  int offered_ = 0;
};

struct Match {
  const JsonValue* target = nullptr;
  // What the `*` of the key stands for.
  std::optional<std::string_view> star;
};

// Node's order of keys: the name itself, then the longest text before the `*`, then the longest key.
Match match(const JsonValue& keys, std::string_view name) {
  if (name.find('*') == std::string_view::npos && !name.ends_with('/'))
    if (const JsonValue* target = keys.find(name)) return {target, std::nullopt};
  Match best;
  std::size_t best_base = 0;
  std::size_t best_length = 0;
  for (const JsonMember& member : keys.members) {
    const std::string_view key = member.key;
    const std::size_t star = key.find('*');
    const bool is_folder = star == std::string_view::npos && key.ends_with('/');
    if (star == std::string_view::npos && !is_folder) continue;
    const std::string_view base = key.substr(0, star);
    const std::string_view trailer = is_folder ? std::string_view() : key.substr(star + 1);
    if (trailer.find('*') != std::string_view::npos || !name.starts_with(base) || name == base) continue;
    if (!trailer.empty() && (name.size() < key.size() || !name.ends_with(trailer))) continue;
    const bool is_better =
        best.target == nullptr || base.size() > best_base || (base.size() == best_base && key.size() > best_length);
    if (!is_better) continue;
    best = {&member.value, name.substr(base.size(), name.size() - base.size() - trailer.size())};
    best_base = base.size();
    best_length = key.size();
  }
  return best;
}

bool visit_match(const Match& match, bool may_be_package, ImportSyntax syntax, const TakeTarget& take) {
  if (match.target == nullptr || (match.star && !stays_inside(*match.star))) return false;
  return TargetSearch(may_be_package, syntax, take).run(*match.target, match.star);
}

bool has_subpaths(const JsonValue& exports) {
  return exports.is(JsonType::object) && !exports.members.empty() && exports.members.front().key.starts_with('.');
}

}  // namespace

std::optional<PackageSpecifier> package_specifier(std::string_view specifier) {
  if (specifier.empty() || specifier.front() == '.' || specifier.front() == '/') return std::nullopt;
  std::size_t end = specifier.find('/');
  if (specifier.front() == '@') {
    if (end == std::string_view::npos) return std::nullopt;
    end = specifier.find('/', end + 1);
  }
  PackageSpecifier result{specifier.substr(0, end), {}};
  if (result.name.find_first_of("\\%") != std::string_view::npos || result.name.ends_with('/')) return std::nullopt;
  if (end != std::string_view::npos) result.subpath = specifier.substr(end + 1);
  return result;
}

bool visit_exports(const JsonValue& exports, std::string_view subpath, ImportSyntax syntax, const TakeTarget& take) {
  if (has_subpaths(exports)) {
    std::string name = ".";
    if (!subpath.empty()) name.append("/").append(subpath);
    return visit_match(match(exports, name), false, syntax, take);
  }
  return subpath.empty() && visit_match({&exports, std::nullopt}, false, syntax, take);
}

bool visit_imports(const JsonValue& imports, std::string_view specifier, ImportSyntax syntax, const TakeTarget& take) {
  return imports.is(JsonType::object) && visit_match(match(imports, specifier), true, syntax, take);
}

}  // namespace asynclint
