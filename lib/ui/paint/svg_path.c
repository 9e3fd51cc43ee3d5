/* SPDX-License-Identifier: MIT */
/*
 * The parser of SVG's path data. It converts all commands to absolute lines and cubic curves:
 * quadratic curves exactly, and arcs in pieces of at most a quarter of their ellipse, with an error
 * below 0.03 % of the radius. Numbers are read without the C library, whose locale may have another
 * decimal point. Rasterising is the subject of svg_path_raster.c.
 */
#include "paint/svg_path_internal.h"

#include <math.h>
#include <string.h>

#include "base/alloc_internal.h"

/* The current point, the start of the subpath, and the last control point, which S and T mirror. */
struct svg_parser {
	const char *text, *at;
	const char *reason; /* of the first error; NULL: none so far */
	struct oriel__segment *segments;
	size_t count, capacity;
	struct oriel_point point, start, control;
	char previous; /* the last command, in upper case: whether the control point counts */
	bool is_open;  /* the subpath has begun with a move */
};

static atomic_uint_least64_t svg_last_id;

static bool svg_fail(struct svg_parser *parser, const char *reason) {
	if (parser->reason == NULL)
		parser->reason = reason;
	return false;
}

/* ---- Numbers ---- */

static void svg_skip_spaces(struct svg_parser *parser) {
	parser->at += strspn(parser->at, " \t\n\f\r");
}

static void svg_skip_comma(struct svg_parser *parser) {
	svg_skip_spaces(parser);
	if (*parser->at == ',') {
		parser->at++;
		svg_skip_spaces(parser);
	}
}

static bool svg_is_digit(char byte) {
	return byte >= '0' && byte <= '9';
}

/* Tells whether another set of arguments follows, for which the command is not repeated. */
static bool svg_has_number(struct svg_parser *parser) {
	const char *before = parser->at;
	svg_skip_comma(parser);
	bool has_comma = memchr(before, ',', (size_t)(parser->at - before)) != NULL;
	const char *next = parser->at;
	bool has_number = svg_is_digit(*next) || (*next != '\0' && strchr("+-.", *next) != NULL);
	if (!has_number && !has_comma)
		parser->at = before;
	return has_number || has_comma; /* a comma promises a number */
}

/* Reads the exponent of a number, if there is one: an "e" without digits is left. */
static int svg_exponent(struct svg_parser *parser) {
	const char *at = parser->at;
	if (*at != 'e' && *at != 'E')
		return 0;
	at++;
	bool is_negative = *at == '-';
	at += *at == '-' || *at == '+';
	if (!svg_is_digit(*at))
		return 0;
	int exponent = 0;
	for (; svg_is_digit(*at); at++)
		exponent = exponent < 1000 ? exponent * 10 + (*at - '0') : exponent;
	parser->at = at;
	return is_negative ? -exponent : exponent;
}

static bool svg_number(struct svg_parser *parser, double *number) {
	const char *begin = parser->at;
	bool is_negative = *begin == '-';
	double value = 0;
	int scale = 0, digits = 0;
	parser->at += *begin == '-' || *begin == '+';
	for (; svg_is_digit(*parser->at); parser->at++, digits++)
		value = value * 10 + (*parser->at - '0');
	if (*parser->at == '.' && (digits > 0 || svg_is_digit(parser->at[1]))) {
		for (parser->at++; svg_is_digit(*parser->at); parser->at++, digits++) {
			if (scale > -30) {
				value = value * 10 + (*parser->at - '0');
				scale--;
			}
		}
	}
	if (digits == 0) {
		parser->at = begin;
		return svg_fail(parser, "a number is expected");
	}
	scale += svg_exponent(parser);
	if (scale != 0 && value != 0)
		value = scale < 0 ? value / pow(10, -scale) : value * pow(10, scale);
	if (!(value <= 1e9)) {
		parser->at = begin;
		return svg_fail(parser, "the number is larger than 1000000000");
	}
	*number = is_negative ? -value : value;
	return true;
}

/* Reads numbers that are separated by spaces, commas, or nothing where a sign or a point begins the
 * next one. */
static bool svg_numbers(struct svg_parser *parser, double *numbers, int count) {
	for (int i = 0; i < count; i++) {
		if (i > 0)
			svg_skip_comma(parser);
		if (!svg_number(parser, &numbers[i]))
			return false;
	}
	return true;
}

