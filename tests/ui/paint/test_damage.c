/* SPDX-License-Identifier: MIT */
/*
 * Damage: the pixels that an update touches. After thousands of random changes, incrementally
 * updated pixels must equal those of a new window.
 */
#include "canvas.h"
#include "styled.h"
#include "chance.h"
#include "shrink.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <oriel/extend/recorder.h>
#include <oriel/extend/top_layer.h>
#include <oriel/ui/set.h>

/* ---- Random changes ---- */

enum { STEP_SIZE = 4 };

static struct chance chance;

static const char *const alignments[] = { "start", "center", "end", "stretch", "baseline" };
static const char *const overflows[] = { "visible", "hidden", "auto", "scroll", "clip" };
static const char *const bar_modes[] = { "overlay", "classic" };
static const char *const positions[] = { "static", "relative", "absolute", "fixed", "sticky" };
static const char *const z_indexes[] = { "auto", "auto", "0", "-1", "1", "2" };

static unsigned pick(unsigned count) {
	return roll(&chance, count);
}

static oriel_color pick_color(void) {
	static const oriel_color colors[] = {
		ORIEL_RGB(0xffffff),
		ORIEL_RGB(0x3584e4),
		ORIEL_RGB(0x26a269),
		ORIEL_RGBA(0xe01b24, 0x80),
		ORIEL_RGBA(0x000000, 0x20),
		ORIEL_TRANSPARENT,
	};
	return colors[pick(6)];
}

static void draw_something(oriel_recorder *recorder, struct oriel_rect box) {
	const struct oriel_point check[] = { { 3, 8 }, { 7.5f, 12 }, { 15, 3 } };
	const struct oriel_point triangle[] = { { 0, 0 }, { box.width, box.height / 2 },
		{ 0, box.height } };
	oriel_record_polygon(recorder, triangle, 3, ORIEL_RGBA(0x9141ac, 0x90));
	oriel_record_push_clip(recorder, (struct oriel_rect){ 2, 2, box.width - 4, box.height - 4 });
	oriel_record_stroke(recorder, check, 3, 2, ORIEL_RGB(0x000000));
	oriel_record_pop_clip(recorder);
}

/* Also generates lengths beyond the precision of float, or beyond int in device pixels. */
static bool is_far;

static const float far_lengths[] = { 0, 10, 9999.5f, 4e6f, 15999990, 16000010, 16777216, 33554432,
	3.3e8f, 1e9f };
enum { FAR_LENGTHS = sizeof(far_lengths) / sizeof(far_lengths[0]) };

static float pick_far(void) {
	float length = far_lengths[pick(FAR_LENGTHS)] + (float)pick(40);
	return pick(2) ? length : -length;
}

/* Draws by the size alone, so that each recording looks the same. */
static void draw_far(oriel_recorder *recorder, struct oriel_rect box) {
	const float x = far_lengths[(unsigned)box.width % FAR_LENGTHS],
				y = far_lengths[(unsigned)box.height % FAR_LENGTHS];
	const struct oriel_point line[] = { { 3, 8 }, { -x, y } };
	oriel_record_fill(recorder, (struct oriel_rect){ x, y, 40, 30 }, ORIEL_RGB(0x613583));
	oriel_record_fill(
		recorder, (struct oriel_rect){ -x, -y, x + 20, y + 9 }, ORIEL_RGBA(0x33d17a, 0x50));
	oriel_record_round_rect(
		recorder, (struct oriel_rect){ 5, 5, x, y }, x + y, ORIEL_RGBA(0xff7800, 0x60));
	oriel_record_stroke(recorder, line, 2, 3, ORIEL_RGB(0x1a5fb4));
}

static oriel_widget *pick_leaf(void) {
	if (is_far && pick(4) == 0)
		return picture_new((float)pick(40) + 1, (float)pick(30) + 1, draw_far);
	switch (pick(3)) {
	case 0:
		return words_new(pick(2) ? "Quick zephyrs" : "blow, vexing daft Jim", 13);
	case 1:
		return picture_new((float)pick(40) + 0.3f, (float)pick(30) + 0.7f, draw_something);
	default:
		return styled(box_new(ORIEL_DIRECTION_ROW), "width: %upx; height: %upx; background: #%08x",
			pick(60), pick(40), pick_color());
	}
}

