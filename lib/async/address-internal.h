/* SPDX-License-Identifier: MIT */
/*
 * Addresses of sockets: as text, from text, and looked up by name on the pool.
 */
#ifndef ORIEL_ASYNC_ADDRESS_INTERNAL_H
#define ORIEL_ASYNC_ADDRESS_INTERNAL_H

#include <oriel/socket.h>

#include <netdb.h>
#include <sys/socket.h>

/* As socket.h says; freed with oriel__free(). */
char *oriel__address_text(const struct sockaddr *address, socklen_t length);
/* "host:port", with "*" for no host and brackets around what has a colon. Freed with oriel__free(). */
char *oriel__address_name(const char *host, unsigned port);
/* False if the path is empty or too long. */
bool oriel__address_from_path(const char *path, struct sockaddr_storage *address, socklen_t *length);
/* The TCP port of an address; 0: it has none. */
unsigned oriel__address_port(const struct sockaddr_storage *address);

/* Told once, with the addresses, which are the owner's to give to freeaddrinfo(), or with NULL and an error of getaddrinfo(). */
typedef void oriel__lookup_fn(void *owner, struct addrinfo *addresses, int error);

/* A number is answered before this returns, with 0; so is a failure to begin. Else a job that can be cancelled: then fn is not called. host may be
 * NULL: any address, to listen at. */
oriel_job_id oriel__lookup(const char *host, unsigned port, oriel__lookup_fn *fn, void *owner);
enum oriel_status oriel__lookup_status(int error);
/* A sentence about the host; freed with oriel__free(). */
char *oriel__lookup_message(const char *host, int error);

/* What options say of a socket that is connected; quietly nothing of what it does not have. */
void oriel__socket_set_options(int fd, const struct oriel_socket_options *options);

#endif
