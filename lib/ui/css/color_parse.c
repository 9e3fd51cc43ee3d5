/* SPDX-License-Identifier: MIT */
/*
 * Parses colours. Source: Color 4, §4 to §10; Color 5, §2 (color-mix()), §4 (relative colours) and
 * §7 (light-dark()).
 *
 * A colour is computed here at full precision and stored with 8 bits a channel. If it depends on
 * currentcolor, on a system colour or on the colour scheme, its function is stored instead.
 */
#include "css/color_internal.h"
#include "css/value_parser_internal.h"

#include <math.h>
#include <string.h>

/* A parsed colour: computed, or a value that depends on its surroundings. */
struct parsed_color {
	bool is_known;
	struct oriel__css_color color; /* if is_known */
	struct oriel__css_value value; /* if not is_known, or if the colour has a name */
};

struct color_channel {
	bool is_none, is_percentage, is_number;
	double value;
	const struct oriel__css_math *math; /* of a relative colour whose origin is unknown */
};

/* ---- The functions ---- */

struct color_notation {
	const char *name;
	uint16_t keyword;
	enum oriel__css_color_space space;
	bool has_legacy; /* also has a syntax with commas */
	struct {
		uint16_t keyword;
		double percent; /* the value of 100%; 0: percentages are invalid */
		double scale;   /* numbers in the text for 1 unit of the space */
	} channels[3];
};

static const struct color_notation notations[] = {
	{ "rgb", ORIEL__KEYWORD_RGB, ORIEL__SPACE_SRGB, true,
		{ { ORIEL__KEYWORD_R, 255, 255 }, { ORIEL__KEYWORD_G, 255, 255 },
			{ ORIEL__KEYWORD_B, 255, 255 } } },
	{ "hsl", ORIEL__KEYWORD_HSL, ORIEL__SPACE_HSL, true,
		{ { ORIEL__KEYWORD_H, 0, 1 }, { ORIEL__KEYWORD_S, 100, 1 },
			{ ORIEL__KEYWORD_L, 100, 1 } } },
	{ "hwb", ORIEL__KEYWORD_HWB, ORIEL__SPACE_HWB, false,
		{ { ORIEL__KEYWORD_H, 0, 1 }, { ORIEL__KEYWORD_W, 100, 1 },
			{ ORIEL__KEYWORD_B, 100, 1 } } },
	{ "lab", ORIEL__KEYWORD_LAB, ORIEL__SPACE_LAB, false,
		{ { ORIEL__KEYWORD_L, 100, 1 }, { ORIEL__KEYWORD_A, 125, 1 },
			{ ORIEL__KEYWORD_B, 125, 1 } } },
	{ "lch", ORIEL__KEYWORD_LCH, ORIEL__SPACE_LCH, false,
		{ { ORIEL__KEYWORD_L, 100, 1 }, { ORIEL__KEYWORD_C, 150, 1 },
			{ ORIEL__KEYWORD_H, 0, 1 } } },
	{ "oklab", ORIEL__KEYWORD_OKLAB, ORIEL__SPACE_OKLAB, false,
		{ { ORIEL__KEYWORD_L, 1, 1 }, { ORIEL__KEYWORD_A, 0.4, 1 },
			{ ORIEL__KEYWORD_B, 0.4, 1 } } },
	{ "oklch", ORIEL__KEYWORD_OKLCH, ORIEL__SPACE_OKLCH, false,
		{ { ORIEL__KEYWORD_L, 1, 1 }, { ORIEL__KEYWORD_C, 0.4, 1 }, { ORIEL__KEYWORD_H, 0, 1 } } },
	{ "color", ORIEL__KEYWORD_COLOR, ORIEL__SPACE_SRGB, false,
		{ { ORIEL__KEYWORD_R, 1, 1 }, { ORIEL__KEYWORD_G, 1, 1 }, { ORIEL__KEYWORD_B, 1, 1 } } },
	/* color() with an XYZ space; found by its keyword only */
	{ NULL, ORIEL__KEYWORD_XYZ, ORIEL__SPACE_XYZ_D65, false,
		{ { ORIEL__KEYWORD_X, 1, 1 }, { ORIEL__KEYWORD_Y, 1, 1 }, { ORIEL__KEYWORD_Z, 1, 1 } } },
};