static void restyle_far(oriel_widget *widget) {
	switch (pick(7)) {
	case 0:
		oriel_set_style(widget, "overflow-y", "%s", overflows[pick(5)]);
		oriel_set_style(widget, "-oriel-scrollbar-mode", "%s", bar_modes[pick(2)]);
		oriel_set_style(widget, "border-radius", "%gpx", (double)(fabsf(pick_far()) + 0.5f));
		break;
	case 1:
		oriel_set_style(widget, "height", "%gpx", (double)(fabsf(pick_far())));
		oriel_set_style(widget, "flex-shrink", "0");
		break;
	case 2:
		oriel_set_style(widget, "width", "%gpx", (double)(fabsf(pick_far())));
		oriel_set_style(widget, "flex-shrink", "0");
		break;
	case 3:
		oriel_set_style(widget, "margin-top", "%gpx", (double)(pick_far()));
		oriel_set_style(widget, "margin-left", "%gpx", (double)(pick_far()));
		break;
	case 4:
		oriel_set_style(widget, "position", "absolute");
		oriel_set_style(widget, "top", "%gpx", (double)(pick_far()));
		oriel_set_style(widget, "left", "%gpx", (double)(pick_far()));
		break;
	case 5:
		shadow(widget,
			(struct oriel_shadow){
				pick_far(), pick_far(), fabsf(pick_far()), pick_far(), pick_color() });
		break;
	default:
		outline(widget, (float)pick(3), pick_far(), pick_color());
	}
}

static void restyle_order(oriel_widget *widget) {
	switch (pick(7)) {
	case 5:
		oriel_top_layer_remove(widget);
		break;
	case 6:
		if (oriel_parent(widget) != NULL)
			oriel_top_layer_add(widget, false);
		break;
	case 0:
		oriel_set_style(widget, "visibility", "%s", pick(3) ? "visible" : "hidden");
		break;
	case 1:
		oriel_set_style(widget, "isolation", "%s", pick(2) ? "isolate" : "auto");
		break;
	case 2:
		oriel_set_style(widget, "contain", "%s", pick(3) ? "none" : "paint");
		break;
	default:
		oriel_set_style(widget, "z-index", "%s", z_indexes[pick(6)]);
	}
}

static void restyle(oriel_widget *widget) {
	if (is_far && pick(2)) {
		restyle_far(widget);
		return;
	}
	switch (pick(13)) {
	case 0:
		oriel_set_style(widget, "background-color", "#%08x", (unsigned)(pick_color() | 1));
		break;
	case 1:
		oriel_set_style(widget, "border-radius", "%gpx", (float)pick(12) + 0.5f);
		break;
	case 2:
		oriel_set_style(widget, "border-color", "#%08x", (unsigned)(pick_color() | 1));
		oriel_set_style(widget, "border-width", "%gpx", (float)pick(4) + 0.4f);
		oriel_set_style(widget, "border-style", "solid");
		break;
	case 3:
		oriel_set_style(widget, "opacity", "%g", (double)(0.3f + (float)pick(8) / 10));
		break;
	case 4:
		oriel_set_style(widget, "margin", "%gpx", (float)pick(9) - 3);
		break;
	case 5:
		oriel_set_style(widget, "padding", "%gpx", (float)pick(9) + 0.2f);
		break;
	case 6:
		oriel_set_style(widget, "height", "%gpx", (double)(20 + (float)pick(80)));
		oriel_set_style(widget, "overflow-y", "%s", overflows[pick(5)]);
		oriel_set_style(widget, "-oriel-scrollbar-mode", "%s", bar_modes[pick(2)]);
		break;
	case 7:
		shadow(widget,
			(struct oriel_shadow){ (float)pick(7) - 3, (float)pick(7) - 3, (float)pick(9),
				(float)pick(5) - 2, pick_color() });
		break;
	case 8:
		outline(widget, (float)pick(3), (float)pick(5) - 2, pick_color());
		break;
	case 9:
		oriel_set_style(widget, "position", "%s", positions[pick(5)]);
		oriel_set_style(widget, "top", "%gpx", (float)pick(100));
		oriel_set_style(widget, "left", "%gpx", (float)pick(100));
		break;
	case 10:
		oriel_set_hidden(widget, pick(3) == 0);
		break;
	case 11:
		restyle_order(widget);
		break;
	default:
		oriel_set_style(widget, "flex-grow", "%g", (double)((float)pick(3)));
		oriel_set_style(widget, "align-items", "%s", alignments[pick(5)]);
	}
}

