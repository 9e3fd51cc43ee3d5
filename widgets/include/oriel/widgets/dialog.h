/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A dialog: a box over a window, modal or not, that closes with a value. Type "dialog".
 *
 * A dialog stands in the tree of a window, and is hidden until it is opened. It holds a form, with
 * the title, the children, and often a row of buttons. A modal dialog is centred in the window, and
 * keeps input from every other widget of the window. A dialog that is larger than the window
 * scrolls.
 *
 * ```c
 * static void on_close(oriel_event *event, void *data) {
 *     if (strcmp(oriel_dialog_return_value(oriel_event_widget(event)), "delete") == 0)
 *         puts("3 notes are deleted");
 * }
 *
 * oriel_widget *cancel = oriel_dialog_button("Cancel", "cancel");
 * oriel_widget *confirm = oriel_dialog_button("Delete", "delete");
 * oriel_widget *buttons = oriel_dialog_buttons(cancel, confirm); // the last of 2 is the default
 * oriel_widget *dialog = oriel_dialog("Delete 3 notes?", oriel_label("For ever."), buttons);
 * oriel_append(root, dialog);
 * oriel_listen(dialog, "close", on_close, NULL);
 * oriel_dialog_show_modal(dialog);
 * ```
 *
 * An open dialog has the attribute "open". The events do not bubble:
 *
 * - `beforetoggle`, before the dialog opens or closes; cancelable when it opens;
 * - `toggle`, as a task, after the dialog has opened or closed;
 * - `cancel`, cancelable, when the user asks to close the dialog, as by Escape;
 * - `close`, as a task, after the dialog has closed.
 *
 * The attribute "closedby" says what the user can do besides pressing a button: "none" for nothing,
 * "closerequest" for Escape, "any" for Escape and a press outside. Without it, Escape closes modal
 * dialogs.
 *
 * A dialog that opens focuses the first widget inside with the attribute "autofocus", else the
 * first at which Tab stops, else itself. A dialog that closes gives the focus back.
 *
 * A form in a dialog whose attribute "method" is "dialog" closes the dialog when it is submitted;
 * the value is the attribute "value" of the button. The form of oriel_dialog() is such a form.
 *
 * Thread: loop. Errors: statuses, named like HTML's exceptions. Without memory for a text the old
 * text stays, and an error is logged. Source: HTML, "the dialog element".
 */
#ifndef ORIEL_WIDGETS_DIALOG_H
#define ORIEL_WIDGETS_DIALOG_H

#include <oriel/runtime/status.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Does the work of oriel_dialog(). */
ORIEL_API oriel_widget *oriel_dialog_at(
	const char *site, const char *title, oriel_widget *const *children, size_t count);
/**
 * Makes a dialog, which is closed.
 * @param ... title, copied, NULL is no title; then the children, handed over, at most 62; NULLs are
 * skipped
 * @return owned by the caller until it is inserted
 */
#define oriel_dialog(...) ORIEL__DIALOG(__VA_ARGS__, NULL)
#define ORIEL__DIALOG(title, ...) oriel_dialog_at(ORIEL_SITE, title, ORIEL__CHILDREN(__VA_ARGS__))

/** Does the work of oriel_dialog_buttons(). */
ORIEL_API oriel_widget *oriel_dialog_buttons_at(
	const char *site, oriel_widget *const *buttons, size_t count);
/**
 * Makes the row of buttons of a dialog, at the end of the line. Type "dialog-buttons".
 *
 * The default button is the first one with the class "primary", else the last one, which gets the
 * class. The default button submits the form of the dialog, as does Enter in a text field. The
 * others submit nothing.
 * @param ... the buttons, handed over, at most 63; NULLs are skipped
 * @return owned by the caller until it is inserted
 */
#define oriel_dialog_buttons(...) \
	oriel_dialog_buttons_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))
/**
 * Makes a button that closes the dialog around it. The button has the attributes "type", which is
 * "button", and "command", which is "close".
 * @param text  copied; NULL is ""
 * @param value the return value of the dialog, copied
 * @return owned by the caller until it is inserted
 */
ORIEL_API oriel_widget *oriel_dialog_button(const char *text, const char *value);

/**
 * Opens a dialog that is not modal: the rest of the window can be used meanwhile.
 * @return ORIEL_INVALID_STATE_ERROR if the dialog is open and modal; otherwise ORIEL_OK, also if a
 * listener has prevented `beforetoggle`
 */
ORIEL_API enum oriel_status oriel_dialog_show(oriel_widget *dialog);
/**
 * Opens a modal dialog.
 * @return ORIEL_INVALID_STATE_ERROR if the dialog is in no window, or is open and not modal;
 * otherwise ORIEL_OK, also if a listener has prevented `beforetoggle`
 */
ORIEL_API enum oriel_status oriel_dialog_show_modal(oriel_widget *dialog);
/** Closes a dialog. A closed dialog stays as it is. @param value the return value, copied; NULL
 * keeps the present one */
ORIEL_API void oriel_dialog_close(oriel_widget *dialog, const char *value);
/** Asks a dialog to close, as Escape does: fires `cancel`, and closes the dialog unless a listener
 * prevented the event. @param value as for oriel_dialog_close() */
ORIEL_API void oriel_dialog_request_close(oriel_widget *dialog, const char *value);
/** Tells whether a dialog is open. */
ORIEL_API bool oriel_dialog_is_open(const oriel_widget *dialog);

/** Returns the return value, borrowed until it changes; "" before the first one; never NULL. */
ORIEL_API const char *oriel_dialog_return_value(const oriel_widget *dialog);
/** Sets the return value, which opening a dialog does not clear. @param value copied; NULL is "" */
ORIEL_API void oriel_dialog_set_return_value(oriel_widget *dialog, const char *value);
/** Sets the title. @param title copied; NULL and "" hide the title */
ORIEL_API void oriel_dialog_set_title(oriel_widget *dialog, const char *title);
/** Returns the title, borrowed until it changes; never NULL. */
ORIEL_API const char *oriel_dialog_title(const oriel_widget *dialog);

ORIEL_END

#ifdef __cplusplus
inline oriel_widget *oriel_dialog_at(
	const char *site, const char *title, std::initializer_list<oriel_widget *> children) {
	return oriel_dialog_at(site, title, children.begin(), children.size());
}
#endif
ORIEL__CHILDREN_OVERLOAD(oriel_dialog_buttons_at)

#endif
