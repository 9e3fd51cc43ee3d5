/* SPDX-License-Identifier: MIT */
/* The state of windows, windows above others, and geometry that is remembered. */
#include "../input/stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct oriel__headless_state shown(const struct stage *stage, size_t index) {
	return oriel__headless_state(
		oriel__headless_window(stage_platform_window(stage)->platform, index));
}

static void destroy_window(oriel_event *event, void *data) {
	oriel_window_destroy(data);
}

/* ---- State ---- */

static void changes_of_the_state_fire_events(void **state) {
	struct stage *stage = *state;
	stage_record_window(stage, "move statechange resize visibilitychange");
	assert_int_equal(oriel_window_set_position(stage->window, 30, 40), ORIEL_OK);
	assert_order(&stage->order, "");
	stage_run(stage);
	assert_order(&stage->order, "move window");
	struct oriel_window_state now = oriel_window_state(stage->window);
	assert_true(now.has_position && now.position.x == 30 && now.position.y == 40);

	assert_int_equal(oriel_window_set_maximized(stage->window, true), ORIEL_OK);
	stage_run(stage);
	assert_order(&stage->order, "statechange window, resize window");
	assert_true(oriel_window_state(stage->window).maximized);
	assert_true(oriel_window_size(stage->window).width == 1280);
	assert_int_equal(oriel_window_set_maximized(stage->window, false), ORIEL_OK);
	stage_run(stage);
	assert_true(oriel_window_size(stage->window).width == 400);
	assert_order(&stage->order, "statechange window, resize window");

	assert_int_equal(oriel_window_set_minimized(stage->window, true), ORIEL_OK);
	stage_run(stage);
	assert_order(&stage->order, "statechange window, visibilitychange window");
	assert_false(oriel_window_is_visible(stage->window));
	assert_int_equal(oriel_window_activate(stage->window, NULL), ORIEL_OK);
	stage_run(stage);
	assert_order(&stage->order, "statechange window, visibilitychange window");
	assert_int_equal(shown(stage, 0).activations, 1);

	oriel_window_set_fullscreen(stage->window, true);
	assert_int_equal(oriel_window_set_always_on_top(stage->window, true), ORIEL_OK);
	stage_run(stage);
	assert_order(&stage->order, "statechange window");
	assert_true(oriel_window_state(stage->window).always_on_top);
	assert_true(oriel_window_state(stage->window).fullscreen);
}

static void the_user_changes_the_state_too(void **state) {
	struct stage *stage = *state;
	stage_record_window(stage, "move statechange");
	oriel__headless_move(stage_platform_window(stage), (struct oriel_point){ 5, 6 });
	oriel__headless_set_maximized(stage_platform_window(stage), true);
	stage_run(stage);
	assert_order(&stage->order, "statechange window, move window");
}

static void a_listener_of_statechange_may_destroy_the_window(void **state) {
	struct stage *stage = *state;
	stage_record_window(stage, "move");
	oriel_listen(stage->window, "statechange", destroy_window, stage->window);
	oriel__headless_set_maximized(stage_platform_window(stage), true);
	oriel__headless_move(stage_platform_window(stage), (struct oriel_point){ 5, 6 });
	stage_run(stage);
	assert_order(&stage->order, "");
}

static void an_icon_is_passed_on(void **state) {
	struct stage *stage = *state;
	static const uint32_t pixels[6] = { 0xffff0000 };
	assert_int_equal(
		oriel_window_set_icon(
			stage->window, &(const struct oriel_window_icon){ pixels, 3, 2 }),
		ORIEL_OK);
	assert_true(shown(stage, 0).icon.width == 3 && shown(stage, 0).icon.height == 2);
	assert_breaks("the icon has no pixels",
		oriel_window_set_icon(
			stage->window, &(const struct oriel_window_icon){ pixels, 0, 2 }));
	assert_breaks("no ability", oriel_window_can(stage->window, 99));
}

static void a_platform_that_cannot_says_so(void **state) {
	struct stage *stage = *state;
	oriel_platform *platform = stage_platform_window(stage)->platform;
	static const uint32_t pixel = 0;
	const struct oriel_window_icon icon = { &pixel, 1, 1 };
	for (int ability = 0; ability <= ORIEL_WINDOW_ACTIVATE; ability++) {
		assert_true(oriel_window_can(stage->window, (enum oriel_window_ability)ability));
		oriel__headless_set_can(platform, (enum oriel_window_ability)ability, false);
		assert_false(oriel_window_can(stage->window, (enum oriel_window_ability)ability));
	}
	stage_record_window(stage, "move statechange");
	enum oriel_status statuses[] = {
		oriel_window_set_position(stage->window, 1, 2),
		oriel_window_set_minimized(stage->window, true),
		oriel_window_set_maximized(stage->window, true),
		oriel_window_set_always_on_top(stage->window, true),
		oriel_window_set_icon(stage->window, &icon),
		oriel_window_activate(stage->window, NULL),
	};
	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++)
		assert_int_equal(statuses[i], ORIEL_NOT_SUPPORTED_ERROR);
	stage_run(stage);
	assert_order(&stage->order, "");
}

