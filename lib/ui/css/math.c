/* SPDX-License-Identifier: MIT */
/*
 * Calculation trees: simplification and evaluation. Source: Values 4, §10.10 and §10.12.
 *
 * A tree is simplified from the leaves up. A node whose children are numbers of one canonical unit
 * becomes a number. Sums add the terms of equal units. Products multiply their numbers and
 * distribute them over a sum of numbers. Trees are immutable: simplification creates new nodes.
 */
#include "base/alloc_internal.h"
#include "css/value_parser_internal.h"

#include <math.h>
#include <string.h>

#define DEGREES (180.0 / 3.14159265358979323846)

enum { MAX_CHILDREN = 64 };

/* ---- Units ---- */

static const struct {
	const char *name;
	enum oriel__css_unit canonical;
	double factor; /* 0: of a relative unit */
} units[ORIEL__UNITS] = {
	[ORIEL__UNIT_NUMBER] = { "", ORIEL__UNIT_NUMBER, 1 },
	[ORIEL__UNIT_INTEGER] = { "", ORIEL__UNIT_NUMBER, 1 },
	[ORIEL__UNIT_PERCENT] = { "%", ORIEL__UNIT_PERCENT, 1 },
	[ORIEL__UNIT_PX] = { "px", ORIEL__UNIT_PX, 1 },
	[ORIEL__UNIT_CM] = { "cm", ORIEL__UNIT_PX, 96 / 2.54 },
	[ORIEL__UNIT_MM] = { "mm", ORIEL__UNIT_PX, 96 / 25.4 },
	[ORIEL__UNIT_Q] = { "q", ORIEL__UNIT_PX, 96 / 101.6 },
	[ORIEL__UNIT_IN] = { "in", ORIEL__UNIT_PX, 96 },
	[ORIEL__UNIT_PT] = { "pt", ORIEL__UNIT_PX, 96 / 72.0 },
	[ORIEL__UNIT_PC] = { "pc", ORIEL__UNIT_PX, 16 },
	[ORIEL__UNIT_EM] = { "em", ORIEL__UNIT_PX, 0 },
	[ORIEL__UNIT_REM] = { "rem", ORIEL__UNIT_PX, 0 },
	[ORIEL__UNIT_CH] = { "ch", ORIEL__UNIT_PX, 0 },
	[ORIEL__UNIT_LH] = { "lh", ORIEL__UNIT_PX, 0 },
	[ORIEL__UNIT_VW] = { "vw", ORIEL__UNIT_PX, 0 },
	[ORIEL__UNIT_VH] = { "vh", ORIEL__UNIT_PX, 0 },
	[ORIEL__UNIT_VMIN] = { "vmin", ORIEL__UNIT_PX, 0 },
	[ORIEL__UNIT_VMAX] = { "vmax", ORIEL__UNIT_PX, 0 },
	[ORIEL__UNIT_DEG] = { "deg", ORIEL__UNIT_DEG, 1 },
	[ORIEL__UNIT_GRAD] = { "grad", ORIEL__UNIT_DEG, 0.9 },
	[ORIEL__UNIT_RAD] = { "rad", ORIEL__UNIT_DEG, DEGREES },
	[ORIEL__UNIT_TURN] = { "turn", ORIEL__UNIT_DEG, 360 },
	[ORIEL__UNIT_S] = { "s", ORIEL__UNIT_S, 1 },
	[ORIEL__UNIT_MS] = { "ms", ORIEL__UNIT_S, 0.001 },
	[ORIEL__UNIT_DPPX] = { "dppx", ORIEL__UNIT_DPPX, 1 },
	[ORIEL__UNIT_DPI] = { "dpi", ORIEL__UNIT_DPPX, 1 / 96.0 },
	[ORIEL__UNIT_DPCM] = { "dpcm", ORIEL__UNIT_DPPX, 2.54 / 96 },
	[ORIEL__UNIT_X] = { "x", ORIEL__UNIT_DPPX, 1 },
	[ORIEL__UNIT_FR] = { "fr", ORIEL__UNIT_FR, 1 },
};

