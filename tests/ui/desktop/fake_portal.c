/* SPDX-License-Identifier: MIT */
/*
 * The portal implements ReadAll and SettingChanged of org.freedesktop.portal.Settings. It is a
 * child process with the blocking calls of libdbus; the test writes commands into a pipe.
 */
#define _GNU_SOURCE
#include "fake_portal.h"

#include <dbus/dbus.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define PORTAL "org.freedesktop.portal.Desktop"
#define PATH "/org/freedesktop/portal/desktop"
#define INTERFACE "org.freedesktop.portal.Settings"

enum { MOST_SETTINGS = 32, LONGEST = 128 };

struct fake_setting {
	char name_space[LONGEST], key[LONGEST], value[LONGEST];
	char type;
};

static struct fake_setting settings[MOST_SETTINGS];
static size_t setting_count;

void bus_enter(char **arguments) {
	if (getenv("ORIEL_TEST_IN_SESSION") != NULL)
		return;
	setenv("ORIEL_TEST_IN_SESSION", "1", 1);
	execlp("dbus-run-session", "dbus-run-session", "--", arguments[0], (char *)NULL);
	fputs("dbus-run-session is missing (apt: dbus; or scripts/install-deps --tests)\n", stderr);
	exit(1);
}

/* ---- A bus ---- */

