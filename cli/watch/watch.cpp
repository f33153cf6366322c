#include "cli/watch/watch.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cli/display-text.h"
#include "cli/watch/watch-changes.h"
#include "cli/watch/watch-round.h"
#include "cli/watch/watch-text.h"
#include "project/change-watch.h"
#include "project/platform-watch.h"
#include "project/platform.h"

namespace asynclint::cli {
namespace {

using Clock = ChangeWatch::Clock;
using platform::Key;
using platform::KeyKind;
using std::chrono::milliseconds;

// Editors write a file in several steps, and git many files: a round begins when it has been quiet for that long, or
// when that much has gone by all the same.
constexpr milliseconds quiet_time{50};
constexpr milliseconds longest_delay{1000};
// Directories that are new are watched from the end of a round on, so what happened in them meanwhile takes another
// one.
constexpr int most_rounds_at_once = 4;
// A round that is over in a moment shows no progress.
constexpr milliseconds time_before_progress{300};
constexpr milliseconds time_between_frames{100};

class Watching {
 public:
  Watching(const LintOptions& options, Console& console)
      : console_(console),
        project_(options),
        changes_(options.watch_looks ? ChangeWatch::How::by_looking : ChangeWatch::How::by_news_or_looking) {
    for (const std::string& path : options.paths) view_.title += (view_.title.empty() ? "" : " ") + printable(path);
    if (platform::Screen::is_possible()) screen_ = std::make_unique<platform::Screen>();
    view_.has_keys = screen_ && screen_->has_keys();
  }

  ExitStatus run() {
    begin_round(WatchedProject::How::what_changed);
    while (!is_over_) {
      platform::wait_for(screen_.get(), changes_.news(), patience());
      if (screen_) attend();
      const Clock::time_point now = Clock::now();
      if (changes_.has_changed(now)) {
        last_change_ = now;
        if (!first_change_) first_change_ = now;
      }
      if (first_change_ && (now - last_change_ >= quiet_time || now - *first_change_ >= longest_delay))
        begin_round(WatchedProject::How::what_changed);
    }
    screen_.reset();
    return ExitStatus::clean;
  }

 private:
  [[nodiscard]] std::optional<milliseconds> patience() const {
    const Clock::time_point now = Clock::now();
    const auto left = changes_.patience(now);
    if (!first_change_) return left;
    const auto due = std::min(last_change_ + quiet_time, *first_change_ + longest_delay);
    const milliseconds until_due = std::max(std::chrono::ceil<milliseconds>(due - now), milliseconds(0));
    return left ? std::min(*left, until_due) : until_due;
  }

  // Keys, and whatever else has happened to the screen.
  void attend() {
    bool is_moved = false;
    std::optional<WatchedProject::How> wanted;
    for (const Key& key : screen_->take_keys()) {
      if (key.letter == 'q') is_over_ = true;
      if (key.letter == 'r' || key.kind == KeyKind::enter) wanted = WatchedProject::How::anew;
      if (key.letter == 'f' && round_.totals.fixable > 0) wanted = WatchedProject::How::fixing;
      is_moved = scroll(key) || is_moved;
    }
    // On some systems a window's new size comes as a key does.
    is_moved = screen_->take_disturbance() || is_moved;
    view_.has_keys = screen_->has_keys();
    if (is_over_) return;
    if (wanted)
      begin_round(*wanted);
    else if (is_moved)
      draw();
  }

  [[nodiscard]] bool scroll(const Key& key) {
    const std::size_t before = view_.scrolled;
    const std::size_t page = std::max<std::size_t>(shown_.page, 1);
    const auto up_by = [&](std::size_t lines) { view_.scrolled -= std::min(lines, view_.scrolled); };
    const auto down_by = [&](std::size_t lines) {
      view_.scrolled = std::min(view_.scrolled + lines, shown_.most_scrolled);
    };
    if (key.kind == KeyKind::up || key.letter == 'k') up_by(1);
    if (key.kind == KeyKind::down || key.letter == 'j') down_by(1);
    if (key.kind == KeyKind::page_up) up_by(page);
    if (key.kind == KeyKind::page_down || key.letter == ' ') down_by(page);
    if (key.kind == KeyKind::home) view_.scrolled = 0;
    if (key.kind == KeyKind::end) view_.scrolled = shown_.most_scrolled;
    return view_.scrolled != before;
  }

  void begin_round(WatchedProject::How how) {
    for (int round = 0; round < most_rounds_at_once; ++round) {
      first_change_.reset();
      perform(how, round > 0);
      changes_.also(project_.places().files);
      const bool has_new = changes_.watch(project_.places().directories);
      note_how();
      // What fixing has written is not known yet.
      if (!has_new && how != WatchedProject::How::fixing) break;
      how = WatchedProject::How::what_changed;
    }
    if (screen_) draw();
  }

