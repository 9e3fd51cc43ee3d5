/* SPDX-License-Identifier: MIT */
/*
 * A program without a display that uses a little of everything, to be run while allocations fail
 * (scarce_memory.c). It ends with 0 whatever failed, or as log.h says. The argument is a folder for
 * its files. With a second one each small allocation that failed is tried again, so that it goes on
 * to its end.
 *
 * It looks at no result: that there may be an error instead is what is tried.
 */
#include <oriel/oriel.h>
#include <oriel/widgets.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ROUNDS = 12, ROWS = 12 };

static const char *const texts[] = {
	"milk",
	"rye bread, 3 \xc3\x97 500 g",
	"\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d 12 \xd7\xa2\xd7\x95\xd7\x9c\xd7\x9d",
	"\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e",
	"\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7",
	"office affluent waffle that is longer than its row and has to be broken",
	"e\xcc\x81\xff",
	"",
};

static const char *folder;
static oriel_app *app;
static int left = ROUNDS;

static bool try_again(size_t size, void *data) {
	(void)size;
	(void)data;
	return true;
}

static const char *path_of(const char *name) {
	static char path[128];
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

static struct oriel_completion ignore(struct oriel_payload value, void *data) {
	(void)value;
	(void)data;
	return ORIEL_COMPLETE;
}

static void settle(oriel_promise *promise) {
	oriel_promise_unref(oriel_then(promise, ignore, ignore, NULL));
}

static void on_error(oriel_event *event, void *data) {
	(void)data;
	oriel_prevent_default(event);
}

/* ---- Widgets ---- */

static oriel_widget *make_row(int i) {
	oriel_widget *row = oriel_row(oriel_checkbox(texts[i % 8]),
		oriel_set(oriel_label(texts[(i + 3) % 8]), .style = "flex-grow: 1"),
		oriel_set(oriel_button("Delete"), .classes = "flat danger"));
	char id[16];
	snprintf(id, sizeof(id), "row%d", i);
	oriel_set(row, .id = id);
	oriel_set_style(row, "gap", "6px");
	oriel_set_style(row, "background-color", "#ddeeff");
	oriel_set_style(row, "border-radius", "%gpx", (float)(i % 5) * 4);
	oriel_set_style(row, "opacity", "%g", (double)(i % 3 == 0 ? 0.5f : 1));
	oriel_set_attribute(row, "data-number", id);
	return row;
}

static void on_change(oriel_event *event, void *data) {
	(void)data;
	oriel_add_class(oriel_event_current_widget(event), "changed");
}

static oriel_widget *make_content(void) {
	oriel_widget *list = oriel_list();
	for (int i = 0; i < ROWS; i++)
		oriel_append(list, make_row(i));
	oriel_widget *column = oriel_column(oriel_set(oriel_label("Scarce"), .classes = "title"),
		oriel_form(oriel_text_field("what?"), oriel_button("Add")), list, oriel_progress());
	oriel_delegate(column, "click", "row .danger", on_change, NULL);
	oriel_listen(column, "keydown", on_change, NULL);
	return oriel_set(column, .style = "padding: 8px; gap: 6px");
}

static void change_widgets(oriel_window *window, int round) {
	oriel_widget *root = oriel_window_root(window), *list = oriel_query(root, "list"),
				 *field = oriel_query(root, "text-field");
	oriel_widget *row = oriel_query(root, "list > row:nth-child(2)");
	char text[64];
	snprintf(text, sizeof(text), "%s %d", texts[round % 8], round);
	if (list != NULL)
		oriel_append(list, make_row(ROWS + round));
	if (row != NULL)
		oriel_destroy(row);
	if (field != NULL)
		oriel_text_field_set_text(field, text);
	oriel_widget *label = oriel_query(root, "label");
	if (label != NULL)
		oriel_label_set_textf(label, "%s of %d", text, ROUNDS);
	oriel_window_set_size(window, 300 + (float)(round * 7 % 90), 400 - (float)(round * 11 % 90));
	if (list != NULL)
		oriel_scroll_to(list, .y = (float)(round * 37 % 200));
	oriel_window_screenshot(window, path_of("picture.png"));
}

/* ---- Threads, files and the rest ---- */

static struct oriel_completion add_up(oriel_job *job, void *data) {
	(void)job;
	(void)data;
	return oriel_return(oriel_owned(malloc(8), free));
}

static struct oriel_completion do_item(oriel_job *job, size_t index, void *data) {
	(void)job;
	(void)data;
	return index == 900 ? oriel_throw_error(ORIEL_OPERATION_ERROR, "no more") : ORIEL_COMPLETE;
}

static void on_message_inside(oriel_event *event, void *data) {
	(void)event;
	oriel_port_send(data, oriel_bytes_payload(oriel_bytes_new("answer", 6)));
}

static void begin_worker(const struct oriel_worker_scope *scope, void *data) {
	(void)data;
	oriel_listen(scope->port, "message", on_message_inside, scope->port);
}

static void on_answer(oriel_event *event, void *data) {
	(void)event;
	oriel_worker_terminate(data);
}

static void on_exit_of_worker(oriel_event *event, void *data) {
	(void)event;
	oriel_worker_destroy(data);
}

static void start_threads(void) {
	settle(oriel_job_submit(add_up, NULL));
	settle(oriel_job_parallel(1000, do_item, NULL));
	oriel_worker *worker = oriel_worker_new(begin_worker, NULL);
	if (worker == NULL)
		return;
	oriel_listen(worker, "message", on_answer, worker);
	oriel_listen(worker, "exit", on_exit_of_worker, worker);
	oriel_listen(worker, "error", on_error, NULL);
	oriel_worker_send(worker, oriel_bytes_payload(oriel_bytes_new("question", 8)));
}

static void on_file_change(const struct oriel_file_change *changes, size_t count, void *data) {
	(void)changes;
	(void)count;
	(void)data;
}

static void destroy_stream(void *data) {
	oriel_stream_destroy(data);
}

static void use_files(int round) {
	static char large[100000];
	memset(large, 'a' + round, sizeof(large));
	oriel_file_watch_id id = oriel_file_watch(path_of("large"), on_file_change, NULL);
	settle(oriel_file_replace(path_of("large"), large, sizeof(large)));
	settle(oriel_file_write(path_of("small"), "text", 4));
	settle(oriel_file_read(path_of("large")));
	settle(oriel_file_info(path_of("small")));
	settle(oriel_directory_list(folder));
	settle(oriel_dns_lookup("127.0.0.1"));
	oriel_stream *reader = oriel_file_reader_new(path_of("large"));
	oriel_listen(reader, "error", on_error, NULL);
	settle(oriel_stream_read_all(reader, 1 << 20));
	oriel_set_timeout(destroy_stream, reader, 15);
	oriel_file_unwatch(id);
}

static void use_streams(void) {
	int fds[2];
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, fds) != 0)
		return;
	oriel_stream *a = oriel_stream_new_fd(fds[0]), *b = oriel_stream_new_fd(fds[1]);
	if (a != NULL) {
		oriel_listen(a, "error", on_error, NULL);
		oriel_stream_write(a, "hello", 5);
		oriel_stream_end(a);
	}
	if (b != NULL) {
		oriel_listen(b, "error", on_error, NULL);
		settle(oriel_stream_read_all(b, 100));
	}
	oriel_set_timeout(destroy_stream, a, 15);
	oriel_set_timeout(destroy_stream, b, 15);
}

