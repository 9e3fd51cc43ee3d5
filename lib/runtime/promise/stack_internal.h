/* SPDX-License-Identifier: MIT */
/*
 * Stacks for coroutines: mapped, with a guard page below, and entered and left by switching to
 * them.
 */
#ifndef ORIEL_PROMISE_STACK_INTERNAL_H
#define ORIEL_PROMISE_STACK_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

enum { ORIEL__STACK_DEFAULT_SIZE = 256 * 1024, ORIEL__STACK_ROOM = 384 };

struct oriel__stack;

/* Stacks of the default size that are not in use; one a loop, all zeros is empty. */
struct oriel__stack_pool {
	struct oriel__stack *first;
	size_t count;
};

/* size bytes, rounded up to pages; 0: the default. NULL: there is no memory for it. */
struct oriel__stack *oriel__stack_try_take(struct oriel__stack_pool *pool, size_t size);
/* ORIEL__STACK_ROOM bytes beside it, aligned for anything, for what whoever took it remembers of
 * it. */
void *oriel__stack_room(struct oriel__stack *stack);
/* Bytes that functions on the stack may use. */
size_t oriel__stack_size(const struct oriel__stack *stack);
/* Of a stack whose function has returned. */
void oriel__stack_give(struct oriel__stack_pool *pool, struct oriel__stack *stack);
/* Gives memory back, but for the stacks that a program with a few coroutines goes through. */
void oriel__stack_pool_trim(struct oriel__stack_pool *pool);
void oriel__stack_pool_finish(struct oriel__stack_pool *pool);

/* Calls fn(data) on the stack. Returns when that leaves or returns; answers whether it has
 * returned. */
bool oriel__stack_enter(struct oriel__stack *stack, void (*fn)(void *data), void *data);
/* Goes on where it left; as oriel__stack_enter(). */
bool oriel__stack_reenter(struct oriel__stack *stack);
/* On the stack: goes back to whoever entered it. Returns when it is entered again. */
void oriel__stack_leave(struct oriel__stack *stack);

#endif