enum { NOTATIONS = sizeof(notations) / sizeof(notations[0]) };

static const struct {
	const char *name;
	enum oriel__css_color_space space;
	bool is_for_color; /* valid in color(), not only for interpolation */
} spaces[] = {
	{ "srgb", ORIEL__SPACE_SRGB, true },
	{ "srgb-linear", ORIEL__SPACE_SRGB_LINEAR, true },
	{ "display-p3", ORIEL__SPACE_DISPLAY_P3, true },
	{ "a98-rgb", ORIEL__SPACE_A98_RGB, true },
	{ "prophoto-rgb", ORIEL__SPACE_PROPHOTO_RGB, true },
	{ "rec2020", ORIEL__SPACE_REC2020, true },
	{ "xyz", ORIEL__SPACE_XYZ_D65, true },
	{ "xyz-d50", ORIEL__SPACE_XYZ_D50, true },
	{ "xyz-d65", ORIEL__SPACE_XYZ_D65, true },
	{ "lab", ORIEL__SPACE_LAB, false },
	{ "oklab", ORIEL__SPACE_OKLAB, false },
	{ "lch", ORIEL__SPACE_LCH, false },
	{ "oklch", ORIEL__SPACE_OKLCH, false },
	{ "hsl", ORIEL__SPACE_HSL, false },
	{ "hwb", ORIEL__SPACE_HWB, false },
};

enum { SPACES = sizeof(spaces) / sizeof(spaces[0]) };

static bool parse_any_color(struct oriel__css_value_parser *parser, struct parsed_color *out);

static const struct color_notation *notation_of_keyword(uint16_t keyword) {
	for (int i = 0; i < NOTATIONS; i++) {
		if (notations[i].keyword == keyword)
			return &notations[i];
	}
	return NULL;
}

static const struct color_notation *notation_find(const struct oriel__css_token *token) {
	if (oriel__css_token_is(token, "rgba"))
		return &notations[0];
	if (oriel__css_token_is(token, "hsla"))
		return &notations[1];
	for (int i = 0; i < NOTATIONS; i++) {
		if (notations[i].name != NULL && oriel__css_token_is(token, notations[i].name))
			return &notations[i];
	}
	return NULL;
}

static bool parse_space(struct oriel__css_value_parser *parser, bool is_for_color,
	enum oriel__css_color_space *out) {
	for (int i = 0; i < SPACES; i++) {
		if ((!is_for_color || spaces[i].is_for_color) &&
			oriel__css_take_ident(parser, spaces[i].name)) {
			*out = spaces[i].space;
			return true;
		}
	}
	return oriel__css_expected(parser, "a colour space, e.g. srgb, display-p3 or oklab");
}

const char *oriel__css_space_name(enum oriel__css_color_space space) {
	for (int i = SPACES - 1; i >= 0; i--) {
		if (spaces[i].space == space)
			return spaces[i].name;
	}
	return "";
}

/* ---- Channels ---- */

/* The keywords that a relative colour may use in its channels, and their values if the origin is
 * known. */
struct origin {
	uint16_t keywords[5];
	double values[4];
	bool is_known;
};

/* Parses the calculation of a channel. percent: the value of 100%; 0 for a hue, which may be an
 * angle. */
