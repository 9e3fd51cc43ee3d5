/* SPDX-License-Identifier: MIT */
/*
 * Looks up hosts by getaddrinfo() in a job. The call cannot be interrupted. Look-ups therefore have
 * their own queue, so that other jobs still find free threads. The end of the loop does not wait
 * for running look-ups.
 */
/* EAI_ADDRFAMILY, EAI_NODATA: results of glibc's getaddrinfo() that are not in POSIX */
#define _GNU_SOURCE
#include "base/refcount_internal.h"
#include "job/pool_internal.h"

#include "base/alloc_internal.h"
#include "base/errno_internal.h"
#include "base/options_internal.h"

#include <errno.h>
#include <netdb.h>
#include <oriel/io/dns.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

enum { MAX_HOST_LENGTH = 1024 };

struct lookup {
	const char *site;
	enum oriel_address_family family;
	char host[MAX_HOST_LENGTH + 1];
};

struct addresses {
	struct oriel_dns_addresses addresses; /* first member */
	struct oriel_dns_address items[];
};

static struct oriel_completion dns_throw_because(
	const struct lookup *lookup, enum oriel_status code, const char *reason, const char *remedy) {
	char message[MAX_HOST_LENGTH + 256];
	snprintf(message, sizeof(message), "cannot look up %s: %s; %s", lookup->host, reason, remedy);
	return oriel_throw_error_at(lookup->site, code, message);
}

static struct oriel_completion dns_throw_failure(
	const struct lookup *lookup, int failure, int error) {
	switch (failure) {
	case EAI_NONAME:
		return dns_throw_because(
			lookup, ORIEL_NOT_FOUND_ERROR, gai_strerror(failure), "check the name");
	case EAI_FAMILY: case EAI_ADDRFAMILY: case EAI_NODATA:
		return dns_throw_because(lookup, ORIEL_NOT_FOUND_ERROR, gai_strerror(failure),
			"check the name and the address family");
	case EAI_MEMORY:
		return dns_throw_because(
			lookup, ORIEL_QUOTA_EXCEEDED_ERROR, gai_strerror(failure), "try again later");
	case EAI_SYSTEM:
		return dns_throw_because(
			lookup, oriel__status_from_errno(error), oriel__errno_text(error).text,
			"check the network");
	default:
		return dns_throw_because(lookup, ORIEL_NETWORK_ERROR, gai_strerror(failure),
			"check the network and the name servers, or try again later");
	}
}

static size_t dns_count_results(const struct addrinfo *results) {
	size_t count = 0;
	for (; results != NULL; results = results->ai_next)
		count++;
	return count;
}

static void dns_add_result(struct addresses *addresses, const struct addrinfo *result) {
	struct oriel_dns_address *address = &addresses->items[addresses->addresses.count];
	bool is_known = result->ai_family == AF_INET || result->ai_family == AF_INET6;
	if (!is_known ||
		getnameinfo(result->ai_addr, result->ai_addrlen, address->text, sizeof(address->text), NULL,
			0, NI_NUMERICHOST) != 0)
		return;
	address->family = result->ai_family == AF_INET ? ORIEL_ADDRESS_FAMILY_IPV4 :
													ORIEL_ADDRESS_FAMILY_IPV6;
	addresses->addresses.count++;
}

static struct oriel_completion dns_return_results(
	const struct lookup *lookup, const struct addrinfo *results) {
	struct addresses *addresses = oriel__refcount_new(
		sizeof(*addresses) + dns_count_results(results) * sizeof(addresses->items[0]), NULL);
	addresses->addresses = (struct oriel_dns_addresses){ 0, addresses->items };
	for (const struct addrinfo *result = results; result != NULL; result = result->ai_next)
		dns_add_result(addresses, result);
	if (addresses->addresses.count > 0)
		return oriel_return(oriel__refcount_payload(addresses));
	oriel__refcount_unref(addresses);
	return dns_throw_failure(lookup, EAI_NONAME, 0);
}

static int dns_family(enum oriel_address_family family) {
	switch (family) {
	case ORIEL_ADDRESS_FAMILY_ANY: break;
	case ORIEL_ADDRESS_FAMILY_IPV4: return AF_INET;
	case ORIEL_ADDRESS_FAMILY_IPV6: return AF_INET6;
	}
	return AF_UNSPEC;
}

static struct oriel_completion dns_work(oriel_job *job, void *data) {
	const struct lookup *lookup = data;
	/* one socket type, because getaddrinfo() returns each address once for each type */
	const struct addrinfo hints = { .ai_family = dns_family(lookup->family),
		.ai_socktype = SOCK_STREAM };
	struct addrinfo *results = NULL;
	int failure = getaddrinfo(lookup->host, NULL, &hints, &results);
	if (failure != 0)
		return dns_throw_failure(lookup, failure, errno);
	struct oriel_completion completion = dns_return_results(lookup, results);
	freeaddrinfo(results);
	return completion;
}

/* Returns the queue of look-ups, or NULL if the loop is ending and refuses jobs. */
static oriel_job_queue *dns_queue(oriel_loop *loop) {
	struct oriel__pool *pool = oriel__pool_of(loop);
	if (pool != NULL && pool->lookups == NULL)
		pool->lookups = oriel_job_queue_new(.concurrency = oriel__pool_lookup_threads(pool));
	return pool != NULL ? pool->lookups : NULL;
}

oriel_promise *oriel_dns_lookup_at(
	const char *site, const char *host, const struct oriel_dns_lookup_options *options) {
	static const struct oriel_dns_lookup_options defaults = { .size = sizeof(defaults) };
	oriel_loop *loop = oriel__loop_here("oriel_dns_lookup");
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(host != NULL, "oriel_dns_lookup at %s: the host is NULL; pass a name", site);
	oriel__check_options("oriel_dns_lookup", site, options);
	size_t length = strnlen(host, MAX_HOST_LENGTH + 1);
	if (length == 0 || length > MAX_HOST_LENGTH)
		return oriel_promise_new_rejected_at(site,
			oriel_error_new_at(site, ORIEL_TYPE_ERROR,
				"cannot look up a name that is empty or over 1,024 bytes; check the name"));
	struct lookup *lookup = oriel__alloc(sizeof(*lookup));
	lookup->site = site;
	lookup->family = options->family;
	memcpy(lookup->host, host, length + 1);
	const struct oriel_job_options job_options = {
		.signal = options->signal,
		.queue = dns_queue(loop),
		.release = oriel__free,
		.size = sizeof(job_options),
	};
	return oriel__job_submit(site, dns_work, lookup, &job_options, oriel__free);
}
