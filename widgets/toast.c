/* SPDX-License-Identifier: MIT */
/*
 * Toasts. The region of a window, a child of its root in the top layer, holds its toasts in the
 * order of their age. The first TOASTS_SHOWN are shown, the others are hidden. A toast that is
 * shown has either a timer or, while the region is paused, the rest of its time.
 */
#include <oriel/widgets/toast.h>

#include <math.h>
#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/extend/top_layer.h>
#include <oriel/extend/widget.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/timer.h>
#include <oriel/ui/focus.h>
#include <oriel/ui/window.h>
#include <oriel/widgets/button.h>
#include <oriel/widgets/label.h>
#include <oriel/widgets/texts.h>

#include "themes_internal.h"

enum { TOASTS_SHOWN = 3 };

#define TOAST_MS 5000.0
#define TOAST_WITH_ACTION_MS 10000.0

struct toast {
	struct oriel_widget_base base;
	oriel_widget_id label;
	double rest_ms;  /* of its time, while timer is 0 */
	double end_ms;   /* on the loop's clock, while timer is not 0 */
	oriel_timer_id timer;
	bool is_urgent;
	bool is_dismissed;
};

struct toast_region {
	struct oriel_widget_base base;
	oriel_widget_id previously_focused; /* before the focus came in */
};

static const struct oriel_widget_class toast_class, toast_region_class;

/* ---- Time ---- */

static void toast_on_timeout(void *data) {
	((struct toast *)data)->timer = 0;
	oriel_toast_dismiss(data);
}

static void toast_pause(struct toast *toast) {
	if (!toast->timer)
		return;
	oriel_clear_timer(toast->timer);
	toast->timer = 0;
	toast->rest_ms = fmax(0, toast->end_ms - oriel_loop_now(oriel_loop_current()));
}

static void toast_resume(oriel_widget *widget) {
	struct toast *toast = (struct toast *)widget;
	if (toast->timer || isinf(toast->rest_ms))
		return;
	toast->end_ms = oriel_loop_now(oriel_loop_current()) + toast->rest_ms;
	toast->timer = oriel_set_timeout(toast_on_timeout, widget, toast->rest_ms,
		.signal = oriel_widget_signal(widget));
}

/* ---- The region ---- */

static bool toast_region_is_paused(const oriel_widget *region) {
	return oriel_widget_has_state(region, ORIEL_STATE_HOVER) ||
		oriel_widget_has_state(region, ORIEL_STATE_FOCUS_WITHIN);
}

/* Shows the oldest toasts, and runs or stops their time. The others, of which there may be
 * thousands, are hidden since they were made. */
static void toast_region_update(oriel_widget *region) {
	bool is_paused = toast_region_is_paused(region);
	int shown = 0;
	for (oriel_widget *child = oriel_first_child(region);
		child && (shown < TOASTS_SHOWN || !oriel_is_hidden(child));
		child = oriel_next_sibling(child)) {
		struct toast *toast = oriel_widget_try_cast(child, &toast_class);
		if (!toast)
			continue;
		bool is_shown = shown++ < TOASTS_SHOWN;
		oriel_set_hidden(child, !is_shown);
		if (is_shown && !is_paused)
			toast_resume(child);
		else
			toast_pause(toast);
	}
}

static void toast_region_changed(oriel_widget *widget, const struct oriel_change *change) {
	const unsigned pausing = ORIEL_STATE_HOVER | ORIEL_STATE_FOCUS_WITHIN;
	if (change->kind == ORIEL_CHANGE_STATE &&
		((change->old_states ^ oriel_widget_states(widget)) & pausing) != 0)
		toast_region_update(widget);
}

static bool toast_region_on_focus_in(oriel_widget *region, oriel_event *event) {
	oriel_target *related = oriel_event_related_target(event);
	const oriel_widget *from = related ? oriel_widget_try_from_target(related) : NULL;
	if (!from || !oriel_widget_contains(region, from))
		((struct toast_region *)region)->previously_focused = from ? oriel_widget_to_id(from) : 0;
	return false;
}

static void toast_region_describe(oriel_widget *widget, struct oriel_description *description) {
	(void)widget;
	description->role = ORIEL_ROLE_GROUP;
	description->name = oriel_builtin_text(ORIEL_BUILTIN_TEXT_MESSAGES);
}

static const struct oriel_default_action toast_region_actions[] = {
	{ "focusin", toast_region_on_focus_in },
	{ 0 },
};

static const struct oriel_widget_class toast_region_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "toast-region",
	.size = sizeof(struct toast_region),
	.changed = toast_region_changed,
	.default_actions = toast_region_actions,
	.describe = toast_region_describe,
	.sheets = oriel__toast_sheets,
};

static oriel_widget *toast_region_of(oriel_widget *root) {
	oriel_widget *child = oriel_last_child(root);
	while (child && !oriel_widget_try_cast(child, &toast_region_class))
		child = oriel_previous_sibling(child);
	return child;
}

static oriel_widget *toast_region_around(const oriel_widget *toast) {
	oriel_widget *region = oriel_parent(toast);
	return region && oriel_widget_try_cast(region, &toast_region_class) ? region : NULL;
}

/* ---- Dismissing ---- */

/* Returns the button of another toast that is shown, the next one first; NULL if there is none. */
static oriel_widget *toast_button_beside(const oriel_widget *toast) {
	oriel_widget *other = oriel_next_sibling(toast);
	if (!other || oriel_is_hidden(other))
		other = oriel_previous_sibling(toast);
	return other ? oriel_last_child(other) : NULL;
}

