/* SPDX-License-Identifier: MIT */
/*
 * An input method of the test's own, behind IBus's interfaces, with a bus of its own.
 *
 * It composes the letters a to z, and commits them in capitals at any other key, which it leaves
 * alone.
 */
#ifndef ORIEL_TESTS_FAKE_IBUS_H
#define ORIEL_TESTS_FAKE_IBUS_H

#include <stdbool.h>
#include <sys/types.h>

struct fake_ibus {
	pid_t pid;
	char directory[64];
};

/* Starts it in a process that ends with this one, and sets the environment by which SDL finds it:
 * by IBus's portal, or by a bus of IBus's own. 0, or -1 with a message. */
int fake_ibus_start(struct fake_ibus *ibus, bool portal);
void fake_ibus_stop(struct fake_ibus *ibus);

#endif
