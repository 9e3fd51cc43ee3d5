/* SPDX-License-Identifier: MIT */
/*
 * A fake input method with IBus's interfaces and its own bus.
 *
 * It composes the letters a to z. Any other key commits them as capitals, and is not consumed.
 */
#ifndef ORIEL_TESTS_FAKE_IBUS_H
#define ORIEL_TESTS_FAKE_IBUS_H

#include <stdbool.h>
#include <sys/types.h>

struct fake_ibus {
	pid_t pid;
	char directory[64];
};

/* Starts the input method in a process that ends with this one, and sets the environment in which
 * SDL finds it: by IBus's portal, or by IBus's own bus. Returns 0, or -1 after printing a
 * message. */
int fake_ibus_start(struct fake_ibus *ibus, bool portal);
void fake_ibus_stop(struct fake_ibus *ibus);

#endif
