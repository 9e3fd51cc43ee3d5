/* SPDX-License-Identifier: MIT */
/*
 * The connection to the session bus: its start, its watches and timeouts, and dispatch.
 *
 * libdbus says which descriptors and timeouts it needs. The loop polls them as those of a display,
 * and libdbus reads and writes without waiting. Timeouts are of real time, because another process
 * has to reply. dbus_bus_get() and its kin wait for the reply to Hello, and are not used.
 */
#include "desktop/bus_internal.h"

#include "base/alloc_internal.h"
#include "platform/environment_internal.h"

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum {
	HELLO_TIMEOUT_MS = 1000,
	CALL_TIMEOUT_MS = 25000, /* a portal that is being started takes seconds */
	MOST_MESSAGES = 64,      /* a pump */
	MOST_TIMEOUTS = 8,
	LONGEST_ADDRESS = 512,
};

struct bus_timeout {
	DBusTimeout *timeout; /* NULL: a free slot */
	int64_t due_ms;
};

struct oriel__bus {
	struct oriel__dbus dbus;
	const struct oriel__bus_class *bus_class;
	void *data;
	DBusConnection *connection;
	DBusPendingCall *hello, *call; /* NULL: not in flight */
	DBusWatch *watches[ORIEL__BUS_MAX_FDS];
	DBusWatch *polled[ORIEL__BUS_MAX_FDS]; /* in the order of the entries that prepare has filled */
	struct bus_timeout timeouts[MOST_TIMEOUTS];
	bool is_closed;
};

