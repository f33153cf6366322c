// Changes to a text, said in nodes: rules do no arithmetic with offsets.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "syntax/tree.h"
#include "text/span.h"

namespace asynclint {

[[nodiscard]] TextEdit insert_before(syntax::Node node, std::string text);
[[nodiscard]] TextEdit insert_after(syntax::Node node, std::string text);
[[nodiscard]] TextEdit replace(syntax::Node node, std::string text);
// Replaces what stands between two nodes, the first of which ends before the second begins.
[[nodiscard]] TextEdit replace_between(syntax::Node first, syntax::Node second, std::string text);
// Replaces from where one node begins to where another one, inside it or after it, begins.
[[nodiscard]] TextEdit replace_until(syntax::Node first, syntax::Node second, std::string text);
// Replaces from where one node ends to where another one, around it or after it, ends.
[[nodiscard]] TextEdit replace_rest(syntax::Node first, syntax::Node second, std::string text);

// The same, and the semicolon that follows right behind `second` goes, too.
[[nodiscard]] TextEdit replace_rest_and_semicolon(syntax::Node first, syntax::Node second, std::string text);

// `before` in front of a node and `after` behind it.
[[nodiscard]] std::vector<TextEdit> surround(syntax::Node node, std::string before, std::string after);

[[nodiscard]] std::vector<TextEdit> joined(std::initializer_list<std::vector<TextEdit>> lists);

// The type behind the colon of a declarator, parameter or field; empty where there is none.
[[nodiscard]] std::string_view annotated_type(syntax::Node declared);
// The white space in front of a node's line; empty on lines of more than 10,000 bytes.
[[nodiscard]] std::string_view indentation(syntax::Node node);
// The indentation of what stands one deeper than a node's line, by as much as that line is deeper than one around it;
// where there is none, by a tab or two spaces.
[[nodiscard]] std::string one_deeper(syntax::Node node);
// Whether something that begins with a bracket would be read as a call or index of the line before it, because no
// semicolon ends that line.
[[nodiscard]] bool would_continue_line_before(syntax::Node statement);

}  // namespace asynclint