static bool parse_channel_math(struct oriel__css_value_parser *parser, double percent,
	const struct origin *origin, struct color_channel *out) {
	struct oriel__css_math_type type;
	struct oriel__css_math *math = oriel__css_parse_math(
		parser, false, origin != NULL ? origin->keywords : NULL, &type);
	if (math == NULL)
		return false;
	int others = type.length != 0 || type.time != 0 || type.resolution != 0;
	bool is_plain = type.percent == 0 && type.angle == 0;
	out->is_percentage = type.percent == 1 && type.angle == 0;
	out->is_number = is_plain;
	if (others ||
		!(is_plain || (percent != 0 && out->is_percentage) ||
			(percent == 0 && type.angle == 1 && type.percent == 0)))
		return oriel__css_expected(parser, "a number, a percentage or, for a hue, an angle");
	struct oriel__css_math_context context = { .percent_base = percent };
	if (origin != NULL) {
		context.channels = origin->keywords;
		context.channel_values = origin->values;
	}
	out->value = oriel__css_math_evaluate(math, &context);
	if (isnan(out->value))
		out->value = 0;
	out->math = math;
	return true;
}

static bool parse_channel_keyword(struct oriel__css_value_parser *parser,
	const struct origin *origin, struct color_channel *out) {
	uint16_t keyword =
		oriel__css_token_keyword(parser);
	for (int i = 0; origin != NULL && i < 4; i++) {
		if (keyword == 0 || origin->keywords[i] != keyword)
			continue;
		struct oriel__css_math *math =
			oriel__css_arena_alloc(parser->arena, sizeof(*math));
		*math = (struct oriel__css_math){ .op = ORIEL__MATH_CHANNEL, .keyword = keyword };
		out->math = math;
		out->value = origin->values[i];
		out->is_number = true;
		oriel__css_advance(parser);
		return true;
	}
	return oriel__css_expected(parser, "a number, a percentage or none");
}

static bool parse_channel(struct oriel__css_value_parser *parser, double percent,
	const struct origin *origin, struct color_channel *out) {
	double factor;
	*out = (struct color_channel){ 0 };
	switch ((enum oriel__css_token_kind)parser->token.kind) {
	case ORIEL__TOKEN_IDENT:
		if (oriel__css_take_ident(parser, "none")) {
			out->is_none = true;
			return true;
		}
		return parse_channel_keyword(parser, origin, out);
	case ORIEL__TOKEN_FUNCTION:
		if (oriel__css_at_math(parser))
			return parse_channel_math(parser, percent, origin, out);
		return oriel__css_expected(parser, "a number or a percentage");
	case ORIEL__TOKEN_NUMBER:
		out->value = parser->token.number;
		out->is_number = true;
		break;
	case ORIEL__TOKEN_PERCENTAGE:
		if (percent == 0)
			return oriel__css_expected(parser, "a number or an angle");
		out->value = parser->token.number * percent / 100;
		out->is_percentage = true;
		break;
	case ORIEL__TOKEN_DIMENSION: {
		enum oriel__css_unit unit =
			oriel__css_unit_find(parser->token.text, parser->token.length);
		if (percent != 0 || unit == ORIEL__UNITS ||
			oriel__css_unit_canonical(unit, &factor) != ORIEL__UNIT_DEG)
			return oriel__css_expected(parser, "a number or a percentage");
		out->value = parser->token.number * factor;
		break;
	}
	default: return oriel__css_expected(parser, "a number, a percentage or none");
	}
	oriel__css_advance(parser);
	return true;
}

static const struct oriel__css_math *channel_math(
	struct oriel__css_value_parser *parser, const struct color_channel *channel) {
	if (channel->is_none)
		return NULL;
	if (channel->math != NULL)
		return channel->math;
	struct oriel__css_math *math = oriel__css_arena_alloc(parser->arena, sizeof(*math));
	*math = (struct oriel__css_math){ .op = ORIEL__MATH_LEAF,
		.unit = ORIEL__UNIT_NUMBER,
		.content.number = channel->value };
	return math;
}

/* ---- Computing ---- */

/* Converts channels in a notation's units to a colour in the notation's space. is_absolute:
 * channels out of range are clamped, as in every colour that is not relative. */
