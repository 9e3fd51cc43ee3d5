/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Connections: streams (stream.h) to a TCP port or a Unix socket, and servers that accept them.
 *
 * ```c
 * static void on_connection(oriel_event *event, void *server) {
 * 	oriel_stream *stream = oriel_server_take(server);
 * 	oriel_stream_write(stream, "hello\n", 6); // later: oriel_stream_destroy(stream)
 * }
 *
 * oriel_server *server = oriel_server_listen("127.0.0.1", 0); // a free port, e.g. 40001
 * oriel_listen(server, "connection", on_connection, server);
 * oriel_stream *client = oriel_socket_connect("127.0.0.1", oriel_server_port(server));
 * ```
 *
 * A host is a name or a number, e.g. "localhost", "127.0.0.1", "::1". Names are looked up as by
 * oriel_dns_lookup() (dns.h). Addresses in messages and from the functions below are
 * "127.0.0.1:80", "[::1]:80", a path, or "@name" for Linux's abstract sockets, which have no file.
 * Paths are given in the same form.
 *
 * Events at a server, each a task:
 *
 * - `open`: the server listens.
 * - `connection`: a connection waits; oriel_server_take(). The next one is accepted after that.
 * - `error`: the server does not listen, and is closed; or a connection could not be accepted, and
 *   the server tries again in a second. Reported (error.h) without a listener.
 *
 * Thread: loop. Errors: an `error` event at the stream or the server.
 */
#ifndef ORIEL_IO_SOCKET_H
#define ORIEL_IO_SOCKET_H

#include <oriel/io/stream.h>

ORIEL_BEGIN

