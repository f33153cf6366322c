// How searches through values notice that they go round in a circle, and how their answers are kept.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "facts/facts.h"

namespace asynclint {

// Questions that lie deeper in each other than this are answered with "unknown".
inline constexpr std::uint32_t deepest_question = 64;

[[nodiscard]] inline std::uint64_t key_of(syntax::Node node) {
  return (std::uint64_t{node.unit()} << 32U) | node.index();
}

// What a function's comment stands before: the function, or the declaration that gives it its name.
[[nodiscard]] syntax::Node documentation_place(syntax::Node function);

// Marks a node as being worked out, for as long as it lives.
class Facts::Entered {
 public:
  Entered(const Facts& facts, std::uint64_t key) : facts_(facts) { facts_.entered_.push_back(key); }
  ~Entered() { facts_.entered_.pop_back(); }
  Entered(const Entered&) = delete;
  Entered& operator=(const Entered&) = delete;

 private:
  const Facts& facts_;
};

// The questions of one answer that is going to be kept.
class Section {
 public:
  explicit Section(QuestionLog* log)
      : log_(log), first_(log == nullptr ? 0 : log->size()), outer_(log == nullptr ? 0 : log->begin_section()) {}
  ~Section() {
    if (log_ != nullptr) log_->end_section(outer_);
  }
  Section(const Section&) = delete;
  Section& operator=(const Section&) = delete;
  [[nodiscard]] std::size_t first() const { return first_; }

 private:
  QuestionLog* log_;
  std::size_t first_;
  std::size_t outer_;
};

// Whether a question is being worked out already, so that an answer goes round in a circle; what is worked out now then
// rests on it.
inline bool Facts::comes_back_to(std::uint64_t key) const {
  const auto found = std::ranges::find(entered_, key);
  if (found == entered_.end()) return false;
  ++cycles_;
  lowest_open_ = std::min(lowest_open_, static_cast<std::size_t>(found - entered_.begin()));
  return true;
}

inline const Value* Facts::recall_provisional(std::uint64_t key) const {
  const auto found = provisional_.find(key);
  if (found == provisional_.end()) return nullptr;
  const Provisional& known = found->second;
  const bool is_complete = known.open_at == no_question;
  if (!is_complete && (known.open_at >= entered_.size() || entered_[known.open_at] != known.open)) return nullptr;
  ++cycles_;
  lowest_open_ = std::min(lowest_open_, known.open_at);
  if (log_ != nullptr)
    for (const Question& question : known.questions) log_->add(question);
  return &known.answer;
}

// The value that has the key: what is kept of it, or what `work` finds out. Pending where it asks for itself.
template <typename Work>
Value Facts::value_of_key(std::uint64_t key, const Work& work) const {
  if (const Value* known = recall(values_, key)) return *known;
  if (depth_ == 0 && entered_.empty()) provisional_.clear();
  if (const Value* known = recall_provisional(key)) return *known;
  const Section section(log_);
  if (comes_back_to(key)) return Value::of(Shape::pending);
  const std::uint32_t cycles = cycles_;
  const std::uint32_t cuts = cuts_;
  const std::size_t around = std::exchange(lowest_open_, no_question);
  Value answer;
  {
    const Entered entered(*this, key);
    answer = work();
  }
  // A circle that ends here is closed.
  const std::size_t open_at = lowest_open_ < entered_.size() ? lowest_open_ : no_question;
  lowest_open_ = std::min(around, open_at);
  if (answer.is(Shape::pending) && entered_.empty()) answer = {};
  if (cycles == cycles_)
    keep(values_, key, answer, section.first());
  else if (cuts == cuts_)
    provisional_.insert_or_assign(
        key, Provisional{answer, log_ == nullptr ? std::vector<Question>{} : log_->since(section.first()), open_at,
                         open_at == no_question ? 0 : entered_[open_at]});
  return answer;
}

template <typename Answer>
const Answer* Facts::recall(const std::unordered_map<std::uint64_t, Kept<Answer>>& kept, std::uint64_t key) const {
  const auto found = kept.find(key);
  if (found == kept.end()) return nullptr;
  if (log_ != nullptr)
    for (const Question& question : found->second.questions) log_->add(question);
  return &found->second.answer;
}

template <typename Answer>
void Facts::keep(std::unordered_map<std::uint64_t, Kept<Answer>>& kept, std::uint64_t key, const Answer& answer,
                 std::size_t first_question) const {
  kept.emplace(key, Kept<Answer>{answer, log_ == nullptr ? std::vector<Question>{} : log_->since(first_question)});
}

}  // namespace asynclint
