/* SPDX-License-Identifier: MIT */
/*
 * Conversion of colours between spaces, mapping into sRGB, and mixing. Every conversion goes
 * through XYZ with white point D65. Source: Color 4, §10, §12, §13 and §18; OKLab by Björn
 * Ottosson's definition.
 *
 * The matrices between RGB and XYZ are derived from the primaries of each space whenever they are
 * needed. The matrices of sRGB, the only frequent space, are constants.
 */
#include "css/color_internal.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define PI 3.14159265358979323846

struct matrix {
	double rows[3][3];
};

static void matrix_apply(const struct matrix *m, const double in[3], double out[3]) {
	double result[3];
	for (int i = 0; i < 3; i++)
		result[i] = m->rows[i][0] * in[0] + m->rows[i][1] * in[1] + m->rows[i][2] * in[2];
	memcpy(out, result, sizeof(result));
}

static struct matrix matrix_inverse(const struct matrix *matrix) {
	const double(*m)[3] = matrix->rows;
	struct matrix out;
	double determinant = 0;
	for (int i = 0; i < 3; i++)
		determinant += m[0][i] *
			(m[1][(i + 1) % 3] * m[2][(i + 2) % 3] - m[1][(i + 2) % 3] * m[2][(i + 1) % 3]);
	for (int i = 0; i < 3; i++) {
		for (int k = 0; k < 3; k++)
			out.rows[k][i] = (m[(i + 1) % 3][(k + 1) % 3] * m[(i + 2) % 3][(k + 2) % 3] -
									m[(i + 1) % 3][(k + 2) % 3] * m[(i + 2) % 3][(k + 1) % 3]) /
				determinant;
	}
	return out;
}

/* ---- White points and primaries ---- */

static const double white_d65[3] = { 0.3127 / 0.3290, 1, (1 - 0.3127 - 0.3290) / 0.3290 };
static const double white_d50[3] = { 0.3457 / 0.3585, 1, (1 - 0.3457 - 0.3585) / 0.3585 };

/* Chromaticities x and y of the red, green and blue primaries. */
static const struct primaries {
	double xy[3][2];
	bool is_d50;
} primaries[] = {
	[ORIEL__SPACE_SRGB] = { { { 0.64, 0.33 }, { 0.30, 0.60 }, { 0.15, 0.06 } }, false },
	[ORIEL__SPACE_SRGB_LINEAR] = { { { 0.64, 0.33 }, { 0.30, 0.60 }, { 0.15, 0.06 } }, false },
	[ORIEL__SPACE_DISPLAY_P3] = { { { 0.680, 0.320 }, { 0.265, 0.690 }, { 0.150, 0.060 } }, false },
	[ORIEL__SPACE_A98_RGB] = { { { 0.6400, 0.3300 }, { 0.2100, 0.7100 }, { 0.1500, 0.0600 } },
		false },
	[ORIEL__SPACE_PROPHOTO_RGB] = { { { 0.734699, 0.265301 }, { 0.159597, 0.840403 },
										{ 0.036598, 0.000105 } },
		true },
	[ORIEL__SPACE_REC2020] = { { { 0.708, 0.292 }, { 0.170, 0.797 }, { 0.131, 0.046 } }, false },
};

static struct matrix rgb_matrix(enum oriel__css_color_space space) {
	const struct primaries *p = &primaries[space];
	struct matrix columns;
	double scale[3];
	for (int i = 0; i < 3; i++) {
		columns.rows[0][i] = p->xy[i][0] / p->xy[i][1];
		columns.rows[1][i] = 1;
		columns.rows[2][i] = (1 - p->xy[i][0] - p->xy[i][1]) / p->xy[i][1];
	}
	struct matrix inverse = matrix_inverse(&columns);
	matrix_apply(&inverse, p->is_d50 ? white_d50 : white_d65, scale);
	for (int i = 0; i < 3; i++) {
		for (int k = 0; k < 3; k++)
			columns.rows[i][k] *= scale[k];
	}
	return columns;
}

/* Adapts a colour from one white point to another by Bradford's method. */
static void white_adapt(const double from[3], const double to[3], double xyz[3]) {
	static const struct matrix bradford = { {
		{ 0.8951, 0.2664, -0.1614 },
		{ -0.7502, 1.7135, 0.0367 },
		{ 0.0389, -0.0685, 1.0296 },
	} };
	double from_cone[3], to_cone[3], cone[3];
	matrix_apply(&bradford, from, from_cone);
	matrix_apply(&bradford, to, to_cone);
	matrix_apply(&bradford, xyz, cone);
	for (int i = 0; i < 3; i++)
		cone[i] *= to_cone[i] / from_cone[i];
	struct matrix inverse = matrix_inverse(&bradford);
	matrix_apply(&inverse, cone, xyz);
}

