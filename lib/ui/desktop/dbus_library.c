/* SPDX-License-Identifier: MIT */
/*
 * Opening libdbus-1 and looking up its functions.
 *
 * The library is never closed: it has threads' locks and caches of its own, and SDL uses it too.
 */
#include "desktop/dbus_library_internal.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

static void *dbus_library(void) {
	return dlopen("libdbus-1.so.3", RTLD_NOW | RTLD_LOCAL);
}

bool oriel__dbus_open(struct oriel__dbus *out) {
#define ENTRY(name) { "dbus_" #name, offsetof(struct oriel__dbus, name) }
	static const struct {
		const char *name;
		size_t offset;
	} entries[] = {
		ENTRY(bus_add_match),
		ENTRY(bus_set_unique_name),
		ENTRY(connection_add_filter),
		ENTRY(connection_close),
		ENTRY(connection_dispatch),
		ENTRY(connection_get_dispatch_status),
		ENTRY(connection_open_private),
		ENTRY(connection_send_with_reply),
		ENTRY(connection_set_exit_on_disconnect),
		ENTRY(connection_set_timeout_functions),
		ENTRY(connection_set_watch_functions),
		ENTRY(connection_unref),
		ENTRY(error_free),
		ENTRY(error_init),
		ENTRY(message_get_args),
		ENTRY(message_get_type),
		ENTRY(message_is_signal),
		ENTRY(message_iter_append_basic),
		ENTRY(message_iter_close_container),
		ENTRY(message_iter_get_arg_type),
		ENTRY(message_iter_get_basic),
		ENTRY(message_iter_init),
		ENTRY(message_iter_init_append),
		ENTRY(message_iter_next),
		ENTRY(message_iter_open_container),
		ENTRY(message_iter_recurse),
		ENTRY(message_new_method_call),
		ENTRY(message_unref),
		ENTRY(pending_call_cancel),
		ENTRY(pending_call_set_notify),
		ENTRY(pending_call_steal_reply),
		ENTRY(pending_call_unref),
		ENTRY(timeout_get_enabled),
		ENTRY(timeout_get_interval),
		ENTRY(timeout_handle),
		ENTRY(watch_get_enabled),
		ENTRY(watch_get_flags),
		ENTRY(watch_get_unix_fd),
		ENTRY(watch_handle),
	};
#undef ENTRY
	void *library = dbus_library();
	for (size_t i = 0; library != NULL && i < sizeof(entries) / sizeof(entries[0]); i++) {
		void *function = dlsym(library, entries[i].name);
		if (function == NULL)
			return false;
		memcpy((char *)out + entries[i].offset, &function, sizeof(function));
	}
	return library != NULL;
}