/* ---- Content ---- */

static void a_window_fits_its_content(void **state) {
	struct stage *stage = *state;
	oriel_widget *box = stage_flow_box();
	oriel_set_style(box, "min-width", "210px");
	oriel_set_style(box, "min-height", "70.5px");
	oriel_window *window = oriel_window_open(stage->app, .content = box, .fit_content = true);
	assert_true(oriel_window_size(window).width == 210 && oriel_window_size(window).height == 71);
	oriel_set_style(box, "min-width", "300px");
	oriel_window_fit_content(window);
	stage_run(stage);
	assert_true(oriel_window_size(window).width == 300 && oriel_window_size(window).height == 71);
	oriel_window *wide = oriel_window_open(
		stage->app, .fit_content = true, .width = 500, .min_height = 90);
	assert_true(oriel_window_size(wide).width == 500 && oriel_window_size(wide).height == 90);
}

/* ---- Windows above others ---- */

static void a_modal_window_takes_the_input_of_its_parent(void **state) {
	struct stage *stage = *state;
	oriel_widget *button = stage_button(stage, stage->root, "button", 0, 0, 50, 50);
	stage_run(stage);
	oriel_focus(button);
	stage_record(stage, button, "pointerdown pointerup pointercancel pointerleave click");
	stage_record(stage, button, "keydown keyup blur focus");
	stage_record_window(stage, "close");
	press(stage, 10, 10);
	oriel_window *modal = oriel_window_open(
		stage->app, .title = "modal", .parent = stage->window, .modal = true);
	assert_ptr_equal(oriel_window_parent(modal), stage->window);
	assert_true(oriel_window_is_blocked(stage->window));
	assert_ptr_equal(shown(stage, 1).parent, stage_platform_window(stage));
	stage_run(stage);
	assert_order(&stage->order,
		"pointerdown button, pointercancel button, blur button, pointerleave button");
	assert_false(oriel_widget_has_state(button, ORIEL_STATE_HOVER));
	release(stage, 10, 10);
	click(stage, 10, 10);
	wheel(stage, 10, 10, 0, 10);
	key(stage, "Enter", 0);
	PUSH(stage, .type = ORIEL_RAW_CLOSE);
	stage_run(stage);
	assert_order(&stage->order, "");
	assert_int_equal(shown(stage, 1).activations, 2); /* by the press and by the close */
	assert_true(oriel_window_is_active(modal));

	oriel_window_destroy(modal);
	assert_false(oriel_window_is_blocked(stage->window));
	stage_run(stage);
	assert_order(&stage->order, "focus button");
	click(stage, 10, 10);
	assert_order(&stage->order,
		"pointerdown button, pointerup button, click button, activate button");
}

static void the_last_of_several_modal_windows_unblocks(void **state) {
	struct stage *stage = *state;
	oriel_window *first = oriel_window_open(stage->app, .parent = stage->window, .modal = true);
	oriel_window *second = oriel_window_open(stage->app, .parent = stage->window, .modal = true);
	oriel_window_open(stage->app, .parent = second, .modal = true);
	stage_run(stage);
	size_t before = shown(stage, 3).activations;
	press(stage, 10, 10);
	assert_int_equal(shown(stage, 3).activations, before + 1);
	oriel_window_destroy(first);
	assert_true(oriel_window_is_blocked(stage->window));
	oriel_window_destroy(second); /* and the window above it */
	assert_false(oriel_window_is_blocked(stage->window));
	assert_null(oriel_window_next(stage->window));
}

static void children_are_destroyed_with_their_parent(void **state) {
	struct stage *stage = *state;
	oriel_window *child = oriel_window_open(stage->app, .parent = stage->window);
	oriel_window_open(stage->app, .parent = child, .modal = true);
	assert_false(oriel_window_is_blocked(stage->window));
	assert_true(oriel_window_is_blocked(child));
	oriel_window_destroy(stage->window);
	assert_null(oriel_app_first_window(stage->app));
}

