/* SPDX-License-Identifier: MIT */
/*
 * Typed values. A value has 16 bytes; longer data lives in the arena of the sheet, or of the code
 * that computed the value, and is borrowed. Source: Values 4, Color 4, Color 5, CSSOM 1.
 *
 * The same type holds parsed (specified) and computed values. A computed value has no relative
 * length, no colour that depends on its surroundings, no CSS-wide keyword, and no var().
 */
#ifndef ORIEL_CSS_CSS_VALUE_INTERNAL_H
#define ORIEL_CSS_CSS_VALUE_INTERNAL_H

#include <oriel/ui/color.h>

#include "css/arena_internal.h"
#include "css/keyword_internal.h"

enum oriel__css_value_kind {
	ORIEL__VALUE_NONE,       /* no value: an omitted part of a list */
	ORIEL__VALUE_KEYWORD,    /* keyword; also the colour keywords: currentcolor, system colours */
	ORIEL__VALUE_NUMBER,     /* content.number and unit: numbers, percentages, lengths … */
	ORIEL__VALUE_MATH,       /* content.math: a calculation that is not computed yet */
	ORIEL__VALUE_COLOR,      /* content.color; count: the number of the colour's name, or 0 */
	/* content.function: a colour that depends on currentcolor, the scheme or a system colour */
	ORIEL__VALUE_COLOR_FUNCTION,
	ORIEL__VALUE_STRING,     /* content.text, count bytes */
	ORIEL__VALUE_IDENT,      /* content.text, count bytes: an author's name, e.g. of a font */
	ORIEL__VALUE_LIST,       /* content.items, count of them; keyword: enum oriel__css_separator */
	ORIEL__VALUE_FUNCTION,   /* as LIST; keyword: the function's name, e.g. minmax */
	ORIEL__VALUE_WIDE,       /* keyword: inherit, initial, unset, revert, revert-layer */
	/* content.text, count bytes, with var(). keyword: the declared property, which may be a
	 * shorthand of the longhand that has this value; see oriel__css_substitute() */
	ORIEL__VALUE_PENDING,
	ORIEL__VALUE_TOKENS,     /* content.text, count bytes: a custom property's value */
};

enum oriel__css_separator {
	ORIEL__SEPARATOR_SPACE,
	ORIEL__SEPARATOR_COMMA,
	ORIEL__SEPARATOR_SLASH,
	ORIEL__SEPARATOR_NAMES, /* names of grid lines, in square brackets */
};

enum oriel__css_unit {
	ORIEL__UNIT_NUMBER,
	ORIEL__UNIT_INTEGER,
	ORIEL__UNIT_PERCENT,
	/* lengths; computed lengths are in px */
	ORIEL__UNIT_PX,
	ORIEL__UNIT_CM,
	ORIEL__UNIT_MM,
	ORIEL__UNIT_Q,
	ORIEL__UNIT_IN,
	ORIEL__UNIT_PT,
	ORIEL__UNIT_PC,
	ORIEL__UNIT_EM,
	ORIEL__UNIT_REM,
	ORIEL__UNIT_CH,
	ORIEL__UNIT_LH,
	ORIEL__UNIT_VW,
	ORIEL__UNIT_VH,
	ORIEL__UNIT_VMIN,
	ORIEL__UNIT_VMAX,
	/* angles; computed angles are in deg */
	ORIEL__UNIT_DEG,
	ORIEL__UNIT_GRAD,
	ORIEL__UNIT_RAD,
	ORIEL__UNIT_TURN,
	/* times; computed times are in s */
	ORIEL__UNIT_S,
	ORIEL__UNIT_MS,
	/* resolutions, in media queries only */
	ORIEL__UNIT_DPPX,
	ORIEL__UNIT_DPI,
	ORIEL__UNIT_DPCM,
	ORIEL__UNIT_X,
	/* flexible lengths of grid tracks */
	ORIEL__UNIT_FR,
	ORIEL__UNITS,
};

/* The surroundings on which a value depends; bits. The key of shared computed values contains these
 * surroundings. */
enum oriel__css_need {
	ORIEL__NEED_FONT = 1,      /* em, ch, lh */
	ORIEL__NEED_ROOT_FONT = 2, /* rem */
	ORIEL__NEED_VIEWPORT = 4,  /* vw, vh, vmin, vmax */
	ORIEL__NEED_COLOR = 8,     /* currentcolor */
	ORIEL__NEED_SCHEME = 16,   /* light-dark(), system colours */
	ORIEL__NEED_VARIABLES = 32, /* var() */
};

struct oriel__css_math;
struct oriel__css_color_function;

struct oriel__css_value {
	uint8_t kind; /* enum oriel__css_value_kind */
	uint8_t unit; /* enum oriel__css_unit of NUMBER */
	uint16_t keyword;
	uint32_t count;
	union {
		double number;
		oriel_color color;
		const struct oriel__css_math *math;
		const struct oriel__css_color_function *function;
		const char *text; /* NUL-terminated */
		const struct oriel__css_value *items;
	} content;
};

static inline struct oriel__css_value oriel__css_keyword_value(uint16_t keyword) {
	return (struct oriel__css_value){ .kind = ORIEL__VALUE_KEYWORD, .keyword = keyword };
}

static inline struct oriel__css_value oriel__css_number_value(
	double number, enum oriel__css_unit unit) {
	return (struct oriel__css_value){
		.kind = ORIEL__VALUE_NUMBER, .unit = (uint8_t)unit, .content.number = number
	};
}

static inline struct oriel__css_value oriel__css_color_value(oriel_color color) {
	return (struct oriel__css_value){ .kind = ORIEL__VALUE_COLOR, .content.color = color };
}