static int64_t bus_now_ms(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- Watches and timeouts, as libdbus requests them ---- */

static dbus_bool_t bus_watch_add(DBusWatch *watch, void *data) {
	struct oriel__bus *bus = data;
	for (int i = 0; i < ORIEL__BUS_MAX_FDS; i++) {
		if (bus->watches[i] == NULL) {
			bus->watches[i] = watch;
			return TRUE;
		}
	}
	return FALSE;
}

static void bus_watch_remove(DBusWatch *watch, void *data) {
	struct oriel__bus *bus = data;
	for (int i = 0; i < ORIEL__BUS_MAX_FDS; i++) {
		if (bus->watches[i] == watch)
			bus->watches[i] = NULL;
		if (bus->polled[i] == watch)
			bus->polled[i] = NULL;
	}
}

/* Does nothing: prepare reads the state of each watch. */
static void bus_watch_toggled(DBusWatch *watch, void *data) {
	(void)watch, (void)data;
}

static void bus_timeout_restart(const struct oriel__bus *bus, struct bus_timeout *timeout) {
	timeout->due_ms = bus_now_ms() + bus->dbus.timeout_get_interval(timeout->timeout);
}

static struct bus_timeout *bus_timeout_find(struct oriel__bus *bus, const DBusTimeout *timeout) {
	for (int i = 0; i < MOST_TIMEOUTS; i++) {
		if (bus->timeouts[i].timeout == timeout)
			return &bus->timeouts[i];
	}
	return NULL;
}

static dbus_bool_t bus_timeout_add(DBusTimeout *timeout, void *data) {
	struct oriel__bus *bus = data;
	struct bus_timeout *slot = bus_timeout_find(bus, NULL);
	if (slot == NULL)
		return FALSE;
	slot->timeout = timeout;
	bus_timeout_restart(bus, slot);
	return TRUE;
}

static void bus_timeout_remove(DBusTimeout *timeout, void *data) {
	struct bus_timeout *slot = bus_timeout_find(data, timeout);
	if (slot != NULL)
		slot->timeout = NULL;
}

static void bus_timeout_toggled(DBusTimeout *timeout, void *data) {
	struct bus_timeout *slot = bus_timeout_find(data, timeout);
	if (slot != NULL)
		bus_timeout_restart(data, slot);
}

/* ---- Calls ---- */

static bool bus_send(struct oriel__bus *bus, DBusMessage *message, DBusPendingCall **pending,
	DBusPendingCallNotifyFunction notify, int timeout_ms) {
	*pending = NULL;
	return message != NULL &&
		bus->dbus.connection_send_with_reply(bus->connection, message, pending, timeout_ms) &&
		*pending != NULL && bus->dbus.pending_call_set_notify(*pending, notify, bus, NULL);
}

static void bus_call_drop(struct oriel__bus *bus, DBusPendingCall **pending) {
	if (*pending == NULL)
		return;
	bus->dbus.pending_call_cancel(*pending);
	bus->dbus.pending_call_unref(*pending);
	*pending = NULL;
}

static DBusMessage *bus_take_reply(struct oriel__bus *bus, DBusPendingCall **pending) {
	DBusMessage *reply = bus->dbus.pending_call_steal_reply(*pending);
	bus->dbus.pending_call_unref(*pending);
	*pending = NULL;
	return reply;
}

static bool bus_is_return(const struct oriel__bus *bus, DBusMessage *reply) {
	return reply != NULL &&
		bus->dbus.message_get_type(reply) == DBUS_MESSAGE_TYPE_METHOD_RETURN;
}

static void bus_on_hello(DBusPendingCall *pending, void *data) {
	struct oriel__bus *bus = data;
	DBusMessage *reply = bus_take_reply(bus, &bus->hello);
	const char *name = NULL;
	(void)pending;
	if (bus_is_return(bus, reply) &&
		bus->dbus.message_get_args(
			reply, NULL, DBUS_TYPE_STRING, &name, DBUS_TYPE_INVALID))
		bus->dbus.bus_set_unique_name(bus->connection, name);
	else
		bus->is_closed = true;
	if (reply != NULL)
		bus->dbus.message_unref(reply);
}

static void bus_on_reply(DBusPendingCall *pending, void *data) {
	struct oriel__bus *bus = data;
	DBusMessage *reply = bus_take_reply(bus, &bus->call);
	(void)pending;
	bus->bus_class->on_reply(bus->data, reply);
	if (reply != NULL)
		bus->dbus.message_unref(reply);
}

void oriel__bus_call(struct oriel__bus *bus, DBusMessage *message) {
	bus_call_drop(bus, &bus->call);
	if (!bus_send(bus, message, &bus->call, bus_on_reply, CALL_TIMEOUT_MS))
		bus->is_closed = true;
	if (message != NULL)
		bus->dbus.message_unref(message);
}

void oriel__bus_match(struct oriel__bus *bus, const char *rule) {
	bus->dbus.bus_add_match(bus->connection, rule, NULL); /* without an error nothing waits */
}

static void bus_say_hello(struct oriel__bus *bus) {
	DBusMessage *message = bus->dbus.message_new_method_call(
		DBUS_SERVICE_DBUS, DBUS_PATH_DBUS, DBUS_INTERFACE_DBUS, "Hello");
	if (!bus_send(bus, message, &bus->hello, bus_on_hello, HELLO_TIMEOUT_MS))
		bus->is_closed = true;
	if (message != NULL)
		bus->dbus.message_unref(message);
}

/* ---- Dispatch ---- */

static DBusHandlerResult bus_filter(
	DBusConnection *connection, DBusMessage *message, void *data) {
	struct oriel__bus *bus = data;
	(void)connection;
	if (bus->dbus.message_is_signal(message, DBUS_INTERFACE_LOCAL, "Disconnected"))
		bus->is_closed = true;
	else if (bus->dbus.message_get_type(message) == DBUS_MESSAGE_TYPE_SIGNAL)
		bus->bus_class->on_signal(bus->data, message);
	return DBUS_HANDLER_RESULT_NOT_YET_HANDLED;
}

static bool bus_has_messages(const struct oriel__bus *bus) {
	return bus->dbus.connection_get_dispatch_status(bus->connection) ==
		DBUS_DISPATCH_DATA_REMAINS;
}

static void bus_fire_timeouts(struct oriel__bus *bus) {
	for (int i = 0; i < MOST_TIMEOUTS; i++) {
		struct bus_timeout *timeout = &bus->timeouts[i];
		if (timeout->timeout == NULL || !bus->dbus.timeout_get_enabled(timeout->timeout) ||
			timeout->due_ms > bus_now_ms())
			continue;
		bus_timeout_restart(bus, timeout);
		bus->dbus.timeout_handle(timeout->timeout);
	}
}

void oriel__bus_pump(struct oriel__bus *bus) {
	bus_fire_timeouts(bus);
	for (int i = 0; i < MOST_MESSAGES && !bus->is_closed && bus_has_messages(bus); i++)
		bus->dbus.connection_dispatch(bus->connection);
}

static void bus_cap(const struct oriel__bus *bus, int *timeout_ms) {
	int64_t now = bus_now_ms();
	for (int i = 0; i < MOST_TIMEOUTS; i++) {
		const struct bus_timeout *timeout = &bus->timeouts[i];
		if (timeout->timeout == NULL || !bus->dbus.timeout_get_enabled(timeout->timeout))
			continue;
		int64_t left = timeout->due_ms > now ? timeout->due_ms - now : 0;
		if (*timeout_ms < 0 || left < *timeout_ms)
			*timeout_ms = (int)left;
	}
}

int oriel__bus_prepare(struct oriel__bus *bus, struct pollfd *fds, int *timeout_ms) {
	int count = 0;
	if (bus_has_messages(bus) || bus->is_closed)
		return -1;
	for (int i = 0; i < ORIEL__BUS_MAX_FDS; i++) {
		DBusWatch *watch = bus->watches[i];
		if (watch == NULL || !bus->dbus.watch_get_enabled(watch))
			continue;
		unsigned flags = bus->dbus.watch_get_flags(watch);
		bus->polled[count] = watch;
		fds[count++] = (struct pollfd){
			.fd = bus->dbus.watch_get_unix_fd(watch),
			.events = (short)((flags & DBUS_WATCH_READABLE ? POLLIN : 0) |
				(flags & DBUS_WATCH_WRITABLE ? POLLOUT : 0)),
		};
	}
	bus_cap(bus, timeout_ms);
	return count;
}

void oriel__bus_check(struct oriel__bus *bus, const struct pollfd *fds, int count) {
	for (int i = 0; i < count; i++) {
		unsigned flags = (fds[i].revents & POLLIN ? DBUS_WATCH_READABLE : 0u) |
			(fds[i].revents & POLLOUT ? DBUS_WATCH_WRITABLE : 0u) |
			(fds[i].revents & POLLHUP ? DBUS_WATCH_HANGUP : 0u) |
			(fds[i].revents & (POLLERR | POLLNVAL) ? DBUS_WATCH_ERROR : 0u);
		if (flags != 0 && bus->polled[i] != NULL)
			bus->dbus.watch_handle(bus->polled[i], flags);
	}
}

/* ---- A bus without room ---- */

/* Copies the value of a key of an address, e.g. of path in "unix:path=/run/bus", without its
 * escapes. Returns its length, or 0 if there is no such key or the value is too long. Source: D-Bus
 * Specification, "Server Addresses". */
static size_t address_value(const char *address, const char *key, char *out, size_t capacity) {
	size_t key_length = strlen(key), length = 0;
	const char *at = strchr(address, ':') + 1;
	while (strncmp(at, key, key_length) != 0 || at[key_length] != '=') {
		at += strcspn(at, ",;");
		if (*at != ',')
			return 0;
		at++;
	}
	for (at += key_length + 1; *at != '\0' && *at != ',' && *at != ';' && length < capacity;) {
		char digits[3] = { at[1], at[1] != '\0' ? at[2] : '\0', '\0' };
		bool is_escape = *at == '%' && strspn(digits, "0123456789abcdefABCDEF") == 2;
		out[length++] = is_escape ? (char)strtol(digits, NULL, 16) : *at;
		at += is_escape ? 3 : 1;
	}
	return length < capacity ? length : 0;
}

/* Returns whether the queue of connections of a bus is full, since the bus accepts none. libdbus
 * would wait for room, without a limit. */
static bool bus_is_full(const char *address) {
	struct sockaddr_un name = { .sun_family = AF_UNIX };
	size_t length = address_value(address, "path", name.sun_path, sizeof(name.sun_path));
	if (length == 0) {
		length = address_value(
			address, "abstract", name.sun_path + 1, sizeof(name.sun_path) - 1);
		length += length > 0;
	}
	int fd = length > 0 ? socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0) : -1;
	if (fd < 0)
		return false;
	socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
	bool is_full = connect(fd, (const struct sockaddr *)&name, size) != 0 && errno == EAGAIN;
	close(fd);
	return is_full;
}

