// Where a run writes, and how it looks there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "project/platform.h"

namespace asynclint::cli {

enum class When : std::uint8_t { never, automatically, always };

enum class Paint : std::uint8_t { bold, dim, underline, red, green, yellow, blue, cyan };

// Puts colours around text, or leaves it as it is.
struct Palette {
  bool has_colors = false;
  bool has_links = false;

  [[nodiscard]] std::string operator()(Paint paint, std::string_view text) const;
  // Text that opens a file when it is clicked, in terminals that can do that.
  [[nodiscard]] std::string file_link(std::string_view absolute_path, std::string_view text) const;
};

// A standard stream behind a buffer, or a buffer alone. Once nobody reads the other end, what is written goes nowhere,
// silently: the run goes on, and its exit status means what it always means.
class Output {
 public:
  explicit Output(platform::Stream stream);
  // One that goes nowhere: what is written is kept.
  Output() = default;

  void write(std::string_view text);
  void flush();

  [[nodiscard]] bool is_terminal() const { return is_terminal_; }
  // For people: a terminal, or colours were asked for although it is none.
  [[nodiscard]] bool is_for_people() const { return is_for_people_; }
  [[nodiscard]] const Palette& palette() const { return palette_; }
  // In character cells; 100 where there is no terminal.
  [[nodiscard]] unsigned width() const;
  // What was written to one that goes nowhere.
  [[nodiscard]] const std::string& kept() const { return buffer_; }
  // Whether nobody reads the other end any more.
  [[nodiscard]] bool is_closed() const { return is_closed_; }
  // Why something could not be written; empty when everything was.
  [[nodiscard]] const std::string& failure() const { return failure_; }

  void set_colors(When when);

 private:
  std::optional<platform::Stream> stream_;
  bool is_terminal_ = false;
  bool is_for_people_ = false;
  bool is_closed_ = false;
  Palette palette_;
  std::string buffer_;
  std::string failure_;
};

struct Console {
  Output out{platform::Stream::output};
  Output err{platform::Stream::error};

  void set_colors(When when);
  // A line on standard error, after what was written to standard output before it.
  void note(std::string_view text);
  // The same, for what makes the run fail.
  void complain(std::string_view text);
};

}  // namespace asynclint::cli