static struct oriel__css_color channels_to_color(const struct color_notation *notation,
	enum oriel__css_color_space space, const double values[4], unsigned missing,
	bool is_absolute) {
	struct oriel__css_color color = { .space = space, .missing = missing };
	for (int i = 0; i < 3; i++)
		color.channels[i] =
			(missing & 1u << i) != 0 ? 0 : values[i] / notation->channels[i].scale;
	color.channels[3] = (missing & 8) != 0 ? 0 : fmax(0, fmin(values[3], 1));
	switch (space) {
	case ORIEL__SPACE_SRGB:
		for (int i = 0; i < 3 && is_absolute && notation->keyword == ORIEL__KEYWORD_RGB; i++)
			color.channels[i] = fmax(0, fmin(color.channels[i], 1));
		break;
	case ORIEL__SPACE_HSL: color.channels[1] = fmax(0, color.channels[1]); break;
	case ORIEL__SPACE_LAB: color.channels[0] = fmax(0, fmin(color.channels[0], 100)); break;
	case ORIEL__SPACE_OKLAB: color.channels[0] = fmax(0, fmin(color.channels[0], 1)); break;
	case ORIEL__SPACE_LCH:
	case ORIEL__SPACE_OKLCH:
		color.channels[0] =
			fmax(0, fmin(color.channels[0], space == ORIEL__SPACE_LCH ? 100 : 1));
		color.channels[1] = fmax(0, color.channels[1]);
		break;
	default: break;
	}
	return color;
}

/* Computes the channels of an origin colour in a notation's units. */
static void origin_values(const struct color_notation *notation,
	enum oriel__css_color_space space, const struct oriel__css_color *color, double values[4]) {
	struct oriel__css_color converted = oriel__css_color_convert(color, space);
	for (int i = 0; i < 3; i++)
		values[i] = converted.channels[i] * notation->channels[i].scale;
	values[3] = converted.channels[3];
}

static bool color_finish(struct oriel__css_value_parser *parser,
	const struct color_notation *notation, enum oriel__css_color_space space,
	const struct color_channel channels[4], const struct origin *origin,
	const struct parsed_color *origin_color, struct parsed_color *out) {
	unsigned missing = 0;
	double values[4];
	for (int i = 0; i < 4; i++) {
		missing |= channels[i].is_none ? 1u << i : 0;
		values[i] = channels[i].value;
	}
	if (origin == NULL || origin->is_known) {
		out->is_known = true;
		out->value.kind = ORIEL__VALUE_NONE;
		out->color = channels_to_color(notation, space, values, missing, origin == NULL);
		return true;
	}
	struct oriel__css_color_function *function =
		oriel__css_arena_alloc(parser->arena, sizeof(*function));
	*function = (struct oriel__css_color_function){ .op = ORIEL__COLOR_RELATIVE,
		.space = (uint8_t)space,
		.notation = notation->keyword };
	function->arguments[0] = origin_color->value;
	for (int i = 0; i < 4; i++)
		function->channels[i] = channel_math(parser, &channels[i]);
	out->is_known = false;
	out->value = (struct oriel__css_value){
		.kind = ORIEL__VALUE_COLOR_FUNCTION, .content.function = function
	};
	return true;
}

/* ---- rgb() and similar functions ---- */

static bool parse_legacy_rest(struct oriel__css_value_parser *parser,
	const struct color_notation *notation, struct color_channel channels[4]) {
	bool is_hsl = notation->space == ORIEL__SPACE_HSL;
	for (int i = 1; i < 3; i++) {
		if (!oriel__css_take_comma(parser) ||
			!parse_channel(parser, notation->channels[i].percent, NULL, &channels[i]))
			return oriel__css_expected(parser, "three channels with commas");
	}
	for (int i = 0; i < 3; i++) {
		bool must_be_percentage = is_hsl ? i > 0 : channels[0].is_percentage;
		if (channels[i].is_none ||
			(is_hsl && i == 0 ? false : channels[i].is_percentage != must_be_percentage))
			return oriel__css_expected(parser, "channels of one type");
	}
	if (!oriel__css_take_comma(parser))
		return true;
	return parse_channel(parser, 1, NULL, &channels[3]) && !channels[3].is_none;
}

