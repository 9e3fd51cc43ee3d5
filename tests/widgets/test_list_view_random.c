/* SPDX-License-Identifier: MIT */
/*
 * Random changes of a model, scrolling, focus, selection and destruction: a list view must look the
 * same as a column that has a widget for every row, and describe what is in view alike. The column
 * is made anew for each comparison, and scrolled so that the first row in view stands at the same
 * place.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <oriel/extend/describe.h>
#include <oriel/extend/platform.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include "app/app_internal.h"
#include "chance.h"
#include "platform/headless_internal.h"
#include "shrink.h"
#include "test.h"
#include "ui.h"

enum { STEP_SIZE = 4, WIDTH = 400, HEIGHT = 300 };

enum kind { FIXED, MEASURED, GIVEN, KINDS };

static struct play {
	struct ui ui;
	oriel_window *slow;
	oriel_model *model;
	oriel_widget *list;
	enum kind kind;
	uintptr_t next_value;
	bool print;
	uint64_t focus_key; /* the row that should have the focus; 0: none */
} play;

/* The built-in rules for focus and hover are not compared: only one window has the focus. */
static const char sheet[] =
	"list-view { border: none; border-radius: 0; scrollbar-width: none; flex-direction: column }"
	"list-view > * { flex: none; min-height: 0; padding: 2px; border-bottom: 1px solid #888;"
	"	background: transparent; display: flex }"
	"list-view > :nth-child(3n+1) { background: #fdd }"
	"list-view > :first-child { background: #ddf }"
	"list-view > :last-child { background: #dfd }"
	"list-view > :selected { background: #ff8 }"
	".k0 { height: 31px } .k1 { height: 44px } .k2 { height: 60px }"
	"*:focus-visible { outline: none }";

static const float heights[3] = { 31, 44, 60 };

/* ---- Rows ---- */

static unsigned value_of(oriel_model *model, uint64_t key) {
	return (unsigned)(uintptr_t)oriel_model_item(model, key);
}

static const char *value_text(void *item, unsigned column, void *data) {
	static char text[24];
	snprintf(text, sizeof(text), "row %u", (unsigned)(uintptr_t)item);
	return text;
}

static oriel_widget *make_row(void *data) {
	oriel_widget *spot = oriel_element("spot");
	oriel_widget_set_focusable(spot, true);
	return oriel_row(spot, oriel_label(NULL));
}

static void fill_row(oriel_widget *row, oriel_model *model, uint64_t key, void *data) {
	unsigned height = play.kind == FIXED ? 1 : value_of(model, key) % 3;
	for (unsigned i = 0; i < 3; i++) {
		char name[4];
		snprintf(name, sizeof(name), "k%u", i);
		oriel_set_class(row, name, i == height);
	}
	oriel_label_set_text(oriel_last_child(row), oriel_model_text(model, key, 0));
}

static float height_of(oriel_model *model, uint64_t key, void *data) {
	return heights[value_of(model, key) % 3];
}

static struct oriel_payload new_item(void) {
	return oriel_borrowed((void *)(++play.next_value));
}

/* ---- The slow list ---- */

static oriel_widget *slow_list(void) {
	oriel_widget *slow = oriel_element("list-view");
	size_t count = oriel_model_count(play.model, 0);
	const oriel_selection_model *selection = oriel_list_view_selection(play.list);
	for (size_t i = 0; i < count; i++) {
		oriel_widget *row = make_row(NULL);
		fill_row(row, play.model, oriel_model_key(play.model, 0, i), NULL);
		if (oriel_selection_model_is_selected(selection, i))
			oriel_widget_set_state(row, ORIEL_STATE_SELECTED, true);
		oriel_append(slow, row);
	}
	return slow;
}

/* ---- Comparing ---- */

static uint32_t pixel(oriel_window *window, int x, int y) {
	return oriel__headless_shown_pixel(window->surface.platform_window, x, y) & 0xffffff;
}

static bool wrong(const char *what, size_t row) {
	if (play.print)
		fprintf(stderr, "wrong: %s, row %zu\n", what, row);
	return false;
}

static bool is_picture_same(size_t first) {
	for (int y = 0; y < HEIGHT; y++) {
		for (int x = 0; x < WIDTH; x++) {
			if (pixel(play.ui.window, x, y) != pixel(play.slow, x, y)) {
				if (play.print)
					fprintf(stderr, "pixel %d %d: %06x, slow %06x\n", x, y,
						pixel(play.ui.window, x, y), pixel(play.slow, x, y));
				return wrong("picture", first);
			}
		}
	}
	return true;
}

