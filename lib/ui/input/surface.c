/* SPDX-License-Identifier: MIT */
/*
 * A surface as a whole: its beginning and end, the handlers of raw input, and the steps of a frame.
 * Also brings style and layout up to date, and releases nodes that leave the tree.
 */
#include "input/pointer_internal.h"
#include "input/popover_internal.h"
#include "input/tooltip_internal.h"

#include "base/alloc_internal.h"
#include "layout/layout_internal.h"
#include "loop/trace_internal.h"
#include "style/style_internal.h"
#include "text/text_boundary_internal.h"
#include "values/loop_slots_internal.h"

void oriel__surface_init(
	struct oriel__surface *surface, const struct oriel__surface_class *surface_class) {
	oriel_loop *loop = surface->view.loop;
	surface->surface_class = surface_class;
	surface->cursor = ORIEL_CURSOR_DEFAULT;
	surface->next = oriel__surfaces(loop);
	oriel__loop_set_slot(loop, oriel__loop_slot_above(ORIEL__UI_SLOT_INPUT), surface, NULL);
	oriel_widget_set_state(oriel__widget_of(surface->tree.root), ORIEL_STATE_WINDOW_INACTIVE, true);
}

struct oriel__surface *oriel__surfaces(const oriel_loop *loop) {
	return oriel__loop_slot(loop, oriel__loop_slot_above(ORIEL__UI_SLOT_INPUT));
}

static void unlink_surface(struct oriel__surface *surface) {
	oriel_loop *loop = surface->view.loop;
	struct oriel__surface *first = oriel__surfaces(loop);
	if (first == surface) {
		oriel__loop_set_slot(
			loop, oriel__loop_slot_above(ORIEL__UI_SLOT_INPUT), surface->next, NULL);
		return;
	}
	while (first->next != surface)
		first = first->next;
	first->next = surface->next;
}

void oriel__surface_close(struct oriel__surface *surface) {
	surface->is_closed = true;
	oriel__activation_closing(surface);
	oriel__tooltip_finish(surface);
	unlink_surface(surface);
	oriel__pastes_cancel(surface);
	oriel__queue_clear(surface);
	oriel__flick_stop(surface);
	oriel__pointers_finish(surface);
	oriel__text_reset(surface);
	oriel__focus_closing(surface);
	oriel__popovers_leaving(surface, surface->tree.root);
	oriel__close_watchers_finish(surface);
	if (surface->hover != NULL)
		oriel__states_set_chain(surface->hover, NULL, ORIEL_STATE_HOVER, false);
	surface->hover = NULL;
	surface->press.node = NULL;
	surface->wheel = (struct oriel__wheel){ 0 };
	surface->drop = (struct oriel__drop){ 0 };
	surface->focus = (struct oriel__focus){ .serial = surface->focus.serial + 1 };
}

/* ---- Modal windows ---- */

void oriel__surface_block(struct oriel__surface *surface, bool is_blocked) {
	surface->is_blocked = is_blocked;
	if (!is_blocked)
		return;
	oriel__key_release_held(surface);
	oriel__pointers_interrupt(surface);
	if (surface->is_closed)
		return;
	surface->is_hover_stale = true;
	oriel__view_need_frame(&surface->view);
}

/* Returns whether a blocked window drops an input of the user. Moves and releases of pointers pass:
 * they hit nothing. */
static bool surface_refuse(
	struct oriel__surface *surface, const struct oriel_raw_input *input) {
	switch (input->type) {
	case ORIEL_RAW_FOCUS:
		surface->surface_class->refused(surface);
		return false;
	case ORIEL_RAW_POINTER_DOWN:
	case ORIEL_RAW_CLOSE:
		surface->surface_class->refused(surface);
		return true;
	case ORIEL_RAW_KEY_DOWN:
	case ORIEL_RAW_KEY_UP:
	case ORIEL_RAW_TEXT:
	case ORIEL_RAW_PREEDIT:
	case ORIEL_RAW_WHEEL:
		return true;
	default:
		return false;
	}
}

void oriel__surface_handle(struct oriel__surface *surface, const struct oriel_raw_input *input,
	const struct oriel__sample *samples, size_t count) {
	oriel__focus_fix_up(surface);
	if (surface->is_closed)
		return;
	oriel__text_check(surface);
	if (surface->is_closed || (surface->is_blocked && surface_refuse(surface, input)))
		return;
	switch (input->type) {
	case ORIEL_RAW_KEY_DOWN:
	case ORIEL_RAW_KEY_UP:
		oriel__key_handle(surface, input);
		break;
	case ORIEL_RAW_TEXT:
	case ORIEL_RAW_PREEDIT:
		oriel__text_handle(surface, input);
		break;
	case ORIEL_RAW_FOCUS:
	case ORIEL_RAW_BLUR:
		if (input->type == ORIEL_RAW_BLUR)
			oriel__pointers_interrupt(surface);
		oriel__activation_system(surface, input->type == ORIEL_RAW_FOCUS);
		break;
	case ORIEL_RAW_VISIBILITY:
		surface->surface_class->window_input(surface, input->type);
		if (!surface->view.is_visible)
			oriel__pointers_interrupt(surface);
		oriel__activation_visibility(surface);
		break;
	case ORIEL_RAW_RESIZE:
	case ORIEL_RAW_EXPOSE:
	case ORIEL_RAW_CLOSE:
	case ORIEL_RAW_STATE:
		surface->surface_class->window_input(surface, input->type);
		break;
	case ORIEL_RAW_DRAG_OVER:
	case ORIEL_RAW_DRAG_LEAVE:
	case ORIEL_RAW_DROP:
		oriel__drop_handle(surface, input);
		break;
	default:
		oriel__pointer_handle(surface, input, samples, count);
		break;
	}
}