static bool parse_channels(struct oriel__css_value_parser *parser,
	const struct color_notation *notation, const struct origin *origin,
	struct color_channel channels[4]) {
	for (int i = 0; i < 3; i++) {
		if (!parse_channel(parser, notation->channels[i].percent, origin, &channels[i]))
			return false;
		if (i == 0 && origin == NULL && notation->has_legacy &&
			parser->token.kind == ORIEL__TOKEN_COMMA)
			return parse_legacy_rest(parser, notation, channels);
	}
	return !oriel__css_take_delim(parser, '/') || parse_channel(parser, 1, origin, &channels[3]);
}

static bool parse_notation(struct oriel__css_value_parser *parser,
	const struct color_notation *notation, struct parsed_color *out) {
	struct parsed_color origin_color;
	struct origin origin = { .is_known = false };
	struct color_channel channels[4] = { 0 };
	enum oriel__css_color_space space = notation->space;
	bool is_relative;
	channels[3].value = 1;
	if (!oriel__css_enter(parser))
		return false;
	is_relative = oriel__css_take_ident(parser, "from");
	if (is_relative && !parse_any_color(parser, &origin_color))
		return false;
	if (notation->keyword == ORIEL__KEYWORD_COLOR) {
		if (!parse_space(parser, true, &space))
			return false;
		if (space == ORIEL__SPACE_XYZ_D50 || space == ORIEL__SPACE_XYZ_D65)
			notation = notation_of_keyword(ORIEL__KEYWORD_XYZ);
	}
	if (is_relative) {
		for (int i = 0; i < 3; i++)
			origin.keywords[i] = notation->channels[i].keyword;
		origin.keywords[3] = ORIEL__KEYWORD_ALPHA;
		origin.is_known = origin_color.is_known;
		if (origin.is_known) {
			origin_values(notation, space, &origin_color.color, origin.values);
			channels[3].value = origin.values[3];
		} else {
			struct oriel__css_math *alpha =
				oriel__css_arena_alloc(parser->arena, sizeof(*alpha));
			*alpha = (struct oriel__css_math){ .op = ORIEL__MATH_CHANNEL,
				.keyword = ORIEL__KEYWORD_ALPHA };
			channels[3].math = alpha;
		}
	}
	return parse_channels(parser, notation, is_relative ? &origin : NULL, channels) &&
		oriel__css_close(parser) &&
		color_finish(parser, notation, space, channels, is_relative ? &origin : NULL,
			&origin_color, out);
}

/* ---- color-mix() and light-dark() ---- */

static bool parse_mix_percentage(struct oriel__css_value_parser *parser, double *out) {
	struct oriel__css_value value;
	if (parser->token.kind != ORIEL__TOKEN_PERCENTAGE && !oriel__css_at_math(parser))
		return true;
	if (!isnan(*out) || !oriel__css_parse_typed(parser, ORIEL__TYPE_PERCENTAGE, &value))
		return oriel__css_expected(parser, "a percentage");
	struct oriel__css_math_context context = { .percent_base = 100 };
	*out = value.kind == ORIEL__VALUE_MATH ?
		fmax(0, fmin(oriel__css_math_evaluate(value.content.math, &context), 100)) :
		value.content.number;
	return (*out >= 0 && *out <= 100) ||
		oriel__css_expected(parser, "a percentage from 0% to 100%");
}

static bool parse_mix_method(struct oriel__css_value_parser *parser,
	enum oriel__css_color_space *space, enum oriel__css_hue *hue) {
	static const char *const methods[] = { "shorter", "longer", "increasing", "decreasing" };
	*space = ORIEL__SPACE_OKLAB;
	*hue = ORIEL__HUE_SHORTER;
	if (!oriel__css_take_ident(parser, "in"))
		return true;
	if (!parse_space(parser, false, space))
		return false;
	for (int i = 0; i < 4 && oriel__css_space_hue(*space) >= 0; i++) {
		if (!oriel__css_take_ident(parser, methods[i]))
			continue;
		*hue = (enum oriel__css_hue)i;
		if (!oriel__css_take_ident(parser, "hue"))
			return oriel__css_expected(parser, "the keyword hue");
		break;
	}
	return oriel__css_take_comma(parser) || oriel__css_expected(parser, "a comma");
}

