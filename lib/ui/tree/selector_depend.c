/* SPDX-License-Identifier: MIT */
/*
 * The dependencies of a selector: the changes of a widget that may change the match of another.
 *
 * Compounds are visited from right to left. `relation` is the position of the subject (the widget
 * that the rightmost compound matches) relative to the widget that a compound tests. Lists inside a
 * compound test the same widget, and continue to the left from there. In the arguments of :has()
 * the relation is that of the anchor; `anchor` is the position of the anchor relative to the tested
 * widget.
 */
#include "tree/selector_internal.h"

enum { MAX_VISITS = 1024 }; /* compounds of one selector, with those of its lists */

struct visit {
	uint32_t *left; /* visits; the selector is too large if it becomes 0 */
	oriel__dependency_fn *visit;
	void *data;
	struct oriel__selector_key subject;
	/* set inside the arguments of a :has() */
	unsigned anchor;
	struct oriel__selector_key anchor_key;
};

static void visit_list(const struct visit *visit, const struct oriel__selector_list *list,
	unsigned relation, struct oriel__selector_key asked);

static void visit_simple(const struct visit *visit, const struct oriel__simple *simple,
	unsigned relation, struct oriel__selector_key asked);

static bool selector_depend_is_key(
	struct oriel__selector_key key, const struct oriel__dependency *dependency) {
	return key.kind == dependency->kind && key.name == dependency->name;
}

/* Emits a dependency. A key that is itself the changing name is left out: the tested widget may no
 * longer have that name. */
static void selector_depend_emit(const struct visit *visit, struct oriel__dependency dependency,
	struct oriel__selector_key asked) {
	if (dependency.standing == 0 && !selector_depend_is_key(asked, &dependency))
		dependency.asked = asked;
	dependency.anchor = visit->anchor;
	if (visit->anchor != 0 && !selector_depend_is_key(visit->anchor_key, &dependency))
		dependency.anchor_key = visit->anchor_key;
	if (!selector_depend_is_key(visit->subject, &dependency))
		dependency.subject = visit->subject;
	visit->visit(visit->data, &dependency);
}

/* Returns a visit for tests of widgets at an unknown position relative to the anchor of a :has().
 */
static struct visit visit_at_large(const struct visit *visit) {
	struct visit at_large = *visit;
	if (visit->anchor != 0)
		at_large.anchor = ORIEL__ANCHOR_ANYWHERE;
	return at_large;
}

static void visit_nth(const struct visit *visit, const struct oriel__nth *nth, unsigned relation,
	struct oriel__selector_key asked) {
	unsigned standing = nth->is_last ? ORIEL__STANDING_BEFORE : ORIEL__STANDING_AFTER;
	if (nth->filter == NULL && !nth->is_of_type && nth->a == 0 && nth->b == 1)
		standing = ORIEL__STANDING_EDGE;
	selector_depend_emit(
		visit, (struct oriel__dependency){ .standing = standing, .relation = relation }, asked);
	const struct visit inner = visit_at_large(visit);
	if (nth->filter != NULL)
		visit_list(&inner, nth->filter, ORIEL__RELATION_FAMILY,
			(struct oriel__selector_key){ ORIEL__NAME_NONE, NULL });
}

/* Returns the position of the anchor relative to the widget that compound index of an argument
 * tests. */
static unsigned anchor_from(const struct oriel__complex *complex, uint32_t index) {
	bool is_inside = false, is_sibling_first = false;
	for (uint32_t i = complex->count - 1; i > index; i--) {
		bool is_sibling = oriel__combinator_is_sibling(complex->compounds[i].combinator);
		is_sibling_first |= is_sibling && !is_inside;
		is_inside |= !is_sibling;
	}
	if (!is_inside)
		return ORIEL__ANCHOR_PREVIOUS;
	if (is_sibling_first)
		return ORIEL__ANCHOR_ANCESTOR_PREVIOUS;
	unsigned depth = 0;
	for (uint32_t i = complex->count - 1; i > index; i--) {
		enum oriel__combinator combinator = complex->compounds[i].combinator;
		depth += combinator == ORIEL__COMBINATOR_CHILD;
		depth += combinator == ORIEL__COMBINATOR_DESCENDANT ? 2 : 0;
	}
	return depth == 1 ? ORIEL__ANCHOR_PARENT : ORIEL__ANCHOR_ANCESTORS;
}

/* Visits an argument of :has(). Every insertion or removal of a widget may change its match. The
 * anchor itself is not tested. */
