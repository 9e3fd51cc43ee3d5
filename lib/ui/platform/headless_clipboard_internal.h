/* SPDX-License-Identifier: MIT */
/*
 * The clipboard of a headless platform: memory, and another program that a test plays.
 */
#ifndef ORIEL_PLATFORM_HEADLESS_CLIPBOARD_INTERNAL_H
#define ORIEL_PLATFORM_HEADLESS_CLIPBOARD_INTERNAL_H

#include "clipboard_own_internal.h"

struct oriel__headless_request;

struct oriel__headless_clipboard {
	struct oriel__clipboard_own own[ORIEL_SELECTION_COUNT];
	struct {
		char **names; /* NULL: no other program owns the selection */
		size_t count;
		struct oriel__clipboard_data data;
		bool is_hangs;
	} other[ORIEL_SELECTION_COUNT];
	struct oriel__headless_request *requests; /* unanswered, the oldest first */
	bool is_refuses;
};

enum oriel_status oriel__headless_clipboard_offer(struct oriel__headless_clipboard *clipboard,
	enum oriel_selection selection, const struct oriel_clipboard_offer *offer);
/* @param type NULL: the types */
void oriel__headless_clipboard_ask(struct oriel__headless_clipboard *clipboard,
	enum oriel_selection selection, const char *type, struct oriel_clipboard_request *request);
void oriel__headless_clipboard_cancel(
	struct oriel__headless_clipboard *clipboard, const struct oriel_clipboard_request *request);
void oriel__headless_clipboard_finish(struct oriel__headless_clipboard *clipboard);

/* As another program: owns the selection with data that is called by these names of the system's, a
 * comma between two. */
void oriel__headless_clipboard_own(struct oriel__headless_clipboard *clipboard,
	enum oriel_selection selection, const char *names, const char *data, size_t length);
/* Makes the other program hang, or reply by itself again. */
void oriel__headless_clipboard_set_hanging(
	struct oriel__headless_clipboard *clipboard, enum oriel_selection selection, bool hangs);
/* A part of the data reaches each request of the hanging program. */
void oriel__headless_clipboard_progress(
	struct oriel__headless_clipboard *clipboard, enum oriel_selection selection);
/* Lets the hanging program complete its oldest request; false: there is none. */
bool oriel__headless_clipboard_answer(
	struct oriel__headless_clipboard *clipboard, enum oriel_selection selection);
/* The other program ends. */
void oriel__headless_clipboard_end_owner(
	struct oriel__headless_clipboard *clipboard, enum oriel_selection selection);
/* How many requests wait. */
size_t oriel__headless_clipboard_waiting(const struct oriel__headless_clipboard *clipboard);
/* The data that another program gets for a name of the system's, with one reference; NULL: it is
 * not offered. */
struct oriel_bytes *oriel__headless_clipboard_fetch(
	const struct oriel__headless_clipboard *clipboard, enum oriel_selection selection,
	const char *name);

#endif