enum oriel__css_unit oriel__css_unit_find(const char *text, size_t length) {
	for (int unit = ORIEL__UNIT_PX; unit < ORIEL__UNITS; unit++) {
		if (oriel__css_text_is(text, length, units[unit].name))
			return (enum oriel__css_unit)unit;
	}
	return ORIEL__UNITS;
}

const char *oriel__css_unit_name(enum oriel__css_unit unit) {
	return units[unit].name;
}

enum oriel__css_unit oriel__css_unit_canonical(enum oriel__css_unit unit, double *factor) {
	*factor = units[unit].factor;
	return units[unit].canonical;
}

double oriel__css_length_to_px(
	double number, enum oriel__css_unit unit, const struct oriel__css_units *context) {
	if (units[unit].factor != 0)
		return number * units[unit].factor;
	switch (unit) {
	case ORIEL__UNIT_EM: return number * context->em;
	case ORIEL__UNIT_REM: return number * context->rem;
	case ORIEL__UNIT_CH:
	case ORIEL__UNIT_LH:
		if (context->measure != NULL)
			return number * context->measure(context->data, unit);
		return number * (unit == ORIEL__UNIT_CH ? context->ch : context->lh);
	case ORIEL__UNIT_VW: return number * context->viewport_width / 100;
	case ORIEL__UNIT_VH: return number * context->viewport_height / 100;
	case ORIEL__UNIT_VMIN:
		return number * fmin(context->viewport_width, context->viewport_height) / 100;
	default: return number * fmax(context->viewport_width, context->viewport_height) / 100;
	}
}

/* ---- Operations ---- */

static double round_to(double number, double step, uint16_t strategy) {
	if (isnan(number) || isnan(step) || step == 0 || (isinf(number) && isinf(step)))
		return NAN;
	if (isinf(number))
		return number;
	if (isinf(step)) {
		if (strategy == ORIEL__KEYWORD_UP)
			return number > 0 ? INFINITY : number < 0 ? -0.0 : number;
		if (strategy == ORIEL__KEYWORD_DOWN)
			return number < 0 ? -INFINITY : number > 0 ? 0.0 : number;
		return copysign(0.0, number);
	}
	double lower = floor(number / step) * step, upper = ceil(number / step) * step;
	if (lower > upper) {
		double swapped = lower;
		lower = upper;
		upper = swapped;
	}
	if (upper == 0)
		upper = number < 0 ? -0.0 : 0.0;
	switch (strategy) {
	case ORIEL__KEYWORD_UP: return upper;
	case ORIEL__KEYWORD_DOWN: return lower;
	case ORIEL__KEYWORD_TO_ZERO: return fabs(lower) < fabs(upper) ? lower : upper;
	default: return number - lower < upper - number ? lower : upper;
	}
}

static double math_mod(double number, double step) {
	if (step == 0 || isinf(number) || isnan(number) || isnan(step))
		return NAN;
	if (isinf(step))
		return signbit(number) == signbit(step) ? number : NAN;
	double result = fmod(number, step);
	return result != 0 && signbit(result) != signbit(step) ? result + step :
																copysign(result, step);
}

/* Returns the smaller number; NaN if either is NaN. */
static double math_least(double a, double b) {
	return isnan(a) || isnan(b) ? NAN : a < b || (a == b && signbit(a)) ? a : b;
}

static double math_most(double a, double b) {
	return isnan(a) || isnan(b) ? NAN : a > b || (a == b && !signbit(a)) ? a : b;
}

