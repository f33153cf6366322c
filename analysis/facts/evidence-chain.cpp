// Goes the way again that led to an answer, when somebody wants to see it. Values carry no chains: there are many
// values, and few findings.
#include "facts/evidence-chain.h"

#include <algorithm>
#include <array>
#include <utility>

#include "facts/flow.h"
#include "facts/names.h"
#include "facts/type-bridge.h"

namespace asynclint {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::NewExpression;
using syntax::Node;
using types::ModuleTypes;
using types::Signature;
using types::TypeKind;
using types::TypeRef;

namespace {

// Nobody reads on behind so many steps.
constexpr std::size_t most_links = 8;
constexpr int deepest = 24;
constexpr std::size_t longest_name = 40;

std::string in_quotes(std::string_view code) { return "`" + std::string(code) + "`"; }

bool is_chain_method(std::string_view name) { return name == "then" || name == "catch" || name == "finally"; }

// A name, or a path of names; empty for what is no name.
std::string name_of(Node expression) {
  expression = syntax::unwrap(expression);
  if (!expression.is(Kind::identifier, Kind::member_expression, Kind::this_)) return {};
  const std::string_view text = expression.text();
  return text.size() > longest_name || text.find_first_of(" \t\r\n(") != std::string_view::npos ? std::string{}
                                                                                                : std::string(text);
}

std::string function_name(Node function) {
  if (const Node own = function.child(Field::name)) return in_quotes(own.text());
  const Node holder = syntax::wrapped(function).parent();
  Node name;
  if (holder.is(Kind::variable_declarator)) name = holder.child(Field::name);
  if (holder.is(Kind::pair)) name = holder.child(Field::key);
  if (holder.is(Kind::field_definition)) name = holder.child(Field::property);
  if (holder.is(Kind::public_field_definition)) name = holder.child(Field::name);
  if (holder.is(Kind::assignment_expression)) name = holder.child(Field::left);
  const bool is_short = name && name.text().size() <= longest_name && name.text().find('\n') == std::string_view::npos;
  return is_short ? in_quotes(name.text()) : "this function";
}

// What a type is a question about, as somebody would write it.
struct Described {
  std::string name;
  std::string_view specifier;
};

}  // namespace

class EvidenceChain {
 public:
  explicit EvidenceChain(const Facts& facts) : facts_(facts), walk_(facts.bridge_->walk) {}

  std::vector<EvidenceStep> take() { return std::move(steps_); }

  void of_expression(Node expression) {
    const Node node = syntax::unwrap(expression);
    const Deeper deeper(depth_);
    if (!node || is_done()) return;
    switch (node.kind()) {
      case Kind::call_expression: return of_call(CallExpression::assume(node));
      case Kind::new_expression: return of_creation(NewExpression::assume(node));
      case Kind::identifier:
      case Kind::shorthand_property_identifier: return of_name(node);
      case Kind::await_expression: return of_awaited(node);
      case Kind::assignment_expression: return of_expression(node.child(Field::right));
      case Kind::sequence_expression: return of_expression(node.last_named_child());
      case Kind::ternary_expression:
        return of_expression(surest({node.child(Field::consequence), node.child(Field::alternative)}));
      case Kind::binary_expression: return of_expression(surest({node.child(Field::left), node.child(Field::right)}));
      case Kind::array: {
        for (const Node one : syntax::named_children(node))
          if (facts_.value(one).is_promise()) return of_expression(one);
        return;
      }
      default:
        if (syntax::is_function_kind(node.kind())) return of_function(node);
        of_value(facts_.value(node), node);
    }
  }

  // Why a call of it gives a promise; `call` is empty when somebody else calls it.
  void of_callee(Node callee, Node call) {
    const Node node = syntax::unwrap(callee);
    const Deeper deeper(depth_);
    if (!node || is_done()) return;
    Value value = facts_.value(node);
    std::string name = name_of(node);
    if (const auto access = MemberExpression::from(node)) {
      const auto method = access->name();
      const Value object = facts_.value(access->object());
      if ((method == "call" || method == "apply" || method == "bind") &&
          (object.is(Shape::function) || object.is(Shape::promise_function) || object.is(Shape::api))) {
        value = object;
        name = name_of(access->object());
        call = {};
      }
      if (name.empty() && method) name = "." + std::string(*method);
    }
    of_called(value, call, name, node);
  }

