/* SPDX-License-Identifier: MIT */
/*
 * SDL's connection to an input method.
 *
 * SDL talks to the input methods IBus and Fcitx over D-Bus, on a socket that SDL does not expose.
 * Text that an input method commits arrives on this socket, but cannot wake the loop. So this file
 * searches the process's descriptors for the socket, by the address of its peer. IBus has its own
 * bus with "ibus" in its address, or a portal on the session bus. Fcitx is on the session bus.
 *
 * The socket is polled only while text input is on, because SDL reads it only then. If the socket
 * stays readable after SDL has been pumped several times, the guess was wrong, and the socket is no
 * longer polled.
 *
 * The search takes a system call for each descriptor. It waits for the end of the turn in which
 * text input begins, so that the picture of a focused field does not wait for it.
 */
#include "sdl_internal.h"

#include "loop/loop_internal.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

#define SEEK_AGAIN_MS 1000 /* SDL reconnects after a restart of IBus */
#define BLIND_MS 30        /* poll interval where a connection may exist but cannot be found */
/* pumps in a row that may leave unread data, since more may have arrived meanwhile */
#define MAX_UNREAD 8

static bool sdl_ime_uses_fcitx(void) {
	const char *module = getenv("SDL_IM_MODULE");
	const char *modifiers = getenv("XMODIFIERS");
	if (module != NULL)
		return strcmp(module, "fcitx") == 0;
	return modifiers != NULL && strstr(modifiers, "@im=fcitx") != NULL;
}

static bool sdl_ime_is_session_bus(const char *path) {
	const char *address = getenv("DBUS_SESSION_BUS_ADDRESS");
	const char *runtime = getenv("XDG_RUNTIME_DIR");
	if (address != NULL && address[0] != '\0')
		return strstr(address, path) != NULL;
	size_t length = runtime != NULL ? strlen(runtime) : 0;
	return length > 0 && strncmp(path, runtime, length) == 0 && strcmp(path + length, "/bus") == 0;
}

/* Writes the name of a socket's peer, without the leading NUL of an abstract name. Returns false if
 * the descriptor is no connected local socket. */
static bool sdl_ime_peer_name(int fd, char *name, size_t size) {
	union {
		struct sockaddr any;
		struct sockaddr_un local;
	} address;
	socklen_t length = sizeof(address);
	if (getpeername(fd, &address.any, &length) != 0 || address.any.sa_family != AF_UNIX)
		return false;
	size_t used = length > offsetof(struct sockaddr_un, sun_path) ?
		length - offsetof(struct sockaddr_un, sun_path) :
		0;
	const char *path = address.local.sun_path;
	if (used > 0 && path[0] == '\0') {
		path++;
		used--;
	}
	snprintf(name, size, "%.*s", (int)used, path);
	return name[0] != '\0';
}

/* Returns how likely the peer is an input method. 0: no; 1: perhaps, if IBus has a portal there; 2:
 * certainly. */
static int sdl_ime_likelihood(int fd) {
	char name[sizeof(((struct sockaddr_un *)0)->sun_path) + 1];
	if (!sdl_ime_peer_name(fd, name, sizeof(name)))
		return 0;
	if (sdl_ime_uses_fcitx())
		return sdl_ime_is_session_bus(name) ? 2 : 0;
	return strstr(name, "ibus") != NULL ? 2 : sdl_ime_is_session_bus(name) ? 1 : 0;
}

static void sdl_ime_search(struct oriel__sdl_ime *ime) {
	DIR *directory = opendir("/proc/self/fd");
	int best = 0;
	ime->fd = -1;
	ime->unread = 0;
	if (directory == NULL) {
		ime->is_blind = true;
		return;
	}
	for (struct dirent *entry = readdir(directory); entry != NULL && best < 2;
		entry = readdir(directory)) {
		/* atoi() returns 0 for "." and ".."; checking descriptor 0 again is harmless */
		int fd = atoi(entry->d_name);
		int likely = sdl_ime_likelihood(fd);
		if (likely > best) {
			best = likely;
			ime->fd = fd;
		}
	}
	closedir(directory);
	ime->is_portal = best == 1;
	ime->is_lost = ime->is_lost && ime->fd < 0;
}

void oriel__sdl_ime_seek(struct oriel__sdl_platform *platform) {
	sdl_ime_search(&platform->ime);
	platform->ime.sought_ns = oriel__loop_now_ns(platform->loop);
	platform->ime.is_search_due = false;
}

bool oriel__sdl_ime_may_have_input(struct oriel__sdl_platform *platform) {
	const struct oriel__sdl_ime *ime = &platform->ime;
	if (platform->text_window == NULL)
		return false;
	if (ime->is_search_due)
		oriel__sdl_ime_seek(platform);
	return ime->fd >= 0 || ime->is_lost || ime->is_blind;
}

static void sdl_ime_seek_again(struct oriel__sdl_platform *platform, int *timeout_ms) {
	int64_t passed_ms = (oriel__loop_now_ns(platform->loop) - platform->ime.sought_ns) / 1000000;
	if (passed_ms >= SEEK_AGAIN_MS)
		oriel__sdl_ime_seek(platform);
	if (platform->ime.fd < 0)
		oriel__sdl_cap(timeout_ms, SEEK_AGAIN_MS);
}

int oriel__sdl_ime_prepare(
	struct oriel__sdl_platform *platform, struct pollfd *fds, int count, int *timeout_ms) {
	struct oriel__sdl_ime *ime = &platform->ime;
	if (platform->text_window == NULL)
		return count;
	if (ime->is_search_due)
		oriel__sdl_ime_seek(platform);
	if (ime->is_lost)
		sdl_ime_seek_again(platform, timeout_ms);
	if (ime->is_blind)
		oriel__sdl_cap(timeout_ms, BLIND_MS);
	else if (ime->fd >= 0)
		fds[count++] = (struct pollfd){ .fd = ime->fd, .events = POLLIN };
	return count;
}

void oriel__sdl_ime_check(
	struct oriel__sdl_platform *platform, const struct pollfd *fds, int count) {
	struct oriel__sdl_ime *ime = &platform->ime;
	for (int i = 0; i < count && ime->fd >= 0; i++) {
		if (fds[i].fd != ime->fd)
			continue;
		ime->has_fired = (fds[i].revents & POLLIN) != 0;
		if ((fds[i].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0) {
			ime->fd = -1;
			ime->is_lost = true;
		}
	}
}

void oriel__sdl_ime_pumped(struct oriel__sdl_platform *platform) {
	struct oriel__sdl_ime *ime = &platform->ime;
	if (!ime->has_fired)
		return;
	ime->has_fired = false;
	struct pollfd fd = { .fd = ime->fd, .events = POLLIN };
	bool unread = ime->fd >= 0 && poll(&fd, 1, 0) == 1;
	ime->unread = unread ? ime->unread + 1 : 0;
	if (ime->unread > MAX_UNREAD) {
		ime->fd = -1;
		/* SDL does not read the session bus, so SDL uses no portal: there is no connection */
		ime->is_blind = !ime->is_portal;
	}
}