/* Returns the sine of degrees, exact where it is rational. */
static double math_sine(double degrees) {
	double turn = fmod(degrees, 360), sign = turn < 0 ? -1 : 1;
	turn = fabs(turn);
	if (turn >= 180) {
		turn -= 180;
		sign = -sign;
	}
	if (turn == 0)
		return degrees == 0 ? degrees : 0;
	if (turn == 30 || turn == 150)
		return sign / 2;
	return turn == 90 ? sign : sign * sin(turn / DEGREES);
}

/* Returns the sine, cosine or tangent of an angle. The tangent is infinite at its asymptotes.
 * Source: Values 4, §10.4. */
static double math_trigonometric(enum oriel__css_math_operator op, double degrees) {
	if (op == ORIEL__MATH_SIN)
		return math_sine(degrees);
	if (op == ORIEL__MATH_COS)
		return math_sine(fmod(degrees, 360) + 90);
	double turn = fmod(degrees, 180);
	if (fabs(turn) == 90)
		return copysign(INFINITY, math_sine(degrees));
	if (fabs(turn) == 45 || fabs(turn) == 135)
		return (fabs(turn) == 45) == (turn > 0) ? 1 : -1;
	return turn == 0 ? degrees == 0 ? degrees : 0 : tan(turn / DEGREES);
}

/* Computes an operation. angle_factor converts the argument of sin(), cos() and tan() to
 * degrees. */
static double math_apply(
	const struct oriel__css_math *math, const double *v, double angle_factor) {
	double result = v[0];
	switch ((enum oriel__css_math_operator)math->op) {
	case ORIEL__MATH_SUM:
		for (int i = 1; i < math->count; i++)
			result += v[i];
		return result;
	case ORIEL__MATH_PRODUCT:
		for (int i = 1; i < math->count; i++)
			result *= v[i];
		return result;
	case ORIEL__MATH_NEGATE: return -v[0];
	case ORIEL__MATH_INVERT: return 1 / v[0];
	case ORIEL__MATH_MIN:
		for (int i = 1; i < math->count; i++)
			result = math_least(result, v[i]);
		return result;
	case ORIEL__MATH_MAX:
		for (int i = 1; i < math->count; i++)
			result = math_most(result, v[i]);
		return result;
	case ORIEL__MATH_CLAMP:
		result = math->content.children[2] != NULL ? math_least(v[1], v[2]) : v[1];
		return math->content.children[0] != NULL ? math_most(v[0], result) : result;
	case ORIEL__MATH_ROUND: return round_to(v[0], v[1], math->keyword);
	case ORIEL__MATH_MOD: return math_mod(v[0], v[1]);
	case ORIEL__MATH_REM: return isinf(v[1]) && !isinf(v[0]) ? v[0] : fmod(v[0], v[1]);
	case ORIEL__MATH_ABS: return fabs(v[0]);
	case ORIEL__MATH_SIGN: return isnan(v[0]) || v[0] == 0 ? v[0] : v[0] > 0 ? 1 : -1;
	case ORIEL__MATH_SIN:
	case ORIEL__MATH_COS:
	case ORIEL__MATH_TAN:
		return math_trigonometric((enum oriel__css_math_operator)math->op, v[0] * angle_factor);
	case ORIEL__MATH_ASIN: return asin(v[0]) * DEGREES;
	case ORIEL__MATH_ACOS: return acos(v[0]) * DEGREES;
	case ORIEL__MATH_ATAN: return atan(v[0]) * DEGREES;
	case ORIEL__MATH_ATAN2: return atan2(v[0], v[1]) * DEGREES;
	case ORIEL__MATH_POW: return pow(v[0], v[1]);
	case ORIEL__MATH_SQRT: return sqrt(v[0]);
	case ORIEL__MATH_HYPOT:
		result = 0;
		for (int i = 0; i < math->count; i++)
			result = hypot(result, v[i]);
		return result;
	case ORIEL__MATH_LOG: return math->count == 2 ? log(v[0]) / log(v[1]) : log(v[0]);
	case ORIEL__MATH_EXP: return exp(v[0]);
	default: return NAN;
	}
}

