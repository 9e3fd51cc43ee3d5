/* SPDX-License-Identifier: MIT */
/*
 * Stacks for coroutines: mapped, with a guard page below, and entered and left by switches.
 *
 * After a switch, the processor mispredicts the return of every function that was called before the
 * switch. A switch is therefore a macro, used in the function with the fewest returns above it: a
 * function that calls _setjmp() cannot be inlined.
 */
#ifndef ORIEL_PROMISE_STACK_INTERNAL_H
#define ORIEL_PROMISE_STACK_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ORIEL__STACK_ASAN 1
#elif __has_feature(thread_sanitizer)
#define ORIEL__STACK_TSAN 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ORIEL__STACK_ASAN 1
#elif defined(__SANITIZE_THREAD__)
#define ORIEL__STACK_TSAN 1
#endif

#if !defined(ORIEL__STACK_ASAN) && !defined(ORIEL__STACK_TSAN)
#define ORIEL__STACK_JUMPS 1
#include <setjmp.h>
#endif

enum { ORIEL__STACK_DEFAULT_SIZE = 256 * 1024, ORIEL__STACK_ROOM = 384 };

struct oriel__stack_context; /* of stack.c */

/* Lies at the top of its mapping. */
struct oriel__stack {
	struct oriel__stack *next; /* in the pool */
	void (*fn)(void *data);
	void *data;
	bool is_default; /* of size */
	bool is_begun;   /* stack_run() has begun on it: a jump can continue it */
	bool is_new;     /* fn has not been called yet */
	void *mapping;
	size_t mapped; /* bytes, the guard page too */
	size_t usable; /* bytes of stack, above the guard page */
	struct oriel__stack_context *context;
#if defined(ORIEL__STACK_JUMPS)
	jmp_buf back; /* to the function that switched in */
	jmp_buf here; /* to the place where the function left */
	jmp_buf idle; /* to stack_run(), for the next function */
#endif
	union {
		max_align_t alignment;
		unsigned char bytes[ORIEL__STACK_ROOM];
	} room;
};

/* Unused stacks of the default size; one pool for each loop. An all-zero pool is empty. */
struct oriel__stack_pool {
	struct oriel__stack *first;
	size_t count;
};

/* Maps a stack of size bytes, rounded up to pages. Returns NULL if there is no memory. */
struct oriel__stack *oriel__stack_try_map(size_t size);
/* Unmaps a stack that does not fit into the pool. */
void oriel__stack_unmap(struct oriel__stack *stack);
/* Frees unused stacks, except the few that a program with few coroutines uses. */
void oriel__stack_pool_trim(struct oriel__stack_pool *pool);
void oriel__stack_pool_finish(struct oriel__stack_pool *pool);

/* Takes a stack; 0 is the default size. Returns NULL if there is no memory. */
static inline struct oriel__stack *oriel__stack_try_take(struct oriel__stack_pool *pool,
	size_t size) {
	struct oriel__stack *stack = pool->first;
	bool is_default = size == 0 || size == ORIEL__STACK_DEFAULT_SIZE;
	if (stack == NULL || !is_default)
		return oriel__stack_try_map(is_default ? ORIEL__STACK_DEFAULT_SIZE : size);
	pool->first = stack->next;
	pool->count--;
	return stack;
}

enum { ORIEL__STACK_MOST_POOLED = 64 };

/* Returns a stack to the pool, or unmaps it. Its function has returned. */
static inline void oriel__stack_give(struct oriel__stack_pool *pool, struct oriel__stack *stack) {
	if (pool->count >= ORIEL__STACK_MOST_POOLED || !stack->is_default) {
		oriel__stack_unmap(stack);
		return;
	}
	stack->next = pool->first;
	pool->first = stack;
	pool->count++;
}

/*
 * Returns ORIEL__STACK_ROOM bytes beside the stack, aligned for any type, for data of its user.
 * They are zero at first, and keep their content while the stack is in the pool.
 */
static inline void *oriel__stack_room(struct oriel__stack *stack) {
	return &stack->room;
}

/* Returns the bytes that functions on the stack may use. */
static inline size_t oriel__stack_size(const struct oriel__stack *stack) {
	return stack->usable;
}

/* Prepares a stack, whose last function has returned, to call fn(data). */
void oriel__stack_set_up(struct oriel__stack *stack);

static inline void oriel__stack_begin(struct oriel__stack *stack, void (*fn)(void *data),
	void *data) {
	stack->fn = fn;
	stack->data = data;
	stack->is_new = true;
	if (!stack->is_begun)
		oriel__stack_set_up(stack);
}

/*
 * oriel__stack_switch() switches to the stack: calls its function, or continues where the function
 * left. It returns when the function has left or returned. oriel__stack_leave(), called on the
 * stack, switches back.
 */
#if defined(ORIEL__STACK_JUMPS)
void oriel__stack_jump(struct oriel__stack *stack);
#define oriel__stack_switch(stack) \
	do { \
		if (_setjmp((stack)->back) == 0) \
			oriel__stack_jump(stack); \
	} while (0)
void oriel__stack_jump_back(struct oriel__stack *stack);
#define oriel__stack_leave(stack) \
	do { \
		if (_setjmp((stack)->here) == 0) \
			oriel__stack_jump_back(stack); \
	} while (0)
#else
void oriel__stack_switch(struct oriel__stack *stack);
void oriel__stack_leave(struct oriel__stack *stack);
#endif

#endif
