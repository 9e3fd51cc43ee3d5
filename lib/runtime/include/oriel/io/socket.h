/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Connections: streams (stream.h) to a TCP port or a Unix socket, and servers that take them.
 *
 * A host is a name or a number, e.g. "localhost", "127.0.0.1", "::1". Names are looked up as by
 * oriel_dns_lookup() (dns.h). Addresses in messages and from the functions below are
 * "127.0.0.1:80", "[::1]:80", a path, or "@name" for Linux's abstract sockets, which have no file;
 * that is also how a path is given.
 *
 * Thread: loop.
 */
#ifndef ORIEL_IO_SOCKET_H
#define ORIEL_IO_SOCKET_H

#include <oriel/io/stream.h>

ORIEL_BEGIN

struct oriel_socket_options {
	/**< TCP: waits to fill packets (Nagle's algorithm); without it, what is written leaves at once
	 */
	bool is_delayed;
	/**< TCP: asks a silent peer for a sign of life after so long, in whole seconds, at least one;
	 * 0: never */
	double keep_alive_ms;
	struct oriel_stream_buffer buffer;
	/**< its abort closes the connection, also while it is being made; may be NULL */
	oriel_abort_signal *signal;
	size_t size;
};

/**
 * Connects to a TCP port. The addresses of a name are tried one after the other, in the order in
 * which the system gives them; the error of the last counts. For a bound in time, wait with
 * oriel_stream_opened(stream, .signal = …) and destroy the stream.
 * @param host copied
 * @param port 1 to 65,535
 * @return a stream that is opening, owned by the caller; oriel_stream_destroy(). It may be written
 * at once.
 */
ORIEL_API oriel_stream *oriel_socket_connect_at(
	const char *site, const char *host, unsigned port, const struct oriel_socket_options *options);
#define oriel_socket_connect(...) \
	ORIEL__SOCKET_CONNECT(__VA_ARGS__, .size = sizeof(struct oriel_socket_options))
#define ORIEL__SOCKET_CONNECT(host, port, ...) \
	oriel_socket_connect_at( \
		ORIEL_SITE, host, port, &(const struct oriel_socket_options){ __VA_ARGS__ })

/** Connects to a Unix socket. @param path copied; at most 107 bytes, or 108 from "@" on @return as
 * oriel_socket_connect() */
ORIEL_API oriel_stream *oriel_socket_connect_unix_at(
	const char *site, const char *path, const struct oriel_socket_options *options);
#define oriel_socket_connect_unix(...) \
	ORIEL__SOCKET_CONNECT_UNIX(__VA_ARGS__, .size = sizeof(struct oriel_socket_options))
#define ORIEL__SOCKET_CONNECT_UNIX(path, ...) \
	oriel_socket_connect_unix_at( \
		ORIEL_SITE, path, &(const struct oriel_socket_options){ __VA_ARGS__ })

/** @return this end's address, borrowed as long as the stream; "" for a Unix socket without one;
 * NULL for what is no socket, or is not open yet */
ORIEL_API const char *oriel_socket_local_address(const oriel_stream *stream);
/** @return the other end's address; as oriel_socket_local_address() */
ORIEL_API const char *oriel_socket_remote_address(const oriel_stream *stream);

/*
 * Servers. A server is an event target; these are fired at it, each as a task:
 *
 *   `open`        it listens
 *   `connection`  one waits: oriel_server_take(). No other is accepted before that one has been
 * taken `error`       it does not listen, and is closed; or a connection could not be accepted, and
 * it goes on in a second. Reported, if nobody listens for it
 */

struct oriel_server_options {
	/**< connections that the system keeps until they are accepted; 0: 128 */
	unsigned backlog;
	/**< streams from it that are open at once; beyond, it accepts when one has closed. 0: 1,024 */
	size_t max_connections;
	/**< of each connection; .signal closes all of them, and .size is not needed */
	struct oriel_socket_options socket;
	/**< its abort closes the server; connections that were taken stay; may be NULL */
	oriel_abort_signal *signal;
	size_t size;
};

/**
 * Listens on a TCP port. With a host that is a number, or none, it listens, or has failed, when
 * this returns; the event follows.
 * @param host copied; NULL: all addresses of this machine, IPv6 and IPv4
 * @param port 0 to 65,535; 0: one that is free, see oriel_server_port()
 * @return owned by the caller; oriel_server_destroy()
 */
ORIEL_API oriel_server *oriel_server_listen_at(
	const char *site, const char *host, unsigned port, const struct oriel_server_options *options);
#define oriel_server_listen(...) \
	ORIEL__SERVER_LISTEN(__VA_ARGS__, .size = sizeof(struct oriel_server_options))
