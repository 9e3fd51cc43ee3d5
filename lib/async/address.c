/* SPDX-License-Identifier: MIT */
/*
 * Addresses of sockets. Numbers are turned into addresses here and now; for names getaddrinfo() blocks a thread of the pool.
 */
#include "async/address-internal.h"

#include "base/alloc-internal.h"

#include <oriel/job.h>
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/un.h>

/* Text */

char *oriel__address_name(const char *host, unsigned port) {
	size_t size = (host != NULL ? strlen(host) : 0) + sizeof("[]:4294967295");
	char *name = oriel__alloc(size);
	if (host != NULL && strchr(host, ':') != NULL)
		snprintf(name, size, "[%s]:%u", host, port);
	else
		snprintf(name, size, "%s:%u", host != NULL ? host : "*", port);
	return name;
}

static char *inet_text(int family, const void *number, in_port_t port) {
	char host[INET6_ADDRSTRLEN] = "";
	inet_ntop(family, number, host, sizeof(host));
	return oriel__address_name(host, ntohs(port));
}

/* A path is NUL-terminated unless it fills the room; an abstract name begins with a NUL, and may have more. */
static char *unix_text(const struct sockaddr_un *address, socklen_t length) {
	size_t size = length > offsetof(struct sockaddr_un, sun_path) ? length - offsetof(struct sockaddr_un, sun_path) : 0;
	if (size == 0)
		return oriel__strdup("");
	if (address->sun_path[0] != '\0')
		return oriel__strndup(address->sun_path, strnlen(address->sun_path, size));
	char *text = oriel__strndup(address->sun_path, size);
	for (size_t i = 0; i < size; i++)
		text[i] = text[i] == '\0' ? '@' : text[i];
	return text;
}

char *oriel__address_text(const struct sockaddr *address, socklen_t length) {
	switch (address->sa_family) {
	case AF_INET: {
		const struct sockaddr_in *inet = (const void *)address;
		return inet_text(AF_INET, &inet->sin_addr, inet->sin_port);
	}
	case AF_INET6: {
		const struct sockaddr_in6 *inet = (const void *)address;
		return inet_text(AF_INET6, &inet->sin6_addr, inet->sin6_port);
	}
	case AF_UNIX:
		return unix_text((const void *)address, length);
	default:
		return oriel__strdup("");
	}
}

unsigned oriel__address_port(const struct sockaddr_storage *address) {
	if (address->ss_family == AF_INET)
		return ntohs(((const struct sockaddr_in *)(const void *)address)->sin_port);
	if (address->ss_family == AF_INET6)
		return ntohs(((const struct sockaddr_in6 *)(const void *)address)->sin6_port);
	return 0;
}

bool oriel__address_from_path(const char *path, struct sockaddr_storage *address, socklen_t *length) {
	struct sockaddr_un *un = (struct sockaddr_un *)(void *)address;
	size_t path_length = strlen(path);
	bool is_abstract = path[0] == '@';
	if (path_length == 0 || path_length >= sizeof(un->sun_path) + (is_abstract ? 1 : 0))
		return false;
	memset(address, 0, sizeof(*address));
	un->sun_family = AF_UNIX;
	memcpy(un->sun_path, path, path_length);
	if (is_abstract)
		un->sun_path[0] = '\0';
	*length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + path_length + (is_abstract ? 0 : 1));
	return true;
}

/* Looking up */

struct lookup {
	char *host; /* NULL: any address, to listen at */
	unsigned port;
	oriel__lookup_fn *fn;
	void *owner;
	struct addrinfo *addresses; /* may be NULL */
	int error;
};

static void resolve(struct lookup *lookup, int flags) {
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = flags | AI_NUMERICSERV | (lookup->host == NULL ? AI_PASSIVE : 0) };
	char service[16];
	snprintf(service, sizeof(service), "%u", lookup->port);
	lookup->error = getaddrinfo(lookup->host, service, &hints, &lookup->addresses);
	if (lookup->error != 0)
		lookup->addresses = NULL;
}

static void work(oriel_job *job, void *data) {
	(void)job;
	resolve(data, 0);
}

static void done(void *data) {
	struct lookup *lookup = data;
	struct addrinfo *addresses = lookup->addresses;
	lookup->addresses = NULL;
	lookup->fn(lookup->owner, addresses, lookup->error);
}

static void drop(void *data) {
	struct lookup *lookup = data;
	if (lookup->addresses != NULL)
		freeaddrinfo(lookup->addresses);
	oriel__free(lookup->host);
	oriel__free(lookup);
}

oriel_job_id oriel__lookup(const char *host, unsigned port, oriel__lookup_fn *fn, void *owner) {
	struct lookup *lookup = oriel__alloc_zero(1, sizeof(*lookup));
	*lookup = (struct lookup){ .host = host != NULL ? oriel__strdup(host) : NULL, .port = port, .fn = fn, .owner = owner };
	resolve(lookup, AI_NUMERICHOST);
	if (lookup->error == EAI_NONAME && host != NULL) {
		oriel_job_id id = oriel_job_run(work, done, lookup, .drop = drop);
		if (id == 0)
			fn(owner, NULL, EAI_AGAIN);
		return id;
	}
	done(lookup);
	drop(lookup);
	return 0;
}

enum oriel_status oriel__lookup_status(int error) {
	switch (error) {
	case EAI_NONAME:
		return ORIEL_NOT_FOUND_ERROR;
	case EAI_AGAIN:
		return ORIEL_NETWORK_ERROR;
	case EAI_MEMORY:
		return ORIEL_QUOTA_EXCEEDED_ERROR;
	default:
		return ORIEL_OPERATION_ERROR;
	}
}

char *oriel__lookup_message(const char *host, int error) {
	static const char remedy[] = "; check its spelling, and the network";
	const char *reason = gai_strerror(error);
	size_t size = strlen(host) + strlen(reason) + sizeof("cannot find the host : ") + sizeof(remedy);
	char *message = oriel__alloc(size);
	snprintf(message, size, "cannot find the host %s: %s%s", host, reason, remedy);
	return message;
}

/* Options */

static int whole_seconds(double ms) {
	const double most = 32767;
	double seconds = ms / 1000;
	return seconds < 1 ? 1 : seconds > most ? (int)most : (int)seconds;
}

void oriel__socket_set_options(int fd, const struct oriel_socket_options *options) {
	const int on = 1;
	if (!options->is_delayed)
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	if (!(options->keep_alive_ms > 0))
		return;
	int seconds = whole_seconds(options->keep_alive_ms);
	setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
	setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &seconds, sizeof(seconds));
}
