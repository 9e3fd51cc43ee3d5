/* SPDX-License-Identifier: MIT */
/*
 * Another program on the X server, which owns a selection or asks for one: a process of its own,
 * since it must be able to hang, and to die.
 */
#ifndef ORIEL_TESTS_X11_OWNER_H
#define ORIEL_TESTS_X11_OWNER_H

#include <stddef.h>
#include <sys/types.h>

enum x11_owner_way {
	X11_OWNER_WHOLE,         /* gives its text in one */
	X11_OWNER_PIECES,        /* by INCR */
	X11_OWNER_HANGS,         /* answers nothing */
	X11_OWNER_HANGS_WITH_DATA, /* answers TARGETS, and nothing else */
	X11_OWNER_STOPS_AMID,    /* two pieces by INCR, and no third */
	X11_OWNER_DIES_AMID,     /* two pieces by INCR, and its end */
	X11_OWNER_DIES_ASKED,    /* its end at the first request */
	X11_OWNER_GOES_AFTER,    /* gives its text in one, and ends at once */
	X11_OWNER_PICTURE,       /* has image/png only */
	X11_OWNER_LATIN1,        /* has STRING only */
	X11_OWNER_NO_TARGETS,    /* knows UTF8_STRING and no TARGETS */
	X11_OWNER_LIES,          /* names UTF8_STRING among its targets, and refuses it */
};

struct x11_owner {
	const char *selection; /* "CLIPBOARD" or "PRIMARY" */
	enum x11_owner_way way;
	size_t length; /* bytes of text: x11_owner_byte() of each place */
	size_t piece;
};

char x11_owner_byte(size_t place);
/* Starts the program; it owns the selection when this returns. */
pid_t x11_owner_start(const struct x11_owner *owner);

enum x11_reader_way {
	X11_READER_TAKES,      /* all of it, also by INCR */
	X11_READER_MULTIPLE,   /* asks by MULTIPLE for text, and for a target that there is not */
	X11_READER_STOPS_AMID, /* takes a piece, and no second */
	X11_READER_DIES_AMID,  /* takes a piece, and ends */
};

/* Starts a program that asks for target, and writes what it got to fd, which it then closes: the
 * bytes, or "refused". */
pid_t x11_reader_start(const char *selection, const char *target, enum x11_reader_way way, int fd);

/* Kills the program, unless it has ended. */
void x11_program_stop(pid_t pid);

#endif
