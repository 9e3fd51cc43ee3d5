/* SPDX-License-Identifier: MIT */
/*
 * Drops of files and text from other programs: HTML's drag-and-drop processing model for a window
 * that is the target of a drag.
 *
 * A window has a current target. Each position of the drag looks for the widget there. Another
 * widget gets `dragenter`, and becomes the current target if that event was prevented, or if it is
 * a text input and text is dragged; else the root does. The former target gets `dragleave`. Then
 * the current target gets `dragover`, whose outcome decides what a drop does. Hit testing skips
 * inert widgets, and a blocked window has no target at all.
 */
#include "input/drop_internal.h"

#include "base/alloc_internal.h"
#include "input/handler_internal.h"
#include "input/pointer_internal.h"
#include "tree/top_layer_internal.h"

#include <oriel/runtime/log.h>
#include <string.h>

enum { FILES_MAX = 65536 };

/* ---- The event ---- */

struct drag_state {
	char **files;
	char *text;
	enum oriel_drop_effect effect;
};

struct drag_detail {
	struct oriel_drag_event drag; /* must be first */
	struct drag_state *state;     /* owned; details are constant */
};

static void drag_finish_detail(void *data) {
	struct drag_detail *detail = data;
	for (size_t i = 0; i < detail->drag.file_count; i++)
		oriel__free(detail->state->files[i]);
	oriel__free(detail->state->files);
	oriel__text_free(detail->state->text);
	oriel__free(detail->state);
}

static const struct oriel__event_kind drag_kind = { "drag", sizeof(struct drag_detail),
	drag_finish_detail };

static struct drag_state *drag_state_of(const oriel_event *event) {
	const struct drag_detail *detail = oriel__event_kind_detail(event, &drag_kind);
	return detail != NULL ? detail->state : NULL;
}

const struct oriel_drag_event *oriel_event_drag(const oriel_event *event) {
	const struct drag_detail *detail = oriel__event_kind_detail(event, &drag_kind);
	return detail != NULL ? &detail->drag : NULL;
}

enum oriel_drop_effect oriel_event_drop_effect(const oriel_event *event) {
	const struct drag_state *state = drag_state_of(event);
	return state != NULL ? state->effect : ORIEL_DROP_NONE;
}

void oriel_event_set_drop_effect(oriel_event *event, enum oriel_drop_effect effect) {
	struct drag_state *state = event != NULL ? drag_state_of(event) : NULL;
	ORIEL_ASSERT(state != NULL && (unsigned)effect <= ORIEL_DROP_LINK,
		"oriel_event_set_drop_effect: the event is no drag event, or %d is no effect", (int)effect);
	state->effect = effect;
}

/* ---- Files ---- */

