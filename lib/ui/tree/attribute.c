/* SPDX-License-Identifier: MIT */
/*
 * Attributes: an array of pairs of atoms, so equal values of many widgets are stored once. "id",
 * "class" and "style" are reflected. The id is a member of the node. The text of "class" is made
 * from the node's classes on demand (classes.c). The text of "style" is that of the inline style.
 */
#include "base/alloc_internal.h"
#include "loop/callback_internal.h"
#include "tree/mutation_internal.h"
#include "tree/names_internal.h"

#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>

#include <stdio.h>
#include <string.h>
#include <strings.h>

static size_t attribute_find(const struct oriel__node *node, oriel__atom name) {
	size_t i = 0;
	while (i < node->attribute_count && node->attributes[i].name != name)
		i++;
	return i;
}

static void attribute_add(struct oriel__node *node, oriel__atom name, oriel__atom value) {
	ORIEL_ASSERT(node->attribute_count < UINT16_MAX,
		"oriel_set_attribute: this %s has 65,535 attributes; keep data of your own beside it",
		oriel__widget_of(node)->widget_class->name);
	node->attributes = oriel__realloc_array(
		node->attributes, node->attribute_count + 1u, sizeof(*node->attributes));
	node->attributes[node->attribute_count++] = (struct oriel__attribute){ oriel__atom_ref(name),
		oriel__atom_ref(value) };
}

static void attribute_remove_at(struct oriel__node *node, size_t index) {
	oriel__atom_unref(node->attributes[index].name);
	oriel__atom_unref(node->attributes[index].value);
	node->attribute_count--;
	memmove(&node->attributes[index], &node->attributes[index + 1],
		(node->attribute_count - index) * sizeof(*node->attributes));
	if (node->attribute_count == 0) {
		oriel__free(node->attributes);
		node->attributes = NULL;
	}
}

bool oriel__attribute_store(struct oriel__node *node, oriel__atom name, oriel__atom value) {
	size_t index = attribute_find(node, name);
	bool there = index < node->attribute_count;
	if (there && node->attributes[index].value == value)
		return false;
	if (there && value != NULL) {
		oriel__atom_unref(node->attributes[index].value);
		node->attributes[index].value = oriel__atom_ref(value);
	} else if (there) {
		attribute_remove_at(node, index);
	} else if (value != NULL) {
		attribute_add(node, name, value);
	}
	return there || value != NULL;
}

static oriel__atom attribute_value(const struct oriel__node *node, oriel__atom name) {
	size_t index = attribute_find(node, name);
	return index < node->attribute_count ? node->attributes[index].value : NULL;
}

static oriel__atom style_attribute(
	const struct oriel__tree_state *state, struct oriel__node *node) {
	if (node->style_attribute == ORIEL__STYLE_ATTRIBUTE_STORED)
		return attribute_value(node, state->style_name);
	return node->style_attribute != ORIEL__STYLE_ATTRIBUTE_NONE ?
		state->style->inline_text(
			node, node->style_attribute == ORIEL__STYLE_ATTRIBUTE_CLOSED) :
		NULL;
}

oriel__atom oriel__node_attribute(struct oriel__node *node, oriel__atom name) {
	const struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(node));
	if (name == state->id_name)
		return node->id;
	if (name == state->class_name)
		return oriel__classes_text(node);
	if (name == state->style_name && state->style != NULL)
		return style_attribute(state, node);
	return attribute_value(node, name);
}

void oriel__names_free(struct oriel__node *node) {
	while (node->attribute_count > 0)
		attribute_remove_at(node, node->attribute_count - 1u);
	for (size_t i = 0; i < node->class_count; i++) {
		oriel__atom_add_bearers(node->classes[i], -1);
		oriel__atom_unref(node->classes[i]);
	}
	oriel__free(node->classes);
	oriel__atom_unref(node->id);
	oriel__atom_unref(node->type);
	node->classes = NULL;
	node->class_count = 0;
	node->id = node->type = NULL;
}

/* ---- Notifying ---- */

void oriel__node_tell_name(struct oriel__node *node, enum oriel__name_kind kind, oriel__atom name) {
	struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(node));
	state->version++;
	state->renamed = node;
	if (state->style != NULL)
		state->style->name_changed(node, kind, name);
}

void oriel__node_tell_attribute(struct oriel__node *node, oriel__atom name) {
	oriel__node_tell_name(node, ORIEL__NAME_ATTRIBUTE, name);
	oriel_widget *widget = oriel__widget_of(node);
	if (widget->widget_class->changed == NULL || node->destroyed)
		return;
	oriel_loop *loop = oriel__node_loop(node);
	const struct oriel_change change = { .kind = ORIEL_CHANGE_ATTRIBUTE, .name = name->text };
	oriel__hold_begin(loop);
	oriel__atom_ref(name);
	widget->widget_class->changed(widget, &change);
	oriel__atom_unref(name);
	oriel__hold_end(loop);
}

