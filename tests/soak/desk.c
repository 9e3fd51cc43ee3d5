/* SPDX-License-Identifier: MIT */
#include "desk.h"

#include <stdlib.h>

#include "test.h"

void desk_open(struct desk *desk) {
	*desk = (struct desk){ .app = oriel_app_new("org.oriel.soak", .headless = true) };
	desk->loop = oriel_app_loop(desk->app);
}

void desk_close(struct desk *desk) {
	desk_close_lists(desk);
	oriel_app_destroy(desk->app);
}

static void on_gone(oriel_event *event, void *data) {
	struct desk_list *list = data;
	list->gone = true;
}

struct desk_list *desk_open_list(struct desk *desk) {
	for (int i = 0; i < DESK_LISTS; i++) {
		if (desk->lists[i] != NULL)
			continue;
		struct desk_list *list = desk->lists[i] = calloc(1, sizeof(*list));
		assert_non_null(list);
		assert_true(todo_open(&list->todo, desk->app,
			&(const struct todo_options){ .path = ":memory:", .width = 480, .height = 640 }));
		oriel_listen(oriel_window_signal(list->todo.window), "abort", on_gone, list);
		return list;
	}
	return NULL;
}

void desk_settle(struct desk *desk) {
	oriel_loop_settle(desk->loop);
	for (int i = 0; i < DESK_LISTS; i++) {
		if (desk->lists[i] == NULL || !desk->lists[i]->gone)
			continue;
		free(desk->lists[i]);
		desk->lists[i] = NULL;
	}
}

void desk_close_lists(struct desk *desk) {
	desk_settle(desk);
	for (int i = 0; i < DESK_LISTS; i++) {
		if (desk->lists[i] != NULL)
			oriel_input_push(desk->lists[i]->todo.window,
				&(const struct oriel_raw_input){ .type = ORIEL_RAW_CLOSE });
	}
	desk_settle(desk);
	for (int i = 0; i < DESK_LISTS; i++)
		assert_null(desk->lists[i]);
}
