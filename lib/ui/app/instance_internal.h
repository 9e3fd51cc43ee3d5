/* SPDX-License-Identifier: MIT */
/*
 * The two ends of a single instance: instance.c has the lock, the socket and the second process;
 * instance_server.c has the first process while its application runs.
 *
 * A message is a magic text, the working directory, the activation token and the arguments, each
 * with a NUL at its end. The second process shuts its side down behind the message. The first
 * process replies with one byte.
 */
#ifndef ORIEL_APP_INSTANCE_INTERNAL_H
#define ORIEL_APP_INSTANCE_INTERNAL_H

#include <oriel/ui/instance.h>

#include "base/list_internal.h"

enum {
	ORIEL__INSTANCE_BYTES = 1 << 20, /* the longest message */
	ORIEL__INSTANCE_ARGUMENTS = 4096,
	ORIEL__INSTANCE_WAIT_MS = 5000,
};
#define ORIEL__INSTANCE_MAGIC "ORIEL-OPEN 1"
#define ORIEL__INSTANCE_REPLY 'k'

struct oriel_instance {
	int lock, socket; /* -1: this process does not listen */
	char *path;       /* of the socket */
	oriel_app *app;   /* NULL until an application has it */
	uint64_t watch;   /* oriel_watch_id of the socket; 0: none */
	struct oriel__list guests; /* processes that are being heard */
	size_t guest_count;
};

/* Returns whether the other end of a socket is a process of this user. */
bool oriel__instance_is_own_user(int socket);

/* Hears other processes, and fires `open` at the application. */
void oriel__instance_begin(oriel_instance *instance, oriel_app *app);
void oriel__instance_end(oriel_instance *instance);

#endif
