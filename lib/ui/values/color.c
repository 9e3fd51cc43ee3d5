/* SPDX-License-Identifier: MIT */
/*
 * Colours: the hexadecimal notations of CSS, and mixing. Mixing is premultiplied, so that fading to
 * transparent does not pass through grey.
 */
#include <oriel/ui/color.h>

#include <string.h>

struct channels {
	float red, green, blue, alpha; /* 0 to 1 */
};

static float color_channel(oriel_color color, unsigned shift) {
	return (float)(color >> shift & 0xffu) / 255.0f;
}

static struct channels color_premultiply(oriel_color color) {
	float alpha = color_channel(color, 0);
	return (struct channels){ color_channel(color, 24) * alpha, color_channel(color, 16) * alpha,
		color_channel(color, 8) * alpha, alpha };
}

static oriel_color round_channel(float value) {
	return (oriel_color)(value * 255.0f + 0.5f);
}

static oriel_color color_unpremultiply(struct channels c) {
	if (c.alpha <= 0)
		return ORIEL_TRANSPARENT;
	return round_channel(c.red / c.alpha) << 24 | round_channel(c.green / c.alpha) << 16 |
		round_channel(c.blue / c.alpha) << 8 | round_channel(c.alpha);
}

static float color_mix(float a, float b, float t) {
	return a + (b - a) * t;
}

oriel_color oriel_color_mix(oriel_color a, oriel_color b, float t) {
	if (!(t > 0))
		return a;
	if (t >= 1)
		return b;
	struct channels from = color_premultiply(a), to = color_premultiply(b);
	return color_unpremultiply((struct channels){
		color_mix(from.red, to.red, t),
		color_mix(from.green, to.green, t),
		color_mix(from.blue, to.blue, t),
		color_mix(from.alpha, to.alpha, t),
	});
}

static int hex_digit(char c) {
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Compares a text with "transparent", ignoring ASCII case, as for all keywords of CSS. */
static bool is_transparent(const char *text) {
	static const char keyword[] = "transparent";
	size_t i = 0;
	while (keyword[i] != '\0' && (text[i] == keyword[i] || text[i] == keyword[i] - 'a' + 'A'))
		i++;
	return keyword[i] == '\0' && text[i] == '\0';
}

enum oriel_status oriel_color_parse(const char *text, oriel_color *out) {
	oriel_color color = 0;

	if (is_transparent(text)) {
		*out = ORIEL_TRANSPARENT;
		return ORIEL_OK;
	}
	size_t digits = text[0] == '#' ? strlen(text + 1) : 0;
	if (digits != 3 && digits != 4 && digits != 6 && digits != 8)
		return ORIEL_SYNTAX_ERROR;
	for (size_t i = 1; i <= digits; i++) {
		int digit = hex_digit(text[i]);
		if (digit < 0)
			return ORIEL_SYNTAX_ERROR;
		color = digits <= 4 ? color << 8 | (oriel_color)digit * 0x11u :
							color << 4 | (oriel_color)digit;
	}
	*out = digits == 3 || digits == 6 ? ORIEL_RGB(color) : color;
	return ORIEL_OK;
}
