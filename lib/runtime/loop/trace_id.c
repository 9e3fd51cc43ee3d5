/* SPDX-License-Identifier: MIT */
/*
 * Trace ids: a context value with a built-in key, and its text form. A copy for another thread or
 * process keeps the trace id. It gets a new span id, drawn at the time of the copy.
 */
#define _GNU_SOURCE /* getrandom */
#include "loop/trace_id_internal.h"

#include "base/alloc_internal.h"
#include "loop/loop_state_internal.h"

#include <oriel/runtime/bytes.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/payload.h>

#include <string.h>
#include <sys/random.h>

static const struct oriel__record_kind drawn_kind = { "a drawn trace id", "i" };

/* Draws a number; a recording stores it. */
static uint64_t trace_id_draw_number(void) {
	uint64_t number = 0;
	while (number == 0 && getrandom(&number, sizeof(number), 0) != (ssize_t)sizeof(number))
		number = 0;
	oriel_loop *loop = oriel__thread_loop;
	return loop != NULL ? (uint64_t)oriel__external_number(loop, &drawn_kind, (int64_t)number, 0) :
						number;
}

static void trace_id_draw_span(struct oriel_trace_id *id) {
	uint64_t number = trace_id_draw_number();
	memcpy(id->span, &number, sizeof(id->span));
}

void oriel_trace_id_draw(struct oriel_trace_id *out) {
	for (size_t i = 0; i < sizeof(out->trace); i += sizeof(uint64_t)) {
		uint64_t number = trace_id_draw_number();
		memcpy(out->trace + i, &number, sizeof(number));
	}
	trace_id_draw_span(out);
}

static struct oriel_payload trace_id_copy(const struct oriel_trace_id *id) {
	struct oriel_trace_id *copy = oriel__alloc(sizeof(*copy));
	*copy = *id;
	return (struct oriel_payload){ .data = copy, .release = oriel__free };
}

static struct oriel_payload trace_id_clone(struct oriel_payload value) {
	struct oriel_trace_id id = *(const struct oriel_trace_id *)value.data;
	trace_id_draw_span(&id);
	return trace_id_copy(&id);
}

static struct oriel_bytes *trace_id_to_bytes(struct oriel_payload value) {
	struct oriel_trace_id id = *(const struct oriel_trace_id *)value.data;
	trace_id_draw_span(&id);
	return oriel_bytes_new(&id, sizeof(id));
}

static struct oriel_payload trace_id_from_bytes(const struct oriel_bytes *bytes) {
	struct oriel_trace_id id;
	if (bytes->length != sizeof(id))
		return (struct oriel_payload){ 0 };
	memcpy(&id, bytes->data, sizeof(id));
	return trace_id_copy(&id);
}

const struct oriel_context_key oriel__trace_id_key = {
	.name = "trace",
	.clone = trace_id_clone,
	.to_bytes = trace_id_to_bytes,
	.from_bytes = trace_id_from_bytes,
};

uint64_t oriel__trace_id_flow(const struct oriel_trace_id *id) {
	uint64_t flow;
	memcpy(&flow, id->span, sizeof(flow));
	return flow;
}

void oriel_trace_id_set(const struct oriel_trace_id *id) {
	ORIEL_ASSERT(id != NULL, "oriel_trace_id_set: id is NULL; call oriel_trace_id_draw()");
	oriel_context_value_set(&oriel__trace_id_key, trace_id_copy(id));
}

bool oriel_trace_id(struct oriel_trace_id *out) {
	const struct oriel_trace_id *id = oriel_context_value(&oriel__trace_id_key).data;
	if (id != NULL)
		*out = *id;
	return id != NULL;
}

/* ---- Text ---- */

static char *trace_id_print_bytes(char *text, const unsigned char *bytes, size_t count) {
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < count; i++) {
		*text++ = digits[bytes[i] >> 4];
		*text++ = digits[bytes[i] & 15];
	}
	*text++ = '-';
	return text;
}

void oriel_trace_id_print(const struct oriel_trace_id *id, char text[ORIEL_TRACE_ID_TEXT_SIZE]) {
	memcpy(text, "00-", 3);
	char *end = trace_id_print_bytes(text + 3, id->trace, sizeof(id->trace));
	end = trace_id_print_bytes(end, id->span, sizeof(id->span));
	memcpy(end, "01", 3);
}

/* Returns the value of a digit; negative for other characters, capital letters included. */
static int trace_id_digit(char digit) {
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* Parses a number. Returns the rest of the text, or NULL. All zeros is not a valid number. */
static const char *trace_id_parse_bytes(const char *text, unsigned char *bytes, size_t count) {
	unsigned any = 0;
	for (size_t i = 0; i < count; i++, text += 2) {
		int high = trace_id_digit(text[0]), low = high < 0 ? -1 : trace_id_digit(text[1]);
		if (low < 0)
			return NULL;
		bytes[i] = (unsigned char)(high << 4 | low);
		any |= bytes[i];
	}
	return any != 0 && *text == '-' ? text + 1 : NULL;
}

bool oriel_trace_id_parse(const char *text, struct oriel_trace_id *out) {
	struct oriel_trace_id id;
	ORIEL_ASSERT(text != NULL, "oriel_trace_id_parse: the text is NULL; pass a header's value");
	/* a later version may append fields */
	bool is_known = trace_id_digit(text[0]) >= 0 && trace_id_digit(text[1]) >= 0 &&
		strncmp(text, "ff", 2) != 0 && text[2] == '-';
	bool is_first = strncmp(text, "00", 2) == 0;
	text = is_known ? trace_id_parse_bytes(text + 3, id.trace, sizeof(id.trace)) : NULL;
	if (text != NULL)
		text = trace_id_parse_bytes(text, id.span, sizeof(id.span));
	if (text == NULL || trace_id_digit(text[0]) < 0 || trace_id_digit(text[1]) < 0 ||
		(text[2] != '\0' && (is_first || text[2] != '-')))
		return false;
	*out = id;
	return true;
}
