/* SPDX-License-Identifier: MIT */
/*
 * Links the selectors of sheets and queries to a loop.
 *
 * A parsed selector has numbers for names, so any thread can parse it. Linking copies the selector.
 * The copy has atoms instead of numbers, and states instead of the pseudo-classes that test a
 * state.
 */
#include "base/alloc_internal.h"
#include "loop/loop_internal.h"
#include "tree/selector_internal.h"

struct linker {
	oriel_loop *loop;
	const oriel__atom *atoms; /* index: the number of a name - 1 */
};

static void link_list(struct linker *linker, struct oriel__selector_list *out,
	const struct oriel__css_selector_list *list, bool is_relative);

static oriel__atom link_name(const struct linker *linker, oriel__css_name name) {
	return name != 0 ? oriel__atom_ref(linker->atoms[name - 1]) :
					oriel__atom_intern(oriel__loop_atoms(linker->loop), "");
}

static struct oriel__selector_list *link_new_list(
	struct linker *linker, const struct oriel__css_selector_list *list) {
	struct oriel__selector_list *linked = oriel__alloc_zero(1, sizeof(*linked));
	link_list(linker, linked, list, false);
	return linked;
}

/* ---- Freeing ---- */

static void simple_finish(struct oriel__simple *simple) {
	switch (simple->kind) {
	case ORIEL__SIMPLE_TYPE:
	case ORIEL__SIMPLE_ID:
	case ORIEL__SIMPLE_CLASS:
		oriel__atom_unref(simple->argument.name);
		break;
	case ORIEL__SIMPLE_ATTRIBUTE:
		oriel__atom_unref(simple->argument.attribute->name);
		oriel__atom_unref(simple->argument.attribute->value);
		oriel__free(simple->argument.attribute);
		break;
	case ORIEL__SIMPLE_NTH:
		if (simple->argument.nth->filter != NULL)
			oriel__selector_list_finish(simple->argument.nth->filter);
		oriel__free(simple->argument.nth->filter);
		oriel__free(simple->argument.nth);
		break;
	case ORIEL__SIMPLE_HAS:
		oriel__selector_list_finish(&simple->argument.has->list);
		oriel__free(simple->argument.has);
		break;
	case ORIEL__SIMPLE_LANG:
	case ORIEL__SIMPLE_DIR:
	case ORIEL__SIMPLE_PART:
		oriel__atom_unref(simple->argument.inherited->attribute);
		oriel__atom_unref(simple->argument.inherited->exports);
		for (uint32_t i = 0; i < simple->argument.inherited->count; i++)
			oriel__atom_unref(simple->argument.inherited->values[i]);
		oriel__free(simple->argument.inherited->values);
		oriel__free(simple->argument.inherited);
		break;
	case ORIEL__SIMPLE_IS:
	case ORIEL__SIMPLE_NOT:
	case ORIEL__SIMPLE_HOST:
		if (simple->argument.list != NULL)
			oriel__selector_list_finish(simple->argument.list);
		oriel__free(simple->argument.list);
		break;
	default:
		break;
	}
}

void oriel__complex_finish(struct oriel__complex *complex) {
	for (uint32_t i = 0; i < complex->count; i++) {
		struct oriel__compound *compound = &complex->compounds[i];
		for (uint32_t k = 0; k < compound->count; k++)
			simple_finish(&compound->simples[k]);
		oriel__free(compound->simples);
	}
	oriel__free(complex->compounds);
}

void oriel__selector_list_finish(struct oriel__selector_list *list) {
	for (uint32_t i = 0; i < list->count; i++)
		oriel__complex_finish(&list->items[i]);
	oriel__free(list->items);
}

/* ---- Simple selectors ---- */

static struct oriel__simple *link_add(
	struct oriel__compound *compound, enum oriel__simple_kind kind) {
	compound->simples = oriel__realloc_array(
		compound->simples, compound->count + 1, sizeof(*compound->simples));
	struct oriel__simple *simple = &compound->simples[compound->count++];
	*simple = (struct oriel__simple){ .kind = kind };
	return simple;
}

static void link_state(struct oriel__compound *compound, uint32_t set, uint32_t clear) {
	struct oriel__simple *simple = link_add(compound, ORIEL__SIMPLE_STATES);
	simple->argument.states.set = set;
	simple->argument.states.clear = clear;
}

