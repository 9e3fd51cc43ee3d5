/* SPDX-License-Identifier: MIT */
/*
 * Connecting. The struct of a connection attempt is attached to its stream, which is in the state
 * "opening". When the stream closes for any reason, the attempt is cancelled and frees its data.
 * Once connected, the stream owns the descriptor, and the struct is freed. Servers are in server.c.
 */
#include "io/address_internal.h"
#include "base/os_error_internal.h"
#include "io/stream_internal.h"

#include "base/alloc_internal.h"
#include "base/errno_internal.h"
#include "base/options_internal.h"

#include <oriel/runtime/log.h>
#include <oriel/runtime/payload.h>
#include <errno.h>
#include <unistd.h>

struct connecting {
	oriel_stream *stream;
	oriel_loop *loop;
	struct oriel_socket_options options;
	char *host;                           /* for messages; NULL for a Unix socket */
	struct oriel__lookup *lookup;         /* may be NULL */
	struct oriel__addresses *addresses;   /* may be NULL */
	size_t next;                          /* index of the next address to try */
	struct oriel__descriptor *descriptor; /* the connecting socket; may be NULL */
};

static void connecting_free(struct connecting *connecting) {
	oriel__descriptor_close(connecting->descriptor);
	oriel__free(connecting->addresses);
	oriel__loop_pending_end(connecting->loop);
	oriel__free(connecting->host);
	oriel__free(connecting);
}

static void socket_on_closed(oriel_stream *stream, void *owner) {
	struct connecting *connecting = owner;
	(void)stream;
	oriel__lookup_cancel(connecting->lookup);
	connecting_free(connecting);
}

static void socket_succeed(struct connecting *connecting, int fd) {
	oriel_stream *stream = connecting->stream;
	if (connecting->host != NULL)
		oriel__socket_set_options(fd, &connecting->options);
	stream->closed = NULL;
	connecting_free(connecting);
	oriel__stream_set_fd(stream, fd);
}

/* Closes the stream with an error. This frees connecting through on_closed(). */
static void socket_fail(struct connecting *connecting, int error) {
	oriel__stream_fail_errno(connecting->stream, "connect to", error);
}

static void socket_try_next(struct connecting *connecting, int error);

static void socket_on_ready(void *owner, unsigned ready) {
	struct connecting *connecting = owner;
	(void)ready;
	int fd = oriel__descriptor_fd(connecting->descriptor);
	int error = 0;
	socklen_t size = sizeof(error);
	if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0)
		error = errno;
	oriel_loop *loop = connecting->loop;
	oriel__hold_begin(loop);
	oriel__descriptor_release(connecting->descriptor);
	connecting->descriptor = NULL;
	if (error == 0)
		socket_succeed(connecting, fd);
	else {
		close(fd);
		socket_try_next(connecting, error);
	}
	oriel__hold_end(loop);
}

/* Starts to connect. Returns 0 if the socket is connected or connecting, or an errno. */
static int socket_connect_to(
	struct connecting *connecting, const struct sockaddr *address, socklen_t length) {
	int error = 0;
	int fd = socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return errno;
	if (connect(fd, address, length) == 0) {
		socket_succeed(connecting, fd);
		return 0;
	}
	error = errno;
	if (error == EINPROGRESS)
		connecting->descriptor = oriel__descriptor_new(
			connecting->loop, fd, socket_on_ready, connecting, &error);
	if (connecting->descriptor == NULL) {
		close(fd);
		return error;
	}
	oriel__descriptor_poll(connecting->descriptor, ORIEL__DESCRIPTOR_WRITABLE);
	return 0;
}

/* Tries the next address; error is the error of the previous one. */
static void socket_try_next(struct connecting *connecting, int error) {
	while (error != 0 && connecting->addresses != NULL &&
		connecting->next < connecting->addresses->count) {
		const struct oriel__address *address = &connecting->addresses->items[connecting->next++];
		error = socket_connect_to(
			connecting, (const struct sockaddr *)&address->storage, address->length);
	}
	if (error != 0)
		socket_fail(connecting, error);
}

