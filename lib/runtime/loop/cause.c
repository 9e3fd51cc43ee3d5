/* SPDX-License-Identifier: MIT */
/*
 * The chain of causes: a ring of records, one for each run that registered something. A record is
 * found by its number until a later record overwrites its place. After that, only the fact that
 * there was a cause is known.
 *
 * A callback that registers itself again at the same site (a frame callback that requests the next
 * frame) keeps its cause, with the mark ORIEL__RUN_REPEATED, and needs no record. The original
 * cause therefore stays known in a program that runs for a long time.
 *
 * The ring of a worker begins small. It grows when the search for feedback storms (storm.c) finds a
 * circle that the ring may be too short for.
 */
#include "loop/cause_internal.h"

#include "base/alloc_internal.h"
#include "loop/cause_record_internal.h"

#include <oriel/runtime/cause.h>

#include <stdio.h>
#include <string.h>

/* Sizes are powers of two. Workers begin with less, because there are many and each does one kind
 * of work. */
enum { MOST_RECORDS = 2048, RECORDS_OF_OTHERS = 256, MAX_ITEMS = 32 };

/* A record number that no record has. */
#define LOST (ORIEL__RUN_REPEATED - 1)

const struct oriel__run_class oriel__run_none = { .name = "nothing" };
const struct oriel__run_class oriel__run_host = { .name = "host code", .is_nested = true };
const struct oriel__run_class oriel__run_task = { .name = "task" };
const struct oriel__run_class oriel__run_microtask = { .name = "microtask" };
const struct oriel__run_class oriel__run_next_tick = { .name = "next-tick" };
const struct oriel__run_class oriel__run_immediate = { .name = "immediate" };
const struct oriel__run_class oriel__run_timer = { .name = "timer" };
const struct oriel__run_class oriel__run_frame = { .name = "frame" };
const struct oriel__run_class oriel__run_frame_callback = { .name = "frame callback" };
const struct oriel__run_class oriel__run_idle = { .name = "idle callback" };
const struct oriel__run_class oriel__run_watch = { .name = "watch" };
const struct oriel__run_class oriel__run_post = { .name = "post" };
const struct oriel__run_class oriel__run_input = { .name = "input" };
const struct oriel__run_class oriel__run_drop = { .name = "drop", .is_nested = true };

static uint32_t cause_next_id(oriel_loop *loop) {
	if (++loop->last_run >= LOST)
		loop->last_run = 1;
	return loop->last_run;
}

static const char *cause_site_of(const struct oriel__run *run) {
	return run->run_class->site != NULL ? run->run_class->site(run) :
										atomic_load_explicit(&run->site, memory_order_relaxed);
}

struct oriel__run_text oriel__run_describe(const struct oriel__run *run) {
	struct oriel__run_text text = { .site = cause_site_of(run) };
	if (run->run_class->describe != NULL)
		run->run_class->describe(run, &text);
	return text;
}

static struct oriel__record *cause_record_new(
	oriel_loop *loop, const struct oriel__run_class *run_class, const char *site, uint32_t cause) {
	uint32_t id = cause_next_id(loop);
	struct oriel__record *record = &loop->head.records[id & loop->record_mask];
	record->id = id;
	record->cause = cause;
	record->run_class = run_class;
	record->site = site;
	record->note[0] = '\0';
	return record;
}

static uint32_t cause_write_record(oriel_loop *loop, const struct oriel__run *run, uint32_t cause) {
	struct oriel__record *record = cause_record_new(
		loop, run->run_class, cause_site_of(run), cause);
	if (run->run_class->describe != NULL) {
		struct oriel__run_text text = oriel__run_describe(run);
		memcpy(record->note, text.note, sizeof(record->note));
	}
	return record->id;
}

static uint32_t cause_write_nested(oriel_loop *loop, struct oriel__run *run) {
	struct oriel__run *outer = run->outer;
	uint32_t cause = outer->id != ORIEL__RUN_UNWRITTEN ? outer->id : oriel__run_write(loop, outer);
	if (run->subject == NULL)
		return cause;
	uint32_t id = cause_write_record(loop, run, cause);
	if (--loop->storm.countdown == 0)
		oriel__storm_look(loop, id);
	return id;
}

uint32_t oriel__run_write(oriel_loop *loop, struct oriel__run *run) {
	if (run->written != 0)
		return run->written;
	bool is_part = run->run_class->is_nested && run->subject == NULL;
	uint32_t id = run->run_class->is_nested ? cause_write_nested(loop, run) :
											cause_write_record(loop, run, run->cause);
	if (is_part)
		return id;
	if (loop->head.trace != NULL)
		oriel__trace_run_written(loop, id, oriel__trace_point_of(loop, run));
	return *(run->context == NULL ? &run->id : &run->written) = id;
}

uint32_t oriel__run_write_foreign(oriel_loop *loop, const struct oriel__foreign_run *foreign) {
	struct oriel__record *record = cause_record_new(
		loop, foreign->run_class, foreign->site, foreign->has_cause ? LOST : 0);
	static const char note[] = " on another thread";
	snprintf(record->note, sizeof(record->note), "%.*s%s",
		(int)(sizeof(record->note) - sizeof(note)), foreign->run_class->name, note);
	if (loop->head.trace != NULL)
		oriel__trace_run_written(loop, record->id, foreign->point);
	return record->id;
}

/* Returns the innermost run with a description of its own, skipping runs that are only a part of
 * the run around them. */
