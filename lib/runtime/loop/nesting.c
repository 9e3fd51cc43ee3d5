/* SPDX-License-Identifier: MIT */
/*
 * Endless nesting: a listener fires an event that calls the same listener again, or emitters emit
 * to each other. Such nesting would overflow the stack without a hint of the cause. Holds therefore
 * have a greatest depth (callback_internal.h), and this file fails an assertion beyond it.
 *
 * The message names the circle. The chain of runs (run_internal.h), read from the innermost run
 * outwards, repeats itself. Its shortest period is the circle, which is printed in the order of the
 * calls. Each listener is printed with the site that registered it and the site that fired or
 * emitted its event.
 */
#include "loop/cause_internal.h"

#include <oriel/runtime/log.h>

#include <stdio.h>
#include <string.h>

enum {
	READ = 64,   /* number of runs read; circles of up to half as many places are found */
	SHOWN = 8,   /* number of places printed if there is no circle */
	TEXT = 3000, /* size of the text in bytes */
};

struct places {
	struct oriel__run_text texts[READ];
	const struct oriel__run_class *classes[READ];
	const char *callers[READ];
	size_t count;
};

static void nesting_read_places(oriel_loop *loop, struct places *places) {
	const struct oriel__run *run = oriel__loop_head(loop)->run;
	for (; run != NULL && places->count < READ; run = run->outer) {
		if (run->run_class->is_nested && run->subject == NULL)
			continue;
		places->classes[places->count] = run->run_class;
		places->callers[places->count] = run->caller;
		places->texts[places->count++] = oriel__run_describe(run);
	}
}

static bool nesting_is_same_site(const char *a, const char *b) {
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool nesting_is_same_place(const struct places *places, size_t a, size_t b) {
	return nesting_is_same_site(places->texts[a].site, places->texts[b].site) &&
		nesting_is_same_site(places->callers[a], places->callers[b]) &&
		places->classes[a] == places->classes[b] &&
		strcmp(places->texts[a].note, places->texts[b].note) == 0;
}

/* Returns the length of the circle, or 0 if there is none. Only the outer part of the chain may lie
 * outside the circle. */
static size_t nesting_circle_length(const struct places *places) {
	for (size_t period = 1; period <= places->count / 2; period++) {
		size_t length = period;
		while (length < places->count && nesting_is_same_place(places, length - period, length))
			length++;
		if (length >= 2 * period && length >= places->count / 2)
			return period;
	}
	return 0;
}

/* Prints for example "ui.c:10 click on button (from ui.c:25)". */
static size_t nesting_print_place(const struct places *places, size_t i, char *text, size_t room) {
	const struct oriel__run_text *place = &places->texts[i];
	const char *name = place->note[0] != '\0' ? place->note : places->classes[i]->name,
			   *caller = places->callers[i];
	int length = snprintf(text, room, "%s%s%s%s%s%s",
		place->site != NULL ? oriel__site_short(place->site) : "", place->site != NULL ? " " : "",
		name, caller != NULL ? " (from " : "", caller != NULL ? oriel__site_short(caller) : "",
		caller != NULL ? ")" : "");
	return length > 0 && (size_t)length < room ? (size_t)length : 0;
}

/* Prints count places, the outermost first. */
static void nesting_print_places(
	const struct places *places, size_t count, bool is_circle, char *text, size_t size) {
	size_t length = 0;
	for (size_t i = count; i-- > 0 && length + 64 < size;) {
		length += nesting_print_place(places, i, text + length, size - length);
		if (i > 0 || is_circle)
			length += (size_t)snprintf(text + length, size - length, " → ");
	}
	if (is_circle && length + 64 < size)
		nesting_print_place(places, count - 1, text + length, size - length);
}

void oriel__nesting_fail(oriel_loop *loop) {
	struct places places = { .count = 0 };
	char text[TEXT] = "";
	unsigned depth = oriel__loop_head(loop)->hold_depth;
	nesting_read_places(loop, &places);
	size_t period = nesting_circle_length(&places);
	if (period > 0)
		nesting_print_places(&places, period, true, text, sizeof(text));
	else
		nesting_print_places(
			&places, places.count < SHOWN ? places.count : SHOWN, false, text, sizeof(text));
	oriel_assert_fail(ORIEL_SITE,
		"callbacks and dispatches are %u deep within one another, %s: %s; end it with a flag, or "
		"go on in a microtask",
		depth, period > 0 ? "in a circle" : "without an end", text);
}