/* Returns the unit of the result for children of a unit. */
static enum oriel__css_unit result_unit(
	enum oriel__css_math_operator op, enum oriel__css_unit unit) {
	switch (op) {
	case ORIEL__MATH_SIGN:
	case ORIEL__MATH_SIN:
	case ORIEL__MATH_COS:
	case ORIEL__MATH_TAN: return ORIEL__UNIT_NUMBER;
	case ORIEL__MATH_ASIN:
	case ORIEL__MATH_ACOS:
	case ORIEL__MATH_ATAN:
	case ORIEL__MATH_ATAN2: return ORIEL__UNIT_DEG;
	default: return unit;
	}
}

static double angle_factor_of(enum oriel__css_unit unit) {
	return unit == ORIEL__UNIT_DEG ? 1 : DEGREES;
}

/* ---- Evaluating ---- */

static double leaf_evaluate(
	const struct oriel__css_math *math, const struct oriel__css_math_context *context) {
	if (math->unit == ORIEL__UNIT_PERCENT)
		return math->content.number * context->percent_base / 100;
	if (units[math->unit].factor != 0)
		return math->content.number * units[math->unit].factor;
	return context->units != NULL ? oriel__css_length_to_px(math->content.number,
										(enum oriel__css_unit)math->unit, context->units) :
									NAN;
}

static double channel_evaluate(
	const struct oriel__css_math *math, const struct oriel__css_math_context *context) {
	for (size_t i = 0; context->channels != NULL && context->channels[i] != 0; i++) {
		if (context->channels[i] == math->keyword)
			return context->channel_values[i];
	}
	return NAN;
}

/* Returns whether a calculation gives an angle; sin() of an angle takes degrees. */
static bool math_is_angle(const struct oriel__css_math *math) {
	if (math == NULL || math->op == ORIEL__MATH_CHANNEL)
		return false;
	if (math->op == ORIEL__MATH_LEAF)
		return units[math->unit].canonical == ORIEL__UNIT_DEG;
	if (math->op >= ORIEL__MATH_ASIN && math->op <= ORIEL__MATH_ATAN2)
		return true;
	if (result_unit((enum oriel__css_math_operator)math->op, ORIEL__UNIT_DEG) != ORIEL__UNIT_DEG)
		return false;
	for (int i = 0; i < math->count; i++) {
		if (math_is_angle(math->content.children[i]))
			return true;
	}
	return false;
}

double oriel__css_math_evaluate(
	const struct oriel__css_math *math, const struct oriel__css_math_context *context) {
	if (math->op == ORIEL__MATH_LEAF)
		return leaf_evaluate(math, context);
	if (math->op == ORIEL__MATH_CHANNEL)
		return channel_evaluate(math, context);
	double values[MAX_CHILDREN];
	for (int i = 0; i < math->count; i++)
		values[i] = math->content.children[i] != NULL ?
			oriel__css_math_evaluate(math->content.children[i], context) :
			0;
	return math_apply(math, values, math_is_angle(math->content.children[0]) ? 1 : DEGREES);
}

/* ---- Making nodes ---- */

static struct oriel__css_math *math_leaf(
	struct oriel__css_arena *arena, double number, enum oriel__css_unit unit) {
	struct oriel__css_math *leaf = oriel__css_arena_alloc(arena, sizeof(*leaf));
	*leaf = (struct oriel__css_math){
		.op = ORIEL__MATH_LEAF, .unit = (uint8_t)unit, .content.number = number
	};
	return leaf;
}

static struct oriel__css_math *math_node(struct oriel__css_arena *arena,
	const struct oriel__css_math *like, const struct oriel__css_math *const *children,
	size_t count) {
	struct oriel__css_math *node = oriel__css_arena_alloc(arena, sizeof(*node));
	*node = *like;
	node->count = (uint16_t)count;
	node->content.children = oriel__css_arena_copy(arena, children, count * sizeof(*children));
	return node;
}

