/* SPDX-License-Identifier: MIT */
/*
 * A user at random: mouse, finger, keyboard, input method, clipboard and window manager, at
 * whatever lists stand on the desk. Every act is complete (no button stays down), and takes less
 * than three seconds of virtual time.
 */
#ifndef SOAK_USER_H
#define SOAK_USER_H

#include "chance.h"
#include "desk.h"

struct user {
	struct desk *desk;
	struct chance *chance;
	const char *act; /* the last one's name */
};

/* Does one thing. There must be a list. */
void user_act(struct user *user);

#endif
