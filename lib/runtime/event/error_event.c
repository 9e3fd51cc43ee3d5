/* SPDX-License-Identifier: MIT */
/*
 * The `error` event at the loop, whose default action logs it. Source: HTML, "report an exception".
 * Errors come by the loop's hook, which is not called for one that is reported while another is
 * being dispatched.
 */
#include "base/alloc_internal.h"
#include "base/utf8_internal.h"
#include "event/error_event_internal.h"
#include "event/event_internal.h"
#include "event/event_state_internal.h"
#include "loop/error_internal.h"
#include "loop/loop_internal.h"

#include <string.h>

static void finish_error(void *detail) {
	struct oriel_error *error = detail;
	oriel__free((char *)error->message);
	oriel__free((char *)error->chain);
	oriel__payload_drop(error->payload);
}

static const struct oriel__event_kind error_kind = {
	.name = "error", .size = sizeof(struct oriel_error), .finish = finish_error
};

const struct oriel_error *oriel_event_error(const oriel_event *event) {
	return oriel__event_kind_detail(event, &error_kind);
}

static bool log_by_default(oriel_target *target, oriel_event *event) {
	const struct oriel_error *error = oriel_event_error(event);
	if (error != NULL && target->state->pass_error_on != NULL)
		target->state->pass_error_on(error, target->state->pass_error_on_data);
	else if (error != NULL)
		oriel__error_log(error);
	return error != NULL;
}

const struct oriel__target_class oriel__loop_target_class = {
	.name = "loop",
	.kind = ORIEL__TARGET_KIND_LOOP,
	.default_action = log_by_default,
};

/* A message is read, and nobody reads one that is not small: cut, it needs no way to fail. */
static char *copy_message(const char *message) {
	size_t length = strlen(message);
	return oriel__utf8_copy(
		message, oriel__utf8_floor(message, length, ORIEL__SMALL_TEXT_MAX), NULL);
}

void oriel__errors_pass_on(
	oriel_loop *loop, void (*fn)(const struct oriel_error *error, void *data), void *data) {
	struct oriel__event_state *state = oriel__event_state(loop);
	state->pass_error_on = fn;
	state->pass_error_on_data = data;
}

oriel_event *oriel__error_event_new(
	const char *type, const struct oriel_error *error, bool is_cancelable) {
	struct oriel_error copy = *error;
	copy.message = copy_message(error->message);
	copy.chain = oriel__strdup(error->chain);
	return oriel__event_new_kind(type, &error_kind, &copy,
		is_cancelable ? ORIEL__EVENT_CANCELABLE : 0, NULL, oriel_loop_now(oriel_loop_current()));
}

void oriel__event_report_error(oriel_loop *loop, const struct oriel_error *error) {
	struct oriel__event_state *state = oriel__event_state(loop);
	oriel_event *event = oriel__error_event_new("error", error, true);
	oriel__dispatch_trusted(&state->loop_target, event);
	oriel_event_unref(event);
}