static void on_child(oriel_event *event, void *data) {
	(void)event;
	oriel_process_destroy(data);
}

static void use_process(void) {
	oriel_process *process = oriel_process_new(
		((const char *const[]){ "true", NULL }), .out = { ORIEL_STDIO_PIPE });
	oriel_listen(process, "exit", on_child, process);
	oriel_listen(process, "error", on_child, process);
}

static void do_round(void *data) {
	oriel_window *window = data;
	int round = ROUNDS - left;
	change_widgets(window, round);
	start_threads();
	use_files(round);
	use_streams();
	if (round % 4 == 0)
		use_process();
	if (--left > 0)
		oriel_set_timeout(do_round, window, 20);
	else
		oriel_app_quit(app, 0);
}

int main(int argc, char **argv) {
	if (argc < 2)
		return 64;
	folder = argv[1];
	if (argc > 2)
		oriel_set_out_of_memory_hook(try_again, NULL);
	app = oriel_app_new("org.oriel.scarce", .headless = true, .real_time = true);
	oriel_listen(oriel_app_loop(app), "error", on_error, NULL);
	oriel_window *window = oriel_window_open(
		app, .title = "Scarce", .width = 320, .height = 400, .content = make_content());
	oriel_set_timeout(do_round, window, 5);
	return oriel_app_run(app);
}
