/* SPDX-License-Identifier: MIT */
/*
 * Stacks, and switches between them.
 *
 * A stack is one mapping: a guard page, the stack, and at the top the struct that describes it.
 * glibc's makecontext() and setcontext() enter a stack for the first time. Later switches use
 * _setjmp() and _longjmp(), which make no system call and take a tenth of the time. The first
 * function of a new stack begins by the slow switch, and every later function by the fast one:
 * stack_run() never returns, so that one _setjmp() in it serves all functions.
 *
 * The sanitizers are notified of each switch. They support swapcontext() but not a jump to another
 * stack. With a sanitizer, every switch therefore uses swapcontext(). Every function then begins on
 * a newly prepared stack, because a sanitizer's record of a stack ends with the function.
 */
#define _GNU_SOURCE /* makecontext(), MAP_ANONYMOUS, MAP_STACK */

/* With _FORTIFY_SOURCE, glibc's longjmp() aborts if the target stack is at a lower address. */
#undef _FORTIFY_SOURCE

#include "promise/stack_internal.h"

#include <stdint.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#if defined(ORIEL__STACK_ASAN)
#include <sanitizer/common_interface_defs.h>
#elif defined(ORIEL__STACK_TSAN)
#include <sanitizer/tsan_interface.h>
#endif

enum { KEPT = 8 }; /* stacks that trimming a pool leaves in it */

/* Lies directly below its struct oriel__stack in the mapping. */
struct oriel__stack_context {
	ucontext_t inner;
#if !defined(ORIEL__STACK_JUMPS)
	ucontext_t back;
	bool is_over; /* fn has returned */
#endif
#if defined(ORIEL__STACK_ASAN)
	const void *back_bottom;
	size_t back_size;
#elif defined(ORIEL__STACK_TSAN)
	void *fiber, *back_fiber;
#endif
};

static size_t stack_page_size(void) {
	return (size_t)sysconf(_SC_PAGESIZE);
}

/* Returns size, rounded up to a multiple of unit; 0 if the size is too large. */
static size_t stack_round_up(size_t size, size_t unit) {
	return size <= SIZE_MAX - (unit - 1) ? (size + unit - 1) / unit * unit : 0;
}

static char *stack_bottom(const struct oriel__stack *stack) {
	return (char *)stack->context - stack->usable;
}

struct oriel__stack *oriel__stack_try_map(size_t size) {
	size_t page = stack_page_size(), head = stack_round_up(sizeof(struct oriel__stack), 64);
	size_t top = head + stack_round_up(sizeof(struct oriel__stack_context), 64);
	size_t body = size <= SIZE_MAX / 2 ? stack_round_up(size + top, page) : 0;
	if (body == 0)
		return NULL;
	char *mapping = mmap(NULL, page + body, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
	if (mapping == MAP_FAILED)
		return NULL;
	if (mprotect(mapping, page, PROT_NONE) != 0) {
		munmap(mapping, page + body);
		return NULL;
	}
	struct oriel__stack *stack = (struct oriel__stack *)(void *)(mapping + page + body - head);
	stack->context = (struct oriel__stack_context *)(void *)(mapping + page + body - top);
	stack->mapping = mapping;
	stack->mapped = page + body;
	stack->usable = body - top;
	stack->is_default = size == ORIEL__STACK_DEFAULT_SIZE;
	return stack;
}

void oriel__stack_unmap(struct oriel__stack *stack) {
	munmap(stack->mapping, stack->mapped);
}

/* ---- Pool ---- */

static void stack_shrink(struct oriel__stack_pool *pool, size_t count) {
	while (pool->count > count) {
		struct oriel__stack *stack = pool->first;
		pool->first = stack->next;
		pool->count--;
		oriel__stack_unmap(stack);
	}
}

void oriel__stack_pool_trim(struct oriel__stack_pool *pool) {
	stack_shrink(pool, KEPT);
}

void oriel__stack_pool_finish(struct oriel__stack_pool *pool) {
	stack_shrink(pool, 0);
}

/* ---- Switching ---- */

/* The first function on the stack; never returns. */
static void stack_run(struct oriel__stack *stack);

#if defined(ORIEL__STACK_ASAN)

void oriel__stack_switch(struct oriel__stack *stack) {
	struct oriel__stack_context *context = stack->context;
	void *fake_stack = NULL;
	context->is_over = false;
	__sanitizer_start_switch_fiber(&fake_stack, stack_bottom(stack), stack->usable);
	swapcontext(&context->back, &context->inner);
	__sanitizer_finish_switch_fiber(fake_stack, NULL, NULL);
}

void oriel__stack_leave(struct oriel__stack *stack) {
	struct oriel__stack_context *context = stack->context;
	void *fake_stack = NULL;
	__sanitizer_start_switch_fiber(
		context->is_over ? NULL : &fake_stack, context->back_bottom, context->back_size);
	swapcontext(&context->inner, &context->back);
	__sanitizer_finish_switch_fiber(fake_stack, &context->back_bottom, &context->back_size);
}

static void stack_run(struct oriel__stack *stack) {
	struct oriel__stack_context *context = stack->context;
	__sanitizer_finish_switch_fiber(NULL, &context->back_bottom, &context->back_size);
	stack->fn(stack->data);
	context->is_over = true;
	oriel__stack_leave(stack);
}

#elif defined(ORIEL__STACK_TSAN)

void oriel__stack_switch(struct oriel__stack *stack) {
	struct oriel__stack_context *context = stack->context;
	context->is_over = false;
	if (context->fiber == NULL)
		context->fiber = __tsan_create_fiber(0);
	context->back_fiber = __tsan_get_current_fiber();
	__tsan_switch_to_fiber(context->fiber, 0);
	swapcontext(&context->back, &context->inner);
	if (context->is_over) {
		__tsan_destroy_fiber(context->fiber);
		context->fiber = NULL;
	}
}

void oriel__stack_leave(struct oriel__stack *stack) {
	struct oriel__stack_context *context = stack->context;
	__tsan_switch_to_fiber(context->back_fiber, 0);
	swapcontext(&context->inner, &context->back);
}

static void stack_run(struct oriel__stack *stack) {
	stack->fn(stack->data);
	stack->context->is_over = true;
	oriel__stack_leave(stack);
}

#else

void oriel__stack_jump(struct oriel__stack *stack) {
	if (!stack->is_new)
		_longjmp(stack->here, 1);
	stack->is_new = false;
	if (stack->is_begun)
		_longjmp(stack->idle, 1);
	stack->is_begun = true;
	setcontext(&stack->context->inner);
}

void oriel__stack_jump_back(struct oriel__stack *stack) {
	_longjmp(stack->back, 1);
}

static void stack_run(struct oriel__stack *stack) {
	_setjmp(stack->idle);
	stack->fn(stack->data);
	_longjmp(stack->back, 1);
}

#endif

/* Receives the address of the stack in two halves: makecontext() passes only ints. */
static void stack_main(unsigned high, unsigned low) {
	stack_run((struct oriel__stack *)((uintptr_t)((uint64_t)high << 32 | low)));
}

void oriel__stack_set_up(struct oriel__stack *stack) {
	uint64_t address = (uintptr_t)stack;
	ucontext_t *context = &stack->context->inner;
	getcontext(context);
	context->uc_stack.ss_sp = stack_bottom(stack);
	context->uc_stack.ss_size = stack->usable;
	context->uc_link = NULL;
	makecontext(context, (void (*)(void))stack_main, 2, (unsigned)(address >> 32),
		(unsigned)address);
}