static void link_pseudo_class(
	struct oriel__compound *compound, enum oriel__css_pseudo_class pseudo_class) {
	static const struct {
		uint32_t set, clear;
	} states[ORIEL__PSEUDO_CLASSES] = {
		[ORIEL__PSEUDO_ACTIVE] = { ORIEL_STATE_ACTIVE, 0 },
		[ORIEL__PSEUDO_CHECKED] = { ORIEL_STATE_CHECKED, 0 },
		[ORIEL__PSEUDO_DEFAULT] = { ORIEL_STATE_DEFAULT, 0 },
		[ORIEL__PSEUDO_DISABLED] = { ORIEL_STATE_DISABLED, 0 },
		[ORIEL__PSEUDO_ENABLED] = { 0, ORIEL_STATE_DISABLED },
		[ORIEL__PSEUDO_FOCUS] = { ORIEL_STATE_FOCUS, 0 },
		[ORIEL__PSEUDO_FOCUS_VISIBLE] = { ORIEL_STATE_FOCUS_VISIBLE, 0 },
		[ORIEL__PSEUDO_FOCUS_WITHIN] = { ORIEL_STATE_FOCUS_WITHIN, 0 },
		[ORIEL__PSEUDO_HOVER] = { ORIEL_STATE_HOVER, 0 },
		[ORIEL__PSEUDO_INDETERMINATE] = { ORIEL_STATE_INDETERMINATE, 0 },
		[ORIEL__PSEUDO_INVALID] = { ORIEL_STATE_INVALID, 0 },
		[ORIEL__PSEUDO_MODAL] = { ORIEL_STATE_MODAL, 0 },
		[ORIEL__PSEUDO_POPOVER_OPEN] = { ORIEL_STATE_POPOVER_OPEN, 0 },
		[ORIEL__PSEUDO_OPTIONAL] = { 0, ORIEL_STATE_REQUIRED },
		[ORIEL__PSEUDO_PLACEHOLDER_SHOWN] = { ORIEL_STATE_PLACEHOLDER_SHOWN, 0 },
		[ORIEL__PSEUDO_READ_ONLY] = { ORIEL_STATE_READ_ONLY, 0 },
		[ORIEL__PSEUDO_READ_WRITE] = { 0, ORIEL_STATE_READ_ONLY },
		[ORIEL__PSEUDO_REQUIRED] = { ORIEL_STATE_REQUIRED, 0 },
		[ORIEL__PSEUDO_SELECTED] = { ORIEL_STATE_SELECTED, 0 },
		[ORIEL__PSEUDO_USER_INVALID] = { ORIEL_STATE_USER_INVALID, 0 },
		[ORIEL__PSEUDO_USER_VALID] = { ORIEL_STATE_USER_VALID, 0 },
		[ORIEL__PSEUDO_VALID] = { 0, ORIEL_STATE_INVALID },
		[ORIEL__PSEUDO_WINDOW_INACTIVE] = { ORIEL_STATE_WINDOW_INACTIVE, 0 },
	};
	switch (pseudo_class) {
	case ORIEL__PSEUDO_EMPTY:
		link_add(compound, ORIEL__SIMPLE_EMPTY);
		return;
	case ORIEL__PSEUDO_ROOT:
		link_add(compound, ORIEL__SIMPLE_ROOT);
		return;
	case ORIEL__PSEUDO_SCOPE:
		link_add(compound, ORIEL__SIMPLE_SCOPE);
		return;
	default:
		link_state(compound, states[pseudo_class].set, states[pseudo_class].clear);
		return;
	}
}

static void link_attribute(
	struct linker *linker, struct oriel__compound *compound, const struct oriel__css_simple *from) {
	static const enum oriel__attribute_operator operators[] = {
		[ORIEL__CSS_ATTRIBUTE_EXISTS] = ORIEL__ATTRIBUTE_EXISTS,
		[ORIEL__CSS_ATTRIBUTE_EQUALS] = ORIEL__ATTRIBUTE_EQUALS,
		[ORIEL__CSS_ATTRIBUTE_INCLUDES] = ORIEL__ATTRIBUTE_INCLUDES,
		[ORIEL__CSS_ATTRIBUTE_DASH] = ORIEL__ATTRIBUTE_DASH,
		[ORIEL__CSS_ATTRIBUTE_PREFIX] = ORIEL__ATTRIBUTE_PREFIX,
		[ORIEL__CSS_ATTRIBUTE_SUFFIX] = ORIEL__ATTRIBUTE_SUFFIX,
		[ORIEL__CSS_ATTRIBUTE_SUBSTRING] = ORIEL__ATTRIBUTE_SUBSTRING,
	};
	struct oriel__attribute_test *test = oriel__alloc_zero(1, sizeof(*test));
	test->name = link_name(linker, from->name);
	test->op = operators[from->op];
	test->does_ignore_case = from->does_ignore_case;
	if (test->op != ORIEL__ATTRIBUTE_EXISTS)
		test->value = link_name(linker, from->content.value);
	link_add(compound, ORIEL__SIMPLE_ATTRIBUTE)->argument.attribute = test;
}

