/* SPDX-License-Identifier: MIT */
/*
 * Servers. A server accepts a connection only while no accepted connection waits to be taken, and
 * while fewer than the maximum are open. Further connections wait in the system's queue.
 *
 * A tally counts open connections. The server shares it with its connections, because either may be
 * destroyed first.
 */
#define _GNU_SOURCE /* accept4(), so that no child process inherits the connection */
#include "io/address_internal.h"
#include "base/os_error_internal.h"
#include "promise/promise_internal.h"
#include "io/stream_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/errno_internal.h"
#include "base/options_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/payload.h>
#include <oriel/runtime/timer.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	DEFAULT_BACKLOG = 128,
	DEFAULT_MAX_CONNECTIONS = 1024,
	MAX_ACCEPTS = 32, /* in a row, before other tasks run */
	RETRY_MS = 1000,
};

enum { NOTICE_OPEN = 1, NOTICE_ERROR = 2, NOTICE_CONNECTION = 4 };

struct tally {
	size_t references;
	size_t open;          /* number of connections that were taken */
	oriel_server *server; /* NULL once destroyed */
};

struct oriel_server {
	oriel_target target;
	struct oriel__io_object object;
	oriel_loop *loop;
	const char *site;
	char *name;    /* the requested address */
	char *address; /* NULL: does not listen yet */
	unsigned port;
	bool is_unix, is_destroyed, is_closed;
	struct oriel_server_options options;
	/* options.socket.signal, with a reference; may be NULL */
	oriel_abort_signal *connections_signal;
	struct oriel__lookup *lookup; /* may be NULL */
	struct oriel__descriptor *descriptor; /* NULL: does not listen */
	int waiting; /* the accepted connection that waits to be taken; -1: none */
	oriel_timer_id retry; /* 0: accepting is possible */
	struct tally *tally;
	dev_t device; /* of the socket's file, if inode is not 0 */
	ino_t inode;
	struct oriel_payload error;        /* the reason of closing; all NULL while open */
	struct oriel_payload accept_error; /* to be fired; all NULL: none */
	bool was_error_told;
	unsigned notices;
	struct oriel__task notice_task;
	struct oriel__deferred deferred;
	oriel_abort_signal *signal; /* may be NULL */
	struct oriel__abort_hook hook;
	struct oriel__io_waits opens, connections;
};

static const struct oriel__target_class server_target_class = { .name = "server",
	.kind = ORIEL__TARGET_KIND_SERVER };

static void server_check(const oriel_server *server, const char *caller) {
	ORIEL_ASSERT(server != NULL, "%s: the server is NULL; pass one", caller);
	oriel__loop_check(server->loop, caller);
	ORIEL_ASSERT(!server->is_destroyed,
		"%s: the server at %s is destroyed; use it before oriel_server_destroy()", caller,
		server->name);
}

oriel_target *oriel_server_target(oriel_server *server) {
	ORIEL_ASSERT(server != NULL, "oriel_server_target: the server is NULL; pass one");
	return &server->target;
}

oriel_server *oriel_server_try_from_target(oriel_target *target) {
	return oriel__target_is(target, ORIEL__TARGET_KIND_SERVER) ?
		oriel__container_of(target, oriel_server, target) :
		NULL;
}

static void tally_unref(struct tally *tally) {
	if (--tally->references == 0)
		oriel__free(tally);
}

/* ---- Events ---- */

static void server_fire_errors(oriel_server *server) {
	struct oriel_payload accept_error = server->accept_error;
	server->accept_error = ORIEL_NO_PAYLOAD;
	if (accept_error.data != NULL)
		oriel__io_fire_error(&server->target, accept_error, false);
	else
		oriel__io_fire_error(&server->target, server->error, server->was_error_told);
	oriel_payload_unref(accept_error);
}

static void server_run_notices(struct oriel__task *task) {
	oriel_server *server = oriel__container_of(task, oriel_server, notice_task);
	oriel_loop *loop = server->loop;
	oriel__hold_begin(loop);
	while (server->notices != 0 && !server->is_destroyed) {
		unsigned notice = server->notices & (0u - server->notices);
		server->notices &= ~notice;
		if (notice == NOTICE_OPEN)
			oriel__io_fire(&server->target, "open");
		else if (notice == NOTICE_ERROR)
			server_fire_errors(server);
		else if (server->waiting >= 0)
			oriel__io_fire(&server->target, "connection");
	}
	oriel__hold_end(loop);
}

