/* SPDX-License-Identifier: MIT */
/*
 * The bus and the input method are one process: a server that answers the few requests of a client
 * that the bus's daemon would answer.
 *
 * The server signals the changes of a key before it answers the key, like IBus.
 */
#include "fake_ibus.h"

#include <gio/gio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static const char bus_xml[] = "<node><interface name='org.freedesktop.DBus'>"
							"<method name='Hello'><arg type='s' direction='out'/></method>"
							"<method name='AddMatch'><arg type='s' direction='in'/></method>"
							"<method name='RemoveMatch'><arg type='s' direction='in'/></method>"
							"<method name='RequestName'><arg type='s' direction='in'/><arg "
							"type='u' direction='in'/><arg type='u' direction='out'/></method>"
							"</interface></node>";

static const char ibus_xml[] = "<node><interface name='org.freedesktop.IBus.Portal'>"
							"<method name='CreateInputContext'><arg type='s' "
							"direction='in'/><arg type='o' direction='out'/></method>"
							"</interface><interface name='org.freedesktop.IBus'>"
							"<method name='CreateInputContext'><arg type='s' "
							"direction='in'/><arg type='o' direction='out'/></method>"
							"</interface></node>";

static const char context_xml[] =
	"<node><interface name='org.freedesktop.IBus.InputContext'>"
	"<method name='ProcessKeyEvent'><arg type='u' direction='in'/><arg type='u' "
	"direction='in'/><arg type='u' direction='in'/>"
	"<arg type='b' direction='out'/></method>"
	"<method name='SetCapabilities'><arg type='u' direction='in'/></method>"
	"<method name='SetCursorLocation'><arg type='i' direction='in'/><arg type='i' "
	"direction='in'/><arg type='i' direction='in'/>"
	"<arg type='i' direction='in'/></method>"
	"<method name='FocusIn'/><method name='FocusOut'/><method name='Reset'/>"
	"<signal name='CommitText'><arg type='v'/></signal>"
	"<signal name='UpdatePreeditText'><arg type='v'/><arg type='u'/><arg type='b'/></signal>"
	"<signal name='HidePreeditText'/>"
	"</interface></node>";

static const char context_path[] = "/org/freedesktop/IBus/InputContext_1";
static bool is_portal;
static char composed[64];

static void bus_call(GDBusConnection *connection, const char *sender, const char *path,
	const char *interface, const char *method, GVariant *arguments,
	GDBusMethodInvocation *invocation, void *data) {
	bool names = strcmp(method, "Hello") == 0, counts = strcmp(method, "RequestName") == 0;
	g_dbus_method_invocation_return_value(invocation,
		names      ? g_variant_new("(s)", ":1.1") :
			counts ? g_variant_new("(u)", 1) :
					NULL);
}

static void ibus_call(GDBusConnection *connection, const char *sender, const char *path,
	const char *interface, const char *method, GVariant *arguments,
	GDBusMethodInvocation *invocation, void *data) {
	g_dbus_method_invocation_return_value(invocation, g_variant_new("(o)", context_path));
}

static GVariant *ibus_text(const char *text) {
	GVariant *attributes = g_variant_new("(s@a{sv}@av)", "IBusAttrList",
		g_variant_new_array(G_VARIANT_TYPE("{sv}"), NULL, 0),
		g_variant_new_array(G_VARIANT_TYPE_VARIANT, NULL, 0));
	return g_variant_new("(s@a{sv}sv)", "IBusText",
		g_variant_new_array(G_VARIANT_TYPE("{sv}"), NULL, 0), text, attributes);
}

static void fake_ibus_signal(GDBusConnection *connection, const char *signal, GVariant *arguments) {
	g_dbus_connection_emit_signal(connection, NULL, context_path,
		"org.freedesktop.IBus.InputContext", signal, arguments, NULL);
}

/* Handles a key; returns whether the input method consumes it. */
static bool process_key(GDBusConnection *connection, guint32 keysym, guint32 modifiers) {
	size_t length = strlen(composed);
	if ((modifiers & 1u << 30) != 0) /* a release */
		return false;
	if (keysym >= 'a' && keysym <= 'z' && length + 1 < sizeof(composed)) {
		composed[length] = (char)keysym;
		composed[length + 1] = '\0';
		fake_ibus_signal(connection, "UpdatePreeditText",
			g_variant_new("(vub)", ibus_text(composed), (guint32)length + 1, TRUE));
		return true;
	}
	if (length == 0)
		return false;
	for (char *at = composed; *at != '\0'; at++)
		*at = g_ascii_toupper(*at);
	fake_ibus_signal(connection, "CommitText", g_variant_new("(v)", ibus_text(composed)));
	fake_ibus_signal(connection, "HidePreeditText", NULL);
	composed[0] = '\0';
	return false;
}

