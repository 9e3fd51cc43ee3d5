/* SPDX-License-Identifier: MIT */
/*
 * Text and compositions: the input of keyboards and input methods, as events at the focused text
 * input.
 *
 * A composition belongs to the node in which it began (text.node). Its text is never part of the
 * widget's text. compositionupdate carries the text to show, and beforeinput follows once the text
 * is committed.
 *
 * The input method ends a composition by a commit or by an empty preedit. Oriel ends a composition
 * whose place is lost: the caret moves, the text is set, or the node loses focus or is no longer
 * editable. The input method is then reset. It may respond to the reset by committing the same text
 * again, which must not be inserted twice (text.late).
 */
#include <oriel/extend/input_event.h>

#include "base/alloc_internal.h"
#include "input/handler_internal.h"
#include "loop/callback_internal.h"

#include <oriel/runtime/log.h>
#include <string.h>

/* Period after a reset in which the same text from the input method counts as the response to the
 * reset. */
#define LATE_MS 1000.0

/* Fires an event of text at a node, if the node exists. Returns false if there is no memory for
 * data. */
static bool text_fire(struct oriel__surface *surface, struct oriel__node *node, const char *type,
	const char *input_type, const char *data, size_t caret) {
	if (node == NULL || node->destroyed || surface->is_closed)
		return true;
	const struct oriel_input_event input = { .type = input_type, .data = data, .caret = caret };
	oriel_event *event = oriel__input_event_new(
		type, &input, ORIEL__EVENT_UI, oriel_loop_now(surface->view.loop));
	if (event != NULL)
		oriel__input_dispatch(&node->target, event);
	return event != NULL;
}

/* Fires beforeinput for a text. The node's widget inserts the text by default. */
static void text_insert(
	struct oriel__surface *surface, struct oriel__node *node, const char *data) {
	if (data[0] != '\0')
		text_fire(surface, node, "beforeinput", "insertText", data, 0);
}

/* ---- The end of a composition ---- */

static void preedit_free(struct oriel__text_input *text) {
	oriel__text_free(text->preedit);
	text->preedit = NULL;
}

void oriel__text_expect_nothing(struct oriel__surface *surface) {
	oriel__text_free(surface->text.late);
	surface->text.late = NULL;
}

/* Returns whether a committed text repeats the text that Oriel has committed or dropped. Such a
 * repetition is expected once. */
static bool is_late(struct oriel__surface *surface, const char *data) {
	const struct oriel__text_input *text = &surface->text;
	if (text->late == NULL)
		return false;
	bool is_same = strcmp(text->late, data) == 0 &&
		oriel_loop_now(surface->view.loop) < text->late_until_ms;
	oriel__text_expect_nothing(surface);
	return is_same;
}

/* Marks the composition as ended. Returns its node, or NULL if the node was destroyed. */
static struct oriel__node *composition_take_node(struct oriel__text_input *text) {
	struct oriel__node *node = text->node;
	if (node == NULL && text->removed != 0) {
		oriel_widget *widget = oriel_widget_from_id(text->removed);
		node = widget != NULL ? oriel__node_of(widget) : NULL;
	}
	text->is_composing = false;
	text->node = NULL;
	text->removed = 0;
	return node;
}

/* Ends a composition. *data must not be the preedit's memory. Without memory the data is "",
 * because every composition that has begun must end. Returns the node, or NULL if the node was
 * destroyed. */
static struct oriel__node *composition_end(struct oriel__surface *surface, const char **data) {
	preedit_free(&surface->text);
	struct oriel__node *node = composition_take_node(&surface->text);
	if (!text_fire(surface, node, "compositionend", "", *data, 0)) {
		*data = "";
		text_fire(surface, node, "compositionend", "", *data, 0);
	}
	return node;
}

/* Inserts a text that the input method commits, with or without a composition before. */
static void text_commit(struct oriel__surface *surface, const char *data) {
	struct oriel__node *node = surface->focus.node;
	if (surface->text.is_composing)
		node = composition_end(surface, &data);
	if (surface->focus.node == node)
		text_insert(surface, node, data);
}

/* Resets the input method at once: the next key must not continue the composition. */
static void input_method_reset(struct oriel__surface *surface) {
	oriel_platform_window *window = surface->platform_window;
	if (surface->text.is_on && window != NULL)
		window->platform->platform_class->window_reset_text_input(window);
}

/* Stores the text that the input method may commit again, and takes over its memory. */
static void text_expect(struct oriel__surface *surface, char *preedit) {
	oriel__text_expect_nothing(surface);
	surface->text.late = preedit;
	surface->text.late_until_ms = oriel_loop_now(surface->view.loop) + LATE_MS;
}

/* Ends a composition that the input method has not ended; inserts its text, or drops it. */
static void composition_end_here(struct oriel__surface *surface, bool inserts) {
	struct oriel__text_input *text = &surface->text;
	oriel_loop *loop = surface->view.loop;
	char *preedit = text->preedit;
	const char *data = preedit != NULL && inserts ? preedit : "";
	char *copy = preedit != NULL ? oriel__try_alloc(strlen(preedit) + 1, 1) : NULL;
	text->preedit = NULL;
	if (copy != NULL)
		text_expect(surface, strcpy(copy, preedit));
	oriel__hold_begin(loop);
	input_method_reset(surface);
	struct oriel__node *node = composition_end(surface, &data);
	text_insert(surface, node, data);
	oriel__text_free(preedit);
	oriel__hold_end(loop);
}

