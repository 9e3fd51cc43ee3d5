/* SPDX-License-Identifier: MIT */
/*
 * What the tests of streams and their kin share: a loop whose census and descriptors must be at its end what they were at its beginning, and
 * what happens to streams as text.
 */
#ifndef ORIEL_IO_TEST_H
#define ORIEL_IO_TEST_H

#include "test.h"

#include <oriel/loop.h>
#include <oriel/process.h>
#include <oriel/socket.h>
#include <oriel/stream.h>

extern struct order order;
extern oriel_loop *loop;

/* For cmocka: a virtual loop; and its end, after which as many descriptors are open as before. */
int io_setup(void **state);
int io_teardown(void **state);
/* What is left of the loop now, instead of in io_teardown(). */
void io_end_loop(void);
int io_count_descriptors(void);

/* Notes all events of a stream, as "name event" and "name data text". name is borrowed. */
void io_note_events(oriel_stream *stream, const char *name);
/* Notes what becomes of the promise: "name ok", "name bytes text", "name NetworkError". Takes the promise over. */
void io_note_promise(oriel_promise *promise, const char *name);
/* Notes "name count" instead of text, for what is long. */
void io_note_length(oriel_promise *promise, const char *name);
/* Turns the loop, which waits for what is outside, until *flag. */
void io_run_until(const bool *flag);

#endif