/* Whether the bound rows are those in view, with the places, texts and descriptions of the slow
 * list's. */
static bool is_view_same(oriel_widget *slow) {
	size_t count = oriel_model_count(play.model, 0), index = 0;
	for (oriel_widget *at = oriel_first_child(slow); index < count; index++) {
		struct oriel_rect expected = oriel_widget_window_bounds(at);
		oriel_widget *row = oriel_list_view_row(play.list, index);
		bool is_in_view = expected.y + expected.height > 0.1f && expected.y < HEIGHT - 0.1f;
		struct oriel_description is, described, should;
		oriel_list_view_describe_row(play.list, index, &described);
		oriel_widget_describe(oriel_last_child(at), &should);
		if (is_in_view && !row)
			return wrong("not bound", index);
		if (described.position != index + 1 || described.set_size != count)
			return wrong("description of a row", index);
		if (row) {
			struct oriel_rect bounds = oriel_widget_window_bounds(row);
			oriel_widget_describe(row, &is);
			if (is_in_view && (fabsf(bounds.y - expected.y) > 0.1f ||
					fabsf(bounds.height - expected.height) > 0.1f))
				return wrong("place", index);
			if (is.position != index + 1 || is.set_size != count ||
				is.selected != described.selected)
				return wrong("place in set", index);
			oriel_widget_describe(oriel_last_child(row), &is);
			if (strcmp(is.name, should.name) != 0)
				return wrong("text", index);
		}
		at = oriel_next_sibling(at);
	}
	return true;
}

/* Children stand in the order of the model, each row once. */
static bool is_order_right(void) {
	size_t last = 0, index;
	for (oriel_widget *row = oriel_first_child(play.list); row; row = oriel_next_sibling(row)) {
		if (!oriel_list_view_key_at(play.list, row, &index))
			return wrong("a child is no row", last);
		if (index + 1 <= last)
			return wrong("order", index);
		last = index + 1;
	}
	return true;
}

static bool is_focus_kept(void) {
	oriel_widget *focused = oriel_window_focused(play.ui.window);
	size_t index;
	if (play.focus_key == 0)
		return true;
	if (!oriel_model_find(play.model, 0, play.focus_key, &index)) {
		play.focus_key = 0;
		return true;
	}
	return oriel_list_view_key_at(play.list, focused, NULL) == play.focus_key ||
		wrong("focus", index);
}

static bool compare(void) {
	size_t index = 0, count = oriel_model_count(play.model, 0);
	oriel_widget *root = oriel_window_root(play.slow);
	oriel_widget *first = NULL;
	double y = 0;
	oriel_widget_clear(root);
	oriel_widget *slow = slow_list();
	oriel_append(root, oriel_set(oriel_column(slow), .style = "flex: 1 1 0"));
	ui_settle(&play.ui);
	for (; index < count && !first; index++) {
		oriel_widget *row = oriel_list_view_row(play.list, index);
		struct oriel_rect bounds = { 0 };
		if (row)
			bounds = oriel_widget_window_bounds(row);
		if (row && bounds.y + bounds.height > 0.1f)
			first = row, y = (double)bounds.y;
	}
	if (count > 0 && !first)
		return wrong("nothing in view", count);
	if (first) {
		oriel_widget *same = oriel_child_at(slow, index - 1);
		oriel_scroll_to(slow, .y = (double)oriel_widget_bounds(same).y - y);
		oriel_window_update(play.slow);
	}
	return is_order_right() && is_focus_kept() && is_view_same(slow) && is_picture_same(index);
}

/* ---- Steps ---- */

static void change_model(struct chance *chance) {
	size_t count = oriel_model_count(play.model, 0);
	size_t first = roll(chance, (uint32_t)count + 1);
	size_t removed = roll(chance, 6), added = roll(chance, 6);
	struct oriel_payload items[6];
	removed = removed < count - first ? removed : count - first;
	for (size_t i = 0; i < added; i++)
		items[i] = new_item();
	switch (roll(chance, 5)) {
	case 0:
		if (first < count)
			oriel_array_model_set(play.model, first, new_item());
		break;
	case 1:
		if (first < count)
			oriel_array_model_move(play.model, first, 1, roll(chance, (uint32_t)count));
		break;
	case 2:
		oriel_model_begin_change(play.model);
		oriel_array_model_splice(play.model, first, removed, items, added);
		oriel_array_model_insert(play.model, 0, new_item());
		oriel_model_end_change(play.model);
		break;
	default:
		oriel_array_model_splice(play.model, first, removed, items, added);
	}
}

