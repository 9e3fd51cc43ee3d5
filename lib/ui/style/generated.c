/* SPDX-License-Identifier: MIT */
/*
 * The boxes of ::before, ::after and ::backdrop. Source: Pseudo-elements 4, §4.1; CSS Content 3.
 *
 * A box of ::before or ::after is a node of its own, so that marks, layout, painting and damage
 * need no special case. The node is no child: it belongs to the flat tree only
 * (tree/node_internal.h), and appears in no selector, query, count, mutation record or description.
 * The node exists while its `content` is text. It is made, restyled and destroyed whenever its
 * originating node is restyled, because its rules depend on that node alone. A widget that measures
 * itself is a replaced element, and has no box.
 *
 * ::backdrop has no node. Its values are kept with the originating node after they were first read.
 */
#include "style/style_state_internal.h"

#include "tree/names_internal.h"
#include "tree/rare_internal.h"
#include "tree/widget_internal.h"

/* ---- Values ---- */

static struct oriel__node *generated_box(const struct oriel__node *node, bool is_after) {
	if (node->rare == NULL)
		return NULL;
	return is_after ? node->rare->after : node->rare->before;
}

/* Returns whether the values make a box. */
static bool generated_is_made(const struct oriel__computed *computed) {
	if (computed == NULL)
		return false;
	const struct oriel__css_value *value = oriel__computed_value(computed, ORIEL__CSS_CONTENT);
	return value->kind == ORIEL__VALUE_STRING || value->kind == ORIEL__VALUE_LIST;
}

/* Returns the values of a box, with a reference, or NULL if no rule matches. */
static struct oriel__computed *generated_match(
	struct oriel__style_state *state, struct oriel__node *node, bool is_after) {
	oriel__rules_match(state, node,
		is_after ? ORIEL__PSEUDO_ELEMENT_AFTER : ORIEL__PSEUDO_ELEMENT_BEFORE);
	return state->key->rule_count > 0 ? oriel__computed_for_box(state, node) : NULL;
}

static struct oriel__computed *generated_computed(struct oriel__style_state *state,
	struct oriel__node *node, const struct oriel__node *twin, bool is_after) {
	if (twin == NULL)
		return generated_match(state, node, is_after);
	const struct oriel__node *box = generated_box(twin, is_after);
	if (box == NULL)
		return NULL;
	box->computed->references++;
	return box->computed;
}

/* ---- Boxes ---- */

static struct oriel__node *generated_new(
	struct oriel__style_state *state, struct oriel__node *node, bool is_after) {
	struct oriel__node *box = oriel__node_of(oriel__widget_new(
		state->generated_class, is_after ? "::after" : "::before", ORIEL__NODE_GENERATED));
	oriel__node_link_generated(node, box, is_after);
	return box;
}

static void generated_update_one(struct oriel__style_state *state, struct oriel__node *node,
	const struct oriel__node *twin, bool is_after) {
	struct oriel__node *box = generated_box(node, is_after);
	struct oriel__computed *computed = generated_computed(state, node, twin, is_after);
	if (!generated_is_made(computed)) {
		oriel__computed_unref(state, computed);
		if (box != NULL)
			oriel_destroy(oriel__widget_of(box));
		return;
	}
	if (box == NULL)
		box = generated_new(state, node, is_after);
	box->in_shadow = node->in_shadow;
	oriel__computed_unref(state, oriel__style_apply(box, computed));
}

static bool generated_may_exist(
	const struct oriel__style_state *state, const struct oriel__node *node) {
	return state->generated_class != NULL && node->kind == ORIEL__NODE_ELEMENT &&
		!node->destroyed && !node->destroying && oriel__node_class(node)->measure == NULL;
}

static void backdrop_update(struct oriel__style_state *state, struct oriel__node *node) {
	struct oriel__computed *old = node->rare->backdrop;
	oriel__rules_match(state, node, ORIEL__PSEUDO_ELEMENT_BACKDROP);
	node->rare->backdrop = oriel__computed_for_box(state, node);
	if (old != node->rare->backdrop)
		oriel__node_mark(node, ORIEL__MARK_RECORD);
	oriel__computed_unref(state, old);
}

void oriel__generated_update(struct oriel__style_state *state, struct oriel__node *node,
	const struct oriel__node *twin) {
	bool has_rules = state->element_rules[ORIEL__PSEUDO_ELEMENT_BEFORE] > 0 ||
		state->element_rules[ORIEL__PSEUDO_ELEMENT_AFTER] > 0;
	if ((has_rules || oriel__node_has_generated(node)) && generated_may_exist(state, node)) {
		/* Layout and painting hold the nodes that they visit. */
		if (oriel__tree_is_frozen(state->loop)) {
			oriel__node_mark(node, ORIEL__MARK_STYLE);
		} else {
			generated_update_one(state, node, twin, false);
			generated_update_one(state, node, twin, true);
		}
	}
	if (node->rare != NULL && node->rare->backdrop != NULL)
		backdrop_update(state, node);
}