static bool mix_weights(
	struct oriel__css_value_parser *parser, struct oriel__css_color_function *mix) {
	double first = mix->percentages[0], second = mix->percentages[1];
	mix->has_percentage = !isnan(first) || !isnan(second);
	if (isnan(first))
		first = isnan(second) ? 50 : 100 - second;
	if (isnan(second))
		second = 100 - first;
	if (first + second <= 0)
		return oriel__css_expected(parser, "percentages that are not both 0%");
	mix->weight = second / (first + second);
	mix->alpha = fmin((first + second) / 100, 1);
	return true;
}

static struct oriel__css_value color_to_value(const struct parsed_color *color) {
	return color->is_known && color->value.kind == ORIEL__VALUE_NONE ?
		oriel__css_color_value(oriel__css_color_to_8bit(&color->color)) :
		color->value;
}

static bool parse_mix(struct oriel__css_value_parser *parser, struct parsed_color *out) {
	struct oriel__css_color_function mix = { .op = ORIEL__COLOR_MIX,
		.percentages = { NAN, NAN } };
	struct parsed_color colors[2];
	enum oriel__css_color_space space;
	enum oriel__css_hue hue;
	if (!oriel__css_enter(parser) || !parse_mix_method(parser, &space, &hue))
		return false;
	for (int i = 0; i < 2; i++) {
		if ((i == 1 && !oriel__css_take_comma(parser)) ||
			!parse_mix_percentage(parser, &mix.percentages[i]) ||
			!parse_any_color(parser, &colors[i]) ||
			!parse_mix_percentage(parser, &mix.percentages[i]))
			return oriel__css_expected(parser, "two colours with a comma");
	}
	if (!oriel__css_close(parser) || !mix_weights(parser, &mix))
		return false;
	out->value.kind = ORIEL__VALUE_NONE;
	out->is_known = colors[0].is_known && colors[1].is_known;
	if (out->is_known) {
		out->color = oriel__css_color_mix(
			&colors[0].color, &colors[1].color, space, hue, mix.weight);
		out->color.channels[3] *= mix.alpha;
		return true;
	}
	struct oriel__css_color_function *function =
		oriel__css_arena_alloc(parser->arena, sizeof(*function));
	mix.space = (uint8_t)space;
	mix.hue = (uint8_t)hue;
	mix.arguments[0] = color_to_value(&colors[0]);
	mix.arguments[1] = color_to_value(&colors[1]);
	*function = mix;
	out->value = (struct oriel__css_value){
		.kind = ORIEL__VALUE_COLOR_FUNCTION, .content.function = function
	};
	return true;
}

static bool parse_light_dark(struct oriel__css_value_parser *parser, struct parsed_color *out) {
	struct parsed_color light, dark;
	if (!oriel__css_enter(parser) || !parse_any_color(parser, &light) ||
		!oriel__css_take_comma(parser) || !parse_any_color(parser, &dark) ||
		!oriel__css_close(parser))
		return oriel__css_expected(parser, "two colours with a comma");
	struct oriel__css_color_function *function =
		oriel__css_arena_alloc(parser->arena, sizeof(*function));
	*function = (struct oriel__css_color_function){ .op = ORIEL__COLOR_LIGHT_DARK };
	function->arguments[0] = color_to_value(&light);
	function->arguments[1] = color_to_value(&dark);
	out->is_known = false;
	out->value = (struct oriel__css_value){
		.kind = ORIEL__VALUE_COLOR_FUNCTION, .content.function = function
	};
	return true;
}

