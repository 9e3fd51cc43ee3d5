/* SPDX-License-Identifier: MIT */
/*
 * The desktop portal: reading all settings at once, then each change, and all of them again from a
 * portal that has been started or restarted.
 *
 * Values are checked against the types that their keys have; other values are ignored. Source: the
 * portal's interface org.freedesktop.portal.Settings, and the schemas of GNOME, whose settings the
 * portals of GNOME and GTK pass on.
 */
#include "desktop/desktop_source_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "desktop/bus_internal.h"

#include <math.h>
#include <string.h>

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE "org.freedesktop.portal.Settings"
#define APPEARANCE "org.freedesktop.appearance"
#define GNOME_INTERFACE "org.gnome.desktop.interface"
#define GNOME_ACCESSIBILITY "org.gnome.desktop.a11y.interface"

enum { VARIANT_DEPTH = 4 }; /* of nested variants */

/* Values as the portal has them; negative: not given. */
struct portal_values {
	int color_scheme;   /* 0: no preference, 1: dark, 2: light */
	int contrast;       /* 0: no preference, 1: more */
	int reduced_motion; /* 0: no preference, 1: reduced */
	int has_animations;
	int is_high_contrast;
	float text_scale;
	oriel_color accent_color; /* 0: not given */
};

static const struct portal_values no_values = { -1, -1, -1, -1, -1, -1, 0 };

struct portal {
	struct oriel__desktop_source base;
	struct oriel__bus *bus;
	struct portal_values values;
	bool is_waiting;
};

static const struct oriel__dbus *portal_dbus(const struct portal *portal) {
	return oriel__bus_functions(portal->bus);
}

/* ---- Values ---- */

/* Moves iter into variants, which portals nest. Returns the type of the value. */
static int portal_unwrap(const struct oriel__dbus *dbus, DBusMessageIter *iter) {
	int type = dbus->message_iter_get_arg_type(iter);
	for (int i = 0; i < VARIANT_DEPTH && type == DBUS_TYPE_VARIANT; i++) {
		DBusMessageIter inner;
		dbus->message_iter_recurse(iter, &inner);
		*iter = inner;
		type = dbus->message_iter_get_arg_type(iter);
	}
	return type;
}

static void portal_read_enum(
	const struct oriel__dbus *dbus, DBusMessageIter *value, int most, int *out) {
	dbus_uint32_t number;
	if (portal_unwrap(dbus, value) != DBUS_TYPE_UINT32)
		return;
	dbus->message_iter_get_basic(value, &number);
	*out = number <= (dbus_uint32_t)most ? (int)number : 0;
}

static void portal_read_bool(const struct oriel__dbus *dbus, DBusMessageIter *value, int *out) {
	dbus_bool_t is_set;
	if (portal_unwrap(dbus, value) != DBUS_TYPE_BOOLEAN)
		return;
	dbus->message_iter_get_basic(value, &is_set);
	*out = is_set != 0;
}

static void portal_read_scale(
	const struct oriel__dbus *dbus, DBusMessageIter *value, float *out) {
	double scale;
	if (portal_unwrap(dbus, value) != DBUS_TYPE_DOUBLE)
		return;
	dbus->message_iter_get_basic(value, &scale);
	*out = scale >= 0.5 && scale <= 3 ? (float)scale : -1; /* GNOME's limits */
}

/* Reads three numbers from 0 to 1 of sRGB. Others mean that there is no accent colour. */
static void portal_read_color(
	const struct oriel__dbus *dbus, DBusMessageIter *value, oriel_color *out) {
	DBusMessageIter member;
	oriel_color color = 0;
	if (portal_unwrap(dbus, value) != DBUS_TYPE_STRUCT)
		return;
	*out = 0;
	dbus->message_iter_recurse(value, &member);
	for (int i = 0; i < 3; i++) {
		double channel;
		if (dbus->message_iter_get_arg_type(&member) != DBUS_TYPE_DOUBLE)
			return;
		dbus->message_iter_get_basic(&member, &channel);
		if (!(channel >= 0 && channel <= 1))
			return;
		color = color << 8 | (oriel_color)lround(channel * 255);
		dbus->message_iter_next(&member);
	}
	*out = color << 8 | 0xff;
}

static void portal_read_appearance(const struct oriel__dbus *dbus, struct portal_values *values,
	const char *key, DBusMessageIter *value) {
	if (strcmp(key, "color-scheme") == 0)
		portal_read_enum(dbus, value, 2, &values->color_scheme);
	else if (strcmp(key, "contrast") == 0)
		portal_read_enum(dbus, value, 1, &values->contrast);
	else if (strcmp(key, "reduced-motion") == 0)
		portal_read_enum(dbus, value, 1, &values->reduced_motion);
	else if (strcmp(key, "accent-color") == 0)
		portal_read_color(dbus, value, &values->accent_color);
}

