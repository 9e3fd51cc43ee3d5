/* SPDX-License-Identifier: MIT */
/* What the tests of streams and their kin share besides: what happens to streams as text. */
#ifndef ORIEL_IO_TEST_H
#define ORIEL_IO_TEST_H

#include "async_test.h"

#include <oriel/runtime/loop.h>
#include <oriel/io/process.h>
#include <oriel/io/socket.h>
#include <oriel/io/stream.h>

/* The end of the loop now, instead of in loop_teardown(). */
void io_end_loop(void);

/* Notes all events of a stream, as "name event" and "name data text". name is borrowed. */
void io_note_events(oriel_stream *stream, const char *name);
/* Notes what becomes of the promise: "name ok", "name bytes text", "name NetworkError". Takes the
 * promise over. */
void io_note_promise(oriel_promise *promise, const char *name);
/* Notes "name count" instead of text, for what is long. */
void io_note_length(oriel_promise *promise, const char *name);
/* Turns the loop, which waits for what is outside, until *flag. */
void io_run_until(const bool *flag);

#endif
