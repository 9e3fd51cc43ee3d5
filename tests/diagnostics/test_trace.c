/* SPDX-License-Identifier: MIT */
/*
 * Traces are read back with a reader of JSON that knows nothing of who wrote them; then it is checked that slices nest, that arrows have both ends inside of
 * slices, and that what happened is there. And what is told of one target's events.
 */
#include "test.h"
#include "ui.h"

#include <oriel/widgets.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct order order;
static oriel_widget *list, *delete_button;

static oriel_widget *content(void) {
	list = oriel_set(oriel_list(oriel_set(oriel_row(oriel_label("Milk"), delete_button = oriel_set(oriel_button("Delete"), .classes = "delete")),
		.classes = "item")), .id = "things");
	return list;
}

/* A reader of JSON: where the value ends, or NULL if it is none. */

static const char *skip_space(const char *at) {
	while (isspace((unsigned char)*at))
		at++;
	return at;
}

static const char *read_value(const char *at);

static const char *read_string(const char *at) {
	if (*at++ != '"')
		return NULL;
	for (; *at != '"'; at++) {
		if ((unsigned char)*at < 0x20)
			return NULL;
		if (*at == '\\' && *++at == 'u') {
			for (int i = 0; i < 4; i++)
				if (!isxdigit((unsigned char)*++at))
					return NULL;
		} else if (at[-1] == '\\' && strchr("\"\\/bfnrt", *at) == NULL) {
			return NULL;
		}
	}
	return at + 1;
}

static const char *read_members(const char *at, char end, bool is_object) {
	at = skip_space(at);
	if (*at == end)
		return at + 1;
	for (;;) {
		if (is_object) {
			at = read_string(skip_space(at));
			if (at == NULL || *(at = skip_space(at)) != ':')
				return NULL;
			at++;
		}
		at = read_value(at);
		if (at == NULL)
			return NULL;
		at = skip_space(at);
		if (*at == end)
			return at + 1;
		if (*at++ != ',')
			return NULL;
	}
}

static const char *read_value(const char *at) {
	at = skip_space(at);
	if (*at == '{')
		return read_members(at + 1, '}', true);
	if (*at == '[')
		return read_members(at + 1, ']', false);
	if (*at == '"')
		return read_string(at);
	char *end;
	strtod(at, &end);
	return end != at ? end : NULL;
}

/* What the trace holds, from its lines: the writer puts each event on one. */

struct event {
	char phase;
	unsigned long long thread, id;
	double from, to; // us
	char line[1024];
};

static struct event events[4000];
static size_t event_count;

static double number_of(const char *line, const char *key) {
	const char *at = strstr(line, key);
	return at != NULL ? strtod(at + strlen(key), NULL) : 0;
}

static void read_events(char *text) {
	event_count = 0;
	for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
		const char *phase = strstr(line, "\"ph\":\"");
		if (phase == NULL)
			continue;
		assert_true(event_count < 4000);
		struct event *event = &events[event_count++];
		event->phase = phase[6];
		event->thread = (unsigned long long)number_of(line, "\"tid\":");
		event->id = (unsigned long long)number_of(line, "\"id\":");
		event->from = number_of(line, "\"ts\":");
		event->to = event->from + number_of(line, "\"dur\":");
		snprintf(event->line, sizeof(event->line), "%s", line);
	}
}

static char path[64];
static char text[1 << 20];

static void read_trace(bool is_whole) {
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	size_t length = fread(text, 1, sizeof(text) - 1, file);
	fclose(file);
	text[length] = '\0';
	if (is_whole) {
		const char *end = read_value(text);
		assert_non_null(end);
		assert_int_equal(*skip_space(end), '\0');
	}
	read_events(text);
}

static const struct event *find(const char *part, const char *other) {
	for (size_t i = 0; i < event_count; i++)
		if (strstr(events[i].line, part) != NULL && strstr(events[i].line, other) != NULL)
			return &events[i];
	fail_msg("no event with %s and %s", part, other);
	return NULL;
}

/* Of two slices of one thread, one holds the other, or they are apart. Times are printed to the nanosecond. */
static void check_nesting(void) {
	const double eps = 0.0005;
	for (size_t i = 0; i < event_count; i++) {
		for (size_t j = 0; j < i; j++) {
			const struct event *a = &events[i], *b = &events[j];
			if (a->phase != 'X' || b->phase != 'X' || a->thread != b->thread)
				continue;
			bool apart = a->to <= b->from + eps || b->to <= a->from + eps;
			bool nested = (a->from <= b->from + eps && b->to <= a->to + eps) || (b->from <= a->from + eps && a->to <= b->to + eps);
			if (!apart && !nested)
				fail_msg("%s and %s overlap", a->line, b->line);
		}
	}
}

static bool is_in_a_slice(const struct event *point) {
	for (size_t i = 0; i < event_count; i++)
		if (events[i].phase == 'X' && events[i].thread == point->thread && events[i].from <= point->from && point->from <= events[i].to + 0.001)
			return true;
	return false;
}

static size_t check_arrows(void) {
	size_t count = 0;
	for (size_t i = 0; i < event_count; i++) {
		if (events[i].phase != 's')
			continue;
		size_t ends = 0;
		for (size_t j = 0; j < event_count; j++) {
			if (events[j].phase == 'f' && events[j].id == events[i].id) {
				ends++;
				assert_true(events[i].from <= events[j].from);
				assert_true(is_in_a_slice(&events[j]));
			}
			assert_false(j != i && events[j].phase == 's' && events[j].id == events[i].id);
		}
		assert_int_equal(ends, 1);
		assert_true(is_in_a_slice(&events[i]));
		count++;
	}
	return count;
}