static void server_notify(oriel_server *server, unsigned notice) {
	server->notices |= notice;
	if (!server->notice_task.is_queued)
		oriel__task_queue(
			server->loop, &server->notice_task, ORIEL_TASK_SOURCE_IO, server_run_notices);
}

/* ---- Accepting ---- */

static void server_update(oriel_server *server) {
	bool accepts = server->waiting < 0 && server->retry == 0 &&
		server->tally->open < server->options.max_connections;
	if (server->descriptor != NULL)
		oriel__descriptor_poll(server->descriptor, accepts ? ORIEL__DESCRIPTOR_READABLE : 0);
}

static void server_on_retry(void *data) {
	oriel_server *server = data;
	server->retry = 0;
	server_update(server);
}

static bool server_is_transient(int error) {
	return error == EAGAIN || error == EINTR || error == ECONNABORTED || error == EPROTO;
}

static struct oriel_payload server_error(
	const oriel_server *server, const char *action, int error) {
	char *message = oriel__os_error_message(action, server->name, error);
	struct oriel_payload payload = oriel_error_new_at(
		server->site, oriel__status_from_errno(error), message);
	oriel__free(message);
	return payload;
}

static void server_pause_after_error(oriel_server *server, int error) {
	server->retry = oriel_set_timeout_at(server->site, server_on_retry, server, RETRY_MS, NULL);
	oriel_payload_unref(server->accept_error);
	server->accept_error = server_error(server, "accept a connection at", error);
	server_notify(server, NOTICE_ERROR);
}

static void server_announce(oriel_server *server) {
	if (oriel__io_waits_first(&server->connections) != NULL)
		oriel__io_wait_resolve(&server->connections, ORIEL_NO_PAYLOAD);
	else
		oriel__io_fire(&server->target, "connection");
}

