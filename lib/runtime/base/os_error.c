/* SPDX-License-Identifier: MIT */
/*
 * One table with a remedy for each error of the operating system.
 */
#include "base/os_error_internal.h"

#include "base/alloc_internal.h"
#include "base/errno_internal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct os_error {
	int error;
	const char *remedy;
};

static const struct os_error table[] = {
	{ ENOENT, "check that it is there" },
	{ ESRCH, "it has ended already" },
	{ EACCES, "request access from its owner, or choose another" },
	{ EPERM, "get the permission for it, or choose another" },
	{ EROFS, "the file system is read-only; choose another place" },
	{ EBUSY, "it is in use, e.g. as a mount; end that first, or choose another place" },
	{ ETXTBSY, "end the program that runs it first" },
	{ EISDIR, "pass a file, not a directory" },
	{ ENOTDIR, "part of the path is no directory" },
	{ ENOTSOCK, "pass a socket" },
	{ EEXIST, "remove it first, or choose another name" },
	{ ENOTEMPTY, "empty it first" },
	{ EXDEV, "it lies on another file system; copy it instead" },
	{ EADDRINUSE, "another program listens there; end that, or choose another address" },
	{ EADDRNOTAVAIL, "no network interface of this machine has that address" },
	{ EINVAL, "check the arguments" },
	{ ENAMETOOLONG, "choose a shorter name" },
	{ ELOOP, "its symbolic links go round in a circle" },
	{ E2BIG, "pass fewer or shorter arguments" },
	{ ENOEXEC, "it is no program of this machine" },
	{ EAFNOSUPPORT, "this machine has no such kind of address" },
	{ EMFILE, "close descriptors, or raise their limit" },
	{ ENFILE, "the machine has no descriptors left" },
	{ ENOMEM, "there is no memory left for it" },
	{ ENOBUFS, "there is no memory left for it" },
	{ ENOSPC, "make room on the device" },
	{ EDQUOT, "make room on the device" },
	{ EFBIG, "it is larger than the file system or a limit allows" },
	{ EAGAIN, "a limit is reached; try again later" },
	{ ETIMEDOUT, "check that the other end is up and reachable" },
	{ ECONNREFUSED, "no program listens there; check the address, and that the server runs" },
	{ ECONNRESET, "the other end broke the connection" },
	{ ECONNABORTED, "the other end broke the connection" },
	{ EPIPE, "the other end reads no more" },
	{ ENOTCONN, "the connection is gone" },
	{ ENETUNREACH, "check the network" },
	{ ENETDOWN, "check the network" },
	{ EHOSTUNREACH, "check the address and the network" },
	{ EHOSTDOWN, "check the address and the network" },
};

static const char *os_error_remedy_for(int error) {
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (table[i].error == error)
			return table[i].remedy;
	}
	return NULL;
}

char *oriel__os_error_message(const char *action, const char *subject, int error) {
	struct oriel__errno_text reason = oriel__errno_text(error);
	const char *remedy = os_error_remedy_for(error);
	const char *separator = remedy != NULL ? "; " : "";
	if (remedy == NULL)
		remedy = "";
	size_t size = strlen(action) + strlen(subject) + strlen(reason.text) + strlen(remedy) +
		sizeof("cannot  : ; ");
	char *message = oriel__alloc(size);
	snprintf(
		message, size, "cannot %s %s: %s%s%s", action, subject, reason.text, separator, remedy);
	return message;
}
