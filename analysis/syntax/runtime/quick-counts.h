// How many hold a subtree, counted without a lock on the bus: a tree of ours is used by one thread at a time. In place
// of the runtime's atomic.h, whose names these are.
#pragma once
#define TREE_SITTER_ATOMIC_H_

#include <stddef.h>
#include <stdint.h>

static inline size_t atomic_load(const volatile size_t* value) { return *value; }
static inline uint32_t atomic_inc(volatile uint32_t* count) { return *count += 1; }
static inline uint32_t atomic_dec(volatile uint32_t* count) { return *count -= 1; }