 private:
  class Deeper {
   public:
    explicit Deeper(int& depth) : depth_(depth) { ++depth_; }
    ~Deeper() { --depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

   private:
    int& depth_;
  };

  [[nodiscard]] bool is_done() const { return depth_ > deepest || steps_.size() >= most_links; }

  void say(std::string message) { steps_.push_back({std::move(message), std::nullopt, {}, 0}); }
  void say(std::string message, Node place) {
    steps_.push_back({std::move(message), place ? std::optional(place.span()) : std::nullopt, {}, 0});
  }
  void say(std::string message, const ModuleTypes& module, std::uint32_t line) {
    steps_.push_back({std::move(message), std::nullopt, std::string(module.path), line});
  }

  [[nodiscard]] bool is_platform(const ModuleTypes* module) const {
    return facts_.modules_ != nullptr && module == &facts_.modules_->platform();
  }
  [[nodiscard]] bool is_own(const ModuleTypes* module) const { return module == &walk_.own().view(); }

  // --- In this text -------------------------------------------------------------------------------------------------

  [[nodiscard]] Node surest(std::array<Node, 2> operands) const {
    Node found;
    Evidence evidence = Evidence::likely;
    for (const Node one : operands) {
      const Value value = facts_.value(one);
      if (!value.is_promise() || (found && value.evidence >= evidence)) continue;
      found = one;
      evidence = value.evidence;
    }
    return found;
  }

  void of_call(const CallExpression& call) {
    if (call.is_import()) return say("`import()` gives a promise: the language says so");
    if (const auto member = call.member()) {
      const auto method = member->name();
      if (method && is_chain_method(*method) && facts_.value(member->object()).is_promise())
        return of_expression(member->object());
      const Value object = facts_.value(member->object());
      // `jobs.map(run)`: an array of what the callback gives.
      if (object.is(Shape::array) && (method == "map" || method == "flatMap")) return of_callee(call.argument(0), {});
    }
    of_callee(call.callee(), call.node());
  }

  void of_creation(const NewExpression& creation) {
    const Value constructor = facts_.value(creation.constructor());
    const std::string name = name_of(creation.constructor());
    if (constructor.is(Shape::api) && constructor.api.is_global("Promise"))
      return say("`new Promise` makes one: the language says so");
    if (constructor.type) return of_type(facts_.type_of(facts_.value(creation.node())), "new " + name);
    of_value(facts_.value(creation.node()), creation.node());
  }

  void of_name(Node identifier) {
    const Binding binding = facts_.bindings().resolve(identifier);
    if (!binding) return of_value(facts_.value(identifier), identifier);
    if (std::ranges::find(names_, binding.identifier) != names_.end()) return;
    names_.push_back(binding.identifier);
    const std::string name = in_quotes(identifier.text());
    const Value value = facts_.value(identifier);
    if (value.is(Shape::function)) return of_function(value.node);
    if (const Node type = binding.owner.child(Field::type); type && binding.kind != DeclarationKind::import_)
      return say(name + " is one by its type, which is written here", type);
    if (binding.kind == DeclarationKind::parameter) return say(name + " is what callers pass", binding.identifier);
    const auto declarator = syntax::VariableDeclarator::from(binding.owner);
    if (declarator && declarator->value() && declarator->name().is(Kind::identifier)) {
      say(name + " is what stands here", declarator->node());
      return of_expression(declarator->value());
    }
    for (const Node write : declarator ? facts_.bindings().writes(binding) : std::vector<Node>{}) {
      const Node assignment = write.parent();
      if (!assignment.is(Kind::assignment_expression) || assignment.child(Field::left) != write) continue;
      const Node right = assignment.child(Field::right);
      if (!facts_.value(right).is_promise()) continue;
      say(name + " is what is assigned here", assignment);
      return of_expression(right);
    }
    if (declarator) say(name + " is taken out of this", binding.owner);
    of_value(value, identifier);
  }

  void of_awaited(Node expression) {
    const Node operand = syntax::unwrap(expression.named_child(0));
    if (const auto call = CallExpression::from(operand); call && facts_.is_combinator_call(operand))
      return of_expression(call->argument(0));
    of_value(facts_.value(expression), expression);
  }