void oriel__text_commit(struct oriel__surface *surface) {
	if (surface->text.is_composing)
		composition_end_here(surface, true);
}

bool oriel__text_is_misplaced(const struct oriel__surface *surface) {
	const struct oriel__text_input *text = &surface->text;
	return text->is_composing &&
		(text->node == NULL || oriel__focus_text_input(surface) != text->node);
}

void oriel__text_check(struct oriel__surface *surface) {
	if (oriel__text_is_misplaced(surface))
		composition_end_here(surface, true);
}

void oriel__text_leaving(
	struct oriel__surface *surface, struct oriel__node *node, bool destroying) {
	struct oriel__text_input *text = &surface->text;
	if (!text->is_composing || text->node == NULL || !oriel__node_contains(node, text->node))
		return;
	text->removed = destroying ? 0 : oriel_widget_to_id(oriel__widget_of(text->node));
	text->node = NULL;
	oriel__view_need_frame(&surface->view);
}

void oriel__text_reset(struct oriel__surface *surface) {
	preedit_free(&surface->text);
	oriel__text_expect_nothing(surface);
	composition_take_node(&surface->text);
}

/* ---- Composing ---- */

/* Stores the preedit. Returns false without memory; then the old preedit stays. */
static bool keep_preedit(struct oriel__text_input *text, const char *data, size_t length) {
	char *copy = oriel__try_alloc(length + 1, 1);
	if (copy == NULL) {
		oriel_log(ORIEL_LOG_ERROR,
			"no memory for %zu bytes of a composition; the text that it shows is not updated",
			length);
		return false;
	}
	preedit_free(text);
	text->preedit = memcpy(copy, data, length + 1);
	return true;
}

static void composition_compose(struct oriel__surface *surface, const char *data, size_t caret) {
	struct oriel__text_input *text = &surface->text;
	struct oriel__node *node = surface->focus.node;
	size_t length = strlen(data);
	if (length > 0)
		oriel__text_expect_nothing(surface);
	if (!text->is_composing) {
		if (length == 0)
			return;
		text->is_composing = true;
		text->node = node;
		text_fire(surface, node, "compositionstart", "", "", 0);
		if (!text->is_composing || text->node != node || oriel__text_is_misplaced(surface))
			return;
	}
	if (!keep_preedit(text, data, length))
		return;
	text_fire(surface, node, "compositionupdate", "", data, caret < length ? caret : length);
	if (length == 0 && text->is_composing && text->node == node)
		text_commit(surface, "");
}

void oriel__text_handle(struct oriel__surface *surface, const struct oriel_raw_input *input) {
	const char *data = input->text != NULL ? input->text : "";
	if (input->type == ORIEL_RAW_TEXT && is_late(surface, data))
		return;
	if (oriel__focus_text_input(surface) == NULL)
		return;
	if (input->type == ORIEL_RAW_PREEDIT)
		composition_compose(surface, data, input->preedit_caret);
	/* A prevented keydown does not stop an input method. */
	else if (!surface->text.is_muted || surface->text.is_composing)
		text_commit(surface, data);
}

/* ---- For widgets ---- */

/* Returns the widget's surface if an input method composes in the widget, else NULL. */
static struct oriel__surface *surface_composing_in(const oriel_widget *widget, const char *caller) {
	ORIEL_ASSERT(widget != NULL, "%s: the widget is NULL; pass a widget", caller);
	oriel__loop_here(caller);
	const struct oriel__node *node = oriel__node_of(widget);
	struct oriel__surface *surface = node->destroyed ? NULL : oriel__surface_of_node(node);
	return surface != NULL && surface->text.is_composing && surface->text.node == node ? surface :
																						NULL;
}

bool oriel_widget_is_composing(const oriel_widget *widget) {
	return surface_composing_in(widget, "oriel_widget_is_composing") != NULL;
}

bool oriel_widget_commit_composition(oriel_widget *widget) {
	struct oriel__surface *surface = surface_composing_in(
		widget, "oriel_widget_commit_composition");
	if (surface != NULL)
		composition_end_here(surface, true);
	return surface != NULL;
}

bool oriel_widget_cancel_composition(oriel_widget *widget) {
	struct oriel__surface *surface = surface_composing_in(
		widget, "oriel_widget_cancel_composition");
	if (surface != NULL)
		composition_end_here(surface, false);
	return surface != NULL;
}

void oriel_widget_set_caret_rect(oriel_widget *widget, struct oriel_rect caret) {
	ORIEL_ASSERT(widget != NULL, "oriel_widget_set_caret_rect: the widget is NULL; pass a widget");
	struct oriel__node *node = oriel__node_of(widget);
	struct oriel__surface *surface = node->destroyed ? NULL : oriel__surface_of_node(node);
	if (surface == NULL || surface->focus.node != node)
		return;
	surface->text.caret = caret;
	oriel__view_need_frame(&surface->view);
}
