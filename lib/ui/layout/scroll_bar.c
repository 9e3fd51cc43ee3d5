/* SPDX-License-Identifier: MIT */
/*
 * Where scroll bars stand. They lie over the content along the right and the bottom of the padding
 * box, never out of it, and leave each other the corner. Painting and hit testing both ask here.
 */
#include <math.h>


#include "style/style_internal.h"
#include "layout/scroll_internal.h"

/* A bar along one axis: where its track begins, how long that is, and what it stands for. */
struct bar {
	float track_start, track_length; /* px in the border box, along the bar */
	/* px in the border box: where it begins across, and how wide it is there */
	float across, thickness;
	double offset, max;
	double content;
};

/* Returns how far a bar stays away from its ends, so that it is within rounded corners, px. */
static float bar_end_gap(float radius) {
	return fmaxf(0, radius / 2 - 2);
}

static struct bar bar_of(const struct oriel__node *node, bool vertical) {
	const struct oriel__scroll *scroll = node->scroll;
	const struct oriel__style *style = oriel__widget_style(oriel__widget_of(node));
	struct oriel_rect view = oriel_rect_inset(
		(struct oriel_rect){ 0, 0, node->rect.width, node->rect.height }, style->border);
	float gap = bar_end_gap(style->radius);
	bool both = scroll->position.max_x > 0 && scroll->position.max_y > 0;
	float corner = both ? ORIEL__SCROLL_BAR_WIDTH : 0;
	float thickness = fminf(ORIEL__SCROLL_BAR_WIDTH, vertical ? view.width : view.height);
	struct bar bar;

	if (vertical)
		bar = (struct bar){ view.y, view.height - corner, view.x + view.width - thickness,
			thickness, scroll->position.y, scroll->position.max_y, scroll->height };
	else
		bar = (struct bar){ view.x, view.width - corner, view.y + view.height - thickness,
			thickness, scroll->position.x, scroll->position.max_x, scroll->width };
	bar.track_start += gap;
	bar.track_length = fmaxf(0, bar.track_length - 2 * gap);
	return bar;
}

static float thumb_length(const struct bar *bar) {
	double seen = (bar->content - bar->max) / bar->content;
	float length = fmaxf(ORIEL__SCROLL_THUMB_MIN, (float)(seen * (double)bar->track_length));
	return fminf(length, bar->track_length);
}

static struct oriel_rect rect_along(
	const struct bar *bar, bool vertical, float start, float length) {
	if (vertical)
		return (struct oriel_rect){ bar->across, start, bar->thickness, length };
	return (struct oriel_rect){ start, bar->across, length, bar->thickness };
}

struct oriel__scroll_bar oriel__scroll_bar(const struct oriel__node *node, bool vertical) {
	if (node->scroll == NULL)
		return (struct oriel__scroll_bar){ 0 };
	struct bar bar = bar_of(node, vertical);
	if (!(bar.max > 0) || !(bar.track_length > 0))
		return (struct oriel__scroll_bar){ 0 };
	float length = thumb_length(&bar);
	float at = (float)(bar.offset / bar.max * (double)(bar.track_length - length));
	return (struct oriel__scroll_bar){
		.track = rect_along(&bar, vertical, bar.track_start, bar.track_length),
		.thumb = rect_along(&bar, vertical, bar.track_start + at, length),
	};
}

double oriel__scroll_bar_offset(const struct oriel__node *node, bool vertical, float thumb_start) {
	if (node->scroll == NULL)
		return 0;
	struct bar bar = bar_of(node, vertical);
	double room = (double)(bar.track_length - thumb_length(&bar));
	if (!(bar.max > 0) || !(room > 0))
		return 0;
	double at = (double)(thumb_start - bar.track_start) / room * bar.max;
	return fmax(0, fmin(at, bar.max));
}
