/* SPDX-License-Identifier: MIT */
/*
 * The commands of an application, as app/ stores them and input/ runs them.
 */
#ifndef ORIEL_INPUT_COMMAND_INTERNAL_H
#define ORIEL_INPUT_COMMAND_INTERNAL_H

#include <oriel/ui/command.h>

#include "base/list_internal.h"
#include "input/shortcut_internal.h"
#include "tree/node_internal.h"

struct oriel__command_entry {
	struct oriel__list_link link; /* of oriel__commands.list */
	char *id, *label; /* label: NULL: the id */
	char *icon;       /* may be NULL */
	struct oriel__shortcut *shortcuts;
	size_t shortcut_count;
	char text[ORIEL__SHORTCUT_TEXT]; /* of the first shortcut, or "" */
	bool is_checkable, is_checked;
	bool has_repeats;
	bool is_disabled; /* where no widget says otherwise */
};

/* Embedded in an application. All zeros is the initial value; the commands of editing are added on
 * first use. */
struct oriel__commands {
	struct oriel__list list; /* in order of addition */
	bool is_ready;
	/* Set by app/: the commands, their states or the focus have changed. May be NULL. */
	void (*changed)(struct oriel__commands *commands);
};

static inline void oriel__commands_changed(struct oriel__commands *commands) {
	if (commands->changed != NULL)
		commands->changed(commands);
}

/* ---- command.c ---- */

/* Adds the commands of editing unless they were added before. */
void oriel__commands_prepare(struct oriel__commands *commands);
void oriel__commands_finish(struct oriel__commands *commands);
/* Returns NULL if there is no such command. */
struct oriel__command_entry *oriel__command_find(struct oriel__commands *commands, const char *id);
/* Adds a command without label and shortcuts. The id must not be in use. */
struct oriel__command_entry *oriel__command_add(struct oriel__commands *commands, const char *id);
void oriel__command_remove(struct oriel__commands *commands, struct oriel__command_entry *command);
/* Replaces the shortcuts of a command. Asserts, naming caller and site, as oriel_command_add()
 * documents. shortcuts may be NULL. */
void oriel__command_set_shortcuts(struct oriel__commands *commands,
	struct oriel__command_entry *command, const char *shortcuts, const char *caller,
	const char *site);

/* ---- command_scope.c ---- */

/* Returns whether the command can run at a node of a window. */
bool oriel__command_is_enabled(
	struct oriel__commands *commands, const struct oriel__node *node, const char *id);
/* Returns the id of the enabled command that a key runs at a node; NULL if there is none. The id is
 * borrowed until a command or a scope changes. */
const char *oriel__command_of_key(struct oriel__commands *commands, const struct oriel__node *node,
	const struct oriel_key_event *key);

/* ---- command_run.c ---- */

struct oriel__surface;

/* Returns the node at which shortcuts run; NULL in a window without a root. */
struct oriel__node *oriel__command_node(const struct oriel__surface *surface);
/* Runs the command of a pressed key. Returns whether the key is a shortcut now. */
bool oriel__command_handle_key(
	struct oriel__surface *surface, const struct oriel_key_event *key);

#endif