  void of_function(Node function) {
    if (std::ranges::find(names_, function) != names_.end() || is_done()) return;
    names_.push_back(function);
    const auto view = Function::assume(function);
    const std::string name = function_name(function);
    if (view.is_async()) return say(name + " is async", function);
    if (const Node type = function.child(Field::return_type)) return say(name + " is declared to return one", type);
    const Node returned = surest_return(view);
    const Value result = facts_.function(function).returned;
    if (!returned) return of_value(result, function);
    const auto call = CallExpression::from(syntax::unwrap(returned));
    const std::string what = call ? name_of(call->callee()) : name_of(returned);
    const Node place = view.has_block_body() ? returned.parent() : function;
    if (what.empty())
      say(name + " returns what this gives", place);
    else
      say(name + " returns " + (call ? "what " + in_quotes(what) + " gives" : in_quotes(what)), place);
    of_expression(returned);
  }

  // The expression whose promise a function returns.
  [[nodiscard]] Node surest_return(const Function& function) const {
    const Node body = function.body();
    if (!function.has_block_body()) return facts_.value(body).is_promise() ? body : Node{};
    Node found;
    visit_own(body, [&](Node inner) {
      if (!inner.is(Kind::return_statement)) return true;
      const Node argument = inner.named_child(0);
      if (!found && argument && facts_.value(argument).is_promise()) found = argument;
      return false;
    });
    return found;
  }

  void of_called(const Value& callee, Node call, const std::string& name, Node place) {
    const std::size_t said = steps_.size();
    switch (callee.shape) {
      case Shape::function: return of_function(callee.node);
      case Shape::api: {
        if (api_result(callee.api) == ApiResult::promise) return of_table(callee.api);
        if (callee.type) of_call_of(callee.type, call, name, &callee.api);
        break;
      }
      case Shape::typed: of_call_of(callee.type, call, name, nullptr); break;
      case Shape::promise_function: return of_value(callee, place);
      default: break;
    }
    if (steps_.size() > said) return;
    of_value(call ? facts_.value(call) : facts_.result_of_calling(place), place);
  }

  // What can be said of a promise when its way is not known.
  void of_value(const Value& value, Node place) {
    switch (value.source) {
      case PromiseSource::async_function:
      case PromiseSource::returning_function:
        if (value.node && value.node != place) return of_function(value.node);
        break;
      case PromiseSource::promisify: return say("`promisify` makes functions that return promises: a table of APIs");
      case PromiseSource::jsdoc: return say("its comment says that it returns a promise", value.node);
      case PromiseSource::name: return say("a name in …Async is mostly given to what returns a promise", value.node);
      case PromiseSource::chain: return say("what has `.then` is mostly a promise", value.node);
      case PromiseSource::dynamic_import: return say("`import()` gives a promise: the language says so");
      case PromiseSource::language:
      case PromiseSource::constructor: return say("the language makes it one", value.node);
      case PromiseSource::declared:
        if (value.origin.module != nullptr && !value.origin.module->path.empty() && value.origin.line > 0)
          return say("it is declared to be one", *value.origin.module, value.origin.line);
        if (const auto access = MemberExpression::from(place))
          return of_type(facts_.type_of(facts_.value(access->object())), name_of(access->object()));
        break;
      default: break;
    }
  }

  void of_table(const ApiPath& api) {
    std::string path(api.module_name());
    for (const std::string_view member : api.members()) path += (path.empty() ? "" : " ") + std::string(member);
    if (!api.module_name().empty()) {
      const auto found = facts_.modules_ == nullptr
                             ? types::FoundModule{}
                             : facts_.modules_->find(nullptr, api.module_name(), types::ImportSyntax::import_);
      return say((is_platform(found.types) ? "a table of Node's APIs: " : "a table of APIs: ") + path);
    }
    std::ranges::replace(path, ' ', '.');
    say(is_language_promise(api) ? in_quotes(path) + " gives a promise: the language says so"
                                 : "a table of the platform's APIs: " + path);
  }

  // --- In other modules ---------------------------------------------------------------------------------------------

