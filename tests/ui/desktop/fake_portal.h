/* SPDX-License-Identifier: MIT */
/*
 * A session bus for a test, and a desktop portal on it that the test directs. The portal is a
 * process of its own.
 */
#ifndef ORIEL_TESTS_FAKE_PORTAL_H
#define ORIEL_TESTS_FAKE_PORTAL_H

#include <stdbool.h>
#include <sys/types.h>

/* Runs the program again under dbus-run-session, unless it runs there already. */
void bus_enter(char **arguments);

/* A bus besides the session's. */
struct bus {
	pid_t pid;
	char address[512];
};
bool bus_start(struct bus *bus);
/* Makes the bus silent: connections are accepted by the system, and nothing is read. */
void bus_pause(struct bus *bus);
void bus_stop(struct bus *bus);

struct fake_portal {
	pid_t pid;
	int commands;
};

/*
 * Starts a portal on the bus of DBUS_SESSION_BUS_ADDRESS, and waits until it has its name. settings
 * are lines "NAMESPACE KEY TYPE VALUE". Types: u, b, d, s, and c for an accent colour of three
 * numbers.
 */
bool fake_portal_start(struct fake_portal *portal, const char *settings);
/* Changes a setting, and emits SettingChanged. line is as above, without a line end. */
void fake_portal_set(struct fake_portal *portal, const char *line);
void fake_portal_stop(struct fake_portal *portal);

#endif
