/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Host names: their addresses, looked up on pool threads, as the system does it by its files, name
 * servers and preferences.
 *
 * ```c
 * static struct oriel_completion show(struct oriel_payload result, void *data) {
 * 	const struct oriel_dns_addresses *addresses = result.data;
 * 	puts(addresses->items[0].text); // "::1" or "127.0.0.1": the system's order
 * 	return ORIEL_COMPLETE;
 * }
 *
 * oriel_promise_unref(oriel_then(oriel_dns_lookup("localhost"), show, NULL, NULL));
 * ```
 *
 * Thread: loop. Errors: the promise is rejected. Source: POSIX, getaddrinfo().
 */
#ifndef ORIEL_IO_DNS_H
#define ORIEL_IO_DNS_H

#include <oriel/runtime/job.h>

ORIEL_BEGIN

/** The family of an address. */
enum oriel_address_family {
	ORIEL_ADDRESS_FAMILY_ANY,
	ORIEL_ADDRESS_FAMILY_IPV4,
	ORIEL_ADDRESS_FAMILY_IPV6,
};

/** An address of a host. */
struct oriel_dns_address {
	enum oriel_address_family family; /**< IPV4 or IPV6 */
	char text[64];                    /**< e.g. "192.0.2.1", "2001:db8::1", "fe80::1%eth0" */
};

/** The addresses of a host. */
struct oriel_dns_addresses {
	size_t count; /**< at least 1 */
	/** the best address first; borrowed as long as the addresses */
	const struct oriel_dns_address *items;
};

/** Options of oriel_dns_lookup(). */
struct oriel_dns_lookup_options {
	ORIEL_OPTIONS_HEAD;
	enum oriel_address_family family ORIEL_DEFAULT; /**< ORIEL_ADDRESS_FAMILY_ANY unless given */
	/**
	 * its abort rejects the promise at once; the system's look-up goes on in its thread; may be
	 * NULL
	 */
	oriel_abort_signal *signal ORIEL_DEFAULT;
};

/** Does the work of oriel_dns_lookup(). */
ORIEL_API oriel_promise *oriel_dns_lookup_at(
	const char *site, const char *host, const struct oriel_dns_lookup_options *options);
/**
 * Looks up a host.
 *
 * With a silent name server the system takes many seconds. At most half of the pool's threads look
 * up names at a time. The end of the loop waits half a second for them, and then leaves them
 * behind. A .signal with a time-out bounds the wait of the program.
 *
 * @param ... host, then members of struct oriel_dns_lookup_options by name. The host is a name in
 * ASCII ("xn--…" for others), or an address as text; copied
 * @return fulfilled with a struct oriel_dns_addresses; rejected with ORIEL_NOT_FOUND_ERROR if there
 * is no such host, ORIEL_NETWORK_ERROR if no name server was reached, ORIEL_TYPE_ERROR if host is
 * no name; with one reference
 */
#define oriel_dns_lookup(...) \
	ORIEL__CALL_1(oriel_dns_lookup_at, struct oriel_dns_lookup_options, __VA_ARGS__, )

ORIEL_END

#endif
