/* SPDX-License-Identifier: MIT */
/*
 * Beginning and ending recordings and replays.
 */
#include "loop/loop_state_internal.h"
#include "loop/tape_state_internal.h"

#include "base/alloc_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static struct oriel__tape *tape_new(oriel_loop *loop, const char *caller, const char *path) {
	oriel__turn_check_outside(loop, caller);
	ORIEL_ASSERT(path != NULL, "%s: path is NULL; name a file", caller);
	ORIEL_ASSERT(loop->tape == NULL,
		"%s: this thread's loop has been recorded or replayed; make another loop", caller);
	struct oriel__tape *tape = oriel__alloc_zero(1, sizeof(*tape));
	tape->loop = loop;
	return tape;
}

static void record_begin(struct oriel__tape *tape, const struct oriel__tape_header *header) {
	oriel_loop *loop = tape->loop;
	tape->now_ns = header->now_ns;
	tape->tick_ns = header->tick_ns;
	loop->tape = tape;
	loop->head.clock.tape = tape;
	loop->head.clock.is_stale = true;
}

enum oriel_status oriel_record_start(const char *path) {
	oriel_loop *loop = oriel__here("oriel_record_start");
	struct oriel__tape *tape = tape_new(loop, "oriel_record_start", path);
	FILE *file = fopen(path, "wb");
	if (file == NULL) {
		oriel_log(
			ORIEL_LOG_ERROR, "oriel_record_start: %s cannot be written: %s", path, strerror(errno));
		oriel__free(tape);
		return ORIEL_OPERATION_ERROR;
	}
	const struct oriel__tape_header header = { loop->head.clock.is_virtual, loop->head.clock.now_ns,
		loop->head.clock.is_virtual ? 0 : oriel__clock_coarse() };
	oriel__tape_writer_init(&tape->writer, file, &header);
	record_begin(tape, &header);
	return ORIEL_OK;
}

static bool stop_recording(struct oriel__tape *tape) {
	oriel__tape_put(tape, (struct oriel__tape_record){ .kind = ORIEL__TAPE_END });
	tape->loop->head.clock.tape = NULL;
	tape->loop->head.clock.is_stale = true;
	bool is_whole = oriel__tape_writer_finish(&tape->writer);
	if (!is_whole)
		oriel_log(ORIEL_LOG_ERROR,
			"oriel_record_stop: the recording could not be written to its end; make room on its "
			"disk");
	return is_whole;
}

/* The program comes to its end, where the recording must come to its own. */
static void stop_replay(struct oriel__tape *tape) {
	if (oriel__tape_is_next(tape, ORIEL__TAPE_END, "the end of the program"))
		oriel__tape_complete(tape);
}

void oriel__tape_end(oriel_loop *loop) {
	struct oriel__tape *tape = oriel__tape(loop);
	if (tape != NULL && tape->is_replay)
		stop_replay(tape);
	else if (tape != NULL)
		stop_recording(tape);
}

enum oriel_status oriel_record_stop(void) {
	oriel_loop *loop = oriel__here("oriel_record_stop");
	oriel__turn_check_outside(loop, "oriel_record_stop");
	if (!oriel__tape_records(loop))
		return ORIEL_OK;
	return stop_recording(oriel__tape(loop)) ? ORIEL_OK : ORIEL_OPERATION_ERROR;
}

void oriel__tape_free(oriel_loop *loop) {
	if (loop->tape == NULL)
		return;
	oriel__tape_reader_finish(&loop->tape->reader);
	while (loop->tape->stand_ins != NULL) {
		struct oriel__stand_in *stand_in = loop->tape->stand_ins;
		loop->tape->stand_ins = stand_in->next;
		oriel__free(stand_in);
	}
	oriel__free(loop->tape);
	loop->tape = NULL;
}

/* NULL: errno says why. */
static unsigned char *record_read_all(const char *path, size_t *size) {
	unsigned char *bytes = NULL;
	size_t capacity = 0, count = 1;
	FILE *file = fopen(path, "rb");
	*size = 0;
	if (file == NULL)
		return NULL;
	while (count > 0) {
		enum { PIECE = 1 << 16 };
		unsigned char *grown = oriel__try_grow(bytes, &capacity, *size + PIECE, 1);
		errno = ENOMEM;
		if (grown == NULL)
			break;
		bytes = grown;
		errno = 0;
		count = fread(bytes + *size, 1, PIECE, file);
		*size += count;
	}
	int error = ferror(file) ? EIO : errno;
	fclose(file);
	errno = error;
	if (error == 0)
		return bytes;
	oriel__free(bytes);
	return NULL;
}

enum oriel_status oriel__tape_replay(
	oriel_loop *loop, unsigned char *data, size_t size, const char *path) {
	struct oriel__tape *tape = tape_new(loop, "oriel_replay_start", path);
	struct oriel__tape_header header = { 0 };
	char reason[ORIEL__TAPE_TEXT_SIZE];
	enum oriel_status status = oriel__tape_reader_init(&tape->reader, data, size, &header, reason);
	if (status != ORIEL_OK) {
		oriel_log(ORIEL_LOG_ERROR, "oriel_replay_start: %s cannot be replayed: %s", path, reason);
		oriel__tape_reader_finish(&tape->reader);
		oriel__free(tape);
		return status;
	}
	tape->is_replay = true;
	tape->result.state = ORIEL_REPLAY_RUNS;
	loop->head.clock.is_virtual = header.is_virtual;
	loop->head.clock.now_ns = header.now_ns;
	record_begin(tape, &header);
	oriel__tape_load(tape);
	return ORIEL_OK;
}

enum oriel_status oriel_replay_start(const char *path) {
	oriel_loop *loop = oriel__here("oriel_replay_start");
	ORIEL_ASSERT(path != NULL, "oriel_replay_start: path is NULL; name a recording");
	size_t size;
	unsigned char *data = record_read_all(path, &size);
	if (data != NULL)
		return oriel__tape_replay(loop, data, size, path);
	oriel_log(ORIEL_LOG_ERROR, "oriel_replay_start: %s cannot be read: %s", path, strerror(errno));
	return ORIEL_NOT_FOUND_ERROR;
}

struct oriel_replay_result oriel_replay_result(void) {
	oriel_loop *loop = oriel__here("oriel_replay_result");
	if (oriel__tape_replays(loop) && loop->tape->silent == 0 &&
		loop->tape->next.kind == ORIEL__TAPE_END)
		oriel__tape_complete(loop->tape);
	return loop->tape != NULL ? loop->tape->result : (struct oriel_replay_result){ 0 };
}

static const char *record_asked(const char *name) {
	const char *path = getenv(name);
	return path != NULL && path[0] != '\0' ? path : NULL;
}

bool oriel__tape_replay_is_asked(void) {
	return record_asked("ORIEL_REPLAY") != NULL;
}

bool oriel__tape_by_environment(oriel_loop *loop) {
	if (loop->tape != NULL)
		return true;
	if (oriel__tape_replay_is_asked())
		return oriel_replay_start(record_asked("ORIEL_REPLAY")) == ORIEL_OK;
	return record_asked("ORIEL_RECORD") == NULL ||
		oriel_record_start(record_asked("ORIEL_RECORD")) == ORIEL_OK;
}
