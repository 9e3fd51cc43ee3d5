/* SPDX-License-Identifier: MIT */
/*
 * A desk: a headless application with up to three windows of the todo list, each over a list that
 * is not kept. A window may go at any time, by its user or its program; what stood behind it is put
 * away when nothing can call it any more.
 */
#ifndef SOAK_DESK_H
#define SOAK_DESK_H

#include "todo.h"

enum { DESK_LISTS = 3 };

struct desk_list {
	struct todo todo;
	bool gone; /* its window is */
};

struct desk {
	oriel_app *app;
	oriel_loop *loop;
	struct desk_list *lists[DESK_LISTS]; /* NULL: none */
};

void desk_open(struct desk *desk);
/* Destroys the application and its loop. */
void desk_close(struct desk *desk);

/* Opens one more list. NULL: there is no place for it. */
struct desk_list *desk_open_list(struct desk *desk);
/* As the users of the windows would. */
void desk_close_lists(struct desk *desk);
/* Waits for the lists' jobs, and puts away what is gone. */
void desk_settle(struct desk *desk);

#endif