#define ORIEL__SERVER_LISTEN(host, port, ...) \
	oriel_server_listen_at( \
		ORIEL_SITE, host, port, &(const struct oriel_server_options){ __VA_ARGS__ })

/**
 * Listens on a Unix socket. A socket that a program left behind, and at which nobody listens, is
 * replaced; anything else that stands there fails it. The socket is removed with the server.
 * @param path copied; as for oriel_socket_connect_unix()
 * @return as oriel_server_listen()
 */
ORIEL_API oriel_server *oriel_server_listen_unix_at(
	const char *site, const char *path, const struct oriel_server_options *options);
#define oriel_server_listen_unix(...) \
	ORIEL__SERVER_LISTEN_UNIX(__VA_ARGS__, .size = sizeof(struct oriel_server_options))
#define ORIEL__SERVER_LISTEN_UNIX(path, ...) \
	oriel_server_listen_unix_at( \
		ORIEL_SITE, path, &(const struct oriel_server_options){ __VA_ARGS__ })

/**
 * Makes a server of a socket that another program has bound, as systemd's socket activation passes
 * one: descriptor 3 is the first of $LISTEN_FDS, if $LISTEN_PID is this process. The socket listens
 * already, or begins to listen with .backlog. The file of a Unix socket stays when the server ends.
 * The server has listened, or has failed, when this returns; the event follows.
 *
 *     oriel_server *server = getenv("LISTEN_FDS") != NULL ? oriel_server_new_fd(3) :
 *                                                           oriel_server_listen(NULL, 8080);
 *
 * @param fd handed over, also if it fails; a stream socket
 * @return as oriel_server_listen()
 */
ORIEL_API oriel_server *oriel_server_new_fd_at(
	const char *site, int fd, const struct oriel_server_options *options);
#define oriel_server_new_fd(...) \
	ORIEL__SERVER_NEW_FD(__VA_ARGS__, .size = sizeof(struct oriel_server_options))
#define ORIEL__SERVER_NEW_FD(fd, ...) \
	oriel_server_new_fd_at(ORIEL_SITE, fd, &(const struct oriel_server_options){ __VA_ARGS__ })

/** Closes the server at once, also in its own events. A connection that nobody has taken is closed;
 * those taken stay. NULL is allowed. */
ORIEL_API void oriel_server_destroy(oriel_server *server);

/** @return the server as an event target */
ORIEL_API oriel_target *oriel_server_target(oriel_server *server);
/** @return the server that this target is, or NULL */
ORIEL_API oriel_server *oriel_server_try_from_target(oriel_target *target);

/** @return whether it listens: it has opened, and has neither failed nor been aborted */
ORIEL_API bool oriel_server_is_listening(const oriel_server *server);
/** @return where it listens; borrowed as long as the server; NULL before it does */
ORIEL_API const char *oriel_server_address(const oriel_server *server);
/** @return the TCP port at which it listens; 0 before it does, and for a Unix socket */
ORIEL_API unsigned oriel_server_port(const oriel_server *server);

/** @return the connection that waits, which is open, owned by the caller; oriel_stream_destroy().
 * NULL if none waits. */
ORIEL_API oriel_stream *oriel_server_take(oriel_server *server);

struct oriel_server_wait_options {
	oriel_abort_signal *signal; /**< its abort rejects the promise with its reason; may be NULL */
	size_t size;
};

/** @return fulfilled when it listens; rejected with the error if it cannot */
ORIEL_API oriel_promise *oriel_server_opened_at(
	const char *site, oriel_server *server, const struct oriel_server_wait_options *options);
#define oriel_server_opened(...) \
	ORIEL__SERVER_OPENED(__VA_ARGS__, .size = sizeof(struct oriel_server_wait_options))
#define ORIEL__SERVER_OPENED(server, ...) \
	oriel_server_opened_at( \
		ORIEL_SITE, server, &(const struct oriel_server_wait_options){ __VA_ARGS__ })

/** @return fulfilled when a connection waits, for oriel_server_take(); one connection fulfils one
 * promise, in their order */
ORIEL_API oriel_promise *oriel_server_connection_at(
	const char *site, oriel_server *server, const struct oriel_server_wait_options *options);
#define oriel_server_connection(...) \
	ORIEL__SERVER_CONNECTION(__VA_ARGS__, .size = sizeof(struct oriel_server_wait_options))
#define ORIEL__SERVER_CONNECTION(server, ...) \
	oriel_server_connection_at( \
		ORIEL_SITE, server, &(const struct oriel_server_wait_options){ __VA_ARGS__ })

ORIEL_END

#endif
