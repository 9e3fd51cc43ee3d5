/* SPDX-License-Identifier: MIT */
/* Shared by tests of streams: notes the events and promises of streams as text. */
#ifndef ORIEL_IO_TEST_H
#define ORIEL_IO_TEST_H

#include "async_test.h"

#include <oriel/runtime/loop.h>
#include <oriel/io/process.h>
#include <oriel/io/socket.h>
#include <oriel/io/stream.h>

/* Destroys the loop at once, instead of in loop_teardown(). */
void io_end_loop(void);

/* Notes all events of a stream, as "name event" or "name data text". name is borrowed. */
void io_note_events(oriel_stream *stream, const char *name);
/* Notes the result of a promise: "name ok", "name bytes text" or "name NetworkError". Takes over
 * the promise. */
void io_note_promise(oriel_promise *promise, const char *name);
/* Notes the length of the result instead of its text. */
void io_note_length(oriel_promise *promise, const char *name);
/* Runs the loop, which waits for outside events, until *flag is set. */
void io_run_until(const bool *flag);

#endif
