// The types of the platform's APIs: what a call gives, followed as the linter follows it.
#include "platform/platform.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "facts/known-apis.h"
#include "tests/platform/platform-types.h"

namespace asynclint::tests {
namespace {

using types::ModuleTypes;
using types::TypeKind;
using types::TypeRef;

TEST(PlatformTypes, CallsOfAsynchronousApisGivePromises) {
  Platform platform;
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", "fetch"},
      {"", "fetch().json"},
      {"", "fetch().text"},
      {"", "new Response.arrayBuffer"},
      {"", "new Blob.text"},
      {"", "Promise.all"},
      {"", "Promise.allSettled"},
      {"", "Promise.any"},
      {"", "Promise.race"},
      {"", "Promise.reject"},
      {"", "Promise.resolve"},
      {"", "Promise.try"},
      {"", "Array.fromAsync"},
      {"", "navigator.clipboard.writeText"},
      {"", "navigator.serviceWorker.register"},
      {"", "navigator.mediaDevices.getUserMedia"},
      {"", "crypto.subtle.digest"},
      {"", "caches.open"},
      {"", "caches.open().match"},
      {"", "document.exitFullscreen"},
      {"", "document.body.requestFullscreen"},
      {"", "window.fetch"},
      {"", "customElements.whenDefined"},
      {"fs/promises", "readFile"},
      {"node:fs/promises", "readFile"},
      {"fs/promises", "open().readFile"},
      {"fs", "promises.readFile"},
      {"fs", "default.promises.readFile"},
      {"fs", "readFile.__promisify__"},
      {"timers/promises", "setTimeout"},
      {"timers/promises", "scheduler.wait"},
      {"dns/promises", "lookup"},
      {"dns", "promises.lookup"},
      {"stream/promises", "pipeline"},
      {"stream/promises", "finished"},
      {"events", "once"},
      {"events", "EventEmitter.once"},
      {"readline/promises", "createInterface().question"},
      {"child_process", "exec.__promisify__"},
      {"worker_threads", "new Worker.terminate"},
      {"stream/consumers", "text"},
  };
  for (const auto& [module, path] : cases) EXPECT_TRUE(platform.gives_promise(module, path)) << module << ' ' << path;
}

TEST(PlatformTypes, OtherCallsGiveNone) {
  Platform platform;
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", "AbortSignal.timeout"},
      {"", "setTimeout"},
      {"", "JSON.parse"},
      {"", "Array.from"},
      {"", "Object.keys"},
      {"", "structuredClone"},
      {"", "queueMicrotask"},
      {"", "document.createElement"},
      {"", "Response.json"},
      {"fs", "readFile"},
      {"fs", "readFileSync"},
      {"fs", "createReadStream"},
      {"dns/promises", "getServers"},
      {"events", "on"},
      {"timers/promises", "setInterval"},
      {"path", "join"},
      {"util", "promisify"},
      {"crypto", "randomBytes"},
      {"http", "createServer"},
      {"child_process", "spawn"},
  };
  for (const auto& [module, path] : cases) {
    const TypeRef function = platform.at(module, path);
    EXPECT_TRUE(function.is(TypeKind::object)) << module << ' ' << path;
    EXPECT_FALSE(platform.gives_promise(function)) << module << ' ' << path;
  }
}

TEST(PlatformTypes, WhatIsIteratedOverIsKnown) {
  Platform platform;
  const auto kind = [&](std::string_view module, std::string_view path) {
    return platform.kind(platform.walk().call(platform.at(module, path), {}).result);
  };
  EXPECT_EQ(kind("", "Array.from"), TypeKind::array);
  EXPECT_EQ(kind("", "Object.keys"), TypeKind::array);
  EXPECT_EQ(kind("", "Object.entries"), TypeKind::array);
  EXPECT_EQ(kind("fs/promises", "watch"), TypeKind::stream);
  EXPECT_EQ(kind("timers/promises", "setInterval"), TypeKind::stream);
  EXPECT_EQ(kind("events", "on"), TypeKind::stream);
}

// What a path alone says, the types say, too.
TEST(PlatformTypes, AgreeWithWhatAPathSays) {
  Platform platform;
  const ModuleTypes& types = apis::platform_types();
  std::vector<std::string> differences;
  std::size_t compared = 0;
  for (const types::Module& module : types.modules) {
    const std::string_view name = types.name(module.name);
    for (const types::Export& one : types.exports.subspan(module.exports.first, module.exports.count)) {
      const std::string_view member = types.name(one.name);
      const TypeRef function = one.value == 0 ? TypeRef{} : platform.at(name, member);
      if (!platform.walk().is_callable(function)) continue;
      if (api_result(ApiPath::module(name).member(member)) != ApiResult::promise) continue;
      ++compared;
      if (!platform.gives_promise(function)) differences.push_back(std::string(name) + ' ' + std::string(member));
    }
  }
  EXPECT_EQ(differences, std::vector<std::string>{});
  EXPECT_GT(compared, 50U);
}

TEST(PlatformTypes, ModulesAreFoundWithAndWithoutTheirPrefix) {
  EXPECT_EQ(apis::platform_module("fs"), apis::platform_module("node:fs"));
  EXPECT_TRUE(apis::platform_module("fs/promises"));
  EXPECT_TRUE(apis::platform_module("zlib"));
  EXPECT_TRUE(apis::platform_module("assert"));
  EXPECT_FALSE(apis::platform_module(""));
  EXPECT_FALSE(apis::platform_module("node:"));
  EXPECT_FALSE(apis::platform_module("express"));
}

TEST(PlatformTypes, SortedListsAreSorted) {
  const ModuleTypes& types = apis::platform_types();
  const auto expect_sorted = [&](types::Slice slice) {
    const auto exports = types.exports.subspan(slice.first, slice.count);
    EXPECT_TRUE(std::ranges::is_sorted(exports, {}, [&](const types::Export& one) { return types.name(one.name); }));
  };
  expect_sorted(types.globals);
  for (const types::Module& module : types.modules) expect_sorted(module.exports);
  for (const types::Declaration& declaration : types.declarations) expect_sorted(declaration.inside);
}

}  // namespace
}  // namespace asynclint::tests
