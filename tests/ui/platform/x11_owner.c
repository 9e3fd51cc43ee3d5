/* SPDX-License-Identifier: MIT */
/*
 * Owners and requestors of selections by the ICCCM, correct and faulty. They block in Xlib until
 * the test kills them.
 */
#include "x11_owner.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

char x11_owner_byte(size_t place) {
	return (char)('a' + place % 26);
}

struct program {
	Display *display;
	Window window;
};

static Atom atom(const struct program *program, const char *name) {
	return XInternAtom(program->display, name, False);
}

static int ignore_error(Display *display, XErrorEvent *error) {
	return 0;
}

static struct program program_open(void) {
	struct program program = { .display = XOpenDisplay(NULL) };
	if (program.display == NULL)
		_exit(2);
	XSetErrorHandler(ignore_error);
	program.window = XCreateSimpleWindow(
		program.display, DefaultRootWindow(program.display), 0, 0, 1, 1, 0, 0, 0);
	XSelectInput(program.display, program.window, PropertyChangeMask);
	return program;
}

/* ---- Owning ---- */

struct transfer {
	Window requestor; /* 0: no transfer */
	Atom property;
	size_t sent, pieces;
};

static void put(const struct program *program, Window requestor, Atom property, Atom type,
	const char *text, size_t length) {
	XChangeProperty(program->display, requestor, property, type, 8, PropModeReplace,
		(const unsigned char *)text, (int)length);
}

static void put_targets(const struct program *program, const struct x11_owner *owner,
	const XSelectionRequestEvent *request) {
	Atom targets[3] = { atom(program, "TARGETS"), atom(program, "TIMESTAMP"),
		atom(program, "UTF8_STRING") };
	if (owner->way == X11_OWNER_PICTURE)
		targets[2] = atom(program, "image/png");
	else if (owner->way == X11_OWNER_LATIN1)
		targets[2] = XA_STRING;
	XChangeProperty(program->display, request->requestor, request->property, XA_ATOM, 32,
		PropModeReplace, (unsigned char *)targets, 3);
}

static bool way_uses_pieces(enum x11_owner_way way) {
	return way == X11_OWNER_PIECES || way == X11_OWNER_STOPS_AMID || way == X11_OWNER_DIES_AMID;
}

/* Sends the data; returns false if the target is refused. */
static bool put_data(const struct program *program, const struct x11_owner *owner, const char *text,
	const XSelectionRequestEvent *request, struct transfer *transfer) {
	Atom has = owner->way == X11_OWNER_LATIN1 ? XA_STRING :
		owner->way == X11_OWNER_PICTURE       ? atom(program, "image/png") :
												atom(program, "UTF8_STRING");
	if (request->target != has || owner->way == X11_OWNER_LIES)
		return false;
	if (!way_uses_pieces(owner->way)) {
		put(program, request->requestor, request->property, has, text, owner->length);
		return true;
	}
	long size = (long)owner->length;
	XSelectInput(program->display, request->requestor, PropertyChangeMask);
	XChangeProperty(program->display, request->requestor, request->property, atom(program, "INCR"),
		32, PropModeReplace, (unsigned char *)&size, 1);
	*transfer = (struct transfer){ request->requestor, request->property, 0, 0 };
	return true;
}

static void on_request(const struct program *program, const struct x11_owner *owner,
	const char *text, const XSelectionRequestEvent *request, struct transfer *transfer) {
	bool asks_targets = request->target == atom(program, "TARGETS"), is_given = true;
	if (owner->way == X11_OWNER_HANGS || (owner->way == X11_OWNER_HANGS_WITH_DATA && !asks_targets))
		return;
	if (owner->way == X11_OWNER_DIES_ASKED)
		_exit(0);
	if (asks_targets && owner->way != X11_OWNER_NO_TARGETS)
		put_targets(program, owner, request);
	else
		is_given = put_data(program, owner, text, request, transfer);
	XEvent answer = { .xselection = { .type = SelectionNotify,
						.display = program->display,
						.requestor = request->requestor,
						.selection = request->selection,
						.target = request->target,
						.property = is_given ? request->property : None,
						.time = request->time } };
	XSendEvent(program->display, request->requestor, False, 0, &answer);
	XSync(program->display, False);
	if (owner->way == X11_OWNER_GOES_AFTER && !asks_targets)
		_exit(0);
}

static void send_piece(const struct program *program, const struct x11_owner *owner,
	const char *text, struct transfer *transfer) {
	if (transfer->pieces == 2 && owner->way == X11_OWNER_STOPS_AMID)
		return;
	if (transfer->pieces == 2 && owner->way == X11_OWNER_DIES_AMID)
		_exit(0);
	size_t left = owner->length - transfer->sent,
		length = left < owner->piece ? left : owner->piece;
	put(program, transfer->requestor, transfer->property, atom(program, "UTF8_STRING"),
		text + transfer->sent, length);
	XFlush(program->display);
	transfer->sent += length;
	transfer->pieces++;
	if (length == 0)
		transfer->requestor = 0;
}

static void run_owner(const struct x11_owner *owner, int ready) {
	struct program program = program_open();
	struct transfer transfer = { 0 };
	char *text = malloc(owner->length + 1);
	for (size_t i = 0; text != NULL && i < owner->length; i++)
		text[i] = x11_owner_byte(i);
	XSetSelectionOwner(
		program.display, atom(&program, owner->selection), program.window, CurrentTime);
	XSync(program.display, False);
	close(ready);
	for (;;) {
		XEvent event;
		XNextEvent(program.display, &event);
		if (event.type == SelectionRequest)
			on_request(&program, owner, text, &event.xselectionrequest, &transfer);
		else if (event.type == PropertyNotify && event.xproperty.state == PropertyDelete &&
			event.xproperty.window == transfer.requestor &&
			event.xproperty.atom == transfer.property)
			send_piece(&program, owner, text, &transfer);
		else if (event.type == SelectionClear)
			_exit(0);
	}
}