/* A flag of an arc is one digit, and may be followed by the next number at once. */
static bool svg_flag(struct svg_parser *parser, bool *flag) {
	svg_skip_comma(parser);
	if (*parser->at != '0' && *parser->at != '1')
		return svg_fail(parser, "a flag of an arc is 0 or 1");
	*flag = *parser->at == '1';
	parser->at++;
	return true;
}

/* ---- Segments ---- */

static bool svg_add(struct svg_parser *parser, enum oriel__segment_kind kind,
	struct oriel_point first, struct oriel_point second, struct oriel_point end) {
	if (parser->count >= ORIEL_SVG_PATH_SEGMENTS_MAX)
		return svg_fail(parser, "the path has more than 8000 segments");
	struct oriel__segment *grown = oriel__try_grow(
		parser->segments, &parser->capacity, parser->count + 1, sizeof(*grown));
	if (grown == NULL)
		return svg_fail(parser, "there is no memory for the path");
	parser->segments = grown;
	grown[parser->count++] = (struct oriel__segment){ kind, { first, second, end } };
	return true;
}

/* A command after a closing continues at the start of the closed subpath. */
static bool svg_open(struct svg_parser *parser) {
	if (parser->is_open)
		return true;
	parser->is_open = true;
	return svg_add(
		parser, ORIEL__SEGMENT_MOVE, parser->start, parser->start, parser->start);
}

static bool svg_line_to(struct svg_parser *parser, struct oriel_point end) {
	struct oriel_point from = parser->point;
	parser->point = parser->control = end;
	return svg_open(parser) && svg_add(parser, ORIEL__SEGMENT_LINE, from, end, end);
}

static bool svg_cubic_to(struct svg_parser *parser, struct oriel_point first,
	struct oriel_point second, struct oriel_point end) {
	parser->control = second;
	parser->point = end;
	return svg_open(parser) && svg_add(parser, ORIEL__SEGMENT_CUBIC, first, second, end);
}

/* A quadratic curve is the cubic one whose control points are two thirds of the way to its own. */
static bool svg_quadratic_to(
	struct svg_parser *parser, struct oriel_point control, struct oriel_point end) {
	struct oriel_point from = parser->point;
	struct oriel_point first = { from.x + (control.x - from.x) * 2 / 3,
		from.y + (control.y - from.y) * 2 / 3 };
	struct oriel_point second = { end.x + (control.x - end.x) * 2 / 3,
		end.y + (control.y - end.y) * 2 / 3 };
	bool is_added = svg_cubic_to(parser, first, second, end);
	parser->control = control;
	return is_added;
}

/* ---- Arcs ---- */

struct svg_arc {
	double radius_x, radius_y;
	double angle; /* radians, of the x axis */
	bool is_large, is_clockwise;
};

static double svg_angle_between(double ux, double uy, double vx, double vy) {
	return atan2(ux * vy - uy * vx, ux * vx + uy * vy);
}

/* Adds a piece of an ellipse around (cx, cy), from one angle to another. */
static bool svg_arc_piece(struct svg_parser *parser, const struct svg_arc *arc, double cx,
	double cy, double from, double to, struct oriel_point end) {
	double reach = 4.0 / 3 * tan((to - from) / 4);
	double cosine = cos(arc->angle), sine = sin(arc->angle);
	struct oriel_point controls[2];
	const double angles[2] = { from, to }, sides[2] = { reach, -reach };
	for (int i = 0; i < 2; i++) {
		double x = arc->radius_x * (cos(angles[i]) - sides[i] * sin(angles[i]));
		double y = arc->radius_y * (sin(angles[i]) + sides[i] * cos(angles[i]));
		controls[i] = (struct oriel_point){ (float)(cx + cosine * x - sine * y),
			(float)(cy + sine * x + cosine * y) };
	}
	return svg_cubic_to(parser, controls[0], controls[1], end);
}

/* of an ellipse that is scaled up; its points are numbers of type float */
#define LARGEST_RADIUS 1e30

/* Source: SVG 2, "Elliptical arc implementation notes": from endpoints to the centre, with radii
 * that are too small scaled up. */
