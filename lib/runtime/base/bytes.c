/* SPDX-License-Identifier: MIT */
/*
 * Shared bytes. A copy is stored after the struct, in the same allocation. Other bytes have an
 * owner; the owner of a slice is the object that contains the slice. Bytes never change, so the
 * reference count is the only field that several threads write.
 */
#include <oriel/runtime/bytes.h>

#include "base/alloc_internal.h"
#include "base/container_internal.h"

#include <oriel/runtime/log.h>
#include <stdatomic.h>
#include <string.h>

struct shared_bytes {
	struct oriel_bytes bytes; /* first member, so that both structs have one address */
	atomic_size_t references;
	struct oriel_payload owner;
	char copy[];
};

static struct shared_bytes *shared_bytes_of(struct oriel_bytes *bytes) {
	return oriel__container_of(bytes, struct shared_bytes, bytes);
}

static struct shared_bytes *shared_bytes_new(const char *data, size_t length, size_t room) {
	if (room > SIZE_MAX - sizeof(struct shared_bytes))
		return NULL;
	bool is_small = room <= ORIEL__SMALL_TEXT_MAX;
	struct shared_bytes *shared = is_small ? oriel__alloc(sizeof(*shared) + room) :
											oriel__try_alloc(1, sizeof(*shared) + room);
	if (shared == NULL)
		return NULL;
	shared->bytes = (struct oriel_bytes){ data, length };
	atomic_init(&shared->references, 1);
	shared->owner = ORIEL_NO_PAYLOAD;
	return shared;
}

struct oriel_bytes *oriel_bytes_new(const void *data, size_t length) {
	ORIEL_ASSERT(data != NULL || length == 0,
		"oriel_bytes_new: data is NULL with a length of %zu; pass a pointer to the bytes", length);
	struct shared_bytes *shared = shared_bytes_new(NULL, length, length);
	if (shared == NULL)
		return NULL;
	shared->bytes.data = shared->copy;
	if (length > 0)
		memcpy(shared->copy, data, length);
	return &shared->bytes;
}

struct oriel_bytes *oriel_bytes_new_shared(
	const void *data, size_t length, struct oriel_payload owner) {
	ORIEL_ASSERT(data != NULL || length == 0,
		"oriel_bytes_new_shared: data is NULL with a length of %zu; pass a pointer to the bytes",
		length);
	struct shared_bytes *shared = shared_bytes_new(data, length, 0);
	shared->owner = owner;
	return &shared->bytes;
}

struct oriel_bytes *oriel_bytes_new_slice(struct oriel_bytes *bytes, size_t offset, size_t length) {
	ORIEL_ASSERT(bytes != NULL && offset <= bytes->length && length <= bytes->length - offset,
		"oriel_bytes_new_slice: %zu bytes from %zu are not within the bytes %p", length, offset,
		(const void *)bytes);
	const char *data = length > 0 ? bytes->data + offset : NULL;
	return oriel_bytes_new_shared(data, length, oriel_bytes_payload(oriel_bytes_ref(bytes)));
}

struct oriel_bytes *oriel_bytes_ref(struct oriel_bytes *bytes) {
	ORIEL_ASSERT(bytes != NULL, "oriel_bytes_ref: the bytes are NULL; pass an object");
	atomic_fetch_add_explicit(&shared_bytes_of(bytes)->references, 1, memory_order_relaxed);
	return bytes;
}

void oriel_bytes_unref(struct oriel_bytes *bytes) {
	if (bytes == NULL ||
		atomic_fetch_sub_explicit(&shared_bytes_of(bytes)->references, 1, memory_order_acq_rel) > 1)
		return;
	struct oriel_payload owner = shared_bytes_of(bytes)->owner;
	oriel__free(bytes);
	if (owner.release != NULL)
		owner.release(owner.data);
}

static void bytes_retain(void *data) {
	oriel_bytes_ref(data);
}

static void bytes_drop(void *data) {
	oriel_bytes_unref(data);
}

struct oriel_payload oriel_bytes_payload(struct oriel_bytes *bytes) {
	ORIEL_ASSERT(bytes != NULL,
		"oriel_bytes_payload: the bytes are NULL; pass an object");
	return oriel_shared(bytes, bytes_retain, bytes_drop);
}

struct oriel_bytes *oriel_bytes_try_from_payload(struct oriel_payload payload) {
	return payload.release == bytes_drop ? payload.data : NULL;
}
