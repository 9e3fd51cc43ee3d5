/* SPDX-License-Identifier: MIT */
/*
 * Begins and ends recordings and replays.
 */
#include "replay/recording_state_internal.h"

#include "base/alloc_internal.h"

#include <oriel/runtime/log.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static struct oriel__recording *recording_kept(const oriel_loop *loop) {
	return oriel__loop_slot(loop, ORIEL__LOOP_SLOT_REPLAY);
}

static struct oriel__recording *recording_new(
	oriel_loop *loop, const char *caller, const char *path) {
	oriel__turn_check_outside(loop, caller);
	ORIEL_ASSERT(path != NULL, "%s: path is NULL; name a file", caller);
	ORIEL_ASSERT(recording_kept(loop) == NULL,
		"%s: this thread's loop has been recorded or replayed; make another loop", caller);
	struct oriel__recording *recording = oriel__alloc_zero(1, sizeof(*recording));
	recording->external.external_class = &oriel__recording_class;
	recording->loop = loop;
	return recording;
}

static void recording_finish(void *value) {
	struct oriel__recording *recording = value;
	oriel__recording_reader_finish(&recording->reader);
	while (recording->placeholders != NULL) {
		struct oriel__placeholder_task *stand_in = recording->placeholders;
		recording->placeholders = stand_in->next;
		oriel__free(stand_in);
	}
	oriel__free(recording);
}

static void recording_begin(
	struct oriel__recording *recording, const struct oriel__recording_header *header) {
	recording->now_ns = header->now_ns;
	recording->tick_ns = header->tick_ns;
	oriel__loop_set_slot(recording->loop, ORIEL__LOOP_SLOT_REPLAY, recording, recording_finish);
	oriel__external_set(recording->loop, &recording->external);
}

enum oriel_status oriel_record_start(const char *path) {
	oriel_loop *loop = oriel__loop_here("oriel_record_start");
	struct oriel__recording *recording = recording_new(loop, "oriel_record_start", path);
	FILE *file = fopen(path, "wb");
	if (file == NULL) {
		oriel_log(
			ORIEL_LOG_ERROR, "oriel_record_start: %s cannot be written: %s", path, strerror(errno));
		oriel__free(recording);
		return ORIEL_OPERATION_ERROR;
	}
	const struct oriel__clock *clock = &oriel__loop_head(loop)->clock;
	const struct oriel__recording_header header = {
		clock->is_virtual, clock->now_ns, clock->is_virtual ? 0 : oriel__clock_coarse() };
	oriel__recording_writer_init(&recording->writer, file, &header);
	recording_begin(recording, &header);
	return ORIEL_OK;
}

static bool recording_stop(struct oriel__recording *recording) {
	oriel__recording_put(recording, (struct oriel__recording_record){ .kind = NULL });
	oriel__external_set(recording->loop, NULL);
	bool is_whole = oriel__recording_writer_finish(&recording->writer);
	if (!is_whole)
		oriel_log(ORIEL_LOG_ERROR,
			"oriel_record_stop: the recording could not be written to its end; make room on its "
			"disk");
	return is_whole;
}

/* Ends a replay at the end of the program; the recording must end there too. */
static void recording_stop_replay(struct oriel__recording *recording) {
	if (oriel__recording_is_next(recording, NULL, "the end of the program"))
		oriel__recording_complete(recording);
}

void oriel__recording_end(struct oriel__external *external) {
	if (external->is_replay)
		recording_stop_replay(oriel__recording_of(external));
	else
		recording_stop(oriel__recording_of(external));
}

enum oriel_status oriel_record_stop(void) {
	oriel_loop *loop = oriel__loop_here("oriel_record_stop");
	oriel__turn_check_outside(loop, "oriel_record_stop");
	if (!oriel__loop_is_recorded(loop))
		return ORIEL_OK;
	return recording_stop(oriel__recording(loop)) ? ORIEL_OK : ORIEL_OPERATION_ERROR;
}

/* Returns the content of a file, or NULL with errno set. */
static unsigned char *recording_read_file(const char *path, size_t *size) {
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

enum oriel_status oriel__recording_replay(
	oriel_loop *loop, unsigned char *data, size_t size, const char *path) {
	struct oriel__recording *recording = recording_new(loop, "oriel_replay_start", path);
	struct oriel__recording_header header = { 0 };
	char reason[ORIEL__RECORDING_TEXT_SIZE];
	enum oriel_status status = oriel__recording_reader_init(
		&recording->reader, data, size, &header, reason);
	if (status != ORIEL_OK) {
		oriel_log(ORIEL_LOG_ERROR, "oriel_replay_start: %s cannot be replayed: %s", path, reason);
		oriel__recording_reader_finish(&recording->reader);
		oriel__free(recording);
		return status;
	}
	recording->external.is_replay = true;
	recording->result.state = ORIEL_REPLAY_RUNS;
	oriel__loop_head(loop)->clock.is_virtual = header.is_virtual;
	oriel__loop_head(loop)->clock.now_ns = header.now_ns;
	recording_begin(recording, &header);
	oriel__recording_load(recording);
	return ORIEL_OK;
}

enum oriel_status oriel_replay_start(const char *path) {
	oriel_loop *loop = oriel__loop_here("oriel_replay_start");
	ORIEL_ASSERT(path != NULL, "oriel_replay_start: path is NULL; name a recording");
	size_t size;
	unsigned char *data = recording_read_file(path, &size);
	if (data != NULL)
		return oriel__recording_replay(loop, data, size, path);
	oriel_log(ORIEL_LOG_ERROR, "oriel_replay_start: %s cannot be read: %s", path, strerror(errno));
	return ORIEL_NOT_FOUND_ERROR;
}

struct oriel_replay_result oriel_replay_result(void) {
	oriel_loop *loop = oriel__loop_here("oriel_replay_result");
	struct oriel__recording *recording = recording_kept(loop);
	if (oriel__loop_is_replayed(loop) && recording->silent == 0 && recording->next.kind == NULL)
		oriel__recording_complete(recording);
	return recording != NULL ? recording->result : (struct oriel_replay_result){ 0 };
}

static const char *recording_begin_requested(const char *name) {
	const char *path = getenv(name);
	return path != NULL && path[0] != '\0' ? path : NULL;
}

bool oriel__recording_replay_is_asked(void) {
	return recording_begin_requested("ORIEL_REPLAY") != NULL;
}

bool oriel__recording_by_environment(oriel_loop *loop) {
	if (recording_kept(loop) != NULL)
		return true;
	if (oriel__recording_replay_is_asked())
		return oriel_replay_start(recording_begin_requested("ORIEL_REPLAY")) == ORIEL_OK;
	return recording_begin_requested("ORIEL_RECORD") == NULL ||
		oriel_record_start(recording_begin_requested("ORIEL_RECORD")) == ORIEL_OK;
}
