/* SPDX-License-Identifier: MIT */
/*
 * Adds sheets to a widget, and removes, replaces and moves them by their ids.
 */
#include <oriel/ui/style.h>

#include "base/alloc_internal.h"
#include "style/style_state_internal.h"

#include <oriel/runtime/log.h>

static struct oriel__style_state *sheets_state(const char *caller) {
	return oriel__style_state(oriel__loop_here(caller));
}

oriel_sheet_id oriel_widget_add_sheet(oriel_widget *widget, oriel_sheet *sheet) {
	struct oriel__node *node = oriel__node_change(widget, "oriel_widget_add_sheet");
	ORIEL_ASSERT(sheet != NULL,
		"oriel_widget_add_sheet: the sheet is NULL; pass the result of oriel_sheet_parse()");
	struct oriel__style_state *state = oriel__style_state(oriel__node_loop(node));
	return oriel__sheet_use(state, sheet, ORIEL__ORIGIN_APPLICATION, NULL, node)->id;
}

bool oriel_sheet_remove(oriel_sheet_id id) {
	struct oriel__style_state *state = sheets_state("oriel_sheet_remove");
	struct oriel__used_sheet *used = oriel__sheet_find(state, id);
	if (used != NULL)
		oriel__sheet_unuse(state, used);
	return used != NULL;
}

bool oriel_sheet_replace(oriel_sheet_id id, oriel_sheet *sheet) {
	struct oriel__style_state *state = sheets_state("oriel_sheet_replace");
	ORIEL_ASSERT(sheet != NULL,
		"oriel_sheet_replace: the sheet is NULL; call oriel_sheet_remove() to remove one");
	struct oriel__used_sheet *used = oriel__sheet_find(state, id);
	if (used != NULL)
		oriel__sheet_exchange(state, used, sheet);
	else
		oriel_sheet_unref(sheet);
	return used != NULL;
}

bool oriel_sheet_move(oriel_sheet_id id, size_t index) {
	struct oriel__style_state *state = sheets_state("oriel_sheet_move");
	struct oriel__used_sheet *used = oriel__sheet_find(state, id);
	if (used != NULL)
		oriel__sheet_place(state, used, index);
	return used != NULL;
}

oriel_sheet *oriel_sheet_from_id(oriel_sheet_id id) {
	const struct oriel__used_sheet *used = oriel__sheet_find(
		sheets_state("oriel_sheet_from_id"), id);
	return used != NULL ? used->sheet : NULL;
}

/* ---- For app/ and nodes ---- */

uint64_t oriel__style_add_sheet(
	oriel_loop *loop, oriel_sheet *sheet, const struct oriel__tree *tree) {
	return oriel__sheet_use(
		oriel__style_state(loop), sheet, ORIEL__ORIGIN_APPLICATION, tree, NULL)
		->id;
}

uint64_t oriel__style_add_owner_sheet(oriel_loop *loop, oriel_sheet *sheet, const void *owner) {
	return oriel__sheet_use_of_owner(oriel__style_state(loop), sheet, owner)->id;
}

void oriel__style_set_watch(
	oriel_loop *loop, void (*watch)(oriel_loop *loop, uint64_t id, const oriel_sheet *sheet)) {
	oriel__style_state(loop)->watch = watch;
}

void oriel__style_remove_sheets(oriel_loop *loop, const struct oriel__tree *tree) {
	struct oriel__style_state *state = oriel__style_state(loop);
	oriel__list_each(used, &state->sheets, struct oriel__used_sheet, link) {
		if (used->level == ORIEL__SHEET_WINDOW && used->tree == tree)
			oriel__sheet_unuse(state, used);
	}
	oriel__cascade_layers_forget(state, tree);
}

void oriel__style_remove_owner_sheets(oriel_loop *loop, const void *owner) {
	struct oriel__style_state *state = oriel__style_state(loop);
	oriel__list_each(used, &state->sheets, struct oriel__used_sheet, link) {
		if (used->owner == owner && owner != NULL)
			oriel__sheet_unuse(state, used);
	}
}

void oriel__sheets_end(struct oriel__style_state *state, const struct oriel__node *root) {
	oriel__list_each(used, &state->sheets, struct oriel__used_sheet, link) {
		if (used->root == root) {
			used->root = NULL;
			used->level = ORIEL__SHEET_ENDED;
			oriel__sheet_unuse(state, used);
		}
	}
}