static oriel_widget *pick_widget(oriel_widget *root) {
	oriel_widget *widget = root;
	while (oriel_first_child(widget) != NULL && pick(4) != 0)
		widget = oriel_child_at(widget, pick((unsigned)oriel_child_count(widget)));
	while (oriel_widget_first_shadow_child(widget) != NULL && pick(2) != 0)
		widget = oriel_widget_first_shadow_child(widget);
	return widget;
}

/* Lists are never removed, so that there is something to scroll. */
static bool is_list(oriel_widget *root, oriel_widget *widget) {
	if (oriel_widget_host(widget) != NULL)
		return false;
	return widget == root || oriel_parent(widget) == root;
}

static void append_something(oriel_widget *parent) {
	oriel_widget *child = pick(2) ?
		pick_leaf() :
		with(box_new(ORIEL_DIRECTION_ROW + pick(4)), pick_leaf(), pick_leaf());
	size_t count = oriel_child_count(parent);
	if (count > 8 && pick(2)) {
		assert_int_equal(oriel_try_insert_before(parent, child,
							oriel_child_at(parent, pick(count < 20 ? (unsigned)count : 20))),
			ORIEL_OK);
		return;
	}
	if (oriel_try_prepend(parent, child) != ORIEL_OK ||
		(pick(2) && oriel_try_append(parent, child) != ORIEL_OK))
		oriel_destroy(child);
}

/* Descends into the shadow tree, too. */
static bool is_inside(const oriel_widget *widget, const oriel_widget *other) {
	while (widget != NULL && widget != other)
		widget = oriel_parent(widget) != NULL ? oriel_parent(widget) : oriel_widget_host(widget);
	return widget != NULL;
}

static void move_elsewhere(oriel_widget *root, oriel_widget *widget) {
	oriel_widget *parent = pick_widget(root);
	if (is_inside(parent, widget))
		return;
	enum oriel_status status;
	if (oriel_widget_type(parent)[0] == 'b')
		status = pick(2) ? oriel_try_append(parent, widget) :
						oriel_widget_try_move_before(parent, widget, oriel_first_child(parent));
	else
		status = oriel_widget_try_append_shadow_child(parent, widget);
	assert_int_equal(status, ORIEL_OK);
}

static const char *change(oriel_widget *root) {
	oriel_widget *widget = pick_widget(root);
	switch (pick(8)) {
	case 0:
	case 1:
		if (pick(4) == 0)
			assert_int_equal(
				oriel_widget_append_shadow_child(widget,
					styled(pick_leaf(), "left: %dpx; top: %upx", (int)pick(30) - 10, pick(30))),
				ORIEL_OK);
		else if (oriel_widget_type(widget)[0] == 'b')
			append_something(widget);
		return "an insertion";
	case 2:
		if (!is_list(root, widget))
			oriel_destroy(widget);
		return "a removal";
	case 3:
		if (!is_list(root, widget))
			move_elsewhere(root, widget);
		return "a move";
	case 4:
	case 5:
		for (double far = is_far && pick(2) ? (double)pick_far() :
				pick(8) == 0               ? 60 :
											1;
			widget != NULL; widget = oriel_parent(widget))
			oriel_scroll_by(widget, .x = (double)pick(40) - 20,
				.y = far * ((double)pick(40) - 15.5));
		return "scrolling";
	default:
		if (!is_list(root, widget) || pick(20) == 0)
			restyle(widget);
		return "a style";
	}
}

/* The rows of one list are in a separate column, which does not clip. */
static void populate(oriel_widget *root, int rows) {
	oriel_set_style(root, "background-color", "#fafafa");
	for (int i = 0; i < 4; i++) {
		oriel_widget *list = styled(box_new(ORIEL_DIRECTION_COLUMN),
			"overflow-y: auto; height: 60px; border-radius: %dpx; background: %s", i * 3,
			i & 1 ? "white" : "transparent");
		oriel_widget *column = rows > 8 && i == 3 ?
			oriel_set(box_new(ORIEL_DIRECTION_COLUMN), .style = "flex-shrink: 0") :
			list;
		for (int j = 0; j < rows; j++)
			with(column,
				oriel_set(with(box_new(ORIEL_DIRECTION_ROW), pick_leaf(), pick_leaf()),
					.style = "flex-shrink: 0; padding: 2px"));
		if (column != list)
			with(list, column);
		with(root, list);
	}
}

