/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Messages and questions in modal dialogs, whose results are promises.
 *
 * Nothing blocks: the loop goes on, and the promise is fulfilled when the user has closed the
 * dialog. The dialogs have the classes "alert", "confirm" and "prompt".
 *
 * ```c
 * static struct oriel_completion rename_note(struct oriel_payload result, void *data) {
 *     const char *name = (const char *)result.data; // NULL: the user has cancelled
 *     printf("%s\n", name ? name : "not renamed");
 *     return ORIEL_COMPLETE;
 * }
 *
 * // a field with "Note 1", which is selected
 * oriel_promise *name = oriel_prompt(window, "The name of the note:", .text = "Note 1");
 * oriel_promise_unref(oriel_then(name, rename_note, NULL, NULL));
 * ```
 *
 * Thread: loop. Errors: a promise is rejected with ORIEL_ABORT_ERROR if its window or its dialog is
 * destroyed before the answer, or if .signal aborts. Asserts if the window is NULL. Source: HTML,
 * "simple dialogs".
 */
#ifndef ORIEL_WIDGETS_ALERT_H
#define ORIEL_WIDGETS_ALERT_H

#include <oriel/runtime/options.h>
#include <oriel/runtime/promise.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Options of oriel_alert(). */
struct oriel_alert_options {
	ORIEL_OPTIONS_HEAD;
	const char *title ORIEL_DEFAULT; /**< copied; NULL: none */
	const char *ok ORIEL_DEFAULT;    /**< text of the button; copied; NULL: "OK" */
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort closes the dialog; may be NULL */
};

/** Does the work of oriel_alert(). */
ORIEL_API oriel_promise *oriel_alert_at(const char *site, oriel_window *window,
	const char *message, const struct oriel_alert_options *options);
/**
 * Shows a message.
 * @param ... message, copied; then members of struct oriel_alert_options by name
 * @return fulfilled without a value when the user has closed the dialog, with one reference
 */
#define oriel_alert(window, ...) \
	ORIEL__CALL_2(oriel_alert_at, struct oriel_alert_options, window, __VA_ARGS__, )

/** Options of oriel_confirm(). */
struct oriel_confirm_options {
	ORIEL_OPTIONS_HEAD;
	const char *title ORIEL_DEFAULT;  /**< copied; NULL: none */
	const char *ok ORIEL_DEFAULT;     /**< text of the button that confirms; copied; NULL: "OK" */
	const char *cancel ORIEL_DEFAULT; /**< text of the other one; copied; NULL: "Cancel" */
	/** confirming destroys something: its button warns, and "Cancel" has the focus */
	bool danger ORIEL_DEFAULT;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort closes the dialog; may be NULL */
};

/** Does the work of oriel_confirm(). */
ORIEL_API oriel_promise *oriel_confirm_at(const char *site, oriel_window *window,
	const char *message, const struct oriel_confirm_options *options);
/**
 * Asks a question, which the user confirms or cancels.
 * @param ... message, copied; then members of struct oriel_confirm_options by name
 * @return fulfilled with a value whose data is NULL if the user has cancelled, and not NULL if the
 * user has confirmed; with one reference
 */
#define oriel_confirm(window, ...) \
	ORIEL__CALL_2(oriel_confirm_at, struct oriel_confirm_options, window, __VA_ARGS__, )

/** Options of oriel_prompt(). */
struct oriel_prompt_options {
	ORIEL_OPTIONS_HEAD;
	const char *title ORIEL_DEFAULT;       /**< copied; NULL: none */
	const char *text ORIEL_DEFAULT;        /**< the text at first; copied; NULL: "" */
	const char *placeholder ORIEL_DEFAULT; /**< of the field; copied; NULL: none */
	const char *ok ORIEL_DEFAULT;     /**< text of the button that confirms; copied; NULL: "OK" */
	const char *cancel ORIEL_DEFAULT; /**< text of the other one; copied; NULL: "Cancel" */
	bool required ORIEL_DEFAULT;      /**< the user cannot confirm an empty text */
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort closes the dialog; may be NULL */
};

/** Does the work of oriel_prompt(). */
ORIEL_API oriel_promise *oriel_prompt_at(const char *site, oriel_window *window,
	const char *message, const struct oriel_prompt_options *options);
/**
 * Asks for a line of text.
 * @param ... message, copied; then members of struct oriel_prompt_options by name
 * @return fulfilled with a value whose data is the text, NUL-terminated UTF-8, or NULL if the user
 * has cancelled; with one reference
 */
#define oriel_prompt(window, ...) \
	ORIEL__CALL_2(oriel_prompt_at, struct oriel_prompt_options, window, __VA_ARGS__, )

ORIEL_END

#endif
