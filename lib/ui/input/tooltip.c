/* SPDX-License-Identifier: MIT */
/*
 * Tooltips: the attribute `title` of a widget, shown beside the widget after a delay.
 *
 * A tooltip is a hint popover in the shadow tree of the root, one of each window. It is wanted by
 * the widget that the pointer or the focus came to last. A timer then shows, changes or hides it,
 * so that no event is fired inside a move of the focus. A tooltip that is shown goes on to a
 * neighbour without delay, and without being hidden in between.
 */
#include "input/tooltip_internal.h"

#include <oriel/extend/recorder.h>
#include <string.h>

#include "input/popover_internal.h"
#include "tree/top_layer_internal.h"

#define SHOW_DELAY_MS 600.0
/* The pointer may cross a gap between two widgets in this time. */
#define HIDE_DELAY_MS 100.0
/* After a tooltip was hidden, the next one is shown without delay for this time. */
#define BROWSE_MS 500.0
/* How long the tooltip of a long press stays after the finger was lifted. */
#define LIFT_DELAY_MS 1500.0
/* The tooltip of a larger widget stands beside the pointer. */
#define LARGE_WIDTH 240.0f
#define LARGE_HEIGHT 80.0f
#define POINTER_HEIGHT 20.0f

/* ---- The widget ---- */

struct tooltip {
	struct oriel_widget_base base;
	oriel_paragraph *paragraph; /* of the attribute "aria-label"; NULL: not shaped yet */
};

static void tooltip_drop_paragraph(oriel_widget *widget) {
	struct tooltip *tooltip = (struct tooltip *)widget;
	oriel_paragraph_destroy(tooltip->paragraph);
	tooltip->paragraph = NULL;
}

static void tooltip_changed(oriel_widget *widget, const struct oriel_change *change) {
	if (change->kind == ORIEL_CHANGE_STATE)
		return;
	tooltip_drop_paragraph(widget);
	if (change->kind == ORIEL_CHANGE_ATTRIBUTE)
		oriel_widget_relayout(widget);
}

/* Returns NULL without memory. */
static oriel_paragraph *tooltip_paragraph(oriel_widget *widget, float width) {
	struct tooltip *tooltip = (struct tooltip *)widget;
	const char *text = oriel_attribute(widget, "aria-label");
	if (tooltip->paragraph == NULL) {
		const struct oriel_text_style style = oriel_widget_text_style(widget);
		text = text != NULL ? text : "";
		tooltip->paragraph = oriel_paragraph_new(text, strlen(text), &style);
	}
	if (tooltip->paragraph != NULL)
		oriel_paragraph_set_width(tooltip->paragraph, width, ORIEL_TEXT_ALIGN_START);
	return tooltip->paragraph;
}

static struct oriel_measurement tooltip_measure(oriel_widget *widget, float max_width) {
	const oriel_paragraph *paragraph = tooltip_paragraph(widget, max_width);
	struct oriel_size size = paragraph != NULL ? oriel_paragraph_size(paragraph) :
												(struct oriel_size){ 0 };
	return (struct oriel_measurement){ .width = size.width, .height = size.height, .baseline = -1 };
}

static void tooltip_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct oriel_rect box = oriel_widget_content_box(widget);
	const oriel_paragraph *paragraph = tooltip_paragraph(widget, box.width);
	if (paragraph != NULL)
		oriel_record_paragraph(recorder, paragraph, box.x, box.y,
			oriel_used_color(widget, ORIEL_PROPERTY_COLOR));
}

static void tooltip_describe(oriel_widget *widget, struct oriel_description *description) {
	description->role = ORIEL_ROLE_TOOLTIP;
}

static const char *const tooltip_sheets[] = {
	"tooltip {"
	"	margin: 6px;"
	"	max-width: 320px;"
	"	padding: 5px 9px;"
	"	border: 1px solid transparent;"
	"	border-radius: 6px;"
	"	background: var(--tooltip, light-dark(#2b3036, #e6e9ed));"
	"	color: var(--on-tooltip, light-dark(#ffffff, #15171a));"
	"	font-size: 12px;"
	"	pointer-events: none;"
	"}",
	NULL,
};

