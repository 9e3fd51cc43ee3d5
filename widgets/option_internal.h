/* SPDX-License-Identifier: MIT */
/*
 * The list of options that a select or a combo box shows: a popover, and a child of its owner. The
 * owner keeps the focus. The list has an active option, which keys and the pointer move.
 */
#ifndef ORIEL_WIDGETS_OPTION_INTERNAL_H
#define ORIEL_WIDGETS_OPTION_INTERNAL_H

#include <oriel/extend/widget.h>

#include "text_part_internal.h"

struct option {
	struct text_widget text; /* first */
	oriel_widget_id list; /* in a window: the list around; 0: none */
	bool is_initially_selected; /* as the program has chosen last: what a reset restores */
};

/* What a list calls its owner with. Each may be NULL, but for choose. */
struct option_list_owner {
	/* the user has chosen an option */
	void (*choose)(oriel_widget *owner, oriel_widget *option);
	/* an option came, went, or has another text or attribute */
	void (*option_changed)(oriel_widget *owner, const oriel_widget *option);
	void (*toggled)(oriel_widget *owner);         /* the list is shown, or not any more */
	bool is_press_through; /* a press beside the list goes on to what it hits */
};

/* Makes an empty list, which its owner appends to itself. functions is static. */
oriel_widget *oriel__option_list_new(
	const oriel_widget *owner, const struct option_list_owner *functions);
/* Returns the child of a widget with this id; NULL if the program has taken it away. */
oriel_widget *oriel__child_from_id(const oriel_widget *widget, oriel_widget_id id);

/* Returns the next option of a list in tree order, after a widget of it; NULL: none. */
oriel_widget *oriel__option_next(const oriel_widget *list, const oriel_widget *after);
/* Returns whether an option is shown and enabled, whether its list is or not. */
bool oriel__option_is_enabled(const oriel_widget *option);
/* Returns the first or the last option that can be chosen; NULL: none. */
oriel_widget *oriel__option_list_end(const oriel_widget *list, bool is_last);

/* Returns the active option; NULL: none, or it cannot be chosen any more. */
oriel_widget *oriel__option_list_active(const oriel_widget *list);
/* Makes an option active, or none if it is NULL, and scrolls it into view. */
void oriel__option_list_set_active(oriel_widget *list, oriel_widget *option);
/* Moves the active option by an arrow, Page Up or Page Down. Returns whether the key does that. */
bool oriel__option_list_key(oriel_widget *list, const oriel_event *key_down);

/* Returns whether the mouse causes an event; false for a finger, a pen and a program. */
bool oriel__event_is_by_mouse(const oriel_event *event);

/* Shows a list below its owner, or hides it. */
void oriel__option_list_show(oriel_widget *list);
bool oriel__option_list_is_shown(const oriel_widget *list);

#endif
