/* SPDX-License-Identifier: MIT */
/*
 * E-mail addresses as HTML defines them, and URLs by the states of the URL Standard that can fail:
 * scheme, authority, host and port. The other states change a URL's text, and never fail; they are
 * not here. A domain with letters beyond ASCII is taken to be one that IDNA can map.
 */
#include "address_text_internal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/utf8.h>

static bool address_is_digit(char c) {
	return c >= '0' && c <= '9';
}

static bool address_is_alpha(char c) {
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool address_is_alnum(char c) {
	return address_is_digit(c) || address_is_alpha(c);
}

static bool address_has(const char *set, char c) {
	return c != '\0' && strchr(set, c);
}

/* ---- E-mail ---- */

/* Returns whether length bytes are a label of a domain: at most 63 letters, digits and inner
 * hyphens. */
static bool email_is_label(const char *text, size_t length) {
	if (length == 0 || length > 63 || !address_is_alnum(text[0]) ||
		!address_is_alnum(text[length - 1]))
		return false;
	for (size_t i = 0; i < length; i++)
		if (!address_is_alnum(text[i]) && text[i] != '-')
			return false;
	return true;
}

bool oriel__email_is_valid(const char *text, size_t length) {
	size_t at = 0;
	while (at < length &&
		(address_is_alnum(text[at]) || address_has(".!#$%&'*+/=?^_`{|}~-", text[at])))
		at++;
	if (at == 0 || at == length || text[at] != '@')
		return false;
	for (size_t start = at + 1;; start = at + 1) {
		for (at = start; at < length && text[at] != '.';)
			at++;
		if (!email_is_label(text + start, at - start))
			return false;
		if (at == length)
			return true;
	}
}

/* ---- Hosts ---- */

/* A part of a text. */
struct span {
	const char *text;
	size_t length;
};

static int address_hex(char c) {
	if (address_is_digit(c))
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Reads four decimal numbers at the end of an IPv6 address. Returns the bytes, or 0. */
static size_t ipv6_quad_length(const char *text, size_t length) {
	size_t at = 0;
	for (int seen = 0; seen < 4; seen++) {
		int value = -1;
		if (seen > 0 && (at == length || text[at++] != '.'))
			return 0;
		for (; at < length && address_is_digit(text[at]); at++) {
			if (value == 0)
				return 0; /* no leading zeros */
			value = (value < 0 ? 0 : value * 10) + (text[at] - '0');
			if (value > 255)
				return 0;
		}
		if (value < 0)
			return 0;
	}
	return at;
}

/* Source: URL Standard, "IPv6 parser". */
static bool ipv6_is_valid(const char *text, size_t length) {
	size_t at = 0;
	int pieces = 0;
	bool is_compressed = false;
	if (length > 0 && text[0] == ':') {
		if (length < 2 || text[1] != ':')
			return false;
		at = 2;
		is_compressed = true;
		pieces = 1;
	}
	while (at < length) {
		if (pieces == 8)
			return false;
		if (text[at] == ':') {
			if (is_compressed)
				return false;
			at++;
			pieces++;
			is_compressed = true;
			continue;
		}
		size_t digits = 0;
		while (digits < 4 && at + digits < length && address_hex(text[at + digits]) >= 0)
			digits++;
		if (at + digits < length && text[at + digits] == '.') {
			size_t taken = digits > 0 && pieces <= 6 ? ipv6_quad_length(text + at, length - at) : 0;
			if (taken == 0 || at + taken != length)
				return false;
			pieces += 2;
			break;
		}
		at += digits;
		if (at < length && (text[at] != ':' || ++at == length))
			return false;
		pieces++;
	}
	return is_compressed || pieces == 8;
}

/* Reads a part of an IPv4 address: decimal, octal or hexadecimal. Returns false for another text;
 * values beyond 2^32 become 2^32. */
static bool ipv4_read_part(const struct span *part, uint64_t *value) {
	struct span digits = *part;
	int radix = 10;
	*value = 0;
	if (digits.length == 0)
		return false;
	if (digits.length >= 2 && digits.text[0] == '0') {
		bool is_hex = (digits.text[1] | 0x20) == 'x';
		radix = is_hex ? 16 : 8;
		digits.text += is_hex ? 2 : 1;
		digits.length -= is_hex ? 2 : 1;
	}
	for (size_t i = 0; i < digits.length; i++) {
		int digit = address_hex(digits.text[i]);
		if (digit < 0 || digit >= radix)
			return false;
		*value = *value * (uint64_t)radix + (uint64_t)digit;
		if (*value > UINT32_MAX)
			*value = (uint64_t)UINT32_MAX + 1;
	}
	return true;
}

/* Takes the part before the next point off a host. Returns false after the last part. */
static bool host_next_part(struct span *rest, struct span *part) {
	if (!rest->text)
		return false;
	const char *point = memchr(rest->text, '.', rest->length);
	size_t length = point ? (size_t)(point - rest->text) : rest->length;
	*part = (struct span){ rest->text, length };
	*rest = point ? (struct span){ point + 1, rest->length - length - 1 } : (struct span){ 0 };
	return true;
}

static struct span host_without_last_point(struct span host) {
	if (host.length > 0 && host.text[host.length - 1] == '.')
		host.length--;
	return host;
}

/* Source: URL Standard, "ends in a number checker". */
static bool host_ends_in_number(struct span host) {
	struct span rest = host_without_last_point(host), part = { 0 };
	uint64_t value;
	while (host_next_part(&rest, &part))
		continue;
	size_t digits = 0;
	while (digits < part.length && address_is_digit(part.text[digits]))
		digits++;
	return part.length > 0 && (digits == part.length || ipv4_read_part(&part, &value));
}

/* Source: URL Standard, "IPv4 parser". */
static bool ipv4_is_valid(struct span host) {
	struct span rest = host_without_last_point(host), part;
	uint64_t value = 0;
	for (int count = 0; host_next_part(&rest, &part); count++) {
		if (count == 4 || !ipv4_read_part(&part, &value))
			return false;
		bool is_last = !rest.text;
		if (is_last)
			return value < UINT64_C(1) << (8 * (4 - count));
		if (value > 255)
			return false;
	}
	return false;
}

static bool host_has_forbidden(struct span host, bool is_domain) {
	for (size_t i = 0; i < host.length; i++) {
		unsigned char c = (unsigned char)host.text[i];
		bool is_control = c == '\0' || (is_domain ? c < ' ' || c == 0x7f : false);
		if (is_control || address_has("\t\n\r #/:<>?@[\\]^|", (char)c) || (is_domain && c == '%'))
			return true;
	}
	return false;
}

/* Decodes percent-encoded bytes in place. Returns the new length. */
static size_t host_percent_decode(char *text, size_t length) {
	size_t out = 0;
	for (size_t at = 0; at < length; at++) {
		bool is_escape = text[at] == '%' && at + 2 < length && address_hex(text[at + 1]) >= 0 &&
			address_hex(text[at + 2]) >= 0;
		text[out++] = is_escape ?
			(char)(address_hex(text[at + 1]) * 16 + address_hex(text[at + 2])) :
			text[at];
		at += is_escape ? 2 : 0;
	}
	return out;
}

static bool domain_is_valid(struct span host) {
	char *text = malloc(host.length + 1);
	if (!text)
		return true; /* an error of memory is no error of the user */
	memcpy(text, host.text, host.length);
	text[host.length] = '\0';
	struct span domain = { text, host_percent_decode(text, host.length) };
	size_t copy_length;
	char *copy = oriel_utf8_copy(domain.text, domain.length, &copy_length);
	bool is_utf8 = !copy ||
		(copy_length == domain.length && memcmp(copy, domain.text, copy_length) == 0);
	bool is_valid = domain.length > 0 && is_utf8 && !host_has_forbidden(domain, true) &&
		(!host_ends_in_number(domain) || ipv4_is_valid(domain));
	free(copy);
	free(text);
	return is_valid;
}

/* Source: URL Standard, "host parser". */
static bool host_is_valid(struct span host, bool is_special) {
	if (host.length > 0 && host.text[0] == '[')
		return host.text[host.length - 1] == ']' && host.length > 2 &&
			ipv6_is_valid(host.text + 1, host.length - 2);
	return is_special ? domain_is_valid(host) : !host_has_forbidden(host, false);
}

/* ---- URLs ---- */

static bool port_is_valid(struct span port) {
	unsigned long value = 0;
	for (size_t i = 0; i < port.length; i++) {
		if (!address_is_digit(port.text[i]))
			return false;
		value = value * 10 + (unsigned long)(port.text[i] - '0');
		if (value > 65535)
			return false;
	}
	return true;
}

/* Checks what is between "//" and the path: credentials, host and port. */
static bool authority_is_valid(const char *text, bool is_special) {
	struct span host = { text, strcspn(text, is_special ? "/?#\\" : "/?#") };
	bool has_credentials = false, is_in_brackets = false;
	for (size_t i = host.length; i > 0 && !has_credentials; i--) {
		if (host.text[i - 1] != '@')
			continue;
		has_credentials = true;
		host = (struct span){ host.text + i, host.length - i };
	}
	if (has_credentials && host.length == 0)
		return false;
	size_t end = 0;
	for (; end < host.length && (host.text[end] != ':' || is_in_brackets); end++)
		is_in_brackets = host.text[end] == '[' || (is_in_brackets && host.text[end] != ']');
	if (end == 0 && (is_special || host.length > 0))
		return false;
	struct span port = { host.text + end + 1, host.length > end ? host.length - end - 1 : 0 };
	return (end == 0 || host_is_valid((struct span){ host.text, end }, is_special)) &&
		port_is_valid(port);
}

static bool file_host_is_valid(const char *text) {
	struct span host = { text, strcspn(text, "/\\?#") };
	bool is_drive = host.length == 2 && address_is_alpha(text[0]) &&
		(text[1] == ':' || text[1] == '|');
	return host.length == 0 || is_drive || host_is_valid(host, true);
}

static bool scheme_is(const char *scheme, size_t length, const char *name) {
	if (strlen(name) != length)
		return false;
	for (size_t i = 0; i < length; i++)
		if ((scheme[i] | 0x20) != name[i])
			return false;
	return true;
}

static bool scheme_is_special(const char *scheme, size_t length) {
	static const char *const names[] = { "ftp", "http", "https", "ws", "wss" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (scheme_is(scheme, length, names[i]))
			return true;
	return false;
}

static bool address_is_slash(char c) {
	return c == '/' || c == '\\';
}

/* Checks a URL without tabs, newlines and spaces around it. */
static bool url_is_absolute(const char *text) {
	size_t length = 0;
	if (!address_is_alpha(text[0]))
		return false;
	while (address_is_alnum(text[length]) || address_has("+-.", text[length]))
		length++;
	const char *rest = text + length + 1;
	if (text[length] != ':')
		return false;
	if (scheme_is(text, length, "file"))
		return !address_is_slash(rest[0]) || !address_is_slash(rest[1]) ||
			file_host_is_valid(rest + 2);
	if (scheme_is_special(text, length))
		return authority_is_valid(rest + strspn(rest, "/\\"), true);
	return rest[0] != '/' || rest[1] != '/' || authority_is_valid(rest + 2, false);
}

bool oriel__url_is_absolute(const char *text) {
	size_t length = strlen(text), out = 0;
	char *copy = malloc(length + 1);
	if (!copy)
		return true; /* an error of memory is no error of the user */
	while (length > 0 && (unsigned char)text[length - 1] <= ' ')
		length--;
	size_t at = 0;
	while (at < length && (unsigned char)text[at] <= ' ')
		at++;
	for (; at < length; at++)
		if (!address_has("\t\n\r", text[at]))
			copy[out++] = text[at];
	copy[out] = '\0';
	bool is_absolute = url_is_absolute(copy);
	free(copy);
	return is_absolute;
}
