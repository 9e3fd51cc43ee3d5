/* SPDX-License-Identifier: MIT */
/*
 * Converts values of errno to statuses. Several values share one status; the message keeps the
 * system's own words.
 */
#include "base/errno_internal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static enum oriel_status status_of_files(int error) {
	switch (error) {
	case ENOENT: case ENODEV: case ENXIO:
		return ORIEL_NOT_FOUND_ERROR;
	case EACCES: case EPERM: case EROFS:
		return ORIEL_NOT_ALLOWED_ERROR;
	case EISDIR: case ENOTDIR: case ESPIPE:
		return ORIEL_TYPE_MISMATCH_ERROR;
	case EEXIST: case ENOTEMPTY:
		return ORIEL_INVALID_MODIFICATION_ERROR;
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
	case EMFILE:
	case ENFILE:
	case ENOMEM:
	case ENOBUFS:
	case EAGAIN: return ORIEL_QUOTA_EXCEEDED_ERROR;
	case EIO:
		return ORIEL_NOT_READABLE_ERROR;
	case EINVAL: case ENAMETOOLONG:
		return ORIEL_TYPE_ERROR;
	case EBUSY: case ETXTBSY: case EADDRINUSE:
		return ORIEL_INVALID_STATE_ERROR;
	default:
		return ORIEL_OPERATION_ERROR;
	}
}

enum oriel_status oriel__status_from_errno(int error) {
	switch (error) {
	case 0:
		return ORIEL_OK;
	case ECANCELED:
		return ORIEL_ABORT_ERROR;
	case ETIMEDOUT:
		return ORIEL_TIMEOUT_ERROR;
	case ECONNREFUSED:
	case ECONNRESET:
	case ECONNABORTED:
	case EPIPE:
	case ENETDOWN:
	case ENETUNREACH:
	case EHOSTUNREACH:
	case ENOTCONN: case EADDRNOTAVAIL:
		return ORIEL_NETWORK_ERROR;
	default:
		return status_of_files(error);
	}
}

struct oriel__errno_text oriel__errno_text(int error) {
	struct oriel__errno_text text;
	if (strerror_r(error, text.text, sizeof(text.text)) != 0)
		snprintf(text.text, sizeof(text.text), "error %d of the system", error);
	return text;
}