static void portal_read_gnome(const struct oriel__dbus *dbus, struct portal_values *values,
	const char *key, DBusMessageIter *value) {
	if (strcmp(key, "text-scaling-factor") == 0)
		portal_read_scale(dbus, value, &values->text_scale);
	else if (strcmp(key, "enable-animations") == 0)
		portal_read_bool(dbus, value, &values->has_animations);
	else if (strcmp(key, "high-contrast") == 0)
		portal_read_bool(dbus, value, &values->is_high_contrast);
}

static void portal_read_value(const struct oriel__dbus *dbus, struct portal_values *values,
	const char *name_space, const char *key, DBusMessageIter *value) {
	if (strcmp(name_space, APPEARANCE) == 0)
		portal_read_appearance(dbus, values, key, value);
	else if (strcmp(name_space, GNOME_INTERFACE) == 0 ||
		strcmp(name_space, GNOME_ACCESSIBILITY) == 0)
		portal_read_gnome(dbus, values, key, value);
}

/* Begins to iterate over the entries of a dictionary with keys of text. */
static bool portal_enter(
	const struct oriel__dbus *dbus, DBusMessageIter *dictionary, DBusMessageIter *entry) {
	if (dbus->message_iter_get_arg_type(dictionary) != DBUS_TYPE_ARRAY)
		return false;
	dbus->message_iter_recurse(dictionary, entry);
	return dbus->message_iter_get_arg_type(entry) == DBUS_TYPE_DICT_ENTRY;
}

/* Reads the key of an entry, and leaves inner at its value. */
static const char *portal_read_key(
	const struct oriel__dbus *dbus, DBusMessageIter *entry, DBusMessageIter *inner) {
	const char *key;
	dbus->message_iter_recurse(entry, inner);
	if (dbus->message_iter_get_arg_type(inner) != DBUS_TYPE_STRING)
		return "";
	dbus->message_iter_get_basic(inner, &key);
	dbus->message_iter_next(inner);
	return key;
}

/* Reads what ReadAll returns, a{sa{sv}}. */
static void portal_read_all(const struct oriel__dbus *dbus, struct portal_values *values,
	DBusMessageIter *spaces) {
	DBusMessageIter space, keys, key, value;
	if (!portal_enter(dbus, spaces, &space))
		return;
	do {
		const char *name_space = portal_read_key(dbus, &space, &keys);
		if (!portal_enter(dbus, &keys, &key))
			continue;
		do {
			const char *name = portal_read_key(dbus, &key, &value);
			portal_read_value(dbus, values, name_space, name, &value);
		} while (dbus->message_iter_next(&key));
	} while (dbus->message_iter_next(&space));
}

/* ---- Messages ---- */

static void portal_on_reply(void *data, DBusMessage *reply) {
	struct portal *portal = data;
	const struct oriel__dbus *dbus = portal_dbus(portal);
	DBusMessageIter iter;
	portal->is_waiting = false;
	portal->values = no_values;
	if (reply != NULL && dbus->message_get_type(reply) == DBUS_MESSAGE_TYPE_METHOD_RETURN &&
		dbus->message_iter_init(reply, &iter))
		portal_read_all(dbus, &portal->values, &iter);
}

static void portal_ask(struct portal *portal) {
	static const char *const spaces[] = { APPEARANCE, GNOME_INTERFACE, GNOME_ACCESSIBILITY };
	const struct oriel__dbus *dbus = portal_dbus(portal);
	DBusMessageIter iter, array;
	DBusMessage *message = dbus->message_new_method_call(
		PORTAL_NAME, PORTAL_PATH, PORTAL_INTERFACE, "ReadAll");
	if (message != NULL) {
		dbus->message_iter_init_append(message, &iter);
		dbus->message_iter_open_container(&iter, DBUS_TYPE_ARRAY, "s", &array);
		for (size_t i = 0; i < sizeof(spaces) / sizeof(spaces[0]); i++)
			dbus->message_iter_append_basic(&array, DBUS_TYPE_STRING, &spaces[i]);
		dbus->message_iter_close_container(&iter, &array);
	}
	oriel__bus_call(portal->bus, message);
}

static void portal_on_change(struct portal *portal, DBusMessage *message) {
	const struct oriel__dbus *dbus = portal_dbus(portal);
	const char *texts[2];
	DBusMessageIter iter;
	if (!dbus->message_iter_init(message, &iter))
		return;
	for (int i = 0; i < 2; i++) {
		if (dbus->message_iter_get_arg_type(&iter) != DBUS_TYPE_STRING)
			return;
		dbus->message_iter_get_basic(&iter, &texts[i]);
		dbus->message_iter_next(&iter);
	}
	portal_read_value(dbus, &portal->values, texts[0], texts[1], &iter);
}

