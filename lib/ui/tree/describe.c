/* SPDX-License-Identifier: MIT */
/* Descriptions of widgets for accessibility, and the description of a tree as text. */
#include "base/alloc_internal.h"
#include "tree/top_layer_internal.h"
#include "tree/tree_state_internal.h"
#include "tree/virtual_internal.h"
#include "tree/walk_internal.h"

#include <oriel/runtime/log.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const role_names[] = {
	[ORIEL_ROLE_GENERIC] = "generic",
	[ORIEL_ROLE_WINDOW] = "window",
	[ORIEL_ROLE_BUTTON] = "button",
	[ORIEL_ROLE_CHECKBOX] = "checkbox",
	[ORIEL_ROLE_RADIO] = "radio",
	[ORIEL_ROLE_TEXT_BOX] = "textbox",
	[ORIEL_ROLE_LABEL] = "label",
	[ORIEL_ROLE_HEADING] = "heading",
	[ORIEL_ROLE_LIST] = "list",
	[ORIEL_ROLE_LIST_ITEM] = "listitem",
	[ORIEL_ROLE_FORM] = "form",
	[ORIEL_ROLE_GROUP] = "group",
	[ORIEL_ROLE_STATUS] = "status",
	[ORIEL_ROLE_ALERT] = "alert",
	[ORIEL_ROLE_IMAGE] = "image",
	[ORIEL_ROLE_SCROLL_BAR] = "scrollbar",
	[ORIEL_ROLE_SEPARATOR] = "separator",
	[ORIEL_ROLE_PROGRESS_BAR] = "progressbar",
	[ORIEL_ROLE_SWITCH] = "switch",
	[ORIEL_ROLE_RADIO_GROUP] = "radiogroup",
	[ORIEL_ROLE_SLIDER] = "slider",
	[ORIEL_ROLE_METER] = "meter",
	[ORIEL_ROLE_TAB_LIST] = "tablist",
	[ORIEL_ROLE_TAB] = "tab",
	[ORIEL_ROLE_TAB_PANEL] = "tabpanel",
	[ORIEL_ROLE_TOOLTIP] = "tooltip",
	[ORIEL_ROLE_MENU] = "menu",
	[ORIEL_ROLE_MENU_BAR] = "menubar",
	[ORIEL_ROLE_MENU_ITEM] = "menuitem",
	[ORIEL_ROLE_MENU_ITEM_CHECKBOX] = "menuitemcheckbox",
	[ORIEL_ROLE_MENU_ITEM_RADIO] = "menuitemradio",
	[ORIEL_ROLE_DIALOG] = "dialog",
	[ORIEL_ROLE_ALERT_DIALOG] = "alertdialog",
	[ORIEL_ROLE_LIST_BOX] = "listbox",
	[ORIEL_ROLE_OPTION] = "option",
	[ORIEL_ROLE_COMBO_BOX] = "combobox",
	[ORIEL_ROLE_LINK] = "link",
	[ORIEL_ROLE_TOOL_BAR] = "toolbar",
	[ORIEL_ROLE_TABLE] = "table",
	[ORIEL_ROLE_ROW] = "row",
	[ORIEL_ROLE_COLUMN_HEADER] = "columnheader",
	[ORIEL_ROLE_CELL] = "cell",
	[ORIEL_ROLE_SEARCH_BOX] = "searchbox",
	[ORIEL_ROLE_SPIN_BUTTON] = "spinbutton",
	[ORIEL_ROLE_GRID] = "grid",
	[ORIEL_ROLE_GRID_CELL] = "gridcell",
};

struct word {
	unsigned bit;
	const char *text;
};

static const struct word state_words[] = {
	{ ORIEL_STATE_HOVER, "hover" },
	{ ORIEL_STATE_ACTIVE, "active" },
	{ ORIEL_STATE_FOCUS, "focus" },
	{ ORIEL_STATE_FOCUS_VISIBLE, "focus-visible" },
	{ ORIEL_STATE_FOCUS_WITHIN, "focus-within" },
	{ ORIEL_STATE_DISABLED, "disabled" },
	{ ORIEL_STATE_CHECKED, "checked" },
	{ ORIEL_STATE_SELECTED, "selected" },
	{ ORIEL_STATE_WINDOW_INACTIVE, "window-inactive" },
	{ ORIEL_STATE_PLACEHOLDER_SHOWN, "placeholder-shown" },
	{ ORIEL_STATE_READ_ONLY, "read-only" },
	{ ORIEL_STATE_INVALID, "invalid" },
	{ ORIEL_STATE_REQUIRED, "required" },
	{ ORIEL_STATE_USER_INVALID, "user-invalid" },
	{ ORIEL_STATE_INDETERMINATE, "indeterminate" },
	{ ORIEL_STATE_DEFAULT, "default" },
	{ ORIEL_STATE_MODAL, "modal" },
	{ ORIEL_STATE_POPOVER_OPEN, "popover-open" },
	{ 0, NULL },
};

