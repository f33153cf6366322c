// The functions that a module's types offer, by module and path.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "platform/platform.h"
#include "types/types.h"

namespace asynclint::apis {

struct ApiKey {
  std::string module;  // without `node:`; empty: what everybody has
  std::string path;    // `promises.readFile`, `Response#json`, `new Map`
  friend auto operator<=>(const ApiKey&, const ApiKey&) = default;
};

struct Api {
  types::Slice calls;           // in `signatures`
  bool is_promise = false;      // a call gives a promise, by every signature that takes no callback in the end
  bool is_promisified = false;  // `util.promisify` knows what it gives
  std::string declared_as;      // the path that it has where it is declared, if that is elsewhere: `Body#json`
};

// Where an AbortSignal goes in.
struct SignalPlace {
  std::uint8_t parameter = 0;  // from 1; 0: nowhere
  bool in_options = false;
};

// Reads the finished types; they outlive it.
class ApiSurface {
 public:
  explicit ApiSurface(const types::ModuleTypes& types);

  [[nodiscard]] const std::map<ApiKey, Api>& apis() const { return apis_; }
  [[nodiscard]] const Api* find(std::string_view module, std::string_view path) const;
  // What all its signatures give.
  [[nodiscard]] Result result_of(const Api& api) const;
  [[nodiscard]] SignalPlace signal_of(const Api& api) const;
  [[nodiscard]] bool is_module(std::string_view module) const { return modules_.contains(module); }

 private:
  using TypeId = types::TypeId;

  void add_exports(const std::string& module, types::Slice exports);
  void add_value(const ApiKey& key, TypeId value, int depth);
  void add_type(const ApiKey& key, TypeId type);
  // An object type, and the name of what declares it.
  struct Part {
    TypeId object = 0;
    std::string_view name;
  };

  void add_members(const ApiKey& owner, char separator, const Part& part, int depth);
  void add_function(const ApiKey& key, const types::ObjectType& function, std::string declared_as);
  [[nodiscard]] std::vector<Part> parts_of(TypeId type) const;
  void add_parts(TypeId type, std::string_view name, std::vector<Part>& to, int depth) const;
  [[nodiscard]] const types::ObjectType& object(TypeId type) const { return types_.objects[types_.type(type).a]; }
  [[nodiscard]] bool is_promise(TypeId type, int depth) const;
  [[nodiscard]] bool is_stream(TypeId type, int depth) const;
  [[nodiscard]] bool is_signal(TypeId type, int depth) const;
  [[nodiscard]] bool has_signal(TypeId type, int depth) const;

  const types::ModuleTypes& types_;
  std::map<ApiKey, Api> apis_;
  std::set<std::string, std::less<>> modules_;
};

}  // namespace asynclint::apis