static bool math_is_leaf(const struct oriel__css_math *math) {
	return math != NULL && math->op == ORIEL__MATH_LEAF;
}

static bool math_is_number(const struct oriel__css_math *math) {
	return math_is_leaf(math) && math->unit == ORIEL__UNIT_NUMBER;
}

/* ---- Simplifying ---- */

/* The children of a new sum or product. The children of nested sums or products are merged in. */
struct children {
	const struct oriel__css_math *items[MAX_CHILDREN];
	size_t count;
};

static void children_flatten(
	struct children *children, const struct oriel__css_math *math, int op) {
	if (math->op == op && children->count + math->count <= MAX_CHILDREN) {
		for (int i = 0; i < math->count; i++)
			children->items[children->count++] = math->content.children[i];
	} else if (children->count < MAX_CHILDREN) {
		children->items[children->count++] = math;
	}
}

static const struct oriel__css_math *sum_simplify(struct oriel__css_arena *arena,
	const struct oriel__css_math *math, const struct oriel__css_math *const *parts) {
	struct children all = { .count = 0 }, kept = { .count = 0 };
	size_t room = MAX_CHILDREN - math->count;
	for (int i = 0; i < math->count; i++) {
		if (parts[i]->op == ORIEL__MATH_SUM && parts[i]->count <= room) {
			room -= parts[i]->count;
			children_flatten(&all, parts[i], ORIEL__MATH_SUM);
		} else {
			children_flatten(&all, parts[i], -1);
		}
	}
	for (size_t i = 0; i < all.count; i++) {
		size_t k = 0;
		while (k < kept.count && !(math_is_leaf(all.items[i]) && math_is_leaf(kept.items[k]) &&
										all.items[i]->unit == kept.items[k]->unit))
			k++;
		if (k == kept.count)
			kept.items[kept.count++] = all.items[i];
		else
			kept.items[k] = math_leaf(arena,
				kept.items[k]->content.number + all.items[i]->content.number,
				(enum oriel__css_unit)kept.items[k]->unit);
	}
	return kept.count == 1 ? kept.items[0] : math_node(arena, math, kept.items, kept.count);
}

static bool sum_is_of_leaves(const struct oriel__css_math *math) {
	if (math->op != ORIEL__MATH_SUM)
		return false;
	for (int i = 0; i < math->count; i++) {
		if (!math_is_leaf(math->content.children[i]))
			return false;
	}
	return true;
}

static const struct oriel__css_math *sum_scale(
	struct oriel__css_arena *arena, const struct oriel__css_math *sum, double factor) {
	struct children scaled = { .count = sum->count };
	for (int i = 0; i < sum->count; i++)
		scaled.items[i] = math_leaf(arena, sum->content.children[i]->content.number * factor,
			(enum oriel__css_unit)sum->content.children[i]->unit);
	return math_node(arena, sum, scaled.items, scaled.count);
}

/* Cancels units in a product: 10px / 2px becomes 5. */
static void product_cancel(struct oriel__css_arena *arena, struct children *all) {
	for (size_t i = 0; i < all->count; i++) {
		const struct oriel__css_math *inverse = all->items[i];
		if (inverse->op != ORIEL__MATH_INVERT || !math_is_leaf(inverse->content.children[0]))
			continue;
		const struct oriel__css_math *divisor = inverse->content.children[0];
		for (size_t k = 0; k < all->count; k++) {
			if (!math_is_leaf(all->items[k]) || all->items[k]->unit != divisor->unit)
				continue;
			all->items[k] = math_leaf(
				arena, all->items[k]->content.number / divisor->content.number, ORIEL__UNIT_NUMBER);
			memmove(&all->items[i], &all->items[i + 1],
				(all->count - i - 1) * sizeof(all->items[0]));
			all->count--;
			i--;
			break;
		}
	}
}