static const struct oriel_widget_class tooltip_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "tooltip",
	.size = sizeof(struct tooltip),
	.flags = ORIEL_WIDGET_LEAF,
	.finish = tooltip_drop_paragraph,
	.changed = tooltip_changed,
	.measure = tooltip_measure,
	.record = tooltip_record,
	.describe = tooltip_describe,
	.sheets = tooltip_sheets,
};

/* Returns NULL only if the tooltip was destroyed by code of the program. */
static oriel_widget *tooltip_ensure(struct oriel__surface *surface) {
	oriel_widget *widget = oriel_widget_from_id(surface->tooltip.widget);
	if (widget != NULL)
		return widget;
	widget = oriel_widget_new(&tooltip_class);
	oriel_set_attribute(widget, "popover", "hint");
	surface->tooltip.widget = oriel_widget_to_id(widget);
	oriel_widget_append_shadow_child(oriel__widget_of(surface->tree.root), widget);
	return widget;
}

/* ---- Showing and hiding ---- */

static bool tooltip_is_shown(const struct oriel__surface *surface) {
	const oriel_widget *widget = oriel_widget_from_id(surface->tooltip.widget);
	return widget != NULL && oriel_popover_is_open(widget);
}

/* Returns the widget that has the text, or NULL. An empty title hides that of an ancestor. Source:
 * HTML, "the title attribute". */
static struct oriel__node *tooltip_owner(struct oriel__node *node) {
	for (; node != NULL; node = node->parent) {
		const char *title = node->attribute_count > 0 ?
			oriel_attribute(oriel__widget_of(node), "title") :
			NULL;
		if (title != NULL)
			return title[0] != '\0' ? node : NULL;
	}
	return NULL;
}

static struct oriel_rect tooltip_anchor_rect(
	const struct oriel__surface *surface, const oriel_widget *owner) {
	struct oriel_rect bounds = oriel_widget_window_bounds(owner);
	if (surface->tooltip.is_by_focus ||
		(bounds.width <= LARGE_WIDTH && bounds.height <= LARGE_HEIGHT))
		return (struct oriel_rect){ 0 };
	return (struct oriel_rect){ surface->tooltip.x, surface->tooltip.y, 1, POINTER_HEIGHT };
}

static void tooltip_hide(struct oriel__surface *surface) {
	if (!tooltip_is_shown(surface))
		return;
	surface->tooltip.hidden_ms = oriel_loop_now(surface->view.loop);
	oriel_popover_hide(oriel_widget_from_id(surface->tooltip.widget));
}

/* A tooltip that is shown is moved to its new owner. */
static void tooltip_anchor_again(
	oriel_widget *widget, const oriel_widget *owner, const struct oriel_rect *rect) {
	struct oriel__node *node = oriel__node_of(widget);
	struct oriel__anchoring *anchoring = &node->rare->top->anchoring;
	anchoring->id = rect->width > 0 ? 0 : oriel_widget_to_id(owner);
	anchoring->rect = *rect;
	oriel_widget_relayout(widget);
	oriel__node_mark(node->parent, ORIEL__MARK_LAYOUT);
}

static void tooltip_show(struct oriel__surface *surface, oriel_widget *owner) {
	oriel_widget *widget = tooltip_ensure(surface);
	struct oriel_rect rect = tooltip_anchor_rect(surface, owner);
	oriel_set_attribute(widget, "aria-label", oriel_attribute(owner, "title"));
	if (oriel_popover_is_open(widget))
		tooltip_anchor_again(widget, owner, &rect);
	else
		oriel_popover_show(widget, .source = owner, .alignment = ORIEL_SIDE_ALIGN_CENTER,
			.anchor_rect = rect.width > 0 ? &rect : NULL);
}

static void tooltip_update(void *data) {
	struct oriel__surface *surface = data;
	oriel_loop *loop = surface->view.loop;
	surface->tooltip.timer = 0;
	oriel_widget *owner = oriel_widget_from_id(surface->tooltip.wanted);
	oriel__hold_begin(loop);
	bool can_show = owner != NULL && oriel__surface_has(surface, oriel__node_of(owner)) &&
		tooltip_owner(oriel__node_of(owner)) == oriel__node_of(owner) && surface->is_active;
	if (can_show)
		tooltip_show(surface, owner);
	else
		tooltip_hide(surface);
	oriel__hold_end(loop);
}

