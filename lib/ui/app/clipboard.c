/* SPDX-License-Identifier: MIT */
/*
 * The public clipboard: promises over the reads of platform/clipboard_read.c, and offers of data
 * that is available at once. The end of an application rejects its reads in flight.
 */
#include <oriel/ui/clipboard.h>

#include "app/clipboard_internal.h"

#include "promise/promise_internal.h"
#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/options_internal.h"
#include "base/utf8_internal.h"
#include "platform/clipboard_read_internal.h"

#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/promise.h>
#include <string.h>

/* ---- Reading ---- */

struct oriel__app_read {
	struct oriel__clipboard_read read; /* must be first */
	struct oriel__app_read *next;
	oriel_app *app;
	oriel_resolver *resolver;
	struct oriel__abort_hook hook;
	oriel_abort_signal *signal; /* reference-counted; may be NULL */
	const char *site;
};

static struct oriel__app_read *app_read_of_hook(struct oriel__abort_hook *hook) {
	return oriel__container_of(hook, struct oriel__app_read, hook);
}

static void app_read_free(struct oriel__app_read *read) {
	struct oriel__app_read **link = &read->app->reads;
	while (*link != read)
		link = &(*link)->next;
	*link = read->next;
	oriel__abort_hook_remove(&read->hook);
	oriel_abort_signal_unref(read->signal);
	oriel_resolver_unref(read->resolver);
	oriel__free(read);
}

static const char *app_read_failure_text(enum oriel_status status) {
	switch (status) {
	case ORIEL_NOT_FOUND_ERROR:
		return "the selection is empty, or has no data of this type; request another type, or copy "
			"something first";
	case ORIEL_TIMEOUT_ERROR:
		return "the program that owns the selection has not responded for 5 s; copy again, "
			"perhaps from another program";
	case ORIEL_QUOTA_EXCEEDED_ERROR:
		return "the data of the selection is over 256 MiB or over the available memory; copy "
			"less";
	case ORIEL_ABORT_ERROR:
		return "the application has ended";
	default:
		return "the program that owns the selection has ended, or the system failed; copy again";
	}
}

static void app_read_reject(struct oriel__app_read *read, enum oriel_status status) {
	oriel_reject_error_at(read->site, read->resolver, status, app_read_failure_text(status));
}

static void app_read_done(struct oriel__clipboard_read *clipboard_read) {
	struct oriel__app_read *read = oriel__container_of(
		clipboard_read, struct oriel__app_read, read);
	oriel_loop *loop = clipboard_read->loop;
	oriel__callback_enter(loop); /* reactions run when the callback ends */
	if (clipboard_read->status == ORIEL_OK)
		oriel_resolve(read->resolver, oriel_bytes_payload(oriel_bytes_ref(clipboard_read->bytes)));
	else
		app_read_reject(read, clipboard_read->status);
	app_read_free(read);
	oriel__callback_leave(loop);
}

/* Rejects a read that the program has aborted; the rejection is not reported as unhandled. */
static void app_read_end(struct oriel__app_read *read, struct oriel_payload reason) {
	oriel__clipboard_read_cancel(&read->read);
	if (!read->resolver->is_spent)
		read->resolver->promise->is_aborted = true;
	oriel_reject(read->resolver, reason);
	app_read_free(read);
}

static void app_read_on_abort(struct oriel__abort_hook *hook) {
	struct oriel__app_read *read = app_read_of_hook(hook);
	app_read_end(read, oriel__abort_signal_rejection(read->site, read->signal));
}

static void app_read_end_with_app(struct oriel__app_read *read) {
	app_read_end(read,
		oriel_error_new_at(
			read->site, ORIEL_ABORT_ERROR, app_read_failure_text(ORIEL_ABORT_ERROR)));
}

void oriel__app_end_reads(oriel_app *app) {
	while (app->reads != NULL)
		app_read_end_with_app(app->reads);
}

static void clipboard_check(oriel_app *app, const char *caller) {
	ORIEL_ASSERT(
		app != NULL, "%s: the application is NULL; pass an application", caller);
	oriel__loop_check(app->loop, caller);
}

static void selection_check(enum oriel_selection selection, const char *caller) {
	ORIEL_ASSERT((unsigned)selection < ORIEL_SELECTION_COUNT,
		"%s: %d is not a selection; pass a value of enum oriel_selection", caller, (int)selection);
}

/* Reads a selection; type NULL: the list of its types. */
static oriel_promise *clipboard_read(const char *site, oriel_app *app, const char *type,
	const struct oriel_clipboard_read_options *options) {
	static const struct oriel_clipboard_read_options defaults = { .size = sizeof(defaults) };
	if (options == NULL)
		options = &defaults;
	oriel__check_options("oriel_clipboard_read", site, options);
	selection_check(options->selection, "oriel_clipboard_read");
	struct oriel__app_read *read = oriel__alloc_zero(1, sizeof(*read));
	oriel_promise *promise = oriel_promise_new_at(site, &read->resolver);
	read->app = app;
	read->site = site;
	read->next = app->reads;
	app->reads = read;
	if (options->signal != NULL)
		read->signal = oriel_abort_signal_ref(options->signal);
	if (app->is_destroyed) {
		app_read_end_with_app(read);
	} else if (!oriel__abort_hook_add(options->signal, &read->hook, app_read_on_abort)) {
		app_read_on_abort(&read->hook);
	} else {
		oriel__clipboard_read_begin(
			&read->read, site, app->platform, options->selection, type, app_read_done);
	}
	return promise;
}

