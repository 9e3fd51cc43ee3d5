/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The system's clipboard and the primary selection: reading and writing data by MIME type.
 *
 * Reading is asynchronous, because the data is in another program, which may be slow, hang or end.
 * A read never blocks the loop, and always settles: an owner that gives no sign of life for 5 s
 * rejects it. For example, a program that pastes a picture:
 *
 *     static struct oriel_completion on_png(struct oriel_payload result, void *data) {
 *         struct oriel_bytes *bytes = oriel_bytes_try_from_payload(result);
 *         show_png(bytes->data, bytes->length);
 *         return ORIEL_COMPLETE;
 *     }
 *
 *     oriel_promise_unref(oriel_then(oriel_clipboard_read(app, "image/png"), on_png, NULL, NULL));
 *
 * Text is "text/plain" and UTF-8, whatever the other program calls it and however it encodes it
 * (UTF8_STRING, Latin-1): invalid parts are replaced by U+FFFD, NULs left out. A program that
 * offers text offers it by all names that others ask for. Text that Oriel copies for the clipboard
 * is zeroed in memory when it is freed.
 *
 * What Control V and the middle button paste arrives as `paste` (input.h, oriel_event_clipboard()).
 *
 * X11, Wayland and headless platforms have all types, the primary selection on Wayland where the
 * compositor offers it; other systems have text on the clipboard alone (docs/ui/platforms.md). The
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

struct oriel_clipboard_read_options {
	ORIEL_OPTIONS_HEAD;
	enum oriel_selection selection; /**< the clipboard by default */
	/**< its abort rejects the promise and ends the read; may be NULL */
	oriel_abort_signal *signal;
};

/**
 * Reads the data of a selection.
 * @param type a MIME type, copied
 * @return a promise, with one reference, of oriel_bytes (bytes.h), behind which a NUL stands;
 * rejected with ORIEL_NOT_FOUND_ERROR if no program owns the selection or it has not that type,
 * ORIEL_TIMEOUT_ERROR if its owner gave no sign of life for 5 s, ORIEL_OPERATION_ERROR if the owner
 * ended meanwhile or the system failed, ORIEL_QUOTA_EXCEEDED_ERROR for more than 256 MiB or than
 * there is memory for, and as the signal says if that aborts Thread: loop. Source: Clipboard API,
 * "read()".
 */
ORIEL_API oriel_promise *oriel_clipboard_read_at(const char *site, oriel_app *app, const char *type,
	const struct oriel_clipboard_read_options *options);
#define oriel_clipboard_read(...) \
	ORIEL__CLIPBOARD_READ(__VA_ARGS__, .size = sizeof(struct oriel_clipboard_read_options))
#define ORIEL__CLIPBOARD_READ(app, type, ...) \
	oriel_clipboard_read_at( \
		ORIEL_SITE, app, type, &(const struct oriel_clipboard_read_options){ __VA_ARGS__ })

/**
 * Reads which MIME types a selection can be read in.
 * @return a promise, with one reference, of oriel_bytes that hold one type a line, followed by a
 * NUL; "text/plain" comes first if there is text. Rejected as oriel_clipboard_read() is. Thread:
 * loop.
 */
ORIEL_API oriel_promise *oriel_clipboard_types_at(
	const char *site, oriel_app *app, const struct oriel_clipboard_read_options *options);
#define oriel_clipboard_types(...) \
	ORIEL__CLIPBOARD_TYPES(__VA_ARGS__, .size = sizeof(struct oriel_clipboard_read_options))
#define ORIEL__CLIPBOARD_TYPES(app, ...) \
	oriel_clipboard_types_at( \
		ORIEL_SITE, app, &(const struct oriel_clipboard_read_options){ __VA_ARGS__ })

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