/* ---- Transfer functions; odd, so that colours outside the gamut survive ---- */

static double transfer_decode(enum oriel__css_color_space space, double value) {
	double v = fabs(value), out;
	switch (space) {
	case ORIEL__SPACE_SRGB:
	case ORIEL__SPACE_DISPLAY_P3:
		out = v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
		break;
	case ORIEL__SPACE_A98_RGB: out = pow(v, 563 / 256.0); break;
	case ORIEL__SPACE_PROPHOTO_RGB: out = v <= 16 / 512.0 ? v / 16 : pow(v, 1.8); break;
	case ORIEL__SPACE_REC2020:
		out = v < 0.01805396851080780 * 4.5 ?
			v / 4.5 :
			pow((v + 0.09929682680944) / 1.09929682680944, 1 / 0.45);
		break;
	default: out = v; break;
	}
	return copysign(out, value);
}

static double transfer_encode(enum oriel__css_color_space space, double value) {
	double v = fabs(value), out;
	switch (space) {
	case ORIEL__SPACE_SRGB:
	case ORIEL__SPACE_DISPLAY_P3:
		out = v <= 0.0031308 ? v * 12.92 : 1.055 * pow(v, 1 / 2.4) - 0.055;
		break;
	case ORIEL__SPACE_A98_RGB: out = pow(v, 256 / 563.0); break;
	case ORIEL__SPACE_PROPHOTO_RGB: out = v >= 1 / 512.0 ? pow(v, 1 / 1.8) : 16 * v; break;
	case ORIEL__SPACE_REC2020:
		out = v < 0.01805396851080780 ? v * 4.5 :
										1.09929682680944 * pow(v, 0.45) - 0.09929682680944;
		break;
	default: out = v; break;
	}
	return copysign(out, value);
}

/* ---- Lab and OKLab ---- */

#define LAB_KAPPA (24389 / 27.0)
#define LAB_EPSILON (216 / 24389.0)

static void lab_to_xyz50(const double lab[3], double xyz[3]) {
	double f[3] = { lab[1] / 500 + (lab[0] + 16) / 116, (lab[0] + 16) / 116,
		(lab[0] + 16) / 116 - lab[2] / 200 };
	xyz[0] = pow(f[0], 3) > LAB_EPSILON ? pow(f[0], 3) : (116 * f[0] - 16) / LAB_KAPPA;
	xyz[1] = lab[0] > LAB_KAPPA * LAB_EPSILON ? pow(f[1], 3) : lab[0] / LAB_KAPPA;
	xyz[2] = pow(f[2], 3) > LAB_EPSILON ? pow(f[2], 3) : (116 * f[2] - 16) / LAB_KAPPA;
	for (int i = 0; i < 3; i++)
		xyz[i] *= white_d50[i];
}

static void xyz50_to_lab(const double xyz[3], double lab[3]) {
	double f[3];
	for (int i = 0; i < 3; i++) {
		double value = xyz[i] / white_d50[i];
		f[i] = value > LAB_EPSILON ? cbrt(value) : (LAB_KAPPA * value + 16) / 116;
	}
	lab[0] = 116 * f[1] - 16;
	lab[1] = 500 * (f[0] - f[1]);
	lab[2] = 200 * (f[1] - f[2]);
}

static const struct matrix xyz_to_lms = { {
	{ 0.8190224379967030, 0.3619062600528904, -0.1288737815209879 },
	{ 0.0329836539323885, 0.9292868615863434, 0.0361446663506424 },
	{ 0.0481771893596242, 0.2642395317527308, 0.6335478284694309 },
} };
static const struct matrix lms_to_oklab = { {
	{ 0.2104542683093140, 0.7936177747023054, -0.0040720430116193 },
	{ 1.9779985324311684, -2.4285922420485799, 0.4505937096174110 },
	{ 0.0259040424655478, 0.7827717124575296, -0.8086757549230774 },
} };

static void xyz_to_oklab(const double xyz[3], double lab[3]) {
	double lms[3];
	matrix_apply(&xyz_to_lms, xyz, lms);
	for (int i = 0; i < 3; i++)
		lms[i] = cbrt(lms[i]);
	matrix_apply(&lms_to_oklab, lms, lab);
}

