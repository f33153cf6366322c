// What can be done about findings: repairs, and comments that suppress.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/client-capabilities.h"
#include "server/document-lint.h"
#include "server/json.h"
#include "server/open-document.h"

namespace asynclint::server {

inline constexpr std::string_view quick_fix_kind = "quickfix";
inline constexpr std::string_view apply_action_command = "asynclint.applyAction";
inline constexpr std::string_view fix_all_kind = "source.fixAll.asynclint";
inline constexpr std::string_view rewrite_kind = "refactor.rewrite.asynclint";

// The kind of one refactoring: `refactor.rewrite.asynclint.then-to-await`.
[[nodiscard]] std::string rewrite_kind_of(const RefactoringEntry& refactoring);

// Which kinds the client wants; all when it does not say.
struct WantedKinds {
  std::vector<std::string> only;

  // A kind stands for those that begin with it: `source` for `source.fixAll`.
  [[nodiscard]] bool has(std::string_view kind) const;
};

// Something to do, by what makes it the same tomorrow: it is found again in a later version of the text.
struct ActionKey {
  enum class What : std::uint8_t { fix, suppress_line, suppress_file, fix_all, refactor };
  What what = What::fix;
  // The finding's identity, and which of its fixes; neither for all of them. Of a refactoring, its id.
  std::string finding;
  std::uint32_t fix = 0;
  // Of a refactoring, where it was offered, in bytes, and in which of our versions: nothing else tells where it was
  // about.
  Span place{};
  std::uint64_t revision = 0;
};

// Between the server and itself, by way of the client.
[[nodiscard]] Json action_data(const std::string& uri, const ActionKey& key);
// None for what no server of this version has written.
[[nodiscard]] std::optional<ActionKey> read_action_data(const Json& data);

// What an action changes; none when what it was about is not there any more. The lint is that of the same document.
[[nodiscard]] std::optional<std::vector<TextEdit>> edits_of(const ActionKey& key, const Snapshot& snapshot,
                                                            const Checked& checked, DocumentLint& lint);

// All safe fixes, and the suggestions that the settings add: whether something has one, which is known at once, and
// what they change. `lint` is that of the open document, null for a text that nobody goes on with.
[[nodiscard]] bool can_fix_all(const Snapshot& snapshot, const Checked& checked);
[[nodiscard]] std::vector<TextEdit> fix_all_edits(const Snapshot& snapshot, const Checked& checked, DocumentLint* lint);

}  // namespace asynclint::server
