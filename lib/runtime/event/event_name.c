/* SPDX-License-Identifier: MIT */
/*
 * The names of all built-in events, including those of liboriel. All names are in one list, so that
 * a misspelt name is found whichever library fires the event. A change that adds an event adds its
 * name here.
 */
#include "event/event_name_internal.h"

#include <stdbool.h>
#include <string.h>

enum { SHORTEST_CHECKED = 5 }; /* letters */

static const char *const event_names[] = {
	/* the runtime */
	"abort", "close", "connection", "data", "drain", "end", "error", "exit", "longtask", "message",
	"open", "pressure", "rejectionhandled", "signal", "unhandledrejection",
	/* pointers */
	"auxclick", "click", "contextmenu", "dblclick", "gotpointercapture", "lostpointercapture",
	"pointercancel", "pointerdown", "pointerenter", "pointerleave", "pointermove", "pointerout",
	"pointerover", "pointerup", "wheel",
	/* keys and text */
	"action", "beforeinput", "beforetoggle", "cancel", "change", "compositionend",
	"compositionstart", "compositionupdate", "copy", "cut", "input", "invalid", "keydown", "keyup",
	"paste", "reset", "submit", "toggle",
	/* pictures */
	"load",
	/* windows and applications */
	"appearancechange", "blur", "command", "commandchange", "displaylost", "focus", "focusin",
	"focusout", "resize", "scroll", "scrollend", "visibilitychange",
};

/* Returns whether one letter of type is wrong, missing or too much, or two neighbours are
 * swapped. */
static bool event_name_is_near(const char *name, const char *type) {
	while (*name != '\0' && *name == *type) {
		name++;
		type++;
	}
	bool is_replaced = *name != '\0' && *type != '\0' && strcmp(name + 1, type + 1) == 0;
	bool is_missing = *name != '\0' && strcmp(name + 1, type) == 0;
	bool is_added = *type != '\0' && strcmp(name, type + 1) == 0;
	bool is_swapped = *name != '\0' && name[1] != '\0' && type[0] == name[1] &&
		type[1] == name[0] && strcmp(name + 2, type + 2) == 0;
	return is_replaced || is_missing || is_added || is_swapped;
}

const char *oriel__event_name_near(const char *type) {
	const char *near = NULL;
	if (strlen(type) < SHORTEST_CHECKED || strpbrk(type, "-:") != NULL)
		return NULL;
	for (size_t i = 0; i < sizeof(event_names) / sizeof(event_names[0]); i++) {
		if (strcmp(event_names[i], type) == 0)
			return NULL;
		if (near == NULL && event_name_is_near(event_names[i], type))
			near = event_names[i];
	}
	return near;
}