static const struct oriel__css_math *product_simplify(struct oriel__css_arena *arena,
	const struct oriel__css_math *math, const struct oriel__css_math *const *parts) {
	struct children all = { .count = 0 }, kept = { .count = 0 };
	size_t room = MAX_CHILDREN - math->count;
	for (int i = 0; i < math->count; i++) {
		bool fits = parts[i]->op == ORIEL__MATH_PRODUCT && parts[i]->count <= room;
		room -= fits ? parts[i]->count : 0;
		children_flatten(&all, parts[i], fits ? ORIEL__MATH_PRODUCT : -1);
	}
	product_cancel(arena, &all);
	double factor = 1;
	size_t numbers = 0;
	for (size_t i = 0; i < all.count; i++) {
		if (math_is_number(all.items[i])) {
			factor *= all.items[i]->content.number;
			numbers++;
		} else {
			kept.items[kept.count++] = all.items[i];
		}
	}
	if (kept.count == 0)
		return math_leaf(arena, factor, ORIEL__UNIT_NUMBER);
	if (kept.count == 1 && math_is_leaf(kept.items[0]))
		return math_leaf(arena, kept.items[0]->content.number * factor,
			(enum oriel__css_unit)kept.items[0]->unit);
	if (kept.count == 1 && numbers > 0 && sum_is_of_leaves(kept.items[0]))
		return sum_scale(arena, kept.items[0], factor);
	if (numbers > 0 && factor != 1 && kept.count < MAX_CHILDREN) {
		memmove(&kept.items[1], &kept.items[0], kept.count * sizeof(kept.items[0]));
		kept.items[0] = math_leaf(arena, factor, ORIEL__UNIT_NUMBER);
		kept.count++;
	}
	return kept.count == 1 ? kept.items[0] : math_node(arena, math, kept.items, kept.count);
}

static const struct oriel__css_math *negate_simplify(struct oriel__css_arena *arena,
	const struct oriel__css_math *math, const struct oriel__css_math *const *parts) {
	if (math_is_leaf(parts[0]))
		return math_leaf(arena, -parts[0]->content.number, (enum oriel__css_unit)parts[0]->unit);
	if (parts[0]->op == ORIEL__MATH_NEGATE)
		return parts[0]->content.children[0];
	if (sum_is_of_leaves(parts[0]))
		return sum_scale(arena, parts[0], -1);
	return math_node(arena, math, parts, 1);
}

static const struct oriel__css_math *invert_simplify(struct oriel__css_arena *arena,
	const struct oriel__css_math *math, const struct oriel__css_math *const *parts) {
	if (math_is_number(parts[0]))
		return math_leaf(arena, 1 / parts[0]->content.number, ORIEL__UNIT_NUMBER);
	if (parts[0]->op == ORIEL__MATH_INVERT)
		return parts[0]->content.children[0];
	return math_node(arena, math, parts, 1);
}

/* Simplifies a function to a number if its arguments are numbers of one unit. Percentages are not
 * compared, because the length that they refer to may be negative. */
static const struct oriel__css_math *function_simplify(struct oriel__css_arena *arena,
	const struct oriel__css_math *math, const struct oriel__css_math *const *parts) {
	double values[MAX_CHILDREN];
	int unit = -1;
	bool is_known = true;
	for (int i = 0; i < math->count; i++) {
		values[i] = 0;
		if (parts[i] == NULL)
			continue;
		if (!math_is_leaf(parts[i]) || units[parts[i]->unit].factor == 0 ||
			parts[i]->unit == ORIEL__UNIT_PERCENT || (unit >= 0 && unit != parts[i]->unit)) {
			is_known = false;
			break;
		}
		unit = parts[i]->unit;
		values[i] = parts[i]->content.number;
	}
	if (!is_known || unit < 0)
		return math_node(arena, math, parts, math->count);
	return math_leaf(arena,
		math_apply(math, values, angle_factor_of((enum oriel__css_unit)unit)),
		result_unit((enum oriel__css_math_operator)math->op, (enum oriel__css_unit)unit));
}