/** Options of oriel_socket_connect() and oriel_socket_connect_unix(). */
struct oriel_socket_options {
	ORIEL_OPTIONS_HEAD;
	/** TCP: waits to fill packets (Nagle's algorithm); else written bytes leave at once */
	bool is_delayed ORIEL_DEFAULT;
	/**
	 * TCP: asks a silent peer for a sign of life after this time, in whole seconds, at least one;
	 * 0: never
	 */
	double keep_alive_ms ORIEL_DEFAULT;
	struct oriel_stream_buffer buffer ORIEL_DEFAULT;
	/** its abort closes the connection, also while it is being made; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
};

/** Does the work of oriel_socket_connect(). */
ORIEL_API oriel_stream *oriel_socket_connect_at(
	const char *site, const char *host, unsigned port, const struct oriel_socket_options *options);
/**
 * Connects to a TCP port. The addresses of a name are tried one after another, in the system's
 * order; the error of the last one counts. For a bound in time, wait with
 * oriel_stream_opened(stream, .signal = …) and destroy the stream.
 * @param host copied
 * @param ... port, 1 to 65,535, then members of struct oriel_socket_options by name
 * @return a stream that is opening and may be written at once, owned by the caller;
 * oriel_stream_destroy()
 */
#define oriel_socket_connect(host, ...) \
	ORIEL__CALL_2(oriel_socket_connect_at, struct oriel_socket_options, host, __VA_ARGS__, )

/** Does the work of oriel_socket_connect_unix(). */
ORIEL_API oriel_stream *oriel_socket_connect_unix_at(
	const char *site, const char *path, const struct oriel_socket_options *options);
/**
 * Connects to a Unix socket.
 * @param ... path, copied, of at most 107 bytes, or 108 from "@" on; then members of struct
 * oriel_socket_options by name
 * @return as oriel_socket_connect()
 */
#define oriel_socket_connect_unix(...) \
	ORIEL__CALL_1(oriel_socket_connect_unix_at, struct oriel_socket_options, __VA_ARGS__, )

/**
 * Returns this end's address, borrowed as long as the stream.
 * @return "" for a Unix socket without an address; NULL for another kind of stream, and before the
 * connection is open
 */
ORIEL_API const char *oriel_socket_local_address(const oriel_stream *stream);
/** Returns the other end's address, as oriel_socket_local_address() does. */
ORIEL_API const char *oriel_socket_remote_address(const oriel_stream *stream);

/* ---- Servers ---- */

/** Options of oriel_server_listen() and oriel_server_listen_unix(). */
struct oriel_server_options {
	ORIEL_OPTIONS_HEAD;
	/** connections that the system keeps until they are accepted; 0: 128 */
	unsigned backlog ORIEL_DEFAULT;
	/** open streams of the server; beyond, it accepts when one has closed; 0: 1,024 */
	size_t max_connections ORIEL_DEFAULT;
	/** options of each connection; .signal closes all of them, and .size is not needed */
	struct oriel_socket_options socket ORIEL_DEFAULT;
	/** its abort closes the server; streams that were taken stay; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
};

/** Does the work of oriel_server_listen(). */
ORIEL_API oriel_server *oriel_server_listen_at(
	const char *site, const char *host, unsigned port, const struct oriel_server_options *options);
/**
 * Listens on a TCP port. With a number as host, or none, the server listens, or has failed, when
 * this returns; the event follows.
 * @param host copied; NULL: all addresses of this machine, IPv6 and IPv4
 * @param ... port, 0 to 65,535, then members of struct oriel_server_options by name. 0: a free
 * port, see oriel_server_port()
 * @return owned by the caller; oriel_server_destroy()
 */
#define oriel_server_listen(host, ...) \
	ORIEL__CALL_2(oriel_server_listen_at, struct oriel_server_options, host, __VA_ARGS__, )

/** Does the work of oriel_server_listen_unix(). */
ORIEL_API oriel_server *oriel_server_listen_unix_at(
	const char *site, const char *path, const struct oriel_server_options *options);
/**
 * Listens on a Unix socket. A socket of a program that has ended is replaced; any other file of
 * this path is an error. The socket is removed with the server.
 * @param ... path, as for oriel_socket_connect_unix(), then members of struct oriel_server_options
 * by name
 * @return as oriel_server_listen()
 */
#define oriel_server_listen_unix(...) \
	ORIEL__CALL_1(oriel_server_listen_unix_at, struct oriel_server_options, __VA_ARGS__, )

/** Does the work of oriel_server_new_fd(). */
ORIEL_API oriel_server *oriel_server_new_fd_at(
	const char *site, int fd, const struct oriel_server_options *options);
/**
 * Makes a server of a socket that another program has bound, e.g. systemd's socket activation.
 *
 * The socket listens already, or begins to listen with .backlog. The file of a Unix socket stays
 * when the server ends. The server has listened, or has failed, when the call returns; the event
 * follows. For systemd, descriptor 3 is the first of $LISTEN_FDS, if $LISTEN_PID is this process:
 *
 * ```c
 * oriel_server *server = getenv("LISTEN_FDS") != NULL ? oriel_server_new_fd(3) :
 *                                                       oriel_server_listen(NULL, 8080);
 * ```
 *
 * @param ... fd, then members of struct oriel_server_options by name; fd is a stream socket, and is
 * handed over, also if the call fails
 * @return as oriel_server_listen()
 */
#define oriel_server_new_fd(...) \
	ORIEL__CALL_1(oriel_server_new_fd_at, struct oriel_server_options, __VA_ARGS__, )

/**
 * Closes the server at once, also in its own events. A waiting connection is closed; streams that
 * were taken stay. NULL is allowed.
 */
ORIEL_API void oriel_server_destroy(oriel_server *server);

/** Returns the server as an event target. */
ORIEL_API oriel_target *oriel_server_target(oriel_server *server);
/** Returns the server that this target is, borrowed; NULL for another target. */
ORIEL_API oriel_server *oriel_server_try_from_target(oriel_target *target);

/** Returns whether the server listens: it has opened, and has neither failed nor been aborted. */
ORIEL_API bool oriel_server_is_listening(const oriel_server *server);
/** Returns the address at which the server listens, borrowed as long as the server; NULL before. */
ORIEL_API const char *oriel_server_address(const oriel_server *server);
/** Returns the TCP port at which the server listens; 0 before, and for a Unix socket. */
ORIEL_API unsigned oriel_server_port(const oriel_server *server);

/**
 * Returns the waiting connection, which is open, owned by the caller; oriel_stream_destroy(). NULL
 * if none waits.
 */
ORIEL_API oriel_stream *oriel_server_take(oriel_server *server);

/** Options of oriel_server_opened() and oriel_server_connection(). */
struct oriel_server_wait_options {
	ORIEL_OPTIONS_HEAD;
	/** its abort rejects the promise with the reason of the abort; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
};

/** Does the work of oriel_server_opened(). */
ORIEL_API oriel_promise *oriel_server_opened_at(
	const char *site, oriel_server *server, const struct oriel_server_wait_options *options);
/**
 * Waits until the server listens.
 * @param ... server, then members of struct oriel_server_wait_options by name
 * @return fulfilled without a value; rejected with the error if the server cannot listen
 */
#define oriel_server_opened(...) \
	ORIEL__CALL_1(oriel_server_opened_at, struct oriel_server_wait_options, __VA_ARGS__, )

/** Does the work of oriel_server_connection(). */
ORIEL_API oriel_promise *oriel_server_connection_at(
	const char *site, oriel_server *server, const struct oriel_server_wait_options *options);
/**
 * Waits for a connection, for oriel_server_take(). One connection fulfils one promise, in their
 * order.
 * @param ... server, then members of struct oriel_server_wait_options by name
 * @return fulfilled without a value when a connection waits
 */
#define oriel_server_connection(...) \
	ORIEL__CALL_1(oriel_server_connection_at, struct oriel_server_wait_options, __VA_ARGS__, )

ORIEL_END

#endif
