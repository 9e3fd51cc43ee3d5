/* SPDX-License-Identifier: MIT */
#include <oriel/runtime.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Returns whether to go on. Calls itself: a generator has a stack. */
static bool walk(const char *folder) {
	oriel_promise *list = oriel_directory_list(folder, .sorted = true);
	struct oriel_payload result;
	bool goes_on = oriel_await(oriel_promise_ref(list), &result) == ORIEL_AWAIT_FULFILLED;
	const struct oriel_directory_entries *entries = result.data;
	for (size_t i = 0; goes_on && i < entries->count; i++) {
		char *path = malloc(4096);
		snprintf(path, 4096, "%s/%s", folder, entries->items[i].name);
		if (entries->items[i].type == ORIEL_FILE_TYPE_DIRECTORY)
			goes_on = walk(path);
		goes_on = goes_on && oriel_produce((struct oriel_payload){ path, NULL, free });
	}
	oriel_promise_unref(list);
	return goes_on;
}

static struct oriel_completion walk_all(void *folder) {
	return walk(folder), ORIEL_COMPLETE;
}

int main(int argc, char **argv) {
	oriel_loop *loop = oriel_loop_new();
	oriel_queue *paths = oriel_generate(walk_all, argc > 1 ? argv[1] : ".");
	struct oriel_payload path;
	for (unsigned i = 0; i < 5 && !oriel_queue_is_over(paths); i++) {
		oriel_loop_run_until(loop, oriel_queue_ready(paths));
		if (oriel_queue_try_take(paths, &path))
			puts(path.data), oriel_payload_unref(path);
	}
	return 0;
}
