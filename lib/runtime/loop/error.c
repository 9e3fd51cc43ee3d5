/* SPDX-License-Identifier: MIT */
/*
 * Errors as payloads, and errors that callbacks report. event/ installs a hook that turns them into
 * `error` events; without the hook they are logged.
 */
#include "loop/error_internal.h"

#include "base/alloc_internal.h"
#include "loop/loop_state_internal.h"

#include <stdatomic.h>
#include <string.h>

/* An error as a reference-counted payload; its message and chain follow in the same block. */
struct shared_error {
	struct oriel_error error;
	atomic_size_t references;
	char text[];
};

#define NO_MESSAGE "no message was given"

void oriel__error_log(const struct oriel_error *error) {
	const char *status = oriel_status_name(error->code);
	if (error->chain[0] != '\0')
		oriel_log(ORIEL_LOG_ERROR, "%s: %s: %s (in %s)", error->site, status, error->message,
			error->chain);
	else
		oriel_log(ORIEL_LOG_ERROR, "%s: %s: %s", error->site, status, error->message);
}

void oriel__loop_set_error_hook(
	oriel_loop *loop, void (*hook)(oriel_loop *loop, const struct oriel_error *error)) {
	loop->error_hook = hook;
}

void oriel_report_error_at(const char *site, enum oriel_status code, const char *message,
	struct oriel_payload payload) {
	oriel_loop *loop = oriel__here("oriel_report_error");
	char chain[ORIEL__CHAIN_SIZE];
	oriel__cause_print(loop, chain, sizeof(chain));
	struct oriel_error error = { .code = code,
		.message = message != NULL ? message : NO_MESSAGE,
		.site = site,
		.payload = payload,
		.chain = chain };

	if (loop->error_hook != NULL && !loop->in_error) {
		loop->in_error = true;
		loop->error_hook(loop, &error);
		loop->in_error = false;
	} else {
		oriel__error_log(&error);
		oriel__defer_drop(loop, error.payload.release, error.payload.data);
	}
}

static void error_payload_retain(void *data) {
	struct shared_error *error = data;
	atomic_fetch_add_explicit(&error->references, 1, memory_order_relaxed);
}

static void error_payload_release(void *data) {
	struct shared_error *error = data;
	if (atomic_fetch_sub_explicit(&error->references, 1, memory_order_acq_rel) == 1)
		oriel__free(error);
}

struct oriel_payload oriel_error_new_at(
	const char *site, enum oriel_status code, const char *message) {
	if (message == NULL)
		message = NO_MESSAGE;
	char chain[ORIEL__CHAIN_SIZE] = "";
	if (oriel__thread_loop != NULL)
		oriel__cause_print(oriel__thread_loop, chain, sizeof(chain));
	size_t length = strnlen(message, ORIEL__SMALL_TEXT_MAX), chain_size = strlen(chain) + 1;
	struct shared_error *error = oriel__alloc(sizeof(*error) + length + 1 + chain_size);
	memcpy(error->text, message, length);
	error->text[length] = '\0';
	memcpy(error->text + length + 1, chain, chain_size);
	error->error = (struct oriel_error){
		.code = code, .message = error->text, .site = site, .chain = error->text + length + 1
	};
	atomic_init(&error->references, 1);
	return oriel_shared(error, error_payload_retain, error_payload_release);
}

const struct oriel_error *oriel_error_try_from_payload(struct oriel_payload payload) {
	return payload.release == error_payload_release ?
		&((const struct shared_error *)payload.data)->error :
		NULL;
}