static void link_one_nth(struct linker *linker, struct oriel__compound *compound,
	const struct oriel__css_nth *from, bool is_last) {
	struct oriel__nth *nth = oriel__alloc_zero(1, sizeof(*nth));
	nth->a = from->is_only ? 0 : from->a;
	nth->b = from->is_only ? 1 : from->b;
	nth->is_last = is_last;
	nth->is_of_type = from->is_of_type;
	if (from->of != NULL)
		nth->filter = link_new_list(linker, from->of);
	link_add(compound, ORIEL__SIMPLE_NTH)->argument.nth = nth;
}

static void link_nth(
	struct linker *linker, struct oriel__compound *compound, const struct oriel__css_nth *from) {
	link_one_nth(linker, compound, from, from->is_last);
	if (from->is_only)
		link_one_nth(linker, compound, from, !from->is_last);
}

static struct oriel__inherited_test *link_test(struct linker *linker,
	struct oriel__compound *compound, enum oriel__simple_kind kind, const char *attribute,
	uint32_t count) {
	struct oriel__inherited_test *test = oriel__alloc_zero(1, sizeof(*test));
	test->attribute = oriel__atom_intern(oriel__loop_atoms(linker->loop), attribute);
	test->values = oriel__alloc_zero(count, sizeof(oriel__atom));
	test->count = count;
	if (kind == ORIEL__SIMPLE_PART)
		test->exports = oriel__atom_intern(oriel__loop_atoms(linker->loop), "exportparts");
	link_add(compound, kind)->argument.inherited = test;
	return test;
}

static void link_names(struct linker *linker, struct oriel__compound *compound,
	enum oriel__simple_kind kind, const char *attribute,
	const struct oriel__css_name_list *names) {
	struct oriel__inherited_test *test = link_test(
		linker, compound, kind, attribute, names->count);
	for (uint32_t i = 0; i < names->count; i++)
		test->values[i] = link_name(linker, names->items[i]);
}

static void link_text(struct linker *linker, struct oriel__compound *compound,
	enum oriel__simple_kind kind, const char *attribute, const char *text) {
	struct oriel__inherited_test *test = link_test(linker, compound, kind, attribute, 1);
	test->values[0] = oriel__atom_intern(oriel__loop_atoms(linker->loop), text);
}

static void link_pseudo_element(
	struct linker *linker, struct oriel__compound *compound, const struct oriel__css_simple *from) {
	if (from->op == ORIEL__PSEUDO_ELEMENT_PART)
		link_names(linker, compound, ORIEL__SIMPLE_PART, "part", from->content.names);
	else if (from->op == ORIEL__PSEUDO_ELEMENT_PLACEHOLDER)
		link_text(linker, compound, ORIEL__SIMPLE_PART, "part", "placeholder");
}

static void link_simple(
	struct linker *linker, struct oriel__compound *compound, const struct oriel__css_simple *from) {
	struct oriel__has *has;
	switch ((enum oriel__css_simple_kind)from->kind) {
	case ORIEL__CSS_SIMPLE_TYPE:
		link_add(compound, ORIEL__SIMPLE_TYPE)->argument.name = link_name(linker, from->name);
		break;
	case ORIEL__CSS_SIMPLE_UNIVERSAL:
		break;
	case ORIEL__CSS_SIMPLE_ID:
		link_add(compound, ORIEL__SIMPLE_ID)->argument.name = link_name(linker, from->name);
		break;
	case ORIEL__CSS_SIMPLE_CLASS:
		link_add(compound, ORIEL__SIMPLE_CLASS)->argument.name = link_name(linker, from->name);
		break;
	case ORIEL__CSS_SIMPLE_ATTRIBUTE:
		link_attribute(linker, compound, from);
		break;
	case ORIEL__CSS_SIMPLE_PSEUDO_CLASS:
		link_pseudo_class(compound, (enum oriel__css_pseudo_class)from->op);
		break;
	case ORIEL__CSS_SIMPLE_NTH:
		link_nth(linker, compound, from->content.nth);
		break;
	case ORIEL__CSS_SIMPLE_NESTING:
		if (from->content.list == NULL) {
			link_add(compound, ORIEL__SIMPLE_SCOPE);
			break;
		}
		link_add(compound, ORIEL__SIMPLE_IS)->argument.list = link_new_list(
			linker, from->content.list);
		break;
	case ORIEL__CSS_SIMPLE_IS:
	case ORIEL__CSS_SIMPLE_WHERE:
		link_add(compound, ORIEL__SIMPLE_IS)->argument.list = link_new_list(
			linker, from->content.list);
		break;
	case ORIEL__CSS_SIMPLE_NOT:
		link_add(compound, ORIEL__SIMPLE_NOT)->argument.list = link_new_list(
			linker, from->content.list);
		break;
	case ORIEL__CSS_SIMPLE_HAS:
		has = oriel__alloc_zero(1, sizeof(*has));
		link_list(linker, &has->list, from->content.list, true);
		link_add(compound, ORIEL__SIMPLE_HAS)->argument.has = has;
		break;
	case ORIEL__CSS_SIMPLE_LANG:
		link_names(linker, compound, ORIEL__SIMPLE_LANG, "lang", from->content.names);
		break;
	case ORIEL__CSS_SIMPLE_DIR:
		link_text(linker, compound, ORIEL__SIMPLE_DIR, "dir",
			from->op == 'l'       ? "ltr" :
				from->op == 'r' ? "rtl" :
								"none");
		break;
	case ORIEL__CSS_SIMPLE_HOST:
		link_add(compound, ORIEL__SIMPLE_HOST)->argument.list = from->content.list != NULL ?
			link_new_list(linker, from->content.list) :
			NULL;
		break;
	case ORIEL__CSS_SIMPLE_PSEUDO_ELEMENT:
		link_pseudo_element(linker, compound, from);
		break;
	}
}

