/* SPDX-License-Identifier: MIT */
/*
 * The `error` event at the loop; its default action logs the error. Source: HTML, "report an
 * exception". The loop's hook delivers the errors, except those that are reported while another
 * error is being dispatched.
 */
#include "base/alloc_internal.h"
#include "base/utf8_internal.h"
#include "event/error_event_internal.h"
#include "event/event_internal.h"
#include "event/event_state_internal.h"
#include "loop/error_internal.h"
#include "loop/loop_internal.h"

#include <string.h>

static void error_event_finish(void *detail) {
	struct oriel_error *error = detail;
	oriel__free((char *)error->message);
	oriel__free((char *)error->chain);
	oriel__payload_drop(error->payload);
}

static const struct oriel__event_kind error_kind = {
	.name = "error", .size = sizeof(struct oriel_error), .finish = error_event_finish
};

const struct oriel_error *oriel_event_error(const oriel_event *event) {
	return oriel__event_kind_detail(event, &error_kind);
}

static bool error_event_log(oriel_target *target, oriel_event *event) {
	const struct oriel_error *error = oriel_event_error(event);
	if (error != NULL && target->state->error_receiver != NULL)
		target->state->error_receiver(error, target->state->error_receiver_data);
	else if (error != NULL)
		oriel__error_log(error);
	return error != NULL;
}

const struct oriel__target_class oriel__loop_target_class = {
	.name = "loop",
	.kind = ORIEL__TARGET_KIND_LOOP,
	.default_action = error_event_log,
};

/* Copies a message. A long message is cut, so the copy is a small allocation and cannot fail. */
static char *error_event_copy_message(const char *message) {
	size_t length = strlen(message);
	return oriel__utf8_copy(
		message, oriel__utf8_floor(message, length, ORIEL__SMALL_TEXT_MAX), NULL);
}

void oriel__errors_pass_on(
	oriel_loop *loop, void (*fn)(const struct oriel_error *error, void *data), void *data) {
	struct oriel__event_state *state = oriel__event_state(loop);
	state->error_receiver = fn;
	state->error_receiver_data = data;
}

oriel_event *oriel__error_event_new(
	const char *type, const struct oriel_error *error, bool is_cancelable) {
	struct oriel_error copy = *error;
	copy.message = error_event_copy_message(error->message);
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
