/* SPDX-License-Identifier: MIT */
/*
 * The table of properties (css/property_list_internal.h), and declarations.
 *
 * Properties are numbered in alphabetical order: longhands, logical longhands, and shorthands.
 */
#ifndef ORIEL_CSS_CSS_PROPERTY_INTERNAL_H
#define ORIEL_CSS_CSS_PROPERTY_INTERNAL_H

#include "css/css_value_internal.h"
#include "css/name_internal.h"
#include "css/token_internal.h"

enum oriel__css_property_id {
	ORIEL__CSS_CUSTOM, /* custom properties: --name */
#define LONGHAND(id, ...) ORIEL__CSS_##id,
#define LOGICAL(id, ...) ORIEL__CSS_##id,
#define SHORTHAND(id, ...) ORIEL__CSS_##id,
#include "css/property_list_internal.h"
	ORIEL__CSS_PROPERTIES,
};

enum oriel__css_property_kind {
	ORIEL__CSS_LONGHAND,
	ORIEL__CSS_LOGICAL,
	ORIEL__CSS_SHORTHAND,
};

/* The group of computed values to which a longhand belongs. */
enum oriel__css_group {
	ORIEL__GROUP_TEXT, /* all inherited properties, and no others */
	ORIEL__GROUP_BOX,
	ORIEL__GROUP_FLEX, /* flex and grid, of containers and items */
	ORIEL__GROUP_PAINT,
	ORIEL__GROUP_RARE,
	ORIEL__GROUPS,
};

/* The work that a different computed value requires; bits. */
enum oriel__css_effect {
	ORIEL__CSS_EFFECT_LAYOUT = 1,
	ORIEL__CSS_EFFECT_PARENT = 2, /* layout of the parent too */
	ORIEL__CSS_EFFECT_RECORD = 4,
	ORIEL__CSS_EFFECT_ORDER = 8, /* the order of painting and hit testing */
};

enum oriel__css_interpolation {
	ORIEL__INTERPOLATE_DISCRETE,
	ORIEL__INTERPOLATE_NUMBER,
	ORIEL__INTERPOLATE_INTEGER,
	ORIEL__INTERPOLATE_LENGTH, /* also percentages; keywords are discrete */
	ORIEL__INTERPOLATE_COLOR,
	ORIEL__INTERPOLATE_SHADOW,
	ORIEL__INTERPOLATE_VISIBILITY,
	ORIEL__INTERPOLATE_LIST, /* item by item, if both lists have the same types */
	ORIEL__INTERPOLATE_NEVER,
};

/* The types of values that a longhand accepts besides its keywords; bits. */
enum oriel__css_type {
	ORIEL__TYPE_LENGTH = 1,
	ORIEL__TYPE_PERCENTAGE = 2,
	ORIEL__TYPE_NUMBER = 4,
	ORIEL__TYPE_INTEGER = 8,
	ORIEL__TYPE_COLOR = 16,
	ORIEL__TYPE_STRING = 32,
	ORIEL__TYPE_NOT_NEGATIVE = 64, /* negative numbers are invalid */
	ORIEL__TYPE_WEIGHT = 128,      /* a number from 1 to 1000 */
	ORIEL__TYPE_ANGLE = 256,
	ORIEL__TYPE_TIME = 512,
	ORIEL__TYPE_RESOLUTION = 1024,
	ORIEL__TYPE_POSITIVE = 2048, /* with INTEGER: at least 1 */
};

/* The syntax of a longhand's value. */
enum oriel__css_syntax {
	ORIEL__SYNTAX_SIMPLE, /* a keyword of the property, or a value of one of its types */
	ORIEL__SYNTAX_ALIGN_CONTENT,
	ORIEL__SYNTAX_ALIGN_SELF,
	ORIEL__SYNTAX_ASPECT_RATIO,
	ORIEL__SYNTAX_COLOR_SCHEME,
	ORIEL__SYNTAX_CONTAIN,
	ORIEL__SYNTAX_CONTENT,
	ORIEL__SYNTAX_DECORATION_LINE,
	ORIEL__SYNTAX_FONT_FAMILY,
	ORIEL__SYNTAX_GRID_AREAS,
	ORIEL__SYNTAX_GRID_AUTO_TRACKS,
	ORIEL__SYNTAX_GRID_FLOW,
	ORIEL__SYNTAX_GRID_LINE,
	ORIEL__SYNTAX_GRID_TRACKS,
	ORIEL__SYNTAX_POSITION,
	ORIEL__SYNTAX_RADIUS,
	ORIEL__SYNTAX_SCROLLBAR_COLOR,
	ORIEL__SYNTAX_SCROLLBAR_GUTTER,
	ORIEL__SYNTAX_SHADOW,
	ORIEL__SYNTAX_TOUCH_ACTION,
};

