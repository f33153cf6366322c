#include "facts/questions.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

#include "syntax/views.h"

namespace asynclint {

using syntax::Kind;
using syntax::Node;
using syntax::Record;

void QuestionLog::add(const Question& question) {
  const auto same = [&](const Question& other) { return other.asks_the_same(question); };
  // The latest questions are those that come again.
  const std::size_t window = std::min<std::size_t>(questions_.size() - section_, 64);
  if (std::any_of(questions_.end() - static_cast<std::ptrdiff_t>(window), questions_.end(), same)) return;
  questions_.push_back(question);
}

const std::string* QuestionLog::name(std::string_view name) { return &*names_.emplace(name).first; }

void QuestionLog::clear() {
  questions_.clear();
  section_ = 0;
}

void QuestionLog::add_content(syntax::UnitId unit) {
  Question question;
  question.unit = unit;
  add(question);
}

std::uint64_t content_signature(const syntax::Tree& tree, syntax::UnitId unit) {
  std::string signed_bytes;
  const auto add = [&](auto value) { signed_bytes.append(reinterpret_cast<const char*>(&value), sizeof value); };
  const auto add_text = [&](std::string_view text) {
    add(text.size());
    signed_bytes += text;
  };
  const std::uint32_t start = tree.units()[unit].start;
  const auto records = tree.records(unit);
  for (std::uint32_t i = 0; i < records.size(); ++i) {
    const Record& record = records[i];
    if (record.kind == Kind::comment || record.kind == Kind::html_comment) continue;
    add(record.kind);
    add(record.field);
    add(record.parent);
    if ((record.flags & syntax::flag::unit) != 0) {
      // The scope around a declared function knows its name, and whether it is async.
      const Node root(&tree, tree.unit_at(unit, record), 0);
      if (const auto function = syntax::Function::from(root)) {
        add(function->is_async());
        if (const Node name = function->name()) add_text(name.text());
      } else if (record.kind != Kind::class_declaration) {
        // Which members a class has is said by its own unit.
        for (const syntax::Field field : {syntax::Field::name, syntax::Field::property})
          if (const Node name = root.child(field)) add_text(name.text());
      }
    } else if (record.end == i + 1) {
      add_text(slice(tree.text(), {start + record.start, start + record.start + record.length}));
    }
  }
  return XXH3_64bits(signed_bytes.data(), signed_bytes.size());
}

}  // namespace asynclint
