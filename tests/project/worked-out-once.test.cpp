// What several threads need is worked out by one of them, and the others make themselves useful meanwhile.
#include "project/worked-out-once.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "project/parsed-sources.h"

namespace asynclint {
namespace {

template <typename Body>
void on_threads(unsigned count, const Body& body) {
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < count; ++i) threads.emplace_back([&body, i] { body(i); });
  for (std::thread& thread : threads) thread.join();
}

TEST(WorkedOutOnce, WhoeverReturnsSeesTheWorkDone) {
  for (int round = 0; round < 200; ++round) {
    WorkedOutOnce once;
    int worked = 0;
    on_threads(4, [&](unsigned) {
      once.run([&] { ++worked; }, {});
      EXPECT_EQ(worked, 1);
    });
    EXPECT_TRUE(once.is_done());
  }
}

TEST(WorkedOutOnce, OthersDoWhatIsAheadUntilNothingIsLeft) {
  WorkedOutOnce once;
  std::atomic<int> left = 3;
  // What the first one works out takes until the other has done all that was ahead.
  std::atomic<bool> is_begun = false;
  std::thread first([&] {
    once.run(
        [&] {
          is_begun = true;
          while (left > 0) std::this_thread::yield();
        },
        {});
  });
  while (!is_begun) std::this_thread::yield();
  once.run([] { FAIL() << "worked out twice"; },
           [&] {
             if (left == 0) return false;
             --left;
             return true;
           });
  EXPECT_TRUE(once.is_done());
  EXPECT_EQ(left, 0);
  first.join();
}

TEST(WorkedOutOnce, AfterAFailureTheNextOneTriesAgain) {
  WorkedOutOnce once;
  EXPECT_THROW(once.run([] { throw std::runtime_error("no memory"); }, {}), std::runtime_error);
  EXPECT_FALSE(once.is_done());
  std::atomic<int> tries = 0;
  on_threads(4, [&](unsigned) {
    try {
      once.run(
          [&] {
            if (++tries < 3) throw std::runtime_error("no memory");
          },
          {});
    } catch (const std::runtime_error&) {
    }
  });
  EXPECT_EQ(tries, 3);
  EXPECT_TRUE(once.is_done());
}

TEST(ParsedSources, ThreadsThatAskAtOnceGetOneTree) {
  std::string code;
  for (int i = 0; i < 300; ++i) code += "async function save() { await store(); }\n";
  const auto text = std::make_shared<const std::string>(code);
  for (int round = 0; round < 10; ++round) {
    ParsedSources sources;
    std::vector<ParsedSources::Parsed> parsed(4);
    on_threads(4, [&](unsigned i) {
      if (i == 3) sources.read_ahead("/a.js", text, Dialect::javascript);
      parsed[i] = sources.of("/a.js", text, Dialect::javascript);
    });
    std::set<const syntax::Tree*> trees;
    for (const auto& one : parsed) trees.insert(one.tree.get());
    EXPECT_EQ(trees.size(), 1U);
    EXPECT_NE(*trees.begin(), nullptr);
  }
}

TEST(ParsedSources, AnotherTextGetsAnotherTree) {
  ParsedSources sources;
  const auto text = std::make_shared<const std::string>("save();\n");
  const auto changed = std::make_shared<const std::string>("load();\n");
  sources.read_ahead("/a.js", text, Dialect::javascript);
  EXPECT_EQ(sources.of("/a.js", changed, Dialect::javascript).tree->text(), *changed);
  EXPECT_EQ(sources.of("/a.js", text, Dialect::javascript).tree->text(), *text);
}

}  // namespace
}  // namespace asynclint