static int drop_hex(char c) {
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Returns the path of a URI such as "file:///a%20b"; NULL for another URI. */
static char *drop_path(const char *uri, size_t length) {
	static const char scheme[] = "file://";
	const size_t begin = sizeof(scheme) - 1;
	if (length <= begin || strncmp(uri, scheme, begin) != 0 || uri[begin] != '/')
		return NULL;
	char *path = oriel__alloc(length - begin + 1);
	size_t out = 0;
	for (size_t i = begin; i < length; i++) {
		int high = uri[i] == '%' && i + 2 < length ? drop_hex(uri[i + 1]) : -1;
		int low = high >= 0 ? drop_hex(uri[i + 2]) : -1;
		bool is_escaped = low >= 0 && (high != 0 || low != 0);
		path[out++] = is_escaped ? (char)(high * 16 + low) : uri[i];
		i += is_escaped ? 2 : 0;
	}
	path[out] = '\0';
	return path;
}

/* Reads the files of a list of URIs, one a line. Source: RFC 2483, "text/uri-list". */
static char **drop_files(const char *list, size_t *count) {
	char **files = NULL;
	size_t capacity = 0;
	*count = 0;
	for (const char *at = list; at != NULL && *at != '\0' && *count < FILES_MAX;
		at += strspn(at, "\r\n")) {
		size_t length = strcspn(at, "\r\n");
		char *path = *at != '#' ? drop_path(at, length) : NULL;
		if (path != NULL) {
			files = oriel__grow(files, &capacity, *count + 1, sizeof(*files));
			files[(*count)++] = path;
		}
		at += length;
	}
	return files;
}

/* ---- Firing ---- */

/* Fires a drag event. data: with the dropped data; NULL before the drop. Returns the outcome, and
 * the effect of the event in *effect, which may be NULL. */
static enum oriel__outcome drop_fire(struct oriel__surface *surface, struct oriel__node *node,
	const char *type, const struct oriel_raw_input *data, enum oriel_drop_effect *effect) {
	const struct oriel__drop *drop = &surface->drop;
	struct drag_detail detail = { 0 };
	detail.drag.x = drop->x;
	detail.drag.y = drop->y;
	detail.drag.has_files = drop->has_files;
	detail.drag.has_text = drop->has_text;
	detail.state = oriel__alloc_zero(1, sizeof(*detail.state));
	detail.state->effect = data != NULL ? drop->effect : ORIEL_DROP_COPY;
	if (data != NULL) {
		detail.state->files = drop_files(data->files, &detail.drag.file_count);
		detail.state->text = data->text != NULL ? oriel__strdup(data->text) : NULL;
	}
	detail.drag.files = (const char *const *)detail.state->files;
	detail.drag.text = detail.state->text;
	unsigned flags = strcmp(type, "dragleave") == 0 ?
		ORIEL__EVENT_BUBBLES | ORIEL__EVENT_COMPOSED :
		ORIEL__EVENT_UI;
	oriel_event *event = oriel_event_ref(oriel__event_new_kind(
		type, &drag_kind, &detail, flags, NULL, oriel_loop_now(surface->view.loop)));
	enum oriel__outcome outcome = oriel__input_dispatch(&node->target, event);
	if (effect != NULL)
		*effect = detail.state->effect;
	oriel_event_unref(event);
	return outcome;
}

static bool drop_is_text_target(
	const struct oriel__drop *drop, const struct oriel__node *node) {
	return drop->has_text && (oriel__node_class(node)->flags & ORIEL_WIDGET_TEXT_INPUT) != 0 &&
		(node->states & (ORIEL_STATE_READ_ONLY | ORIEL_STATE_DISABLED)) == 0;
}

static void drop_set_target(struct oriel__surface *surface, struct oriel__node *node) {
	struct oriel__node *former = surface->drop.target;
	surface->drop.target = node;
	if (oriel__surface_has(surface, former) && former != node)
		drop_fire(surface, former, "dragleave", NULL, NULL);
}

/* Fires `dragenter` at a node that the drag has entered, and finds the new target. */
static void drop_enter(struct oriel__surface *surface, struct oriel__node *node) {
	struct oriel__drop *drop = &surface->drop;
	drop->entered = node;
	if (node == NULL) {
		drop_set_target(surface, NULL);
		return;
	}
	bool is_wanted = drop_fire(surface, node, "dragenter", NULL, NULL) == ORIEL__OUTCOME_PREVENTED;
	if (surface->is_closed)
		return;
	if (!oriel__surface_has(surface, node))
		node = NULL;
	else if (!is_wanted && !drop_is_text_target(drop, node))
		node = !oriel__node_is_inert(surface->tree.root) ? surface->tree.root : NULL;
	drop_set_target(surface, node);
}

static void drop_over(struct oriel__surface *surface, const struct oriel_raw_input *input) {
	struct oriel__drop *drop = &surface->drop;
	drop->x = input->x;
	drop->y = input->y;
	drop->has_files = input->files != NULL;
	drop->has_text = input->text != NULL;
	drop->effect = ORIEL_DROP_NONE;
	struct oriel__node *node = oriel__hit_test(surface, input->x, input->y).node;
	if (surface->is_closed)
		return;
	if (node != drop->entered)
		drop_enter(surface, node);
	struct oriel__node *target = drop->target;
	if (surface->is_closed || !oriel__surface_has(surface, target))
		return;
	enum oriel_drop_effect effect;
	bool is_wanted = drop_fire(surface, target, "dragover", NULL, &effect) ==
		ORIEL__OUTCOME_PREVENTED;
	if (surface->is_closed || drop->target != target)
		return;
	if (is_wanted)
		drop->effect = effect;
	else if (drop_is_text_target(drop, target))
		drop->effect = ORIEL_DROP_COPY;
}

static void drop_leave(struct oriel__surface *surface) {
	surface->drop.entered = NULL;
	drop_set_target(surface, NULL);
	if (!surface->is_closed)
		surface->drop = (struct oriel__drop){ 0 };
}

static void drop_end(struct oriel__surface *surface, const struct oriel_raw_input *input) {
	drop_over(surface, input);
	if (surface->is_closed)
		return;
	struct oriel__node *target = surface->drop.target;
	if (surface->drop.effect == ORIEL_DROP_NONE || !oriel__surface_has(surface, target)) {
		drop_leave(surface);
		return;
	}
	drop_fire(surface, target, "drop", input, NULL);
	surface->drop = (struct oriel__drop){ 0 };
}

void oriel__drop_handle(struct oriel__surface *surface, const struct oriel_raw_input *input) {
	if (input->type == ORIEL_RAW_DRAG_OVER)
		drop_over(surface, input);
	else if (input->type == ORIEL_RAW_DROP)
		drop_end(surface, input);
	else
		drop_leave(surface);
}

void oriel__drop_leaving(struct oriel__surface *surface, const struct oriel__node *node) {
	struct oriel__drop *drop = &surface->drop;
	if (oriel__node_contains(node, drop->target))
		drop->target = NULL;
	if (oriel__node_contains(node, drop->entered))
		drop->entered = NULL;
}
