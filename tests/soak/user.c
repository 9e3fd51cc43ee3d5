/* SPDX-License-Identifier: MIT */
/*
 * Acts are a table with weights. What an act needs (a row, a list) may be missing: then it does
 * nothing, as a hand that misses. The texts come from a small vocabulary, so that caches of texts
 * find their size.
 */
#include "user.h"

#include <stdlib.h>
#include <string.h>

#include <oriel/widgets.h>

#include "app/app_internal.h"
#include "platform/headless_internal.h"
#include "row.h"
#include "test.h"
#include "ui.h"

static const char *const texts[] = {
	"milk",
	"rye bread",
	"  salt\t",
	"Käse",
	"ångström",
	"日本語のテキスト",
	"שלום עולם",
	"مرحبا بالعالم",
	"🧀👩‍👩‍👧‍👦🇩🇪",
	"e\xcc\x81t\xc3\xa9",
	"call the plumber about the tap that drips in the kitchen and in the bath",
	"a\xff\xfe!",
	"",
	" ",
	"office affluent waffle",
};

struct hand {
	struct user *user;
	struct chance *chance;
	struct todo *todo;
	struct ui ui; /* the list's window, as tests/support drives it */
};

static bool is_open(const struct hand *hand) {
	for (oriel_window *window = oriel_app_first_window(hand->ui.app); window != NULL;
		window = oriel_window_next(window)) {
		if (window == hand->ui.window)
			return true;
	}
	return false;
}

static oriel_platform_window *device_of(const struct hand *hand) {
	return hand->ui.window->surface.platform_window;
}

static oriel_widget *any_row(const struct hand *hand) {
	uint32_t count = (uint32_t)oriel_child_count(hand->todo->list);
	oriel_widget *row = count > 0 ? oriel_child_at(hand->todo->list, roll(hand->chance, count)) :
									NULL;
	if (row == NULL || oriel_is_hidden(row))
		return NULL;
	oriel_scroll_into_view(row, .block = ORIEL_SCROLL_NEAREST);
	ui_settle((struct ui *)&hand->ui);
	return row;
}

static void click_in_row(struct hand *hand, const char *selector, int count) {
	oriel_widget *row = any_row(hand);
	oriel_widget *part = row != NULL ? oriel_query(row, selector) : NULL;
	if (part != NULL)
		ui_click(&hand->ui, part, count);
}

static void push(struct hand *hand, struct oriel_raw_input input) {
	oriel_input_push(hand->ui.window, &input);
}

/* ---- Items ---- */

static void add(struct hand *hand) {
	ui_click(&hand->ui, hand->todo->entry, 1);
	ui_type(&hand->ui, ANY_OF(hand->chance, texts));
	ui_type(&hand->ui, ANY_OF(hand->chance, texts));
	ui_key(&hand->ui, "Enter");
}

static void toggle(struct hand *hand) {
	click_in_row(hand, "checkbox", 1);
}

static void delete_item(struct hand *hand) {
	click_in_row(hand, ".delete", 1);
}

/* A quick double click, at one moment; then Enter, Escape, or a click elsewhere. */
static void edit(struct hand *hand) {
	oriel_widget *row = any_row(hand);
	if (row == NULL || row_editor(row) != NULL)
		return;
	struct oriel_rect bounds = oriel_widget_window_bounds(oriel_child_at(row, 1));
	for (int i = 0; i < 4; i++)
		push(hand,
			(struct oriel_raw_input){ .type = i % 2 ? ORIEL_RAW_POINTER_UP : ORIEL_RAW_POINTER_DOWN,
				.pointer_id = 1,
				.x = bounds.x + 3,
				.y = bounds.y + bounds.height / 2,
				.button = ORIEL_BUTTON_PRIMARY });
	ui_settle(&hand->ui);
	ui_type(&hand->ui, ANY_OF(hand->chance, texts));
	switch (roll(hand->chance, 4)) {
	case 0:
		ui_key(&hand->ui, "Escape");
		break;
	case 1:
		ui_click(&hand->ui, hand->todo->entry, 1);
		break;
	default:
		ui_key(&hand->ui, "Enter");
		break;
	}
}

static void filter(struct hand *hand) {
	ui_click(&hand->ui, hand->todo->filters[roll(hand->chance, FILTER_COUNT)], 1);
}

static void clear_done(struct hand *hand) {
	ui_click(&hand->ui, hand->todo->clear_done, 1);
}

/* ---- Pointers ---- */