/* Makes the rows together higher than int allows in device pixels. */
static void make_rows_huge(oriel_widget *root) {
	for (oriel_widget *list = oriel_first_child(root); list != NULL;
		list = oriel_next_sibling(list)) {
		oriel_widget *column = oriel_child_count(list) == 1 ? oriel_first_child(list) : list;
		size_t i = 0;
		for (oriel_widget *row = oriel_first_child(column); row != NULL;
			row = oriel_next_sibling(row))
			if (i++ % 3 == 0)
				oriel_set_style(row, "height", "%gpx", (double)(333333.3f + (float)i));
	}
}

static uint64_t blits;

/* A step consists of up to three changes and an update, which must give the pixels of a repaint. */
static void play_step(struct paper *paper, const uint8_t *step, bool print) {
	const char *what = "";
	chance = chance_of_step(step, STEP_SIZE);
	for (unsigned more = pick(3) + 1; more > 0; more--) {
		what = change(paper->scene.root);
		if (more > 1 && pick(3) == 0)
			scene_layout(&paper->scene); /* layout without painting, as for hit testing */
	}
	if (print)
		print_step(step, STEP_SIZE, what);
	paper_update(paper);
	paper_assert_repaint_is_same(paper, what);
}

static bool play_changes(const uint8_t *steps, size_t count, bool print, float scale, int rows) {
	struct paper paper;
	paper_open(&paper, 200, 260, scale);
	chance.seed = 7919;
	populate(paper.scene.root, rows);
	if (is_far)
		make_rows_huge(paper.scene.root);
	paper_update(&paper);
	for (size_t i = 0; i < count; i++)
		play_step(&paper, steps + STEP_SIZE * i, print);
	blits += oriel__painter_counters(paper.painter)->blits;
	paper_close(&paper);
	return true;
}

#define PLAY(name, scale, rows) \
	static bool name(const uint8_t *steps, size_t count, bool print) { \
		return play_changes(steps, count, print, scale, rows); \
	}
PLAY(play_at_1, 1, 8)
PLAY(play_at_1_25, 1.25f, 8)
PLAY(play_at_1_5, 1.5f, 8)
PLAY(play_at_2, 2, 8)
PLAY(play_long_lists, 1, 190)
PLAY(play_long_lists_at_1_25, 1.25f, 90)

static bool play_each(bool (*const *plays)(const uint8_t *steps, size_t count, bool print),
	size_t count, uint64_t seeds) {
	bool all = true;
	blits = 0;
	for (size_t i = 0; i < count; i++)
		all &= play_seeds(&(const struct random_test){
			.step_size = STEP_SIZE, .max_steps = 200, .seeds = seeds, .play = plays[i] });
	return all;
}

static void random_changes_leave_the_pixels_of_a_repaint(void **state) {
	static bool (*const plays[])(const uint8_t *steps, size_t count, bool print) = { play_at_1,
		play_at_1_25, play_at_1_5, play_at_2 };
	if (play_each(plays, 4, 6))
		assert_true(blits > 50);
}

static void random_changes_of_long_lists_leave_the_pixels_of_a_repaint(void **state) {
	static bool (*const plays[])(const uint8_t *steps, size_t count,
		bool print) = { play_long_lists, play_long_lists_at_1_25 };
	if (play_each(plays, 2, 36))
		assert_true(blits > 20);
}

/* All rows that extend far are painted, which is slow in long lists. */
static void random_changes_far_away_leave_the_pixels_of_a_repaint(void **state) {
	static bool (*const plays[])(
		const uint8_t *steps, size_t count, bool print) = { play_at_1, play_at_1_25, play_at_2 };
	static bool (*const long_plays[])(
		const uint8_t *steps, size_t count, bool print) = { play_long_lists_at_1_25 };
	is_far = true;
	if (play_each(plays, 3, 2))
		assert_true(blits > 5);
	play_each(long_plays, 1, 1);
	is_far = false;
}

/* ---- Pixels that an update touches ---- */

static void an_update_without_changes_touches_nothing(void **state) {
	struct paper paper;
	(void)state;
	paper_open(&paper, 200, 100, 1);
	with(oriel_set(paper.scene.root, .style = "background-color: #ffffff"), words_new("Hello", 13));
	paper_update(&paper);
	assert_int_equal(paper.damage_count, 1);
	assert_int_equal(paper.damage[0].width * paper.damage[0].height, 200 * 100);
	paper_spoil(&paper);
	paper_update(&paper);
	assert_int_equal(paper.damage_count, 0);
	assert_int_equal(paper_spoilt(&paper), 200 * 100);
	paper_close(&paper);
}

