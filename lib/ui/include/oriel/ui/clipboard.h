/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The system's clipboard and the primary selection: reading and writing data by MIME type.
 *
 * Reading is asynchronous, because the data is in another program, which may be slow, hang or end.
 * A read never blocks the loop, and its promise always settles: after 5 s without a sign of life
 * of the owner it is rejected. For example, a program that pastes a picture:
 *
 * ```c
 * static struct oriel_completion on_png(struct oriel_payload result, void *data) {
 *     const struct oriel_bytes *bytes = oriel_bytes_try_from_payload(result);
 *     printf("%zu bytes, at most 268435456\n", bytes->length);
 *     return ORIEL_COMPLETE;
 * }
 *
 * oriel_promise_unref(oriel_then(oriel_clipboard_read(app, "image/png"), on_png, NULL, NULL));
 * ```
 *
 * Text is "text/plain" in UTF-8. Text of other programs is converted from their names and
 * encodings (UTF8_STRING, Latin-1); invalid parts are replaced by U+FFFD, NULs left out. Text that
 * a program offers is offered by all names that other programs ask for. Text that Oriel copies for
 * the clipboard is zeroed in memory when it is freed.
 *
 * Ctrl+V and the middle button fire `paste` with the text (input_event.h, oriel_event_clipboard()).
 *
 * X11, Wayland and headless platforms have all types; Wayland has the primary selection where the
 * compositor offers one. Other systems have text on the clipboard alone (docs/ui/platforms.md). The
 * data that a program offers is gone when the program ends.
 *
 * Thread: loop. Errors: a promise is rejected with an error (error.h); the system's refusal is
 * logged. Source: Clipboard API and events; ICCCM, "Peer-to-Peer Communication by Means of
 * Selections".
 */
#ifndef ORIEL_UI_CLIPBOARD_H
#define ORIEL_UI_CLIPBOARD_H

#include <oriel/runtime/bytes.h>
#include <oriel/ui/selection.h>
#include <oriel/runtime/status.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Options of oriel_clipboard_read() and oriel_clipboard_types(). */
struct oriel_clipboard_read_options {
	ORIEL_OPTIONS_HEAD;
	enum oriel_selection selection ORIEL_DEFAULT; /**< the clipboard by default */
	/** its abort rejects the promise and ends the read; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
};

/** Does the work of oriel_clipboard_read(). @param options copied; NULL: the defaults */
ORIEL_API oriel_promise *oriel_clipboard_read_at(const char *site, oriel_app *app, const char *type,
	const struct oriel_clipboard_read_options *options);
/**
 * Reads the data of a selection.
 * @param app asserted not to be NULL
 * @param ... type, a MIME type, copied; then members of struct oriel_clipboard_read_options by name
 * @return a promise, with one reference, of oriel_bytes (bytes.h) that a NUL follows. The promise
 * is rejected with ORIEL_NOT_FOUND_ERROR if no program owns the selection or the owner has no such
 * type, ORIEL_TIMEOUT_ERROR if the owner gave no sign of life for 5 s, ORIEL_OPERATION_ERROR if the
 * owner ended meanwhile or the system failed, ORIEL_QUOTA_EXCEEDED_ERROR for more than 256 MiB or
 * without memory, and with the reason of .signal if that aborts
 * Thread: loop. Source: Clipboard API, "read()".
 */
#define oriel_clipboard_read(app, ...) \
	ORIEL__CALL_2( \
		oriel_clipboard_read_at, struct oriel_clipboard_read_options, app, __VA_ARGS__, )

/** Does the work of oriel_clipboard_types(). @param options copied; NULL: the defaults */
ORIEL_API oriel_promise *oriel_clipboard_types_at(
	const char *site, oriel_app *app, const struct oriel_clipboard_read_options *options);
/**
 * Reads the MIME types in which a selection can be read.
 * @param ... app; then members of struct oriel_clipboard_read_options by name
 * @return a promise, with one reference, of oriel_bytes that hold one type a line, followed by a
 * NUL; "text/plain" comes first if there is text. Rejected like oriel_clipboard_read().
 * Thread: loop.
 */
#define oriel_clipboard_types(...) \
	ORIEL__CALL_1( \
		oriel_clipboard_types_at, struct oriel_clipboard_read_options, __VA_ARGS__, )

/** One form of the data that a program offers. */
struct oriel_clipboard_item {
	const char *type;          /**< a MIME type, copied; "text/plain" must be UTF-8 */
	struct oriel_bytes *bytes; /**< borrowed for the call, which keeps references of its own */
};

/**
 * Offers data in a selection, in place of what was there. Each item is another form of the same
 * data. Its size is not limited.
 * @param items the best form first; copied
 * @param count 0 empties the selection if the program owns it
 * @return ORIEL_OK; ORIEL_OPERATION_ERROR if the system refuses, which is logged;
 * ORIEL_NOT_FOUND_ERROR if it has no such selection Thread: loop. Source: Clipboard API, "write()".
 */
ORIEL_API enum oriel_status oriel_clipboard_write(oriel_app *app, enum oriel_selection selection,
	const struct oriel_clipboard_item *items, size_t count);
/**
 * Offers text in a selection, in place of what was there.
 * @param text copied
 * @return as oriel_clipboard_write(); ORIEL_QUOTA_EXCEEDED_ERROR if there is no memory
 * Thread: loop. Source: Clipboard API, "writeText()".
 */
ORIEL_API enum oriel_status oriel_clipboard_write_text(
	oriel_app *app, enum oriel_selection selection, const char *text, size_t length);
/** Offers text on the clipboard: oriel_clipboard_write_text() of a string. Thread: loop. */
ORIEL_API enum oriel_status oriel_clipboard_set_text(oriel_app *app, const char *text);

ORIEL_END

#endif
