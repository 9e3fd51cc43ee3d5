/* SPDX-License-Identifier: MIT */
/* What the tests of this module share. */
#include "async_test.h"

#include <oriel/runtime/error.h>

struct order order;
oriel_loop *loop;
struct temp_dir dir;
static size_t descriptors;

int loop_setup(void **state) {
	order = (struct order){ 0 };
	oriel_loop_destroy(oriel_loop_new()); /* libuv keeps two descriptors from the first one on */
	descriptors = open_descriptors();
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	return 0;
}

int loop_teardown(void **state) {
	oriel_loop_destroy(loop);
	loop = NULL;
	assert_int_equal(open_descriptors(), descriptors);
	return 0;
}

int dir_setup(void **state) {
	temp_dir_make(&dir);
	return loop_setup(state);
}

int dir_teardown(void **state) {
	loop_teardown(state);
	temp_dir_remove(&dir);
	return 0;
}

size_t alive(const char *name) {
	struct oriel_census census;
	oriel_loop_census(loop, &census);
	return oriel_census_count(&census, name);
}

void checkpoint(void) {
	oriel_loop_begin_host(loop);
	oriel_loop_end_host(loop);
}

struct oriel_payload text(const char *value) {
	return oriel_borrowed((void *)(uintptr_t)value);
}

struct oriel_payload owned(const char *value) {
	return oriel_owned((void *)(uintptr_t)value, drop_text);
}

void drop_text(void *value) {
	order_add(&order, "drop %s", (const char *)value);
}

const char *text_of(struct oriel_payload payload) {
	const struct oriel_error *error = oriel_error_try_from_payload(payload);
	return error != NULL     ? oriel_status_name(error->code) :
		payload.data != NULL ? payload.data :
							"nothing";
}

struct oriel_completion fulfilled(struct oriel_payload value, void *name) {
	order_add(&order, "%s: %s", (const char *)name, text_of(value));
	return ORIEL_COMPLETE;
}

struct oriel_completion rejected(struct oriel_payload reason, void *name) {
	order_add(&order, "%s: rejected %s", (const char *)name, text_of(reason));
	return ORIEL_COMPLETE;
}

void watch(oriel_promise *promise, const char *name) {
	oriel_promise_unref(oriel_then(promise, fulfilled, rejected, (void *)(uintptr_t)name));
}
