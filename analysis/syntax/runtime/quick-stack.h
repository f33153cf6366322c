// The parse stack where there is one reading of the text, which is nearly everywhere: what the general functions of
// stack.c do for any number of readings, done for one. Included after stack.c, whose structures it reads.
#pragma once

static StackNode* stack_node_from(StackNodeArray* pool) {
  return pool->size > 0 ? array_pop(pool) : ts_malloc(sizeof(StackNode));
}

static void stack_node_to(StackNodeArray* pool, StackNode* node) {
  if (pool->size < MAX_NODE_POOL_SIZE)
    array_push(pool, node);
  else
    ts_free(node);
}

// Fills `node` so that `subtree` leads from it to `below`, of which it takes over a count.
static void set_stack_node(StackNode* node, StackNode* below, Subtree subtree, bool is_pending, TSStateId state) {
  node->state = state;
  node->position = length_add(below->position, ts_subtree_total_size(subtree));
  node->links[0].node = below;
  node->links[0].subtree = subtree;
  node->links[0].is_pending = is_pending;
  node->link_count = 1;
  node->ref_count = 1;
  node->error_cost = below->error_cost + ts_subtree_error_cost(subtree);
  node->node_count = below->node_count + stack__subtree_node_count(subtree);
  node->dynamic_precedence = below->dynamic_precedence + ts_subtree_dynamic_precedence(subtree);
}

// ts_stack_push without clearing the room for eight links, of which one is used.
static void push_subtree(Stack* self, StackVersion version, Subtree subtree, bool is_pending, TSStateId state) {
  if (subtree.ptr == NULL) {
    ts_stack_push(self, version, subtree, is_pending, state);
    return;
  }
  StackHead* const head = array_get(&self->heads, version);
  StackNode* const node = stack_node_from(&self->node_pool);
  set_stack_node(node, head->node, subtree, is_pending, state);
  head->node = node;
}

// How many subtrees lie above the node that `count` of them lead back to, extras among them; UINT32_MAX where more
// than one way leads back.
static uint32_t length_of_one_way(const StackNode* node, uint32_t count) {
  uint32_t length = 0;
  for (uint32_t counted = 0; counted < count; ++length, node = node->links[0].node) {
    if (node->link_count != 1 || node->links[0].subtree.ptr == NULL) return UINT32_MAX;
    if (!ts_subtree_extra(node->links[0].subtree)) ++counted;
  }
  return length;
}

// The `length` subtrees on top of a version, in an array with room for the node that they may become the children of.
// The version keeps them, or else those that it alone has are moved, not counted up now and down later, and it goes
// back to the node below them.
static SubtreeArray take_subtrees(Stack* self, StackVersion version, uint32_t length, bool keeps_them) {
  SubtreeArray subtrees = array_new();
  array_reserve(&subtrees, (uint32_t)(ts_subtree_alloc_size(length) / sizeof(Subtree)));
  subtrees.size = length;
  StackNode* node = array_get(&self->heads, version)->node;
  for (uint32_t i = length; i-- > 0;) {
    const StackLink link = node->links[0];
    subtrees.contents[i] = link.subtree;
    if (!keeps_them && node->ref_count == 1) {
      stack_node_to(&self->node_pool, node);
    } else {
      ts_subtree_retain(link.subtree);
      if (!keeps_them) {
        --node->ref_count;
        ++link.node->ref_count;
      }
    }
    node = link.node;
  }
  if (!keeps_them) array_get(&self->heads, version)->node = node;
  return subtrees;
}

// ts_stack__add_version, field by field: a copy of the whole head would wait for what was just written into it.
static StackVersion add_version_like(Stack* self, StackVersion version, StackNode* node) {
  array_reserve(&self->heads, self->heads.size + 1);
  const StackHead* const like = array_get(&self->heads, version);
  StackHead* const head = &self->heads.contents[self->heads.size];
  head->node = node;
  head->summary = NULL;
  head->node_count_at_last_error = like->node_count_at_last_error;
  head->last_external_token = like->last_external_token;
  head->lookahead_when_paused = NULL_SUBTREE;
  head->status = StackStatusActive;
  ++node->ref_count;
  if (head->last_external_token.ptr != NULL) ts_subtree_retain(head->last_external_token);
  return self->heads.size++;
}

// ts_stack_pop_count, where the version is not read again before it is replaced by the one that this adds, unless it
// `is_kept`.
static StackSliceArray pop_subtrees(Stack* self, StackVersion version, uint32_t count, bool is_kept) {
  StackNode* node = array_get(&self->heads, version)->node;
  const uint32_t length = length_of_one_way(node, count);
  if (length == UINT32_MAX) return ts_stack_pop_count(self, version, count);
  for (uint32_t i = 0; i < length; ++i) node = node->links[0].node;
  const SubtreeArray subtrees = take_subtrees(self, version, length, is_kept);
  array_clear(&self->slices);
  const StackSlice slice = {subtrees, add_version_like(self, version, node)};
  array_push(&self->slices, slice);
  return self->slices;
}

// What ts_parser__reduce pops, which is nothing where the one reading of the text has one thing to do: then its
// subtrees have become a node already. As ts_parser__reduce tells by a new version that there was something to do, one
// without a node stands for the one reading until put_in_place_of.
static StackSliceArray reduce_or_pop(Stack* self, StackVersion version, uint32_t count, const TSLanguage* language,
                                     TSSymbol symbol, int dynamic_precedence, uint16_t production_id, bool is_kept) {
  StackNode* const top = array_get(&self->heads, version)->node;
  if (is_kept || self->heads.size != 1 || count == 0 || top->link_count != 1 || top->links[0].subtree.ptr == NULL ||
      ts_subtree_extra(top->links[0].subtree))
    return pop_subtrees(self, version, count, is_kept);
  const uint32_t length = length_of_one_way(top, count);
  if (length == UINT32_MAX) return ts_stack_pop_count(self, version, count);

  SubtreeArray children = take_subtrees(self, version, length, false);
  const MutableSubtree node = new_node(symbol, &children, production_id, language);
  const TSStateId state = array_get(&self->heads, version)->node->state;
  node.ptr->parse_state = state;
  node.ptr->dynamic_precedence += dynamic_precedence;
  push_subtree(self, version, ts_subtree_from_mut(node), false, ts_language_next_state(language, state, symbol));

  array_reserve(&self->heads, 2);
  self->heads.contents[1].node = NULL;
  self->heads.contents[1].status = StackStatusActive;
  self->heads.size = 2;
  array_clear(&self->slices);
  return self->slices;
}

// ts_stack_renumber_version, for the newest version and one that is read on.
static void put_in_place_of(Stack* self, StackVersion newest, StackVersion version) {
  StackHead* const source = array_get(&self->heads, newest);
  StackHead* const target = array_get(&self->heads, version);
  if (source->node == NULL) {
    --self->heads.size;
    return;
  }
  if (newest + 1 != self->heads.size || newest == version || source->summary != NULL || target->summary != NULL ||
      target->lookahead_when_paused.ptr != NULL) {
    ts_stack_renumber_version(self, newest, version);
    return;
  }
  if (target->last_external_token.ptr != NULL) ts_subtree_release(self->subtree_pool, target->last_external_token);
  stack_node_release(target->node, &self->node_pool, self->subtree_pool);
  target->node = source->node;
  target->node_count_at_last_error = source->node_count_at_last_error;
  target->last_external_token = source->last_external_token;
  target->lookahead_when_paused = source->lookahead_when_paused;
  target->status = source->status;
  --self->heads.size;
}
