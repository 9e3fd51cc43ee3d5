/* SPDX-License-Identifier: MIT */
/*
 * Windows and applications by the thousand, in one process: each takes with it whatever it brought,
 * however it ends.
 */
#include <oriel/widgets.h>

#include "ledger.h"
#include "test.h"
#include "ui.h"

enum { WINDOWS = 2000, APPLICATIONS = 200, WARM_UP = 40 };

/* Of one window or application after the other: nothing is left but what an allocator's rounding
 * can do. */
#define SLACK 4096u

static oriel_widget *make_content(void) {
	return oriel_column(oriel_label("office waffle 日本語"),
		oriel_form(oriel_text_field("text"), oriel_button("OK")),
		oriel_list(oriel_checkbox("a"), oriel_checkbox("b")));
}

static oriel_window *open_window(oriel_app *app) {
	return oriel_window_open(app, .width = 200, .height = 150, .content = make_content());
}

static void destroy_window(void *data) {
	oriel_window_destroy(data);
}

static void destroy_window_of(oriel_event *event, void *data) {
	oriel_window_destroy(data);
}

static void use(struct ui *ui) {
	oriel_widget *root = oriel_window_root(ui->window);
	oriel_focus(oriel_query(root, "text-field"));
	ui_type(ui, "abc");
	ui_click(ui, oriel_query(root, "checkbox"), 1);
}

/* One life of a window; there are eight. */
static void live(struct ui *ui, int way) {
	ui->window = open_window(ui->app);
	if (way >= 2)
		oriel_loop_advance(ui->loop, 20);
	if (way >= 4)
		use(ui);
	switch (way) {
	case 0: /* never drawn */
	case 2:
	case 4:
		oriel_window_destroy(ui->window);
		break;
	case 1:
		oriel_input_push(ui->window, &(const struct oriel_raw_input){ .type = ORIEL_RAW_CLOSE });
		break;
	case 3:
		oriel_queue_microtask(destroy_window, ui->window);
		break;
	case 5:
		oriel_set_timeout(
			destroy_window, ui->window, 700, .signal = oriel_window_signal(ui->window));
		break;
	case 6: /* in the middle of a click, with the button held */
		oriel_listen(oriel_query(oriel_window_root(ui->window), "button"), "pointerdown",
			destroy_window_of, ui->window);
		ui_click(ui, oriel_query(oriel_window_root(ui->window), "label"), 1);
		break;
	default: /* by one of its own parts, while it is being destroyed */
		oriel_listen(oriel_widget_signal(oriel_query(oriel_window_root(ui->window), "label")),
			"abort", destroy_window_of, ui->window);
		break;
	}
	if (way == 6) {
		struct oriel_rect bounds = oriel_widget_window_bounds(
			oriel_query(oriel_window_root(ui->window), "button"));
		ui_pointer(ui, ORIEL_RAW_POINTER_DOWN, bounds.x + 3, bounds.y + 3, 0);
	} else if (way == 7) {
		oriel_destroy(oriel_query(oriel_window_root(ui->window), "label"));
	}
	oriel_loop_advance(ui->loop, 1000);
	assert_null(oriel_app_first_window(ui->app));
}

static void windows_take_with_them_what_they_brought(void **state) {
	struct ui ui = { .app = oriel_app_new("org.oriel.test", .headless = true) };
	struct ledger before;
	ui.loop = oriel_app_loop(ui.app);
	for (int i = 0; i < WINDOWS; i++) {
		if (i == WARM_UP)
			before = ledger_take(ui.loop);
		live(&ui, i % 8);
	}
	struct ledger after = ledger_take(ui.loop);
	assert_ledger(&before, &after, SLACK);
	ui_close(&ui);
}

static void open_and_close(oriel_app *app, int windows) {
	for (int i = 0; i < windows; i++)
		open_window(app);
	oriel_loop_advance(oriel_app_loop(app), 100);
	while (oriel_app_first_window(app) != NULL)
		oriel_window_destroy(oriel_app_first_window(app));
	oriel_loop_advance(oriel_app_loop(app), 100);
}

static void many_windows_live_and_end_at_once(void **state) {
	enum { AT_ONCE = 200 };
	oriel_app *app = oriel_app_new("org.oriel.test", .headless = true);
	open_and_close(app, 1); /* the names that the library itself holds come with the first */
	struct ledger before = ledger_take(oriel_app_loop(app));
	open_and_close(app, AT_ONCE);
	struct ledger after = ledger_take(oriel_app_loop(app));
	assert_ledger(&before, &after, 2u << 20);
	oriel_app_destroy(app);
}

static void applications_take_with_them_what_they_brought(void **state) {
	struct ledger before;
	for (int i = 0; i < APPLICATIONS; i++) {
		if (i == WARM_UP)
			before = ledger_take(NULL);
		struct ui ui = ui_open(make_content);
		if (i % 2 == 0)
			use(&ui);
		if (i % 3 == 0)
			open_window(ui.app);
		ui_close(&ui);
		assert_null(oriel_loop_current());
	}
	struct ledger after = ledger_take(NULL);
	assert_ledger(&before, &after, SLACK);
}

/* Two on one loop, whose owner is the first or the test; either may go first. */
static void live_together(bool own_loop, bool first_goes_first) {
	oriel_loop *loop = own_loop ? oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL) : NULL;
	oriel_app *first = oriel_app_new("org.oriel.first", .headless = true),
			  *second = oriel_app_new("org.oriel.second", .headless = true);
	oriel_window *window = open_window(first), *other = open_window(second);
	assert_ptr_equal(oriel_app_loop(first), oriel_app_loop(second));
	oriel_loop_advance(oriel_app_loop(first), 50);
	assert_int_equal(oriel_clipboard_set_text(first, "first"), ORIEL_OK);
	assert_null(ui_clipboard_text(second, ORIEL_SELECTION_CLIPBOARD));
	oriel_app_destroy(first_goes_first ? first : second);
	struct ui ui = { .app = first_goes_first ? second : first,
		.window = first_goes_first ? other : window };
	ui.loop = oriel_app_loop(ui.app);
	use(&ui);
	oriel_app_destroy(ui.app);
	oriel_loop_destroy(loop);
}

static void two_applications_share_a_loop_and_part_in_any_order(void **state) {
	struct ledger before;
	for (int i = 0; i < APPLICATIONS / 2; i++) {
		if (i == WARM_UP / 2)
			before = ledger_take(NULL);
		live_together(true, i % 2 == 0);
		live_together(false, false);
		assert_null(oriel_loop_current());
	}
	struct ledger after = ledger_take(NULL);
	assert_ledger(&before, &after, SLACK);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(windows_take_with_them_what_they_brought),
		cmocka_unit_test(many_windows_live_and_end_at_once),
		cmocka_unit_test(applications_take_with_them_what_they_brought),
		cmocka_unit_test(two_applications_share_a_loop_and_part_in_any_order));
}
