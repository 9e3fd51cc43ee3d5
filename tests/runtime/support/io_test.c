/* SPDX-License-Identifier: MIT */
#include "io_test.h"

#include <oriel/runtime/census.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/event.h>
#include <oriel/runtime/target.h>
#include <stdlib.h>
#include <string.h>

void io_end_loop(void) {
	oriel_loop_destroy(loop);
	loop = NULL;
}

static void on_event(oriel_event *event, void *data) {
	const struct oriel_bytes *bytes = oriel_event_bytes(event);
	const struct oriel_error *error = oriel_event_error(event);
	if (bytes != NULL)
		order_add(&order, "%s data %.*s", (const char *)data, (int)bytes->length, bytes->data);
	else if (error != NULL)
		order_add(&order, "%s error %s", (const char *)data, oriel_status_name(error->code));
	else
		order_add(&order, "%s %s", (const char *)data, oriel_event_type(event));
}

void io_note_events(oriel_stream *stream, const char *name) {
	static const char *const types[] = { "open", "data", "drain", "end", "error", "close" };
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		oriel_listen(stream, types[i], on_event, (void *)name);
}

struct note {
	const char *name;
	bool length_only;
};

static struct oriel_completion note_value(struct oriel_payload result, void *data) {
	const struct note *note = data;
	const struct oriel_bytes *bytes = result.data;
	if (bytes == NULL)
		order_add(&order, "%s ok", note->name);
	else if (note->length_only)
		order_add(&order, "%s %zu", note->name, bytes->length);
	else
		order_add(&order, "%s bytes %.*s", note->name, (int)bytes->length, bytes->data);
	return ORIEL_COMPLETE;
}

static struct oriel_completion note_reason(struct oriel_payload result, void *data) {
	const struct note *note = data;
	const struct oriel_error *error = oriel_error_try_from_payload(result);
	order_add(
		&order, "%s %s", note->name, error != NULL ? oriel_status_name(error->code) : "reason");
	return ORIEL_COMPLETE;
}

static void note_promise(oriel_promise *promise, const char *name, bool length_only) {
	struct note *note = malloc(sizeof(*note));
	*note = (struct note){ .name = name, .length_only = length_only };
	oriel_promise_unref(oriel_then(promise, note_value, note_reason, note, .release = free));
}

void io_note_promise(oriel_promise *promise, const char *name) {
	note_promise(promise, name, false);
}

void io_note_length(oriel_promise *promise, const char *name) {
	note_promise(promise, name, true);
}

void io_run_until(const bool *flag) {
	while (!*flag)
		oriel_loop_step(loop);
}
