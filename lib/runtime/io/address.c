/* SPDX-License-Identifier: MIT */
/*
 * Addresses of sockets. Numeric addresses are converted here; dns.c looks up names.
 */
#include "io/address_internal.h"

#include "base/alloc_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/io/dns.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/payload.h>
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/un.h>

/* ---- Text ---- */

char *oriel__address_name(const char *host, unsigned port) {
	size_t size = (host != NULL ? strlen(host) : 0) + sizeof("[]:4294967295");
	char *name = oriel__alloc(size);
	if (host != NULL && strchr(host, ':') != NULL)
		snprintf(name, size, "[%s]:%u", host, port);
	else
		snprintf(name, size, "%s:%u", host != NULL ? host : "*", port);
	return name;
}

static char *address_inet_text(int family, const void *number, in_port_t port) {
	char host[INET6_ADDRSTRLEN] = "";
	inet_ntop(family, number, host, sizeof(host));
	return oriel__address_name(host, ntohs(port));
}

/* Returns the text of a Unix address. A path is NUL-terminated unless it fills the array. An
 * abstract name begins with a NUL and may contain more. */
static char *address_unix_text(const struct sockaddr_un *address, socklen_t length) {
	size_t size = length > offsetof(struct sockaddr_un, sun_path) ?
		length - offsetof(struct sockaddr_un, sun_path) :
		0;
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
		return address_inet_text(AF_INET, &inet->sin_addr, inet->sin_port);
	}
	case AF_INET6: {
		const struct sockaddr_in6 *inet = (const void *)address;
		return address_inet_text(AF_INET6, &inet->sin6_addr, inet->sin6_port);
	}
	case AF_UNIX:
		return address_unix_text((const void *)address, length);
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

bool oriel__address_from_path(
	const char *path, struct sockaddr_storage *address, socklen_t *length) {
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
	*length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + path_length +
		(is_abstract ? 0 : 1));
	return true;
}

/* ---- Looking up ---- */

struct oriel__lookup {
	unsigned port;
	oriel__lookup_fn *fn; /* NULL once called or cancelled */
	void *owner;
	const char *site;
	oriel_abort_controller *controller;
};

/* Returns the addresses of a numeric host, or of no host: one address, or one of each family.
 * Returns NULL if host is a name. */
static struct addrinfo *addresses_of_number(const char *host, unsigned port) {
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | (host == NULL ? AI_PASSIVE : 0) };
	struct addrinfo *results = NULL;
	char service[16];
	snprintf(service, sizeof(service), "%u", port);
	return getaddrinfo(host, service, &hints, &results) == 0 ? results : NULL;
}

static struct oriel__addresses *addresses_new(size_t capacity) {
	struct oriel__addresses *addresses = oriel__alloc(
		sizeof(*addresses) + capacity * sizeof(addresses->items[0]));
	addresses->count = 0;
	return addresses;
}

static void addresses_add_first(struct oriel__addresses *addresses, const struct addrinfo *result) {
	struct oriel__address *address = &addresses->items[addresses->count++];
	memcpy(&address->storage, result->ai_addr, result->ai_addrlen);
	address->length = result->ai_addrlen;
}

static struct oriel__addresses *addresses_from_results(const struct addrinfo *results) {
	size_t count = 0;
	for (const struct addrinfo *result = results; result != NULL; result = result->ai_next)
		count++;
	struct oriel__addresses *addresses = addresses_new(count);
	for (const struct addrinfo *result = results; result != NULL; result = result->ai_next)
		addresses_add_first(addresses, result);
	return addresses;
}

static struct oriel__addresses *addresses_from_dns(
	const struct oriel_dns_addresses *found, unsigned port) {
	struct oriel__addresses *addresses = addresses_new(found->count);
	for (size_t i = 0; i < found->count; i++) {
		struct addrinfo *results = addresses_of_number(found->items[i].text, port);
		if (results == NULL)
			continue;
		addresses_add_first(addresses, results);
		freeaddrinfo(results);
	}
	return addresses;
}

static void lookup_call(
	struct oriel__lookup *lookup, struct oriel__addresses *addresses, struct oriel_payload error) {
	oriel__lookup_fn *fn = lookup->fn;
	lookup->fn = NULL;
	fn(lookup->owner, addresses, error);
}

static struct oriel_completion lookup_on_found(struct oriel_payload result, void *data) {
	struct oriel__lookup *lookup = data;
	if (lookup->fn != NULL)
		lookup_call(
			lookup, addresses_from_dns(result.data, lookup->port), ORIEL_NO_PAYLOAD);
	return ORIEL_COMPLETE;
}

static struct oriel_completion lookup_on_failed(struct oriel_payload reason, void *data) {
	struct oriel__lookup *lookup = data;
	if (lookup->fn != NULL)
		lookup_call(lookup, NULL, reason);
	return ORIEL_COMPLETE;
}

static void lookup_fail(oriel__lookup_fn *fn, void *owner, const char *site,
	enum oriel_status status, const char *message) {
	struct oriel_payload error = oriel_error_new_at(site, status, message);
	fn(owner, NULL, error);
	oriel_payload_unref(error);
}

/* Frees a look-up; if the loop ends, this happens without a call of fn. */
static void lookup_free(void *data) {
	struct oriel__lookup *lookup = data;
	if (lookup->fn != NULL)
		lookup_fail(
			lookup->fn, lookup->owner, lookup->site, ORIEL_ABORT_ERROR, "the loop has ended");
	oriel_abort_controller_destroy(lookup->controller);
	oriel__free(lookup);
}

static struct oriel__lookup *lookup_begin(
	const char *site, const char *host, unsigned port, oriel__lookup_fn *fn, void *owner) {
	struct oriel__lookup *lookup = oriel__alloc(sizeof(*lookup));
	*lookup = (struct oriel__lookup){ .port = port,
		.fn = fn,
		.owner = owner,
		.site = site,
		.controller = oriel_abort_controller_new() };
	oriel_promise *found = oriel_dns_lookup_at(site, host, &(const struct oriel_dns_lookup_options){
		.signal = oriel_abort_controller_signal(lookup->controller),
		.size = sizeof(struct oriel_dns_lookup_options),
	});
	oriel_promise_unref(oriel_then_at(site, found, lookup_on_found, lookup_on_failed, lookup,
		&(const struct oriel_then_options){
			.release = lookup_free, .size = sizeof(struct oriel_then_options) }));
	return lookup;
}

struct oriel__lookup *oriel__lookup_new(
	const char *site, const char *host, unsigned port, oriel__lookup_fn *fn, void *owner) {
	struct addrinfo *results = addresses_of_number(host, port);
	if (results == NULL && host != NULL)
		return lookup_begin(site, host, port, fn, owner);
	if (results == NULL) {
		lookup_fail(fn, owner, site, ORIEL_NETWORK_ERROR,
			"this machine has no address to listen at; check its network");
		return NULL;
	}
	fn(owner, addresses_from_results(results), ORIEL_NO_PAYLOAD);
	freeaddrinfo(results);
	return NULL;
}

void oriel__lookup_cancel(struct oriel__lookup *lookup) {
	if (lookup == NULL)
		return;
	lookup->fn = NULL;
	oriel_abort(lookup->controller, ORIEL_NO_PAYLOAD);
}

/* ---- Options ---- */

static int address_whole_seconds(double ms) {
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
	int seconds = address_whole_seconds(options->keep_alive_ms);
	setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
	setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &seconds, sizeof(seconds));
}
