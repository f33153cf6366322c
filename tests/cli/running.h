// The executable while it runs: on a terminal or in a pipe, with keys, signals, and windows of another size.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>

#include "tests/cli/run-executable.h"

namespace asynclint::tests {

class Running {
 public:
  // `terminal_columns` 0: standard output and error are pipes, and standard input is empty.
  explicit Running(const Invocation& invocation);
  ~Running();
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  // Waits until what was written since `begin` holds this text. False when that takes too long, or it has ended.
  [[nodiscard]] bool shows(const std::string& text, std::size_t begin = 0);
  // Whether nothing more comes for some time.
  [[nodiscard]] bool is_quiet(std::chrono::milliseconds time);
  // Everything that was written up to now, standard error in between.
  [[nodiscard]] const std::string& output() const { return output_; }
  [[nodiscard]] std::size_t mark() const { return output_.size(); }

  void press(const std::string& keys) const;
  void resize(int columns, int rows) const;
  void send(int signal) const;
  // Waits until it is stopped, as a shell does before it lets it go on. False when that takes too long.
  [[nodiscard]] bool is_stopped() const;
  // Nobody reads its output any more.
  void stop_reading();
  [[nodiscard]] pid_t process() const { return process_; }

  // Waits for its end: its exit status, or minus the signal that ended it; 1000 when it does not end.
  [[nodiscard]] int wait_for_end();
  // Whether the terminal shows letters and waits for whole lines, as a shell wants it.
  [[nodiscard]] bool terminal_is_ordinary() const;

 private:
  [[nodiscard]] bool read_for(std::chrono::milliseconds time);

  pid_t process_ = -1;
  int ours_ = -1;
  // The end of a terminal that the process has, kept so that its state can be asked for afterwards.
  int theirs_ = -1;
  bool is_terminal_ = false;
  std::string output_;
};

}  // namespace asynclint::tests