static void context_call(GDBusConnection *connection, const char *sender, const char *path,
	const char *interface, const char *method, GVariant *arguments,
	GDBusMethodInvocation *invocation, void *data) {
	GVariant *answer = NULL;
	if (strcmp(method, "ProcessKeyEvent") == 0) {
		guint32 keysym, keycode, modifiers;
		g_variant_get(arguments, "(uuu)", &keysym, &keycode, &modifiers);
		answer = g_variant_new("(b)", process_key(connection, keysym, modifiers));
	}
	g_dbus_method_invocation_return_value(invocation, answer);
}

static void add_object(GDBusConnection *connection, const char *path, const char *xml, size_t index,
	GDBusInterfaceMethodCallFunc call) {
	GDBusNodeInfo *node = g_dbus_node_info_new_for_xml(xml, NULL);
	const GDBusInterfaceVTable table = { .method_call = call };
	g_dbus_connection_register_object(
		connection, path, node->interfaces[index], &table, NULL, NULL, NULL);
}

static gboolean on_connection(GDBusServer *server, GDBusConnection *connection, void *data) {
	add_object(connection, "/org/freedesktop/DBus", bus_xml, 0, bus_call);
	if (is_portal)
		add_object(connection, "/org/freedesktop/IBus", ibus_xml, 0, ibus_call);
	else
		add_object(connection, "/org/freedesktop/IBus", ibus_xml, 1, ibus_call);
	add_object(connection, context_path, context_xml, 0, context_call);
	g_object_ref(connection);
	return TRUE;
}

static void serve(const char *directory, int ready) {
	char bus[128], ibus[128];
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	snprintf(bus, sizeof(bus), "unix:path=%s/bus", directory);
	snprintf(ibus, sizeof(ibus), "unix:path=%s/ibus", directory);
	const char *const addresses[] = { bus, ibus };
	for (int i = 0; i < 2; i++) {
		char *guid = g_dbus_generate_guid();
		GDBusServer *server = g_dbus_server_new_sync(
			addresses[i], G_DBUS_SERVER_FLAGS_NONE, guid, NULL, NULL, NULL);
		if (server == NULL)
			_exit(1);
		g_signal_connect(server, "new-connection", G_CALLBACK(on_connection), NULL);
		g_dbus_server_start(server);
	}
	if (write(ready, "x", 1) != 1)
		_exit(1);
	g_main_loop_run(g_main_loop_new(NULL, FALSE));
	_exit(0);
}

static void set_environment(const char *directory) {
	char text[160];
	snprintf(text, sizeof(text), "unix:path=%s/bus", directory);
	setenv("DBUS_SESSION_BUS_ADDRESS", text, 1);
	setenv("XDG_RUNTIME_DIR", directory, 1);
	setenv("XMODIFIERS", "@im=ibus", 1);
	/* SDL reads the address from the file that this variable names. */
	snprintf(text, sizeof(text), "%s/address", directory);
	setenv("IBUS_ADDRESS", text, 1);
	FILE *file = fopen(text, "w");
	fprintf(file, "IBUS_ADDRESS=unix:path=%s/ibus\n", directory);
	fclose(file);
}

int fake_ibus_start(struct fake_ibus *ibus, bool portal) {
	int ready[2];
	char byte;
	strcpy(ibus->directory, "/tmp/oriel-test-XXXXXX");
	if (mkdtemp(ibus->directory) == NULL || pipe(ready) != 0)
		return -1;
	is_portal = portal;
	ibus->pid = fork();
	if (ibus->pid == 0)
		serve(ibus->directory, ready[1]);
	close(ready[1]);
	bool started = ibus->pid > 0 && read(ready[0], &byte, 1) == 1;
	close(ready[0]);
	if (!started) {
		fprintf(stderr, "the input method of the test does not start\n");
		return -1;
	}
	set_environment(ibus->directory);
	return 0;
}

void fake_ibus_stop(struct fake_ibus *ibus) {
	char command[128];
	kill(ibus->pid, SIGTERM);
	waitpid(ibus->pid, NULL, 0);
	snprintf(command, sizeof(command), "rm -rf '%s'", ibus->directory);
	if (system(command) != 0)
		fprintf(stderr, "%s stays\n", ibus->directory);
}