static void tooltip_schedule(struct oriel__surface *surface, double delay_ms) {
	if (surface->is_closed) /* e.g. by a class that was told of the state :hover */
		return;
	oriel_clear_timer(surface->tooltip.timer);
	surface->tooltip.timer = oriel_set_timeout(tooltip_update, surface, delay_ms);
}

/* Shows the tooltip of another widget soon; node may be NULL. */
static void tooltip_want(struct oriel__surface *surface, const struct oriel__node *node) {
	struct oriel__tooltip *tooltip = &surface->tooltip;
	bool is_shown = tooltip_is_shown(surface);
	tooltip->wanted = node != NULL ? oriel_widget_to_id(oriel__widget_of(node)) : 0;
	if (tooltip->wanted == 0 && !is_shown) {
		oriel_clear_timer(tooltip->timer);
		tooltip->timer = 0;
		return;
	}
	double since = oriel_loop_now(surface->view.loop) - tooltip->hidden_ms;
	bool is_browsing = is_shown || (tooltip->hidden_ms > 0 && since < BROWSE_MS);
	tooltip_schedule(surface,
		tooltip->wanted == 0 ? HIDE_DELAY_MS : is_browsing ? 0 : SHOW_DELAY_MS);
}

void oriel__tooltip_hover(
	const struct oriel__pointer *pointer, struct oriel__node *node, bool has_changed) {
	struct oriel__surface *surface = pointer->surface;
	surface->tooltip.x = pointer->x;
	surface->tooltip.y = pointer->y;
	if (!has_changed)
		return;
	const struct oriel__node *owner = tooltip_owner(node);
	oriel_widget_id id = owner != NULL ? oriel_widget_to_id(oriel__widget_of(owner)) : 0;
	if (id == surface->tooltip.hovered)
		return;
	surface->tooltip.hovered = id;
	surface->tooltip.is_by_focus = false;
	tooltip_want(surface, owner);
}

void oriel__tooltip_focus(struct oriel__surface *surface, const struct oriel__node *node) {
	if (node != NULL && !surface->focus.is_visible)
		return;
	const struct oriel__node *owner = node;
	while (owner != NULL && oriel__node_is_shadow_child(owner))
		owner = owner->parent;
	bool has_title = owner != NULL && tooltip_owner((struct oriel__node *)owner) == owner;
	if (!has_title && !surface->tooltip.is_by_focus)
		return;
	surface->tooltip.is_by_focus = has_title;
	tooltip_want(surface, has_title ? owner : NULL);
}

void oriel__tooltip_dismiss(struct oriel__surface *surface) {
	if (surface->tooltip.wanted == 0 && !tooltip_is_shown(surface))
		return;
	surface->tooltip.wanted = 0;
	tooltip_schedule(surface, 0);
}

bool oriel__tooltip_long_press(const struct oriel__pointer *pointer, struct oriel__node *node) {
	struct oriel__surface *surface = pointer->surface;
	const struct oriel__node *owner = tooltip_owner(node);
	if (owner == NULL)
		return false;
	surface->tooltip.x = pointer->x;
	surface->tooltip.y = pointer->y;
	surface->tooltip.is_by_focus = false;
	surface->tooltip.wanted = oriel_widget_to_id(oriel__widget_of(owner));
	surface->tooltip.is_by_finger = true;
	tooltip_schedule(surface, 0);
	return true;
}

void oriel__tooltip_lift(struct oriel__surface *surface) {
	if (!surface->tooltip.is_by_finger)
		return;
	surface->tooltip.is_by_finger = false;
	surface->tooltip.wanted = 0;
	tooltip_schedule(surface, LIFT_DELAY_MS);
}

void oriel__tooltip_finish(struct oriel__surface *surface) {
	oriel_clear_timer(surface->tooltip.timer);
	surface->tooltip.timer = 0;
}