/* A portal that has taken its name is asked anew; one that has left keeps its last values. */
static void portal_on_owner(struct portal *portal, DBusMessage *message) {
	const char *name, *old, *new;
	if (portal_dbus(portal)->message_get_args(message, NULL, DBUS_TYPE_STRING, &name,
			DBUS_TYPE_STRING, &old, DBUS_TYPE_STRING, &new, DBUS_TYPE_INVALID) &&
		strcmp(name, PORTAL_NAME) == 0 && new[0] != '\0' && !portal->is_waiting)
		portal_ask(portal);
}

static void portal_on_signal(void *data, DBusMessage *message) {
	struct portal *portal = data;
	const struct oriel__dbus *dbus = portal_dbus(portal);
	if (dbus->message_is_signal(message, PORTAL_INTERFACE, "SettingChanged"))
		portal_on_change(portal, message);
	else if (dbus->message_is_signal(message, DBUS_INTERFACE_DBUS, "NameOwnerChanged"))
		portal_on_owner(portal, message);
}

/* ---- Methods of the source ---- */

static const struct portal *portal_of(const struct oriel__desktop_source *source) {
	return oriel__container_of(source, const struct portal, base);
}

static enum oriel_contrast portal_contrast(const struct portal_values *values) {
	if (values->contrast == 1 || values->is_high_contrast == 1)
		return ORIEL_CONTRAST_MORE;
	return values->contrast == 0 || values->is_high_contrast == 0 ? ORIEL_CONTRAST_NORMAL : 0;
}

static enum oriel_motion portal_motion(const struct portal_values *values) {
	if (values->reduced_motion == 1 || values->has_animations == 0)
		return ORIEL_MOTION_REDUCED;
	return values->reduced_motion == 0 || values->has_animations == 1 ? ORIEL_MOTION_NORMAL : 0;
}

static struct oriel__desktop_settings portal_settings(const struct oriel__desktop_source *source) {
	const struct portal_values *values = &portal_of(source)->values;
	return (struct oriel__desktop_settings){
		.color_scheme = values->color_scheme == 1 ? ORIEL_COLOR_SCHEME_DARK :
			values->color_scheme == 2             ? ORIEL_COLOR_SCHEME_LIGHT :
													0,
		.contrast = portal_contrast(values),
		.motion = portal_motion(values),
		.accent_color = values->accent_color,
		.scale = values->text_scale > 0 ? values->text_scale : 0,
	};
}

static bool portal_is_waiting(const struct oriel__desktop_source *source) {
	return portal_of(source)->is_waiting && !oriel__bus_is_closed(portal_of(source)->bus);
}

static bool portal_is_gone(const struct oriel__desktop_source *source) {
	return oriel__bus_is_closed(portal_of(source)->bus);
}

static void portal_pump(struct oriel__desktop_source *source) {
	oriel__bus_pump(portal_of(source)->bus);
}

static int portal_prepare(
	struct oriel__desktop_source *source, struct pollfd *fds, int *timeout_ms) {
	return oriel__bus_prepare(portal_of(source)->bus, fds, timeout_ms);
}

static void portal_check(
	struct oriel__desktop_source *source, const struct pollfd *fds, int count) {
	oriel__bus_check(portal_of(source)->bus, fds, count);
}

static void portal_destroy(struct oriel__desktop_source *source) {
	oriel__bus_destroy(portal_of(source)->bus);
	oriel__free(oriel__container_of(source, struct portal, base));
}

static const struct oriel__desktop_source_class portal_class = {
	.settings = portal_settings,
	.is_waiting = portal_is_waiting,
	.is_gone = portal_is_gone,
	.pump = portal_pump,
	.prepare = portal_prepare,
	.check = portal_check,
	.destroy = portal_destroy,
};

struct oriel__desktop_source *oriel__portal_new(void) {
	static const struct oriel__bus_class bus_class = { portal_on_signal, portal_on_reply };
	struct portal *portal = oriel__alloc_zero(1, sizeof(*portal));
	portal->base.source_class = &portal_class;
	portal->values = no_values;
	portal->is_waiting = true;
	portal->bus = oriel__bus_new(&bus_class, portal);
	if (portal->bus == NULL) {
		oriel__free(portal);
		return NULL;
	}
	oriel__bus_match(portal->bus,
		"type='signal',sender='" PORTAL_NAME "',interface='" PORTAL_INTERFACE
		"',member='SettingChanged',path='" PORTAL_PATH "'");
	oriel__bus_match(portal->bus,
		"type='signal',sender='" DBUS_SERVICE_DBUS "',interface='" DBUS_INTERFACE_DBUS
		"',member='NameOwnerChanged',arg0='" PORTAL_NAME "'");
	portal_ask(portal);
	return &portal->base;
}
