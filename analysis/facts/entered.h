// How searches through values notice that they go round in a circle, and how their answers are kept.
#pragma once

#include <cstdint>

#include "facts/facts.h"

namespace asynclint {

// Questions that lie deeper in each other than this are answered with "unknown".
inline constexpr std::uint32_t deepest_question = 64;

[[nodiscard]] inline std::uint64_t key_of(syntax::Node node) {
  return (std::uint64_t{node.unit()} << 32U) | node.index();
}

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
