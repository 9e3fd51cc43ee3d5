/* SPDX-License-Identifier: MIT */
/* A label: its text, and the layout that depends on the text. */
#include <string.h>

#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static oriel_widget *make_label(void) {
	return oriel_column(oriel_row(oriel_label("one two three four five six")));
}

static oriel_widget *label_of(struct ui *ui) {
	return oriel_query(oriel_window_root(ui->window), "label");
}

static void text_is_copied_and_null_becomes_empty(void **state) {
	(void)state;
	struct ui ui = ui_open(make_label);
	char text[] = "before";
	oriel_label_set_text(label_of(&ui), text);
	text[0] = 'X';
	assert_string_equal(oriel_label_text(label_of(&ui)), "before");
	oriel_label_set_text(label_of(&ui), NULL);
	assert_string_equal(oriel_label_text(label_of(&ui)), "");
	oriel_label_set_textf(label_of(&ui), "%d of %s", 3, "5");
	assert_string_equal(oriel_label_text(label_of(&ui)), "3 of 5");
	ui_close(&ui);
}

static void invalid_utf8_in_the_text_is_replaced(void **state) {
	struct ui ui = ui_open(make_label);
	oriel_label_set_text(label_of(&ui), "Gr\xfc\xc3\x9f");
	assert_string_equal(oriel_label_text(label_of(&ui)), "Gr\xef\xbf\xbd\xc3\x9f");
	ui_close(&ui);
}

static void longer_text_widens_the_label_in_the_next_frame(void **state) {
	(void)state;
	struct ui ui = ui_open(make_label);
	float before = oriel_widget_bounds(label_of(&ui)).width;
	oriel_label_set_text(label_of(&ui), "one two three four five six seven");
	ui_settle(&ui);
	assert_true(oriel_widget_bounds(label_of(&ui)).width > before);
	ui_close(&ui);
}

static void label_wraps_at_the_available_width(void **state) {
	(void)state;
	struct ui ui = ui_open(make_label);
	float height = oriel_widget_bounds(label_of(&ui)).height;
	oriel_set(label_of(&ui), .style = "width: 60px");
	ui_settle(&ui);
	assert_true(oriel_widget_bounds(label_of(&ui)).height >= 2 * height);
	ui_close(&ui);
}

static void label_refuses_children(void **state) {
	(void)state;
	struct ui ui = ui_open(make_label);
	oriel_widget *child = oriel_label("child");
	assert_int_equal(oriel_try_append(label_of(&ui), child), ORIEL_HIERARCHY_REQUEST_ERROR);
	oriel_destroy(child);
	ui_close(&ui);
}

static void calls_for_a_label_assert_on_another_widget(void **state) {
	(void)state;
	struct ui ui = ui_open(make_label);
	assert_breaks("oriel_label_text", oriel_label_text(oriel_window_root(ui.window)));
	ui_close(&ui);
}

/* A container that changes its own style after each change of its style. */
static void restless_changed(oriel_widget *widget, const struct oriel_change *change) {
	if (change->kind == ORIEL_CHANGE_STYLE)
		oriel_toggle_class(widget, "large");
}

static const struct oriel_widget_class restless_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "restless", .size = sizeof(struct oriel_widget_base),
	.changed = restless_changed
};

static oriel_widget *make_restless(void) {
	oriel_widget *restless = oriel_set(oriel_widget_new(&restless_class),
		.style = "flex-direction: column; min-width: 10px");
	oriel_append(restless, oriel_row(oriel_label("one two three four five six")));
	return oriel_column(restless);
}

/* The style is out of date in every frame when layout measures the label. */
static void endless_restyling_keeps_the_style_during_layout(void **state) {
	(void)state;
	struct ui ui = ui_open(make_restless);
	oriel_app_add_sheet(ui.app, oriel_sheet_parse("restless { font-size: 12px }"
		"restless.large { font-size: 40px; min-width: 20px }"));
	for (int i = 0; i < 10; i++) {
		oriel_label_set_text(label_of(&ui), i % 2 == 0 ? "one" : "one two three four five six");
		ui_settle(&ui);
	}
	assert_true(oriel_widget_bounds(label_of(&ui)).height > 0);
	ui_close(&ui);
}

static void classes_of_a_label_set_its_role(void **state) {
	static const struct {
		const char *class_;
		enum oriel_role role;
	} roles[] = { { "muted", ORIEL_ROLE_LABEL }, { "title", ORIEL_ROLE_HEADING },
		{ "heading", ORIEL_ROLE_HEADING }, { "error", ORIEL_ROLE_ALERT } };
	struct ui ui = ui_open(make_label);
	(void)state;
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		struct oriel_description description;
		oriel_widget *label = oriel_set(oriel_label("x"), .classes = roles[i].class_);
		oriel_widget_describe(label, &description);
		assert_int_equal(description.role, roles[i].role);
		oriel_destroy(label);
	}
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(classes_of_a_label_set_its_role),
		cmocka_unit_test(text_is_copied_and_null_becomes_empty),
		cmocka_unit_test(invalid_utf8_in_the_text_is_replaced),
		cmocka_unit_test(longer_text_widens_the_label_in_the_next_frame),
		cmocka_unit_test(label_wraps_at_the_available_width),
		cmocka_unit_test(label_refuses_children),
		cmocka_unit_test(endless_restyling_keeps_the_style_during_layout),
		cmocka_unit_test(calls_for_a_label_assert_on_another_widget));
}
