/* SPDX-License-Identifier: MIT */
/*
 * Text and compositions: what keyboards and input methods deliver, as events at the focused widget that takes text.
 *
 * What an input method composes is never in the widget's text: it is told by compositionupdate to be shown at the caret,
 * and comes as beforeinput once it is committed. A widget that loses the keyboard meanwhile gets what there is so far.
 */
#include <oriel/impl/input.h>

#include "base/alloc-internal.h"
#include "input/handle-internal.h"

#include <oriel/log.h>
#include <string.h>

/* False if there is no memory for data. */
static bool fire(struct oriel__surface *surface, const char *type, const char *input_type, const char *data, size_t caret) {
	struct oriel__node *node = surface->focus.node;
	if (node == NULL || surface->closed)
		return true;
	const struct oriel_input_event input = { .type = input_type, .data = data, .caret = caret };
	oriel_event *event = oriel__input_event_new(type, &input, ORIEL__EVENT_UI, oriel_loop_now(surface->view.loop));
	if (event != NULL)
		oriel__surface_dispatch(surface, &node->target, event);
	return event != NULL;
}

/* Ends a composition, if there is one, and has the text inserted; data is not the preedit's memory. What there is no
 * memory for is committed as nothing: a composition that has begun must end. */
static void commit(struct oriel__surface *surface, const char *data) {
	struct oriel__node *node = surface->focus.node;
	if (surface->text.composing) {
		oriel__text_reset(surface);
		if (!fire(surface, "compositionend", "", data, 0)) {
			data = "";
			fire(surface, "compositionend", "", data, 0);
		}
	}
	if (data[0] != '\0' && surface->focus.node == node)
		fire(surface, "beforeinput", "insertText", data, 0);
}

/* False if there is no memory: then it stays as it was. */
static bool keep_preedit(struct oriel__text_input *text, const char *data, size_t length) {
	char *copy = oriel__try_alloc(length + 1, 1);
	if (copy == NULL) {
		oriel_log(ORIEL_LOG_ERROR, "no memory for %zu bytes of an input method's text; what it shows is not updated", length);
		return false;
	}
	oriel__free(text->preedit);
	text->preedit = memcpy(copy, data, length + 1);
	return true;
}

static void compose(struct oriel__surface *surface, const char *data, size_t caret) {
	struct oriel__text_input *text = &surface->text;
	struct oriel__node *node = surface->focus.node;
	size_t length = strlen(data);
	if (!text->composing) {
		if (length == 0)
			return;
		text->composing = true;
		fire(surface, "compositionstart", "", "", 0);
		if (!text->composing || surface->focus.node != node)
			return;
	}
	if (!keep_preedit(text, data, length))
		return;
	fire(surface, "compositionupdate", "", data, caret < length ? caret : length);
	if (length == 0 && text->composing && surface->focus.node == node)
		commit(surface, "");
}

void oriel__text_handle(struct oriel__surface *surface, const struct oriel_raw_input *input) {
	if (oriel__focus_text_input(surface) == NULL)
		return;
	const char *data = input->text != NULL ? input->text : "";
	if (input->type == ORIEL_RAW_PREEDIT)
		compose(surface, data, input->preedit_caret);
	else if (!surface->text.muted)
		commit(surface, data);
}

void oriel__text_commit(struct oriel__surface *surface) {
	struct oriel__text_input *text = &surface->text;
	if (!text->composing)
		return;
	char *preedit = text->preedit;
	text->preedit = NULL;
	commit(surface, preedit != NULL ? preedit : "");
	oriel__free(preedit);
}

void oriel__text_reset(struct oriel__surface *surface) {
	oriel__free(surface->text.preedit);
	surface->text.preedit = NULL;
	surface->text.composing = false;
}

void oriel_widget_set_caret_rect(oriel_widget *widget, struct oriel_rect caret) {
	ORIEL_ASSERT(widget != NULL, "oriel_widget_set_caret_rect: the widget is NULL; pass one");
	struct oriel__node *node = oriel__node_of(widget);
	struct oriel__surface *surface = node->destroyed ? NULL : oriel__surface_of_node(node);
	if (surface == NULL || surface->focus.node != node)
		return;
	surface->text.caret = caret;
	oriel__view_need_frame(&surface->view);
}
