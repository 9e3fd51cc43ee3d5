/* SPDX-License-Identifier: MIT */
/*
 * Traces are parsed by a generic JSON reader. The tests then check that slices nest, that both ends
 * of arrows lie inside slices, and that the expected events are present. Other tests check the
 * printed events of one target.
 */
#include "test.h"
#include "ui.h"

#include <oriel/widgets.h>

#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct order order;
static oriel_widget *list, *delete_button;

static oriel_widget *content(void) {
	list = oriel_set(
		oriel_list(
			oriel_set(oriel_row(oriel_label("Milk"),
						delete_button = oriel_set(oriel_button("Delete"), .classes = "delete")),
				.classes = "item")),
		.id = "things");
	return list;
}

/* A JSON reader: each function returns the end of a value, or NULL if there is none. */

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

static const char *read_digits(const char *at) {
	const char *begin = at;
	while (isdigit((unsigned char)*at))
		at++;
	return at != begin ? at : NULL;
}

/* Accepts neither infinity nor the decimal comma of a locale. */
static const char *read_number(const char *at) {
	at = read_digits(*at == '-' ? at + 1 : at);
	return at != NULL && *at == '.' ? read_digits(at + 1) : at;
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
	return read_number(at);
}

/* Reads the events of the trace; the writer puts each event on one line. */

struct event {
	char phase;
	unsigned long long thread, id;
	double from, to; /* us */
	char line[1024];
};

static struct event events[4000];
static size_t event_count;

/* Returns the text after a key of the event itself; keys of its args follow later. */
static const char *member(const char *line, const char *key) {
	char quoted[32];
	snprintf(quoted, sizeof(quoted), "\"%s\":", key);
	const char *at = strstr(line, quoted);
	if (at == NULL)
		fail_msg("no %s in %s", key, line);
	return at + strlen(quoted);
}

static double number_of(const char *line, const char *key) {
	const char *at = member(line, key);
	assert_non_null(read_number(at));
	return strtod(at, NULL);
}

/* Perfetto reads numbers of threads and processes as 32-bit numbers. */
static unsigned long long id_of(const char *line, const char *key) {
	double number = number_of(line, key);
	assert_true(number >= 0 && number <= 4294967295.0);
	return (unsigned long long)number;
}

static void read_event(const char *line, struct event *event) {
	assert_int_equal(line[0], '{');
	*event = (struct event){ .phase = member(line, "ph")[1], .thread = id_of(line, "tid") };
	assert_int_equal(member(line, "ph")[2], '"');
	assert_true(id_of(line, "pid") > 0);
	assert_int_equal(*member(line, "name"), '"');
	snprintf(event->line, sizeof(event->line), "%s", line);
	if (event->phase == 'M') {
		assert_non_null(strstr(line, "\"args\":{\"name\":\""));
		return;
	}
	assert_non_null(strchr("Xsf", event->phase));
	assert_int_equal(*member(line, "cat"), '"');
	event->from = event->to = number_of(line, "ts");
	assert_true(event->from > 0);
	if (event->phase == 'X') {
		event->to += number_of(line, "dur");
		assert_true(event->to >= event->from);
	} else {
		event->id = id_of(line, "id");
		assert_true(event->phase == 's' || strstr(line, "\"bp\":\"e\"") != NULL);
	}
}

