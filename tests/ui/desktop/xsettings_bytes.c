/* SPDX-License-Identifier: MIT */
/* The bytes of settings, as a manager writes them. */
#include "xsettings_manager.h"

#include <stdint.h>
#include <string.h>

static void bytes_add(struct xsettings_bytes *bytes, const void *data, size_t length) {
	memcpy(bytes->data + bytes->length, data, length);
	bytes->length += length;
	while (bytes->length % 4 != 0)
		bytes->data[bytes->length++] = 0;
}

static void bytes_add_number(struct xsettings_bytes *bytes, uint32_t number) {
	bytes_add(bytes, &number, sizeof(number));
}

void xsettings_begin(struct xsettings_bytes *bytes) {
	const uint16_t probe = 1;
	const unsigned char order = *(const unsigned char *)&probe == 1 ? 0 : 1;
	bytes->length = 0;
	bytes_add(bytes, &order, 1);
	bytes_add_number(bytes, 7); /* the serial number */
	bytes_add_number(bytes, 0); /* the number of settings */
}

static void bytes_add_head(struct xsettings_bytes *bytes, unsigned char type, const char *name) {
	uint32_t count;
	const uint16_t length = (uint16_t)strlen(name);
	unsigned char head[4] = { type, 0, 0, 0 };
	memcpy(&count, bytes->data + 8, sizeof(count));
	count++;
	memcpy(bytes->data + 8, &count, sizeof(count));
	memcpy(head + 2, &length, sizeof(length));
	bytes_add(bytes, head, sizeof(head));
	bytes_add(bytes, name, length);
	bytes_add_number(bytes, 7);
}

void xsettings_add_number(struct xsettings_bytes *bytes, const char *name, int number) {
	bytes_add_head(bytes, 0, name);
	bytes_add_number(bytes, (uint32_t)number);
}

void xsettings_add_text(struct xsettings_bytes *bytes, const char *name, const char *text) {
	bytes_add_head(bytes, 1, name);
	bytes_add_number(bytes, (uint32_t)strlen(text));
	bytes_add(bytes, text, strlen(text));
}
