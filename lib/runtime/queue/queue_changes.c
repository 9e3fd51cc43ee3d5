/* SPDX-License-Identifier: MIT */
/*
 * Changes of files as a queue: a file watch whose data is the source. The end of the watch closes
 * the queue.
 */
#include <oriel/runtime/queue_source.h>

#include "queue/queue_source_internal.h"

#include "base/alloc_internal.h"

#include <oriel/runtime/log.h>

#include <string.h>

struct change_source {
	struct oriel__queue_source source; /* first */
	oriel_file_watch_id watch;
	unsigned uses; /* number of users: the watch, and a call that continues the source */
};

/* ---- Values ---- */

struct change_value {
	struct oriel_file_change change; /* first */
	size_t references;
	char names[];
};

static void change_value_retain(void *data) {
	((struct change_value *)data)->references++;
}

static void change_value_release(void *data) {
	struct change_value *value = data;
	if (--value->references == 0)
		oriel__free(value);
}

const struct oriel_file_change *oriel_file_change_try_from_payload(struct oriel_payload payload) {
	return payload.release == change_value_release ? payload.data : NULL;
}

static struct oriel_payload change_value_new(const struct oriel_file_change *change) {
	size_t length = strlen(change->name) + 1, old_length = change->old_name != NULL
		? strlen(change->old_name) + 1 : 0;
	struct change_value *value = oriel__alloc(sizeof(*value) + length + old_length);
	memcpy(value->names, change->name, length);
	if (old_length > 0)
		memcpy(value->names + length, change->old_name, old_length);
	value->change = (struct oriel_file_change){ change->type, value->names,
		old_length > 0 ? value->names + length : NULL };
	value->references = 1;
	return (struct oriel_payload){ value, change_value_retain, change_value_release };
}

/* ---- The source ---- */

static void change_source_unref(void *data) {
	struct change_source *watching = data;
	if (--watching->uses == 0)
		oriel__free(watching);
}

static void change_source_end(struct oriel__queue_source *source) {
	oriel_file_unwatch(((struct change_source *)source)->watch);
}

static const struct oriel__queue_source_class change_source_class = { .end = change_source_end };

static void change_source_hear(const struct oriel_file_change *changes, size_t count, void *data) {
	struct change_source *watching = data;
	watching->uses++;
	for (size_t i = 0; i < count && watching->source.queue != NULL; i++) {
		oriel__queue_source_put(&watching->source, 0, change_value_new(&changes[i]));
		if (changes[i].type == ORIEL_FILE_CHANGE_ENDED)
			oriel__queue_source_close(&watching->source, NULL);
	}
	change_source_unref(watching);
}

/* Handles the end of the watch. A watch that could not begin ends too, and closes nothing. */
static void change_source_drop(void *data) {
	struct change_source *watching = data;
	if (watching->watch != 0)
		oriel__queue_source_close(&watching->source, NULL);
	change_source_unref(watching);
}

oriel_queue *oriel_queue_new_changes_at(const char *site, const char *path,
	const struct oriel_queue_source_options *options) {
	static const struct oriel_queue_source_options defaults = { .size = sizeof(defaults) };
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(path != NULL,
		"oriel_queue_new_changes at %s: the path is NULL; pass the path of a file or a directory",
		site);
	oriel_queue *queue = oriel__queue_new_for_source("oriel_queue_new_changes", site,
		&(const struct oriel_queue_options){
		.limit = options->limit, .policy = options->policy, .signal = options->signal, .size =
			options->size });
	struct change_source *watching = oriel__alloc_zero(1, sizeof(*watching));
	watching->uses = 1;
	if (!oriel__queue_attach(queue, &watching->source, &change_source_class)) {
		change_source_unref(watching);
		return queue;
	}
	enum oriel_status status = ORIEL_OK;
	watching->uses++;
	watching->watch = oriel_file_watch_at(site, path, change_source_hear, watching,
		&(const struct oriel_file_watch_options){ .release = change_source_drop, .status = &status,
			.size = sizeof(struct oriel_file_watch_options) });
	if (watching->watch == 0)
		oriel__queue_source_fail(&watching->source, status != ORIEL_OK ? status :
			ORIEL_ABORT_ERROR, "oriel_queue_new_changes: the path cannot be watched");
	change_source_unref(watching);
	return queue;
}
