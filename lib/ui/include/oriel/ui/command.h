/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Commands of an application, such as "file.save": a label, an icon, shortcuts, and an event that
 * asks the focused widget to act.
 *
 * Running a command fires `command` at the focused widget, or at the root of the window without
 * one. The event bubbles and is cancelable; oriel_event_command() returns its data. The handler is
 * a listener, or a default action of a class. Menus, tool bars and shortcuts all run commands.
 *
 * A shortcut is the window's default action for a `keydown` that no listener prevented and no
 * widget took. It does nothing while an input method composes. A shortcut that types a character,
 * such as "?", does nothing while a text input has the focus. A held key runs a command once,
 * unless the command has `.repeats`.
 *
 * An application begins with the commands "edit.undo", "edit.redo", "edit.cut", "edit.copy",
 * "edit.paste", "edit.delete" and "edit.select-all". Text inputs handle these, and enable them by
 * their selection and history. Elsewhere they are disabled, unless oriel_command_set_enabled()
 * enables them. After a `command` that nothing took, "edit.cut", "edit.copy" and "edit.paste" fire
 * `cut`, `copy` and `paste`.
 *
 * While a modal member of the top layer is shown, only its own commands run: commands that a widget
 * inside it enables, and commands of shortcuts inside it.
 *
 * ```c
 * static void on_command(oriel_event *event, void *data) {
 *     const struct oriel_command_event *command = oriel_event_command(event);
 *     if (strcmp(command->id, "view.zoom") == 0)
 *         puts(command->parameter ? command->parameter : "100 %");
 * }
 *
 * static void add_commands(oriel_app *app, oriel_window *window) {
 *     oriel_command_add(app, "file.save", .label = "Save", .shortcuts = "Ctrl+S");
 *     oriel_command_add(app, "view.zoom", .label = "Zoom", .shortcuts = "Ctrl+0 F8");
 *     oriel_command_set_enabled(oriel_window_root(window), "file.save", false); // nothing changed
 *     oriel_listen(oriel_window_root(window), "command", on_command, NULL);
 *     oriel_command_run(oriel_command_target(window), "view.zoom", "150 %");
 * }
 * ```
 *
 * Thread: loop. Errors: only broken contracts, which assert: an unknown id, a malformed shortcut,
 * and two commands with one shortcut in one scope. Source: none; the event follows HTML, "the
 * command event".
 */
#ifndef ORIEL_UI_COMMAND_H
#define ORIEL_UI_COMMAND_H

#include <oriel/runtime/event.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Options of oriel_command_add(). */
struct oriel_command_options {
	ORIEL_OPTIONS_HEAD;
	const char *label ORIEL_DEFAULT; /**< text of menu items; copied; NULL: the id */
	const char *icon ORIEL_DEFAULT;  /**< name of an icon; copied; NULL: none */
	/** shortcuts as of oriel_key_is(), separated by spaces; menus show the first; copied; NULL:
	 * none */
	const char *shortcuts ORIEL_DEFAULT;
	bool checkable ORIEL_DEFAULT; /**< menus show whether the command is checked */
	bool checked ORIEL_DEFAULT;   /**< implies checkable */
	bool repeats ORIEL_DEFAULT;   /**< a held key of a shortcut runs the command again and again */
	bool disabled ORIEL_DEFAULT;  /**< disabled where no widget enables the command */
};

/** The data of `command`. */
struct oriel_command_event {
	const char *id;        /**< of the command; borrowed as long as the event */
	const char *parameter; /**< as given to oriel_command_run(); may be NULL; borrowed likewise */
};

/** Does the work of oriel_command_add(). @param options copied; NULL: the defaults */
ORIEL_API void oriel_command_add_at(const char *site, oriel_app *app, const char *id,
	const struct oriel_command_options *options);
/**
 * Adds a command to an application. `commandchange` is fired at the application, as a task, when
 * commands, their states or the focus have changed.
 * @param app    the application
 * @param ...    id, copied, e.g. "file.save"; then members of struct oriel_command_options by name
 * Errors: asserts if the id is in use, if a shortcut is malformed, and if another command of the
 * application has the shortcut.
 */
#define oriel_command_add(app, ...) \
	ORIEL__CALL_2(oriel_command_add_at, struct oriel_command_options, app, __VA_ARGS__, )
/** Removes a command, with its shortcuts. Does nothing if there is none with this id. */
ORIEL_API void oriel_command_remove(oriel_app *app, const char *id);
/** Returns whether an application has a command. */
ORIEL_API bool oriel_command_exists(oriel_app *app, const char *id);
/**
 * Returns the id of the command that was added after another one, borrowed until that command is
 * removed.
 * @param id NULL: returns the first id
 * @return NULL after the last
 */
