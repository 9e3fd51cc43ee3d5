/* SPDX-License-Identifier: MIT */
/*
 * Another program on the X server that owns a selection or asks for one. It is a separate process,
 * so that it can hang and die.
 */
#ifndef ORIEL_TESTS_X11_OWNER_H
#define ORIEL_TESTS_X11_OWNER_H

#include <stddef.h>
#include <sys/types.h>

enum x11_owner_way {
	X11_OWNER_WHOLE,           /* sends its text in one piece */
	X11_OWNER_PIECES,          /* sends its text by INCR */
	X11_OWNER_HANGS,           /* never answers */
	X11_OWNER_HANGS_WITH_DATA, /* answers only TARGETS */
	X11_OWNER_STOPS_AMID,      /* sends two pieces by INCR, but no third */
	X11_OWNER_DIES_AMID,       /* sends two pieces by INCR and exits */
	X11_OWNER_DIES_ASKED,      /* exits at the first request */
	X11_OWNER_GOES_AFTER,      /* sends its text in one piece and exits at once */
	X11_OWNER_PICTURE,         /* has only image/png */
	X11_OWNER_LATIN1,          /* has only STRING */
	X11_OWNER_NO_TARGETS,      /* has UTF8_STRING, but not TARGETS */
	X11_OWNER_LIES,            /* lists UTF8_STRING in its targets, but refuses it */
};

struct x11_owner {
	const char *selection; /* "CLIPBOARD" or "PRIMARY" */
	enum x11_owner_way way;
	size_t length; /* bytes of text; byte i is x11_owner_byte(i) */
	size_t piece;
};

char x11_owner_byte(size_t place);
/* Starts the program; it owns the selection when this function returns. */
pid_t x11_owner_start(const struct x11_owner *owner);

enum x11_reader_way {
	X11_READER_TAKES, /* receives all data, also by INCR */
	/* makes a MULTIPLE request for text and for a target that does not exist */
	X11_READER_MULTIPLE,
	X11_READER_STOPS_AMID, /* receives one piece, but not the second */
	X11_READER_DIES_AMID,  /* receives one piece and exits */
};

/* Starts a program that asks for target. It writes the received bytes, or "refused", to fd, and
 * then closes fd. */
pid_t x11_reader_start(const char *selection, const char *target, enum x11_reader_way way, int fd);

/* Kills the program unless it has exited. */
void x11_program_stop(pid_t pid);

#endif
