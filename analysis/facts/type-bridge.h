// What Facts keep so that values of this text and types of other modules can take part in each other.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "facts/facts.h"
#include "types/declaration-reader.h"
#include "types/type-walk.h"

namespace asynclint {

// Owned by Facts.
class Facts::TypeBridge final : public types::LocalValues, public types::LocalTypes {
 public:
  // A value, or an expression that is looked at when somebody asks.
  struct Local {
    Value value;
    syntax::Node expression;
  };

  TypeBridge(const Facts& facts, const types::ModuleSource* modules) : walk(modules, this), facts_(facts) {}

  [[nodiscard]] types::TypeRef member_of_local(std::uint32_t index, std::string_view name) override {
    return facts_.type_of(facts_.member(facts_.of_local(index), name, {}));
  }
  [[nodiscard]] types::TypeRef call_of_local(std::uint32_t index) override {
    return facts_.type_of(facts_.called(facts_.of_local(index), {}));
  }
  [[nodiscard]] types::TypeRef awaited_local(std::uint32_t index) override {
    return facts_.type_of(facts_.awaited(facts_.of_local(index)));
  }
  [[nodiscard]] types::TypeRef element_of_local(std::uint32_t index) override {
    return facts_.type_of(facts_.element(facts_.of_local(index)));
  }
  [[nodiscard]] types::TypeRef new_of_local(std::uint32_t index) override {
    const Value constructor = facts_.of_local(index);
    if (constructor.is(Shape::class_) || constructor.is(Shape::function))
      return facts_.type_of(Value::of(Shape::instance, constructor.node));
    return facts_.type_of(facts_.constructed(constructor, {}));
  }

  types::TypeId instance(syntax::Node class_node) override {
    return walk.own_id(facts_.local_type(Value::of(Shape::instance, class_node)));
  }
  types::TypeId value(syntax::Node identifier) override { return walk.own_id(facts_.local_type(identifier)); }

  types::TypeWalk walk;
  std::vector<Local> locals;
  // What stands for an expression, which is asked about again and again.
  std::unordered_map<std::uint64_t, types::TypeRef> of_expressions;
  std::unique_ptr<types::DeclarationReader> reader;

 private:
  const Facts& facts_;
};

}  // namespace asynclint
