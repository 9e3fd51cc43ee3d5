/* SPDX-License-Identifier: MIT */
/*
 * The list of an application's commands, and their shortcuts. Scopes are in command_scope.c,
 * running is in command_run.c, and app/app_command.c has the public calls.
 *
 * Applications have some dozens of commands, so that a linear search is fast enough. Most programs
 * never use the list; it is therefore filled on first use.
 */
#include "input/command_internal.h"

#include "base/alloc_internal.h"

#include <oriel/runtime/log.h>
#include <string.h>

static const struct {
	const char *id, *label, *shortcuts;
	bool has_repeats;
} editing[] = {
	{ "edit.undo", "Undo", "Mod+Z Undo", true },
	{ "edit.redo", "Redo", "Mod+Shift+Z Mod+Y Redo", true },
	{ "edit.cut", "Cut", "Mod+X Shift+Delete Cut", false },
	{ "edit.copy", "Copy", "Mod+C Ctrl+Insert Copy", false },
	{ "edit.paste", "Paste", "Mod+V Shift+Insert Paste", false },
	{ "edit.delete", "Delete", NULL, false },
	{ "edit.select-all", "Select All", "Mod+A", false },
};

void oriel__commands_prepare(struct oriel__commands *commands) {
	if (commands->is_ready)
		return;
	commands->is_ready = true;
	for (size_t i = 0; i < sizeof(editing) / sizeof(editing[0]); i++) {
		struct oriel__command_entry *command = oriel__command_add(commands, editing[i].id);
		command->label = oriel__strdup(editing[i].label);
		command->has_repeats = editing[i].has_repeats;
		command->is_disabled = true;
		oriel__command_set_shortcuts(
			commands, command, editing[i].shortcuts, "oriel_command_add", "built-in");
	}
}

void oriel__commands_finish(struct oriel__commands *commands) {
	commands->changed = NULL;
	while (!oriel__list_is_empty(&commands->list))
		oriel__command_remove(
			commands, oriel__list_first(&commands->list, struct oriel__command_entry, link));
}

struct oriel__command_entry *oriel__command_find(struct oriel__commands *commands, const char *id) {
	oriel__commands_prepare(commands);
	oriel__list_each(command, &commands->list, struct oriel__command_entry, link) {
		if (strcmp(command->id, id) == 0)
			return command;
	}
	return NULL;
}

struct oriel__command_entry *oriel__command_add(struct oriel__commands *commands, const char *id) {
	struct oriel__command_entry *command = oriel__alloc_zero(1, sizeof(*command));
	command->id = oriel__strdup(id);
	oriel__list_append(&commands->list, &command->link);
	return command;
}

void oriel__command_remove(struct oriel__commands *commands, struct oriel__command_entry *command) {
	oriel__list_remove(&commands->list, &command->link);
	oriel__free(command->shortcuts);
	oriel__free(command->icon);
	oriel__free(command->label);
	oriel__free(command->id);
	oriel__free(command);
}

/* ---- Shortcuts ---- */

static void command_check_shortcut(struct oriel__commands *commands,
	const struct oriel__command_entry *command, const struct oriel__shortcut *shortcut,
	const char *caller, const char *site) {
	oriel__list_each(other, &commands->list, struct oriel__command_entry, link) {
		for (size_t i = 0; other != command && i < other->shortcut_count; i++) {
			char text[ORIEL__SHORTCUT_TEXT];
			oriel__shortcut_write(shortcut, text, sizeof(text));
			ORIEL_ASSERT(!oriel__shortcut_is_same(&other->shortcuts[i], shortcut),
				"%s at %s: %s is the shortcut of \"%s\" and of \"%s\"; give one of them another "
				"shortcut, or a scope by oriel_command_add_shortcut()",
				caller, site, text, other->id, command->id);
		}
	}
}

void oriel__command_set_shortcuts(struct oriel__commands *commands,
	struct oriel__command_entry *command, const char *shortcuts, const char *caller,
	const char *site) {
	size_t capacity = 0;
	oriel__free(command->shortcuts);
	command->shortcuts = NULL;
	command->shortcut_count = 0;
	command->text[0] = '\0';
	const char *at = shortcuts != NULL ? shortcuts : "";
	for (at += strspn(at, " "); *at != '\0'; at += strspn(at, " ")) {
		size_t length = strcspn(at, " ");
		char one[ORIEL__SHORTCUT_TEXT] = "";
		struct oriel__shortcut shortcut;
		if (length < sizeof(one))
			memcpy(one, at, length);
		ORIEL_ASSERT(oriel__shortcut_parse(one, &shortcut),
			"%s at %s: the shortcut \"%.*s\" of \"%s\" is malformed; write one such as "
			"\"Ctrl+Shift+S\", with \"Plus\" for + and \"Space\" for a space",
			caller, site, (int)length, at, command->id);
		command_check_shortcut(commands, command, &shortcut, caller, site);
		command->shortcuts = oriel__grow(command->shortcuts, &capacity,
			command->shortcut_count + 1, sizeof(*command->shortcuts));
		command->shortcuts[command->shortcut_count++] = shortcut;
		at += length;
	}
	if (command->shortcut_count > 0)
		oriel__shortcut_write(&command->shortcuts[0], command->text, sizeof(command->text));
}

size_t oriel_shortcut_text(const char *shortcut, char *buffer, size_t size) {
	struct oriel__shortcut parsed;
	ORIEL_ASSERT(shortcut != NULL && oriel__shortcut_parse(shortcut, &parsed),
		"oriel_shortcut_text: the shortcut \"%s\" is malformed; write one such as "
		"\"Ctrl+Shift+S\"",
		shortcut != NULL ? shortcut : "NULL");
	return oriel__shortcut_write(&parsed, buffer, size);
}
