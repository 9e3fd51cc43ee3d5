/* SPDX-License-Identifier: MIT */
/*
 * The first process of a single instance: hears other processes, and fires `open`.
 *
 * Each of the others is a guest: a stream that is read to its end, with limits of bytes and time.
 * The reaction to the end of reading owns the guest. Guests beyond the limit wait in the kernel's
 * backlog: the socket is not watched meanwhile.
 */
#define _GNU_SOURCE /* accept4() */
#include "app/app_internal.h"
#include "app/instance_internal.h"

#include "base/alloc_internal.h"
#include "event/event_internal.h"
#include "loop/external_internal.h"

#include <fcntl.h>
#include <oriel/io/stream.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/promise.h>
#include <oriel/runtime/timer.h>
#include <oriel/runtime/watch.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { GUESTS_MAX = 16 };

struct guest {
	struct oriel__list_link link;
	oriel_instance *instance; /* NULL once it has ended */
	oriel_stream *stream;
	int connection; /* owned by stream */
	oriel_timer_id timer;
};

/* ---- The event ---- */

struct open_detail {
	struct oriel_open_event open; /* must be first */
	struct oriel_bytes *bytes;    /* contains the texts */
};

static void open_finish_detail(void *data) {
	struct open_detail *detail = data;
	oriel__free((void *)(uintptr_t)detail->open.arguments);
	oriel_bytes_unref(detail->bytes);
}

static const struct oriel__event_kind open_kind = { "open", sizeof(struct open_detail),
	open_finish_detail };

const struct oriel_open_event *oriel_event_open(const oriel_event *event) {
	const struct open_detail *detail = oriel__event_kind_detail(event, &open_kind);
	return detail != NULL ? &detail->open : NULL;
}

/* Returns the text behind a text of a message; NULL at the end. */
static const char *open_next_text(const struct oriel_bytes *bytes, const char *text) {
	const char *next = text + strlen(text) + 1;
	return next < bytes->data + bytes->length ? next : NULL;
}

/* Reads a message. Returns false if it is malformed; then nothing is allocated. */
static bool open_parse(struct oriel_bytes *bytes, struct open_detail *out) {
	if (bytes->length < sizeof(ORIEL__INSTANCE_MAGIC) || bytes->data[bytes->length - 1] != '\0' ||
		strcmp(bytes->data, ORIEL__INSTANCE_MAGIC) != 0)
		return false;
	const char *directory = open_next_text(bytes, bytes->data);
	const char *token = directory != NULL ? open_next_text(bytes, directory) : NULL;
	if (token == NULL || directory[0] != '/')
		return false;
	int count = 0;
	for (const char *at = token; (at = open_next_text(bytes, at)) != NULL;)
		count++;
	if (count > ORIEL__INSTANCE_ARGUMENTS)
		return false;
	const char **arguments = oriel__alloc_zero((size_t)count + 1, sizeof(*arguments));
	const char *at = token;
	for (int i = 0; i < count; i++)
		arguments[i] = at = open_next_text(bytes, at);
	*out = (struct open_detail){
		.open = { count, arguments, directory, token },
		.bytes = oriel_bytes_ref(bytes),
	};
	return true;
}

/* Fires `open`. Its default action is to activate the first window. */
static void open_fire(oriel_app *app, const struct open_detail *detail) {
	oriel__hold_begin(app->loop);
	oriel_event *event = oriel__event_new_kind(
		"open", &open_kind, detail, ORIEL__EVENT_CANCELABLE, NULL, oriel_loop_now(app->loop));
	bool is_allowed = oriel__dispatch_trusted(&app->target, event);
	oriel_window *window = app->is_destroyed ? NULL : oriel_app_first_window(app);
	if (is_allowed && window != NULL)
		oriel_window_activate(window, detail->open.activation_token);
	oriel_event_unref(event);
	oriel__hold_end(app->loop);
}

/* ---- Guests ---- */

static void instance_watch(oriel_instance *instance);

