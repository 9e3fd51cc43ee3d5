/* SPDX-License-Identifier: MIT */
/*
 * X11: presses that end in another program's window. Each pointer event lists the held buttons. If
 * SDL believes a button held that the server does not list, its release went to a program that had
 * grabbed the pointer. SDL would ignore the next press of that button. So a release is put back
 * into Xlib's queue, from which SDL learns of the loss.
 */
#include "sdl_x11_internal.h"

static const struct {
	Uint32 sdl;
	unsigned state, button; /* X11's */
} buttons[] = {
	{ SDL_BUTTON_LMASK, Button1Mask, Button1 },
	{ SDL_BUTTON_MMASK, Button2Mask, Button2 },
	{ SDL_BUTTON_RMASK, Button3Mask, Button3 },
};

#define BUTTONS (sizeof(buttons) / sizeof(buttons[0]))

struct pointer_state {
	unsigned held; /* X11's bits */
	XButtonEvent release;
};

/* Reads the buttons from an event. Returns false for an event without buttons, and for an event
 * sent by a program. */
static bool x11_pointer_read_state(const XEvent *event, struct pointer_state *out) {
	if (event->xany.send_event)
		return false;
	if (event->type == MotionNotify) {
		const XMotionEvent *motion = &event->xmotion;
		out->held = motion->state;
		out->release = (XButtonEvent){ .root = motion->root,
			.time = motion->time,
			.x = motion->x,
			.y = motion->y,
			.x_root = motion->x_root,
			.y_root = motion->y_root,
			.state = motion->state };
		return true;
	}
	if (event->type == EnterNotify ||
		(event->type == LeaveNotify && event->xcrossing.mode == NotifyGrab)) {
		const XCrossingEvent *crossing = &event->xcrossing;
		/* another program's grab has ended the grab of the press */
		out->held = event->type == EnterNotify ? crossing->state : 0;
		out->release = (XButtonEvent){ .root = crossing->root,
			.time = crossing->time,
			.x = crossing->x,
			.y = crossing->y,
			.x_root = crossing->x_root,
			.y_root = crossing->y_root,
			.state = crossing->state };
		return true;
	}
	return false;
}

bool oriel__x11_pointer_is_lost(const XEvent *event) {
	struct pointer_state state;
	Uint32 held = SDL_GetMouseState(NULL, NULL);
	bool is_lost = false;
	if (held == 0 || !x11_pointer_read_state(event, &state))
		return false;
	for (size_t i = 0; i < BUTTONS; i++) {
		if ((held & buttons[i].sdl) == 0 || (state.held & buttons[i].state) != 0)
			continue;
		is_lost = true;
		XEvent release = { .xbutton = state.release };
		release.xbutton.type = ButtonRelease;
		release.xbutton.display = event->xany.display;
		release.xbutton.window = event->xany.window;
		release.xbutton.state |= buttons[i].state;
		release.xbutton.button = buttons[i].button;
		release.xbutton.same_screen = True;
		XPutBackEvent(event->xany.display, &release);
	}
	return is_lost;
}
