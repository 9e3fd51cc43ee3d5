/* SPDX-License-Identifier: MIT */
/*
 * Addresses of sockets: conversion to and from text, and look-ups by name (dns.h).
 */
#ifndef ORIEL_IO_ADDRESS_INTERNAL_H
#define ORIEL_IO_ADDRESS_INTERNAL_H

#include <oriel/io/socket.h>

#include <sys/socket.h>

/* Returns the text described in socket.h; the caller releases it with oriel__free(). */
char *oriel__address_text(const struct sockaddr *address, socklen_t length);
/* Returns "host:port", with "*" if there is no host, and with brackets around a host that contains
 * a colon. The caller releases the text with oriel__free(). */
char *oriel__address_name(const char *host, unsigned port);
/* Fills in the address of a path. Returns false if the path is empty or too long. */
bool oriel__address_from_path(
	const char *path, struct sockaddr_storage *address, socklen_t *length);
/* Returns the TCP port of an address; 0 if it has none. */
unsigned oriel__address_port(const struct sockaddr_storage *address);

struct oriel__address {
	struct sockaddr_storage storage;
	socklen_t length;
};

struct oriel__addresses {
	size_t count;
	struct oriel__address items[]; /* in the order in which to try them */
};

struct oriel__lookup;

/* Called once with the addresses, which are handed over and released with oriel__free(). On failure
 * the addresses are NULL, and error is borrowed. */
typedef void oriel__lookup_fn(
	void *owner, struct oriel__addresses *addresses, struct oriel_payload error);

/* Looks up a host. For a numeric host or NULL (any address, for listening), fn is called before
 * this returns, and the result is NULL. Otherwise the pool looks up the name. */
struct oriel__lookup *oriel__lookup_new(
	const char *site, const char *host, unsigned port, oriel__lookup_fn *fn, void *owner);
/* Cancels and frees a look-up; fn is no longer called. NULL is allowed. */
void oriel__lookup_cancel(struct oriel__lookup *lookup);

/* Sets the options on a connected socket, and silently skips options that the socket does not
 * support. */
void oriel__socket_set_options(int fd, const struct oriel_socket_options *options);

#endif