static void read_events(char *text) {
	event_count = 0;
	for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
		if (line[0] != '{')
			continue;
		assert_true(event_count < 4000);
		read_event(line, &events[event_count++]);
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

/* Checks that each thread of a slice has one name. */
static void check_names(void) {
	for (size_t i = 0; i < event_count; i++) {
		size_t names = 0;
		for (size_t j = 0; events[i].phase == 'X' && j < event_count; j++)
			names += events[j].phase == 'M' && events[j].thread == events[i].thread &&
				strstr(events[j].line, "\"thread_name\"") != NULL;
		assert_true(events[i].phase != 'X' || names == 1);
	}
}

static const struct event *find(const char *part, const char *other) {
	for (size_t i = 0; i < event_count; i++)
		if (strstr(events[i].line, part) != NULL && strstr(events[i].line, other) != NULL)
			return &events[i];
	fail_msg("no event with %s and %s", part, other);
	return NULL;
}

/* Checks that two slices of one thread are nested or disjoint. Times are printed in nanoseconds. */
static void check_nesting(void) {
	const double eps = 0.0005;
	for (size_t i = 0; i < event_count; i++) {
		for (size_t j = 0; j < i; j++) {
			const struct event *a = &events[i], *b = &events[j];
			if (a->phase != 'X' || b->phase != 'X' || a->thread != b->thread)
				continue;
			bool apart = a->to <= b->from + eps || b->to <= a->from + eps;
			bool nested = (a->from <= b->from + eps && b->to <= a->to + eps) ||
				(b->from <= a->from + eps && a->to <= b->to + eps);
			if (!apart && !nested)
				fail_msg("%s and %s overlap", a->line, b->line);
		}
	}
}

static bool is_in_a_slice(const struct event *point) {
	for (size_t i = 0; i < event_count; i++)
		if (events[i].phase == 'X' && events[i].thread == point->thread &&
			events[i].from <= point->from && point->from <= events[i].to + 0.001)
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

static bool is_behind(const struct event *point, const struct event *slice) {
	return point->thread == slice->thread && slice->from <= point->from &&
		point->from <= slice->from + 0.0015;
}

/* Returns whether an arrow leads from one slice to the other. */
static bool has_arrow(const struct event *from, const struct event *to) {
	for (size_t i = 0; i < event_count; i++)
		for (size_t j = 0; j < event_count; j++)
			if (events[i].phase == 's' && events[j].phase == 'f' && events[i].id == events[j].id &&
				is_behind(&events[i], from) && is_behind(&events[j], to))
				return true;
	return false;
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

static void a_trace_is_json_and_contains_the_events(void **state) {
	(void)state;
	setenv("ORIEL_TRACE", path, 1);
	struct ui ui = ui_open(content);
	oriel_delegate_at(
		"todo.c:61", oriel_widget_target(list), "click", ".delete", on_delete, NULL, NULL);
	ui_click(&ui, delete_button, 1);
	oriel_loop_settle(ui.loop);
	ui_settle(&ui);
	ui_close(&ui);

	read_trace(true);
	check_nesting();
	check_names();
	find("\"thread_name\"", "test-trace-trac");
	find("\"thread_name\"", "oriel-pool");
	find("\"dispatch click, prevented\"", "button.delete, row.item, list#things");
	find("\"click on button.delete\"",
		ORIEL_SITES ? "\"site\":\"todo.c:61\",\"did\":\"prevents and stops it\"" :
					"\"did\":\"prevents and stops it\"");
	find("\"name\":\"pointer input\"", "\"ph\":\"X\"");
	find("\"name\":\"job done\"", ORIEL_SITES ? "todo.c:88" : "X");
	find("\"name\":\"microtask\"", ORIEL_SITES ? "dir \\\"a\\\"\\\\b.c:3" : "X");
	const char *const parts[] = { "update the rendering", "input", "resize", "scroll", "style",
		"layout", "focus, hover", "record, damage", "raster", "present" };
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		char name[32];
		snprintf(name, sizeof(name), "\"name\":\"%s\"", parts[i]);
		find("\"cat\":\"frame\"", name);
	}
	const struct event *job = find("\"cat\":\"job\"", ORIEL_SITES ? "todo.c:88" : "X");
	assert_true(job->thread != find("\"name\":\"pointer input\"", "X")->thread);
	assert_true(check_arrows() >= (ORIEL_CAUSES ? 3 : 1));
	assert_true(has_arrow(job, find("\"name\":\"job done\"", "X")));
	assert_true(has_arrow(find("\"name\":\"click on button.delete\"", "X"), job));
}

/* ---- Threads in one trace ---- */

static void on_posted(void *data) {
	assert_true(!ORIEL_SITES || oriel_cause_print(text, sizeof(text)) > 0);
	assert_true(!ORIEL_CAUSES || !ORIEL_SITES ||
		strcmp(text, "w.c:3 post ← w.c:2 timer on another thread ← …") == 0);
	oriel_loop_quit(oriel_loop_current(), 0);
}

static void on_worker_timer(void *owner) {
	oriel_post_at("w.c:3", owner, on_posted, NULL, NULL);
	oriel_loop_quit(oriel_loop_current(), 0);
}

static void begin_inside(const struct oriel_worker_scope *scope, void *owner) {
	(void)scope;
	oriel_set_timeout_at("w.c:2", on_worker_timer, owner, 0, NULL);
}

static void on_start(void *data) {
	*(oriel_worker **)data = oriel_worker_new_at("w.c:1", begin_inside, oriel_loop_current(),
		&(const struct oriel_worker_options){
			.name = "searching", .size = sizeof(struct oriel_worker_options) });
}

static void workers_write_to_the_file_of_their_owner(void **state) {
	(void)state;
	oriel_loop *loop = oriel_loop_new();
	oriel_worker *worker;
	assert_int_equal(oriel_trace_start(path, 0), ORIEL_OK);
	oriel_queue_task_at("w.c:0", on_start, &worker, NULL);
	oriel_loop_run(loop);
	oriel_worker_destroy(worker);
	oriel_loop_destroy(loop);

	read_trace(true);
	check_nesting();
	check_names();
	check_arrows();
	if (!ORIEL_SITES || !ORIEL_CAUSES)
		return;
	const struct event *inside = find("\"name\":\"worker\"", "w.c:1"),
					   *timer = find("\"name\":\"timer\"", "w.c:2");
	assert_int_equal(find("\"thread_name\"", "\"searching\"")->thread, inside->thread);
	assert_int_equal(timer->thread, inside->thread);
	assert_true(has_arrow(find("\"name\":\"task\"", "w.c:0"), inside));
	assert_true(has_arrow(inside, timer));
	assert_true(has_arrow(timer, find("\"name\":\"post\"", "w.c:3")));
}

/* ---- Chains ---- */

static void note_chain(void *data) {
	char chain[256];
	oriel_cause_print(chain, sizeof(chain));
	order_add(&order, "%s", chain);
}

static void post_to_itself(void *data) {
	oriel_post_at("p.c:2", oriel_loop_current(), note_chain, NULL, NULL);
}

static void on_frame(double time_ms, void *data) {
	if (--*(int *)data > 0)
		oriel_request_frame_at("f.c:1", on_frame, data, NULL);
	note_chain(NULL);
}

static void tracing_does_not_change_chains(void **state) {
	if (!ORIEL_SITES || !ORIEL_CAUSES)
		return;
	for (int traced = 0; traced < 2; traced++) {
		oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
		int frames = 2;
		if (traced)
			assert_int_equal(oriel_trace_start(path, 0), ORIEL_OK);
		oriel_post_at("p.c:1", loop, post_to_itself, NULL, NULL);
		oriel_request_frame_at("f.c:1", on_frame, &frames, NULL);
		oriel_loop_advance(loop, 100);
		assert_order(&order,
			"f.c:1 frame callback, p.c:2 post ← p.c:1 post, f.c:1 frame callback, repeated");
		oriel_loop_destroy(loop);
	}
}

static void a_crash_leaves_complete_events(void **state) {
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	assert_int_equal(oriel_trace_start(path, 0), ORIEL_OK);
	for (int i = 0; i < 1000; i++)
		oriel_queue_task(nothing, NULL);
	oriel_loop_advance(loop, 0);
	read_trace(false);
	assert_true(event_count > 100);
	check_names();
	assert_true(strchr(events[event_count - 1].line, '}') != NULL);
	assert_int_equal(events[event_count - 1].line[strlen(events[event_count - 1].line) - 1], '}');
	oriel_trace_stop();
	oriel_trace_stop();
	read_trace(true);
	assert_true(event_count > 1000);
	oriel_loop_destroy(loop);
}

static void a_trace_has_a_size_limit_and_needs_a_writable_path(void **state) {
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

static int lock_file(int ready, int wait) {
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	char byte = 0;
	int fd = open(path, O_RDWR | O_CREAT, 0644);
	bool is_done = fd >= 0 && fcntl(fd, F_SETLK, &whole) == 0 && write(ready, "x", 1) == 1 &&
		read(wait, &byte, 1) == 0;
	return is_done ? 0 : 1;
}

static void the_trace_file_of_another_process_is_not_touched(void **state) {
	(void)state;
	int ready[2], wait[2], status;
	char byte;
	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(wait), 0);
	pid_t child = fork();
	if (child == 0) {
		close(wait[1]);
		_exit(lock_file(ready[1], wait[0]));
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	assert_int_equal(oriel_trace_start(path, 0), ORIEL_INVALID_STATE_ERROR);
	oriel_loop_destroy(loop);
	setenv("ORIEL_TRACE", path, 1);
	expect_log("another process writes trace-");
	oriel_loop_destroy(oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL));

	char pattern[sizeof(path) + 8], own[sizeof(path) + 16];
	snprintf(pattern, sizeof(pattern), "%s.%%p", path);
	snprintf(own, sizeof(own), "%s.%ld", path, (long)getpid());
	setenv("ORIEL_TRACE", pattern, 1);
	oriel_loop_destroy(oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL));
	assert_int_equal(unlink(own), 0);

	close(wait[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	close(ready[0]);
	close(ready[1]);
	close(wait[0]);
}

/* ---- The printed events of a target ---- */

static void note_line(const char *line, void *data) {
	order_add(&order, "%s", line);
}

static void an_event_trace_names_the_handlers(void **state) {
	(void)state;
	if (!ORIEL_SITES)
		return;
	struct ui ui = ui_open(content);
	oriel_delegate_at(
		"todo.c:61", oriel_widget_target(list), "click", ".delete", on_delete, NULL, NULL);
	oriel_listen_at("app.c:5", oriel_widget_target(list), "click", on_capture, NULL,
		&(const struct oriel_listen_options){
			.capture = true, .size = sizeof(struct oriel_listen_options) });
	oriel_event_trace_start(list, "click", note_line, NULL);
	ui_click(&ui, delete_button, 1);
	oriel_loop_settle(ui.loop);
	assert_order(&order,
		"click on button.delete, in row.item, list#things, root, window, "
		"  app.c:5 on list#things, capturing, "
		"  todo.c:61 on list#things for button.delete, bubbling: prevents and stops it, "
		"  prevented");
	oriel_event_trace_start(delete_button, "pointerup", note_line, NULL);
	ui_click(&ui, delete_button, 1);
	assert_order(&order,
		"pointerup on button.delete, in row.item, list#things, root, window,   nobody listens; "
		"default action: window");
	oriel_event_trace_stop();
	ui_click(&ui, delete_button, 1);
	assert_order(&order, "");
	ui_close(&ui);
}

static void fire_ping(oriel_event *event, void *data) {
	(void)event;
	oriel_fire(delete_button, "ping");
}

static void nested_events_are_indented(void **state) {
	(void)state;
	if (!ORIEL_SITES)
		return;
	struct ui ui = ui_open(content);
	oriel_listen_at(
		"far/app.c:7", oriel_widget_target(delete_button), "pong", fire_ping, NULL, NULL);
	oriel_event_trace_start(delete_button, NULL, note_line, NULL);
	for (int i = 0; i < 2; i++) {
		oriel_fire(delete_button, "pong");
		assert_order(&order,
			"pong on button.delete, in row.item, list#things, root, window, "
			"  ping on button.delete, in row.item, list#things, root, window, "
			"    nobody listens; no default action, "
			"  app.c:7 on button.delete, at target, "
			"  no default action");
	}
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test_setup_teardown(a_trace_is_json_and_contains_the_events, setup, teardown),
		cmocka_unit_test_setup_teardown(
			workers_write_to_the_file_of_their_owner, setup, teardown),
		cmocka_unit_test_setup_teardown(tracing_does_not_change_chains, setup, teardown),
		cmocka_unit_test_setup_teardown(a_crash_leaves_complete_events, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_trace_has_a_size_limit_and_needs_a_writable_path, setup, teardown),
		cmocka_unit_test_setup_teardown(
			the_trace_file_of_another_process_is_not_touched, setup, teardown),
		cmocka_unit_test(nested_events_are_indented),
		cmocka_unit_test(an_event_trace_names_the_handlers));
}