static const struct word action_words[] = {
	{ ORIEL_ACTION_ACTIVATE, "activatable" },
	{ ORIEL_ACTION_FOCUS, "focusable" },
	{ ORIEL_ACTION_SCROLL, "scrollable" },
	{ ORIEL_ACTION_EDIT, "editable" },
	{ ORIEL_ACTION_ADJUST, "adjustable" },
	{ 0, NULL },
};

const char *oriel_role_name(enum oriel_role role) {
	size_t index = (size_t)role;
	return index < sizeof(role_names) / sizeof(role_names[0]) ? role_names[index] :
																role_names[ORIEL_ROLE_GENERIC];
}

static bool describe_is_empty(const char *text) {
	return text == NULL || text[0] == '\0';
}

/* Names a widget by its own label, its content or its tooltip. Source: Accessible Name and
 * Description Computation, steps 2C and 2I. */
static void name_by_attributes(const oriel_widget *widget, struct oriel_description *out) {
	const char *label = oriel_attribute(widget, "aria-label");
	if (!describe_is_empty(label))
		out->name = label;
	bool is_named_by_title = describe_is_empty(out->name) && oriel_has_attribute(widget, "title");
	if (is_named_by_title)
		out->name = oriel_attribute(widget, "title");
	const char *description = oriel_attribute(widget, "aria-description");
	if (!describe_is_empty(description))
		out->description = description;
	else if (describe_is_empty(out->description) && !is_named_by_title)
		out->description = oriel_attribute(widget, "title");
}

static void describe_checked(struct oriel_description *out) {
	bool is_checkable = out->role == ORIEL_ROLE_CHECKBOX || out->role == ORIEL_ROLE_RADIO ||
		out->role == ORIEL_ROLE_SWITCH || out->role == ORIEL_ROLE_MENU_ITEM_CHECKBOX ||
		out->role == ORIEL_ROLE_MENU_ITEM_RADIO;
	if (!is_checkable || out->checked != ORIEL_TRISTATE_UNDEFINED)
		return;
	bool is_checked = (out->states & ORIEL_STATE_CHECKED) != 0;
	bool is_mixed = (out->states & ORIEL_STATE_INDETERMINATE) != 0;
	enum oriel_tristate plain = is_checked ? ORIEL_TRISTATE_TRUE : ORIEL_TRISTATE_FALSE;
	out->checked = is_mixed ? ORIEL_TRISTATE_MIXED : plain;
}

static unsigned describe_count(size_t count) {
	return count < UINT_MAX ? (unsigned)count : UINT_MAX;
}

static void describe_item(const struct oriel_set_item *item, struct oriel_description *out) {
	bool is_selected = (out->states & ORIEL_STATE_SELECTED) != 0;
	if (out->role == ORIEL_ROLE_GENERIC || out->role == ORIEL_ROLE_LABEL)
		out->role = ORIEL_ROLE_LIST_ITEM;
	out->position = describe_count(item->position);
	out->set_size = describe_count(item->set_size);
	if (item->is_selectable)
		out->selected = is_selected ? ORIEL_TRISTATE_TRUE : ORIEL_TRISTATE_FALSE;
}

void oriel_widget_describe(const oriel_widget *widget, struct oriel_description *out) {
	*out = (struct oriel_description){ .role = ORIEL_ROLE_GENERIC };
	struct oriel__node *node = oriel__node_read(widget, "oriel_widget_describe");
	if (node == NULL)
		return;
	out->states = node->states;
	out->actions = (node->focusable ? ORIEL_ACTION_FOCUS : 0u) |
		(node->scroll != NULL ? ORIEL_ACTION_SCROLL : 0u);
	if (!node->finished && widget->widget_class->describe != NULL)
		widget->widget_class->describe(oriel__widget_of(node), out);
	if (oriel__node_item(node) != NULL)
		describe_item(oriel__node_item(node), out);
	describe_checked(out);
	name_by_attributes(widget, out);
}

