/* SPDX-License-Identifier: MIT */
/*
 * The names of the statuses, as the DOM spells them.
 */
#include <oriel/runtime/status.h>

const char *oriel_status_name(enum oriel_status status) {
	switch (status) {
	case ORIEL_OK: return "OK";
	case ORIEL_HIERARCHY_REQUEST_ERROR: return "HierarchyRequestError";
	case ORIEL_NOT_FOUND_ERROR: return "NotFoundError";
	case ORIEL_INVALID_STATE_ERROR: return "InvalidStateError";
	case ORIEL_SYNTAX_ERROR: return "SyntaxError";
	case ORIEL_ABORT_ERROR: return "AbortError";
	case ORIEL_TIMEOUT_ERROR: return "TimeoutError";
	case ORIEL_QUOTA_EXCEEDED_ERROR: return "QuotaExceededError";
	case ORIEL_OPERATION_ERROR: return "OperationError";
	case ORIEL_TYPE_ERROR: return "TypeError";
	case ORIEL_NOT_ALLOWED_ERROR: return "NotAllowedError";
	case ORIEL_TYPE_MISMATCH_ERROR: return "TypeMismatchError";
	case ORIEL_INVALID_MODIFICATION_ERROR: return "InvalidModificationError";
	case ORIEL_NOT_READABLE_ERROR: return "NotReadableError";
	case ORIEL_NETWORK_ERROR: return "NetworkError";
	case ORIEL_DATA_CLONE_ERROR: return "DataCloneError";
	case ORIEL_NOT_SUPPORTED_ERROR: return "NotSupportedError";
	}
	return "UnknownError";
}