static void oklab_to_xyz(const double lab[3], double xyz[3]) {
	struct matrix inverse = matrix_inverse(&lms_to_oklab);
	double lms[3];
	matrix_apply(&inverse, lab, lms);
	for (int i = 0; i < 3; i++)
		lms[i] = lms[i] * lms[i] * lms[i];
	inverse = matrix_inverse(&xyz_to_lms);
	matrix_apply(&inverse, lms, xyz);
}

/* ---- HSL and HWB ---- */

static void hsl_to_rgb(const double hsl[3], double rgb[3]) {
	double saturation = hsl[1] / 100, lightness = hsl[2] / 100;
	double a = saturation * fmin(lightness, 1 - lightness);
	for (int i = 0; i < 3; i++) {
		static const double offsets[3] = { 0, 8, 4 };
		double hue = fmod(hsl[0], 360);
		double k = fmod(offsets[i] + (hue < 0 ? hue + 360 : hue) / 30, 12);
		rgb[i] = lightness - a * fmax(-1, fmin(fmin(k - 3, 9 - k), 1));
	}
}

static double rgb_hue(const double rgb[3], double most, double range) {
	double hue;
	if (range == 0)
		return 0;
	if (most == rgb[0])
		hue = (rgb[1] - rgb[2]) / range + (rgb[1] < rgb[2] ? 6 : 0);
	else if (most == rgb[1])
		hue = (rgb[2] - rgb[0]) / range + 2;
	else
		hue = (rgb[0] - rgb[1]) / range + 4;
	return hue * 60;
}

static void rgb_to_hsl(const double rgb[3], double hsl[3]) {
	double most = fmax(rgb[0], fmax(rgb[1], rgb[2]));
	double least = fmin(rgb[0], fmin(rgb[1], rgb[2]));
	double lightness = (most + least) / 2, range = most - least, saturation = 0;
	if (range != 0 && lightness != 0 && lightness != 1)
		saturation = (most - lightness) / fmin(lightness, 1 - lightness);
	double hue = rgb_hue(rgb, most, range);
	if (saturation < 0) {
		hue += 180;
		saturation = -saturation;
	}
	hsl[0] = hue >= 360 ? hue - 360 : hue;
	hsl[1] = saturation * 100;
	hsl[2] = lightness * 100;
}

static void hwb_to_rgb(const double hwb[3], double rgb[3]) {
	double white = hwb[1] / 100, black = hwb[2] / 100;
	double hsl[3] = { hwb[0], 100, 50 };
	hsl_to_rgb(hsl, rgb);
	for (int i = 0; i < 3; i++)
		rgb[i] = white + black >= 1 ? white / (white + black) :
										rgb[i] * (1 - white - black) + white;
}

static void rgb_to_hwb(const double rgb[3], double hwb[3]) {
	double most = fmax(rgb[0], fmax(rgb[1], rgb[2]));
	double least = fmin(rgb[0], fmin(rgb[1], rgb[2]));
	hwb[0] = rgb_hue(rgb, most, most - least);
	hwb[1] = least * 100;
	hwb[2] = (1 - most) * 100;
}

/* ---- Polar coordinates ---- */

static void polar_to_lab(const double lch[3], double lab[3]) {
	double hue = lch[2] * PI / 180, chroma = lch[1];
	lab[0] = lch[0];
	lab[1] = chroma * cos(hue);
	lab[2] = chroma * sin(hue);
}

static void lab_to_polar(const double lab[3], double lch[3]) {
	double hue = atan2(lab[2], lab[1]) * 180 / PI;
	double chroma = hypot(lab[1], lab[2]);
	lch[0] = lab[0];
	lch[1] = chroma;
	lch[2] = hue < 0 ? hue + 360 : hue;
}

/* ---- Conversion ---- */

static void rgb_to_xyz(enum oriel__css_color_space space, const double rgb[3], double xyz[3]) {
	double linear[3];
	struct matrix m = rgb_matrix(space);
	for (int i = 0; i < 3; i++)
		linear[i] = transfer_decode(space, rgb[i]);
	matrix_apply(&m, linear, xyz);
	if (primaries[space].is_d50)
		white_adapt(white_d50, white_d65, xyz);
}

static void xyz_to_rgb(enum oriel__css_color_space space, const double in[3], double rgb[3]) {
	double xyz[3];
	struct matrix m = rgb_matrix(space), inverse = matrix_inverse(&m);
	memcpy(xyz, in, sizeof(xyz));
	if (primaries[space].is_d50)
		white_adapt(white_d65, white_d50, xyz);
	matrix_apply(&inverse, xyz, rgb);
	for (int i = 0; i < 3; i++)
		rgb[i] = transfer_encode(space, rgb[i]);
}