/* ---- Setting ---- */

static void set_id(struct oriel__node *node, oriel__atom name, oriel__atom id) {
	oriel__atom old = node->id;
	if (old == id)
		return;
	node->id = id != NULL ? oriel__atom_ref(id) : NULL;
	if (old != NULL)
		oriel__node_tell_name(node, ORIEL__NAME_ID, old);
	if (id != NULL)
		oriel__node_tell_name(node, ORIEL__NAME_ID, id);
	oriel__atom_unref(old);
	oriel__node_tell_attribute(node, name);
}

void oriel__style_attribute_changes(struct oriel__node *node) {
	oriel__mutation_attribute(node, oriel__tree_state(oriel__node_loop(node))->style_name);
}

void oriel__style_attribute_changed(
	struct oriel__node *node, enum oriel__style_attribute form, const char *text) {
	const struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(node));
	bool is_stored = form == ORIEL__STYLE_ATTRIBUTE_STORED;
	oriel__atom value = is_stored ? oriel__atom_intern(oriel__loop_atoms(state->loop), text) :
									NULL;
	oriel__attribute_store(node, state->style_name, value);
	oriel__atom_unref(value);
	node->style_attribute = form;
	oriel__node_tell_attribute(node, state->style_name);
}

static void set_style(
	const struct oriel__tree_state *state, struct oriel__node *node, const char *value) {
	if (value != NULL || node->style_attribute != ORIEL__STYLE_ATTRIBUTE_NONE)
		state->style->set_inline_text(node, value);
}

static void mark_displayed(struct oriel__node *node) {
	oriel__node_mark(node, ORIEL__MARK_STYLE | ORIEL__MARK_LAYOUT | ORIEL__MARK_RECORD);
	if (node->parent != NULL)
		oriel__node_mark(node->parent, ORIEL__MARK_LAYOUT);
}

/* Source: HTML, "the popover attribute": the keywords, and "manual" for any other value. */
static enum oriel__popover_kind popover_kind_of(oriel__atom value) {
	if (value == NULL)
		return ORIEL__POPOVER_NONE;
	if (value->text[0] == '\0' || strcasecmp(value->text, "auto") == 0)
		return ORIEL__POPOVER_AUTO;
	return strcasecmp(value->text, "hint") == 0 ? ORIEL__POPOVER_HINT : ORIEL__POPOVER_MANUAL;
}

/* Returns whether the kind of a popover that is shown has changed. */
static bool set_popover(struct oriel__node *node, oriel__atom value) {
	enum oriel__popover_kind kind = popover_kind_of(value);
	bool has_changed = kind != (enum oriel__popover_kind)node->popover;
	node->popover = (unsigned)kind & 3u;
	mark_displayed(node);
	return has_changed && (node->states & ORIEL_STATE_POPOVER_OPEN) && node->tree != NULL &&
		node->tree->tree_class->popover_changed != NULL;
}

static void set_plain(struct oriel__node *node, oriel__atom name, oriel__atom value) {
	const struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(node));
	if (!oriel__attribute_store(node, name, value))
		return;
	if (name == state->hidden_name) {
		node->hidden = value != NULL;
		mark_displayed(node);
	} else if (name == state->inert_name) {
		node->inert = value != NULL;
		oriel__node_mark(node, ORIEL__MARK_LAYOUT); /* what is hit, and has the focus */
	} else if (name == state->disabled_name) {
		node->disabled = value != NULL;
		oriel__node_update_disabled(node);
	} else if (name == state->popover_name && set_popover(node, value)) {
		node->tree->tree_class->popover_changed(node->tree, node);
	}
	oriel__node_tell_attribute(node, name);
}

static void set_attribute(struct oriel__node *node, oriel__atom name, const char *value) {
	const struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(node));
	if (name == state->class_name) {
		oriel__classes_set(node, value);
		return;
	}
	if (name == state->style_name && state->style != NULL) {
		set_style(state, node, value);
		return;
	}
	oriel__atom atom = value != NULL ? oriel__atom_intern(oriel__loop_atoms(state->loop), value) :
									NULL;
	if (name == state->id_name)
		set_id(node, name, atom);
	else
		set_plain(node, name, atom);
	oriel__atom_unref(atom);
}