  void of_call_of(TypeRef callee, Node call, const std::string& name, const ApiPath* api) {
    const Deeper deeper(depth_);
    if (is_done()) return;
    const types::Called called = walk_.call(callee, call ? facts_.arguments_of(call) : std::vector<types::Argument>{},
                                            call ? facts_.type_arguments_of(call) : std::vector<TypeRef>{});
    Described described = describe(callee, 0);
    if (!name.empty()) described.name = name;
    of_answer(called, described, api);
  }

  void of_answer(const types::Called& called, const Described& described, const ApiPath* api) {
    if (!called.signature || called.module == nullptr) return of_type(called.result, described.name);
    const ModuleTypes& module = *called.module;
    if (is_platform(&module)) return of_platform(*called.signature, described, api);
    const Signature signature = *called.signature;
    const std::string name = described.name.empty() ? "this" : in_quotes(described.name);
    if ((signature.flags & types::signature_flag::async) != 0) return say(name + " is async", module, signature.line);
    const std::string returned = what_is_given(called.result);
    const bool is_declared = module.path.ends_with(".d.ts") || module.path.ends_with(".d.mts") ||
                             module.path.ends_with(".d.cts") || is_own(&module);
    std::string verb = is_declared ? " is declared to return " : " returns ";
    say(name + verb + (returned.empty() ? "a promise" : returned), module, signature.line);
    of_type(called.result, {});
  }

  // What stands in a type as a question or a name; empty where it is a promise itself.
  [[nodiscard]] std::string what_is_given(TypeRef type) {
    for (int i = 0; type && i < deepest; ++i) {
      const types::TypeNode node = type.node();
      switch (node.kind) {
        case TypeKind::alias: type = {type.module, node.a, type.environment}; break;
        case TypeKind::foreign: type = walk_.foreign(node.a); break;
        case TypeKind::call_of: {
          const std::string name = describe({type.module, node.a, type.environment}, 0).name;
          return name.empty() ? std::string{} : "what " + in_quotes(name) + " gives";
        }
        case TypeKind::reference:
        case TypeKind::imported:
        case TypeKind::member_of:
        case TypeKind::value_of: {
          const std::string name = describe(type, 0).name;
          return name.empty() ? std::string{} : in_quotes(name);
        }
        default: return {};
      }
    }
    return {};
  }

  // Follows a type that is a promise to what says so.
  void of_type(TypeRef type, const std::string& name) {
    const Deeper deeper(depth_);
    if (!type || is_done()) return;
    const types::TypeNode node = type.node();
    const TypeRef inner{type.module, node.a, type.environment};
    switch (node.kind) {
      case TypeKind::alias: return of_type(inner, name);
      case TypeKind::foreign: return of_type(walk_.foreign(node.a), name);
      case TypeKind::local: {
        const Facts::TypeBridge::Local local = facts_.bridge_->locals[node.a];
        return local.expression ? of_expression(local.expression) : of_value(local.value, local.value.node);
      }
      case TypeKind::call_of: {
        // `.then(…)` of a promise is one because that is one.
        if (inner.is(TypeKind::member_of) && is_chain_method(inner.module->name(inner.node().b)))
          return of_type({inner.module, inner.node().a, inner.environment}, name);
        return of_answer(walk_.answer_of(type), describe(inner, 0), nullptr);
      }
      case TypeKind::reference:
      case TypeKind::value_of: {
        const types::Declaration& declaration = type.module->declarations[node.a];
        if (is_platform(type.module)) return;
        const std::string own(type.module->name(declaration.name));
        return say(in_quotes(own) + " is a promise by its declaration", *type.module, declaration.line);
      }
      case TypeKind::union_: {
        for (std::uint32_t i = 0; i < node.b && i < most_links; ++i) {
          const TypeRef one{type.module, type.module->lists[node.a + i], type.environment};
          const TypeRef head = walk_.head(one);
          if (head.is(TypeKind::promise)) return of_type(one, name);
        }
        return;
      }
      case TypeKind::object:
        if (!is_platform(type.module) && !name.empty())
          if (const types::Declaration* declaration = declaration_of(type))
            say(in_quotes(name) + " is a promise by its declaration", *type.module, declaration->line);
        return;
      default: return;
    }
  }