static void toast_move_focus(const oriel_widget *toast, const oriel_widget *region) {
	const oriel_window *window = oriel_widget_window(toast);
	const oriel_widget *focused = window ? oriel_window_focused(window) : NULL;
	if (!focused || !oriel_widget_contains(toast, focused))
		return;
	oriel_widget *next = toast_button_beside(toast);
	if (!next)
		next = oriel_widget_from_id(((const struct toast_region *)region)->previously_focused);
	if (next)
		oriel_focus(next);
}

static void toast_dismiss(oriel_widget *widget) {
	((struct toast *)widget)->is_dismissed = true;
	oriel_fire_trusted(widget, "close");
	oriel_widget *region = oriel_widget_is_destroyed(widget) ? NULL : toast_region_around(widget);
	if (region)
		toast_move_focus(widget, region);
	oriel_destroy(widget);
}

/* ---- A toast ---- */

static void toast_on_action(oriel_event *event, void *data) {
	oriel_widget *widget = data;
	(void)event;
	oriel_widget_hold(widget);
	oriel_fire_trusted(widget, "action");
	if (!oriel_widget_is_destroyed(widget))
		oriel_toast_dismiss(widget);
	oriel_widget_release(widget);
}

static void toast_on_dismiss(oriel_event *event, void *data) {
	(void)event;
	oriel_toast_dismiss(data);
}

static bool toast_on_key_down(oriel_widget *widget, oriel_event *event) {
	if (!oriel_key_is(event, "Escape"))
		return false;
	oriel_toast_dismiss(widget);
	return true;
}

static void toast_detached(oriel_widget *widget) {
	toast_pause((struct toast *)widget);
}

static void toast_describe(oriel_widget *widget, struct oriel_description *description) {
	const struct toast *toast = (const struct toast *)widget;
	const oriel_widget *label = oriel_widget_from_id(toast->label);
	description->role = toast->is_urgent ? ORIEL_ROLE_ALERT : ORIEL_ROLE_STATUS;
	description->live = toast->is_urgent ? ORIEL_LIVE_ASSERTIVE : ORIEL_LIVE_POLITE;
	description->name = label ? oriel_label_text(label) : NULL;
}

static const struct oriel_default_action toast_actions[] = {
	{ "keydown", toast_on_key_down },
	{ 0 },
};

static const struct oriel_widget_class toast_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "toast",
	.size = sizeof(struct toast),
	.detached = toast_detached,
	.default_actions = toast_actions,
	.describe = toast_describe,
	.sheets = oriel__toast_sheets,
};

static oriel_widget *toast_button(oriel_widget *toast, const char *text, const char *classes,
	oriel_event_fn *fn) {
	oriel_widget *button = oriel_button(text);
	oriel_set_attribute(button, "type", "button");
	oriel_set_attribute(button, "class", classes);
	oriel_listen(button, "click", fn, toast, .signal = oriel_widget_signal(toast));
	oriel_append(toast, button);
	return button;
}

static oriel_widget *toast_new(const char *text, const struct oriel_toast_options *options) {
	oriel_widget *widget = oriel_widget_new(&toast_class), *label = oriel_label(text);
	struct toast *toast = (struct toast *)widget;
	toast->label = oriel_widget_to_id(label);
	toast->is_urgent = options->urgent;
	toast->rest_ms = options->timeout_ms > 0 ? options->timeout_ms :
		options->action                      ? TOAST_WITH_ACTION_MS :
											TOAST_MS;
	oriel_append(widget, label);
	oriel_set_hidden(widget, true); /* until it is one of the oldest */
	if (options->action)
		toast_button(widget, options->action, "toast-action flat", toast_on_action);
	oriel_widget *dismiss = toast_button(widget, "×", "toast-dismiss flat", toast_on_dismiss);
	oriel_set_attribute(dismiss, "aria-label", oriel_builtin_text(ORIEL_BUILTIN_TEXT_DISMISS));
	return widget;
}

oriel_widget *oriel_toast_at(const char *site, oriel_window *window, const char *text,
	const struct oriel_toast_options *given) {
	static const struct oriel_toast_options defaults;
	ORIEL_ASSERT(window != NULL, "oriel_toast: the window is NULL; pass the window of the toast");
	oriel_widget *root = oriel_window_root(window), *region = toast_region_of(root);
	if (!region) {
		region = oriel_widget_new(&toast_region_class);
		oriel_widget_append_all_at(site, root, &region, 1);
	}
	oriel_widget *toast = toast_new(text, given ? given : &defaults);
	oriel_widget_append_all_at(site, region, &toast, 1);
	oriel_top_layer_add(region, false); /* over what has come meanwhile */
	oriel_top_layer_set_exempt(region, true);
	toast_region_update(region);
	return toast;
}

void oriel_toast_dismiss(oriel_widget *widget) {
	struct toast *toast = oriel_widget_cast(widget, &toast_class);
	if (toast->is_dismissed || oriel_widget_is_destroyed(widget))
		return;
	oriel_widget *region = toast_region_around(widget);
	oriel_widget_id id = region ? oriel_widget_to_id(region) : 0;
	oriel_widget_hold(widget);
	toast_dismiss(widget);
	oriel_widget_release(widget);
	region = oriel_widget_from_id(id);
	if (region && oriel_first_child(region))
		toast_region_update(region);
	else
		oriel_destroy(region);
}