/* ---- Names and hexadecimal notation ---- */

static bool parse_hex(struct oriel__css_value_parser *parser, struct parsed_color *out) {
	char text[10] = "#";
	oriel_color color;
	if (parser->token.length > 8)
		return false;
	memcpy(text + 1, parser->token.text, parser->token.length);
	if (oriel_color_parse(text, &color) != ORIEL_OK)
		return oriel__css_expected(parser, "3, 4, 6 or 8 hexadecimal digits");
	out->is_known = true;
	out->color = oriel__css_color_from_8bit(color);
	out->value = oriel__css_color_value(color);
	oriel__css_advance(parser);
	return true;
}

bool oriel__css_keyword_is_system_color(uint16_t keyword) {
	static const bool are_system[ORIEL__KEYWORDS] = {
		[ORIEL__KEYWORD_ACCENTCOLOR] = true,
		[ORIEL__KEYWORD_ACCENTCOLORTEXT] = true,
		[ORIEL__KEYWORD_ACTIVETEXT] = true,
		[ORIEL__KEYWORD_BUTTONBORDER] = true,
		[ORIEL__KEYWORD_BUTTONFACE] = true,
		[ORIEL__KEYWORD_BUTTONTEXT] = true,
		[ORIEL__KEYWORD_CANVAS] = true,
		[ORIEL__KEYWORD_CANVASTEXT] = true,
		[ORIEL__KEYWORD_FIELD] = true,
		[ORIEL__KEYWORD_FIELDTEXT] = true,
		[ORIEL__KEYWORD_GRAYTEXT] = true,
		[ORIEL__KEYWORD_HIGHLIGHT] = true,
		[ORIEL__KEYWORD_HIGHLIGHTTEXT] = true,
		[ORIEL__KEYWORD_LINKTEXT] = true,
		[ORIEL__KEYWORD_MARK] = true,
		[ORIEL__KEYWORD_MARKTEXT] = true,
		[ORIEL__KEYWORD_SELECTEDITEM] = true,
		[ORIEL__KEYWORD_SELECTEDITEMTEXT] = true,
		[ORIEL__KEYWORD_VISITEDTEXT] = true,
	};
	return are_system[keyword];
}

static bool parse_color_name(struct oriel__css_value_parser *parser, struct parsed_color *out) {
	oriel_color color;
	unsigned number =
		oriel__css_named_color_find(parser->token.text, parser->token.length, &color);
	uint16_t keyword;
	if (number > 0) {
		out->is_known = true;
		out->color = oriel__css_color_from_8bit(color);
		out->value = oriel__css_color_value(color);
		out->value.count = number;
		oriel__css_advance(parser);
		return true;
	}
	keyword = oriel__css_token_keyword(parser);
	if (keyword != ORIEL__KEYWORD_CURRENTCOLOR && !oriel__css_keyword_is_system_color(keyword))
		return false;
	out->is_known = false;
	out->value = oriel__css_keyword_value(keyword);
	oriel__css_advance(parser);
	return true;
}

static bool parse_any_color(struct oriel__css_value_parser *parser, struct parsed_color *out) {
	const struct color_notation *notation;
	switch ((enum oriel__css_token_kind)parser->token.kind) {
	case ORIEL__TOKEN_HASH: return parse_hex(parser, out);
	case ORIEL__TOKEN_IDENT: return parse_color_name(parser, out);
	case ORIEL__TOKEN_FUNCTION: break;
	default: return false;
	}
	notation = notation_find(&parser->token);
	if (notation != NULL)
		return parse_notation(parser, notation, out);
	if (oriel__css_token_is(&parser->token, "color-mix"))
		return parse_mix(parser, out);
	if (oriel__css_token_is(&parser->token, "light-dark"))
		return parse_light_dark(parser, out);
	return false;
}

bool oriel__css_parse_color(
	struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	struct parsed_color color;
	if (!parse_any_color(parser, &color))
		return false;
	*out = color_to_value(&color);
	return true;
}

