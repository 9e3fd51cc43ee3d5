/* SPDX-License-Identifier: MIT */
/* The form of e-mail addresses and URLs. The URLs are those of which the URL Standard says whether
 * parsing fails. */
#include "address_text_internal.h"

#include <stdio.h>
#include <string.h>

#include "test.h"

static void e_mail_addresses_follow_html(void **state) {
	(void)state;
	static const char *const valid[] = { "a@b", "a.b+c@example.org", "!#$%&'*+/=?^_`{|}~-@x.y",
		"a@1.2.3.4", "a..b@c", ".@c", "a@b-c.d" };
	static const char *const invalid[] = { "", "a", "@", "a@", "@b", "a@b@c", "a b@c", "a@b c",
		"a@-b", "a@b-", "a@.b", "a@b.", "a@b..c", "a@b_c", "ä@b", "a@ä", "a@[1.2.3.4]", "\"a\"@b",
		"a@b\n" };
	for (size_t i = 0; i < sizeof(valid) / sizeof(valid[0]); i++)
		if (!oriel__email_is_valid(valid[i], strlen(valid[i])))
			fail_msg("%s is valid", valid[i]);
	for (size_t i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++)
		if (oriel__email_is_valid(invalid[i], strlen(invalid[i])))
			fail_msg("%s is not valid", invalid[i]);
}

static void a_label_has_at_most_63_letters(void **state) {
	(void)state;
	char text[80] = "a@";
	memset(text + 2, 'b', 63);
	assert_true(oriel__email_is_valid(text, 65));
	text[65] = 'b';
	assert_false(oriel__email_is_valid(text, 66));
}

static void absolute_urls_are_those_that_parse(void **state) {
	(void)state;
	static const char *const valid[] = { "http://a", "HTTP:a", "https:/a", "https:\\\\a/b",
		"  http://a\t", "ht\ntp://a", "mailto:x", "data:,", "a:", "a:b c", "file:", "file:///",
		"file://host/x", "file:c:/x", "file:///c|/x", "http://u:p@a:80/", "http://u@x@a",
		"http://a:",
		"http://a:0", "http://a:65535", "http://[::1]", "http://[1:2:3:4:5:6:7:8]",
		"http://[::ffff:1.2.3.4]:8", "http://[1::8]", "http://1.2.3.4", "http://0x7f.1",
		"http://4294967295", "http://017700000001", "http://1.2.3", "http://a.1b",
		"http://ä.example",
		"http://%61", "foo://", "foo:///x", "foo://a%20b", "foo://%zz", "foo:/a", "ws://a?b#c",
		"http://a/ b", "http://1.2.3.4.", "http://a_b" };
	static const char *const invalid[] = { "", "a", "//a", "/a", "1:x", ":", "http:", "http://",
		"http:///", "http://?", "http://:80", "http://u@", "http://u@:80", "http://a:b",
		"http://a:65536", "http://a b", "http://a<b", "http://a^b", "http://a|b", "http://[",
		"http://[]", "http://[1", "http://[1:2]", "http://[1::2::3]", "http://[::1]x",
		"http://[:1]",
		"http://[12345::]", "http://[::1.2.3]", "http://[::01.2.3.4]", "http://[::256.1.1.1]",
		"http://[1:2:3:4:5:6:7:1.2.3.4]", "http://[1:2:3:4:5:6:7:8:9]", "http://[1:]",
		"http://256.1.1.1", "http://1.2.3.4.5", "http://4294967296", "http://1.2.3.08",
		"http://a.1", "http://1..1", "http://%", "http://%00", "http://%ff", "http://%2f",
		"foo://a b", "foo://:80", "foo://a:x", "foo://u@", "foo://a<", "file://a b/x",
		"file://%2f" };
	for (size_t i = 0; i < sizeof(valid) / sizeof(valid[0]); i++)
		if (!oriel__url_is_absolute(valid[i]))
			fail_msg("%s is a URL", valid[i]);
	for (size_t i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++)
		if (oriel__url_is_absolute(invalid[i]))
			fail_msg("%s is no URL", invalid[i]);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(e_mail_addresses_follow_html),
		cmocka_unit_test(a_label_has_at_most_63_letters),
		cmocka_unit_test(absolute_urls_are_those_that_parse));
}