static void socket_on_lookup(
	void *owner, struct oriel__addresses *addresses, struct oriel_payload error) {
	struct connecting *connecting = owner;
	connecting->lookup = NULL;
	connecting->addresses = addresses;
	if (addresses != NULL)
		socket_try_next(connecting, EADDRNOTAVAIL);
	else
		oriel__stream_fail_with(connecting->stream, oriel_payload_ref(error));
}

static struct connecting *connecting_new(
	oriel_stream *stream, const char *host, const struct oriel_socket_options *options) {
	struct connecting *connecting = oriel__alloc_zero(1, sizeof(*connecting));
	connecting->stream = stream;
	connecting->loop = stream->loop;
	connecting->options = *options;
	connecting->host = host != NULL ? oriel__strdup(host) : NULL;
	stream->closed = socket_on_closed;
	stream->closed_owner = connecting;
	oriel__loop_pending_begin(stream->loop);
	return connecting;
}

static const struct oriel_socket_options *socket_options_or_default(
	const char *site, const char *caller, const struct oriel_socket_options *options) {
	static const struct oriel_socket_options defaults = { .size = sizeof(defaults) };
	if (options == NULL)
		return &defaults;
	oriel__check_options(caller, site, options);
	return options;
}

static oriel_stream *socket_stream_new(const char *caller, const char *site, const char *name,
	const struct oriel_socket_options *options) {
	return oriel__stream_new_without_fd(&(const struct oriel__stream_setup){
		.caller = caller,
		.site = site,
		.name = name,
		.buffer = options->buffer,
		.signal = options->signal,
	});
}

oriel_stream *oriel_socket_connect_at(
	const char *site, const char *host, unsigned port, const struct oriel_socket_options *options) {
	options = socket_options_or_default(site, "oriel_socket_connect", options);
	ORIEL_ASSERT(host != NULL,
		"oriel_socket_connect at %s: the host is NULL; pass a name or a number, e.g. \"localhost\"",
		site);
	ORIEL_ASSERT(port > 0 && port <= 65535,
		"oriel_socket_connect at %s: %u is no port; pass 1 to 65535", site, port);
	char *name = oriel__address_name(host, port);
	oriel_stream *stream = socket_stream_new("oriel_socket_connect", site, name, options);
	oriel__free(name);
	if (stream->state == ORIEL_STREAM_CLOSED)
		return stream;
	struct connecting *connecting = connecting_new(stream, host, options);
	struct oriel__lookup *lookup = oriel__lookup_new(
		site, host, port, socket_on_lookup, connecting);
	if (lookup != NULL)
		connecting->lookup = lookup;
	return stream;
}

static void socket_fail_for_path(oriel_stream *stream) {
	oriel__stream_fail(stream, ORIEL_TYPE_ERROR,
		oriel__os_error_message("connect to", stream->name, ENAMETOOLONG));
}

oriel_stream *oriel_socket_connect_unix_at(
	const char *site, const char *path, const struct oriel_socket_options *options) {
	options = socket_options_or_default(site, "oriel_socket_connect_unix", options);
	ORIEL_ASSERT(path != NULL,
		"oriel_socket_connect_unix at %s: the path is NULL; pass one, or \"@name\"", site);
	oriel_stream *stream = socket_stream_new("oriel_socket_connect_unix", site, path, options);
	if (stream->state == ORIEL_STREAM_CLOSED)
		return stream;
	struct sockaddr_storage address;
	socklen_t length;
	if (!oriel__address_from_path(path, &address, &length)) {
		socket_fail_for_path(stream);
		return stream;
	}
	struct connecting *connecting = connecting_new(stream, NULL, options);
	socket_try_next(
		connecting, socket_connect_to(connecting, (const struct sockaddr *)&address, length));
	return stream;
}

const char *oriel_socket_local_address(const oriel_stream *stream) {
	oriel__stream_check(stream, "oriel_socket_local_address");
	return stream->local_address;
}

const char *oriel_socket_remote_address(const oriel_stream *stream) {
	oriel__stream_check(stream, "oriel_socket_remote_address");
	return stream->remote_address;
}