static void color_to_xyz(const struct oriel__css_color *color, double xyz[3]) {
	double temporary[3];
	switch (color->space) {
	case ORIEL__SPACE_XYZ_D65: memcpy(xyz, color->channels, 3 * sizeof(double)); break;
	case ORIEL__SPACE_XYZ_D50:
		memcpy(xyz, color->channels, 3 * sizeof(double));
		white_adapt(white_d50, white_d65, xyz);
		break;
	case ORIEL__SPACE_LAB:
	case ORIEL__SPACE_LCH:
		memcpy(temporary, color->channels, sizeof(temporary));
		if (color->space == ORIEL__SPACE_LCH)
			polar_to_lab(color->channels, temporary);
		lab_to_xyz50(temporary, xyz);
		white_adapt(white_d50, white_d65, xyz);
		break;
	case ORIEL__SPACE_OKLAB: oklab_to_xyz(color->channels, xyz); break;
	case ORIEL__SPACE_OKLCH:
		polar_to_lab(color->channels, temporary);
		oklab_to_xyz(temporary, xyz);
		break;
	case ORIEL__SPACE_HSL:
	case ORIEL__SPACE_HWB:
		(color->space == ORIEL__SPACE_HSL ? hsl_to_rgb : hwb_to_rgb)(color->channels, temporary);
		rgb_to_xyz(ORIEL__SPACE_SRGB, temporary, xyz);
		break;
	default: rgb_to_xyz(color->space, color->channels, xyz); break;
	}
}

static void xyz_to_color(const double xyz[3], struct oriel__css_color *out) {
	double temporary[3];
	switch (out->space) {
	case ORIEL__SPACE_XYZ_D65: memcpy(out->channels, xyz, 3 * sizeof(double)); break;
	case ORIEL__SPACE_XYZ_D50:
		memcpy(out->channels, xyz, 3 * sizeof(double));
		white_adapt(white_d65, white_d50, out->channels);
		break;
	case ORIEL__SPACE_LAB:
	case ORIEL__SPACE_LCH:
		memcpy(temporary, xyz, sizeof(temporary));
		white_adapt(white_d65, white_d50, temporary);
		xyz50_to_lab(temporary, out->channels);
		if (out->space == ORIEL__SPACE_LCH) {
			memcpy(temporary, out->channels, sizeof(temporary));
			lab_to_polar(temporary, out->channels);
		}
		break;
	case ORIEL__SPACE_OKLAB: xyz_to_oklab(xyz, out->channels); break;
	case ORIEL__SPACE_OKLCH:
		xyz_to_oklab(xyz, temporary);
		lab_to_polar(temporary, out->channels);
		break;
	case ORIEL__SPACE_HSL:
	case ORIEL__SPACE_HWB:
		xyz_to_rgb(ORIEL__SPACE_SRGB, xyz, temporary);
		(out->space == ORIEL__SPACE_HSL ? rgb_to_hsl : rgb_to_hwb)(temporary, out->channels);
		break;
	default: xyz_to_rgb(out->space, xyz, out->channels); break;
	}
}

static bool space_is_srgb(enum oriel__css_color_space space) {
	return space == ORIEL__SPACE_SRGB || space == ORIEL__SPACE_HSL || space == ORIEL__SPACE_HWB;
}

/* Converts between sRGB, HSL and HWB directly, without XYZ, so that no precision is lost. */
static void srgb_convert(const struct oriel__css_color *color, struct oriel__css_color *out) {
	double rgb[3];
	memcpy(rgb, color->channels, sizeof(rgb));
	if (color->space != ORIEL__SPACE_SRGB)
		(color->space == ORIEL__SPACE_HSL ? hsl_to_rgb : hwb_to_rgb)(color->channels, rgb);
	memcpy(out->channels, rgb, sizeof(rgb));
	if (out->space != ORIEL__SPACE_SRGB)
		(out->space == ORIEL__SPACE_HSL ? rgb_to_hsl : rgb_to_hwb)(rgb, out->channels);
}

struct oriel__css_color oriel__css_color_convert(
	const struct oriel__css_color *color, enum oriel__css_color_space space) {
	struct oriel__css_color out = { .space = space };
	if (color->space == space)
		return *color;
	out.channels[3] = color->channels[3];
	out.missing = color->missing & 8;
	if (space_is_srgb(color->space) && space_is_srgb(space)) {
		srgb_convert(color, &out);
		return out;
	}
	double xyz[3];
	color_to_xyz(color, xyz);
	xyz_to_color(xyz, &out);
	return out;
}