static void opening_a_modal_window_may_destroy_it(void **state) {
	struct stage *stage = *state;
	oriel_widget *button = stage_button(stage, stage->root, "button", 0, 0, 50, 50);
	stage_run(stage);
	press(stage, 10, 10);
	oriel_listen(button, "pointercancel", destroy_window, stage->window);
	assert_null(oriel_window_open(stage->app, .parent = stage->window, .modal = true));
	assert_null(oriel_app_first_window(stage->app));
	assert_breaks(".modal is given without .parent", oriel_window_open(stage->app, .modal = true));
}

/* ---- Geometry ---- */

struct home {
	char path[64];
	char file[128];
};

static struct home home_make(void) {
	struct home home = { .path = "/tmp/oriel-state-XXXXXX" };
	assert_non_null(mkdtemp(home.path));
	snprintf(home.file, sizeof(home.file), "%s/org.example.test/windows", home.path);
	setenv("XDG_STATE_HOME", home.path, 1);
	return home;
}

static void home_remove(struct home *home) {
	char folder[128];
	snprintf(folder, sizeof(folder), "%s/org.example.test", home->path);
	unlink(home->file);
	rmdir(folder);
	assert_int_equal(rmdir(home->path), 0); /* no temporary file is left */
	unsetenv("XDG_STATE_HOME");
}

static void home_write(const struct home *home, const char *text) {
	char folder[128];
	snprintf(folder, sizeof(folder), "%s/org.example.test", home->path);
	mkdir(folder, 0700);
	FILE *file = fopen(home->file, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void assert_stored(const struct home *home, const char *expected) {
	char text[512] = "";
	FILE *file = fopen(home->file, "r");
	assert_non_null(file);
	text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
	fclose(file);
	assert_string_equal(text, expected);
}

static void size_position_and_maximizing_are_remembered(void **state) {
	struct stage *stage = *state;
	struct home home = home_make();
	oriel_window *window = oriel_window_open(stage->app, .width = 300, .remember = "main");
	oriel_window_set_size(window, 320, 200);
	oriel_window_set_position(window, 11, 22);
	stage_run(stage);
	oriel_window_set_maximized(window, true);
	stage_run(stage);
	oriel_window_destroy(window);
	assert_stored(&home, "main 11 22 320 200 mp\n");

	window = oriel_window_open(stage->app, .width = 300, .remember = "main", .min_height = 250);
	assert_true(oriel_window_state(window).maximized);
	assert_true(oriel_window_state(window).position.x == 11);
	oriel_window_set_maximized(window, false);
	stage_run(stage);
	assert_true(oriel_window_size(window).width == 320 && oriel_window_size(window).height == 250);
	oriel_window *other = oriel_window_open(stage->app, .fixed_size = true, .remember = "other");
	oriel_window_destroy(other);
	oriel_window_destroy(window);
	assert_stored(&home, "other 0 0 640 480 p\nmain 11 22 320 250 p\n");
	home_remove(&home);
}

static void a_damaged_file_is_ignored_and_repaired(void **state) {
	struct stage *stage = *state;
	struct home home = home_make();
	home_write(&home, "main 1 2\n\nmain 1 2 99999999999 5 p\nmain 1 2 -5 5 p\n"
		"other 1 2 300 200 -\n\x01\x02 main\n");
	oriel_window *window = oriel_window_open(stage->app, .remember = "main");
	assert_true(oriel_window_size(window).width == 640);
	oriel_window_destroy(window);
	assert_stored(&home, "other 1 2 300 200 -\nmain 0 0 640 480 p\n");
	window = oriel_window_open(stage->app, .remember = "other");
	assert_true(oriel_window_size(window).width == 300);
	oriel_window_destroy(window);
	home_remove(&home);
	assert_breaks("malformed", oriel_window_open(stage->app, .remember = "a b"));
	assert_breaks("malformed", oriel_window_open(stage->app, .remember = ""));
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(changes_of_the_state_fire_events),
		STAGE_TEST(the_user_changes_the_state_too),
		STAGE_TEST(a_listener_of_statechange_may_destroy_the_window),
		STAGE_TEST(an_icon_is_passed_on),
		STAGE_TEST(a_platform_that_cannot_says_so),
		STAGE_TEST(a_window_fits_its_content),
		STAGE_TEST(a_modal_window_takes_the_input_of_its_parent),
		STAGE_TEST(the_last_of_several_modal_windows_unblocks),
		STAGE_TEST(children_are_destroyed_with_their_parent),
		STAGE_TEST(opening_a_modal_window_may_destroy_it),
		STAGE_TEST(size_position_and_maximizing_are_remembered),
		STAGE_TEST(a_damaged_file_is_ignored_and_repaired));
}
