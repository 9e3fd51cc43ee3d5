/* SPDX-License-Identifier: MIT */
/*
 * Sections of the widgets that edit text: text fields of all kinds, and text areas.
 */
#include <oriel/oriel.h>
#include <oriel/widgets.h>

#include "section.h"

static oriel_widget *make_text_field(void) {
	oriel_widget *read_only = oriel_text_field(NULL, .value = "Read-only, can be copied");
	oriel_text_field_set_read_only(read_only, true);
	return oriel_column(oriel_text_field(NULL, .value = "One line of text"),
		oriel_text_field("A placeholder, while the field is empty"), read_only,
		oriel_set(oriel_text_field(NULL, .value = "Disabled"), .disabled = true));
}

static oriel_widget *make_text_field_kinds(void) {
	return oriel_set(oriel_column(
		oriel_text_field("Search", .type = "search", .value = "milk"),
		oriel_text_field("you@example.org", .type = "email"),
		oriel_text_field("Telephone", .type = "tel"),
		oriel_text_field("https://example.org", .type = "url"),
		oriel_text_field("Price", .value = "12.50", .prefix = oriel_label("EUR")),
		oriel_text_field(NULL, .value = "Milk and bread", .max_length = 40, .count = true)),
		.style = "display: grid; grid-template-columns: 1fr 1fr; gap: 8px");
}

static oriel_widget *make_number_field(void) {
	oriel_widget *disabled = oriel_text_field(NULL, .type = "number", .value = "3");
	return oriel_row(
		oriel_text_field(NULL, .type = "number", .value = "7", .min = "0", .max = "10"),
		oriel_text_field(NULL, .type = "number", .value = "2.5", .step = "0.5",
			.suffix = oriel_label("kg")),
		oriel_set(disabled, .disabled = true));
}

static oriel_widget *make_password_field(void) {
	oriel_widget *revealed = oriel_text_field(NULL, .type = "password", .value = "revealed");
	oriel_set_attribute(revealed, "revealed", "");
	return oriel_row(oriel_text_field(NULL, .type = "password", .value = "password"), revealed,
		oriel_text_field("Password", .type = "password"));
}

static oriel_widget *make_text_area(void) {
	oriel_widget *found = oriel_text_area(NULL, .rows = 5, .line_numbers = true,
		.value = "Milk, bread and butter\nA line that is longer than the area is wide continues in "
			"the next one.\n\nSome milk for the cat");
	oriel_text_area_find(found, "milk", 0);
	return oriel_column(found, oriel_text_area("A placeholder, while the area is empty"),
		oriel_set(oriel_text_area(NULL, .rows = 1, .value = "Disabled"), .disabled = true));
}

static const struct section sections[] = {
	{ "text-field", "Text field", 202, make_text_field, NULL, "entry input" },
	{ "text-field-kinds", "Kinds of text fields", 156, make_text_field_kinds, NULL,
		"search email telephone url prefix suffix count" },
	{ "number-field", "Number field", 68, make_number_field, NULL, "spin step" },
	{ "password-field", "Password field", 68, make_password_field },
	{ "text-area", "Text area", 240, make_text_area, NULL, "editor find lines" },
};

const struct section_group section_group_text = {
	.title = "Text",
	.source = gallery_source_text,
	.sections = sections,
	.count = sizeof(sections) / sizeof(sections[0]),
};