oriel_promise *oriel_clipboard_read_at(const char *site, oriel_app *app, const char *type,
	const struct oriel_clipboard_read_options *options) {
	clipboard_check(app, "oriel_clipboard_read");
	ORIEL_ASSERT(type != NULL && strlen(type) <= ORIEL__SMALL_TEXT_MAX,
		"oriel_clipboard_read at %s: the type is NULL or has over 65,535 bytes; pass a MIME type, "
		"such as \"text/plain\"",
		site);
	return clipboard_read(site, app, type, options);
}

oriel_promise *oriel_clipboard_types_at(
	const char *site, oriel_app *app, const struct oriel_clipboard_read_options *options) {
	clipboard_check(app, "oriel_clipboard_types");
	return clipboard_read(site, app, NULL, options);
}

/* ---- Writing ---- */

struct written {
	struct oriel_clipboard_item *items;
	size_t count;
};

static struct oriel_bytes *written_fetch(void *data, const char *type) {
	const struct written *written = data;
	size_t i = 0;
	while (i < written->count && strcmp(written->items[i].type, type) != 0)
		i++;
	return i < written->count ? oriel_bytes_ref(written->items[i].bytes) : NULL;
}

static void written_drop(void *data) {
	struct written *written = data;
	for (size_t i = 0; i < written->count; i++) {
		oriel__free((char *)written->items[i].type);
		oriel_bytes_unref(written->items[i].bytes);
	}
	oriel__free(written->items);
	oriel__free(written);
}

static struct written *written_new(const struct oriel_clipboard_item *items, size_t count) {
	struct written *written = oriel__alloc_zero(1, sizeof(*written));
	written->items = oriel__alloc_zero(count > 0 ? count : 1, sizeof(*items));
	written->count = count;
	for (size_t i = 0; i < count; i++) {
		ORIEL_ASSERT(items[i].type != NULL && strlen(items[i].type) <= ORIEL__SMALL_TEXT_MAX &&
				items[i].bytes != NULL,
			"oriel_clipboard_write: item %zu has no bytes, no type or a type over 65,535 bytes; "
			"set both",
			i);
		written->items[i] = (struct oriel_clipboard_item){ oriel__strdup(items[i].type),
			oriel_bytes_ref(items[i].bytes) };
	}
	return written;
}

enum oriel_status oriel_clipboard_write(oriel_app *app, enum oriel_selection selection,
	const struct oriel_clipboard_item *items, size_t count) {
	clipboard_check(app, "oriel_clipboard_write");
	selection_check(selection, "oriel_clipboard_write");
	ORIEL_ASSERT(items != NULL || count == 0,
		"oriel_clipboard_write: the items are NULL; pass an array");
	ORIEL_ASSERT(!app->is_destroyed,
		"oriel_clipboard_write: the application is destroyed; pass another");
	struct written *written = written_new(items, count);
	const char **types = oriel__alloc_zero(count > 0 ? count : 1, sizeof(*types));
	for (size_t i = 0; i < count; i++)
		types[i] = written->items[i].type;
	const struct oriel_clipboard_offer offer = { types, count, written_fetch, written,
		written_drop };
	enum oriel_status status = app->platform->platform_class->clipboard_offer(
		app->platform, selection, &offer);
	oriel__free(types);
	return status;
}

enum oriel_status oriel_clipboard_write_text(
	oriel_app *app, enum oriel_selection selection, const char *text, size_t length) {
	clipboard_check(app, "oriel_clipboard_write_text");
	ORIEL_ASSERT(text != NULL,
		"oriel_clipboard_write_text: the text is NULL; pass a string, which may be empty");
	size_t valid_length;
	char *valid = oriel__utf8_try_copy(text, length, &valid_length);
	struct oriel_bytes *bytes = valid != NULL ? oriel__clipboard_bytes_new(valid, valid_length) :
												NULL;
	if (valid == NULL)
		oriel_log(ORIEL_LOG_ERROR, "no memory for %zu bytes of text on the clipboard", length);
	else
		oriel__free_wiped(valid, valid_length);
	if (bytes == NULL)
		return ORIEL_QUOTA_EXCEEDED_ERROR;
	enum oriel_status status = oriel_clipboard_write(
		app, selection, &(const struct oriel_clipboard_item){ "text/plain", bytes }, 1);
	oriel_bytes_unref(bytes);
	return status;
}

enum oriel_status oriel_clipboard_set_text(oriel_app *app, const char *text) {
	ORIEL_ASSERT(text != NULL,
		"oriel_clipboard_set_text: the text is NULL; pass a string, which may be empty");
	return oriel_clipboard_write_text(app, ORIEL_SELECTION_CLIPBOARD, text, strlen(text));
}
