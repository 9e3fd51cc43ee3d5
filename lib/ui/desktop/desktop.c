/* SPDX-License-Identifier: MIT */
/*
 * The settings of all sources, merged, and their way into a recording and out of it.
 *
 * The loop polls the descriptors of both sources as those of a display. Their traffic is no part of
 * a recording; only merged settings are, as arrivals.
 */
#include "desktop/desktop_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "desktop/desktop_source_internal.h"
#include "loop/display_internal.h"
#include "loop/loop_internal.h"
#include "replay/recording_internal.h"

#include <math.h>

/* Whether the first answer is awaited, after oriel__desktop_new(). */
static const struct oriel__record_kind wait_kind = { "an awaited desktop", "i" };
/* Fields: enum settings_field. */
static const struct oriel__record_kind settings_kind = { "settings of the desktop", "auuuuuu" };

enum settings_field { ARRIVAL, COLOR_SCHEME, CONTRAST, MOTION, ACCENT_COLOR, SCALE, IS_WAITING };

/* The sources, the one that counts most first. */
enum desktop_place { PORTAL, X11, SOURCES };

struct desktop_slot {
	struct oriel__desktop_source *source;   /* NULL: there is none */
	struct oriel__desktop_settings settings; /* they stay when the source is gone */
	int fds;                                 /* polled */
};

struct oriel__desktop {
	struct oriel__display display;
	oriel_loop *loop;
	struct oriel__desktop_options options;
	struct oriel__recording_receiver receiver;
	struct desktop_slot slots[SOURCES];
	bool must_connect_x11; /* before the loop blocks for the first time */
	struct oriel__desktop_settings settings;
	bool is_waiting;
};

/* ---- Merging ---- */

static struct oriel__desktop_settings desktop_merge(struct oriel__desktop *desktop) {
	for (int i = 0; i < SOURCES; i++) {
		struct desktop_slot *slot = &desktop->slots[i];
		if (slot->source != NULL)
			slot->settings = slot->source->source_class->settings(slot->source);
	}
	struct oriel__desktop_settings merged = desktop->slots[PORTAL].settings;
	const struct oriel__desktop_settings *x11 = &desktop->slots[X11].settings;
	if (merged.color_scheme == 0)
		merged.color_scheme = x11->color_scheme;
	if (merged.contrast == 0)
		merged.contrast = x11->contrast;
	if (merged.motion == 0)
		merged.motion = x11->motion;
	if (x11->scale > 0)
		merged.scale = x11->scale;
	return merged;
}

static bool desktop_settings_equal(
	const struct oriel__desktop_settings *a, const struct oriel__desktop_settings *b) {
	return a->color_scheme == b->color_scheme && a->contrast == b->contrast &&
		a->motion == b->motion && a->accent_color == b->accent_color && a->scale == b->scale;
}

static void desktop_take(struct oriel__desktop *desktop,
	const struct oriel__desktop_settings *settings, bool is_waiting) {
	desktop->settings = *settings;
	desktop->is_waiting = is_waiting;
	desktop->options.changed(desktop->options.data);
}

static bool desktop_sources_are_waiting(const struct oriel__desktop *desktop) {
	bool is_waiting = false;
	for (int i = 0; i < SOURCES; i++) {
		const struct oriel__desktop_source *source = desktop->slots[i].source;
		is_waiting |= source != NULL && source->source_class->is_waiting(source);
	}
	return is_waiting;
}

static void desktop_update(struct oriel__desktop *desktop) {
	struct oriel__desktop_settings settings = desktop_merge(desktop);
	bool is_waiting = desktop->is_waiting && desktop_sources_are_waiting(desktop);
	if (is_waiting == desktop->is_waiting &&
		desktop_settings_equal(&settings, &desktop->settings))
		return;
	unsigned suspended = oriel__recording_wake(desktop->loop);
	oriel__recording_arrival_begin(desktop->loop, &settings_kind,
		&(const struct oriel__record_values){
			.numbers = { [COLOR_SCHEME] = settings.color_scheme,
				[CONTRAST] = settings.contrast,
				[MOTION] = settings.motion,
				[ACCENT_COLOR] = settings.accent_color,
				[SCALE] = oriel__record_bits(settings.scale),
				[IS_WAITING] = is_waiting } });
	desktop_take(desktop, &settings, is_waiting);
	oriel__recording_arrival_end(desktop->loop);
	oriel__recording_sleep(desktop->loop, suspended);
}

/* ---- Replaying ---- */

static struct oriel__desktop_settings desktop_settings_read(
	const struct oriel__record_values *values) {
	return (struct oriel__desktop_settings){
		.color_scheme = (enum oriel_color_scheme)values->numbers[COLOR_SCHEME],
		.contrast = (enum oriel_contrast)values->numbers[CONTRAST],
		.motion = (enum oriel_motion)values->numbers[MOTION],
		.accent_color = (oriel_color)values->numbers[ACCENT_COLOR],
		.scale = oriel__record_float(values->numbers[SCALE]),
	};
}