bool bus_start(struct bus *bus) {
	int ends[2];
	char number[32];
	if (pipe(ends) != 0)
		return false;
	snprintf(number, sizeof(number), "--print-address=%d", ends[1]);
	bus->pid = fork();
	if (bus->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		execlp("dbus-daemon", "dbus-daemon", "--session", "--nofork", "--nopidfile", number,
			(char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	ssize_t length = read(ends[0], bus->address, sizeof(bus->address) - 1);
	close(ends[0]);
	bus->address[length > 0 ? length : 0] = '\0';
	bus->address[strcspn(bus->address, "\n")] = '\0';
	return length > 0;
}

void bus_pause(struct bus *bus) {
	kill(bus->pid, SIGSTOP);
}

void bus_stop(struct bus *bus) {
	kill(bus->pid, SIGKILL);
	waitpid(bus->pid, NULL, 0);
}

/* ---- Settings ---- */

static struct fake_setting *fake_setting_put(const char *line) {
	struct fake_setting setting, *slot = settings;
	if (sscanf(line, "%127s %127s %c %127[^\n]", setting.name_space, setting.key, &setting.type,
			setting.value) != 4)
		abort();
	for (; slot < settings + setting_count; slot++) {
		if (strcmp(slot->name_space, setting.name_space) == 0 &&
			strcmp(slot->key, setting.key) == 0)
			break;
	}
	if (slot == settings + setting_count)
		setting_count++;
	*slot = setting;
	return slot;
}

static void append_color(DBusMessageIter *variant, const char *text) {
	DBusMessageIter members;
	double channels[3];
	sscanf(text, "%lf %lf %lf", &channels[0], &channels[1], &channels[2]);
	dbus_message_iter_open_container(variant, DBUS_TYPE_STRUCT, NULL, &members);
	for (int i = 0; i < 3; i++)
		dbus_message_iter_append_basic(&members, DBUS_TYPE_DOUBLE, &channels[i]);
	dbus_message_iter_close_container(variant, &members);
}

static void append_value(DBusMessageIter *iter, const struct fake_setting *setting) {
	const char signature[] = { setting->type, '\0' };
	DBusMessageIter variant;
	dbus_message_iter_open_container(
		iter, DBUS_TYPE_VARIANT, setting->type == 'c' ? "(ddd)" : signature, &variant);
	dbus_uint32_t number = (dbus_uint32_t)strtoul(setting->value, NULL, 10);
	double real = strtod(setting->value, NULL);
	const char *text = setting->value;
	if (setting->type == 'c')
		append_color(&variant, setting->value);
	else if (setting->type == 'd')
		dbus_message_iter_append_basic(&variant, 'd', &real);
	else if (setting->type == 's')
		dbus_message_iter_append_basic(&variant, 's', &text);
	else
		dbus_message_iter_append_basic(&variant, setting->type, &number);
	dbus_message_iter_close_container(iter, &variant);
}

/* One dictionary a setting: a namespace may occur twice in an a{sa{sv}}. */
static void append_all(DBusMessageIter *iter) {
	DBusMessageIter spaces, space, keys, key;
	dbus_message_iter_open_container(iter, DBUS_TYPE_ARRAY, "{sa{sv}}", &spaces);
	for (size_t i = 0; i < setting_count; i++) {
		const char *name_space = settings[i].name_space, *name = settings[i].key;
		dbus_message_iter_open_container(&spaces, DBUS_TYPE_DICT_ENTRY, NULL, &space);
		dbus_message_iter_append_basic(&space, DBUS_TYPE_STRING, &name_space);
		dbus_message_iter_open_container(&space, DBUS_TYPE_ARRAY, "{sv}", &keys);
		dbus_message_iter_open_container(&keys, DBUS_TYPE_DICT_ENTRY, NULL, &key);
		dbus_message_iter_append_basic(&key, DBUS_TYPE_STRING, &name);
		append_value(&key, &settings[i]);
		dbus_message_iter_close_container(&keys, &key);
		dbus_message_iter_close_container(&space, &keys);
		dbus_message_iter_close_container(&spaces, &space);
	}
	dbus_message_iter_close_container(iter, &spaces);
}

/* ---- The process ---- */

static DBusHandlerResult portal_handle(
	DBusConnection *connection, DBusMessage *message, void *data) {
	(void)data;
	if (!dbus_message_is_method_call(message, INTERFACE, "ReadAll"))
		return DBUS_HANDLER_RESULT_NOT_YET_HANDLED;
	DBusMessage *reply = dbus_message_new_method_return(message);
	DBusMessageIter iter;
	dbus_message_iter_init_append(reply, &iter);
	append_all(&iter);
	dbus_connection_send(connection, reply, NULL);
	dbus_message_unref(reply);
	return DBUS_HANDLER_RESULT_HANDLED;
}

static void portal_emit(DBusConnection *connection, const struct fake_setting *setting) {
	DBusMessage *message = dbus_message_new_signal(PATH, INTERFACE, "SettingChanged");
	const char *name_space = setting->name_space, *name = setting->key;
	DBusMessageIter iter;
	dbus_message_iter_init_append(message, &iter);
	dbus_message_iter_append_basic(&iter, DBUS_TYPE_STRING, &name_space);
	dbus_message_iter_append_basic(&iter, DBUS_TYPE_STRING, &name);
	append_value(&iter, setting);
	dbus_connection_send(connection, message, NULL);
	dbus_message_unref(message);
}

static void portal_run(int commands, int ready) {
	static char text[4096];
	DBusConnection *connection = dbus_bus_get_private(DBUS_BUS_SESSION, NULL);
	if (connection == NULL ||
		dbus_bus_request_name(connection, PORTAL, 0, NULL) !=
			DBUS_REQUEST_NAME_REPLY_PRIMARY_OWNER)
		_exit(1);
	dbus_connection_add_filter(connection, portal_handle, NULL, NULL);
	fcntl(commands, F_SETFL, O_NONBLOCK);
	if (write(ready, "", 1) != 1)
		_exit(1);
	while (dbus_connection_read_write_dispatch(connection, 5)) {
		ssize_t length = read(commands, text, sizeof(text) - 1);
		if (length == 0)
			break;
		text[length > 0 ? length : 0] = '\0';
		for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n"))
			portal_emit(connection, fake_setting_put(line));
	}
	_exit(0);
}

bool fake_portal_start(struct fake_portal *portal, const char *given) {
	int commands[2], ready[2];
	char byte;
	if (pipe2(commands, O_CLOEXEC) != 0 || pipe2(ready, O_CLOEXEC) != 0)
		return false;
	portal->pid = fork();
	if (portal->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		close(commands[1]);
		close(ready[0]);
		setting_count = 0;
		for (const char *line = given; *line != '\0';) {
			fake_setting_put(line);
			line += strcspn(line, "\n");
			line += *line == '\n';
		}
		portal_run(commands[0], ready[1]);
	}
	close(commands[0]);
	close(ready[1]);
	portal->commands = commands[1];
	bool is_ready = read(ready[0], &byte, 1) == 1;
	close(ready[0]);
	return is_ready;
}

void fake_portal_set(struct fake_portal *portal, const char *line) {
	dprintf(portal->commands, "%s\n", line);
}

void fake_portal_stop(struct fake_portal *portal) {
	close(portal->commands);
	kill(portal->pid, SIGKILL);
	waitpid(portal->pid, NULL, 0);
}
