/* SPDX-License-Identifier: MIT */
/*
 * Rectangles. Each axis is computed separately, as a span. If an edge of the result is an edge of
 * an operand, the result keeps that operand's length instead of a difference of sums. A rectangle
 * clipped by a larger one is therefore equal to itself bit for bit.
 */
#include <oriel/ui/geometry.h>

#include <math.h>

struct span {
	float start, length;
};

static struct span span_intersect(struct span a, struct span b) {
	float a_end = a.start + a.length, b_end = b.start + b.length;
	if (a.start >= b.start && a_end <= b_end)
		return a;
	if (b.start >= a.start && b_end <= a_end)
		return b;
	float start = fmaxf(a.start, b.start);
	return (struct span){ start, fminf(a_end, b_end) - start };
}

static struct span span_union(struct span a, struct span b) {
	float a_end = a.start + a.length, b_end = b.start + b.length;
	if (a.start <= b.start && a_end >= b_end)
		return a;
	if (b.start <= a.start && b_end >= a_end)
		return b;
	float start = fminf(a.start, b.start);
	return (struct span){ start, fmaxf(a_end, b_end) - start };
}

static struct span span_x(struct oriel_rect rect) {
	return (struct span){ rect.x, rect.width };
}

static struct span span_y(struct oriel_rect rect) {
	return (struct span){ rect.y, rect.height };
}

static struct oriel_rect rect_of(struct span x, struct span y) {
	struct oriel_rect rect = { x.start, y.start, x.length, y.length };
	return oriel_rect_is_empty(rect) ? (struct oriel_rect){ 0 } : rect;
}

bool oriel_rect_is_empty(struct oriel_rect rect) {
	/* NaN counts as empty too */
	return !(rect.width > 0 && rect.height > 0);
}

bool oriel_rect_contains(struct oriel_rect rect, float x, float y) {
	return x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
}

struct oriel_rect oriel_rect_intersect(struct oriel_rect a, struct oriel_rect b) {
	if (oriel_rect_is_empty(a) || oriel_rect_is_empty(b))
		return (struct oriel_rect){ 0 };
	return rect_of(span_intersect(span_x(a), span_x(b)), span_intersect(span_y(a), span_y(b)));
}

struct oriel_rect oriel_rect_union(struct oriel_rect a, struct oriel_rect b) {
	if (oriel_rect_is_empty(a))
		return rect_of(span_x(b), span_y(b));
	if (oriel_rect_is_empty(b))
		return a;
	return rect_of(span_union(span_x(a), span_x(b)), span_union(span_y(a), span_y(b)));
}

struct oriel_rect oriel_rect_offset(struct oriel_rect rect, float dx, float dy) {
	rect.x += dx;
	rect.y += dy;
	return rect;
}

struct oriel_rect oriel_rect_inset(struct oriel_rect rect, struct oriel_edges edges) {
	return (struct oriel_rect){
		.x = rect.x + edges.left,
		.y = rect.y + edges.top,
		.width = fmaxf(0, rect.width - edges.left - edges.right),
		.height = fmaxf(0, rect.height - edges.top - edges.bottom),
	};
}

struct oriel_edges oriel_edges_all(float width) {
	return (struct oriel_edges){ width, width, width, width };
}
