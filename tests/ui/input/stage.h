/* SPDX-License-Identifier: MIT */
/*
 * A headless window of 400 × 300 px at scale 1 on a virtual clock, with widgets at given positions.
 * Records their events, and has functions that produce input. Each of those functions runs the loop
 * until it is idle and a frame has been made.
 */
#ifndef TEST_STAGE_H
#define TEST_STAGE_H

#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>
#include <oriel/extend/style.h>
#include <oriel/oriel.h>

#include "platform/headless_internal.h"
#include "test.h"

#define STAGE_TEST(f) cmocka_unit_test_setup_teardown(f, stage_setup, stage_teardown)

struct stage {
	oriel_app *app;
	oriel_loop *loop;
	oriel_window *window;
	oriel_widget *root;
	struct order order;
};

int stage_setup(void **state);
int stage_teardown(void **state);
/* Runs all due work, and the frames of the next 40 ms. */
void stage_run(struct stage *stage);

/* Returns the state that the window has set in the platform. */
struct oriel__headless_state stage_shown(const struct stage *stage);
oriel_platform_window *stage_platform_window(const struct stage *stage);

/* Create a widget at a position in its parent: a container; a focusable widget with an activation
 * that records "activate <id>"; a text input. */
oriel_widget *stage_box(
	oriel_widget *parent, const char *id, float x, float y, float width, float height);
/* Creates a box in the flow, without a position. */
oriel_widget *stage_flow_box(void);
oriel_widget *stage_button(struct stage *stage, oriel_widget *parent, const char *id, float x,
	float y, float width, float height);
oriel_widget *stage_field(struct stage *stage, oriel_widget *parent, const char *id, float x,
	float y, float width, float height);
/* Creates a scrolling box with rows of 50 px; their ids are "<id>0", "<id>1" and so on. */
oriel_widget *stage_list(
	oriel_widget *parent, const char *id, float x, float y, float width, float height, int rows);

/* Records "<type> <id>" for each type of the list, separated by spaces; the window's id is
 * "window". */
void stage_record(struct stage *stage, oriel_widget *widget, const char *types);
void stage_record_window(struct stage *stage, const char *types);
/* Records as stage_record(), with "<type> <id> from <id of the related target, or none>". */
void stage_record_related(struct stage *stage, oriel_widget *widget, const char *types);
/* Returns the id of an event's target, "window", or "none". */
const char *stage_id(oriel_target *target);

#define PUSH(stage, ...) \
	oriel_input_push((stage)->window, &(const struct oriel_raw_input){ __VA_ARGS__ })

/* Produce input of the mouse, pointer 1; press, release and click use the primary button. */
void move(struct stage *stage, float x, float y);
void press(struct stage *stage, float x, float y);
void release(struct stage *stage, float x, float y);
void press_button(struct stage *stage, float x, float y, int button);
void release_button(struct stage *stage, float x, float y, int button);
void click(struct stage *stage, float x, float y);
void wheel(struct stage *stage, float x, float y, float wheel_x, float wheel_y);
/* Produce input of a finger. */
void touch(struct stage *stage, int64_t id, float x, float y);
void drag(struct stage *stage, int64_t id, float x, float y);
void lift(struct stage *stage, int64_t id, float x, float y);
/* Produce input of the keyboard. */
void key_down(struct stage *stage, const char *key, unsigned modifiers);
void key_up(struct stage *stage, const char *key, unsigned modifiers);
void key(struct stage *stage, const char *key, unsigned modifiers);
void type_text(struct stage *stage, const char *text);

#endif