static const char *desktop_refuse(void *data, const struct oriel__record_values *values) {
	float scale = oriel__record_float(values->numbers[SCALE]);
	(void)data;
	return values->numbers[COLOR_SCHEME] <= ORIEL_COLOR_SCHEME_DARK &&
			values->numbers[CONTRAST] <= ORIEL_CONTRAST_LESS &&
			values->numbers[MOTION] <= ORIEL_MOTION_REDUCED && isfinite(scale) && scale >= 0 ?
		NULL :
		"no such settings";
}

static void desktop_give(void *data, const struct oriel__record_values *values) {
	struct oriel__desktop_settings settings = desktop_settings_read(values);
	desktop_take(data, &settings, values->numbers[IS_WAITING] != 0);
}

/* ---- Polling ---- */

static struct oriel__desktop *desktop_of(struct oriel__display *display) {
	return oriel__container_of(display, struct oriel__desktop, display);
}

static void desktop_slot_clear(struct desktop_slot *slot) {
	if (slot->source != NULL)
		slot->source->source_class->destroy(slot->source);
	slot->source = NULL;
	slot->fds = 0;
}

static void desktop_pump(struct oriel__display *display) {
	struct oriel__desktop *desktop = desktop_of(display);
	for (int i = 0; i < SOURCES; i++) {
		struct oriel__desktop_source *source = desktop->slots[i].source;
		if (source != NULL)
			source->source_class->pump(source);
	}
	desktop_update(desktop);
	for (int i = 0; i < SOURCES; i++) {
		const struct oriel__desktop_source *source = desktop->slots[i].source;
		if (source != NULL && source->source_class->is_gone(source))
			desktop_slot_clear(&desktop->slots[i]);
	}
}

/* Connects to the X server when the loop has nothing to do, so that the first frame comes
 * before. */
static void desktop_connect_x11(struct oriel__desktop *desktop) {
#ifdef ORIEL_XSETTINGS
	if (desktop->must_connect_x11)
		desktop->slots[X11].source = oriel__xsettings_new();
#endif
	desktop->must_connect_x11 = false;
}

static int desktop_prepare(struct oriel__display *display, struct pollfd *fds, int *timeout_ms) {
	struct oriel__desktop *desktop = desktop_of(display);
	int count = 0;
	desktop_connect_x11(desktop);
	for (int i = 0; i < SOURCES; i++) {
		struct desktop_slot *slot = &desktop->slots[i];
		if (slot->source == NULL)
			continue;
		slot->fds = slot->source->source_class->prepare(slot->source, fds + count, timeout_ms);
		if (slot->fds < 0)
			return -1;
		count += slot->fds;
	}
	return count;
}

static void desktop_check(struct oriel__display *display, const struct pollfd *fds, int count) {
	struct oriel__desktop *desktop = desktop_of(display);
	(void)count;
	for (int i = 0; i < SOURCES; i++) {
		const struct desktop_slot *slot = &desktop->slots[i];
		if (slot->source != NULL)
			slot->source->source_class->check(slot->source, fds, slot->fds);
		fds += slot->fds;
	}
}

/* ---- The desktop ---- */

static void desktop_ask(struct oriel__desktop *desktop) {
#ifdef ORIEL_DBUS
	desktop->slots[PORTAL].source = oriel__portal_new();
#endif
	desktop->must_connect_x11 = desktop->options.asks_x11;
	if (desktop->slots[PORTAL].source == NULL && !desktop->must_connect_x11)
		return;
	desktop->display = (struct oriel__display){
		.pump = desktop_pump, .prepare = desktop_prepare, .check = desktop_check
	};
	oriel__display_add(desktop->loop, &desktop->display);
}

struct oriel__desktop *oriel__desktop_new(
	oriel_loop *loop, const struct oriel__desktop_options *options) {
	struct oriel__desktop *desktop = oriel__alloc_zero(1, sizeof(*desktop));
	desktop->loop = loop;
	desktop->options = *options;
	desktop->receiver = (struct oriel__recording_receiver){
		.kind = &settings_kind, .refuse = desktop_refuse, .give = desktop_give, .data = desktop };
	oriel__recording_add_receiver(loop, &desktop->receiver);
	if (!oriel__loop_is_replayed(loop))
		desktop_ask(desktop);
	desktop->is_waiting = oriel__external_number(
							loop, &wait_kind, desktop_sources_are_waiting(desktop), false) != 0;
	return desktop;
}

void oriel__desktop_destroy(struct oriel__desktop *desktop) {
	if (desktop == NULL)
		return;
	oriel__display_remove(desktop->loop, &desktop->display);
	oriel__recording_remove_receiver(desktop->loop, &desktop->receiver);
	for (int i = 0; i < SOURCES; i++)
		desktop_slot_clear(&desktop->slots[i]);
	oriel__free(desktop);
}

const struct oriel__desktop_settings *oriel__desktop_settings(
	const struct oriel__desktop *desktop) {
	return &desktop->settings;
}

bool oriel__desktop_is_waiting(const struct oriel__desktop *desktop) {
	return desktop->is_waiting;
}
