/* SPDX-License-Identifier: MIT */
/*
 * Nesting without end: a listener that fires what calls it again, emitters that emit to each other. The stack would overflow,
 * which says nothing of the cause; so holds have a greatest depth (callback-internal.h), beyond which an assertion fails here.
 *
 * Its sentence names the circle. The chain of runs (run-internal.h), read from the innermost outwards, repeats itself; the
 * shortest period of what is read is the circle, which is printed in the order of the calls.
 */
#include "loop/cause-internal.h"

#include <oriel/log.h>

#include <stdio.h>
#include <string.h>

enum {
	READ = 64,   /* runs: circles of up to half as many places are found */
	SHOWN = 8,   /* places of something that is no circle */
	TEXT = 1024, /* bytes */
};

struct places {
	struct oriel__run_text texts[READ];
	const struct oriel__run_class *classes[READ];
	size_t count;
};

static void read_places(oriel_loop *loop, struct places *places) {
	const struct oriel__run *run = oriel__loop_head(loop)->run;
	for (; run != NULL && places->count < READ; run = run->outer) {
		if (run->run_class->is_nested && run->subject == NULL)
			continue;
		places->classes[places->count] = run->run_class;
		places->texts[places->count++] = oriel__run_describe(run);
	}
}

static bool is_same_place(const struct places *places, size_t a, size_t b) {
	const char *first = places->texts[a].site, *second = places->texts[b].site;
	bool same_site = first == second || (first != NULL && second != NULL && strcmp(first, second) == 0);
	return same_site && places->classes[a] == places->classes[b] && strcmp(places->texts[a].note, places->texts[b].note) == 0;
}

/* Only what is around the circle may not repeat itself. 0: nothing does. */
static size_t period_of(const struct places *places) {
	for (size_t period = 1; period <= places->count / 2; period++) {
		size_t length = period;
		while (length < places->count && is_same_place(places, length - period, length))
			length++;
		if (length >= 2 * period && length >= places->count / 2)
			return period;
	}
	return 0;
}

static size_t print_place(const struct places *places, size_t i, char *text, size_t room) {
	const struct oriel__run_text *place = &places->texts[i];
	const char *name = place->note[0] != '\0' ? place->note : places->classes[i]->name;
	int length = snprintf(text, room, "%s%s%s", place->site != NULL ? oriel__site_short(place->site) : "", place->site != NULL ? " " : "", name);
	return length > 0 && (size_t)length < room ? (size_t)length : 0;
}

/* count places, the outermost first. */
static void print_places(const struct places *places, size_t count, bool is_circle, char *text, size_t size) {
	size_t length = 0;
	for (size_t i = count; i-- > 0 && length + 64 < size;) {
		length += print_place(places, i, text + length, size - length);
		if (i > 0 || is_circle)
			length += (size_t)snprintf(text + length, size - length, " → ");
	}
	if (is_circle && length + 64 < size)
		print_place(places, count - 1, text + length, size - length);
}

void oriel__nesting_fail(oriel_loop *loop) {
	struct places places = { .count = 0 };
	char text[TEXT] = "";
	unsigned depth = oriel__loop_head(loop)->hold_depth;
	read_places(loop, &places);
	size_t period = period_of(&places);
	if (period > 0)
		print_places(&places, period, true, text, sizeof(text));
	else
		print_places(&places, places.count < SHOWN ? places.count : SHOWN, false, text, sizeof(text));
	oriel_assert_fail(ORIEL_SITE, "callbacks and dispatches are %u deep within one another, %s: %s; end it with a flag, or go on in a microtask", depth,
		period > 0 ? "in a circle" : "without an end", text);
}