/* A pipe whose end closes when the program is ready. */
pid_t x11_owner_start(const struct x11_owner *owner) {
	int ends[2];
	char none;
	if (pipe(ends) != 0)
		return -1;
	pid_t pid = fork();
	if (pid == 0) {
		close(ends[0]);
		run_owner(owner, ends[1]);
	}
	close(ends[1]);
	ssize_t end = read(ends[0], &none, 1);
	close(ends[0]);
	return end == 0 ? pid : -1;
}

/* ---- Requests ---- */

struct reader {
	struct program program;
	enum x11_reader_way way;
	int fd;
};

static void reader_end(const struct reader *reader, const char *text, size_t length) {
	while (length > 0) {
		ssize_t written = write(reader->fd, text, length);
		if (written <= 0)
			break;
		text += written;
		length -= (size_t)written;
	}
	_exit(0);
}

static void await(const struct reader *reader, int type, XEvent *event) {
	do {
		XNextEvent(reader->program.display, event);
	} while (event->type != type ||
		(type == PropertyNotify && event->xproperty.state != PropertyNewValue));
}

/* Returns the bytes of a property, and deletes it. */
static unsigned char *take(
	const struct reader *reader, Atom property, Atom *type, unsigned long *count, int *format) {
	unsigned long after;
	unsigned char *bytes = NULL;
	XGetWindowProperty(reader->program.display, reader->program.window, property, 0, 1L << 28, True,
		AnyPropertyType, type, format, count, &after, &bytes);
	return bytes;
}

static void take_pieces(const struct reader *reader, Atom property) {
	char *text = NULL;
	size_t length = 0;
	for (;;) {
		XEvent event;
		Atom type;
		unsigned long count;
		int format;
		await(reader, PropertyNotify, &event);
		if (event.xproperty.atom != property)
			continue;
		unsigned char *bytes = take(reader, property, &type, &count, &format);
		if (type == None)
			continue;
		if (reader->way == X11_READER_DIES_AMID)
			_exit(0);
		if (reader->way == X11_READER_STOPS_AMID) {
			close(reader->fd);
			pause();
		}
		if (count == 0)
			reader_end(reader, text, length);
		text = realloc(text, length + count);
		memcpy(text + length, bytes, count);
		length += count;
		XFree(bytes);
	}
}

static void take_data(const struct reader *reader, Atom property) {
	Atom type;
	unsigned long count;
	int format;
	unsigned char *bytes = take(reader, property, &type, &count, &format);
	if (type == atom(&reader->program, "INCR"))
		take_pieces(reader, property);
	if (format == 32 && type == XA_ATOM) {
		char names[4096] = "";
		for (unsigned long i = 0; i < count; i++) {
			strcat(names, i > 0 ? " " : "");
			strcat(names, XGetAtomName(reader->program.display, ((Atom *)(void *)bytes)[i]));
		}
		reader_end(reader, names, strlen(names));
	}
	reader_end(reader, (const char *)bytes, format == 32 ? 0 : count);
}

/* Makes a MULTIPLE request for target and for a target that does not exist. */
static Atom ask_multiple(const struct reader *reader, Atom selection, Atom target) {
	const struct program *program = &reader->program;
	Atom pairs[4] = { target, atom(program, "FIRST"), atom(program, "image/none"),
		atom(program, "SECOND") };
	XChangeProperty(program->display, program->window, atom(program, "PAIRS"),
		atom(program, "ATOM_PAIR"), 32, PropModeReplace, (unsigned char *)pairs, 4);
	XConvertSelection(program->display, selection, atom(program, "MULTIPLE"),
		atom(program, "PAIRS"), program->window, CurrentTime);
	return pairs[1];
}

static void check_pairs(const struct reader *reader) {
	Atom type;
	unsigned long count;
	int format;
	const Atom *pairs = (const Atom *)(void *)take(
		reader, atom(&reader->program, "PAIRS"), &type, &count, &format);
	if (count != 4 || pairs[1] == None || pairs[3] != None)
		reader_end(reader, "wrong pairs", 11);
}

static void run_reader(struct reader *reader, const char *selection_name, const char *target_name) {
	reader->program = program_open();
	Atom selection = atom(&reader->program, selection_name),
		target = atom(&reader->program, target_name), property = atom(&reader->program, "DATA");
	XEvent event;
	if (reader->way == X11_READER_MULTIPLE)
		property = ask_multiple(reader, selection, target);
	else
		XConvertSelection(reader->program.display, selection, target, property,
			reader->program.window, CurrentTime);
	await(reader, SelectionNotify, &event);
	if (event.xselection.property == None)
		reader_end(reader, "refused", 7);
	if (reader->way == X11_READER_MULTIPLE)
		check_pairs(reader);
	take_data(reader, property);
}

pid_t x11_reader_start(const char *selection, const char *target, enum x11_reader_way way, int fd) {
	pid_t pid = fork();
	if (pid == 0)
		run_reader(&(struct reader){ .way = way, .fd = fd }, selection, target);
	return pid;
}

void x11_program_stop(pid_t pid) {
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}
