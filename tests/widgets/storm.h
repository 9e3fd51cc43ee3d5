/* SPDX-License-Identifier: MIT */
/* What the files of test_storm.c share: the state of a play, and random windows and widgets. */
#ifndef TEST_WIDGETS_STORM_H
#define TEST_WIDGETS_STORM_H

#include <oriel/oriel.h>
#include <oriel/widgets.h>

#include "chance.h"
#include "test.h"

enum {
	STEP_SIZE = 4,
	WIDGETS = 48,
	DEEPEST = 24,
	MOST_WINDOWS = 2,
	ACTS_A_STEP = 40,
	ACTS_WITHIN = 3,
	STORM_TEXTS = 9
};

extern struct storm {
	oriel_app *app;
	oriel_loop *loop;
	oriel_widget_id widgets[WIDGETS]; /* created last; some are freed */
	size_t made;
	struct chance chance; /* the random numbers of the step */
	int acts, depth;      /* acts left in this step; depth of nested acts */
	bool is_over;
} storm;

/* Returns a random number below count, from the numbers of the step. */
static inline uint32_t pick(uint32_t count) {
	return roll(&storm.chance, count);
}

/* ---- storm_widgets.c ---- */

extern const char *const storm_texts[STORM_TEXTS];

/* Returns a random open window; NULL if there is none. */
oriel_window *any_window(void);
/* Returns a random widget that is neither destroyed nor being destroyed, nor a root; or NULL. */
oriel_widget *any_widget(void);
/* Returns a window's root, or a widget at a limited depth; or NULL. */
oriel_widget *any_parent(void);
bool is_root(const oriel_widget *widget);
size_t depth_of(const oriel_widget *widget);
size_t height_of(const oriel_widget *widget);
/* Returns a random value of the attribute "type" of a text field. */
const char *any_type(void);
/* Completes the text of a combo box. */
oriel_promise *storm_complete(const char *text, oriel_abort_signal *signal, void *data);
/* Makes a random widget, whose listeners and class act. */
oriel_widget *storm_make(void);
void storm_open_window(void);

/* ---- storm_act.c ---- */

/* Makes random calls, as the code of a program. event: the event of the listener; may be NULL */
void storm_act(oriel_event *event);
void storm_act_on_tree(void);
bool is_field(const oriel_widget *widget);

#endif