/* ---- Resolving ---- */

static struct oriel__css_color color_resolve_full(
	const struct oriel__css_value *value, const struct oriel__css_color_context *context);

static struct oriel__css_color relative_resolve(const struct oriel__css_color_function *function,
	const struct oriel__css_color_context *context) {
	const struct color_notation *notation = notation_of_keyword(function->notation);
	enum oriel__css_color_space space = (enum oriel__css_color_space)function->space;
	struct oriel__css_color from = color_resolve_full(&function->arguments[0], context);
	struct origin origin = { .is_known = true };
	double values[4] = { 0 };
	unsigned missing = 0;
	for (int i = 0; i < 3; i++)
		origin.keywords[i] = notation->channels[i].keyword;
	origin.keywords[3] = ORIEL__KEYWORD_ALPHA;
	origin_values(notation, space, &from, origin.values);
	for (int i = 0; i < 4; i++) {
		struct oriel__css_math_context math = {
			.percent_base = i < 3 ? notation->channels[i].percent : 1,
			.channels = origin.keywords,
			.channel_values = origin.values,
		};
		if (function->channels[i] == NULL)
			missing |= 1u << i;
		else
			values[i] = oriel__css_math_evaluate(function->channels[i], &math);
	}
	return channels_to_color(notation, space, values, missing, false);
}

static struct oriel__css_color color_resolve_full(
	const struct oriel__css_value *value, const struct oriel__css_color_context *context) {
	const struct oriel__css_color_function *function = value->content.function;
	if (value->kind == ORIEL__VALUE_COLOR)
		return oriel__css_color_from_8bit(value->content.color);
	if (value->kind == ORIEL__VALUE_KEYWORD)
		return oriel__css_color_from_8bit(value->keyword == ORIEL__KEYWORD_CURRENTCOLOR ?
				context->current :
				context->system(context->data, value->keyword, context->is_dark));
	if (function->op == ORIEL__COLOR_LIGHT_DARK)
		return color_resolve_full(&function->arguments[context->is_dark], context);
	if (function->op == ORIEL__COLOR_RELATIVE)
		return relative_resolve(function, context);
	struct oriel__css_color first = color_resolve_full(&function->arguments[0], context);
	struct oriel__css_color second = color_resolve_full(&function->arguments[1], context);
	struct oriel__css_color mixed = oriel__css_color_mix(&first, &second,
		(enum oriel__css_color_space)function->space, (enum oriel__css_hue)function->hue,
		function->weight);
	mixed.channels[3] *= function->alpha;
	return mixed;
}

oriel_color oriel__css_color_resolve(
	const struct oriel__css_value *value, const struct oriel__css_color_context *context) {
	if (value->kind == ORIEL__VALUE_COLOR)
		return value->content.color;
	struct oriel__css_color color = color_resolve_full(value, context);
	return oriel__css_color_to_8bit(&color);
}

struct oriel__css_value oriel__css_color_compute(struct oriel__css_arena *arena,
	const struct oriel__css_value *value, const struct oriel__css_color_context *context) {
	if (!(oriel__css_value_needs(value) & ORIEL__NEED_COLOR))
		return oriel__css_color_value(oriel__css_color_resolve(value, context));
	if (value->kind != ORIEL__VALUE_COLOR_FUNCTION)
		return *value;
	const struct oriel__css_color_function *function = value->content.function;
	if (function->op == ORIEL__COLOR_LIGHT_DARK)
		return oriel__css_color_compute(
			arena, &function->arguments[context->is_dark ? 1 : 0], context);
	struct oriel__css_color_function *computed = oriel__css_arena_copy(
		arena, function, sizeof(*function));
	for (int i = 0; i < (function->op == ORIEL__COLOR_MIX ? 2 : 1); i++)
		computed->arguments[i] = oriel__css_color_compute(
			arena, &function->arguments[i], context);
	struct oriel__css_value result = *value;
	result.content.function = computed;
	return result;
}
