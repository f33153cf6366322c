// What is known of the platform's APIs besides their types.
#include <gtest/gtest.h>

#include <string>

#include "facts/known-effects.h"
#include "platform/platform.h"

namespace asynclint::tests {
namespace {

using apis::ApiLabels;
using apis::ApiName;
using apis::Effect;

ApiLabels of(std::string_view module, std::string_view path) {
  const auto labels = apis::labels_of(module, path);
  EXPECT_TRUE(labels) << module << ' ' << path;
  return labels.value_or(ApiLabels{});
}

std::string text(const std::optional<ApiName>& name) {
  return name ? std::string(name->module) + ' ' + std::string(name->path) : "";
}

TEST(PlatformLabels, SignalsGoWhereTheDeclarationsSay) {
  const ApiLabels request = of("", "fetch");
  EXPECT_EQ(request.signal_parameter, 2);
  EXPECT_TRUE(request.signal_in_options);
  EXPECT_EQ(of("fs/promises", "readFile").signal_parameter, 2);
  EXPECT_EQ(of("node:fs/promises", "writeFile").signal_parameter, 3);
  EXPECT_EQ(of("timers/promises", "setTimeout").signal_parameter, 3);
  EXPECT_EQ(of("events", "once").signal_parameter, 3);
  EXPECT_EQ(of("stream/promises", "pipeline").signal_parameter, 3);
  EXPECT_EQ(of("child_process", "spawn").signal_parameter, 2);
  EXPECT_EQ(of("", "EventTarget#addEventListener").signal_parameter, 3);
  EXPECT_EQ(of("fs", "readFileSync").signal_parameter, 0);
  const ApiLabels aborted = of("util", "aborted");
  EXPECT_EQ(aborted.signal_parameter, 1);
  EXPECT_FALSE(aborted.signal_in_options);
}

TEST(PlatformLabels, TwinsAreFoundByTheirNames) {
  const ApiLabels promise = of("fs/promises", "readFile");
  EXPECT_EQ(text(promise.synchronous), "fs readFileSync");
  EXPECT_EQ(text(promise.callback), "fs readFile");
  EXPECT_EQ(text(promise.promise), "");
  const ApiLabels callback = of("fs", "readFile");
  EXPECT_EQ(text(callback.synchronous), "fs readFileSync");
  EXPECT_EQ(text(callback.promise), "fs/promises readFile");
  EXPECT_TRUE(callback.is_promisified);
  const ApiLabels synchronous = of("fs", "readFileSync");
  EXPECT_EQ(text(synchronous.promise), "fs/promises readFile");
  EXPECT_EQ(text(synchronous.callback), "fs readFile");
  EXPECT_EQ(text(synchronous.synchronous), "");
  EXPECT_EQ(text(of("child_process", "execSync").callback), "child_process exec");
  EXPECT_EQ(text(of("zlib", "gzipSync").callback), "zlib gzip");
  EXPECT_EQ(text(of("timers", "setTimeout").promise), "timers/promises setTimeout");
  EXPECT_EQ(text(of("dns", "lookup").promise), "dns/promises lookup");
  EXPECT_EQ(text(of("stream", "pipeline").promise), "stream/promises pipeline");
  EXPECT_FALSE(apis::labels_of("fs", "existsSyncc"));
}

TEST(PlatformLabels, OpenThingsSayWhatEndsThem) {
  EXPECT_EQ(of("", "setInterval").open_until, "clearInterval");
  EXPECT_EQ(of("net", "Server#listen").open_until, "close");
  EXPECT_EQ(of("http", "Server#listen").open_until, "close");
  EXPECT_EQ(of("worker_threads", "new Worker").open_until, "terminate");
  EXPECT_EQ(of("fs", "watch").open_until, "close");
  EXPECT_EQ(of("fs", "readFile").open_until, "");
}

TEST(PlatformLabels, InheritedMethodsAreWhatTheyAreWhereTheyAreDeclared) {
  EXPECT_EQ(of("", "Body#json").effect, Effect::reads_body);
  EXPECT_EQ(of("", "Response#json").effect, Effect::reads_body);
  EXPECT_EQ(of("", "Request#text").effect, Effect::reads_body);
  EXPECT_EQ(of("", "File#text").effect, Effect::reads);
}

Effect as_effect(CallEffect effect) {
  switch (effect) {
    case CallEffect::unknown: return Effect::unknown;
    case CallEffect::none: return Effect::none;
    case CallEffect::reads: return Effect::reads;
    case CallEffect::writes: return Effect::writes;
    case CallEffect::prints: return Effect::prints;
    case CallEffect::pauses: return Effect::pauses;
    case CallEffect::writes_object: return Effect::writes_object;
    case CallEffect::writes_first: return Effect::writes_first;
    case CallEffect::reads_body: return Effect::reads_body;
  }
  return Effect::unknown;
}

ApiPath path_of(std::string_view module, std::string_view path) {
  ApiPath api = module.empty() ? ApiPath{} : ApiPath::module(module);
  bool is_first = module.empty();
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('.'), path.size());
    const std::string_view name = path.substr(0, end);
    api = is_first ? ApiPath::global(name) : api.member(name);
    is_first = false;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return api;
}

// Where both say something, the table says what the linter's own one says; differences are listed.
TEST(PlatformLabels, AgreeWithWhatIsKnownByHand) {
  const types::ModuleTypes& types = apis::platform_types();
  std::vector<std::string> differences;
  std::size_t compared = 0;
  const auto compare = [&](std::string_view module, const std::string& path) {
    const CallEffect known = effect_of_api(path_of(module, path));
    const auto labels = apis::labels_of(module, path);
    if (known == CallEffect::unknown || !labels) return;
    ++compared;
    if (labels->effect != as_effect(known)) differences.push_back(std::string(module) + ' ' + path);
  };
  for (const types::Module& module : types.modules)
    for (const types::Export& one : types.exports.subspan(module.exports.first, module.exports.count))
      compare(types.name(module.name), std::string(types.name(one.name)));
  for (const types::Export& one : types.exports.subspan(types.globals.first, types.globals.count))
    compare("", std::string(types.name(one.name)));
  for (const char* const path : {"Math.max", "JSON.parse", "Object.assign", "Object.keys", "Date.now", "Promise.all",
                                 "Array.from", "console.log", "process.cwd", "performance.now", "Buffer.from"})
    compare("", path);
  // The linter's own table took all of `fs` that it did not name for writing.
  const std::vector<std::string> expected{
      "node:fs access",    "node:fs exists",        "node:fs fstat",          "node:fs fstatSync",
      "node:fs glob",      "node:fs globSync",      "node:fs lstat",          "node:fs readFile",
      "node:fs readdir",   "node:fs readlink",      "node:fs readlinkSync",   "node:fs realpath",
      "node:fs stat",      "node:fs statfs",        "node:fs statfsSync",     "node:fs watch",
      "node:fs watchFile", "node:fs/promises glob", "node:fs/promises watch", "node:os setPriority"};
  EXPECT_EQ(differences, expected);
  EXPECT_GT(compared, 100U);
}

}  // namespace
}  // namespace asynclint::tests