static void hover(struct hand *hand) {
	struct oriel_size size = oriel_window_size(hand->ui.window);
	float x = (float)roll(hand->chance, 600), y = (float)roll(hand->chance, 700);
	for (int i = 0; i < 20; i++) {
		x += (float)roll(hand->chance, 41) - 20;
		y += (float)roll(hand->chance, 41) - 20;
		push(hand,
			(struct oriel_raw_input){ .type = ORIEL_RAW_POINTER_MOVE,
				.pointer_id = 1,
				.x = x,
				.y = y,
				.button = ORIEL_BUTTON_NONE });
		if (i % 5 == 0)
			oriel_loop_advance(hand->ui.loop, 17);
	}
	if (x < 0 || y < 0 || x >= size.width || y >= size.height)
		push(hand, (struct oriel_raw_input){ .type = ORIEL_RAW_POINTER_LEAVE, .pointer_id = 1 });
}

static void wheel(struct hand *hand) {
	struct oriel_rect bounds = oriel_widget_window_bounds(hand->todo->list);
	float step = roll(hand->chance, 2) ? 53.5f : -53.5f;
	for (uint32_t i = roll(hand->chance, 12); i > 0; i--) {
		push(hand,
			(struct oriel_raw_input){ .type = ORIEL_RAW_WHEEL,
				.pointer_id = 1,
				.wheel_y = step,
				.x = bounds.x + bounds.width / 2,
				.y = bounds.y + bounds.height / 2 });
		oriel_loop_advance(hand->ui.loop, 10);
	}
}

/* A finger drags the list and lets go, or has it taken away. */
static void flick(struct hand *hand) {
	struct oriel_rect bounds = oriel_widget_window_bounds(hand->todo->list);
	struct oriel_raw_input input = { .type = ORIEL_RAW_POINTER_DOWN,
		.pointer_id = 7,
		.pointer_kind = ORIEL_POINTER_TOUCH,
		.x = bounds.x + 40,
		.y = bounds.y + bounds.height / 2,
		.pressure = 1 };
	float step = (float)roll(hand->chance, 61) - 30;
	push(hand, input);
	input.type = ORIEL_RAW_POINTER_MOVE;
	for (int i = 0; i < 6; i++) {
		input.y += step;
		push(hand, input);
		oriel_loop_advance(hand->ui.loop, 16);
	}
	input.type = roll(hand->chance, 4) == 0 ? ORIEL_RAW_POINTER_CANCEL : ORIEL_RAW_POINTER_UP;
	push(hand, input);
}

/* From one place to another with the button held: selects text, drags the scroll bar, or nothing.
 */
static void drag(struct hand *hand) {
	float x = (float)roll(hand->chance, 500), y = (float)roll(hand->chance, 640);
	ui_pointer(&hand->ui, ORIEL_RAW_POINTER_DOWN, x, y, 0);
	for (int i = 0; i < 5 && is_open(hand); i++)
		ui_pointer(&hand->ui, ORIEL_RAW_POINTER_MOVE, x += 12, y += 9, 0);
	ui_pointer(&hand->ui, ORIEL_RAW_POINTER_UP, x, y, 0);
}

/* ---- Keyboard ---- */

static void keys(struct hand *hand) {
	static const char *const names[] = {
		"Tab",
		"Tab",
		"Tab",
		"shift+Tab",
		"ArrowUp",
		"ArrowDown",
		"ArrowDown",
		"ArrowLeft",
		"ArrowRight",
		"shift+ArrowLeft",
		"ctrl+ArrowRight",
		"Home",
		"End",
		"PageUp",
		"PageDown",
		"Escape",
		"Delete",
		"Backspace",
		"ctrl+Backspace",
		"F2",
		" ",
		"Enter",
		"x",
		"ContextMenu",
		"ctrl+a",
		"ctrl+c",
		"ctrl+x",
		"ctrl+v",
		"ctrl+z",
		"ctrl+shift+z",
		"ctrl+y",
	};
	for (uint32_t i = 1 + roll(hand->chance, 8); i > 0; i--)
		ui_key(&hand->ui, ANY_OF(hand->chance, names));
}

