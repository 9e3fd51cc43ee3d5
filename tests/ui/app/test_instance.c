/* SPDX-License-Identifier: MIT */
/* Programs that run once: locks, sockets, messages of other processes, hostile processes. */
#include <oriel/oriel.h>

#include "app/app_internal.h"
#include "app/instance_internal.h"
#include "platform/headless_internal.h"
#include "test.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define ID "org.oriel.test"

static char folder[64];
static struct order order;

static int setup(void **state) {
	strcpy(folder, "/tmp/oriel-instance-XXXXXX");
	assert_non_null(mkdtemp(folder));
	setenv("XDG_RUNTIME_DIR", folder, 1);
	order = (struct order){ .length = 0 };
	return 0;
}

static const char *path_of(const char *suffix) {
	static char path[128];
	snprintf(path, sizeof(path), "%s/" ID "%s", folder, suffix);
	return path;
}

static int teardown(void **state) {
	assert_int_equal(access(path_of(".sock"), F_OK), -1); /* removed with the instance */
	unlink(path_of(".lock"));
	assert_int_equal(rmdir(folder), 0);
	return 0;
}

static void on_open(oriel_event *event, void *data) {
	const struct oriel_open_event *open = oriel_event_open(event);
	order_add(&order, "open %s %d", open->activation_token, open->argument_count);
	for (int i = 0; i < open->argument_count; i++)
		order_add(&order, "%s", open->arguments[i]);
	assert_null(open->arguments[open->argument_count]);
	order_add(&order, "in %s", open->directory);
	oriel_app_quit(data, 0);
}

static void quit(void *data) {
	oriel_app_quit(data, 1);
}

/* Makes the first process, in real time, which ends after 10 s. */
static oriel_app *start_first(void) {
	oriel_instance *instance = oriel_instance_claim(ID, 0, NULL);
	assert_non_null(instance);
	oriel_app *app = oriel_app_new(
		ID, .headless = true, .real_time = true, .instance = instance);
	oriel_window_open(app, .title = "first");
	oriel_listen(app, "open", on_open, app);
	oriel_set_timeout(quit, app, 10000);
	return app;
}

/* Starts another process, whose status is 0 if it has passed its arguments on. */
static pid_t start_second(void) {
	static char *arguments[] = { "notes", "a b.txt", "", "\xc3\xa9" };
	pid_t child = fork();
	if (child != 0)
		return child;
	setenv("XDG_ACTIVATION_TOKEN", "token", 1);
	if (chdir("/usr") != 0)
		_exit(2);
	_exit(oriel_instance_claim(ID, 4, arguments) == NULL ? 0 : 1);
}