/* ---- Mapping into sRGB ---- */

static bool rgb_is_in_gamut(const double rgb[3]) {
	for (int i = 0; i < 3; i++) {
		if (rgb[i] < -1e-6 || rgb[i] > 1 + 1e-6)
			return false;
	}
	return true;
}

static struct oriel__css_color color_clip(const struct oriel__css_color *color) {
	struct oriel__css_color clipped = oriel__css_color_convert(color, ORIEL__SPACE_SRGB);
	for (int i = 0; i < 3; i++)
		clipped.channels[i] = fmax(0, fmin(clipped.channels[i], 1));
	return clipped;
}

static double oklab_difference(
	const struct oriel__css_color *a, const struct oriel__css_color *b) {
	struct oriel__css_color first = oriel__css_color_convert(a, ORIEL__SPACE_OKLAB);
	struct oriel__css_color second = oriel__css_color_convert(b, ORIEL__SPACE_OKLAB);
	double sum = 0;
	for (int i = 0; i < 3; i++)
		sum += pow(first.channels[i] - second.channels[i], 2);
	return sqrt(sum);
}

/* Reduces chroma in OKLCH until the clipped colour looks the same. */
static struct oriel__css_color color_map(const struct oriel__css_color *color) {
	static const double noticeable = 0.02, precision = 0.0001;
	struct oriel__css_color current = oriel__css_color_convert(color, ORIEL__SPACE_OKLCH);
	struct oriel__css_color result = oriel__css_color_convert(color, ORIEL__SPACE_SRGB);
	if (current.channels[0] >= 1 || current.channels[0] <= 0) {
		double level = current.channels[0] >= 1 ? 1 : 0;
		result.channels[0] = result.channels[1] = result.channels[2] = level;
		return result;
	}
	if (rgb_is_in_gamut(result.channels))
		return color_clip(&result);
	struct oriel__css_color clipped = color_clip(&current);
	if (oklab_difference(&clipped, &current) < noticeable)
		return clipped;
	double least = 0, most = current.channels[1];
	bool is_least_in_gamut = true;
	while (most - least > precision) {
		double chroma = (least + most) / 2;
		current.channels[1] = chroma;
		struct oriel__css_color rgb = oriel__css_color_convert(&current, ORIEL__SPACE_SRGB);
		if (is_least_in_gamut && rgb_is_in_gamut(rgb.channels)) {
			least = chroma;
			continue;
		}
		clipped = color_clip(&current);
		double difference = oklab_difference(&clipped, &current);
		if (difference >= noticeable) {
			most = chroma;
		} else if (noticeable - difference < precision) {
			return clipped;
		} else {
			is_least_in_gamut = false;
			least = chroma;
		}
	}
	return color_clip(&current);
}

/* Rounds values half way between two bytes up. The sum of a hue that is half way in theory may be
 * below by an error of the arithmetic. */
static oriel_color color_byte(double value) {
	static const double half = 0.5 + 1e-9;
	return (oriel_color)(fmax(0, fmin(value, 1)) * 255 + half);
}

oriel_color oriel__css_color_to_8bit(const struct oriel__css_color *color) {
	struct oriel__css_color rgb = *color;
	for (int i = 0; i < 4; i++) {
		if (isnan(rgb.channels[i]))
			rgb.channels[i] = 0;
		rgb.channels[i] = fmax(-1e6, fmin(rgb.channels[i], 1e6));
	}
	rgb = space_is_srgb(rgb.space) ? color_clip(&rgb) : color_map(&rgb);
	return color_byte(rgb.channels[0]) << 24 | color_byte(rgb.channels[1]) << 16 |
		color_byte(rgb.channels[2]) << 8 | color_byte(rgb.channels[3]);
}

struct oriel__css_color oriel__css_color_from_8bit(oriel_color color) {
	struct oriel__css_color out = { .space = ORIEL__SPACE_SRGB };
	for (int i = 0; i < 4; i++)
		out.channels[i] = (double)(color >> (24 - 8 * i) & 0xff) / 255;
	return out;
}

/* ---- Mixing ---- */

int oriel__css_space_hue(enum oriel__css_color_space space) {
	switch (space) {
	case ORIEL__SPACE_HSL:
	case ORIEL__SPACE_HWB: return 0;
	case ORIEL__SPACE_LCH:
	case ORIEL__SPACE_OKLCH: return 2;
	default: return -1;
	}
}

