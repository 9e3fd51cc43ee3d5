/* SPDX-License-Identifier: MIT */
/*
 * What a selector depends on, so that a change restyles only what it may touch.
 *
 * Compounds are visited from right to left with the relation of the subject, which the rightmost
 * one matches, to the widget that the compound asks. Lists inside a compound ask the same widget,
 * and go on to the left from there.
 */
#include "tree/selector_internal.h"

struct visit {
	oriel__dependency_fn *visit;
	void *data;
	struct oriel__selector_key subject;
};

static void visit_list(const struct visit *visit, const struct oriel__selector_list *list,
	unsigned relation, struct oriel__selector_key asked);

static bool selector_depend_is_key(
	struct oriel__selector_key key, const struct oriel__dependency *dependency) {
	return key.kind == dependency->kind && key.name == dependency->name;
}

/* The key is not asked for if it is itself what changes: it may be gone by then. */
static void selector_depend_emit(const struct visit *visit, struct oriel__dependency dependency,
	struct oriel__selector_key asked) {
	if (dependency.standing == 0 && !selector_depend_is_key(asked, &dependency))
		dependency.asked = asked;
	if (!selector_depend_is_key(visit->subject, &dependency))
		dependency.subject = visit->subject;
	visit->visit(visit->data, &dependency);
}

static void visit_nth(const struct visit *visit, const struct oriel__nth *nth, unsigned relation,
	struct oriel__selector_key asked) {
	unsigned standing = nth->is_last ? ORIEL__STANDING_BEFORE : ORIEL__STANDING_AFTER;
	if (nth->filter == NULL && nth->a == 0 && nth->b == 1)
		standing = ORIEL__STANDING_EDGE;
	selector_depend_emit(
		visit, (struct oriel__dependency){ .standing = standing, .relation = relation }, asked);
	if (nth->filter != NULL)
		visit_list(visit, nth->filter, ORIEL__RELATION_FAMILY,
			(struct oriel__selector_key){ ORIEL__NAME_NONE, NULL });
}

static void visit_simple(const struct visit *visit, const struct oriel__simple *simple,
	unsigned relation, struct oriel__selector_key asked) {
	struct oriel__dependency dependency = { .relation = relation };
	switch (simple->kind) {
	case ORIEL__SIMPLE_ID:
		dependency.kind = ORIEL__NAME_ID;
		dependency.name = simple->argument.name;
		break;
	case ORIEL__SIMPLE_CLASS:
		dependency.kind = ORIEL__NAME_CLASS;
		dependency.name = simple->argument.name;
		break;
	case ORIEL__SIMPLE_ATTRIBUTE:
		dependency.kind = ORIEL__NAME_ATTRIBUTE;
		dependency.name = simple->argument.attribute->name;
		break;
	case ORIEL__SIMPLE_STATES:
		dependency.states = simple->argument.states.set | simple->argument.states.clear;
		break;
	case ORIEL__SIMPLE_ONLY_CHILD:
		dependency.standing = ORIEL__STANDING_EDGE;
		break;
	case ORIEL__SIMPLE_EMPTY:
		dependency.standing = ORIEL__STANDING_EMPTY;
		break;
	case ORIEL__SIMPLE_NTH:
		visit_nth(visit, simple->argument.nth, relation, asked);
		return;
	case ORIEL__SIMPLE_IS:
	case ORIEL__SIMPLE_NOT:
		visit_list(visit, simple->argument.list, relation, asked);
		return;
	case ORIEL__SIMPLE_HOST:
		if (simple->argument.list != NULL)
			visit_list(visit, simple->argument.list, ORIEL__RELATION_PARTS,
				(struct oriel__selector_key){ ORIEL__NAME_NONE, NULL });
		return;
	case ORIEL__SIMPLE_TYPE: /* never changes */
	case ORIEL__SIMPLE_ROOT: /* what gets or loses a parent is restyled anyway */
	case ORIEL__SIMPLE_SCOPE:
		return;
	}
	selector_depend_emit(visit, dependency, asked);
}

/* The relation to a widget on the left of one with this relation. */
static unsigned relation_left(unsigned relation, enum oriel__combinator combinator) {
	if (relation & ORIEL__RELATION_PARTS) /* of what stands around a host */
		return ORIEL__RELATION_FAMILY;
	if (combinator == ORIEL__COMBINATOR_DESCENDANT || combinator == ORIEL__COMBINATOR_CHILD)
		return ORIEL__RELATION_DESCENDANTS;
	unsigned left = relation &
		(ORIEL__RELATION_FAMILY | ORIEL__RELATION_SIBLINGS | ORIEL__RELATION_SIBLING_DESCENDANTS);
	if (relation & ORIEL__RELATION_SELF)
		left |= ORIEL__RELATION_SIBLINGS;
	if (relation & ORIEL__RELATION_DESCENDANTS)
		left |= ORIEL__RELATION_SIBLING_DESCENDANTS;
	return left;
}

/* asked is what is known of the widget that the rightmost compound asks. */
static void visit_complex(const struct visit *visit, const struct oriel__complex *complex,
	unsigned relation, struct oriel__selector_key asked) {
	for (uint32_t i = 0; i < complex->count; i++) {
		const struct oriel__compound *compound = &complex->compounds[i];
		if (i > 0 && oriel__combinator_is_sibling(compound->combinator))
			selector_depend_emit(visit,
				(struct oriel__dependency){
					.standing = ORIEL__STANDING_AFTER, .relation = relation },
				asked);
		if (i > 0)
			relation = relation_left(relation, compound->combinator);
		if (i > 0 || asked.kind == ORIEL__NAME_NONE)
			asked = oriel__compound_key(compound);
		for (uint32_t k = 0; k < compound->count; k++)
			visit_simple(visit, &compound->simples[k], relation, asked);
	}
}

static void visit_list(const struct visit *visit, const struct oriel__selector_list *list,
	unsigned relation, struct oriel__selector_key asked) {
	for (uint32_t i = 0; i < list->count; i++)
		visit_complex(visit, &list->items[i], relation, asked);
}

void oriel__complex_dependencies(
	const struct oriel__complex *complex, oriel__dependency_fn *visit, void *data) {
	const struct oriel__selector_key none = { ORIEL__NAME_NONE, NULL };
	struct visit walk = {
		.visit = visit, .data = data, .subject = oriel__compound_key(&complex->compounds[0])
	};
	visit_complex(&walk, complex, ORIEL__RELATION_SELF, none);
}