void oriel__generated_restyle(struct oriel__style_state *state, struct oriel__node *box) {
	struct oriel__node *node = box->parent;
	struct oriel__computed *computed = generated_match(state, node, node->rare->after == box);
	if (generated_is_made(computed)) {
		oriel__computed_unref(state, oriel__style_apply(box, computed));
		return;
	}
	oriel__computed_unref(state, computed);
	box->marks &= (uint8_t)~(ORIEL__MARK_STYLE | ORIEL__MARK_SUBTREE);
	oriel__node_mark(node, ORIEL__MARK_STYLE);
}

void oriel__style_set_generated_class(
	oriel_loop *loop, const struct oriel_widget_class *widget_class) {
	oriel__style_state(loop)->generated_class = widget_class;
}

/* ---- Text ---- */

static oriel__atom generated_attribute(
	const struct oriel__style_state *state, const struct oriel__css_value *part) {
	const struct oriel__css_value *name = &part->content.items[0];
	return oriel__atom_find_n(
		oriel__loop_atoms(state->loop), name->content.text, name->count);
}

/* Writes a string, or the value of an attribute, for which its string stands in. */
static void generated_write_part(struct oriel__style_state *state, struct oriel__node *node,
	const struct oriel__css_value *part) {
	if (part->kind == ORIEL__VALUE_FUNCTION) {
		oriel__atom name = generated_attribute(state, part);
		oriel__atom value = name != NULL ? oriel__node_attribute(node, name) : NULL;
		if (value != NULL) {
			oriel__css_writer_add(&state->content, value->text, value->length);
			return;
		}
		if (part->count < 2)
			return;
		part = &part->content.items[1];
	}
	oriel__css_writer_add(&state->content, part->content.text, part->count);
}

const char *oriel__content_text(
	struct oriel__node *node, const struct oriel__css_value *value, size_t *length) {
	struct oriel__style_state *state = oriel__style_state(oriel__node_loop(node));
	if (value->kind == ORIEL__VALUE_STRING) {
		*length = value->count;
		return value->content.text;
	}
	state->content.length = 0;
	for (uint32_t i = 0; value->kind == ORIEL__VALUE_LIST && i < value->count; i++)
		generated_write_part(state, node, &value->content.items[i]);
	*length = state->content.length;
	return *length > 0 ? state->content.text : "";
}

const char *oriel__generated_text(const oriel_widget *widget, size_t *length) {
	const struct oriel__node *box = oriel__node_of(widget);
	*length = 0;
	if (!generated_is_made(box->computed))
		return "";
	return oriel__content_text(
		box->parent, oriel__computed_value(box->computed, ORIEL__CSS_CONTENT), length);
}

static bool generated_shows(const struct oriel__style_state *state,
	const struct oriel__node *box, oriel__atom attribute) {
	if (box == NULL || !generated_is_made(box->computed))
		return false;
	const struct oriel__css_value *value =
		oriel__computed_value(box->computed, ORIEL__CSS_CONTENT);
	for (uint32_t i = 0; value->kind == ORIEL__VALUE_LIST && i < value->count; i++) {
		if (value->content.items[i].kind == ORIEL__VALUE_FUNCTION &&
			generated_attribute(state, &value->content.items[i]) == attribute)
			return true;
	}
	return false;
}

void oriel__generated_attribute_changed(const struct oriel__style_state *state,
	struct oriel__node *node, oriel__atom attribute) {
	for (int is_after = 0; is_after < 2; is_after++) {
		struct oriel__node *box = generated_box(node, is_after != 0);
		if (generated_shows(state, box, attribute))
			oriel__style_changed(box, ORIEL__CSS_EFFECT_LAYOUT | ORIEL__CSS_EFFECT_RECORD);
	}
}

/* ---- Reading ---- */

const struct oriel__style *oriel__pseudo_style(
	struct oriel__node *node, enum oriel__css_pseudo_element element) {
	struct oriel__style_state *state = oriel__style_state(oriel__node_loop(node));
	oriel__node_style(node, "oriel__pseudo_style");
	if (element != ORIEL__PSEUDO_ELEMENT_BACKDROP) {
		const struct oriel__node *box = generated_box(
			node, element == ORIEL__PSEUDO_ELEMENT_AFTER);
		return box != NULL ? &box->computed->style : NULL;
	}
	struct oriel__rare *rare = oriel__node_rare(node);
	if (rare->backdrop == NULL) {
		oriel__rules_match(state, node, element);
		rare->backdrop = oriel__computed_for_box(state, node);
	}
	return &rare->backdrop->style;
}
