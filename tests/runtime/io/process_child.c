/* SPDX-License-Identifier: MIT */
/*
 * The child process of test_process.c; its first argument selects what it does.
 */
#include <oriel/runtime/event.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/port.h>
#include <oriel/io/process.h>
#include <oriel/runtime/target.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int cat(void) {
	char buffer[65536];
	ssize_t length;
	while ((length = read(0, buffer, sizeof(buffer))) > 0) {
		for (ssize_t written = 0; written < length;) {
			ssize_t part = write(1, buffer + written, (size_t)(length - written));
			if (part < 0)
				return 1;
			written += part;
		}
	}
	fputs("done", stderr);
	return 0;
}

static int count_descriptors(void) {
	int count = 0;
	for (int fd = 0; fd < 1024; fd++)
		count += fcntl(fd, F_GETFD) >= 0;
	return count;
}

static int count_signals(void) {
	static const int signals[] = { SIGHUP, SIGINT, SIGPIPE, SIGALRM, SIGTERM, SIGUSR1, SIGUSR2,
		SIGCHLD };
	sigset_t blocked;
	int count = 0;
	sigprocmask(SIG_SETMASK, NULL, &blocked);
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		struct sigaction action;
		sigaction(signals[i], NULL, &action);
		count += sigismember(&blocked, signals[i]) || action.sa_handler != SIG_DFL;
	}
	return count;
}

static int show(void) {
	char cwd[256] = "", byte;
	const char *greeting = getenv("GREETING");
	if (getcwd(cwd, sizeof(cwd)) == NULL)
		return 1;
	printf("GREETING=%s cwd=%s input=%zd descriptors=%d signals=%d",
		greeting != NULL ? greeting : "", cwd, read(0, &byte, 1), count_descriptors(),
		count_signals());
	return 0;
}

static int wait_for_signal(void) {
	if (write(1, "ready", 5) != 5)
		return 1;
	for (;;)
		pause();
}

static int stubborn(void) {
	signal(SIGTERM, SIG_IGN);
	return wait_for_signal();
}

static int flood(void) {
	static const char text[4096];
	while (write(1, text, sizeof(text)) > 0)
		continue;
	return 1;
}

static void answer(oriel_event *event, void *data) {
	char text[64];
	const struct oriel_bytes *bytes = oriel_message_bytes(event);
	int length = snprintf(
		text, sizeof(text), "%.*s from the child", (int)bytes->length, bytes->data);
	oriel_port_send(data, oriel_bytes_payload(oriel_bytes_new(text, (size_t)length)));
}

static void quit(oriel_event *event, void *data) {
	(void)event;
	(void)data;
	oriel_loop_quit(oriel_loop_current(), 0);
}

static int talk(void) {
	oriel_loop *loop = oriel_loop_new();
	int fd = oriel_process_take_parent_fd();
	oriel_port *port = fd >= 0 ? oriel_port_new_fd(fd, fd) : NULL;
	if (port == NULL)
		return 1;
	oriel_listen(port, "message", answer, port);
	oriel_listen(port, "close", quit, NULL);
	oriel_port_start(port);
	int status = oriel_loop_run(loop);
	oriel_port_unref(port);
	oriel_loop_destroy(loop);
	return status;
}

int main(int argc, char **argv) {
	const char *what = argc > 1 ? argv[1] : "";
	if (strcmp(what, "exit") == 0 && argc > 2)
		return atoi(argv[2]);
	if (strcmp(what, "count") == 0)
		return count_descriptors();
	if (strcmp(what, "write") == 0 && argc > 3)
		return write(atoi(argv[2]), argv[3], strlen(argv[3])) < 0;
	if (strcmp(what, "abort") == 0)
		abort();
	if (strcmp(what, "cat") == 0)
		return cat();
	if (strcmp(what, "show") == 0)
		return show();
	if (strcmp(what, "wait") == 0)
		return wait_for_signal();
	if (strcmp(what, "stubborn") == 0)
		return stubborn();
	if (strcmp(what, "port") == 0)
		return talk();
	if (strcmp(what, "flood") == 0)
		return flood();
	return 64;
}
