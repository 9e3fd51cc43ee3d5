/* SPDX-License-Identifier: MIT */
/*
 * A library to be preloaded: of the allocations that Oriel's libraries or pixman ask for
 * themselves, one in a thousand fails. Which ones, the seed says. What other libraries ask for,
 * also in behalf of Oriel's, never fails.
 *
 * ORIEL_SCARCE_SEED is the seed, ORIEL_SCARCE_RATE the number of allocations of which one fails
 * (1,000).
 */
#define _GNU_SOURCE /* dl_iterate_phdr */
#include <errno.h>
#include <link.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_RANGES = 16 };

struct range {
	uintptr_t begin, end;
};

/* glibc's own names of what is replaced here. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static struct range ranges[MAX_RANGES];
static size_t range_count;
static uint64_t seed, rate;
static atomic_uint_least64_t asked;

static bool is_tested(const char *name) {
	return strstr(name, "liboriel") != NULL || strstr(name, "libpixman") != NULL;
}

static int add_ranges(struct dl_phdr_info *info, size_t size, void *data) {
	(void)size;
	(void)data;
	for (size_t i = 0;
		is_tested(info->dlpi_name) && i < info->dlpi_phnum && range_count < MAX_RANGES; i++) {
		const ElfW(Phdr) *header = &info->dlpi_phdr[i];
		if (header->p_type == PT_LOAD && (header->p_flags & PF_X) != 0)
			ranges[range_count++] = (struct range){ info->dlpi_addr + header->p_vaddr,
				info->dlpi_addr + header->p_vaddr + header->p_memsz };
	}
	return 0;
}

static uint64_t number_of(const char *name, uint64_t otherwise) {
	const char *text = getenv(name);
	return text != NULL ? strtoull(text, NULL, 10) : otherwise;
}

__attribute__((constructor)) static void begin(void) {
	seed = number_of("ORIEL_SCARCE_SEED", 1);
	dl_iterate_phdr(add_ranges, NULL);
	rate = number_of("ORIEL_SCARCE_RATE", 1000);
}

/* SplitMix64. */
static uint64_t mix(uint64_t x) {
	x += UINT64_C(0x9e3779b97f4a7c15);
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

/* Whether what returns to this address asked in vain. */
static bool fails(const void *address) {
	uintptr_t at = (uintptr_t)address;
	bool is_theirs = false;
	for (size_t i = 0; i < range_count && !is_theirs; i++)
		is_theirs = at >= ranges[i].begin && at < ranges[i].end;
	if (!is_theirs || rate == 0)
		return false;
	bool failed = mix(seed * UINT64_C(1000003) + atomic_fetch_add(&asked, 1)) % rate == 0;
	if (failed)
		errno = ENOMEM;
	return failed;
}

#define HERE __builtin_return_address(0)

void *malloc(size_t size) {
	return fails(HERE) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
	return fails(HERE) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size) {
	return fails(HERE) ? NULL : __libc_realloc(memory, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
	return fails(HERE) ? NULL : __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
	*memory = fails(HERE) ? NULL : __libc_memalign(alignment, size);
	return *memory != NULL ? 0 : ENOMEM;
}

char *strdup(const char *text) {
	size_t size = strlen(text) + 1;
	char *copy = fails(HERE) ? NULL : __libc_malloc(size);
	return copy != NULL ? memcpy(copy, text, size) : NULL;
}