void oriel__names_report(const char *caller) {
	char message[160];
	snprintf(message, sizeof(message),
		"%s: 65,535 bytes of a name or a value, and 4,096 classes, are allowed; keep larger data "
		"of your own beside the widget",
		caller);
	oriel_report_error(ORIEL_QUOTA_EXCEEDED_ERROR, message, ORIEL_NO_PAYLOAD);
}

static bool is_small(oriel_loop *loop, const char *name, const char *value) {
	if (strlen(name) > ORIEL__SMALL_TEXT_MAX)
		return false;
	if (value == NULL)
		return true;
	bool is_class = strcmp(name, oriel__tree_state(loop)->class_name->text) == 0;
	return strlen(value) <= ORIEL__SMALL_TEXT_MAX && (!is_class || oriel__classes_are_few(value));
}

/* Returns false, and reports an error, if the name or the value is over the limit. */
static bool change_attribute(
	oriel_widget *widget, const char *name, const char *value, const char *caller) {
	struct oriel__node *node = oriel__node_change(widget, caller);
	ORIEL_ASSERT(
		name != NULL && name[0] != '\0', "%s: an attribute has no name; give it one", caller);
	oriel_loop *loop = oriel__node_loop(node);
	if (!is_small(loop, name, value)) {
		oriel__names_report(caller);
		return false;
	}
	oriel__atom atom = oriel__atom_intern(oriel__loop_atoms(loop), name);
	oriel__hold_begin(loop);
	if (value != NULL || oriel__node_attribute(node, atom) != NULL)
		oriel__mutation_attribute(node, atom);
	set_attribute(node, atom, value);
	oriel__hold_end(loop);
	oriel__atom_unref(atom);
	return true;
}

void oriel_set_attribute(oriel_widget *widget, const char *name, const char *value) {
	change_attribute(widget, name, value, "oriel_set_attribute");
}

const char *oriel_attribute(const oriel_widget *widget, const char *name) {
	struct oriel__node *node = oriel__node_read(widget, "oriel_attribute");
	if (node == NULL || name == NULL)
		return NULL;
	oriel__atom atom = oriel__atom_find_n(
		oriel__loop_atoms(oriel__node_loop(node)), name, strlen(name));
	oriel__atom value = atom != NULL ? oriel__node_attribute(node, atom) : NULL;
	return value != NULL ? value->text : NULL;
}

bool oriel_has_attribute(const oriel_widget *widget, const char *name) {
	return oriel_attribute(widget, name) != NULL;
}

static size_t list_name(const char **names, size_t capacity, size_t count, oriel__atom name) {
	if (count < capacity)
		names[count] = name->text;
	return count + 1;
}

size_t oriel_attribute_names(const oriel_widget *widget, const char **names, size_t capacity) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_attribute_names");
	if (node == NULL)
		return 0;
	const struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(node));
	size_t count = 0;
	if (node->id != NULL)
		count = list_name(names, capacity, count, state->id_name);
	if (node->has_class_attribute)
		count = list_name(names, capacity, count, state->class_name);
	if (node->style_attribute != ORIEL__STYLE_ATTRIBUTE_NONE &&
		node->style_attribute != ORIEL__STYLE_ATTRIBUTE_STORED)
		count = list_name(names, capacity, count, state->style_name);
	for (size_t i = 0; i < node->attribute_count; i++) {
		if (node->attributes[i].name != state->class_name)
			count = list_name(names, capacity, count, node->attributes[i].name);
	}
	return count;
}

void oriel_set_boolean_attribute(oriel_widget *widget, const char *name, bool is_set) {
	if (widget == NULL || name == NULL || oriel_has_attribute(widget, name) != is_set)
		change_attribute(widget, name, is_set ? "" : NULL, "oriel_set_boolean_attribute");
}

bool oriel_toggle_attribute(oriel_widget *widget, const char *name) {
	bool is_set = oriel_has_attribute(widget, name);
	bool is_done = change_attribute(
		widget, name, is_set ? NULL : "", "oriel_toggle_attribute");
	return is_set != is_done;
}

void oriel_set_hidden(oriel_widget *widget, bool hidden) {
	if (widget == NULL || oriel_is_hidden(widget) != hidden)
		change_attribute(widget, "hidden", hidden ? "" : NULL, "oriel_set_hidden");
}

bool oriel_is_hidden(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_is_hidden");
	return node != NULL && node->hidden;
}

void oriel_set_disabled(oriel_widget *widget, bool disabled) {
	if (widget == NULL || oriel__node_of(widget)->disabled != disabled)
		change_attribute(widget, "disabled", disabled ? "" : NULL, "oriel_set_disabled");
}
