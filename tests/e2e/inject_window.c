/* SPDX-License-Identifier: MIT */
/*
 * oriel-inject's eyes: finding the window, reading its pixels; and what a window manager would do
 * to it.
 *
 * Pixels are read from the window itself. The waits ask the server again and again without a pause,
 * so that the time that they print is right to a round trip.
 */
#include "inject.h"

#include "platform/png_internal.h"

#include <X11/Xatom.h>
#include <X11/Xutil.h>
#include <string.h>

static bool has_title(Display *display, Window window, const char *title) {
	Atom type;
	int format;
	unsigned long count, left;
	unsigned char *text = NULL;
	Atom property = XInternAtom(display, "_NET_WM_NAME", False);
	int status = XGetWindowProperty(display, window, property, 0, 1024, False, AnyPropertyType,
		&type, &format, &count, &left, &text);
	bool same = status == Success && text != NULL && strcmp((const char *)text, title) == 0;
	if (text != NULL)
		XFree(text);
	return same;
}

static bool is_shown(Display *display, Window window) {
	XWindowAttributes attributes;
	return XGetWindowAttributes(display, window, &attributes) != 0 &&
		attributes.map_state == IsViewable;
}

/* A window manager puts frames around windows, so they may be at any depth. */
static Window find(Display *display, Window window, const char *title) {
	Window root, parent, found = None, *children = NULL;
	unsigned count = 0;
	if (has_title(display, window, title) && is_shown(display, window))
		return window;
	if (XQueryTree(display, window, &root, &parent, &children, &count) == 0)
		return None;
	for (unsigned i = 0; i < count && found == None; i++)
		found = find(display, children[i], title);
	if (children != NULL)
		XFree(children);
	return found;
}

/* Windows come and go while they are looked at. */
static int ignore_error(Display *display, XErrorEvent *event) {
	return 0;
}

/* Where no window manager does it. */
static void ensure_focus(struct inject *inject) {
	Window focus;
	int revert;
	XGetInputFocus(inject->display, &focus, &revert);
	if (focus == None || focus == PointerRoot)
		XSetInputFocus(inject->display, inject->window, RevertToParent, CurrentTime);
	XSync(inject->display, False);
}

void inject_wait_window(struct inject *inject, const char *title, double timeout_ms) {
	double end_ms = inject_now_ms() + timeout_ms;
	XErrorHandler before = XSetErrorHandler(ignore_error);
	do
		inject->window = find(inject->display, DefaultRootWindow(inject->display), title);
	while (inject->window == None && inject_now_ms() < end_ms);
	if (inject->window == None)
		inject_fail("no window \"%s\" within %g ms", title, timeout_ms);
	ensure_focus(inject);
	XSetErrorHandler(before);
}

void inject_to_root(struct inject *inject, int x, int y, int *root_x, int *root_y) {
	Window child;
	if (!XTranslateCoordinates(inject->display, inject->window, DefaultRootWindow(inject->display),
			x, y, root_x, root_y, &child))
		inject_fail("the window is on another screen");
}

void inject_close(struct inject *inject) {
	XEvent event = { .xclient = {
						.type = ClientMessage,
						.window = inject->window,
						.message_type = XInternAtom(inject->display, "WM_PROTOCOLS", False),
						.format = 32,
					} };
	event.xclient.data.l[0] = (long)XInternAtom(inject->display, "WM_DELETE_WINDOW", False);
	event.xclient.data.l[1] = CurrentTime;
	XSendEvent(inject->display, inject->window, False, NoEventMask, &event);
}

void inject_resize(struct inject *inject, int width, int height) {
	if (width < 1 || height < 1)
		inject_fail("resize: %d × %d is no size", width, height);
	XResizeWindow(inject->display, inject->window, (unsigned)width, (unsigned)height);
}

static XImage *get_image(struct inject *inject, int x, int y, unsigned width, unsigned height) {
	XErrorHandler before = XSetErrorHandler(ignore_error);
	XImage *image = XGetImage(
		inject->display, inject->window, x, y, width, height, AllPlanes, ZPixmap);
	XSetErrorHandler(before);
	return image;
}

/* False if the position is outside the window, or the window is gone. */
static bool try_pixel(struct inject *inject, int x, int y, unsigned long *color) {
	XImage *image = get_image(inject, x, y, 1, 1);
	if (image == NULL)
		return false;
	*color = XGetPixel(image, 0, 0) & 0xffffff;
	XDestroyImage(image);
	return true;
}

unsigned long inject_pixel(struct inject *inject, int x, int y) {
	unsigned long color;
	if (!try_pixel(inject, x, y, &color))
		inject_fail("pixel: the window has none at %d, %d", x, y);
	return color;
}

void inject_wait_pixel(
	struct inject *inject, int x, int y, unsigned long color, double timeout_ms) {
	double end_ms = inject_now_ms() + timeout_ms;
	unsigned long found = 0;
	bool there;
	do
		there = try_pixel(inject, x, y, &found);
	while ((!there || found != color) && inject_now_ms() < end_ms);
	if (!there)
		inject_fail("wait-pixel: the window has none at %d, %d", x, y);
	if (found != color)
		inject_fail("wait-pixel: %d, %d is %06lx after %g ms and not %06lx", x, y, found,
			timeout_ms, color);
}

void inject_screenshot(struct inject *inject, const char *path) {
	XWindowAttributes attributes;
	XGetWindowAttributes(inject->display, inject->window, &attributes);
	XImage *image = get_image(
		inject, 0, 0, (unsigned)attributes.width, (unsigned)attributes.height);
	if (image == NULL)
		inject_fail("screenshot: the window, or a part of it, is outside the screen");
	if (image->bits_per_pixel != 32)
		inject_fail("screenshot: the screen has %d bits a pixel, not 32", image->bits_per_pixel);
	const struct oriel_framebuffer framebuffer = {
		.pixels = image->data,
		.width = image->width,
		.height = image->height,
		.stride = image->bytes_per_line,
	};
	if (oriel__png_write(&framebuffer, path) != ORIEL_OK)
		inject_fail("screenshot: %s was not written", path);
	XDestroyImage(image);
}
