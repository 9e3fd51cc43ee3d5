/* SPDX-License-Identifier: MIT */
/* An X server of the test's own. */
#ifndef ORIEL_TESTS_X_SERVER_H
#define ORIEL_TESTS_X_SERVER_H

#include <stdbool.h>
#include <sys/types.h>

struct x_server {
	pid_t pid;
	void *connection; /* keeps it alive, and ends it with the test, however that ends */
};

/* Starts Xvfb on a display that is free, and names it in DISPLAY. 0, or -1 with a message that says
 * what is missing. */
int x_server_start(struct x_server *server);
/* With more arguments for it, up to NULL; they win over its usual ones. At most 8. */
int x_server_start_with(struct x_server *server, const char *const *arguments);
/* The resources that programs which connect from now on will see, e.g. "Xft.dpi: 144\n". */
void x_server_set_resources(struct x_server *server, const char *resources);
void x_server_stop(struct x_server *server);

#endif