static const struct oriel__css_math *leaf_simplify(struct oriel__css_arena *arena,
	const struct oriel__css_math *math, const struct oriel__css_units *context) {
	enum oriel__css_unit unit = (enum oriel__css_unit)math->unit;
	if (units[unit].factor != 0 && units[unit].canonical != unit)
		return math_leaf(arena, math->content.number * units[unit].factor, units[unit].canonical);
	if (units[unit].factor == 0 && context != NULL)
		return math_leaf(arena, oriel__css_length_to_px(math->content.number, unit, context),
			ORIEL__UNIT_PX);
	return math;
}

static const struct oriel__css_math *node_simplify(struct oriel__css_arena *arena,
	const struct oriel__css_math *math, const struct oriel__css_units *context) {
	if (math->op == ORIEL__MATH_LEAF)
		return leaf_simplify(arena, math, context);
	if (math->op == ORIEL__MATH_CHANNEL)
		return math;
	const struct oriel__css_math *parts[MAX_CHILDREN];
	for (int i = 0; i < math->count; i++)
		parts[i] = math->content.children[i] != NULL ?
			node_simplify(arena, math->content.children[i], context) :
			NULL;
	switch ((enum oriel__css_math_operator)math->op) {
	case ORIEL__MATH_SUM: return sum_simplify(arena, math, parts);
	case ORIEL__MATH_PRODUCT: return product_simplify(arena, math, parts);
	case ORIEL__MATH_NEGATE: return negate_simplify(arena, math, parts);
	case ORIEL__MATH_INVERT: return invert_simplify(arena, math, parts);
	default: return function_simplify(arena, math, parts);
	}
}

struct oriel__css_math *oriel__css_math_simplify(struct oriel__css_arena *arena,
	const struct oriel__css_math *math, const struct oriel__css_units *context) {
	struct oriel__css_math *root = oriel__css_arena_alloc(arena, sizeof(*root));
	*root = *node_simplify(arena, math, context);
	root->is_integer = math->is_integer;
	root->is_not_negative = math->is_not_negative;
	return root;
}

/* ---- Needs and equality ---- */

unsigned oriel__css_unit_needs(enum oriel__css_unit unit) {
	switch (unit) {
	case ORIEL__UNIT_EM:
	case ORIEL__UNIT_CH:
	case ORIEL__UNIT_LH: return ORIEL__NEED_FONT;
	case ORIEL__UNIT_REM: return ORIEL__NEED_ROOT_FONT;
	case ORIEL__UNIT_VW:
	case ORIEL__UNIT_VH:
	case ORIEL__UNIT_VMIN:
	case ORIEL__UNIT_VMAX: return ORIEL__NEED_VIEWPORT;
	default: return 0;
	}
}

unsigned oriel__css_math_needs(const struct oriel__css_math *math) {
	if (math == NULL || math->op == ORIEL__MATH_CHANNEL)
		return 0;
	unsigned needs = 0;
	if (math->op == ORIEL__MATH_LEAF)
		return oriel__css_unit_needs((enum oriel__css_unit)math->unit);
	for (int i = 0; i < math->count; i++)
		needs |= oriel__css_math_needs(math->content.children[i]);
	return needs;
}

bool oriel__css_math_equal(const struct oriel__css_math *a, const struct oriel__css_math *b) {
	if (a == b)
		return true;
	if (a == NULL || b == NULL || a->op != b->op || a->keyword != b->keyword ||
		a->is_integer != b->is_integer || a->is_not_negative != b->is_not_negative)
		return false;
	if (a->op == ORIEL__MATH_LEAF)
		return a->unit == b->unit && a->content.number == b->content.number;
	if (a->count != b->count)
		return false;
	for (int i = 0; i < a->count; i++) {
		if (!oriel__css_math_equal(a->content.children[i], b->content.children[i]))
			return false;
	}
	return true;
}