static void work(oriel_job *job, void *data) {
	(void)job;
}

static void nothing(void *data) {
	(void)data;
}

static void on_done(void *data) {
	oriel_queue_microtask_at("dir \"a\"\\b.c:3", nothing, data, NULL);
}

static void on_delete(oriel_event *event, void *data) {
	oriel_prevent_default(event);
	oriel_stop_propagation(event);
	oriel_job_run_at("todo.c:88", work, on_done, NULL, NULL);
}

static void on_capture(oriel_event *event, void *data) {
	(void)event;
}

static int setup(void **state) {
	snprintf(path, sizeof(path), "trace-%ld.json", (long)getpid());
	return 0;
}

static int teardown(void **state) {
	unlink(path);
	unsetenv("ORIEL_TRACE");
	return 0;
}

static void a_trace_is_json_and_tells_what_happened(void **state) {
	(void)state;
	setenv("ORIEL_TRACE", path, 1);
	struct ui ui = ui_open(content);
	oriel_delegate_at("todo.c:61", oriel_widget_target(list), "click", ".delete", on_delete, NULL, NULL);
	ui_click(&ui, delete_button, 1);
	oriel_loop_settle(ui.loop);
	ui_settle(&ui);
	ui_close(&ui);

	read_trace(true);
	check_nesting();
	find("\"thread_name\"", "test-diagnostic");
	find("\"dispatch click, prevented\"", "button.delete, row.item, list#things");
	find("\"click on button.delete\"", ORIEL_SITES ? "\"site\":\"todo.c:61\",\"did\":\"prevents it, stops it\"" : "\"did\":\"prevents it, stops it\"");
	find("\"name\":\"pointer input\"", "\"ph\":\"X\"");
	find("\"name\":\"job done\"", ORIEL_SITES ? "todo.c:88" : "X");
	find("\"name\":\"microtask\"", ORIEL_SITES ? "dir \\\"a\\\"\\\\b.c:3" : "X");
	const char *const parts[] = { "input", "style", "layout", "paint", "present" };
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		char name[32];
		snprintf(name, sizeof(name), "\"name\":\"%s\"", parts[i]);
		find("\"cat\":\"frame\"", name);
	}
	const struct event *job = find("\"cat\":\"job\"", ORIEL_SITES ? "todo.c:88" : "X");
	assert_true(job->thread != find("\"name\":\"pointer input\"", "X")->thread);
	assert_true(!ORIEL_CAUSES || check_arrows() >= 3);
}

static void what_a_crash_leaves_is_whole_events(void **state) {
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	assert_int_equal(oriel_trace_start(path, 0), ORIEL_OK);
	for (int i = 0; i < 1000; i++)
		oriel_queue_task(nothing, NULL);
	oriel_loop_advance(loop, 0);
	read_trace(false);
	assert_true(event_count > 100);
	assert_true(strchr(events[event_count - 1].line, '}') != NULL);
	assert_int_equal(events[event_count - 1].line[strlen(events[event_count - 1].line) - 1], '}');
	oriel_trace_stop();
	oriel_trace_stop();
	read_trace(true);
	assert_true(event_count > 1000);
	oriel_loop_destroy(loop);
}

static void a_trace_has_a_largest_size_and_a_path_that_can_be_written(void **state) {
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	assert_int_equal(oriel_trace_start("no/such/folder/x.json", 0), ORIEL_NOT_FOUND_ERROR);
	assert_int_equal(oriel_trace_start(path, 5000), ORIEL_OK);
	for (int i = 0; i < 1000; i++)
		oriel_queue_task(nothing, NULL);
	oriel_loop_advance(loop, 0);
	oriel_loop_destroy(loop);
	read_trace(true);
	assert_in_range(event_count, 10, 60);
}

/* Who handled this */

static void note_line(const char *line, void *data) {
	order_add(&order, "%s", line);
}

static void who_handled_an_event_is_told(void **state) {
	(void)state;
	if (!ORIEL_SITES)
		return;
	struct ui ui = ui_open(content);
	oriel_delegate_at("todo.c:61", oriel_widget_target(list), "click", ".delete", on_delete, NULL, NULL);
	oriel_listen_at("app.c:5", oriel_widget_target(list), "click", on_capture, NULL, &(const struct oriel_listen_options){ .capture = true, .size = sizeof(struct oriel_listen_options) });
	oriel_event_trace_start(list, "click", note_line, NULL);
	ui_click(&ui, delete_button, 1);
	oriel_loop_settle(ui.loop);
	assert_order(&order,
		"click on button.delete: button.delete, row.item, list#things, root, window, "
		"  app.c:5 on list#things, capturing, "
		"  todo.c:61 on button.delete, bubbling, prevents it, stops it, "
		"  prevented");
	oriel_event_trace_start(delete_button, "pointerup", note_line, NULL);
	ui_click(&ui, delete_button, 1);
	assert_order(&order, "pointerup on button.delete: button.delete, row.item, list#things, root, window,   default action of window");
	oriel_event_trace_stop();
	ui_click(&ui, delete_button, 1);
	assert_order(&order, "");
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test_setup_teardown(a_trace_is_json_and_tells_what_happened, setup, teardown),
		cmocka_unit_test_setup_teardown(what_a_crash_leaves_is_whole_events, setup, teardown),
		cmocka_unit_test_setup_teardown(a_trace_has_a_largest_size_and_a_path_that_can_be_written, setup, teardown),
		cmocka_unit_test(who_handled_an_event_is_told));
}