static double hue_fix(double from, double to, enum oriel__css_hue method) {
	from = fmod(fmod(from, 360) + 360, 360);
	to = fmod(fmod(to, 360) + 360, 360);
	double difference = to - from;
	switch (method) {
	case ORIEL__HUE_LONGER:
		if (difference > 0 && difference < 180)
			return difference - 360;
		return difference > -180 && difference <= 0 ? difference + 360 : difference;
	case ORIEL__HUE_INCREASING: return difference < 0 ? difference + 360 : difference;
	case ORIEL__HUE_DECREASING: return difference > 0 ? difference - 360 : difference;
	default:
		if (difference > 180)
			return difference - 360;
		return difference < -180 ? difference + 360 : difference;
	}
}

/* Returns the kind of the i-th channel of a space. Mixing carries a missing channel over to the
 * channel of the same kind. The kinds are 'r', 'g', 'b' of RGB and XYZ, 'l' lightness, 'c'
 * colourfulness, 'h' hue, 'a' and 'd' opponents. */
static char channel_kind(enum oriel__css_color_space space, int i) {
	static const char *const kinds[] = { "rgb", "lad", "lch", "hcl", "h12" };
	switch (space) {
	case ORIEL__SPACE_LAB:
	case ORIEL__SPACE_OKLAB: return kinds[1][i];
	case ORIEL__SPACE_LCH:
	case ORIEL__SPACE_OKLCH: return kinds[2][i];
	case ORIEL__SPACE_HSL: return kinds[3][i];
	case ORIEL__SPACE_HWB: return kinds[4][i];
	default: return kinds[0][i];
	}
}

static struct oriel__css_color color_for_mixing(
	const struct oriel__css_color *color, enum oriel__css_color_space space) {
	struct oriel__css_color out = oriel__css_color_convert(color, space);
	if (color->space == space)
		return out;
	for (int i = 0; i < 3; i++) {
		for (int k = 0; k < 3; k++) {
			if ((color->missing & 1u << i) != 0 &&
				channel_kind(color->space, i) == channel_kind(space, k))
				out.missing |= 1u << k;
		}
	}
	/* The hue of a grey is missing. */
	int hue = oriel__css_space_hue(space);
	double colorfulness = hue == 2 ? out.channels[1] : hue == 0 ? out.channels[1] : 1;
	if (space == ORIEL__SPACE_HWB)
		colorfulness = 100 - out.channels[1] - out.channels[2];
	double epsilon = space == ORIEL__SPACE_OKLCH ? 4e-6 :
		space == ORIEL__SPACE_LCH                ? 0.0015 :
													0.001;
	if (hue >= 0 && colorfulness <= epsilon)
		out.missing |= 1u << hue;
	return out;
}

struct oriel__css_color oriel__css_color_mix(const struct oriel__css_color *a,
	const struct oriel__css_color *b, enum oriel__css_color_space space, enum oriel__css_hue hue,
	double weight) {
	struct oriel__css_color from = color_for_mixing(a, space), to = color_for_mixing(b, space);
	struct oriel__css_color out = { .space = space, .missing = from.missing & to.missing };
	for (int i = 0; i < 4; i++) {
		if ((from.missing & 1u << i) != 0)
			from.channels[i] = to.channels[i];
		else if ((to.missing & 1u << i) != 0)
			to.channels[i] = from.channels[i];
	}
	double alpha = from.channels[3] + (to.channels[3] - from.channels[3]) * weight;
	if ((out.missing & 8) != 0)
		alpha = from.channels[3] = to.channels[3] = 1;
	for (int i = 0; i < 3; i++) {
		if (i == oriel__css_space_hue(space)) {
			out.channels[i] = from.channels[i] +
				hue_fix(from.channels[i], to.channels[i], hue) * weight;
			continue;
		}
		double first = from.channels[i] * from.channels[3];
		double second = to.channels[i] * to.channels[3];
		double mixed = first + (second - first) * weight;
		out.channels[i] = alpha > 0 ? mixed / alpha : mixed;
	}
	out.channels[3] = (out.missing & 8) != 0 ? 0 : alpha;
	return out;
}

double oriel__css_color_luminance(oriel_color color) {
	struct oriel__css_color full = oriel__css_color_from_8bit(color);
	return oriel__css_color_convert(&full, ORIEL__SPACE_XYZ_D65).channels[1];
}
