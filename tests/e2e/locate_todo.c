/* SPDX-License-Identifier: MIT */
/* The todo list of a database. */
#include "locate.h"
#include "todo.h"

oriel_window *locate_open(oriel_app *app, const char *subject, float width, float height) {
	static struct todo todo;
	const struct todo_options options = { .path = subject, .width = width, .height = height };
	return todo_open(&todo, app, &options) ? todo.window : NULL;
}
