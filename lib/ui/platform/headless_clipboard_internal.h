/* SPDX-License-Identifier: MIT */
/*
 * The clipboard of a headless platform: the program's own offers, and another program that a test
 * simulates.
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
		bool is_hanging;
	} other[ORIEL_SELECTION_COUNT];
	struct oriel__headless_request *requests; /* unanswered, oldest first */
	bool is_refusing;
};

enum oriel_status oriel__headless_clipboard_offer(struct oriel__headless_clipboard *clipboard,
	enum oriel_selection selection, const struct oriel_clipboard_offer *offer);
/* Completes a request, or keeps it waiting if the simulated program hangs. @param type NULL: asks
 * for the types */
void oriel__headless_clipboard_ask(struct oriel__headless_clipboard *clipboard,
	enum oriel_selection selection, const char *type, struct oriel_clipboard_request *request);
void oriel__headless_clipboard_cancel(
	struct oriel__headless_clipboard *clipboard, const struct oriel_clipboard_request *request);
void oriel__headless_clipboard_finish(struct oriel__headless_clipboard *clipboard);

/* Makes the simulated program the owner of a selection. @param names the system's names of the
 * data, separated by commas */
void oriel__headless_clipboard_own(struct oriel__headless_clipboard *clipboard,
	enum oriel_selection selection, const char *names, const char *data, size_t length);
/* Sets whether the simulated program leaves requests unanswered until
 * oriel__headless_clipboard_answer(). */
void oriel__headless_clipboard_set_hanging(
	struct oriel__headless_clipboard *clipboard, enum oriel_selection selection, bool hangs);
/* Reports the arrival of a part of the data to each waiting request. */
void oriel__headless_clipboard_progress(
	struct oriel__headless_clipboard *clipboard, enum oriel_selection selection);
/* Completes the oldest waiting request; returns false if there is none. */
bool oriel__headless_clipboard_answer(
	struct oriel__headless_clipboard *clipboard, enum oriel_selection selection);
/* Ends the simulated program: its selection is empty, and its waiting requests fail. */
void oriel__headless_clipboard_end_owner(
	struct oriel__headless_clipboard *clipboard, enum oriel_selection selection);
/* Returns the number of waiting requests. */
size_t oriel__headless_clipboard_waiting(const struct oriel__headless_clipboard *clipboard);
/* Returns the data that another program gets for one of the system's names, with one reference;
 * NULL: the name is not offered. */
struct oriel_bytes *oriel__headless_clipboard_fetch(
	const struct oriel__headless_clipboard *clipboard, enum oriel_selection selection,
	const char *name);

#endif
