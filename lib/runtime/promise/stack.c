/* SPDX-License-Identifier: MIT */
/*
 * Stacks, and switching between them.
 *
 * A stack is one mapping: a guard page, the stack, and at its top the struct that describes it.
 * glibc's makecontext() and setcontext() enter a stack for the first time. After that, _setjmp()
 * and _longjmp() switch, because they make no system call and take a tenth of the time. A stack
 * whose function has returned is ready for the next function, which then begins as quickly.
 *
 * The sanitizers are notified of each switch. They support swapcontext() but not a jump to another
 * stack. Under them every switch uses swapcontext(), and every function begins on a newly prepared
 * stack, because their records of a stack end with its function.
 */
#define _GNU_SOURCE /* makecontext(), MAP_ANONYMOUS, MAP_STACK */

/* The checked longjmp() refuses to jump upwards to another stack. */
#undef _FORTIFY_SOURCE

#include "promise/stack_internal.h"

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_ASAN 1
#elif __has_feature(thread_sanitizer)
#define IS_TSAN 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define IS_ASAN 1
#elif defined(__SANITIZE_THREAD__)
#define IS_TSAN 1
#endif

#if defined(IS_ASAN)
#include <sanitizer/common_interface_defs.h>
#elif defined(IS_TSAN)
#include <sanitizer/tsan_interface.h>
#endif

enum { MOST_POOLED = 64, KEPT = 8 };

struct oriel__stack {
	struct oriel__stack *next; /* in the pool of free stacks */
	void *mapping;
	size_t mapped; /* bytes, including the guard page */
	size_t usable; /* bytes above the guard page */
	void (*fn)(void *data);
	void *data;
	bool is_default; /* has the default size */
	bool is_begun;   /* stack_run() was entered, and continues on the next switch */
	bool is_over;    /* fn has returned */
	ucontext_t context;
#if defined(IS_ASAN) || defined(IS_TSAN)
	ucontext_t back;
#else
	jmp_buf here, back;
#endif
#if defined(IS_ASAN)
	const void *back_bottom;
	size_t back_size;
#elif defined(IS_TSAN)
	void *fiber, *back_fiber;
#endif
	union {
		max_align_t alignment;
		unsigned char bytes[ORIEL__STACK_ROOM];
	} room;
};

static size_t stack_page_size(void) {
	return (size_t)sysconf(_SC_PAGESIZE);
}

/* Returns 0 if the size is too large. */
static size_t stack_round_up(size_t size, size_t unit) {
	return size <= SIZE_MAX - (unit - 1) ? (size + unit - 1) / unit * unit : 0;
}

static char *stack_bottom(const struct oriel__stack *stack) {
	return (char *)stack->mapping + (stack->mapped - stack->usable - stack_round_up(sizeof(*stack),
		64));
}

static struct oriel__stack *stack_map(size_t size) {
	size_t page = stack_page_size(), head = stack_round_up(sizeof(struct oriel__stack), 64);
	size_t body = size <= SIZE_MAX / 2 ? stack_round_up(size + head, page) : 0;
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
	stack->mapping = mapping;
	stack->mapped = page + body;
	stack->usable = body - head;
	stack->is_default = size == ORIEL__STACK_DEFAULT_SIZE;
	return stack;
}

static void stack_unmap(struct oriel__stack *stack) {
	munmap(stack->mapping, stack->mapped);
}

size_t oriel__stack_size(const struct oriel__stack *stack) {
	return stack->usable;
}

void *oriel__stack_room(struct oriel__stack *stack) {
	return &stack->room;
}

/* ---- Pool ---- */

struct oriel__stack *oriel__stack_try_take(struct oriel__stack_pool *pool, size_t size) {
	struct oriel__stack *stack = pool->first;
	if (size != 0 && size != ORIEL__STACK_DEFAULT_SIZE)
		return stack_map(size);
	if (stack == NULL)
		return stack_map(ORIEL__STACK_DEFAULT_SIZE);
	pool->first = stack->next;
	pool->count--;
	return stack;
}

void oriel__stack_give(struct oriel__stack_pool *pool, struct oriel__stack *stack) {
	if (pool->count >= MOST_POOLED || !stack->is_default) {
		stack_unmap(stack);
		return;
	}
	stack->next = pool->first;
	pool->first = stack;
	pool->count++;
}