static void a_redraw_that_looks_the_same_touches_nothing(void **state) {
	struct paper paper;
	(void)state;
	paper_open(&paper, 200, 100, 1);
	oriel_widget *words = words_new("Hello", 13);
	with(oriel_set(paper.scene.root, .style = "background-color: #ffffff"), words);
	paper_update(&paper);
	oriel_widget_redraw(words);
	paper_update(&paper);
	assert_int_equal(paper.damage_count, 0);
	assert_int_equal(oriel__painter_counters(paper.painter)->records, 3);
	paper_close(&paper);
}

static void only_changed_boxes_are_painted(void **state) {
	struct paper paper;
	(void)state;
	paper_open(&paper, 200, 100, 1);
	oriel_widget *box = oriel_set(box_new(ORIEL_DIRECTION_ROW),
		.style = "width: 20px; height: 10px; margin: 5px; align-self: start; background-color: "
				"#ff0000");
	with(oriel_set(paper.scene.root, .style = "background-color: #ffffff"), box,
		words_new("Hello", 13));
	paper_update(&paper);
	paper_spoil(&paper);
	oriel_set_style(box, "background-color", "#00ff00");
	paper_update(&paper);
	assert_int_equal(paper.damage_count, 1);
	assert_memory_equal(
		&paper.damage[0], (&(struct oriel_device_rect){ 5, 5, 20, 10 }), sizeof(paper.damage[0]));
	assert_int_equal(paper_spoilt(&paper), 200 * 100 - 20 * 10);
	assert_int_equal(paper_pixel(&paper, 5, 5), 0x00ff00);
	paper_close(&paper);
}

/* Returns the commands that an update executes, which changes a style. */
static uint64_t commands_of(
	struct paper *paper, oriel_widget *box, const char *property, const char *value) {
	uint64_t before = oriel__painter_counters(paper->painter)->commands;
	oriel_set_style(box, property, "%s", value);
	paper_update(paper);
	uint64_t commands = oriel__painter_counters(paper->painter)->commands - before;
	paper_assert_repaint_is_same(paper, value);
	return commands;
}

static void nothing_is_painted_under_an_opaque_cover(void **state) {
	struct paper paper;
	(void)state;
	paper_open(&paper, 200, 100, 1);
	oriel_widget *row = oriel_set(box_new(ORIEL_DIRECTION_ROW),
		.style = "height: 40px; margin: 10px; background-color: #ff0000");
	oriel_widget *list = oriel_set(box_new(ORIEL_DIRECTION_COLUMN),
		.style = "flex: 1; overflow: hidden; border-radius: 8px; background-color: #eeeeee");
	with(list, row);
	with(oriel_set(paper.scene.root, .style = "background-color: #ffffff"), list);
	paper_update(&paper);

	/* the row covers its own area */
	assert_int_equal(commands_of(&paper, row, "background-color", "#00ff00"), 1);
	/* a translucent row stands on the list */
	assert_int_equal(commands_of(&paper, row, "background-color", "#0000ff80"), 2);
	/* the corners of a row show the list */
	commands_of(&paper, row, "border-radius", "6px");
	assert_int_equal(commands_of(&paper, row, "background-color", "#00ffff"), 2);
	/* a group is drawn apart */
	commands_of(&paper, row, "opacity", "0.5");
	assert_int_equal(commands_of(&paper, row, "background-color", "#ffff00"), 2);
	/* the corners of the list show the root */
	assert_int_equal(commands_of(&paper, list, "background-color", "#cccccc"), 3);
	paper_close(&paper);
}

static void the_area_of_a_removed_box_is_repainted(void **state) {
	struct paper paper;
	(void)state;
	paper_open(&paper, 200, 100, 1);
	oriel_widget *box = oriel_set(box_new(ORIEL_DIRECTION_ROW),
		.style = "width: 20px; height: 10px; position: absolute; top: 5px; left: 5px; "
				"background-color: #ff0000");
	with(oriel_set(paper.scene.root, .style = "background-color: #ffffff"), box);
	paper_update(&paper);
	assert_int_equal(paper_pixel(&paper, 10, 10), 0xff0000);
	oriel_destroy(box);
	paper_update(&paper);
	assert_int_equal(paper_pixel(&paper, 10, 10), 0xffffff);
	assert_true(oriel__painter_counters(paper.painter)->pixels <= 200 * 100 + 22 * 12);
	paper_close(&paper);
}

