/* SPDX-License-Identifier: MIT */
/*
 * A loop's list of streams and similar objects, and the events that they have in common.
 *
 * The end of the loop reaches this list after all user code that may use a stream. The remaining
 * objects are then ended, the newest first. An object is removed from the list before its memory is
 * freed; its libuv handles may outlive it.
 */
#include "io/io_object_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "event/error_event_internal.h"
#include "event/event_internal.h"

#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/payload.h>
#include <oriel/runtime/target.h>
#include <string.h>

/* A piece of at least this size is handed over; a smaller one is copied. */
enum { LEAST_HANDED_OVER = ORIEL__IO_CHUNK / 4 };

struct oriel__io {
	oriel_loop *loop;
	struct oriel__census_source census;
	struct oriel__list objects; /* items: struct oriel__io_object */
	size_t counts[ORIEL__IO_KINDS];
	struct oriel__posix_source *posix_sources; /* linked list */
	char *scratch;                             /* may be NULL */
	struct oriel__list flushes; /* struct oriel__io_flush */
	struct oriel__checkpoint_end checkpoint_end;
	struct oriel__trimmer trimmer;
	size_t removed; /* objects, since memory was given back last */
};

/* The value of the loop's slot while the loop ends. */
static const char ended;

static void io_object_count(const struct oriel__census_source *source, struct oriel_census *out) {
	const struct oriel__io *io = oriel__container_of(source, struct oriel__io, census);
	oriel__census_put(out, "streams", io->counts[ORIEL__IO_STREAM]);
	oriel__census_put(out, "servers", io->counts[ORIEL__IO_SERVER]);
	oriel__census_put(out, "child processes", io->counts[ORIEL__IO_PROCESS]);
	oriel__census_put(out, "listeners to POSIX signals", io->counts[ORIEL__IO_POSIX_SIGNAL]);
}

/* Returns free memory to the system. After many connections, free blocks lie between blocks in use.
 */
static void io_trim(struct oriel__trimmer *trimmer) {
	enum { LEAST_REMOVED = 1000 };
	struct oriel__io *io = oriel__container_of(trimmer, struct oriel__io, trimmer);
	size_t left = 0;
	for (int kind = 0; kind < ORIEL__IO_KINDS; kind++)
		left += io->counts[kind];
	if (io->removed < LEAST_REMOVED || io->removed < left)
		return;
	io->removed = 0;
	oriel__alloc_trim();
}

static void io_run_flushes(struct oriel__checkpoint_end *end) {
	struct oriel__io *io = oriel__container_of(end, struct oriel__io, checkpoint_end);
	struct oriel__io_flush *flush;
	while ((flush = oriel__list_first(&io->flushes, struct oriel__io_flush, link)) != NULL) {
		oriel__io_flush_cancel(io, flush);
		flush->run(flush);
	}
}

void oriel__io_flush_queue(struct oriel__io *io, struct oriel__io_flush *flush) {
	if (flush->is_queued)
		return;
	flush->is_queued = true;
	oriel__list_append(&io->flushes, &flush->link);
	oriel__checkpoint_at_end(io->loop, &io->checkpoint_end);
}

void oriel__io_flush_cancel(struct oriel__io *io, struct oriel__io_flush *flush) {
	if (flush->is_queued)
		oriel__list_remove(&io->flushes, &flush->link);
	flush->is_queued = false;
}

static void io_finish(void *value) {
	struct oriel__io *io = value;
	oriel__loop_set_slot(io->loop, ORIEL__LOOP_SLOT_IO, (void *)&ended, NULL);
	struct oriel__io_object *last;
	while ((last = oriel__list_last(&io->objects, struct oriel__io_object, link)) != NULL)
		last->end(last);
	oriel__census_remove(io->loop, &io->census);
	oriel__trimmer_remove(io->loop, &io->trimmer);
	oriel__free(io->scratch);
	oriel__free(io);
}

static struct oriel__io *io_new(oriel_loop *loop) {
	struct oriel__io *io = oriel__alloc_zero(1, sizeof(*io));
	io->loop = loop;
	io->census.count = io_object_count;
	io->checkpoint_end.run = io_run_flushes;
	io->trimmer.trim = io_trim;
	oriel__census_add(loop, &io->census);
	oriel__trimmer_add(loop, &io->trimmer);
	oriel__loop_set_slot(loop, ORIEL__LOOP_SLOT_IO, io, io_finish);
	return io;
}

struct oriel__io *oriel__io_here(const char *caller) {
	oriel_loop *loop = oriel__loop_here(caller);
	struct oriel__io *io = oriel__loop_slot(loop, ORIEL__LOOP_SLOT_IO);
	ORIEL_ASSERT((const void *)io != &ended,
		"%s: the loop is ending; call it before oriel_loop_destroy()", caller);
	return io != NULL ? io : io_new(loop);
}

struct oriel__posix_source **oriel__io_posix_sources(struct oriel__io *io) {
	return &io->posix_sources;
}

void oriel__io_add(const char *caller, struct oriel__io_object *object, enum oriel__io_kind kind,
	void (*end)(struct oriel__io_object *)) {
	struct oriel__io *io = oriel__io_here(caller);
	*object = (struct oriel__io_object){ .io = io, .end = end, .kind = kind };
	oriel__list_append(&io->objects, &object->link);
	io->counts[kind]++;
}

void oriel__io_remove(struct oriel__io_object *object) {
	struct oriel__io *io = object->io;
	if (io == NULL)
		return;
	oriel__list_remove(&io->objects, &object->link);
	io->counts[object->kind]--;
	io->removed++;
	object->io = NULL;
}

oriel_loop *oriel__io_loop(const struct oriel__io_object *object) {
	return object->io->loop;
}

/* ---- Read buffers ---- */

char *oriel__io_scratch(struct oriel__io *io) {
	if (io->scratch == NULL)
		io->scratch = oriel__try_alloc(1, ORIEL__IO_CHUNK);
	return io->scratch;
}

struct oriel_bytes *oriel__io_scratch_bytes(struct oriel__io *io, size_t length) {
	char *data = io->scratch;
	if (length < LEAST_HANDED_OVER)
		return oriel_bytes_new(data, length);
	io->scratch = NULL;
	return oriel_bytes_new_shared(data, length, oriel_owned(data, oriel__free));
}

/* ---- Events ---- */

void oriel__io_fire(oriel_target *target, const char *type) {
	oriel__fire_trusted(target, type, 0);
}

static bool io_has_listeners(oriel_target *target, const char *type) {
	size_t found = oriel_listeners(target, NULL, 0);
	struct oriel_listener_info *infos = oriel__alloc_zero(found + 1, sizeof(*infos));
	bool heard = false;
	oriel_listeners(target, infos, found);
	for (size_t i = 0; i < found; i++)
		heard = heard || strcmp(infos[i].type, type) == 0;
	oriel__free(infos);
	return heard;
}

void oriel__io_fire_error(oriel_target *target, struct oriel_payload payload, bool was_told) {
	const struct oriel_error *error = oriel_error_try_from_payload(payload);
	if (io_has_listeners(target, "error")) {
		oriel_event *event = oriel__error_event_new("error", error, false);
		oriel__dispatch_trusted(target, event);
		oriel_event_unref(event);
	} else if (!was_told)
		oriel_report_error_at(error->site, error->code, error->message, ORIEL_NO_PAYLOAD);
}
