/* SPDX-License-Identifier: MIT */
/* The manager's window, its selection and its announcement. Source: ICCCM, "Manager Selections". */
#include "xsettings_manager.h"

#include <X11/Xlib.h>

static Atom manager_atom(const struct xsettings_manager *manager, const char *name) {
	return XInternAtom(manager->display, name, False);
}

void xsettings_manager_start(struct xsettings_manager *manager, void *display) {
	manager->display = display;
	Window root = DefaultRootWindow((Display *)display);
	manager->window = XCreateSimpleWindow(display, root, -1, -1, 1, 1, 0, 0, 0);
	XSetSelectionOwner(
		display, manager_atom(manager, "_XSETTINGS_S0"), manager->window, CurrentTime);
	XEvent event = { 0 };
	event.xclient.type = ClientMessage;
	event.xclient.window = root;
	event.xclient.message_type = manager_atom(manager, "MANAGER");
	event.xclient.format = 32;
	event.xclient.data.l[0] = CurrentTime;
	event.xclient.data.l[1] = (long)manager_atom(manager, "_XSETTINGS_S0");
	event.xclient.data.l[2] = (long)manager->window;
	XSendEvent(display, root, False, StructureNotifyMask, &event);
	XSync(display, False);
}

void xsettings_manager_set(
	struct xsettings_manager *manager, const struct xsettings_bytes *bytes) {
	Atom property = manager_atom(manager, "_XSETTINGS_SETTINGS");
	XChangeProperty(manager->display, manager->window, property, property, 8, PropModeReplace,
		bytes->data, (int)bytes->length);
	XSync(manager->display, False);
}

void xsettings_manager_stop(struct xsettings_manager *manager) {
	XDestroyWindow(manager->display, manager->window);
	XSync(manager->display, False);
}
