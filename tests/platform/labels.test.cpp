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
using apis::Result;

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

TEST(PlatformLabels, EffectsAreThoseThatProgramsAskFor) {
  const auto effect = [](std::string_view module, std::string_view path) {
    return effect_of_api(path_of(module, path));
  };
  EXPECT_EQ(effect("", "Math.max"), CallEffect::none);
  EXPECT_EQ(effect("", "Object.assign"), CallEffect::writes_first);
  EXPECT_EQ(effect("", "console.log"), CallEffect::prints);
  EXPECT_EQ(effect("", "setTimeout"), CallEffect::pauses);
  EXPECT_EQ(effect("node:fs", "promises.readFile"), CallEffect::reads);
  EXPECT_EQ(effect("fs/promises", "readdir"), CallEffect::reads);
  EXPECT_EQ(effect("fs/promises", "rename"), CallEffect::writes);
  EXPECT_EQ(effect("fs", "readFile"), CallEffect::reads);
  EXPECT_EQ(effect("path", "join"), CallEffect::none);
  EXPECT_EQ(effect("", "fetch"), CallEffect::unknown);
  EXPECT_EQ(effect("", "require"), CallEffect::unknown);
  EXPECT_EQ(effect("lodash", "max"), CallEffect::unknown);
  EXPECT_EQ(effect_of_constructor("Map"), CallEffect::none);
  EXPECT_EQ(effect_of_constructor("Worker"), CallEffect::unknown);
}

TEST(PlatformLabels, ResultsAreThoseOfAllDeclarations) {
  EXPECT_EQ(of("", "fetch").result, Result::promise);
  EXPECT_EQ(of("", "Promise.all").result, Result::promise);
  EXPECT_EQ(of("", "Object.keys").result, Result::array);
  EXPECT_EQ(of("", "Array").result, Result::array);
  EXPECT_EQ(of("events", "on").result, Result::stream);
  EXPECT_EQ(of("fs/promises", "watch").result, Result::stream);
  EXPECT_EQ(of("timers/promises", "scheduler.wait").result, Result::promise);
  // What takes a callback gives none.
  EXPECT_EQ(of("fs", "readFile").result, Result::unknown);
  EXPECT_EQ(of("", "Body#json").result, Result::unknown);
}

}  // namespace
}  // namespace asynclint::tests
