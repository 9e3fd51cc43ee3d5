/* SPDX-License-Identifier: MIT */
/*
 * Sections of the widgets that show something and take no input.
 */
#include <math.h>

#include <oriel/oriel.h>
#include <oriel/widgets.h>

#include "section.h"

static oriel_widget *make_label(void) {
	return oriel_column(oriel_set(oriel_label("A title"), .classes = "title"),
		oriel_label("A label shows text, which is broken into lines where it does not fit."),
		oriel_set(oriel_label("Muted: less important"), .classes = "muted"),
		oriel_set(oriel_label("Error: the file cannot be read"), .classes = "error"));
}

static oriel_widget *make_icon(void) {
	oriel_widget *icons = oriel_set(oriel_row(), .style = "flex-wrap: wrap; gap: 12px");
	for (size_t i = 0; i < oriel_icon_builtin_count(); i++)
		oriel_append(icons, oriel_icon(oriel_icon_builtin_name(i)));
	oriel_widget *heart = oriel_set(oriel_icon("heart"), .style = "width: 32px; color: crimson");
	return oriel_column(icons, oriel_row(oriel_icon("star"), oriel_set(oriel_icon("star"),
		.style = "width: 24px"), heart));
}

/* Returns the colour of a landscape at dusk: a sun over two rows of hills. */
static uint32_t landscape_color(float x, float y) {
	float far = 0.62f + 0.08f * sinf(x * 9) + 0.03f * sinf(x * 23);
	float near = 0.80f + 0.07f * sinf(x * 5 + 2) + 0.02f * sinf(x * 31);
	float sun = hypotf((x - 0.7f) * 1.5f, y - 0.34f);
	if (y > near)
		return 0x23395d;
	if (y > far)
		return 0x4a6b8a;
	if (sun < 0.12f)
		return 0xffe9b0;
	unsigned glow = (unsigned)(60 * fmaxf(0, 1 - sun)), down = (unsigned)(90 * y);
	return (0xf0u << 16) | ((0x86 + glow + down) << 8) | (0x5c + glow + down / 2);
}

static oriel_bitmap *make_landscape(void) {
	enum { WIDTH = 360, HEIGHT = 240 };
	static unsigned char rgba[WIDTH * HEIGHT * 4];
	for (int i = 0; i < WIDTH * HEIGHT; i++) {
		uint32_t color = landscape_color(
			(float)(i % WIDTH) / WIDTH, (float)(i / WIDTH) / HEIGHT);
		rgba[4 * i] = (unsigned char)(color >> 16);
		rgba[4 * i + 1] = (unsigned char)(color >> 8);
		rgba[4 * i + 2] = (unsigned char)color;
		rgba[4 * i + 3] = 255;
	}
	return oriel_bitmap_new(WIDTH, HEIGHT, rgba, WIDTH * 4);
}

static oriel_widget *make_image(void) {
	static const char *const styles[] = {
		"width: 150px; height: 100px; border-radius: 8px",
		"width: 100px; height: 100px; object-fit: cover; border-radius: 50px",
		"width: 100px; height: 100px; object-fit: contain; background: #80808030",
	};
	oriel_widget *row = oriel_set(oriel_row(), .style = "gap: 20px");
	for (int i = 0; i < 3; i++) {
		oriel_widget *image = oriel_set(oriel_image(NULL, "Hills"), .style = styles[i]);
		oriel_image_set_bitmap(image, make_landscape());
		oriel_append(row, image);
	}
	return row;
}

static oriel_widget *make_progress(void) {
	oriel_widget *some = oriel_progress(), *done = oriel_set(oriel_progress(), .classes = "done");
	oriel_widget *unknown = oriel_progress();
	oriel_progress_set_value(some, 0.4);
	oriel_progress_set_value(done, 1);
	oriel_progress_set_indeterminate(unknown, true);
	return oriel_set(oriel_column(some, done, unknown), .style = "gap: 16px");
}

static oriel_widget *make_meter(void) {
	static const double values[] = { 120, 430, 490 }; /* GB of 500 */
	oriel_widget *column = oriel_set(oriel_column(), .style = "gap: 16px");
	for (int i = 0; i < 3; i++) {
		oriel_widget *disk = oriel_meter(0, 500);
		oriel_meter_set_limits(disk, 400, 475, 0);
		oriel_meter_set_value(disk, values[i]);
		oriel_append(column, disk);
	}
	return column;
}

static oriel_widget *make_spinner(void) {
	return oriel_row(oriel_spinner(), oriel_label("Looking for devices"));
}

static oriel_widget *make_separator(void) {
	return oriel_set(oriel_column(oriel_row(oriel_label("Left"), oriel_separator(),
		oriel_label("Right")), oriel_separator(), oriel_label("Below")), .style = "gap: 10px");
}

static const struct section sections[] = {
	{ "label", "Label", 158, make_label, NULL, "text title error" },
	{ "icon", "Icon", 172, make_icon },
	{ "image", "Image", 132, make_image, NULL, "picture" },
	{ "progress", "Progress bar", 88, make_progress },
	{ "meter", "Meter", 88, make_meter, NULL, "gauge" },
	{ "spinner", "Spinner", 56, make_spinner, NULL, "busy" },
	{ "separator", "Separator", 92, make_separator, NULL, "line" },
};

const struct section_group section_group_display = {
	.title = "Display",
	.source = gallery_source_display,
	.sections = sections,
	.count = sizeof(sections) / sizeof(sections[0]),
};
