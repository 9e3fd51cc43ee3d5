/* SPDX-License-Identifier: MIT */
/*
 * The other process in tests of ports. Usage: port_peer WHAT, with a socket as descriptor 3.
 *
 * echo   returns each message until the other end closes
 * child  as echo, through the descriptor that oriel_process_new() passed
 * half   writes a part of a message, reports that by another message, and waits
 * huge   announces a message that is larger than any receiver accepts
 */
#include <oriel/runtime/loop.h>
#include <oriel/runtime/port.h>
#include <oriel/io/process.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SOCKET = 3 };

static void echo(oriel_event *event, void *data) {
	(void)data;
	oriel_port_send(
		oriel_port_try_from_target(oriel_event_target(event)), oriel_message_take(event));
}

static void quit(oriel_event *event, void *data) {
	(void)event;
	(void)data;
	oriel_loop_quit(oriel_loop_current(), 0);
}

static int run_echo(int fd) {
	oriel_loop *loop = oriel_loop_new();
	oriel_port *port = oriel_port_new_fd(fd, fd);
	if (port == NULL)
		return EXIT_FAILURE;
	oriel_listen(port, "message", echo, NULL);
	oriel_listen(port, "close", quit, NULL);
	oriel_port_start(port);
	oriel_loop_run(loop);
	oriel_port_unref(port);
	oriel_loop_destroy(loop);
	return EXIT_SUCCESS;
}

static int say(const void *bytes, size_t size) {
	return write(SOCKET, bytes, size) == (ssize_t)size ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int run_half(void) {
	int status = say("\x05\0\0\0ready" "\x64\0\0\0half", 17);
	pause();
	return status;
}

int main(int argc, char **argv) {
	const char *what = argc > 1 ? argv[1] : "";
	if (strcmp(what, "echo") == 0)
		return run_echo(SOCKET);
	if (strcmp(what, "child") == 0)
		return run_echo(oriel_process_take_parent_fd());
	if (strcmp(what, "half") == 0)
		return run_half();
	if (strcmp(what, "huge") == 0)
		return say("\xff\xff\xff\xff", 4);
	return EXIT_FAILURE;
}
