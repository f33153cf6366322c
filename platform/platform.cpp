#include "platform/platform.h"

#include <algorithm>
#include <utility>

#include "platform/tables.h"

namespace asynclint::apis {
namespace {

constexpr std::string_view prefix = "node:";

std::string_view without_prefix(std::string_view specifier) {
  if (specifier.starts_with(prefix)) specifier.remove_prefix(prefix.size());
  return specifier;
}

std::string_view text(types::NameId id) { return types_table.names[id]; }

std::optional<ApiName> named(const ApiReference& api) {
  if (api.path == 0) return std::nullopt;
  return ApiName{text(api.module), text(api.path)};
}

}  // namespace

const types::ModuleTypes& platform_types() { return types_table; }

std::optional<std::uint32_t> platform_module(std::string_view specifier) {
  specifier = without_prefix(specifier);
  // The first is what is no module; the others are sorted.
  const auto modules = types_table.modules.subspan(1);
  const auto name = [](const types::Module& one) { return without_prefix(text(one.name)); };
  const auto found = std::ranges::lower_bound(modules, specifier, {}, name);
  if (found == modules.end() || name(*found) != specifier) return std::nullopt;
  return static_cast<std::uint32_t>(found - modules.begin()) + 1;
}

std::optional<ApiLabels> labels_of(std::string_view module, std::string_view path) {
  module = without_prefix(module);
  std::pair wanted{module, path};
  const auto key = [](const LabelEntry& entry) { return std::pair{text(entry.api.module), text(entry.api.path)}; };
  const auto found = std::ranges::lower_bound(labels_table, wanted, {}, key);
  if (found == labels_table.end() || key(*found) != wanted) return std::nullopt;
  ApiLabels labels;
  labels.effect = static_cast<Effect>(found->effect);
  labels.result = static_cast<Result>(found->result);
  labels.signal_parameter = found->signal_parameter;
  labels.signal_in_options = found->signal_in_options;
  labels.is_promisified = found->is_promisified;
  labels.open_until = text(found->open_until);
  labels.synchronous = named(found->synchronous);
  labels.promise = named(found->promise);
  labels.callback = named(found->callback);
  return labels;
}

}  // namespace asynclint::apis
