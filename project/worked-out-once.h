// What several threads need and one of them works out.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

namespace asynclint {

// Does something for which there may be reason soon; false when there is nothing of that kind. Any thread may call it.
using WorkAhead = std::function<bool()>;

class WorkedOutOnce {
 public:
  // When it returns, `work` was done, by whoever was the first to come. The others do what there is `ahead`, piece by
  // piece, and wait when there is nothing left; `work` must not need what others wait for. If it throws, the next one
  // who asks does it anew.
  template <typename Work>
  void run(const Work& work, const WorkAhead& ahead) {
    while (true) {
      State state = State::untouched;
      if (state_.compare_exchange_strong(state, State::at_work)) {
        const Outcome outcome{state_};
        work();
        outcome.state.store(State::done);
        return;
      }
      if (state == State::done) return;
      if (ahead && ahead()) continue;
      state_.wait(State::at_work);
    }
  }

  [[nodiscard]] bool is_done() const { return state_.load() == State::done; }

 private:
  enum class State : std::uint8_t { untouched, at_work, done };

  // Lets the others go on, whatever became of it.
  struct Outcome {
    std::atomic<State>& state;
    ~Outcome() {
      State unfinished = State::at_work;
      state.compare_exchange_strong(unfinished, State::untouched);
      state.notify_all();
    }
  };

  std::atomic<State> state_ = State::untouched;
};

}  // namespace asynclint
