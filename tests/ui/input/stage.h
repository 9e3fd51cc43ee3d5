/* SPDX-License-Identifier: MIT */
/*
 * A headless window of 400 × 300 px at scale 1 on a virtual clock, widgets that stand where a test
 * says, a record of the events that they get, and hands to act with. Every act runs the loop until
 * nothing is left to do, and a frame has been made.
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
/* Runs what can run, and the frames of the next 40 ms. */
void stage_run(struct stage *stage);

/* What the platform was told. */
struct oriel__headless_state stage_shown(const struct stage *stage);
oriel_platform_window *stage_platform_window(const struct stage *stage);

/* A container; a widget with activation, focusable, that records "activate <id>"; one that takes
 * text. At a place in its parent. */
oriel_widget *stage_box(
	oriel_widget *parent, const char *id, float x, float y, float width, float height);
/* A box without a place, in the flow. */
oriel_widget *stage_flow_box(void);
oriel_widget *stage_button(struct stage *stage, oriel_widget *parent, const char *id, float x,
	float y, float width, float height);
oriel_widget *stage_field(struct stage *stage, oriel_widget *parent, const char *id, float x,
	float y, float width, float height);
/* A box that scrolls, with rows of 50 px, each with the id "<id>0" and so on. */
oriel_widget *stage_list(
	oriel_widget *parent, const char *id, float x, float y, float width, float height, int rows);

/* Records "<type> <id>" for each type of the list, separated by spaces; the window's id is
 * "window". */
void stage_record(struct stage *stage, oriel_widget *widget, const char *types);
void stage_record_window(struct stage *stage, const char *types);
/* As stage_record(), with "<type> <id> from <id of the related target, or nobody>". */
void stage_record_related(struct stage *stage, oriel_widget *widget, const char *types);
/* The id of an event's target, "window", or "nobody". */
const char *stage_id(oriel_target *target);

#define PUSH(stage, ...) \
	oriel_input_push((stage)->window, &(const struct oriel_raw_input){ __VA_ARGS__ })

/* By mouse, pointer 1; the button of press, release and click is the primary one. */
void move(struct stage *stage, float x, float y);
void press(struct stage *stage, float x, float y);
void release(struct stage *stage, float x, float y);
void press_button(struct stage *stage, float x, float y, int button);
void release_button(struct stage *stage, float x, float y, int button);
void click(struct stage *stage, float x, float y);
void wheel(struct stage *stage, float x, float y, float wheel_x, float wheel_y);
/* By finger. */
void touch(struct stage *stage, int64_t id, float x, float y);
void drag(struct stage *stage, int64_t id, float x, float y);
void lift(struct stage *stage, int64_t id, float x, float y);
/* By keyboard. */
void key_down(struct stage *stage, const char *key, unsigned modifiers);
void key_up(struct stage *stage, const char *key, unsigned modifiers);
void key(struct stage *stage, const char *key, unsigned modifiers);
void type_text(struct stage *stage, const char *text);

#endif