/* ---- The object ---- */

static DBusConnection *bus_connect(const struct oriel__dbus *dbus, const char *address) {
	DBusError error;
	dbus->error_init(&error);
	DBusConnection *connection = dbus->connection_open_private(address, &error);
	dbus->error_free(&error);
	return connection;
}

struct oriel__bus *oriel__bus_new(const struct oriel__bus_class *bus_class, void *data) {
	static const char local[] = "unix:";
	char address[LONGEST_ADDRESS];
	/* A bus elsewhere would be waited for, and an address "autolaunch:" would start one. */
	if (!oriel__environment_session_bus(address, sizeof(address)) ||
		strncmp(address, local, strlen(local)) != 0 || bus_is_full(address))
		return NULL;
	struct oriel__bus *bus = oriel__alloc_zero(1, sizeof(*bus));
	bus->bus_class = bus_class;
	bus->data = data;
	if (oriel__dbus_open(&bus->dbus))
		bus->connection = bus_connect(&bus->dbus, address);
	if (bus->connection == NULL) {
		oriel__free(bus);
		return NULL;
	}
	/* by default libdbus ends the process with its bus */
	bus->dbus.connection_set_exit_on_disconnect(bus->connection, FALSE);
	bus->is_closed = !bus->dbus.connection_set_watch_functions(bus->connection, bus_watch_add,
						bus_watch_remove, bus_watch_toggled, bus, NULL) ||
		!bus->dbus.connection_set_timeout_functions(bus->connection, bus_timeout_add,
			bus_timeout_remove, bus_timeout_toggled, bus, NULL) ||
		!bus->dbus.connection_add_filter(bus->connection, bus_filter, bus, NULL);
	bus_say_hello(bus);
	return bus;
}

void oriel__bus_destroy(struct oriel__bus *bus) {
	bus_call_drop(bus, &bus->hello);
	bus_call_drop(bus, &bus->call);
	bus->is_closed = true;
	bus->dbus.connection_close(bus->connection);
	bus->dbus.connection_unref(bus->connection);
	oriel__free(bus);
}

bool oriel__bus_is_closed(const struct oriel__bus *bus) {
	return bus->is_closed;
}

const struct oriel__dbus *oriel__bus_functions(const struct oriel__bus *bus) {
	return &bus->dbus;
}