  void perform(WatchedProject::How how, bool is_second_look) {
    next_frame_ = Clock::now() + time_before_progress;
    WatchRound round = project_.run(how, [&](std::size_t done, std::size_t count) { show_progress(done, count); });
    view_.progress.reset();
    WatchChanges changes;
    if (has_complete_ && round.is_complete) changes = watch_changes(last_complete().files, round.files);
    // What was told stays until there is something else to tell.
    if (how == WatchedProject::How::what_changed && changes.empty() && is_as_before(round, is_second_look)) {
      if (screen_ && !is_second_look) view_.when = platform::time_of_day();
      return;
    }
    if (round_.is_complete) complete_ = std::move(round_);
    round_ = std::move(round);
    // The findings are where they were: they moved with what holds them.
    differences_ = std::move(changes);
    has_round_ = true;
    has_complete_ = has_complete_ || round_.is_complete;
    view_.when = platform::time_of_day();
    view_.round = &round_;
    view_.changes = &differences_;
    view_.last_complete = &complete_;
    if (!screen_) print();
  }

  // A file that was saved has been checked, and somebody wants to see that, but not what looking again has checked,
  // unless it was changed since the first look.
  [[nodiscard]] bool is_as_before(const WatchRound& round, bool is_second_look) const {
    const auto is_same = [](const WatchedFile& a, const WatchedFile& b) {
      return a.path == b.path && a.content == b.content;
    };
    const bool shows_the_same =
        is_second_look ? std::ranges::equal(round.files, round_.files, is_same) : round.checked == 0;
    return has_round_ && shows_the_same && round.is_complete == round_.is_complete &&
           round.complaints == round_.complaints && round.totals.files == round_.totals.files;
  }

  [[nodiscard]] const WatchRound& last_complete() const { return round_.is_complete ? round_ : complete_; }

  void note_how() {
    const std::string why = changes_.why_it_looks();
    if (why.empty() || why == how_) return;
    how_ = why;
    const std::string text = fmt::format("changes are looked for, and not told: {}", why);
    if (screen_)
      view_.how = text;
    else
      console_.note("asynclint: " + text);
  }

  void print() {
    for (const std::string& complaint : round_.complaints) console_.complain(complaint);
    console_.out.write(watch_block(view_, console_.out.palette()));
    console_.out.flush();
    // Nobody reads it any more.
    is_over_ = is_over_ || console_.out.is_closed();
  }

  void draw() {
    if (view_.round == nullptr) return;
    shown_ = watch_screen(view_, screen_->size(), console_.out.palette());
    view_.scrolled = std::min(view_.scrolled, shown_.most_scrolled);
    console_.out.write(shown_.text);
    console_.out.flush();
  }

  // A long round says how far it is, and can be left; nothing is being written then but by a key that said so.
  void show_progress(std::size_t done, std::size_t count) {
    if (!screen_) return;
    const Clock::time_point now = Clock::now();
    if (now < next_frame_) return;
    next_frame_ = now + time_between_frames;
    for (const Key& key : screen_->take_keys())
      if (key.letter == 'q') screen_->end_process(static_cast<int>(ExitStatus::clean));
    view_.progress = {done, count};
    if (view_.round != nullptr) return draw();
    WatchView beginning = view_;
    const WatchRound nothing;
    const WatchChanges unchanged;
    beginning.round = &nothing;
    beginning.changes = &unchanged;
    console_.out.write(watch_screen(beginning, screen_->size(), console_.out.palette()).text);
    console_.out.flush();
  }

  Console& console_;
  WatchedProject project_;
  ChangeWatch changes_;
  std::unique_ptr<platform::Screen> screen_;
  WatchView view_;
  WatchScreen shown_;
  // The last round that had something to tell, what it changed, and the last complete one before it.
  WatchRound round_;
  WatchChanges differences_;
  WatchRound complete_;
  bool has_round_ = false;
  bool has_complete_ = false;
  std::string how_;
  std::optional<Clock::time_point> first_change_;
  Clock::time_point last_change_{};
  Clock::time_point next_frame_{};
  bool is_over_ = false;
};

}  // namespace

ExitStatus watch(const LintOptions& options, Console& console) {
  for (const std::string& path : options.paths) {
    const auto kind = platform::kind_of(path);
    if (kind) continue;
    console.complain(printable(path) + ": " + kind.reason());
    return ExitStatus::failure;
  }
  return Watching(options, console).run();
}

}  // namespace asynclint::cli