static bool server_accept_one(oriel_server *server) {
	int fd = accept4(
		oriel__descriptor_fd(server->descriptor), NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
	if (fd >= 0) {
		server->waiting = fd;
		server_announce(server);
	} else if (!server_is_transient(errno))
		server_pause_after_error(server, errno);
	return fd >= 0;
}

static bool server_may_accept(const oriel_server *server) {
	return !server->is_destroyed && server->descriptor != NULL && server->waiting < 0 &&
		server->retry == 0 && server->tally->open < server->options.max_connections;
}

static void server_on_ready(void *owner, unsigned ready) {
	oriel_server *server = owner;
	oriel_loop *loop = server->loop;
	(void)ready;
	oriel__hold_begin(loop);
	for (int i = 0; i < MAX_ACCEPTS && server_may_accept(server) && server_accept_one(server); i++)
		continue;
	if (!server->is_destroyed)
		server_update(server);
	oriel__hold_end(loop);
}

static void server_on_connection_closed(oriel_stream *stream, void *owner) {
	struct tally *tally = owner;
	(void)stream;
	tally->open--;
	if (tally->server != NULL)
		server_update(tally->server);
	tally_unref(tally);
}

static void server_count_connection(oriel_server *server, oriel_stream *stream) {
	if (stream->state == ORIEL_STREAM_CLOSED)
		return;
	stream->closed = server_on_connection_closed;
	stream->closed_owner = server->tally;
	server->tally->references++;
	server->tally->open++;
}

oriel_stream *oriel_server_take(oriel_server *server) {
	server_check(server, "oriel_server_take");
	if (server->waiting < 0)
		return NULL;
	int fd = server->waiting;
	server->waiting = -1;
	if (!server->is_unix)
		oriel__socket_set_options(fd, &server->options.socket);
	oriel_stream *stream = oriel__stream_new_from_fd(&(const struct oriel__stream_setup){
		.caller = "oriel_server_take",
		.site = server->site,
		.name = server->address,
		.buffer = server->options.socket.buffer,
		.signal = server->connections_signal,
	}, fd);
	server_count_connection(server, stream);
	server_update(server);
	return stream;
}

/* ---- Closing ---- */

/* Removes the file of the socket, if it is still the file that the server created; another program
 * may have replaced it. */
static void server_remove_file(const oriel_server *server) {
	struct stat status;
	if (server->inode != 0 && lstat(server->name, &status) == 0 &&
		status.st_dev == server->device && status.st_ino == server->inode)
		unlink(server->name);
}

/* Closes the server; error is handed over. */
static void server_close_because(oriel_server *server, struct oriel_payload error, bool is_wish) {
	oriel__lookup_cancel(server->lookup);
	server->lookup = NULL;
	oriel_clear_timer(server->retry);
	oriel__abort_hook_remove(&server->hook);
	if (server->descriptor != NULL)
		server_remove_file(server);
	oriel__descriptor_close(server->descriptor);
	server->descriptor = NULL;
	if (server->waiting >= 0)
		close(server->waiting);
	server->waiting = -1;
	server->is_closed = true;
	server->error = error;
	server->was_error_told = oriel__io_waits_reject_all(&server->opens, error, is_wish);
	server->was_error_told = oriel__io_waits_reject_all(&server->connections, error, is_wish) ||
		server->was_error_told;
}

static void server_on_abort(struct oriel__abort_hook *hook) {
	oriel_server *server = oriel__container_of(hook, oriel_server, hook);
	server_close_because(server, oriel__abort_signal_rejection(server->site, server->signal), true);
}

static void server_fail(oriel_server *server, struct oriel_payload error) {
	server_close_because(server, error, false);
	server_notify(server, NOTICE_ERROR);
}

static void server_free(struct oriel__deferred *deferred) {
	oriel_server *server = oriel__container_of(deferred, oriel_server, deferred);
	oriel__target_finish(&server->target);
	oriel_payload_unref(server->error);
	oriel_payload_unref(server->accept_error);
	oriel_abort_signal_unref(server->signal);
	oriel_abort_signal_unref(server->connections_signal);
	oriel__free(server->address);
	oriel__free(server->name);
	oriel__free(server);
}

void oriel_server_destroy(oriel_server *server) {
	if (server == NULL)
		return;
	oriel_loop *loop = oriel__loop_here("oriel_server_destroy");
	oriel__loop_check(server->loop, "oriel_server_destroy");
	if (server->is_destroyed)
		return;
	oriel__hold_begin(loop);
	server->is_destroyed = true;
	if (!server->is_closed)
		server_close_because(server,
			oriel_error_new_at(server->site, ORIEL_ABORT_ERROR, "the server was destroyed"), true);
	server->tally->server = NULL;
	tally_unref(server->tally);
	oriel__task_cancel(loop, &server->notice_task);
	oriel__target_destroy(&server->target);
	oriel__io_remove(&server->object);
	oriel__defer(loop, &server->deferred, server_free);
	oriel__hold_end(loop);
}

static void server_end_with_loop(struct oriel__io_object *object) {
	oriel_server_destroy(oriel__container_of(object, oriel_server, object));
}

/* ---- Listening ---- */

static void server_read_address(oriel_server *server, int fd) {
	struct sockaddr_storage address;
	socklen_t length = sizeof(address);
	if (getsockname(fd, (struct sockaddr *)&address, &length) != 0)
		return;
	server->address = oriel__address_text((const struct sockaddr *)&address, length);
	server->port = oriel__address_port(&address);
}

static bool server_is_set(int fd, int option) {
	int value = 0;
	socklen_t size = sizeof(value);
	return getsockopt(fd, SOL_SOCKET, option, &value, &size) == 0 && value != 0;
}

/* Listens on fd. On failure, closes fd and returns the errno. A socket that listens already keeps
 * its backlog. */
static int server_listen_on(oriel_server *server, int fd) {
	int error = 0;
	if (!server_is_set(fd, SO_ACCEPTCONN) && listen(fd, (int)server->options.backlog) != 0)
		error = errno;
	else
		server->descriptor = oriel__descriptor_new(
			server->loop, fd, server_on_ready, server, &error);
	if (server->descriptor == NULL) {
		close(fd);
		return error;
	}
	server_read_address(server, fd);
	oriel__io_waits_resolve_all(&server->opens);
	server_notify(server, NOTICE_OPEN);
	server_update(server);
	return 0;
}

static int server_socket_for(int family) {
	const int on = 1, off = 0;
	int fd = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0 || family == AF_UNIX)
		return fd;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof(off));
	return fd;
}

static int server_listen_at(
	oriel_server *server, const struct sockaddr *address, socklen_t length) {
	int fd = server_socket_for(address->sa_family);
	if (fd < 0)
		return errno;
	if (bind(fd, address, length) == 0)
		return server_listen_on(server, fd);
	int error = errno;
	close(fd);
	return error;
}

