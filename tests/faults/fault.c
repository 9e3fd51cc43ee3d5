/* SPDX-License-Identifier: MIT */
#include "fault.h"

#include <malloc.h>
#include <oriel/runtime/log.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

static size_t least, countdown; /* 0: disarmed, or it has failed */
static bool armed, lasts;
static size_t fatal;            /* bytes without which the program would have ended */

/* The linker's names: option --wrap. */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
char *__wrap_strdup(const char *text);

static bool fails(size_t size) {
	if (size < least || !armed)
		return false;
	return countdown > 0 ? --countdown == 0 : lasts;
}

void *__wrap_malloc(size_t size) {
	return fails(size) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size) {
	return fails(count * size) ? NULL : __real_calloc(count, size);
}

/* To shrink may fail for the standard, and does for nobody. */
void *__wrap_realloc(void *memory, size_t size) {
	bool grows = memory == NULL || size > malloc_usable_size(memory);
	return grows && fails(size) ? NULL : __real_realloc(memory, size);
}

char *__wrap_strdup(const char *text) {
	size_t size = strlen(text) + 1;
	char *copy = __wrap_malloc(size);
	return copy != NULL ? memcpy(copy, text, size) : NULL;
}

/* Lets it be tried again, which succeeds. */
static bool note_fatal(size_t size, void *data) {
	fatal = size;
	return true;
}

void fault_arm(size_t least_bytes, size_t nth) {
	least = least_bytes;
	countdown = nth;
	armed = true;
	lasts = false;
	fatal = 0;
	oriel_set_out_of_memory_hook(note_fatal, NULL);
}

void fault_arm_lasting(size_t least_bytes) {
	fault_arm(least_bytes, 1);
	lasts = true;
}

bool fault_disarm(void) {
	assert_true(armed);
	bool failed = countdown == 0;
	armed = false;
	countdown = 0;
	oriel_set_out_of_memory_hook(NULL, NULL);
	if (fatal > 0)
		fail_msg("the program would have ended for want of %zu bytes", fatal);
	return failed;
}

char *fault_text(size_t length, char c) {
	char *text = malloc(length + 1);
	assert_non_null(text);
	memset(text, c, length);
	text[length] = '\0';
	return text;
}
