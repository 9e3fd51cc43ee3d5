/* SPDX-License-Identifier: MIT */
/*
 * The public calls for the commands of an application (input/command.c), and `commandchange`.
 *
 * A change queues one task, which fires the event. Without a listener at the application nothing is
 * queued, so that moves of the focus cost one test.
 */
#include "app/app_internal.h"

#include "base/alloc_internal.h"
#include "base/options_internal.h"
#include "event/event_internal.h"

#include <oriel/runtime/log.h>
#include <string.h>

/* ---- commandchange ---- */

static void app_command_fire(struct oriel__task *task) {
	oriel_app *app = oriel__container_of(task, struct oriel_app, command_task);
	oriel__fire_trusted(&app->target, "commandchange", 0);
}

static void app_command_changed(struct oriel__commands *commands) {
	oriel_app *app = oriel__container_of(commands, struct oriel_app, commands);
	if (!app->is_destroyed && app->target.listeners != NULL && !app->command_task.is_queued)
		oriel__task_queue(
			app->loop, &app->command_task, ORIEL_TASK_SOURCE_INPUT, app_command_fire);
}

void oriel__app_begin_commands(oriel_app *app) {
	app->commands.changed = app_command_changed;
}

/* ---- The list ---- */

static struct oriel__commands *app_commands(oriel_app *app, const char *caller) {
	ORIEL_ASSERT(app != NULL, "%s: the application is NULL; pass a running one", caller);
	oriel__loop_check(app->loop, caller);
	oriel__commands_prepare(&app->commands);
	return &app->commands;
}

static struct oriel__command_entry *app_command(
	oriel_app *app, const char *id, const char *caller) {
	struct oriel__commands *commands = app_commands(app, caller);
	struct oriel__command_entry *command = id != NULL ? oriel__command_find(commands, id) : NULL;
	ORIEL_ASSERT(command != NULL,
		"%s: the application has no command \"%s\"; add it by oriel_command_add()", caller,
		id != NULL ? id : "NULL");
	return command;
}

static void app_command_set_text(oriel_app *app, char **text, const char *value) {
	char *copy = value != NULL ? oriel__strdup(value) : NULL;
	oriel__free(*text);
	*text = copy;
	oriel__commands_changed(&app->commands);
}

void oriel_command_add_at(const char *site, oriel_app *app, const char *id,
	const struct oriel_command_options *options) {
	static const struct oriel_command_options defaults;
	struct oriel__commands *commands = app_commands(app, "oriel_command_add");
	ORIEL_ASSERT(id != NULL && id[0] != '\0',
		"oriel_command_add at %s: the id is empty; pass one such as \"file.save\"", site);
	ORIEL_ASSERT(strlen(id) <= ORIEL__SMALL_TEXT_MAX,
		"oriel_command_add at %s: the id has over 65,535 bytes; pass a shorter one", site);
	oriel__check_options("oriel_command_add", site, options);
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(oriel__command_find(commands, id) == NULL,
		"oriel_command_add at %s: the application has a command \"%s\" already; remove it first",
		site, id);
	struct oriel__command_entry *command = oriel__command_add(commands, id);
	oriel__command_set_shortcuts(
		commands, command, options->shortcuts, "oriel_command_add", site);
	command->is_checked = options->checked;
	command->is_checkable = options->checkable || options->checked;
	command->has_repeats = options->repeats;
	command->is_disabled = options->disabled;
	command->label = options->label != NULL ? oriel__strdup(options->label) : NULL;
	command->icon = options->icon != NULL ? oriel__strdup(options->icon) : NULL;
	oriel__commands_changed(commands);
}

void oriel_command_remove(oriel_app *app, const char *id) {
	struct oriel__commands *commands = app_commands(app, "oriel_command_remove");
	struct oriel__command_entry *command = id != NULL ? oriel__command_find(commands, id) : NULL;
	if (command == NULL)
		return;
	oriel__command_remove(commands, command);
	oriel__commands_changed(commands);
}

bool oriel_command_exists(oriel_app *app, const char *id) {
	struct oriel__commands *commands = app_commands(app, "oriel_command_exists");
	return id != NULL && oriel__command_find(commands, id) != NULL;
}

const char *oriel_command_next(oriel_app *app, const char *id) {
	struct oriel__commands *commands = app_commands(app, "oriel_command_next");
	const struct oriel__command_entry *command = id == NULL ?
		oriel__list_first(&commands->list, struct oriel__command_entry, link) :
		oriel__list_next(
			app_command(app, id, "oriel_command_next"), struct oriel__command_entry, link);
	return command != NULL ? command->id : NULL;
}

/* ---- Properties ---- */

void oriel_command_set_label(oriel_app *app, const char *id, const char *label) {
	app_command_set_text(app, &app_command(app, id, "oriel_command_set_label")->label, label);
}

const char *oriel_command_label(oriel_app *app, const char *id) {
	const struct oriel__command_entry *command = app_command(app, id, "oriel_command_label");
	return command->label != NULL ? command->label : command->id;
}

void oriel_command_set_icon(oriel_app *app, const char *id, const char *icon) {
	app_command_set_text(app, &app_command(app, id, "oriel_command_set_icon")->icon, icon);
}

const char *oriel_command_icon(oriel_app *app, const char *id) {
	return app_command(app, id, "oriel_command_icon")->icon;
}

void oriel_command_set_shortcuts(oriel_app *app, const char *id, const char *shortcuts) {
	struct oriel__command_entry *command = app_command(app, id, "oriel_command_set_shortcuts");
	oriel__command_set_shortcuts(
		&app->commands, command, shortcuts, "oriel_command_set_shortcuts", ORIEL_SITE);
	oriel__commands_changed(&app->commands);
}

const char *oriel_command_shortcut_text(oriel_app *app, const char *id) {
	return app_command(app, id, "oriel_command_shortcut_text")->text;
}

void oriel_command_set_checked(oriel_app *app, const char *id, bool checked) {
	struct oriel__command_entry *command = app_command(app, id, "oriel_command_set_checked");
	if (command->is_checkable && command->is_checked == checked)
		return;
	command->is_checkable = true;
	command->is_checked = checked;
	oriel__commands_changed(&app->commands);
}

bool oriel_command_is_checked(oriel_app *app, const char *id) {
	return app_command(app, id, "oriel_command_is_checked")->is_checked;
}

bool oriel_command_is_checkable(oriel_app *app, const char *id) {
	return app_command(app, id, "oriel_command_is_checkable")->is_checkable;
}
