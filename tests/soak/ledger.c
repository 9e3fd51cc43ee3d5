/* SPDX-License-Identifier: MIT */
#include "ledger.h"

#include "census.h"

#include <dirent.h>

#include "test.h"
#include "text/context_internal.h"

/* A sanitizer with an allocator of its own keeps the account itself. Not every compiler brings the
 * header. */
#if SOAK_SANITIZER_ALLOCATOR
size_t __sanitizer_get_current_allocated_bytes(void);

static size_t memory_in_use(void) {
	return __sanitizer_get_current_allocated_bytes();
}
#else
#include <malloc.h>

static size_t memory_in_use(void) {
	struct mallinfo2 info = mallinfo2();
	return info.uordblks + info.hblkhd;
}
#endif

/* What is kept of texts that nobody shows; bounded (4 MiB), but different after every day. */
static size_t memory_of_caches(void) {
	const struct oriel__text_context *context = oriel__text_context_get();
	return context->texts.idle_bytes + context->words.idle_bytes;
}

static size_t open_descriptors(void) {
	size_t count = 0;
	DIR *folder = opendir("/proc/self/fd");
	assert_non_null(folder);
	while (readdir(folder) != NULL)
		count++;
	closedir(folder);
	return count;
}

struct ledger ledger_take(oriel_loop *loop) {
	struct ledger ledger = { .memory = memory_in_use(), .descriptors = open_descriptors() };
	if (loop != NULL) {
		oriel_loop_census(loop, &ledger.census);
		ledger.memory -= memory_of_caches();
	}
	return ledger;
}

void assert_ledger(const struct ledger *before, const struct ledger *after, size_t slack) {
	assert_same_census(&before->census, &after->census, "the census");
	if (after->descriptors != before->descriptors)
		fail_msg("%zu descriptors are open, and %zu were before", after->descriptors,
			before->descriptors);
	if (after->memory > before->memory + slack)
		fail_msg("%zu bytes are in use, and %zu were before", after->memory, before->memory);
}