static int wait_for(pid_t child) {
	int status = 0;
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void a_second_start_passes_its_arguments_on(void **state) {
	oriel_app *app = start_first();
	pid_t second = start_second();
	assert_int_equal(oriel_app_run(app), 0);
	assert_int_equal(wait_for(second), 0);
	assert_order(&order, "open token 4, notes, a b.txt, , \xc3\xa9, in /usr");
}

static void note_activations(void *data) {
	oriel_app *app = data;
	order_add(&order, "%zu activations",
		oriel__headless_state(oriel__headless_window(app->platform, 0)).activations);
	oriel_app_quit(app, 0);
}

static void prevent_open(oriel_event *event, void *data) {
	oriel_prevent_default(event);
}

static void on_open_note(oriel_event *event, void *data) {
	oriel_set_timeout(note_activations, data, 0);
}

static void the_first_window_is_activated_unless_that_is_prevented(void **state) {
	for (int i = 0; i < 2; i++) {
		oriel_instance *instance = oriel_instance_claim(ID, 0, NULL);
		oriel_app *app = oriel_app_new(
			ID, .headless = true, .real_time = true, .instance = instance);
		oriel_window_open(app, .title = "first");
		oriel_listen(app, "open", on_open_note, app);
		if (i == 1)
			oriel_listen(app, "open", prevent_open, app);
		pid_t second = start_second();
		assert_int_equal(oriel_app_run(app), 0);
		assert_int_equal(wait_for(second), 0);
	}
	assert_order(&order, "1 activations, 0 activations");
}

static void a_socket_of_a_killed_process_is_replaced(void **state) {
	pid_t killed = fork();
	if (killed == 0) {
		oriel_instance *instance = oriel_instance_claim(ID, 0, NULL);
		_exit(instance != NULL ? 0 : 1); /* leaves the socket */
	}
	assert_int_equal(wait_for(killed), 0);
	assert_int_equal(access(path_of(".sock"), F_OK), 0);
	a_second_start_passes_its_arguments_on(state);
}

static void on_open_count(oriel_event *event, void *data) {
	static int count;
	if (++count == 7)
		oriel_app_quit(data, 0);
}

/* Claims the id at the same time as other processes: one is the first and hears seven. */
static int race(void) {
	oriel_instance *instance = oriel_instance_claim(ID, 0, NULL);
	if (instance == NULL)
		return 0;
	oriel_app *app = oriel_app_new(
		ID, .headless = true, .real_time = true, .instance = instance);
	oriel_listen(app, "open", on_open_count, app);
	oriel_set_timeout(quit, app, 10000);
	return oriel_app_run(app) == 0 ? 1 : 2;
}

static void of_starts_at_the_same_time_one_is_the_first(void **state) {
	pid_t children[8];
	int firsts = 0, others = 0;
	for (size_t i = 0; i < 8; i++) {
		children[i] = fork();
		if (children[i] == 0)
			_exit(race());
	}
	for (size_t i = 0; i < 8; i++) {
		int status = wait_for(children[i]);
		firsts += status == 1;
		others += status == 0;
	}
	assert_int_equal(firsts, 1);
	assert_int_equal(others, 7);
}

/* ---- Hostile processes: on a virtual clock, which passes the limit of time at once ---- */

static oriel_app *start_virtual(void) {
	oriel_instance *instance = oriel_instance_claim(ID, 0, NULL);
	oriel_app *app = oriel_app_new(ID, .headless = true, .instance = instance);
	oriel_window_open(app, .title = "first");
	oriel_listen(app, "open", on_open, app);
	return app;
}

static int connect_to_first(void) {
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	strcpy(address.sun_path, path_of(".sock"));
	int connection = socket(AF_UNIX, SOCK_STREAM, 0);
	assert_int_equal(
		connect(connection, (const struct sockaddr *)&address, sizeof(address)), 0);
	return connection;
}

/* Runs the loop until the first process has closed a connection. Returns its reply, 0 without. */
static int reply_of(oriel_app *app, int connection) {
	char reply = 0;
	ssize_t got = -1;
	for (int i = 0; i < 10000 && got < 0; i++) {
		oriel_loop_advance(oriel_app_loop(app), 0);
		got = recv(connection, &reply, 1, MSG_DONTWAIT);
		if (got < 0 && errno != EAGAIN)
			got = 0;
		if (got < 0)
			poll(NULL, 0, 1);
	}
	close(connection);
	return got == 1 ? reply : got == 0 ? 0 : -1;
}

static void malformed_messages_are_refused(void **state) {
	static const struct {
		const char *bytes;
		size_t length;
	} messages[] = {
		{ "", 0 },
		{ "GET / HTTP/1.1\r\n\r\n", 18 },
		{ ORIEL__INSTANCE_MAGIC, sizeof(ORIEL__INSTANCE_MAGIC) },
		{ ORIEL__INSTANCE_MAGIC "\0/usr", sizeof(ORIEL__INSTANCE_MAGIC "\0/usr") },
		{ ORIEL__INSTANCE_MAGIC "\0usr\0", sizeof(ORIEL__INSTANCE_MAGIC "\0usr\0") },
		{ ORIEL__INSTANCE_MAGIC "\0/usr\0\0a", sizeof(ORIEL__INSTANCE_MAGIC "\0/usr\0\0a") - 1 },
	};
	oriel_app *app = start_virtual();
	for (size_t i = 0; i < sizeof(messages) / sizeof(messages[0]); i++) {
		expect_log("another start of the program sent a malformed message");
		int connection = connect_to_first();
		assert_int_equal(
			send(connection, messages[i].bytes, messages[i].length, 0), messages[i].length);
		shutdown(connection, SHUT_WR);
		assert_int_equal(reply_of(app, connection), 0);
	}
	assert_order(&order, "");
	oriel_app_destroy(app);
}

static void long_and_late_messages_are_refused(void **state) {
	oriel_app *app = start_virtual();
	int silent = connect_to_first(), late = connect_to_first();
	for (int i = 0; i < 20; i++)
		oriel_loop_advance(oriel_app_loop(app), 0);
	send(late, "O", 1, 0);
	expect_log("another start of the program sent no message in time, or one over 1 MiB");
	expect_log("another start of the program sent no message in time, or one over 1 MiB");
	oriel_loop_advance(oriel_app_loop(app), ORIEL__INSTANCE_WAIT_MS);
	assert_int_equal(reply_of(app, silent), 0);
	assert_int_equal(reply_of(app, late), 0);

	expect_log("another start of the program sent no message in time, or one over 1 MiB");
	static char bytes[65536];
	memset(bytes, 'a', sizeof(bytes));
	int long_one = connect_to_first();
	for (int i = 0; i < 40; i++) {
		send(long_one, bytes, sizeof(bytes), MSG_DONTWAIT | MSG_NOSIGNAL);
		oriel_loop_advance(oriel_app_loop(app), 0);
	}
	assert_int_equal(reply_of(app, long_one), 0);

	int open = connect_to_first(); /* left to the end of the application */
	oriel_loop_advance(oriel_app_loop(app), 0);
	oriel_app_destroy(app);
	close(open);
	assert_order(&order, "");
}

static void without_a_private_folder_each_process_is_the_first(void **state) {
	static const char log[] = "other starts of the program are not heard";
	unsetenv("XDG_RUNTIME_DIR");
	expect_log(log);
	oriel_instance *first = oriel_instance_claim(ID, 0, NULL);
	setenv("XDG_RUNTIME_DIR", folder, 1);
	chmod(folder, 0777);
	expect_log(log);
	oriel_instance *second = oriel_instance_claim(ID, 0, NULL);
	chmod(folder, 0700);
	assert_true(first != NULL && second != NULL);
	oriel_instance_destroy(first);
	oriel_instance_destroy(second);
	assert_breaks("the id is no name", oriel_instance_claim("a/b", 0, NULL));
}

#define INSTANCE_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void) {
	return RUN_TESTS(
		INSTANCE_TEST(a_second_start_passes_its_arguments_on),
		INSTANCE_TEST(the_first_window_is_activated_unless_that_is_prevented),
		INSTANCE_TEST(a_socket_of_a_killed_process_is_replaced),
		INSTANCE_TEST(of_starts_at_the_same_time_one_is_the_first),
		INSTANCE_TEST(malformed_messages_are_refused),
		INSTANCE_TEST(long_and_late_messages_are_refused),
		INSTANCE_TEST(without_a_private_folder_each_process_is_the_first));
}
