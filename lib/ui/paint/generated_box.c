/* SPDX-License-Identifier: MIT */
/*
 * The text of ::before and ::after: one paragraph, which is shaped when it is first measured or
 * drawn, and thrown away when the computed values differ. style/ makes and destroys the boxes, and
 * keeps the text in the values. A box without text has no line, and thus no height of its own.
 */
#include "paint/generated_box_internal.h"

#include "style/style_internal.h"

#include <math.h>

#include <oriel/extend/layout.h>
#include <oriel/extend/recorder.h>

struct generated_box {
	struct oriel_widget_base base;
	oriel_paragraph *paragraph; /* NULL: not shaped */
};

static void generated_box_forget(oriel_widget *widget) {
	struct generated_box *box = (struct generated_box *)widget;
	oriel_paragraph_destroy(box->paragraph);
	box->paragraph = NULL;
}

static void generated_box_changed(oriel_widget *widget, const struct oriel_change *change) {
	if (change->kind == ORIEL_CHANGE_STYLE)
		generated_box_forget(widget);
}

/* NULL: there is no text, or no memory for it. */
static oriel_paragraph *generated_box_shape(oriel_widget *widget, float width) {
	struct generated_box *box = (struct generated_box *)widget;
	size_t length;
	const char *text = oriel__generated_text(widget, &length);
	if (length == 0)
		return NULL;
	if (box->paragraph == NULL) {
		struct oriel_text_style style = oriel_widget_text_style(widget);
		box->paragraph = oriel_paragraph_new(text, length, &style);
	}
	if (box->paragraph == NULL)
		return NULL;
	struct oriel_used_text used = oriel_used_text(widget);
	oriel_paragraph_set_width(box->paragraph,
		used.white_space == ORIEL_WHITE_SPACE_NOWRAP ? INFINITY : width, used.align);
	return box->paragraph;
}

static struct oriel_measurement generated_box_measure(oriel_widget *widget, float max_width) {
	const oriel_paragraph *paragraph = generated_box_shape(widget, max_width);
	if (paragraph == NULL)
		return (struct oriel_measurement){ .baseline = -1 };
	struct oriel_size size = oriel_paragraph_size(paragraph);
	return (struct oriel_measurement){
		size.width, size.height, oriel_paragraph_baseline(paragraph)
	};
}

static void generated_box_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct oriel_rect content = oriel_widget_content_box(widget);
	const oriel_paragraph *paragraph = generated_box_shape(widget, content.width);
	if (paragraph != NULL)
		oriel_record_paragraph(recorder, paragraph, content.x, content.y,
			oriel_used_color(widget, ORIEL_PROPERTY_COLOR));
}

static const struct oriel_widget_class generated_box_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "::before or ::after",
	.size = sizeof(struct generated_box),
	.flags = ORIEL_WIDGET_LEAF,
	.finish = generated_box_forget,
	.changed = generated_box_changed,
	.measure = generated_box_measure,
	.record = generated_box_record,
};

void oriel__generated_box_install(oriel_loop *loop) {
	oriel__style_set_generated_class(loop, &generated_box_class);
}
