// Results come in order, whoever was first.
#include "project/ordered-work.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

namespace asynclint {
namespace {

std::vector<std::size_t> results_of(std::size_t count, unsigned threads) {
  Schedule schedule;
  schedule.threads = threads;
  std::vector<std::size_t> results;
  const auto produce = [](std::size_t index) {
    // Some are slow, so that others overtake them.
    if (index % 7 == 0) std::this_thread::sleep_for(std::chrono::microseconds(200));
    return index * index;
  };
  work_in_order<std::size_t>(count, schedule, produce, [&](std::size_t result) { results.push_back(result); });
  return results;
}

TEST(OrderedWork, TakesResultsInOrder) {
  for (const std::size_t count : {0U, 1U, 2U, 255U, 256U, 257U, 1500U}) {
    std::vector<std::size_t> expected;
    for (std::size_t i = 0; i < count; ++i) expected.push_back(i * i);
    for (const unsigned threads : {1U, 2U, 7U})
      EXPECT_EQ(results_of(count, threads), expected) << count << " " << threads;
  }
}

TEST(OrderedWork, DoesNotRunFarAhead) {
  Schedule schedule;
  schedule.threads = 4;
  std::atomic<std::size_t> produced = 0;
  std::size_t consumed = 0;
  std::size_t furthest = 0;
  const auto produce = [&](std::size_t) { return ++produced; };
  const auto consume = [&](std::size_t) {
    if (consumed < 20) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    furthest = std::max(furthest, produced - ++consumed);
  };
  work_in_order<std::size_t>(5000, schedule, produce, consume);
  EXPECT_EQ(produced, 5000U);
  EXPECT_LE(furthest, 300U);
}

TEST(OrderedWork, TicksWhileAResultIsWaitedFor) {
  Schedule schedule;
  schedule.threads = 2;
  schedule.pace = std::chrono::milliseconds(1);
  std::vector<std::size_t> done;
  schedule.tick = [&](std::size_t count) { done.push_back(count); };
  const auto produce = [](std::size_t index) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return index;
  };
  work_in_order<std::size_t>(2, schedule, produce, [](std::size_t) {});
  EXPECT_GT(done.size(), 2U);
  EXPECT_EQ(done.front(), 0U);
  EXPECT_EQ(done.back(), 2U);
}

}  // namespace
}  // namespace asynclint
