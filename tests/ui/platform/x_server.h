/* SPDX-License-Identifier: MIT */
/* An X server for a test. */
#ifndef ORIEL_TESTS_X_SERVER_H
#define ORIEL_TESTS_X_SERVER_H

#include <stdbool.h>
#include <sys/types.h>

struct x_server {
	pid_t pid;
	void *connection; /* keeps the server alive; closed by the system when the test ends */
};

/* Starts Xvfb on a free display and sets DISPLAY. Returns 0, or -1 after printing what is
 * missing. */
int x_server_start(struct x_server *server);
/* Starts Xvfb with further arguments, at most 8 and up to NULL, which override the usual ones. */
int x_server_start_with(struct x_server *server, const char *const *arguments);
/* Sets the resources of programs that connect later, e.g. "Xft.dpi: 144\n". */
void x_server_set_resources(struct x_server *server, const char *resources);
void x_server_stop(struct x_server *server);

#endif
