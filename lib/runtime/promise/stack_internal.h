/* SPDX-License-Identifier: MIT */
/*
 * Stacks for coroutines: memory mappings with a guard page at the low end, and functions that
 * switch to and from them.
 */
#ifndef ORIEL_PROMISE_STACK_INTERNAL_H
#define ORIEL_PROMISE_STACK_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

enum { ORIEL__STACK_DEFAULT_SIZE = 256 * 1024, ORIEL__STACK_ROOM = 384 };

struct oriel__stack;

/* Unused stacks of the default size; one pool for each loop. An all-zero pool is empty. */
struct oriel__stack_pool {
	struct oriel__stack *first;
	size_t count;
};

/* Returns a stack of size bytes, rounded up to pages; 0 means the default. Returns NULL without
 * memory. */
struct oriel__stack *oriel__stack_try_take(struct oriel__stack_pool *pool, size_t size);
/* Returns ORIEL__STACK_ROOM bytes beside the stack, aligned for any type, for data of its user. */
void *oriel__stack_room(struct oriel__stack *stack);
/* Returns the number of bytes that functions on the stack may use. */
size_t oriel__stack_size(const struct oriel__stack *stack);
/* Returns a stack whose function has returned to the pool. */
void oriel__stack_give(struct oriel__stack_pool *pool, struct oriel__stack *stack);
/* Frees memory, except for the few stacks that programs with some coroutines use repeatedly. */
void oriel__stack_pool_trim(struct oriel__stack_pool *pool);
void oriel__stack_pool_finish(struct oriel__stack_pool *pool);

/* Calls fn(data) on the stack. Returns once fn leaves the stack or returns; the result is whether
 * fn has returned. */
bool oriel__stack_enter(struct oriel__stack *stack, void (*fn)(void *data), void *data);
/* Continues fn where it left the stack; returns as oriel__stack_enter() does. */
bool oriel__stack_reenter(struct oriel__stack *stack);
/* Called on the stack: switches back to the code that entered it. Returns when the stack is entered
 * again. */
void oriel__stack_leave(struct oriel__stack *stack);

#endif