static void too_many_rectangles_become_one(void **state) {
	struct paper paper;
	oriel_widget *boxes[5];
	(void)state;
	paper_open(&paper, 200, 100, 1);
	oriel_set_style(paper.scene.root, "background-color", "#ffffff");
	for (int i = 0; i < 5; i++) {
		boxes[i] = styled(box_new(ORIEL_DIRECTION_ROW),
			"width: 10px; height: 10px; position: absolute; left: %dpx; top: %dpx", 5 + 30 * i,
			5 + 15 * i);
		with(paper.scene.root, boxes[i]);
	}
	paper_update(&paper);
	for (int i = 0; i < 5; i++)
		oriel_set_style(boxes[i], "background-color", "#0000ff");
	scene_layout(&paper.scene);
	paper.damage_count = oriel__painter_update(
		paper.painter, &paper.scene.tree, &paper.fb, 1, paper.damage, 2);
	assert_int_equal(paper.damage_count, 1);
	assert_memory_equal(
		&paper.damage[0], (&(struct oriel_device_rect){ 5, 5, 130, 70 }), sizeof(paper.damage[0]));
	paper_close(&paper);
}

/* ---- Scrolling ---- */

static oriel_widget *list_of(oriel_widget *root, oriel_color background) {
	oriel_widget *list = styled(box_new(ORIEL_DIRECTION_COLUMN),
		"overflow-y: auto; height: 60px; background: #%08x", background);
	for (int i = 0; i < 20; i++)
		with(list, styled(words_new(i & 1 ? "Odd" : "Even", 12), "flex-shrink: 0"));
	with(root, list);
	return list;
}

static void scrolling_records_nothing_and_moves_pixels(void **state) {
	struct paper paper;
	(void)state;
	paper_open(&paper, 200, 100, 1.5f);
	oriel_widget *list = list_of(
		oriel_set(paper.scene.root, .style = "background-color: #ffffff"), ORIEL_TRANSPARENT);
	paper_update(&paper);
	struct oriel__paint_counters before = *oriel__painter_counters(paper.painter);
	assert_true(oriel_scroll_by(list, .y = 20));
	paper_update(&paper);
	const struct oriel__paint_counters *after = oriel__painter_counters(paper.painter);
	assert_int_equal(after->records, before.records);
	assert_int_equal(after->blits, before.blits + 1);
	assert_int_equal(paper.damage_count, 1);
	assert_int_equal(paper.damage[0].height, 90);
	assert_true(after->pixels - before.pixels <= 300 * 30 + 2 * 14 * 90);
	paper_assert_repaint_is_same(&paper, "scrolling");
	paper_close(&paper);
}

static void a_box_over_a_list_is_not_moved_by_scrolling(void **state) {
	struct paper paper;
	(void)state;
	paper_open(&paper, 200, 100, 1);
	oriel_widget *list = list_of(
		oriel_set(paper.scene.root, .style = "background-color: #ffffff"), ORIEL_RGB(0xf0f0f0));
	with(paper.scene.root,
		oriel_set(box_new(ORIEL_DIRECTION_ROW),
			.style = "width: 30px; height: 5px; position: absolute; top: 30px; left: 30px; "
					"background-color: #ff0000"));
	paper_update(&paper);
	oriel_scroll_by(list, .y = 20);
	paper_update(&paper);
	assert_int_equal(oriel__painter_counters(paper.painter)->blits, 0);
	assert_int_equal(paper_pixel(&paper, 31, 31), 0xff0000);
	paper_assert_repaint_is_same(&paper, "scrolling");
	paper_close(&paper);
}

static void drawing_outside_a_row_below_the_view_is_visible(void **state) {
	struct paper paper;
	(void)state;
	paper_open(&paper, 100, 60, 1);
	oriel_set_style(paper.scene.root, "overflow-y", "auto");
	oriel_set_style(paper.scene.root, "background-color", "#ffffff");
	for (int i = 0; i < 100; i++)
		with(paper.scene.root,
			oriel_set(box_new(ORIEL_DIRECTION_ROW), .style = "height: 20px; flex-shrink: 0"));
	oriel_widget *below = oriel_child_at(paper.scene.root, 4);
	outline(below, 5, 20, ORIEL_RGB(0xff0000));
	paper_update(&paper);
	assert_int_equal(paper_pixel(&paper, 50, 57), 0xff0000);
	outline(below, 5, 30, ORIEL_RGB(0xff0000));
	paper_update(&paper);
	assert_int_equal(paper_pixel(&paper, 50, 57), 0xffffff);
	assert_int_equal(paper_pixel(&paper, 50, 47), 0xff0000);
	paper_close(&paper);
}

