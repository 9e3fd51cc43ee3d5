/* SPDX-License-Identifier: MIT */
/*
 * Shared by tests of asynchronous modules: a loop with a virtual clock, a temporary directory, and
 * promises and payloads as text.
 */
#ifndef ASYNC_TEST_H
#define ASYNC_TEST_H

#include "left.h"
#include "temp_dir.h"
#include "test.h"

#include <oriel/runtime/census.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/promise.h>

extern struct order order;  /* one for each program */
extern oriel_loop *loop;    /* the loop of the running test */
extern struct temp_dir dir; /* created by dir_setup() */

/* Setup and teardown functions for cmocka. They create and destroy the loop, and check that no
 * descriptors were leaked. A test may destroy the loop itself and set loop to NULL. dir_setup() and
 * dir_teardown() also manage the directory. */
int loop_setup(void **state);
int loop_teardown(void **state);
int dir_setup(void **state);
int dir_teardown(void **state);

/* Returns the census's count of objects with this name. */
size_t alive(const char *name);
/* Runs a checkpoint outside of all callbacks. */
void checkpoint(void);

/* Payloads that are strings. The release function of the second notes "drop value". */
struct oriel_payload text(const char *value);
struct oriel_payload owned(const char *value);
void drop_text(void *value);
/* Returns the string of a payload, the name of an error such as "NotFoundError", or "nothing". */
const char *text_of(struct oriel_payload payload);

/* Reactions whose data is a name. They note "name: value" and "name: rejected reason". */
struct oriel_completion fulfilled(struct oriel_payload value, void *name);
struct oriel_completion rejected(struct oriel_payload reason, void *name);
/* Adds both reactions; takes over the promise. */
void watch(oriel_promise *promise, const char *name);

#endif
