/* SPDX-License-Identifier: MIT */
/*
 * Single instances: the first process, and how another process passes its arguments on to it.
 *
 * The holder of the lock is the first process. The file of the lock is never removed, and the
 * kernel releases the lock with the process. A killed program leaves at most the file of a socket
 * without a listener, which the next holder replaces. A process without the lock connects. If the
 * first process is between lock and socket, or is ending, the other process tries both again.
 */
#define _GNU_SOURCE /* struct ucred */
#include "app/instance_internal.h"

#include "base/alloc_internal.h"
#include "replay/recording_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <oriel/runtime/log.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { BACKLOG = 16, RETRY_MS = 10 };

bool oriel__instance_is_own_user(int socket) {
	struct ucred peer;
	socklen_t size = sizeof(peer);
	return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
		size == sizeof(peer) && peer.uid == geteuid();
}

static double instance_now_ms(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Writes the path of a file in the runtime folder. Returns false without a folder that only this
 * user can write to. */
static bool instance_path(const char *id, const char *suffix, char *path, size_t size) {
	const char *folder = getenv("XDG_RUNTIME_DIR");
	struct stat info;
	if (folder == NULL || folder[0] != '/' || stat(folder, &info) != 0 ||
		info.st_uid != geteuid() || (info.st_mode & 022) != 0)
		return false;
	int length = snprintf(path, size, "%s/%s%s", folder, id, suffix);
	return length > 0 && (size_t)length < size;
}

static int instance_socket_new(void) {
	/* with a full backlog, a blocking connect() would wait for a process that hangs */
	return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

static struct sockaddr_un instance_address(const char *path) {
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	memcpy(address.sun_path, path, strlen(path) + 1); /* instance_path() has checked the length */
	return address;
}

/* ---- The first process ---- */

static bool instance_listen(oriel_instance *instance) {
	const struct sockaddr_un address = instance_address(instance->path);
	unlink(instance->path); /* of a process that was killed */
	instance->socket = instance_socket_new();
	return instance->socket >= 0 &&
		bind(instance->socket, (const struct sockaddr *)&address, sizeof(address)) == 0 &&
		chmod(instance->path, 0600) == 0 && listen(instance->socket, BACKLOG) == 0;
}

static oriel_instance *instance_new(int lock, const char *path) {
	oriel_instance *instance = oriel__alloc_zero(1, sizeof(*instance));
	instance->lock = lock;
	instance->socket = -1;
	instance->path = path != NULL ? oriel__strdup(path) : NULL;
	if (path != NULL && !instance_listen(instance)) {
		oriel_log(ORIEL_LOG_WARNING, "other starts of the program are not heard: %s: %s", path,
			strerror(errno));
		if (instance->socket >= 0)
			close(instance->socket);
		instance->socket = -1;
	}
	return instance;
}

void oriel_instance_destroy(oriel_instance *instance) {
	if (instance == NULL)
		return;
	oriel__instance_end(instance);
	if (instance->socket >= 0) {
		unlink(instance->path);
		close(instance->socket);
	}
	if (instance->lock >= 0)
		close(instance->lock); /* after the socket: the next process makes a new one */
	oriel__free(instance->path);
	oriel__free(instance);
}

/* ---- Another process ---- */

struct message {
	char *bytes;
	size_t length, capacity;
};

static void message_add(struct message *message, const char *text) {
	size_t size = strlen(text) + 1;
	message->bytes = oriel__grow(message->bytes, &message->capacity, message->length + size, 1);
	memcpy(message->bytes + message->length, text, size);
	message->length += size;
}

static const char *message_token(void) {
	const char *token = getenv("XDG_ACTIVATION_TOKEN");
	if (token == NULL)
		token = getenv("DESKTOP_STARTUP_ID");
	return token != NULL ? token : "";
}

static struct message message_new(int count, char *const *arguments) {
	struct message message = { 0 };
	char folder[4096];
	message_add(&message, ORIEL__INSTANCE_MAGIC);
	message_add(&message, getcwd(folder, sizeof(folder)) != NULL ? folder : "/");
	message_add(&message, message_token());
	for (int i = 0; i < count && i < ORIEL__INSTANCE_ARGUMENTS; i++)
		message_add(&message, arguments[i]);
	return message;
}

/* Waits until a socket is ready. Returns false when the time is over. */
static bool instance_wait(int socket, short events, double end_ms) {
	struct pollfd ready = { .fd = socket, .events = events };
	double left_ms = end_ms - instance_now_ms();
	return left_ms > 0 && poll(&ready, 1, (int)left_ms + 1) == 1;
}

static bool instance_send(int socket, const struct message *message, double end_ms) {
	size_t sent = 0;
	while (sent < message->length) {
		if (!instance_wait(socket, POLLOUT, end_ms))
			return false;
		ssize_t taken = send(socket, message->bytes + sent, message->length - sent,
			MSG_NOSIGNAL | MSG_DONTWAIT);
		if (taken < 0 && errno != EAGAIN && errno != EINTR)
			return false;
		sent += taken > 0 ? (size_t)taken : 0;
	}
	char reply = 0;
	return shutdown(socket, SHUT_WR) == 0 && instance_wait(socket, POLLIN, end_ms) &&
		recv(socket, &reply, 1, MSG_DONTWAIT) == 1 && reply == ORIEL__INSTANCE_REPLY;
}

/* Returns a connection to the first process, or -1 if no process listens. */
static int instance_connect(const char *path) {
	const struct sockaddr_un address = instance_address(path);
	int connection = instance_socket_new();
	if (connection >= 0 &&
		connect(connection, (const struct sockaddr *)&address, sizeof(address)) == 0 &&
		oriel__instance_is_own_user(connection))
		return connection;
	if (connection >= 0)
		close(connection);
	return -1;
}

static void instance_pause(void) {
	nanosleep(&(const struct timespec){ .tv_nsec = RETRY_MS * 1000000L }, NULL);
}

/* Returns a lock of the id, or -1 if another process has it. */
static int instance_try_lock(const char *path) {
	int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
		return lock;
	if (lock >= 0)
		close(lock);
	return -1;
}

static bool instance_pass_on(
	const char *path, const struct message *message, double end_ms) {
	int connection = instance_connect(path);
	if (connection < 0)
		return false;
	bool is_sent = instance_send(connection, message, end_ms);
	close(connection);
	return is_sent;
}

oriel_instance *oriel_instance_claim(const char *id, int count, char *const *arguments) {
	ORIEL_ASSERT(id != NULL && id[0] != '\0' && strchr(id, '/') == NULL,
		"oriel_instance_claim: the id is no name; pass one such as \"org.example.notes\"");
	ORIEL_ASSERT(count >= 0 && (count == 0 || arguments != NULL),
		"oriel_instance_claim: the arguments are NULL; pass those of main()");
	char path[sizeof(((struct sockaddr_un *)0)->sun_path)], lock_path[sizeof(path) + 8];
	if (oriel__recording_replay_is_asked())
		return instance_new(-1, NULL);
	if (!instance_path(id, ".sock", path, sizeof(path)) ||
		!instance_path(id, ".lock", lock_path, sizeof(lock_path))) {
		oriel_log(ORIEL_LOG_WARNING,
			"other starts of the program are not heard: there is no private XDG_RUNTIME_DIR, or "
			"its path is too long");
		return instance_new(-1, NULL);
	}
	struct message message = message_new(count, arguments);
	double end_ms = instance_now_ms() + ORIEL__INSTANCE_WAIT_MS;
	oriel_instance *instance = NULL;
	bool is_sent = false;
	do {
		int lock = instance_try_lock(lock_path);
		if (lock >= 0)
			instance = instance_new(lock, path);
		else if (!(is_sent = instance_pass_on(path, &message, end_ms)))
			instance_pause();
	} while (instance == NULL && !is_sent && instance_now_ms() < end_ms);
	if (instance == NULL && !is_sent)
		oriel_log(ORIEL_LOG_ERROR,
			"the program runs already, and did not take the arguments within 5 s: %s", path);
	oriel__free(message.bytes);
	return instance;
}