ORIEL_API const char *oriel_command_next(oriel_app *app, const char *id);

/** Sets the label of a command. @param label copied; NULL: the id */
ORIEL_API void oriel_command_set_label(oriel_app *app, const char *id, const char *label);
/** Returns the label of a command, borrowed until the label changes. */
ORIEL_API const char *oriel_command_label(oriel_app *app, const char *id);
/** Sets the name of a command's icon. @param icon copied; NULL: none */
ORIEL_API void oriel_command_set_icon(oriel_app *app, const char *id, const char *icon);
/** Returns the name of a command's icon, borrowed until the icon changes; NULL without one. */
ORIEL_API const char *oriel_command_icon(oriel_app *app, const char *id);
/** Sets the shortcuts of a command. @param shortcuts as in struct oriel_command_options; copied */
ORIEL_API void oriel_command_set_shortcuts(oriel_app *app, const char *id, const char *shortcuts);
/** Returns the first shortcut of a command as oriel_shortcut_text() writes it, borrowed until the
 * shortcuts change; "" without one. */
ORIEL_API const char *oriel_command_shortcut_text(oriel_app *app, const char *id);
/** Sets whether a command is checked, and makes the command checkable. */
ORIEL_API void oriel_command_set_checked(oriel_app *app, const char *id, bool checked);
/** Returns whether a command is checked. */
ORIEL_API bool oriel_command_is_checked(oriel_app *app, const char *id);
/** Returns whether menus show the state "checked" of a command. */
ORIEL_API bool oriel_command_is_checkable(oriel_app *app, const char *id);

/**
 * Enables or disables a command for a widget and everything inside it. Of several such settings
 * around the focus the nearest wins.
 *
 * For example, a window with two documents disables "file.save" for the one without changes.
 * @param scope a widget; it need not be in a window
 * @param id    copied
 */
ORIEL_API void oriel_command_set_enabled(oriel_widget *scope, const char *id, bool enabled);
/** Removes what oriel_command_set_enabled() has set for a widget. */
ORIEL_API void oriel_command_unset_enabled(oriel_widget *scope, const char *id);
/**
 * Adds a shortcut that runs a command while the focus is inside a widget. Such a shortcut wins over
 * those of outer widgets and of the application.
 * @param id       copied; the command need not exist yet
 * @param shortcut one shortcut; copied
 * Errors: asserts if the shortcut is malformed, or runs another command for the same widget.
 */
ORIEL_API void oriel_command_add_shortcut(
	oriel_widget *scope, const char *id, const char *shortcut);
/** Removes what oriel_command_add_shortcut() has added. Does nothing without such a shortcut. */
ORIEL_API void oriel_command_remove_shortcut(
	oriel_widget *scope, const char *id, const char *shortcut);

/** Returns the widget at which shortcuts of a window fire `command`. This is the focused widget,
 * else the topmost modal member of the top layer, else the root. */
ORIEL_API oriel_widget *oriel_command_target(const oriel_window *window);
/** Returns whether a command can run at a widget. False if the widget is in no window. */
ORIEL_API bool oriel_command_is_enabled(const oriel_widget *target, const char *id);
/**
 * Runs a command at a widget: fires `command` there.
 * @param target    usually oriel_command_target() as of the time before a menu took the focus
 * @param parameter copied; may be NULL
 * @return false, with nothing done, if the command is disabled there or the widget is in no window
 * Errors: asserts if the application has no such command.
 */
ORIEL_API bool oriel_command_run(oriel_widget *target, const char *id, const char *parameter);
/** Returns the data of `command`, borrowed as long as the event; NULL for another kind. */
ORIEL_API const struct oriel_command_event *oriel_event_command(const oriel_event *event);
/** Notes that the result of a class's method command_state has changed for a widget, e.g. by a
 * selection. */
ORIEL_API void oriel_command_changed(const oriel_widget *widget);

/**
 * Writes a shortcut as menus show it: "mod+shift+s" becomes "Ctrl+Shift+S", "Ctrl+ArrowUp" becomes
 * "Ctrl+Up".
 * @param shortcut as of oriel_key_is()
 * @param buffer   size bytes; always NUL-terminated; 64 bytes hold every shortcut; may be NULL if
 * size is 0
 * @return the length of the whole text, without NUL
 */
ORIEL_API size_t oriel_shortcut_text(const char *shortcut, char *buffer, size_t size);

ORIEL_END

#endif