/* ---- Complex selectors ---- */

static enum oriel__combinator link_combinator(uint8_t combinator) {
	static const enum oriel__combinator combinators[] = {
		[ORIEL__CSS_COMBINATOR_DESCENDANT] = ORIEL__COMBINATOR_DESCENDANT,
		[ORIEL__CSS_COMBINATOR_CHILD] = ORIEL__COMBINATOR_CHILD,
		[ORIEL__CSS_COMBINATOR_NEXT_SIBLING] = ORIEL__COMBINATOR_NEXT_SIBLING,
		[ORIEL__CSS_COMBINATOR_SUBSEQUENT_SIBLING] = ORIEL__COMBINATOR_SUBSEQUENT_SIBLING,
		[ORIEL__CSS_COMBINATOR_PSEUDO] = ORIEL__COMBINATOR_PART,
	};
	return combinators[combinator];
}

static void link_simples(struct linker *linker, struct oriel__compound *compound,
	const struct oriel__css_compound *from, uint32_t first) {
	for (uint32_t i = first; i < from->count; i++)
		link_simple(linker, compound, &from->simples[i]);
}

static void link_compound(struct linker *linker, struct oriel__compound *compound,
	const struct oriel__css_compound *from) {
	compound->combinator = link_combinator(from->combinator);
	link_simples(linker, compound, from, 0);
}

/* Returns whether the pseudo-element is matched by its originating widget. The subject of
 * `a::before` is a, which has the box. */
static bool is_of_originating(const struct oriel__css_complex *from) {
	return from->pseudo_element > ORIEL__PSEUDO_ELEMENT_PLACEHOLDER;
}

static void link_complex(struct linker *linker, struct oriel__complex *complex,
	const struct oriel__css_complex *from, bool is_relative) {
	uint32_t first = is_of_originating(from) && from->count > 1;
	complex->specificity = from->specificity;
	complex->pseudo_element = from->pseudo_element;
	complex->count = from->count - first + is_relative;
	complex->compounds = oriel__alloc_zero(complex->count, sizeof(*complex->compounds));
	for (uint32_t i = first; i < from->count; i++)
		link_compound(linker, &complex->compounds[i - first], &from->compounds[i]);
	if (first == 1) /* `a::selection:window-inactive` asks a for the state */
		link_simples(linker, &complex->compounds[0], &from->compounds[0], 1);
	if (is_relative) {
		struct oriel__compound *anchor = &complex->compounds[complex->count - 1];
		anchor->combinator = link_combinator(from->leading_combinator);
		link_add(anchor, ORIEL__SIMPLE_ANCHOR);
	}
}

static void link_list(struct linker *linker, struct oriel__selector_list *out,
	const struct oriel__css_selector_list *list, bool is_relative) {
	out->count = list->count;
	out->items = oriel__alloc_zero(list->count, sizeof(*out->items));
	for (uint32_t i = 0; i < list->count; i++)
		link_complex(linker, &out->items[i], &list->items[i], is_relative);
}

void oriel__selector_link(oriel_loop *loop, struct oriel__selector_list *out,
	const struct oriel__css_selector_list *list, const oriel__atom *atoms) {
	struct linker linker = { loop, atoms };
	link_list(&linker, out, list, false);
}