  // The declaration whose instances an object type is; null when it has none.
  [[nodiscard]] static const types::Declaration* declaration_of(TypeRef object) {
    for (const types::Declaration& declaration : object.module->declarations)
      if (declaration.type == object.id) return &declaration;
    return nullptr;
  }

  // A declared type of the platform that has the signature: `Response` of `json`.
  [[nodiscard]] std::string owner_of(const ModuleTypes& module, const Signature& signature,
                                     std::string_view called) const {
    // Signatures that say the same are one, whoever has them.
    const std::string_view wanted = called.substr(called.rfind('.') + 1);
    for (const types::Declaration& declaration : module.declarations) {
      if (declaration.type == 0 || module.types[declaration.type].kind != TypeKind::object) continue;
      const types::Slice members = module.objects[module.types[declaration.type].a].members;
      for (const types::Member& member : module.members.subspan(members.first, members.count)) {
        const types::TypeNode type = module.types[member.type];
        if (type.kind != TypeKind::object || module.name(member.name) != wanted) continue;
        const types::Slice calls = module.objects[type.a].calls;
        for (const Signature& one : module.signatures.subspan(calls.first, calls.count))
          if (one.line == signature.line && one.result == signature.result &&
              one.parameters.first == signature.parameters.first)
            return std::string(module.name(declaration.name)) + "." + std::string(module.name(member.name));
      }
    }
    return {};
  }

  void of_platform(const Signature& signature, const Described& described, const ApiPath* api) {
    if (api != nullptr && !api->is_called()) {
      std::string path(api->module_name());
      for (const std::string_view member : api->members()) {
        path += path.empty() ? "" : api->module_name().size() == path.size() ? " " : ".";
        path += member;
      }
      return say((api->module_name().empty() ? "a table of the platform's APIs: " : "a table of Node's APIs: ") + path);
    }
    if (!described.specifier.empty())
      return say("a table of Node's APIs: " + std::string(described.specifier) + " " + described.name);
    const std::string owner = owner_of(facts_.modules_->platform(), signature, described.name);
    say("a table of the platform's APIs: " + (owner.empty() ? described.name : owner));
  }

  [[nodiscard]] Described describe(TypeRef type, int depth) {
    if (!type || depth > deepest) return {};
    const types::TypeNode node = type.node();
    const TypeRef inner{type.module, node.a, type.environment};
    switch (node.kind) {
      case TypeKind::alias:
      case TypeKind::awaited: return describe(inner, depth + 1);
      case TypeKind::foreign: return describe(walk_.foreign(node.a), depth + 1);
      case TypeKind::value_of:
      case TypeKind::reference: return {std::string(type.module->name(type.module->declarations[node.a].name)), {}};
      case TypeKind::new_of: return describe(inner, depth + 1);
      case TypeKind::call_of: {
        Described called = describe(inner, depth + 1);
        if (!called.name.empty()) called.name += "()";
        return called;
      }
      case TypeKind::member_of: {
        Described of = describe(inner, depth + 1);
        if (!of.name.empty()) of.name += '.';
        of.name += type.module->name(node.b);
        return of;
      }
      case TypeKind::imported:
      case TypeKind::global: {
        const types::Import& import = type.module->imports[node.a];
        Described described{{}, type.module->name(import.specifier)};
        for (std::uint32_t i = 0; i < import.path.count; ++i) {
          const std::string_view part = type.module->name(type.module->lists[import.path.first + i]);
          if (part == "default") continue;
          described.name += (described.name.empty() ? "" : ".") + std::string(part);
        }
        return described;
      }
      default: return {};
    }
  }

  const Facts& facts_;
  types::TypeWalk& walk_;
  std::vector<EvidenceStep> steps_;
  // What was gone through, so that circles end.
  std::vector<Node> names_;
  int depth_ = 0;
};

std::vector<EvidenceStep> evidence_of(const Facts& facts, Node expression) {
  EvidenceChain chain(facts);
  chain.of_expression(expression);
  return chain.take();
}

std::vector<EvidenceStep> evidence_of_calling(const Facts& facts, Node callee) {
  EvidenceChain chain(facts);
  chain.of_callee(callee, {});
  return chain.take();
}

}  // namespace asynclint