static bool svg_arc_to(struct svg_parser *parser, struct svg_arc arc, struct oriel_point end) {
	const double pi = 3.14159265358979323846;
	struct oriel_point from = parser->point;
	arc.radius_x = fabs(arc.radius_x);
	arc.radius_y = fabs(arc.radius_y);
	if (from.x == end.x && from.y == end.y)
		return true;
	if (arc.radius_x == 0 || arc.radius_y == 0)
		return svg_line_to(parser, end);
	double cosine = cos(arc.angle), sine = sin(arc.angle);
	double half_x = ((double)from.x - (double)end.x) / 2;
	double half_y = ((double)from.y - (double)end.y) / 2;
	double x = cosine * half_x + sine * half_y, y = cosine * half_y - sine * half_x;
	double u = x / arc.radius_x, v = y / arc.radius_y, size = u * u + v * v;
	if (size > 1) {
		arc.radius_x *= sqrt(size);
		arc.radius_y *= sqrt(size);
		if (!(arc.radius_x < LARGEST_RADIUS && arc.radius_y < LARGEST_RADIUS))
			return svg_line_to(parser, end); /* so flat that one radius is as good as 0 */
		u /= sqrt(size);
		v /= sqrt(size);
		size = 1;
	}
	/* the centre, on the unit circle around which the ellipse becomes one */
	double distance = size > 0 ? sqrt(fmax(0, 1 / size - 1)) : 0;
	distance = arc.is_large == arc.is_clockwise ? -distance : distance;
	double unit_x = distance * v, unit_y = -distance * u;
	double across = unit_x * arc.radius_x, down = unit_y * arc.radius_y;
	double cx = cosine * across - sine * down + ((double)from.x + (double)end.x) / 2;
	double cy = sine * across + cosine * down + ((double)from.y + (double)end.y) / 2;
	double start = atan2(v - unit_y, u - unit_x);
	double sweep = svg_angle_between(u - unit_x, v - unit_y, -u - unit_x, -v - unit_y);
	if (arc.is_clockwise && sweep < 0)
		sweep += 2 * pi;
	else if (!arc.is_clockwise && sweep > 0)
		sweep -= 2 * pi;
	int pieces = (int)fmax(1, ceil(fabs(sweep) / (pi / 2) - 1e-6));
	for (int i = 0; i < pieces; i++) {
		double begin = start + sweep * i / pieces, stop = start + sweep * (i + 1) / pieces;
		struct oriel_point at = {
			(float)(cx + cosine * arc.radius_x * cos(stop) - sine * arc.radius_y * sin(stop)),
			(float)(cy + sine * arc.radius_x * cos(stop) + cosine * arc.radius_y * sin(stop)),
		};
		if (!svg_arc_piece(parser, &arc, cx, cy, begin, stop, i + 1 < pieces ? at : end))
			return false;
	}
	return true;
}

/* ---- Commands ---- */

/* Returns the point of two arguments of a command; lower case is relative to the current point. */
static struct oriel_point svg_point(
	const struct svg_parser *parser, bool is_relative, const double *numbers) {
	return (struct oriel_point){
		(float)(numbers[0] + (is_relative ? (double)parser->point.x : 0)),
		(float)(numbers[1] + (is_relative ? (double)parser->point.y : 0)),
	};
}

/* Returns the last control point mirrored at the current point, if the last command was of the same
 * kind of curve. */
static struct oriel_point svg_mirrored(const struct svg_parser *parser, const char *commands) {
	if (parser->previous == '\0' || strchr(commands, parser->previous) == NULL)
		return parser->point;
	return (struct oriel_point){ 2 * parser->point.x - parser->control.x,
		2 * parser->point.y - parser->control.y };
}

static bool svg_arc_command(struct svg_parser *parser, bool is_relative) {
	double numbers[3], ends[2];
	struct svg_arc arc;
	if (!svg_numbers(parser, numbers, 3) || !svg_flag(parser, &arc.is_large) ||
		!svg_flag(parser, &arc.is_clockwise))
		return false;
	svg_skip_comma(parser);
	if (!svg_numbers(parser, ends, 2))
		return false;
	arc.radius_x = numbers[0];
	arc.radius_y = numbers[1];
	arc.angle = numbers[2] * (3.14159265358979323846 / 180);
	return svg_arc_to(parser, arc, svg_point(parser, is_relative, ends));
}