/* ---- Text ---- */

struct text {
	char *bytes;
	size_t length, capacity;
	bool has_failed; /* allocation failed, and bytes is NULL */
};

static void describe_give_up(struct text *text) {
	oriel__free(text->bytes);
	text->bytes = NULL;
	text->has_failed = true;
}

static void add_n(struct text *text, const char *bytes, size_t length) {
	if (text->has_failed)
		return;
	char *grown = oriel__try_grow(text->bytes, &text->capacity, text->length + length + 1, 1);
	if (grown == NULL) {
		describe_give_up(text);
		return;
	}
	text->bytes = grown;
	memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
	text->bytes[text->length] = '\0';
}

static void describe_add(struct text *text, const char *string) {
	add_n(text, string, strlen(string));
}

static void add_quoted(struct text *text, const char *string) {
	describe_add(text, "\"");
	for (; *string != '\0'; string++) {
		unsigned char byte = (unsigned char)*string;
		char escaped[8];
		if (byte == '"' || byte == '\\')
			add_n(text, (const char[]){ '\\', *string }, 2);
		else if (byte == '\n')
			describe_add(text, "\\n");
		else if (byte < 0x20 || byte == 0x7f)
			add_n(text, escaped, (size_t)snprintf(escaped, sizeof(escaped), "\\x%02x", byte));
		else
			add_n(text, string, 1);
	}
	describe_add(text, "\"");
}

static void describe_add_word(struct text *text, const char *word, bool *any) {
	describe_add(text, *any ? " " : " [");
	describe_add(text, word);
	*any = true;
}

static void add_words(struct text *text, const struct word *words, unsigned bits, bool *any) {
	for (; words->text != NULL; words++) {
		if (bits & words->bit)
			describe_add_word(text, words->text, any);
	}
}

static void add_number(struct text *text, const char *before, double number, bool *any) {
	char digits[32], words[64];
	snprintf(digits, sizeof(digits), "%.6g", number);
	char *comma = strchr(digits, ','); /* some locales write one */
	if (comma != NULL)
		*comma = '.';
	snprintf(words, sizeof(words), "%s%s", before, digits);
	describe_add_word(text, words, any);
}

/* Numbers that a description has, after its words. */
static void add_numbers(
	struct text *text, const struct oriel_description *description, bool *any) {
	if (description->level > 0)
		add_number(text, "level ", description->level, any);
	if (description->position > 0)
		add_number(text, "item ", description->position, any);
	if (description->position > 0 && description->set_size > 0)
		add_number(text, "of ", description->set_size, any);
	if (!description->has_range)
		return;
	add_number(text, "value ", description->value_now, any);
	add_number(text, "from ", description->value_min, any);
	add_number(text, "to ", description->value_max, any);
}

static void describe_add_line(struct text *text, const struct oriel__node *node, size_t depth) {
	struct oriel_description description;
	bool any = false;
	oriel_widget_describe(oriel__widget_of(node), &description);
	for (size_t i = 0; i < depth; i++)
		describe_add(text, "  ");
	describe_add(text, oriel_role_name(description.role));
	if (description.name != NULL) {
		describe_add(text, " ");
		add_quoted(text, description.name);
	}
	if (description.value != NULL) {
		describe_add(text, " = ");
		add_quoted(text, description.value);
	}
	if (oriel__node_is_hidden(node))
		describe_add_word(text, "hidden", &any);
	add_words(text, state_words, description.states, &any);
	add_words(text, action_words, description.actions, &any);
	add_numbers(text, &description, &any);
	describe_add(text, any ? "]\n" : "\n");
}

char *oriel_widget_describe_tree(const oriel_widget *widget) {
	struct text text = { 0 };
	const struct oriel__node *root = oriel__node_read(widget, "oriel_widget_describe_tree"),
							 *node = root;
	size_t depth = 0;
	describe_add(&text, "");
	while (node != NULL) {
		if (node->kind != ORIEL__NODE_TEXT && !oriel__node_is_inert(node))
			describe_add_line(&text, node, depth);
		if (node->first_child != NULL) {
			node = node->first_child;
			depth++;
			continue;
		}
		while (node != root && node->next == NULL) {
			node = node->parent;
			depth--;
		}
		node = node != root ? node->next : NULL;
	}
	if (text.has_failed)
		oriel_log(ORIEL_LOG_ERROR,
			"oriel_widget_describe_tree: no memory for over %zu bytes of description", text.length);
	return text.bytes;
}