static void draw_plain(oriel_recorder *recorder, struct oriel_rect box) {
	oriel_record_fill(recorder, box, ORIEL_RGB(0x26a269));
}

static void adding_and_removing_rows_of_a_long_list_records_no_other_row(void **state) {
	struct paper paper;
	(void)state;
	paper_open(&paper, 100, 2100, 1);
	oriel_set_style(paper.scene.root, "background-color", "#ffffff");
	for (int i = 0; i < 100; i++)
		with(paper.scene.root, picture_new(50, 20, draw_plain));
	paper_update(&paper);
	uint64_t records = oriel__painter_counters(paper.painter)->records;
	with(paper.scene.root, picture_new(50, 20, draw_plain));
	paper_update(&paper);
	assert_int_equal(oriel__painter_counters(paper.painter)->records - records, 1);
	assert_int_equal(paper.damage_count, 1);
	assert_int_equal(paper.damage[0].y, 2000);
	assert_int_equal(paper.damage[0].height, 20);
	oriel_destroy(oriel_first_child(paper.scene.root));
	records = oriel__painter_counters(paper.painter)->records;
	paper_update(&paper);
	assert_int_equal(oriel__painter_counters(paper.painter)->records - records, 0);
	paper_assert_repaint_is_same(&paper, "a removal");
	assert_int_equal(oriel_prepend(paper.scene.root, picture_new(50, 20, draw_plain)), ORIEL_OK);
	paper_update(&paper);
	assert_int_equal(paper_pixel(&paper, 10, 2010), 0x26a269);
	paper_assert_repaint_is_same(&paper, "an insertion");
	paper_close(&paper);
}

/* Counts pictures, which stand for the memory of a row: a recorded row has a picture until it is
 * freed. */
static size_t rows_with_pictures(const oriel_widget *list) {
	size_t count = 0;
	for (oriel_widget *row = oriel_first_child(list); row != NULL; row = oriel_next_sibling(row))
		count += oriel__node_of(row)->picture != NULL;
	return count;
}

static void only_rows_in_view_and_near_it_are_recorded(void **state) {
	struct paper paper;
	(void)state;
	paper_open(&paper, 100, 60, 1);
	oriel_widget *list = paper.scene.root;
	oriel_set_style(list, "overflow-y", "auto");
	oriel_set_style(list, "background-color", "#ffffff");
	for (int i = 0; i < 1000; i++)
		with(list, oriel_set(picture_new(50, 20, draw_plain), .style = "flex-shrink: 0"));
	paper_update(&paper);
	const struct oriel__paint_counters *counters = oriel__painter_counters(paper.painter);
	assert_in_range(rows_with_pictures(list), 3, 20);
	assert_in_range(counters->records, 4, 21);
	uint64_t records = counters->records;
	for (oriel_widget *row = oriel_child_at(list, 100); row != NULL; row = oriel_next_sibling(row))
		oriel_widget_redraw(row);
	paper_update(&paper);
	assert_int_equal(counters->records, records);
	assert_int_equal(paper.damage_count, 0);
	for (int i = 0; i < 20000; i += 50) {
		oriel_scroll_by(list, .y = 50);
		paper_update(&paper);
		assert_int_equal(paper_pixel(&paper, 10, 30), 0x26a269);
		assert_in_range(rows_with_pictures(list), 3, 140);
	}
	paper_assert_repaint_is_same(&paper, "scrolling");
	oriel_scroll_to(list, .y = 10000);
	paper_update(&paper);
	assert_in_range(rows_with_pictures(list), 3, 140);
	paper_assert_repaint_is_same(&paper, "a jump");
	paper_close(&paper);
}

/* Scrolling an outer box does not mark the list itself. */
static void rows_come_into_view_with_their_list(void **state) {
	struct paper paper;
	(void)state;
	paper_open(&paper, 100, 60, 1);
	oriel_widget *list = oriel_set(box_new(ORIEL_DIRECTION_COLUMN), .style = "flex-shrink: 0");
	oriel_set(with(paper.scene.root, list), .style = "overflow-y: auto; background-color: #ffffff");
	for (int i = 0; i < 100; i++)
		with(list, oriel_set(picture_new(50, 20, draw_plain), .style = "flex-shrink: 0"));
	paper_update(&paper);
	assert_in_range(rows_with_pictures(list), 3, 20);
	oriel_scroll_to(paper.scene.root, .y = 1000);
	paper_update(&paper);
	assert_int_equal(paper_pixel(&paper, 10, 30), 0x26a269);
	paper_assert_repaint_is_same(&paper, "scrolling");
	while (oriel_child_at(list, 60) != NULL) /* too few rows for a long column */
		oriel_destroy(oriel_first_child(list));
	oriel_scroll_to(paper.scene.root, .y = 500);
	paper_update(&paper);
	assert_int_equal(paper_pixel(&paper, 10, 30), 0x26a269);
	paper_assert_repaint_is_same(&paper, "removals");
	paper_close(&paper);
}