/* Runs a command once, with one set of arguments. @param command in upper case */
static bool svg_command(struct svg_parser *parser, char command, bool is_relative) {
	static const char commands[] = "MLHVCSQTA";
	static const int counts[] = { 2, 2, 1, 1, 6, 4, 4, 2, 0 };
	double n[6];
	if (!svg_numbers(parser, n, counts[strchr(commands, command) - commands]))
		return false;
	struct oriel_point from = parser->point;
	switch (command) {
	case 'M':
		parser->point = parser->start = parser->control = svg_point(parser, is_relative, n);
		parser->is_open = false;
		return svg_open(parser);
	case 'L':
		return svg_line_to(parser, svg_point(parser, is_relative, n));
	case 'H':
		return svg_line_to(
			parser, (struct oriel_point){ (float)n[0] + (is_relative ? from.x : 0), from.y });
	case 'V':
		return svg_line_to(
			parser, (struct oriel_point){ from.x, (float)n[0] + (is_relative ? from.y : 0) });
	case 'C':
		return svg_cubic_to(parser, svg_point(parser, is_relative, n),
			svg_point(parser, is_relative, n + 2), svg_point(parser, is_relative, n + 4));
	case 'S':
		return svg_cubic_to(parser, svg_mirrored(parser, "CS"), svg_point(parser, is_relative, n),
			svg_point(parser, is_relative, n + 2));
	case 'Q':
		return svg_quadratic_to(
			parser, svg_point(parser, is_relative, n), svg_point(parser, is_relative, n + 2));
	case 'T':
		return svg_quadratic_to(
			parser, svg_mirrored(parser, "QT"), svg_point(parser, is_relative, n));
	default:
		return svg_arc_command(parser, is_relative);
	}
}

static bool svg_close(struct svg_parser *parser) {
	parser->point = parser->control = parser->start;
	parser->previous = 'Z';
	if (!parser->is_open)
		return true; /* closed before */
	parser->is_open = false;
	return svg_add(parser, ORIEL__SEGMENT_CLOSE, parser->start, parser->start, parser->start);
}

/* Runs a command for each set of its arguments. Further sets of a move are lines. */
static bool svg_commands(struct svg_parser *parser) {
	char letter = *parser->at;
	bool is_relative = letter >= 'a' && letter <= 'z';
	char command = (char)(is_relative ? letter - 'a' + 'A' : letter);
	if (strchr("MLHVCSQTAZ", command) == NULL)
		return svg_fail(parser, "a command is expected: one of MLHVCSQTAZ, or in lower case");
	if (parser->count == 0 && command != 'M')
		return svg_fail(parser, "a path begins with M or m");
	parser->at++;
	if (command == 'Z')
		return svg_close(parser);
	svg_skip_spaces(parser);
	do {
		if (!svg_command(parser, command, is_relative))
			return false;
		parser->previous = command;
		command = command == 'M' ? 'L' : command;
	} while (svg_has_number(parser));
	return true;
}

static bool svg_parse(struct svg_parser *parser) {
	svg_skip_spaces(parser);
	while (*parser->at != '\0') {
		if (!svg_commands(parser))
			return false;
		svg_skip_spaces(parser);
	}
	return true;
}

/* ---- Paths ---- */

static struct oriel_rect svg_bounds(const struct oriel__segment *segments, size_t count) {
	float left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
	if (count == 0)
		return (struct oriel_rect){ 0 };
	for (size_t i = 0; i < count; i++) {
		for (int j = segments[i].kind == ORIEL__SEGMENT_CUBIC ? 0 : 2; j < 3; j++) {
			left = fminf(left, segments[i].points[j].x);
			top = fminf(top, segments[i].points[j].y);
			right = fmaxf(right, segments[i].points[j].x);
			bottom = fmaxf(bottom, segments[i].points[j].y);
		}
	}
	return (struct oriel_rect){ left, top, right - left, bottom - top };
}

oriel_svg_path *oriel_svg_path_try_parse(const char *data, struct oriel_svg_path_error *error) {
	struct svg_parser parser = { .text = data, .at = data };
	if (!svg_parse(&parser)) {
		oriel__free(parser.segments);
		if (error != NULL)
			*error = (struct oriel_svg_path_error){
				.offset = (size_t)(parser.at - parser.text), .reason = parser.reason
			};
		return NULL;
	}
	oriel_svg_path *path = oriel__alloc_zero(1, sizeof(*path));
	atomic_init(&path->references, 1);
	path->id = atomic_fetch_add_explicit(&svg_last_id, 1, memory_order_relaxed) + 1;
	path->bounds = svg_bounds(parser.segments, parser.count);
	path->segments = parser.segments;
	path->count = parser.count;
	return path;
}

oriel_svg_path *oriel_svg_path_ref(oriel_svg_path *path) {
	atomic_fetch_add_explicit(&path->references, 1, memory_order_relaxed);
	return path;
}

void oriel_svg_path_unref(oriel_svg_path *path) {
	if (path == NULL ||
		atomic_fetch_sub_explicit(&path->references, 1, memory_order_acq_rel) > 1)
		return;
	oriel__free(path->segments);
	oriel__free(path);
}

struct oriel_rect oriel_svg_path_bounds(const oriel_svg_path *path) {
	return path->bounds;
}
