/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The status of a call that can fail in more than one way.
 *
 * ```c
 * enum oriel_status status = oriel_port_send(port, oriel_borrowed("hello"));
 * if (status != ORIEL_OK) // e.g. -7, "QuotaExceededError"
 *     oriel_log(ORIEL_LOG_WARNING, "not sent: %s", oriel_status_name(status));
 * ```
 *
 * Thread: any. Nothing here can fail.
 */
#ifndef ORIEL_RUNTIME_STATUS_H
#define ORIEL_RUNTIME_STATUS_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/**
 * The result of a call: 0, or an error below 0. Errors that the DOM throws have the DOM's names.
 * Source: Web IDL, "DOMException".
 */
enum oriel_status {
	ORIEL_OK = 0,
	/** this widget cannot stand there: a leaf has no children, or the child contains the parent */
	ORIEL_HIERARCHY_REQUEST_ERROR = -1,
	/** the reference is no child of that parent; a file or a font is not there */
	ORIEL_NOT_FOUND_ERROR = -2,
	/** the object is in the wrong state, e.g. an event that is being dispatched */
	ORIEL_INVALID_STATE_ERROR = -3,
	ORIEL_SYNTAX_ERROR = -4,            /**< malformed text: a selector, a sheet, a message */
	ORIEL_ABORT_ERROR = -5,             /**< a signal aborted it */
	ORIEL_TIMEOUT_ERROR = -6,           /**< it took longer than it was given */
	ORIEL_QUOTA_EXCEEDED_ERROR = -7,    /**< over a limit, e.g. of size or of queued work */
	/** the operation failed for a reason of its own, which a message gives */
	ORIEL_OPERATION_ERROR = -8,
	/** the arguments contradict each other, or ask for nothing */
	ORIEL_TYPE_ERROR = -9,
	/** the system does not permit it, e.g. to read this file */
	ORIEL_NOT_ALLOWED_ERROR = -10,
	/** the object is of another kind, e.g. a directory where a file is expected */
	ORIEL_TYPE_MISMATCH_ERROR = -11,
	/** the change would replace or lose something, e.g. a file that exists */
	ORIEL_INVALID_MODIFICATION_ERROR = -12,
	ORIEL_NOT_READABLE_ERROR = -13,     /**< a device or a file system failed */
	ORIEL_NETWORK_ERROR = -14,          /**< a host, its name or a connection failed */
	/** it cannot be sent there, e.g. an address to another process */
	ORIEL_DATA_CLONE_ERROR = -15,
	/** the platform does not support it, e.g. setting the position of a window on Wayland */
	ORIEL_NOT_SUPPORTED_ERROR = -16,
};

/**
 * Returns the status as the DOM spells it, "OK" for 0; static, and never NULL, also for a number
 * that is no status.
 */
ORIEL_API const char *oriel_status_name(enum oriel_status status);

ORIEL_END

#endif
