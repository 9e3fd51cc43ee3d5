/* SPDX-License-Identifier: MIT */
/*
 * The record of the order of things. A record that overflows fails its test: a cut one could pass
 * by chance.
 */
#include "test.h"

#include <stdio.h>
#include <string.h>

void order_add(struct order *order, const char *format, ...) {
	const char *separator = order->length > 0 ? ", " : "";
	size_t room = sizeof(order->text) - order->length;
	int length = snprintf(order->text + order->length, room, "%s", separator);

	if ((size_t)length < room) {
		va_list args;
		va_start(args, format);
		int item = vsnprintf(
			order->text + order->length + length, room - (size_t)length, format, args);
		va_end(args);
		assert_true(item >= 0);
		length += item;
	}
	if ((size_t)length >= room)
		fail_msg("the order has more than %zu bytes: %.200s...", sizeof(order->text), order->text);
	order->length += (size_t)length;
}

void test__assert_order(struct order *order, const char *expected, const char *file, int line) {
	_assert_string_equal(order->text, expected, file, line);
	memset(order, 0, sizeof(*order));
}
