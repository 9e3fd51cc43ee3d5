/* SPDX-License-Identifier: MIT */
/*
 * What the tests of this module share: a loop on a virtual clock, a directory of the test's own,
 * and promises and payloads as text.
 */
#ifndef ASYNC_TEST_H
#define ASYNC_TEST_H

#include "left.h"
#include "temp_dir.h"
#include "test.h"

#include <oriel/runtime/census.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/promise.h>

extern struct order order;   /* one a program */
extern oriel_loop *loop;     /* of the running test */
extern struct temp_dir dir;  /* so, with dir_setup() */

/* For cmocka: the loop, whose end a test may bring about itself, loop then being NULL, and after
 * which as many descriptors are open as before; and with the directory. */
int loop_setup(void **state);
int loop_teardown(void **state);
int dir_setup(void **state);
int dir_teardown(void **state);

/* How many objects of that name the census counts. */
size_t alive(const char *name);
/* A checkpoint outside of all callbacks. */
void checkpoint(void);

/* Payloads that are texts; the second notes "drop value" when it is dropped. */
struct oriel_payload text(const char *value);
struct oriel_payload owned(const char *value);
void drop_text(void *value);
/* That, "NotFoundError", or "nothing". */
const char *text_of(struct oriel_payload payload);

/* Reactions whose data is a name: note "name: value" and "name: rejected reason". */
struct oriel_completion fulfilled(struct oriel_payload value, void *name);
struct oriel_completion rejected(struct oriel_payload reason, void *name);
/* Both. Takes the promise over. */
void watch(oriel_promise *promise, const char *name);

#endif