/* Rows beyond 16,777,216 px, in a long column and in a column of few rows, at scales that increase
 * the distance. */
static void rows_far_down_a_list_are_painted_at_their_positions(void **state) {
	static const float scales[] = { 1, 1.25f, 2 };
	for (int i = 0; i < 6; i++) {
		const float scale = scales[i % 3];
		const int rows = i < 3 ? 100 : 20;
		struct paper paper;
		paper_open(&paper, 100, 60, scale);
		oriel_widget *list = oriel_set(
			paper.scene.root, .style = "overflow-y: auto; background-color: #ffffff");
		for (int k = 0; k < rows; k++)
			with(list,
				styled(box_new(ORIEL_DIRECTION_ROW), "height: %spx; flex-shrink: 0; background: %s",
					k < rows - 4 ? "4000001" : "20", k == rows - 2 ? "red" : "#eeeeee"));
		paper_update(&paper);
		oriel_scroll_to(list, .y = 1e9);
		paper_update(&paper);
		assert_int_equal(paper_pixel(&paper, 10, (int)(19 * scale)), 0xeeeeee);
		assert_int_equal(paper_pixel(&paper, 10, (int)(20 * scale)), 0xff0000);
		assert_int_equal(paper_pixel(&paper, 10, (int)(40 * scale) - 1), 0xff0000);
		assert_int_equal(paper_pixel(&paper, 10, (int)(40 * scale)), 0xeeeeee);
		const uint64_t before = oriel__painter_counters(paper.painter)->blits;
		oriel_scroll_by(list, .y = -7);
		paper_update(&paper);
		assert_int_equal(paper_pixel(&paper, 10, (int)(30 * scale)), 0xff0000);
		assert_int_equal(oriel__painter_counters(paper.painter)->blits, before + 1);
		paper_assert_repaint_is_same(&paper, "scrolling");
		paper_close(&paper);
	}
}

/* The rows are in a separate column with a background of the same height. */
static void a_background_is_as_high_as_its_box(void **state) {
	struct paper paper;
	paper_open(&paper, 100, 60, 1);
	oriel_set_style(paper.scene.root, "overflow-y", "auto");
	oriel_set_style(paper.scene.root, "background-color", "#ffffff");
	with(paper.scene.root,
		oriel_set(box_new(ORIEL_DIRECTION_ROW),
			.style = "height: 3e8px; flex-shrink: 0; background-color: #00ff00"));
	paper_update(&paper);
	oriel_scroll_to(paper.scene.root, .y = 1e9);
	paper_update(&paper);
	assert_int_equal(paper_pixel(&paper, 10, 59), 0x00ff00);
	paper_close(&paper);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(an_update_without_changes_touches_nothing),
		cmocka_unit_test(a_redraw_that_looks_the_same_touches_nothing),
		cmocka_unit_test(only_changed_boxes_are_painted),
		cmocka_unit_test(nothing_is_painted_under_an_opaque_cover),
		cmocka_unit_test(the_area_of_a_removed_box_is_repainted),
		cmocka_unit_test(too_many_rectangles_become_one),
		cmocka_unit_test(scrolling_records_nothing_and_moves_pixels),
		cmocka_unit_test(a_box_over_a_list_is_not_moved_by_scrolling),
		cmocka_unit_test(drawing_outside_a_row_below_the_view_is_visible),
		cmocka_unit_test(only_rows_in_view_and_near_it_are_recorded),
		cmocka_unit_test(rows_come_into_view_with_their_list),
		cmocka_unit_test(adding_and_removing_rows_of_a_long_list_records_no_other_row),
		cmocka_unit_test(rows_far_down_a_list_are_painted_at_their_positions),
		cmocka_unit_test(a_background_is_as_high_as_its_box),
		cmocka_unit_test(random_changes_leave_the_pixels_of_a_repaint),
		cmocka_unit_test(random_changes_of_long_lists_leave_the_pixels_of_a_repaint),
		cmocka_unit_test(random_changes_far_away_leave_the_pixels_of_a_repaint));
}