static const struct oriel__run *cause_named_run(const oriel_loop *loop) {
	const struct oriel__run *run = loop->head.run;
	while (run->run_class->is_nested && run->subject == NULL)
		run = run->outer;
	return run;
}

struct oriel__foreign_run oriel__run_foreign(oriel_loop *loop) {
	const struct oriel__run *run = cause_named_run(loop);
	if (run->id == 0 || !ORIEL_CAUSES)
		return (struct oriel__foreign_run){ 0 };
	bool has_cause = run->cause != 0 || (run->run_class->is_nested && run->outer->id != 0);
	return (struct oriel__foreign_run){ run->run_class, cause_site_of(run),
		oriel__trace_point_of(loop, run), has_cause };
}

void oriel__causes_init(oriel_loop *loop) {
	loop->head.item.run_class = &oriel__run_none;
	loop->head.run = &loop->head.item;
	loop->head.drain.run_class = &oriel__run_microtask;
	loop->record_mask = (oriel__thread_is_main() ? MOST_RECORDS : RECORDS_OF_OTHERS) - 1;
	loop->head.records = ORIEL_CAUSES ?
		oriel__alloc_zero((size_t)loop->record_mask + 1, sizeof(struct oriel__record)) :
		NULL;
}

bool oriel__causes_grow(oriel_loop *loop) {
	size_t count = (size_t)loop->record_mask + 1;
	if (count == MOST_RECORDS)
		return false;
	struct oriel__record *records = oriel__alloc_zero(MOST_RECORDS, sizeof(*records));
	for (size_t i = 0; i < count; i++) {
		const struct oriel__record *record = &loop->head.records[i];
		records[record->id & (MOST_RECORDS - 1)] = *record;
	}
	oriel__free(loop->head.records);
	loop->head.records = records;
	loop->record_mask = MOST_RECORDS - 1;
	return true;
}

void oriel__causes_finish(oriel_loop *loop) {
	oriel__free(loop->head.records);
}

/* ---- Printing ---- */

struct printer {
	char *text;
	size_t capacity, length, items;
	size_t cut; /* the last position for the NUL that does not split a character */
};

static void cause_printer_add(struct printer *printer, const char *text) {
	for (; *text != '\0'; text++, printer->length++) {
		if (printer->length >= printer->capacity)
			continue;
		if ((*text & 0xC0) != 0x80)
			printer->cut = printer->length;
		printer->text[printer->length] = *text;
	}
}

static size_t cause_printer_end(struct printer *printer) {
	if (printer->capacity > 0)
		printer->text[printer->length < printer->capacity ? printer->length : printer->cut] = '\0';
	return printer->length;
}

const char *oriel__site_short(const char *site) {
	const char *slash = strrchr(site, '/');
	return slash != NULL ? slash + 1 : site;
}

static void cause_printer_add_item(
	struct printer *printer, const char *site, const char *name, bool is_repeated) {
	cause_printer_add(printer, printer->items++ > 0 ? " ← " : "");
	if (site != NULL) {
		cause_printer_add(printer, oriel__site_short(site));
		cause_printer_add(printer, " ");
	}
	cause_printer_add(printer, name);
	if (is_repeated)
		cause_printer_add(printer, ", repeated");
}

static void cause_printer_add_records(
	oriel_loop *loop, struct printer *printer, uint32_t id, size_t most_items) {
	while ((id &= ~ORIEL__RUN_REPEATED) != 0) {
		const struct oriel__record *record = oriel__cause_record(loop, id);
		if (record == NULL || printer->items == most_items) {
			cause_printer_add(printer, printer->items > 0 ? " ← …" : "…");
			return;
		}
		cause_printer_add_item(printer, record->site,
			record->note[0] != '\0' ? record->note : record->run_class->name,
			(record->cause & ORIEL__RUN_REPEATED) != 0);
		id = record->cause;
	}
}

size_t oriel__cause_print(oriel_loop *loop, char *text, size_t capacity) {
	struct printer printer = { .text = text, .capacity = capacity };
	if (ORIEL_CAUSES) {
		cause_printer_add_records(loop, &printer, oriel__run_here(loop, NULL), MAX_ITEMS);
	} else {
		const struct oriel__run *run = cause_named_run(loop);
		struct oriel__run_text described = oriel__run_describe(run);
		if (run->id != 0)
			cause_printer_add_item(&printer, described.site,
				described.note[0] != '\0' ? described.note : run->run_class->name, false);
	}
	return cause_printer_end(&printer);
}

size_t oriel__cause_print_of(oriel_loop *loop, const struct oriel__cause *cause, const char *name,
	char *text, size_t capacity) {
	struct printer printer = { .text = text, .capacity = capacity };
	cause_printer_add_item(&printer, cause->site, name, (cause->run & ORIEL__RUN_REPEATED) != 0);
	cause_printer_add_records(loop, &printer, cause->run, MAX_ITEMS);
	return cause_printer_end(&printer);
}

size_t oriel__cause_print_part(
	oriel_loop *loop, uint32_t id, size_t count, char *text, size_t capacity) {
	struct printer printer = { .text = text, .capacity = capacity };
	cause_printer_add_records(loop, &printer, id, count);
	return cause_printer_end(&printer);
}

size_t oriel_cause_print(char *text, size_t capacity) {
	return oriel__cause_print(oriel__here("oriel_cause_print"), text, capacity);
}
