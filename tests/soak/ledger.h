/* SPDX-License-Identifier: MIT */
/*
 * What a process holds at a moment: memory, descriptors, and what is alive on its loop.
 */
#ifndef SOAK_LEDGER_H
#define SOAK_LEDGER_H

#include <oriel/runtime/census.h>

struct ledger {
	size_t memory; /* bytes in use, of all libraries, without the caches of texts */
	size_t descriptors;
	struct oriel_census census; /* zeros without a loop */
};

/* @param loop may be NULL */
struct ledger ledger_take(oriel_loop *loop);
/* Asserts that what is alive and open is the same as before, and the memory at most slack bytes
 * more. Says which is not. */
void assert_ledger(const struct ledger *before, const struct ledger *after, size_t slack);

#endif