static int server_try_family(
	oriel_server *server, const struct oriel__addresses *addresses, int family, int error) {
	for (size_t i = 0; i < addresses->count && error != 0; i++) {
		const struct oriel__address *address = &addresses->items[i];
		if (address->storage.ss_family == family)
			error = server_listen_at(
				server, (const struct sockaddr *)&address->storage, address->length);
	}
	return error;
}

/* Listens at the addresses. IPv6 is first, because without a host it includes IPv4. */
static void server_on_lookup(
	void *owner, struct oriel__addresses *addresses, struct oriel_payload error) {
	oriel_server *server = owner;
	server->lookup = NULL;
	if (addresses == NULL) {
		server_fail(server, oriel_payload_ref(error));
		return;
	}
	int failed = server_try_family(server, addresses, AF_INET6, EADDRNOTAVAIL);
	if (failed != 0)
		failed = server_try_family(server, addresses, AF_INET, failed);
	oriel__free(addresses);
	if (failed != 0)
		server_fail(server, server_error(server, "listen at", failed));
}

static const struct oriel_server_options *server_options_or_default(
	const char *site, const char *caller, const struct oriel_server_options *options) {
	static const struct oriel_server_options defaults = { .size = sizeof(defaults) };
	if (options == NULL)
		return &defaults;
	oriel__check_options(caller, site, options);
	return options;
}

/* Creates a server; name is handed over. */
static oriel_server *server_new(
	const char *caller, const char *site, char *name, const struct oriel_server_options *options) {
	oriel_server *server = oriel__alloc_zero(1, sizeof(*server));
	oriel__target_init(&server->target, &server_target_class, caller);
	oriel__io_add(caller, &server->object, ORIEL__IO_SERVER, server_end_with_loop);
	server->loop = oriel__io_loop(&server->object);
	server->site = site;
	server->name = name;
	server->waiting = -1;
	server->options = *options;
	if (server->options.backlog == 0)
		server->options.backlog = DEFAULT_BACKLOG;
	if (server->options.max_connections == 0)
		server->options.max_connections = DEFAULT_MAX_CONNECTIONS;
	server->tally = oriel__alloc_zero(1, sizeof(*server->tally));
	*server->tally = (struct tally){ .references = 1, .server = server };
	server->signal = options->signal != NULL ? oriel_abort_signal_ref(options->signal) : NULL;
	server->connections_signal = options->socket.signal != NULL ?
		oriel_abort_signal_ref(options->socket.signal) :
		NULL;
	if (!oriel__abort_hook_add(options->signal, &server->hook, server_on_abort))
		server_on_abort(&server->hook);
	return server;
}

oriel_server *oriel_server_listen_at(
	const char *site, const char *host, unsigned port, const struct oriel_server_options *options) {
	options = server_options_or_default(site, "oriel_server_listen", options);
	ORIEL_ASSERT(
		port <= 65535, "oriel_server_listen at %s: %u is no port; pass 0 to 65535", site, port);
	oriel_server *server = server_new(
		"oriel_server_listen", site, oriel__address_name(host, port), options);
	if (server->is_closed)
		return server;
	struct oriel__lookup *lookup = oriel__lookup_new(site, host, port, server_on_lookup, server);
	if (lookup != NULL)
		server->lookup = lookup;
	return server;
}

/* Returns whether the path is a socket at which no process listens. */
static bool server_is_stale(
	const char *path, const struct sockaddr_storage *address, socklen_t length) {
	struct stat status;
	if (lstat(path, &status) != 0 || !S_ISSOCK(status.st_mode))
		return false;
	int fd = server_socket_for(AF_UNIX);
	bool stale = fd >= 0 && connect(fd, (const struct sockaddr *)address, length) != 0 &&
		errno == ECONNREFUSED;
	if (fd >= 0)
		close(fd);
	return stale;
}

static int server_listen_at_path(
	oriel_server *server, const struct sockaddr_storage *address, socklen_t length) {
	int error = server_listen_at(server, (const struct sockaddr *)address, length);
	if (error == EADDRINUSE && server->name[0] != '@' &&
		server_is_stale(server->name, address, length)) {
		unlink(server->name);
		error = server_listen_at(server, (const struct sockaddr *)address, length);
	}
	return error;
}