static void compose(struct hand *hand) {
	if (roll(hand->chance, 2))
		ui_click(&hand->ui, hand->todo->entry, 1);
	push(hand,
		(struct oriel_raw_input){ .type = ORIEL_RAW_PREEDIT, .text = "に", .preedit_caret = 3 });
	ui_settle(&hand->ui);
	push(hand,
		(struct oriel_raw_input){
			.type = ORIEL_RAW_PREEDIT, .text = "日本", .preedit_caret = roll(hand->chance, 9) });
	ui_settle(&hand->ui);
	switch (roll(hand->chance, 4)) {
	case 0:
		push(hand, (struct oriel_raw_input){ .type = ORIEL_RAW_PREEDIT, .text = "" });
		break;
	case 1:
		ui_key(&hand->ui, "Tab"); /* the focus goes while it composes */
		break;
	default:
		push(hand, (struct oriel_raw_input){ .type = ORIEL_RAW_TEXT, .text = "日本" });
		break;
	}
}

static void paste(struct hand *hand) {
	char *large = malloc(5001);
	assert_non_null(large);
	memset(large, 'w', 5000);
	large[5000] = '\0';
	const char *text = roll(hand->chance, 8) == 0 ? large : ANY_OF(hand->chance, texts);
	assert_int_equal(oriel_clipboard_set_text(hand->ui.app, text), ORIEL_OK);
	free(large);
	ui_click(&hand->ui, hand->todo->entry, 1);
	ui_key(&hand->ui, "ctrl+v");
	if (roll(hand->chance, 2)) {
		ui_key(&hand->ui, "ctrl+a");
		ui_key(&hand->ui, "ctrl+x");
	}
}

/* ---- Windows ---- */

static void resize(struct hand *hand) {
	static const float sides[] = { 0, 321, 400, 480.5f, 640, 700 };
	float width = ANY_OF(hand->chance, sides), height = ANY_OF(hand->chance, sides);
	oriel_window_set_size(hand->ui.window, width, height);
}

static void change_scale(struct hand *hand) {
	static const float scales[] = { 1, 1, 1.25f, 1.5f, 2 };
	oriel__headless_set_scale(device_of(hand), ANY_OF(hand->chance, scales));
}

static void hide_and_show(struct hand *hand) {
	oriel__headless_set_visible(device_of(hand), false);
	oriel_loop_advance(hand->ui.loop, roll(hand->chance, 2000));
	if (is_open(hand))
		oriel__headless_set_visible(device_of(hand), true);
}

static void change_window(struct hand *hand) {
	push(hand, (struct oriel_raw_input){ .type = ORIEL_RAW_BLUR });
	push(hand, (struct oriel_raw_input){ .type = ORIEL_RAW_FOCUS });
}

static void open_list(struct hand *hand) {
	desk_open_list(hand->user->desk);
}

static void close_list(struct hand *hand) {
	push(hand, (struct oriel_raw_input){ .type = ORIEL_RAW_CLOSE });
}

/* As a program does: without asking, with whatever it is that is going on. */
static void destroy_list(struct hand *hand) {
	if (roll(hand->chance, 4) == 0)
		oriel_window_destroy(hand->ui.window);
}

static const struct {
	const char *name;
	uint32_t weight;
	void (*run)(struct hand *hand);
} acts[] = {
	{ "add", 26, add },
	{ "toggle", 12, toggle },
	{ "delete", 8, delete_item },
	{ "edit", 10, edit },
	{ "filter", 5, filter },
	{ "clear done", 2, clear_done },
	{ "hover", 12, hover },
	{ "wheel", 8, wheel },
	{ "flick", 5, flick },
	{ "drag", 4, drag },
	{ "keys", 12, keys },
	{ "compose", 4, compose },
	{ "paste", 4, paste },
	{ "resize", 4, resize },
	{ "change scale", 2, change_scale },
	{ "hide and show", 2, hide_and_show },
	{ "change window", 2, change_window },
	{ "open list", 2, open_list },
	{ "close list", 1, close_list },
	{ "destroy list", 1, destroy_list },
};

static size_t any_act(struct chance *chance) {
	uint32_t sum = 0;
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		sum += acts[i].weight;
	uint32_t left = roll(chance, sum);
	size_t act = 0;
	while (left >= acts[act].weight)
		left -= acts[act++].weight;
	return act;
}

static struct desk_list *any_list(struct user *user) {
	struct desk_list *list;
	do
		list = user->desk->lists[roll(user->chance, DESK_LISTS)];
	while (list == NULL || list->gone);
	return list;
}

void user_act(struct user *user) {
	struct desk_list *list = any_list(user);
	struct hand hand = {
		.user = user,
		.chance = user->chance,
		.todo = &list->todo,
		.ui = { .app = user->desk->app, .loop = user->desk->loop, .window = list->todo.window },
	};
	size_t act = any_act(user->chance);
	user->act = acts[act].name;
	acts[act].run(&hand);
}