static void visit_argument(
	const struct visit *outer, const struct oriel__complex *complex, unsigned relation) {
	struct visit visit = *outer;
	visit.anchor = anchor_from(complex, 0);
	selector_depend_emit(&visit,
		(struct oriel__dependency){ .standing = ORIEL__STANDING_HAS, .relation = relation },
		(struct oriel__selector_key){ ORIEL__NAME_NONE, NULL });
	for (uint32_t i = 0; i + 1 < complex->count; i++) {
		const struct oriel__compound *compound = &complex->compounds[i];
		visit.anchor = anchor_from(complex, i);
		for (uint32_t k = 0; k < compound->count; k++)
			visit_simple(&visit, &compound->simples[k], relation, oriel__compound_key(compound));
	}
}

static void visit_has(const struct visit *visit, const struct oriel__has *has, unsigned relation,
	struct oriel__selector_key asked) {
	struct visit inner = *visit;
	inner.anchor_key = asked;
	for (uint32_t i = 0; i < has->list.count; i++)
		visit_argument(&inner, &has->list.items[i], relation);
}

/* Visits :lang(), :dir() or ::part(). The attribute may belong to the widget, an ancestor, or a
 * host of either. */
static void visit_inherited(
	const struct visit *visit, const struct oriel__inherited_test *test, unsigned relation) {
	const struct visit at_large = visit_at_large(visit);
	unsigned inside = ORIEL__RELATION_SELF | ORIEL__RELATION_DESCENDANTS;
	selector_depend_emit(&at_large,
		(struct oriel__dependency){ .kind = ORIEL__NAME_ATTRIBUTE, .name = test->attribute,
			.relation = ORIEL__RELATION_TREE |
				((relation & ~inside) != 0 ? ORIEL__RELATION_FAMILY : 0) },
		(struct oriel__selector_key){ ORIEL__NAME_NONE, NULL });
}

/* A host that exports other parts: those are somewhere inside it. */
static void visit_exports(const struct visit *visit, oriel__atom exports) {
	selector_depend_emit(visit,
		(struct oriel__dependency){ .kind = ORIEL__NAME_ATTRIBUTE, .name = exports,
			.relation = ORIEL__RELATION_TREE },
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
			visit_list(visit, simple->argument.list,
				relation == ORIEL__RELATION_SELF ? relation : ORIEL__RELATION_PARTS,
				(struct oriel__selector_key){ ORIEL__NAME_NONE, NULL });
		return;
	case ORIEL__SIMPLE_HAS:
		visit_has(visit, simple->argument.has, relation, asked);
		return;
	case ORIEL__SIMPLE_LANG:
	case ORIEL__SIMPLE_DIR:
		visit_inherited(visit, simple->argument.inherited, relation);
		return;
	case ORIEL__SIMPLE_PART:
		visit_exports(visit, simple->argument.inherited->exports);
		dependency.kind = ORIEL__NAME_ATTRIBUTE;
		dependency.name = simple->argument.inherited->attribute;
		break;
	case ORIEL__SIMPLE_ANCHOR:
	case ORIEL__SIMPLE_TYPE: /* never changes */
	case ORIEL__SIMPLE_ROOT: /* a change of the parent restyles the widget anyway */
	case ORIEL__SIMPLE_SCOPE:
		return;
	}
	selector_depend_emit(visit, dependency, asked);
}

/* Returns the relation for the compound to the left of a compound with this relation. */
static unsigned relation_left(unsigned relation, enum oriel__combinator combinator) {
	if (combinator == ORIEL__COMBINATOR_PART)
		return ORIEL__RELATION_TREE;
	if (relation & ORIEL__RELATION_TREE)
		return oriel__combinator_is_sibling(combinator) ? ORIEL__RELATION_FAMILY :
															ORIEL__RELATION_TREE;
	if (relation & ORIEL__RELATION_PARTS) /* of the surroundings of a host */
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

/* Visits a complex selector. asked: the key of the widget that the rightmost compound tests, if it
 * is known. */
static void visit_complex(const struct visit *visit, const struct oriel__complex *complex,
	unsigned relation, struct oriel__selector_key asked) {
	const struct visit at_large = visit_at_large(visit);
	if (complex->count > 1)
		visit = &at_large;
	for (uint32_t i = 0; i < complex->count; i++) {
		const struct oriel__compound *compound = &complex->compounds[i];
		if (*visit->left == 0)
			return;
		(*visit->left)--;
		if (i > 0 && oriel__combinator_is_sibling(compound->combinator))
			selector_depend_emit(visit,
				(struct oriel__dependency){
					.standing = ORIEL__STANDING_AFTER, .relation = relation },
				asked);
		if (i > 0 && visit->anchor == 0)
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
	uint32_t left = MAX_VISITS;
	struct visit walk = { .left = &left,
		.visit = visit,
		.data = data,
		.subject = oriel__compound_key(&complex->compounds[0]) };
	visit_complex(&walk, complex, ORIEL__RELATION_SELF, none);
	if (left == 0)
		visit(data, &(const struct oriel__dependency){ .is_unknown = true });
}