static void scroll(struct chance *chance) {
	size_t count = oriel_model_count(play.model, 0);
	switch (roll(chance, 4)) {
	case 0:
		oriel_scroll_to(play.list, .y = roll(chance, 6000));
		break;
	case 1:
		if (count > 0)
			oriel_list_view_scroll_to(play.list, roll(chance, (uint32_t)count),
				.block = (enum oriel_scroll_alignment)(1 + roll(chance, 4)));
		break;
	default:
		oriel_scroll_by(play.list, .y = (double)roll(chance, 400) - 200);
	}
}

static void select_some(struct chance *chance) {
	oriel_selection_model *selection = oriel_list_view_selection(play.list);
	size_t count = oriel_model_count(play.model, 0);
	if (count == 0)
		return;
	size_t index = roll(chance, (uint32_t)count);
	switch (roll(chance, 4)) {
	case 0: oriel_selection_model_select(selection, index); break;
	case 1: oriel_selection_model_extend(selection, index, false); break;
	case 2: oriel_selection_model_toggle(selection, index); break;
	default: oriel_selection_model_select_all(selection); break;
	}
}

static void focus_some(struct chance *chance) {
	size_t count = oriel_child_count(play.list);
	play.focus_key = 0;
	if (count == 0 || roll(chance, 4) == 0) {
		oriel_window_clear_focus(play.ui.window);
		return;
	}
	oriel_widget *row = oriel_child_at(play.list, roll(chance, (uint32_t)count));
	uint64_t key = oriel_list_view_key_at(play.list, row, NULL);
	if (key != 0 && oriel_focus(oriel_first_child(row)))
		play.focus_key = key;
}

static void destroy_some(struct chance *chance) {
	size_t count = oriel_child_count(play.list);
	oriel_widget *row = count > 0 ? oriel_child_at(play.list, roll(chance, (uint32_t)count)) :
									NULL;
	if (!row)
		return;
	if (oriel_list_view_key_at(play.list, row, NULL) == play.focus_key)
		play.focus_key = 0;
	oriel_destroy(row);
	oriel_widget_relayout(play.list);
}

static bool do_step(const uint8_t *step) {
	struct chance chance = chance_of_step(step, STEP_SIZE);
	static const char *const names[] = { "model", "model", "model", "scroll", "scroll", "select",
		"focus", "destroy" };
	unsigned what = step[0] % 8;
	if (play.print)
		print_step(step, STEP_SIZE, names[what]);
	if (what < 3)
		change_model(&chance);
	else if (what < 5)
		scroll(&chance);
	else if (what == 5)
		select_some(&chance);
	else if (what == 6)
		focus_some(&chance);
	else
		destroy_some(&chance);
	ui_settle(&play.ui);
	return compare();
}

static oriel_widget *make_content(void) {
	oriel_selection_model *selection = oriel_selection_model_new(oriel_model_ref(play.model));
	play.list = oriel_list_view(oriel_model_ref(play.model), make_row, fill_row, NULL,
		.selection = selection, .row_height = play.kind == FIXED ? 44 : 0,
		.height_of = play.kind == GIVEN ? height_of : NULL);
	return oriel_column(play.list);
}

static bool play_steps(const uint8_t *steps, size_t count, bool print) {
	struct chance chance = chance_of_step(steps, STEP_SIZE);
	play = (struct play){ .print = print, .kind = (enum kind)roll(&chance, KINDS) };
	play.ui.app = oriel_app_new("org.oriel.test", .headless = true);
	play.ui.loop = oriel_app_loop(play.ui.app);
	play.model = oriel_array_model_new(.text = value_text);
	for (uint32_t i = roll(&chance, 120); i > 0; i--)
		oriel_array_model_append(play.model, new_item());
	oriel_app_add_sheet(play.ui.app, oriel_sheet_parse(sheet));
	play.ui.window = oriel_window_open(
		play.ui.app, .width = WIDTH, .height = HEIGHT, .content = make_content());
	play.slow = oriel_window_open(
		play.ui.app, .width = WIDTH, .height = HEIGHT, .content = oriel_column());
	ui_settle(&play.ui);
	bool is_right = compare();
	for (size_t i = 0; i < count && is_right; i++)
		is_right = do_step(steps + i * STEP_SIZE);
	oriel_app_destroy(play.ui.app);
	oriel_model_unref(play.model);
	return is_right;
}

static void list_view_matches_a_list_that_realises_every_row(void **state) {
	(void)state;
	play_seeds(&(const struct random_test){
		.step_size = STEP_SIZE, .max_steps = 30, .seeds = 40, .play = play_steps });
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(list_view_matches_a_list_that_realises_every_row));
}