struct oriel__css_property {
	const char *name;
	uint8_t kind;  /* enum oriel__css_property_kind */
	uint8_t group; /* of a longhand */
	bool is_inherited;
	uint8_t syntax;
	uint16_t types; /* of the syntax SIMPLE */
	uint8_t effects;
	uint8_t interpolation;
	const uint16_t *keywords; /* of the syntax SIMPLE; ends with 0 */
	const char *initial;      /* of a longhand, as text */
	/* of a shorthand: its members in the order of CSSOM, ending with 0; of a logical longhand: the
	 * physical longhands in left-to-right and in right-to-left text */
	const uint16_t *members;
	const char *grammar; /* for docs/style.md, where types and keywords do not suffice */
};

/* All properties; properties[0] stands for custom properties. */
extern const struct oriel__css_property oriel__css_properties[ORIEL__CSS_PROPERTIES];

/* Returns the property with a name, ignoring case, or 0 if there is none. The caller handles names
 * that begin with two hyphens. */
uint16_t oriel__css_property_find(const char *text, size_t length);
/* Returns the initial value of a longhand. It is a specified value, so a colour may be a keyword.
 * Its memory is static or in the arena. */
struct oriel__css_value oriel__css_property_initial(
	uint16_t property, struct oriel__css_arena *arena);
/* Returns the physical longhand of a property in a text direction, which is the property itself if
 * it is not logical. */
static inline uint16_t oriel__css_property_physical(uint16_t property, bool is_rtl) {
	const struct oriel__css_property *info = &oriel__css_properties[property];
	return info->kind == ORIEL__CSS_LOGICAL ? info->members[is_rtl] : property;
}

/* ---- Declarations ---- */

struct oriel__css_declaration {
	uint16_t property; /* a longhand, also a logical one, or ORIEL__CSS_CUSTOM */
	bool is_important;
	uint8_t needs; /* enum oriel__css_need */
	oriel__css_name name; /* of a custom property, with its hyphens */
	uint32_t offset;      /* of the declaration's name in its source */
	struct oriel__css_value value;
};

/* Declarations in order of appearance, with shorthands expanded. A later declaration of the same
 * property and importance wins; the earlier ones are removed. */
struct oriel__css_block {
	const struct oriel__css_declaration *items;
	uint32_t count;
	bool has_important;
	uint8_t needs; /* of all declarations */
};

/* The reason why a value is invalid. */
struct oriel__css_value_error {
	uint32_t offset;
	const char *expected; /* e.g. "a length, auto"; static or in the arena */
	const char *nearest;  /* static; or NULL */
};

enum { ORIEL__CSS_MAX_LONGHANDS = 128 }; /* of the largest shorthand, `all` */

struct oriel__css_longhand {
	uint16_t property;
	struct oriel__css_value value;
};

/*
 * Parses text[0 … length - 1], which is preprocessed, as the value of a property other than CUSTOM,
 * without !important. Writes the longhands that the property sets to out, which holds
 * ORIEL__CSS_MAX_LONGHANDS. Returns their number, or 0 and sets *error if the value is invalid. If
 * the value has var(), each longhand is PENDING.
 */
size_t oriel__css_value_parse(struct oriel__css_arena *arena, uint16_t property, const char *text,
	uint32_t length, struct oriel__css_longhand *out, struct oriel__css_value_error *error);

/* Returns the surroundings on which a declaration of the longhand depends, bits of enum
 * oriel__css_need. */
unsigned oriel__css_longhand_needs(const struct oriel__css_longhand *longhand);

/* Returns whether the text is inherit, initial, unset, revert or revert-layer, and writes the value
 * then. */
bool oriel__css_wide_parse(const char *text, uint32_t length, struct oriel__css_value *out);

/* ---- Variables ---- */

/* Returns the value of a custom property after substitution, NUL-terminated, or NULL if it has no
 * value or is invalid. Borrowed until the next call. */
typedef const char *oriel__css_variable_fn(void *data, const char *name, size_t length);

enum { ORIEL__CSS_SUBSTITUTED_MAX = 1 << 20 }; /* bytes */

/* Replaces each var() in a text. Returns the result, *out_length bytes in the arena, or NULL if the
 * result is invalid at computed-value time. The result is invalid if it is too long, or if a
 * variable has neither a value nor a fallback. */
const char *oriel__css_substitute(struct oriel__css_arena *arena, const char *text,
	uint32_t length, oriel__css_variable_fn *lookup, void *data, uint32_t *out_length);
/* Calls visit with the name of each var() in a text, also within fallbacks. */
void oriel__css_variables_each(struct oriel__css_arena *arena, const char *text, uint32_t length,
	void (*visit)(void *data, const char *name, size_t length), void *data);

#endif
