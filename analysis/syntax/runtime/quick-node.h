// A node of the tree, made of its children. Included after subtree.c.
#pragma once

// What ts_subtree_summarize_children works out, where no child has an error in it or asked for its column. False where
// one is not of that kind, and then nothing was written.
static bool summarize_sound_children(SubtreeHeapData* node, const TSLanguage* language) {
  const Subtree* const children = (const Subtree*)node - node->child_count;
  const TSSymbol* const aliases = ts_language_alias_sequence(language, node->production_id);
  Length padding = length_zero();
  Length size = length_zero();
  uint32_t lookahead_end = 0, visible_children = 0, named_children = 0, visible_descendants = 0;
  int32_t dynamic_precedence = 0;
  bool has_external_tokens = false;
  const TSSymbol* alias = aliases;
  for (uint32_t i = 0; i < node->child_count; ++i) {
    const Subtree child = children[i];
    bool visible, named, extra;
    uint32_t lookahead_bytes;
    if (child.data.is_inline) {
      if (child.data.is_missing) return false;
      visible = child.data.visible;
      named = child.data.named;
      extra = child.data.extra;
      lookahead_bytes = child.data.lookahead_bytes;
    } else {
      const SubtreeHeapData* const data = child.ptr;
      if (data->error_cost != 0 || data->is_missing || data->depends_on_column ||
          data->has_external_scanner_state_change || data->symbol >= ts_builtin_sym_error_repeat)
        return false;
      visible = data->visible;
      named = data->named;
      extra = data->extra;
      lookahead_bytes = data->lookahead_bytes;
      has_external_tokens |= data->has_external_tokens;
      if (data->child_count != 0) {
        dynamic_precedence += data->dynamic_precedence;
        visible_descendants += data->visible_descendant_count;
      }
    }
    if (i == 0) {
      padding = ts_subtree_padding(child);
      size = ts_subtree_size(child);
    } else {
      size = length_add(size, ts_subtree_total_size(child));
    }
    const uint32_t end = padding.bytes + size.bytes + lookahead_bytes;
    if (end > lookahead_end) lookahead_end = end;

    const TSSymbol other_name = aliases == NULL || extra || ts_subtree_symbol(child) == 0 ? 0 : *alias;
    if (other_name != 0) {
      visible = true;
      named = ts_language_symbol_metadata(language, other_name).named;
    }
    if (visible) {
      ++visible_descendants;
      ++visible_children;
      named_children += named;
    } else if (!child.data.is_inline && child.ptr->child_count != 0) {
      visible_children += child.ptr->visible_child_count;
      named_children += child.ptr->named_child_count;
    }
    if (!extra && alias != NULL) ++alias;
  }

  const Subtree first = children[0];
  const Subtree last = children[node->child_count - 1];
  node->padding = padding;
  node->size = size;
  node->lookahead_bytes = lookahead_end - size.bytes - padding.bytes;
  node->has_external_tokens = has_external_tokens;
  node->visible_child_count = visible_children;
  node->named_child_count = named_children;
  node->visible_descendant_count = visible_descendants;
  node->dynamic_precedence = dynamic_precedence;
  node->first_leaf.symbol = ts_subtree_leaf_symbol(first);
  node->first_leaf.parse_state = ts_subtree_leaf_parse_state(first);
  node->fragile_left = ts_subtree_fragile_left(first);
  node->fragile_right = ts_subtree_fragile_right(last);
  node->repeat_depth = 0;
  if (node->child_count >= 2 && !node->visible && !node->named && ts_subtree_symbol(first) == node->symbol) {
    const uint32_t left = ts_subtree_repeat_depth(first), right = ts_subtree_repeat_depth(last);
    node->repeat_depth = (uint16_t)((left > right ? left : right) + 1);
  }
  return true;
}

// ts_subtree_new_node.
static MutableSubtree new_node(TSSymbol symbol, SubtreeArray* children, unsigned production_id,
                               const TSLanguage* language) {
  if (symbol >= ts_builtin_sym_error_repeat || children->size == 0)
    return ts_subtree_new_node(symbol, children, production_id, language);
  const TSSymbolMetadata metadata = ts_language_symbol_metadata(language, symbol);
  const size_t bytes = ts_subtree_alloc_size(children->size);
  if (children->capacity * sizeof(Subtree) < bytes) {
    children->contents = ts_realloc(children->contents, bytes);
    children->capacity = (uint32_t)(bytes / sizeof(Subtree));
  }
  const MutableSubtree node = {.ptr = (SubtreeHeapData*)&children->contents[children->size]};
  memset(node.ptr, 0, sizeof *node.ptr);
  node.ptr->ref_count = 1;
  node.ptr->symbol = symbol;
  node.ptr->child_count = children->size;
  node.ptr->visible = metadata.visible;
  node.ptr->named = metadata.named;
  node.ptr->production_id = (uint16_t)production_id;
  if (!summarize_sound_children(node.ptr, language)) ts_subtree_summarize_children(node, language);
  return node;
}
