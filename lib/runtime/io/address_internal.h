/* SPDX-License-Identifier: MIT */
/*
 * Addresses of sockets: as text, from text, and looked up by name (dns.h).
 */
#ifndef ORIEL_IO_ADDRESS_INTERNAL_H
#define ORIEL_IO_ADDRESS_INTERNAL_H

#include <oriel/io/socket.h>

#include <sys/socket.h>

/* As socket.h says; freed with oriel__free(). */
char *oriel__address_text(const struct sockaddr *address, socklen_t length);
/* "host:port", with "*" for no host and brackets around what has a colon. Freed with oriel__free().
 */
char *oriel__address_name(const char *host, unsigned port);
/* False if the path is empty or too long. */
bool oriel__address_from_path(
	const char *path, struct sockaddr_storage *address, socklen_t *length);
/* The TCP port of an address; 0: it has none. */
unsigned oriel__address_port(const struct sockaddr_storage *address);

struct oriel__address {
	struct sockaddr_storage storage;
	socklen_t length;
};

struct oriel__addresses {
	size_t count;
	struct oriel__address items[]; /* the one to be tried first comes first */
};

struct oriel__lookup;

/* Told once: the addresses, handed over, for oriel__free(); or NULL, and the error, borrowed. */
typedef void oriel__lookup_fn(
	void *owner, struct oriel__addresses *addresses, struct oriel_payload error);

/* A number has been answered when this returns, with NULL; so has a NULL host, which is any
 * address, to listen at. Else a look-up on the pool. */
struct oriel__lookup *oriel__lookup_new(
	const char *site, const char *host, unsigned port, oriel__lookup_fn *fn, void *owner);
/* fn is not called any more, and the look-up is gone. NULL is allowed. */
void oriel__lookup_cancel(struct oriel__lookup *lookup);

/* What options say of a socket that is connected; quietly nothing of what it does not have. */
void oriel__socket_set_options(int fd, const struct oriel_socket_options *options);

#endif
