/* SPDX-License-Identifier: MIT */
#include <oriel/flow/task_group.h>
#include <oriel/runtime.h>
#include <stdio.h>

static size_t sum;

static struct oriel_completion read_one(void *path) {
	struct oriel_payload content;
	oriel_promise *file = oriel_file_read((const char *)path, .signal = oriel_coroutine_signal());
	if (oriel_await(file, &content) != ORIEL_AWAIT_FULFILLED)
		return oriel_throw(oriel_payload_ref(content));
	sum += oriel_bytes_try_from_payload(content)->length;
	return ORIEL_COMPLETE;
}

static struct oriel_completion read_all(void *data) {
	oriel_task_group *group = oriel_task_group_new(.signal = oriel_coroutine_signal());
	for (char **path = data; *path != NULL; path++)
		oriel_promise_unref(oriel_task_group_async(group, read_one, *path));
	struct oriel_payload reason;
	if (oriel_await(oriel_task_group_wait(group), &reason) == ORIEL_AWAIT_FULFILLED)
		printf("%zu bytes\n", sum);
	else
		printf("%s\n", oriel_status_name(oriel_error_try_from_payload(reason)->code));
	oriel_task_group_destroy(group);
	return ORIEL_COMPLETE;
}

int main(int argc, char **argv) {
	oriel_loop *loop = oriel_loop_new();
	return oriel_loop_run_until(loop, oriel_async(read_all, argv + 1)) != ORIEL_PROMISE_FULFILLED;
}
