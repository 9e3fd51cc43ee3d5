/* SPDX-License-Identifier: MIT */
/*
 * Sections of forms, and of the fields that stand in them.
 */
#include <oriel/oriel.h>
#include <oriel/widgets.h>

#include "section.h"

static oriel_widget *make_form(void) {
	return oriel_form(oriel_set(oriel_text_field("What needs doing?"), .style = "flex-grow: 1"),
		oriel_set(oriel_button("Add"), .classes = "primary"));
}

static oriel_widget *make_field(void) {
	oriel_widget *mail = oriel_text_field("you@example.org"), *phone = oriel_text_field(NULL);
	oriel_text_field_set_text(phone, "none");
	oriel_form_control_set_error(phone, "A number has digits only.");
	oriel_widget *form = oriel_set(
		oriel_form(oriel_field("E-mail", mail, .description = "For receipts only."),
			oriel_field("Phone", phone)),
		.style = "flex-direction: column; align-items: stretch; gap: 16px");
	oriel_form_report_validity(form);
	return form;
}

static const struct section sections[] = {
	{ "form", "Form", 68, make_form },
	{ "field", "Field", 208, make_field, NULL, "label error validation" },
};

const struct section_group section_group_forms = {
	.title = "Forms",
	.source = gallery_source_forms,
	.sections = sections,
	.count = sizeof(sections) / sizeof(sections[0]),
};