static void guest_free(void *data) {
	struct guest *guest = data;
	oriel_instance *instance = guest->instance;
	oriel_clear_timer(guest->timer);
	oriel_stream_destroy(guest->stream);
	if (instance != NULL) {
		oriel__list_remove(&instance->guests, &guest->link);
		instance->guest_count--;
		instance_watch(instance);
	}
	oriel__free(guest);
}

static struct oriel_completion guest_read(struct oriel_payload value, void *data) {
	const struct guest *guest = data;
	static const char reply = ORIEL__INSTANCE_REPLY;
	struct open_detail detail;
	if (guest->instance == NULL)
		return ORIEL_COMPLETE;
	if (!open_parse(value.data, &detail)) {
		oriel_log(ORIEL_LOG_WARNING, "another start of the program sent a malformed message");
		return ORIEL_COMPLETE;
	}
	oriel_app *app = guest->instance->app;
	/* the kernel has space for the first byte, and the stream ends with this function */
	(void)!send(guest->connection, &reply, 1, MSG_NOSIGNAL | MSG_DONTWAIT);
	open_fire(app, &detail);
	return ORIEL_COMPLETE;
}

static struct oriel_completion guest_failed(struct oriel_payload value, void *data) {
	const struct guest *guest = data;
	if (guest->instance != NULL)
		oriel_log(ORIEL_LOG_WARNING,
			"another start of the program sent no message in time, or one over 1 MiB");
	return ORIEL_COMPLETE;
}

/* Closes the stream of a guest. That rejects the promise of reading, whose reaction may free the
 * guest at once. */
static void guest_close(struct guest *guest) {
	oriel_stream *stream = guest->stream;
	guest->stream = NULL;
	oriel_stream_destroy(stream);
}

static void guest_late(void *data) {
	struct guest *guest = data;
	guest->timer = 0;
	guest_close(guest);
}

static void guest_new(oriel_instance *instance, int connection) {
	struct guest *guest = oriel__alloc_zero(1, sizeof(*guest));
	guest->instance = instance;
	guest->connection = connection;
	guest->stream = oriel_stream_new_fd(connection, .name = "another start of the program");
	guest->timer = oriel_set_timeout(guest_late, guest, ORIEL__INSTANCE_WAIT_MS);
	oriel__list_append(&instance->guests, &guest->link);
	instance->guest_count++;
	oriel_promise_unref(oriel_then(oriel_stream_read_all(guest->stream, ORIEL__INSTANCE_BYTES),
		guest_read, guest_failed, guest, .release = guest_free));
}

static void instance_on_connection(int fd, unsigned events, void *data) {
	oriel_instance *instance = data;
	int connection = accept4(fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	if (connection < 0)
		return;
	if (!oriel__instance_is_own_user(connection)) {
		oriel_log(ORIEL_LOG_WARNING, "a process of another user is not heard");
		close(connection);
		return;
	}
	guest_new(instance, connection);
	if (instance->guest_count >= GUESTS_MAX) {
		oriel_unwatch(instance->watch);
		instance->watch = 0;
	}
}

static void instance_watch(oriel_instance *instance) {
	if (instance->watch == 0 && instance->app != NULL)
		instance->watch = oriel_watch_fd(
			instance->socket, ORIEL_WATCH_READABLE, instance_on_connection, instance);
}

void oriel__instance_begin(oriel_instance *instance, oriel_app *app) {
	if (instance->socket < 0)
		return;
	oriel__external_miss(app->loop, "another start of the program");
	instance->app = app;
	instance_watch(instance);
}

void oriel__instance_end(oriel_instance *instance) {
	instance->app = NULL;
	if (instance->watch != 0)
		oriel_unwatch(instance->watch);
	instance->watch = 0;
	struct guest *guest;
	while ((guest = oriel__list_first(&instance->guests, struct guest, link)) != NULL) {
		oriel__list_remove(&instance->guests, &guest->link);
		guest->instance = NULL;
		guest_close(guest);
	}
}