static inline bool oriel__css_value_is_keyword(
	const struct oriel__css_value *value, uint16_t keyword) {
	return value->kind == ORIEL__VALUE_KEYWORD && value->keyword == keyword;
}

/* Returns whether two values have the same structure and content. */
bool oriel__css_value_equal(
	const struct oriel__css_value *a, const struct oriel__css_value *b);
/* Returns the surroundings on which a value depends, bits of enum oriel__css_need. */
unsigned oriel__css_value_needs(const struct oriel__css_value *value);

/* ---- Mathematics ---- */

enum oriel__css_math_operator {
	ORIEL__MATH_LEAF, /* a number with a unit */
	ORIEL__MATH_SUM,
	ORIEL__MATH_PRODUCT,
	ORIEL__MATH_NEGATE,
	ORIEL__MATH_INVERT,
	ORIEL__MATH_MIN,
	ORIEL__MATH_MAX,
	ORIEL__MATH_CLAMP, /* an omitted bound (none) is NULL */
	ORIEL__MATH_ROUND, /* keyword: nearest, up, down, to-zero */
	ORIEL__MATH_MOD,
	ORIEL__MATH_REM,
	ORIEL__MATH_ABS,
	ORIEL__MATH_SIGN,
	ORIEL__MATH_SIN,
	ORIEL__MATH_COS,
	ORIEL__MATH_TAN,
	ORIEL__MATH_ASIN,
	ORIEL__MATH_ACOS,
	ORIEL__MATH_ATAN,
	ORIEL__MATH_ATAN2,
	ORIEL__MATH_POW,
	ORIEL__MATH_SQRT,
	ORIEL__MATH_HYPOT,
	ORIEL__MATH_LOG,
	ORIEL__MATH_EXP,
	ORIEL__MATH_CHANNEL, /* keyword: a channel of a relative colour */
};

/* A node of a calculation tree, simplified as far as its units allow. */
struct oriel__css_math {
	uint8_t op;       /* enum oriel__css_math_operator */
	uint8_t unit;     /* of a LEAF */
	uint16_t keyword; /* of a ROUND, and of a CHANNEL */
	uint16_t count;   /* of children */
	/* of the root: the range of its property; the result is clamped to it */
	bool is_integer, is_not_negative;
	union {
		double number;
		const struct oriel__css_math *const *children;
	} content;
};

/* The references of relative lengths; all in px. */
struct oriel__css_units {
	double em, rem;
	double ch, lh;
	double viewport_width, viewport_height;
	/* Returns ch or lh, which cost more to find than they are asked for; NULL: they are above. */
	double (*measure)(void *data, enum oriel__css_unit unit);
	void *data;
};

/* Converts a length to px; unit must be a unit of length. */
double oriel__css_length_to_px(
	double number, enum oriel__css_unit unit, const struct oriel__css_units *units);
/* Returns the value with lengths in px, angles in deg, times in s, and calculations simplified. A
 * calculation becomes a NUMBER unless it mixes percentages with another type. A list is copied into
 * the arena only if an item changes. */
struct oriel__css_value oriel__css_value_absolute(struct oriel__css_arena *arena,
	const struct oriel__css_value *value, const struct oriel__css_units *units);
/* Computes an absolute value of lengths and percentages, in px; 100% is base. The result of a MATH
 * is clamped to its range. */
double oriel__css_value_resolve(const struct oriel__css_value *value, double base);

/* ---- Colours ---- */

/* Functions whose colour cannot be computed during parsing. */
enum oriel__css_color_operator {
	ORIEL__COLOR_LIGHT_DARK, /* arguments 0 and 1 */
	ORIEL__COLOR_MIX,
	ORIEL__COLOR_RELATIVE,
};

struct oriel__css_color_function {
	uint8_t op;          /* enum oriel__css_color_operator */
	uint8_t space;       /* enum oriel__css_color_space */
	uint8_t hue;         /* of a MIX: enum oriel__css_hue */
	bool has_percentage; /* of a MIX: the percentages were given */
	uint16_t notation;   /* of RELATIVE: keyword of the function, e.g. rgb, oklch, color */
	double weight;       /* of a MIX: of the second colour, 0 to 1 */
	double alpha;        /* of a MIX: factor of alpha, for percentages below 100% in sum */
	double percentages[2]; /* of a MIX, as written; NaN: none */
	struct oriel__css_value arguments[2]; /* colours */
	/* of RELATIVE: three channels and alpha; NULL: none */
	const struct oriel__css_math *channels[4];
};

/* The surroundings that determine colours. */
struct oriel__css_color_context {
	oriel_color current;
	bool is_dark; /* the used colour scheme */
	/* Returns a system colour; keyword is e.g. ORIEL__KEYWORD_CANVASTEXT. */
	oriel_color (*system)(void *data, uint16_t keyword, bool is_dark);
	void *data;
};

/* Computes the colour of a value of any kind of colour. */
oriel_color oriel__css_color_resolve(
	const struct oriel__css_value *value, const struct oriel__css_color_context *context);
/* Computes a colour, whatever its kind, except for its dependence on currentcolor: the result is a
 * COLOR, currentcolor, or a function of currentcolor. Source: Color 5, "resolving colours". */
struct oriel__css_value oriel__css_color_compute(struct oriel__css_arena *arena,
	const struct oriel__css_value *value, const struct oriel__css_color_context *context);
/* Returns whether the keyword is a system colour of Color 4, §6.2. */
bool oriel__css_keyword_is_system_color(uint16_t keyword);

#endif