void oriel__surface_leaving(
	struct oriel__surface *surface, struct oriel__node *node, bool destroying) {
	if (surface->is_closed)
		return;
	oriel__key_leaving(surface, node);
	oriel__text_leaving(surface, node, destroying);
	oriel__focus_leaving(surface, node, destroying);
	oriel__pointers_leaving(surface, node, destroying);
	oriel__flick_leaving(surface, node);
	oriel__pastes_leaving(surface, node);
	oriel__wheel_leaving(surface, node);
	oriel__drop_leaving(surface, node);
	oriel__popovers_leaving(surface, node);
	oriel__close_watchers_leaving(surface, node);
	if (oriel__node_contains(node, surface->press.node))
		surface->press.node = NULL;
	if (oriel__node_contains(node, surface->hover)) {
		if (!destroying)
			oriel__states_set_chain(surface->hover, node->parent, ORIEL_STATE_HOVER, false);
		surface->hover = node->parent;
	}
	surface->is_hover_stale = true;
}

void oriel__surface_left(struct oriel__surface *surface) {
	oriel__pointers_tell_lost(surface);
}

void oriel__surface_begin_frame(struct oriel__surface *surface) {
	oriel__queue_flush(surface);
	oriel__activation_frame(surface);
	if (surface->is_closed)
		return;
	oriel__text_check(surface);
	if (!surface->is_hover_stale || surface->is_closed)
		return;
	surface->is_hover_stale = false;
	oriel__hold_begin(surface->view.loop);
	oriel__pointers_rehover(surface);
	oriel__hold_end(surface->view.loop);
}

static void update_style_and_layout(struct oriel__surface *surface) {
	struct oriel__tree *tree = &surface->tree;
	const unsigned layout = ORIEL__MARK_LAYOUT | ORIEL__MARK_LAYOUT << ORIEL__MARK_CHILD_SHIFT;
	oriel_loop *loop = surface->view.loop;
	if (surface->is_closed)
		return;
	int64_t begun = oriel__probe_begin(loop);
	oriel__style_update(tree);
	oriel__probe_end(loop, "frame", "style", begun);
	if (surface->is_closed)
		return;
	surface->is_moved |= (tree->root->marks & layout) != 0;
	begun = oriel__probe_begin(loop);
	oriel__layout_update(tree, surface->size);
	oriel__probe_end(loop, "frame", "layout", begun);
}

void oriel__surface_update_geometry(struct oriel__surface *surface) {
	uint64_t before = oriel__text_words_shaped();
	if (surface->is_updating)
		return;
	surface->is_updating = true;
	update_style_and_layout(surface);
	surface->is_updating = false;
	surface->words_shaped += oriel__text_words_shaped() - before;
}

/* Style leaves marks for layout and paint without asking for a frame. */
void oriel__surface_query_geometry(struct oriel__surface *surface) {
	oriel__surface_update_geometry(surface);
	if (!surface->is_closed && surface->tree.root->marks != 0)
		oriel__view_need_frame(&surface->view);
}

bool oriel__surface_has_late_events(const struct oriel__surface *surface) {
	return oriel__text_is_misplaced(surface);
}

/* Returns whether a layout since the last call has placed another widget under a pointer. */
static bool surface_needs_rehover(struct oriel__surface *surface) {
	bool is_moved = surface->is_moved;
	surface->is_moved = false;
	return (is_moved || surface->is_hover_stale) && !surface->is_closed &&
		oriel__pointers_hover_differs(surface);
}

bool oriel__surface_rehover(struct oriel__surface *surface) {
	if (!surface_needs_rehover(surface))
		return false;
	surface->is_hover_stale = false;
	oriel__hold_begin(surface->view.loop);
	oriel__pointers_rehover(surface);
	oriel__hold_end(surface->view.loop);
	return true;
}

void oriel__surface_end_frame(struct oriel__surface *surface) {
	oriel__focus_fix_up(surface);
	oriel__reveal_update(surface);
	oriel__feedback_update(surface);
	if (surface_needs_rehover(surface)) {
		surface->is_hover_stale = true;
		oriel__view_need_frame(&surface->view);
	}
}
