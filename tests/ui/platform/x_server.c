/* SPDX-License-Identifier: MIT */
/*
 * Starts Xvfb, which picks a free display and writes its number to a descriptor when it is ready.
 * Xvfb ends with its last client, and the test keeps a connection open. So a killed test leaves no
 * server behind.
 */
#include "x_server.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void run_server(int display_fd, const char *const *arguments) {
	char number[16];
	snprintf(number, sizeof(number), "%d", display_fd);
	const char *all[18] = { "Xvfb", "-displayfd", number, "-screen", "0", "1280x800x24",
		"-nolisten", "tcp", "-terminate" };
	for (size_t i = 0; i < 8 && arguments[i] != NULL; i++)
		all[9 + i] = arguments[i];
	int null = open("/dev/null", O_WRONLY);
	dup2(null, STDERR_FILENO); /* it prints warnings about keysyms */
	execvp("Xvfb", (char *const *)all);
	_exit(127);
}

/* Reads the number of the display; returns false if the server has exited before. */
static bool read_display(int fd) {
	char name[16] = ":";
	size_t length = 1;
	ssize_t count;
	while (length < sizeof(name) - 1 &&
		(count = read(fd, name + length, sizeof(name) - 1 - length)) > 0) {
		length += (size_t)count;
		if (name[length - 1] == '\n')
			break;
	}
	if (length < 2 || name[length - 1] != '\n')
		return false;
	name[length - 1] = '\0';
	return setenv("DISPLAY", name, 1) == 0;
}

int x_server_start_with(struct x_server *server, const char *const *arguments) {
	int ends[2];
	if (pipe(ends) != 0)
		return -1;
	server->pid = fork();
	if (server->pid == 0) {
		close(ends[0]);
		run_server(ends[1], arguments);
	}
	close(ends[1]);
	bool started = server->pid > 0 && read_display(ends[0]);
	close(ends[0]);
	server->connection = started ? XOpenDisplay(NULL) : NULL;
	if (server->connection != NULL)
		return 0;
	fprintf(stderr,
		"Xvfb does not start: is it installed? (apt: xvfb; or scripts/install-deps --tests)\n");
	return -1;
}

int x_server_start(struct x_server *server) {
	return x_server_start_with(server, (const char *const[]){ NULL });
}

void x_server_set_resources(struct x_server *server, const char *resources) {
	XChangeProperty(server->connection, DefaultRootWindow((Display *)server->connection),
		XA_RESOURCE_MANAGER, XA_STRING, 8, PropModeReplace, (const unsigned char *)resources,
		(int)strlen(resources));
	XSync(server->connection, False);
}

void x_server_stop(struct x_server *server) {
	if (server->connection != NULL)
		XCloseDisplay(server->connection);
	if (server->pid > 0) {
		kill(server->pid, SIGTERM);
		waitpid(server->pid, NULL, 0);
	}
}