static void server_store_file(oriel_server *server) {
	struct stat status;
	if (server->name[0] == '@' || lstat(server->name, &status) != 0)
		return;
	server->device = status.st_dev;
	server->inode = status.st_ino;
}

oriel_server *oriel_server_listen_unix_at(
	const char *site, const char *path, const struct oriel_server_options *options) {
	options = server_options_or_default(site, "oriel_server_listen_unix", options);
	ORIEL_ASSERT(path != NULL,
		"oriel_server_listen_unix at %s: the path is NULL; pass one, or \"@name\"", site);
	oriel_server *server = server_new(
		"oriel_server_listen_unix", site, oriel__strdup(path), options);
	server->is_unix = true;
	if (server->is_closed)
		return server;
	struct sockaddr_storage address;
	socklen_t length;
	int error = oriel__address_from_path(path, &address, &length) ?
		server_listen_at_path(server, &address, length) :
		ENAMETOOLONG;
	if (error == 0)
		server_store_file(server);
	else
		server_fail(server, server_error(server, "listen at", error));
	return server;
}

/* The errno of a descriptor that is no socket for connections; 0: it is one. */
static int server_adopt(oriel_server *server, int fd) {
	int type = 0;
	socklen_t size = sizeof(type);
	struct sockaddr_storage address;
	socklen_t length = sizeof(address);
	if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) != 0 ||
		getsockname(fd, (struct sockaddr *)&address, &length) != 0)
		return errno;
	if (type != SOCK_STREAM)
		return EOPNOTSUPP;
	server->is_unix = address.ss_family == AF_UNIX;
	int flags = fcntl(fd, F_GETFL);
	bool is_ready = flags >= 0 && fcntl(fd, F_SETFL, flags | O_NONBLOCK) == 0 &&
		fcntl(fd, F_SETFD, FD_CLOEXEC) == 0;
	return is_ready ? 0 : errno;
}

oriel_server *oriel_server_new_fd_at(
	const char *site, int fd, const struct oriel_server_options *options) {
	options = server_options_or_default(site, "oriel_server_new_fd", options);
	ORIEL_ASSERT(fd >= 0, "oriel_server_new_fd at %s: the descriptor is %d; pass one that is open",
		site, fd);
	char name[32];
	snprintf(name, sizeof(name), "descriptor %d", fd);
	oriel_server *server = server_new("oriel_server_new_fd", site, oriel__strdup(name), options);
	int error = server->is_closed ? 0 : server_adopt(server, fd);
	if (error != 0 || server->is_closed) {
		if (error != EBADF)
			close(fd);
	} else {
		error = server_listen_on(server, fd);
	}
	if (error != 0)
		server_fail(server, server_error(server, "listen at", error));
	return server;
}

/* ---- Getters and waiting ---- */

bool oriel_server_is_listening(const oriel_server *server) {
	server_check(server, "oriel_server_is_listening");
	return server->descriptor != NULL;
}

const char *oriel_server_address(const oriel_server *server) {
	server_check(server, "oriel_server_address");
	return server->address;
}

unsigned oriel_server_port(const oriel_server *server) {
	server_check(server, "oriel_server_port");
	return server->port;
}

static oriel_promise *server_wait_for(const char *site, oriel_server *server,
	struct oriel__io_waits *waits, bool is_reached, const char *caller,
	const struct oriel_server_wait_options *options) {
	server_check(server, caller);
	oriel__check_options(caller, site, options);
	if (server->is_closed) {
		server->was_error_told = true;
		return oriel_promise_new_rejected_at(site, oriel_payload_ref(server->error));
	}
	if (is_reached)
		return oriel_promise_new_fulfilled(ORIEL_NO_PAYLOAD);
	return oriel__io_wait(site, waits, 0, options != NULL ? options->signal : NULL);
}

oriel_promise *oriel_server_opened_at(
	const char *site, oriel_server *server, const struct oriel_server_wait_options *options) {
	server_check(server, "oriel_server_opened");
	return server_wait_for(
		site, server, &server->opens, server->descriptor != NULL, "oriel_server_opened", options);
}

oriel_promise *oriel_server_connection_at(
	const char *site, oriel_server *server, const struct oriel_server_wait_options *options) {
	server_check(server, "oriel_server_connection");
	return server_wait_for(site, server, &server->connections, server->waiting >= 0,
		"oriel_server_connection", options);
}
