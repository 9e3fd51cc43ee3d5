/* SPDX-License-Identifier: MIT */
/*
 * Parses the settings of an X server: the binary list of an XSETTINGS manager, and the text of
 * RESOURCE_MANAGER. Both come from other programs, and may be malformed. Source: XSETTINGS, the
 * specification of freedesktop.org, "Format of the property contents".
 */
#include "desktop/xsettings_internal.h"

#include <string.h>
#include <strings.h>

enum setting_type { TYPE_INTEGER, TYPE_STRING, TYPE_COLOR };

enum { MOST_SETTINGS = 4096, USUAL_DPI = 96, LEAST_DPI = 48, LARGEST_DPI = 768 };

struct settings_reader {
	const unsigned char *data;
	size_t length, at;
	bool is_big_endian;
	bool has_failed;
};

struct setting {
	enum setting_type type;
	const char *name;
	size_t name_length;
	int32_t number;
	const char *text; /* of strings */
	size_t text_length;
};

static size_t reader_pad(size_t length) {
	return (length + 3) & ~(size_t)3;
}

/* Returns the next bytes and skips their padding, or NULL if there are not so many. */
static const unsigned char *reader_take(struct settings_reader *reader, size_t length) {
	if (reader->has_failed || length > reader->length - reader->at) {
		reader->has_failed = true;
		return NULL;
	}
	const unsigned char *bytes = reader->data + reader->at;
	size_t padded = reader_pad(length), left = reader->length - reader->at;
	reader->at += padded < left ? padded : left;
	return bytes;
}

static uint32_t reader_join(const struct settings_reader *reader, const unsigned char *bytes,
	size_t count) {
	uint32_t number = 0;
	for (size_t i = 0; i < count; i++)
		number = number << 8 | bytes[reader->is_big_endian ? i : count - 1 - i];
	return number;
}

static uint32_t reader_number(struct settings_reader *reader) {
	const unsigned char *bytes = reader_take(reader, 4);
	return bytes != NULL ? reader_join(reader, bytes, 4) : 0;
}

static struct setting reader_setting(struct settings_reader *reader) {
	struct setting setting = { 0 };
	const unsigned char *head = reader_take(reader, 4);
	if (head == NULL)
		return setting;
	setting.type = (enum setting_type)head[0];
	setting.name_length = reader_join(reader, head + 2, 2);
	setting.name = (const char *)reader_take(reader, setting.name_length);
	reader_number(reader); /* the serial number of the last change */
	if (setting.type == TYPE_INTEGER) {
		setting.number = (int32_t)reader_number(reader);
	} else if (setting.type == TYPE_STRING) {
		setting.text_length = reader_number(reader);
		setting.text = (const char *)reader_take(reader, setting.text_length);
	} else if (setting.type == TYPE_COLOR) {
		reader_take(reader, 8);
	} else {
		reader->has_failed = true;
	}
	return setting;
}

static bool setting_is(const struct setting *setting, enum setting_type type, const char *name) {
	return setting->type == type && setting->name_length == strlen(name) &&
		memcmp(setting->name, name, setting->name_length) == 0;
}

/* ---- Meanings ---- */

static float scale_from_dpi(double dpi) {
	return dpi >= LEAST_DPI && dpi <= LARGEST_DPI ? (float)(dpi / USUAL_DPI) : 0;
}

static bool setting_text_begins(const struct setting *setting, const char *start) {
	size_t length = strlen(start);
	return setting->text_length >= length && strncasecmp(setting->text, start, length) == 0;
}

static bool setting_text_ends(const struct setting *setting, const char *end) {
	size_t length = strlen(end);
	return setting->text_length >= length &&
		strncasecmp(setting->text + setting->text_length - length, end, length) == 0;
}

/* The names of themes are the only place where XSETTINGS tell a dark desktop. */
static void settings_take_theme(
	struct oriel__desktop_settings *settings, const struct setting *setting) {
	bool is_inverse = setting_text_begins(setting, "HighContrastInverse");
	if (setting_text_begins(setting, "HighContrast"))
		settings->contrast = ORIEL_CONTRAST_MORE;
	settings->color_scheme = is_inverse || setting_text_ends(setting, "-dark") ?
		ORIEL_COLOR_SCHEME_DARK :
		ORIEL_COLOR_SCHEME_LIGHT;
}

static void settings_take(struct oriel__desktop_settings *settings, const struct setting *setting) {
	if (setting_is(setting, TYPE_INTEGER, "Xft/DPI"))
		settings->scale = scale_from_dpi(setting->number / 1024.0);
	else if (setting_is(setting, TYPE_INTEGER, "Gtk/EnableAnimations"))
		settings->motion = setting->number != 0 ? ORIEL_MOTION_NORMAL : ORIEL_MOTION_REDUCED;
	else if (setting_is(setting, TYPE_STRING, "Net/ThemeName"))
		settings_take_theme(settings, setting);
}

struct oriel__desktop_settings oriel__xsettings_parse(const void *data, size_t length) {
	struct settings_reader reader = { .data = data, .length = length };
	struct oriel__desktop_settings settings = { 0 };
	const unsigned char *order = reader_take(&reader, 4);
	reader.is_big_endian = order != NULL && order[0] == 1;
	reader_number(&reader); /* the serial number of the whole */
	uint32_t count = reader_number(&reader);
	for (uint32_t i = 0; i < count && i < MOST_SETTINGS; i++) {
		struct setting setting = reader_setting(&reader);
		if (reader.has_failed)
			break;
		settings_take(&settings, &setting);
	}
	return settings;
}

/* ---- Resources ---- */

static bool is_blank(char c) {
	return c == ' ' || c == '\t';
}

/* Returns a decimal number with a point, in every locale; 0 if there is none. */
static double resource_number(const char *text, const char *end) {
	double number = 0, place = 0;
	for (; text < end && ((*text >= '0' && *text <= '9') || (*text == '.' && place == 0)); text++) {
		if (*text == '.') {
			place = 1;
			continue;
		}
		number = number * 10 + (*text - '0');
		place *= 10;
	}
	return place > 0 ? number / place : number;
}

float oriel__xsettings_parse_resources(const char *text, size_t length) {
	static const char name[] = "Xft.dpi:";
	const char *end = text + length;
	double dpi = 0;
	while (text < end) {
		const char *line_end = memchr(text, '\n', (size_t)(end - text));
		if (line_end == NULL)
			line_end = end;
		if ((size_t)(line_end - text) > strlen(name) && memcmp(text, name, strlen(name)) == 0) {
			text += strlen(name);
			while (text < line_end && is_blank(*text))
				text++;
			dpi = resource_number(text, line_end);
		}
		text = line_end < end ? line_end + 1 : end;
	}
	return scale_from_dpi(dpi);
}
