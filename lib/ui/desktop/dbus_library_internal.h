/* SPDX-License-Identifier: MIT */
/*
 * libdbus-1, opened when something first asks for the session bus. SDL opens the same library for
 * input methods, so that it is usually in memory already.
 */
#ifndef ORIEL_DESKTOP_DBUS_LIBRARY_INTERNAL_H
#define ORIEL_DESKTOP_DBUS_LIBRARY_INTERNAL_H

#include <dbus/dbus.h>
#include <stdbool.h>

/* Functions of libdbus-1 without the prefix "dbus_", in alphabetical order. */
struct oriel__dbus {
	void (*bus_add_match)(DBusConnection *connection, const char *rule, DBusError *error);
	dbus_bool_t (*bus_set_unique_name)(DBusConnection *connection, const char *name);
	dbus_bool_t (*connection_add_filter)(DBusConnection *connection,
		DBusHandleMessageFunction function, void *data, DBusFreeFunction free_data);
	void (*connection_close)(DBusConnection *connection);
	DBusDispatchStatus (*connection_dispatch)(DBusConnection *connection);
	DBusDispatchStatus (*connection_get_dispatch_status)(DBusConnection *connection);
	DBusConnection *(*connection_open_private)(const char *address, DBusError *error);
	dbus_bool_t (*connection_send_with_reply)(DBusConnection *connection, DBusMessage *message,
		DBusPendingCall **pending, int timeout_ms);
	void (*connection_set_exit_on_disconnect)(DBusConnection *connection, dbus_bool_t exits);
	dbus_bool_t (*connection_set_timeout_functions)(DBusConnection *connection,
		DBusAddTimeoutFunction add, DBusRemoveTimeoutFunction remove,
		DBusTimeoutToggledFunction toggled, void *data, DBusFreeFunction free_data);
	dbus_bool_t (*connection_set_watch_functions)(DBusConnection *connection,
		DBusAddWatchFunction add, DBusRemoveWatchFunction remove, DBusWatchToggledFunction toggled,
		void *data, DBusFreeFunction free_data);
	void (*connection_unref)(DBusConnection *connection);
	void (*error_free)(DBusError *error);
	void (*error_init)(DBusError *error);
	dbus_bool_t (*message_get_args)(
		DBusMessage *message, DBusError *error, int first_type, ...);
	int (*message_get_type)(DBusMessage *message);
	dbus_bool_t (*message_is_signal)(DBusMessage *message, const char *interface, const char *name);
	dbus_bool_t (*message_iter_append_basic)(DBusMessageIter *iter, int type, const void *value);
	dbus_bool_t (*message_iter_close_container)(DBusMessageIter *iter, DBusMessageIter *inner);
	int (*message_iter_get_arg_type)(DBusMessageIter *iter);
	void (*message_iter_get_basic)(DBusMessageIter *iter, void *value);
	dbus_bool_t (*message_iter_init)(DBusMessage *message, DBusMessageIter *iter);
	void (*message_iter_init_append)(DBusMessage *message, DBusMessageIter *iter);
	dbus_bool_t (*message_iter_next)(DBusMessageIter *iter);
	dbus_bool_t (*message_iter_open_container)(
		DBusMessageIter *iter, int type, const char *signature, DBusMessageIter *inner);
	void (*message_iter_recurse)(DBusMessageIter *iter, DBusMessageIter *inner);
	DBusMessage *(*message_new_method_call)(
		const char *destination, const char *path, const char *interface, const char *method);
	void (*message_unref)(DBusMessage *message);
	void (*pending_call_cancel)(DBusPendingCall *pending);
	dbus_bool_t (*pending_call_set_notify)(DBusPendingCall *pending,
		DBusPendingCallNotifyFunction function, void *data, DBusFreeFunction free_data);
	DBusMessage *(*pending_call_steal_reply)(DBusPendingCall *pending);
	void (*pending_call_unref)(DBusPendingCall *pending);
	dbus_bool_t (*timeout_get_enabled)(DBusTimeout *timeout);
	int (*timeout_get_interval)(DBusTimeout *timeout);
	dbus_bool_t (*timeout_handle)(DBusTimeout *timeout);
	dbus_bool_t (*watch_get_enabled)(DBusWatch *watch);
	unsigned (*watch_get_flags)(DBusWatch *watch);
	int (*watch_get_unix_fd)(DBusWatch *watch);
	dbus_bool_t (*watch_handle)(DBusWatch *watch, unsigned flags);
};

/* Fills *out with the functions. Returns false, without a line in the log, if the library is
 * missing. The library stays open. */
bool oriel__dbus_open(struct oriel__dbus *out);

#endif
