#include "facts/lifecycles.h"

#include <array>

#include "facts/names.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

constexpr std::array<Lifecycle, 7> hooks{{
    {"useEffect", CleanupKind::returned, ""},
    {"useLayoutEffect", CleanupKind::returned, ""},
    {"useInsertionEffect", CleanupKind::returned, ""},
    {"onMount", CleanupKind::returned, ""},
    {"$effect", CleanupKind::returned, ""},
    {"onMounted", CleanupKind::call, "onUnmounted"},
    {"onActivated", CleanupKind::call, "onDeactivated"},
}};

// The modules that the hooks come from, and the globals that hold them.
constexpr std::array<std::string_view, 8> hook_modules{
    "react", "preact/hooks", "preact/compat", "@wordpress/element", "svelte", "vue", "@vue/runtime-core", "haunted"};
constexpr std::array<std::string_view, 4> hook_globals{"React", "preactHooks", "Vue", "wp"};

constexpr std::array<Lifecycle, 6> class_methods{{
    {"connectedCallback", CleanupKind::method, "disconnectedCallback"},
    {"componentDidMount", CleanupKind::method, "componentWillUnmount"},
    {"componentDidUpdate", CleanupKind::method, "componentWillUnmount"},
    {"ngOnInit", CleanupKind::method, "ngOnDestroy"},
    {"ngAfterViewInit", CleanupKind::method, "ngOnDestroy"},
    {"hostConnected", CleanupKind::method, "hostDisconnected"},
}};

constexpr std::array<Lifecycle, 2> option_methods{{
    {"mounted", CleanupKind::method, "beforeUnmount"},
    {"created", CleanupKind::method, "beforeUnmount"},
}};

template <std::size_t size>
const Lifecycle* named(const std::array<Lifecycle, size>& all, std::string_view name) {
  for (const Lifecycle& one : all)
    if (one.name == name) return &one;
  return nullptr;
}

std::optional<LifecycleCallback> hook(const Facts& facts, const Function& function, Node list) {
  const auto call = CallExpression::from(list.parent());
  if (!call || call->argument(0) != syntax::wrapped(function.node())) return std::nullopt;
  const Node callee = syntax::unwrap(call->callee());
  const auto access = MemberExpression::from(callee);
  const auto name = access ? access->name() : callee.is(Kind::identifier) ? std::optional(callee.text()) : std::nullopt;
  const Lifecycle* found = name ? named(hooks, *name) : nullptr;
  if (found == nullptr) return std::nullopt;
  const Value value = facts.value(callee);
  // A function of this text is somebody's own.
  if (!value.is(Shape::api)) return std::nullopt;
  const auto members = value.api.members();
  // Svelte gives `$effect` to its components.
  const bool is_given = found->name == "$effect" && facts.surroundings() == Surroundings::component;
  const bool is_known = value.api.is_global()
                            ? is_given || (members.size() > 1 && is_one_of(members.front(), hook_globals))
                            : is_one_of(value.api.module_name(), hook_modules);
  return LifecycleCallback{function, *found, is_known ? Evidence::known : Evidence::likely};
}

// `export default { mounted() {} }`, `defineComponent({ … })`.
bool is_component_options(Node object) {
  const Node holder = syntax::wrapped(object).parent();
  if (holder.is(Kind::export_statement)) return true;
  const auto call = holder.is(Kind::arguments) ? CallExpression::from(holder.parent()) : std::nullopt;
  if (!call) return false;
  const Node callee = syntax::unwrap(call->callee());
  const auto access = MemberExpression::from(callee);
  const auto name = access ? access->name() : callee.is(Kind::identifier) ? std::optional(callee.text()) : std::nullopt;
  constexpr std::array<std::string_view, 5> makers{"defineComponent", "createApp", "extend", "component", "mixin"};
  return name && is_one_of(*name, makers);
}

// A user knows more than the text shows: whose function it is, which argument is the callback, what needs no base
// class.
std::optional<LifecycleCallback> listed_lifecycle(const Function& function, Node holder, const ListedPaths& listed) {
  if (!listed) return std::nullopt;
  if (const auto call = holder.is(Kind::arguments) ? CallExpression::from(holder.parent()) : std::nullopt) {
    if (!is_listed(listed, call->callee())) return std::nullopt;
    return LifecycleCallback{function, {called_name(*call), CleanupKind::returned, ""}, Evidence::known};
  }
  if (!function.node().is(Kind::method_definition)) return std::nullopt;
  const auto name = syntax::key_name(function.name());
  if (!name || !listed(*name)) return std::nullopt;
  return LifecycleCallback{function, {*name, CleanupKind::method, ""}, Evidence::known};
}

std::optional<LifecycleCallback> known_lifecycle(const Facts& facts, Node node, const Function& function, Node holder) {
  if (holder.is(Kind::arguments)) return hook(facts, function, holder);
  if (!node.is(Kind::method_definition)) return std::nullopt;
  const auto name = syntax::key_name(function.name());
  if (!name) return std::nullopt;
  if (holder.is(Kind::class_body)) {
    const auto owner = syntax::ClassView::from(holder.parent());
    const Lifecycle* found = named(class_methods, *name);
    if (found == nullptr || !owner) return std::nullopt;
    // Angular's and Lit's classes need no base class.
    const bool needs_base = *name != "ngOnInit" && *name != "ngAfterViewInit" && *name != "hostConnected";
    if (needs_base && !owner->superclass()) return std::nullopt;
    return LifecycleCallback{function, *found, Evidence::known};
  }
  const Lifecycle* found = holder.is(Kind::object) ? named(option_methods, *name) : nullptr;
  if (found == nullptr || !is_component_options(holder)) return std::nullopt;
  return LifecycleCallback{function, *found, Evidence::likely};
}

}  // namespace

std::optional<LifecycleCallback> lifecycle_of(const Facts& facts, Node node, const ListedPaths& listed) {
  const auto function = Function::from(node);
  if (!function) return std::nullopt;
  const Node holder = syntax::wrapped(node).parent();
  auto known = known_lifecycle(facts, node, *function, holder);
  if (known && known->evidence == Evidence::known) return known;
  auto told = listed_lifecycle(*function, holder, listed);
  if (!told) return known;
  // Of one that is known by its name alone, the end is known all the same.
  if (known) told->lifecycle = known->lifecycle;
  return told;
}

}  // namespace asynclint