static void stack_shrink(struct oriel__stack_pool *pool, size_t count) {
	while (pool->count > count) {
		struct oriel__stack *stack = pool->first;
		pool->first = stack->next;
		pool->count--;
		stack_unmap(stack);
	}
}

void oriel__stack_pool_trim(struct oriel__stack_pool *pool) {
	stack_shrink(pool, KEPT);
}

void oriel__stack_pool_finish(struct oriel__stack_pool *pool) {
	stack_shrink(pool, 0);
}

/*
 * Switching. Without sanitizers the hooks before and after each switch are empty. The processor
 * mispredicts each return from a function that was called on the other stack. There are therefore
 * few such functions, and calls are tail calls where possible.
 */

#if defined(IS_ASAN)

/* Switches to the stack; returns as oriel__stack_reenter() does. */
static bool stack_switch_in(struct oriel__stack *stack) {
	void *fake_stack = NULL;
	__sanitizer_start_switch_fiber(&fake_stack, stack_bottom(stack), stack->usable);
	swapcontext(&stack->back, &stack->context);
	__sanitizer_finish_switch_fiber(fake_stack, NULL, NULL);
	return stack->is_over;
}

static void stack_switch_out(struct oriel__stack *stack) {
	void *fake_stack = NULL;
	__sanitizer_start_switch_fiber(
		stack->is_over ? NULL : &fake_stack, stack->back_bottom, stack->back_size);
	swapcontext(&stack->context, &stack->back);
	__sanitizer_finish_switch_fiber(fake_stack, &stack->back_bottom, &stack->back_size);
}

static void stack_arrived(struct oriel__stack *stack) {
	__sanitizer_finish_switch_fiber(NULL, &stack->back_bottom, &stack->back_size);
}

#elif defined(IS_TSAN)

static bool stack_switch_in(struct oriel__stack *stack) {
	if (stack->fiber == NULL)
		stack->fiber = __tsan_create_fiber(0);
	stack->back_fiber = __tsan_get_current_fiber();
	__tsan_switch_to_fiber(stack->fiber, 0);
	swapcontext(&stack->back, &stack->context);
	if (stack->is_over) {
		__tsan_destroy_fiber(stack->fiber);
		stack->fiber = NULL;
	}
	return stack->is_over;
}

static void stack_switch_out(struct oriel__stack *stack) {
	__tsan_switch_to_fiber(stack->back_fiber, 0);
	swapcontext(&stack->context, &stack->back);
}

static void stack_arrived(struct oriel__stack *stack) {
	(void)stack;
}

#else

static bool stack_switch_in(struct oriel__stack *stack) {
	if (_setjmp(stack->back) != 0)
		return stack->is_over;
	if (stack->is_begun)
		_longjmp(stack->here, 1);
	stack->is_begun = true;
	setcontext(&stack->context);
	return false; /* not reached */
}

static void stack_switch_out(struct oriel__stack *stack) {
	if (_setjmp(stack->here) == 0)
		_longjmp(stack->back, 1);
}

static void stack_arrived(struct oriel__stack *stack) {
	(void)stack;
}

#endif

/* Gets its pointer in two halves, because makecontext() passes only ints. */
static void stack_run(unsigned high, unsigned low) {
	struct oriel__stack *stack = (struct oriel__stack *)((uintptr_t)((uint64_t)high << 32 | low));
	stack_arrived(stack);
	for (;;) {
		stack->fn(stack->data);
		stack->is_over = true;
		stack_switch_out(stack);
	}
}

static void set_up(struct oriel__stack *stack) {
	uint64_t address = (uintptr_t)stack;
	getcontext(&stack->context);
	stack->context.uc_stack.ss_sp = stack_bottom(stack);
	stack->context.uc_stack.ss_size = stack->usable;
	stack->context.uc_link = NULL;
	makecontext(&stack->context, (void (*)(void))stack_run, 2, (unsigned)(address >> 32),
		(unsigned)address);
}

bool oriel__stack_enter(struct oriel__stack *stack, void (*fn)(void *), void *data) {
	stack->fn = fn;
	stack->data = data;
	if (!stack->is_begun)
		set_up(stack);
	return oriel__stack_reenter(stack);
}

bool oriel__stack_reenter(struct oriel__stack *stack) {
	stack->is_over = false;
	return stack_switch_in(stack);
}

void oriel__stack_leave(struct oriel__stack *stack) {
	stack_switch_out(stack);
}
