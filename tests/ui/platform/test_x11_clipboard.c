/* SPDX-License-Identifier: MIT */
/*
 * The clipboard on a real X server, with other programs that work, are slow, make errors, or die
 * (x11_owner.h). Time is real: each test waits for an event, with a limit, and measures how long
 * the loop was blocked meanwhile.
 */
#define _GNU_SOURCE /* RUSAGE_THREAD, pipe2 */
#include "platform/clipboard_read_internal.h"

#include "test.h"
#include "x11_owner.h"
#include "x_server.h"

#include <X11/Xlib.h>
#include <fcntl.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/timer.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { LIMIT_MS = 20000, STILL_MS = 400, OVER_A_REQUEST = 20000000 };

static struct x_server server;

static struct {
	oriel_loop *loop;
	oriel_platform *platform;
	size_t waiting; /* number of reads */
	double last_tick, still_ms;
	size_t dropped;
} fixture;

static int setup(void **state) {
	memset(&fixture, 0, sizeof(fixture));
	fixture.loop = oriel_loop_new();
	fixture.platform = oriel_platform_new_sdl("org.example.test");
	return fixture.platform != NULL ? 0 : -1;
}

static int teardown(void **state) {
	fixture.platform->platform_class->destroy(fixture.platform);
	oriel_loop_destroy(fixture.loop);
	return 0;
}

static const struct oriel_platform_class *functions(void) {
	return fixture.platform->platform_class;
}

static void on_limit(void *data) {
	oriel_loop_quit(fixture.loop, 1);
}

static void on_tick(void *data) {
	double now = oriel_loop_now(fixture.loop);
	if (now - fixture.last_tick > fixture.still_ms)
		fixture.still_ms = now - fixture.last_tick;
	fixture.last_tick = now;
}

static void run_for(double ms) {
	oriel_timer_id limit = oriel_set_timeout(on_limit, NULL, ms);
	oriel_loop_run(fixture.loop);
	oriel_clear_timer(limit);
}

/* ---- Reading ---- */

struct reading {
	struct oriel__clipboard_read read; /* must be first */
	enum oriel_status status;
	char *text;
	size_t length;
};

static void on_read(struct oriel__clipboard_read *read) {
	struct reading *reading = (struct reading *)read;
	reading->status = read->status;
	if (read->status == ORIEL_OK) {
		reading->length = read->bytes->length;
		reading->text = malloc(reading->length + 1);
		assert_non_null(reading->text);
		memcpy(reading->text, read->bytes->data, reading->length + 1);
	}
	if (--fixture.waiting == 0)
		oriel_loop_quit(fixture.loop, 0);
}

static void begin(struct reading *reading, enum oriel_selection selection, const char *type) {
	memset(reading, 0, sizeof(*reading));
	fixture.waiting++;
	oriel__clipboard_read_begin(
		&reading->read, ORIEL_SITE, fixture.platform, selection, type, on_read);
}

/* Runs until all reads have ended; asserts that the loop was never blocked. */
static void finish_reads(void) {
	oriel_timer_id limit = oriel_set_timeout(on_limit, NULL, LIMIT_MS),
				tick = oriel_set_interval(on_tick, NULL, 10);
	fixture.last_tick = oriel_loop_now(fixture.loop);
	fixture.still_ms = 0;
	assert_int_equal(oriel_loop_run(fixture.loop), 0);
	oriel_clear_timer(limit);
	oriel_clear_timer(tick);
	assert_true(fixture.still_ms < STILL_MS);
}

static struct reading read_now(enum oriel_selection selection, const char *type) {
	struct reading reading;
	begin(&reading, selection, type);
	finish_reads();
	return reading;
}

static void assert_read(const char *type, enum oriel_status status, const char *text) {
	struct reading reading = read_now(ORIEL_SELECTION_CLIPBOARD, type);
	assert_string_equal(oriel_status_name(reading.status), oriel_status_name(status));
	if (text != NULL)
		assert_string_equal(reading.text, text);
	free(reading.text);
}

static void assert_is_owners_text(const struct reading *reading, size_t length) {
	assert_int_equal(reading->status, ORIEL_OK);
	assert_int_equal(reading->length, length);
	for (size_t i = 0; i < length; i++) {
		if (reading->text[i] != x11_owner_byte(i))
			fail_msg("byte %zu of %zu is another", i, length);
	}
}

static void text_arrives_complete_in_one_or_in_pieces(void **state) {
	static const struct x11_owner owners[] = {
		{ "CLIPBOARD", X11_OWNER_WHOLE, 0, 0 },
		{ "CLIPBOARD", X11_OWNER_WHOLE, 5, 0 },
		{ "CLIPBOARD", X11_OWNER_WHOLE, 600000, 0 },
		{ "CLIPBOARD", X11_OWNER_PIECES, 0, 10 },
		{ "CLIPBOARD", X11_OWNER_PIECES, 100, 50 },
		{ "CLIPBOARD", X11_OWNER_PIECES, 101, 1 },
		{ "CLIPBOARD", X11_OWNER_PIECES, 3000000, 65536 },
		{ "PRIMARY", X11_OWNER_PIECES, 5000000, 1000000 },
		{ "PRIMARY", X11_OWNER_WHOLE, 10, 0 },
		{ "CLIPBOARD", X11_OWNER_LATIN1, 20, 0 },
		{ "CLIPBOARD", X11_OWNER_NO_TARGETS, 20, 0 },
		{ "CLIPBOARD", X11_OWNER_GOES_AFTER, 70000, 0 },
	};
	for (size_t i = 0; i < sizeof(owners) / sizeof(owners[0]); i++) {
		pid_t pid = x11_owner_start(&owners[i]);
		bool is_primary = strcmp(owners[i].selection, "PRIMARY") == 0;
		struct reading reading = read_now(
			is_primary ? ORIEL_SELECTION_PRIMARY : ORIEL_SELECTION_CLIPBOARD, "text/plain");
		assert_is_owners_text(&reading, owners[i].length);
		free(reading.text);
		x11_program_stop(pid);
	}
}

static void a_read_without_text_never_returns_text_of_an_earlier_owner(void **state) {
	assert_read("text/plain", ORIEL_NOT_FOUND_ERROR, NULL);
	pid_t pid = x11_owner_start(&(const struct x11_owner){ "CLIPBOARD", X11_OWNER_WHOLE, 4, 0 });
	assert_read("text/plain", ORIEL_OK, "abcd");
	assert_read(NULL, ORIEL_OK, "text/plain");
	assert_read("image/png", ORIEL_NOT_FOUND_ERROR, NULL);
	x11_program_stop(pid);
	assert_read("text/plain", ORIEL_NOT_FOUND_ERROR, NULL);
	pid = x11_owner_start(&(const struct x11_owner){ "CLIPBOARD", X11_OWNER_PICTURE, 3, 0 });
	assert_read("text/plain", ORIEL_NOT_FOUND_ERROR, NULL);
	assert_read(NULL, ORIEL_OK, "image/png");
	assert_read("image/png", ORIEL_OK, "abc");
	x11_program_stop(pid);
	pid = x11_owner_start(&(const struct x11_owner){ "CLIPBOARD", X11_OWNER_LIES, 3, 0 });
	assert_read("text/plain", ORIEL_NOT_FOUND_ERROR, NULL);
	x11_program_stop(pid);
}

static void the_death_of_an_owner_ends_its_read_at_once(void **state) {
	static const enum x11_owner_way ways[] = { X11_OWNER_DIES_ASKED, X11_OWNER_DIES_AMID };
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		pid_t pid = x11_owner_start(&(const struct x11_owner){ "CLIPBOARD", ways[i], 1000, 100 });
		double begun = oriel_loop_now(fixture.loop);
		assert_read("text/plain", ORIEL_OPERATION_ERROR, NULL);
		assert_true(oriel_loop_now(fixture.loop) - begun < ORIEL__CLIPBOARD_TIMEOUT_MS - 1000);
		x11_program_stop(pid);
	}
	assert_read("text/plain", ORIEL_NOT_FOUND_ERROR, NULL);
}

/* All owners are tested at once, since each takes 5 s. Reads from a working owner are not
 * delayed. */
static void hanging_owners_block_neither_the_loop_nor_other_reads(void **state) {
	pid_t hangs = x11_owner_start(&(const struct x11_owner){ "CLIPBOARD", X11_OWNER_HANGS, 10, 0 });
	struct reading asked, types, amid, with_data, fine;
	begin(&asked, ORIEL_SELECTION_CLIPBOARD, "text/plain");
	begin(&types, ORIEL_SELECTION_CLIPBOARD, NULL);
	run_for(300);
	pid_t stops = x11_owner_start(
		&(const struct x11_owner){ "PRIMARY", X11_OWNER_STOPS_AMID, 1000, 100 });
	begin(&amid, ORIEL_SELECTION_PRIMARY, "text/plain");
	run_for(300);
	pid_t third = x11_owner_start(
		&(const struct x11_owner){ "CLIPBOARD", X11_OWNER_HANGS_WITH_DATA, 10, 0 });
	begin(&with_data, ORIEL_SELECTION_CLIPBOARD, "text/plain");
	run_for(300);
	pid_t works = x11_owner_start(&(const struct x11_owner){ "CLIPBOARD", X11_OWNER_WHOLE, 10, 0 });
	begin(&fine, ORIEL_SELECTION_CLIPBOARD, "text/plain");
	run_for(1000);
	assert_is_owners_text(&fine, 10);
	finish_reads();
	/* The first and the third owner ended when the clipboard got another owner. */
	assert_int_equal(asked.status, ORIEL_OPERATION_ERROR);
	assert_int_equal(types.status, ORIEL_OPERATION_ERROR);
	assert_int_equal(with_data.status, ORIEL_OPERATION_ERROR);
	assert_int_equal(amid.status, ORIEL_TIMEOUT_ERROR);
	free(fine.text);
	x11_program_stop(hangs);
	x11_program_stop(stops);
	x11_program_stop(third);
	x11_program_stop(works);
}

static void a_read_from_a_hanging_owner_times_out(void **state) {
	pid_t hangs = x11_owner_start(&(const struct x11_owner){ "CLIPBOARD", X11_OWNER_HANGS, 10, 0 });
	assert_read("text/plain", ORIEL_TIMEOUT_ERROR, NULL);
	x11_program_stop(hangs);
	struct reading reading;
	pid_t pid = x11_owner_start(&(const struct x11_owner){ "CLIPBOARD", X11_OWNER_HANGS, 10, 0 });
	begin(&reading, ORIEL_SELECTION_CLIPBOARD, "text/plain");
	run_for(50);
	oriel__clipboard_read_cancel(&reading.read);
	fixture.waiting = 0;
	x11_program_stop(pid);
	run_for(50);
}

/* ---- Owning ---- */

static struct oriel_bytes *fetch(void *data, const char *type) {
	return oriel_bytes_ref(data);
}

static void release(void *data) {
	oriel_bytes_unref(data);
	fixture.dropped++;
}

static void offer_type(
	enum oriel_selection selection, const char *type, const char *text, size_t length) {
	const struct oriel_clipboard_offer offer = { &type, 1, fetch, oriel_bytes_new(text, length),
		release };
	assert_int_equal(functions()->clipboard_offer(fixture.platform, selection, &offer), ORIEL_OK);
}

/* Makes an offer, and waits until the server has sent the time and accepted the claim. */
static void offer(enum oriel_selection selection, const char *text, size_t length) {
	offer_type(selection, "text/plain", text, length);
	run_for(100);
}

/* Returns the bytes that another program gets; freed by the caller. */
static char *ask(
	const char *selection, const char *target, enum x11_reader_way way, size_t *length) {
	int ends[2];
	char *text = NULL;
	assert_int_equal(pipe2(ends, O_CLOEXEC | O_NONBLOCK), 0);
	fcntl(ends[1], F_SETFL, 0);
	pid_t pid = x11_reader_start(selection, target, way, ends[1]);
	close(ends[1]);
	double begun = oriel_loop_now(fixture.loop);
	size_t capacity = 0;
	*length = 0;
	for (ssize_t got = -1; got != 0 && oriel_loop_now(fixture.loop) - begun < LIMIT_MS;) {
		if (capacity - *length < 2)
			text = realloc(text, capacity = 2 * capacity + 65536);
		assert_non_null(text);
		got = read(ends[0], text + *length, capacity - *length - 1);
		if (got > 0)
			*length += (size_t)got;
		else if (got < 0)
			run_for(2);
	}
	text[*length] = '\0';
	close(ends[0]);
	x11_program_stop(pid);
	return text;
}

static void assert_gets(
	const char *selection, const char *target, enum x11_reader_way way, const char *expected) {
	size_t length;
	char *text = ask(selection, target, way, &length);
	assert_string_equal(text, expected);
	free(text);
}

static void other_programs_get_text_by_every_name(void **state) {
	offer(ORIEL_SELECTION_CLIPBOARD, "caf\xc3\xa9", 5);
	assert_gets("CLIPBOARD", "UTF8_STRING", X11_READER_TAKES, "caf\xc3\xa9");
	assert_gets("CLIPBOARD", "text/plain;charset=utf-8", X11_READER_TAKES, "caf\xc3\xa9");
	assert_gets("CLIPBOARD", "text/plain", X11_READER_TAKES, "caf\xc3\xa9");
	assert_gets("CLIPBOARD", "TEXT", X11_READER_TAKES, "caf\xc3\xa9");
	assert_gets("CLIPBOARD", "STRING", X11_READER_TAKES, "caf\xe9");
	assert_gets("CLIPBOARD", "TARGETS", X11_READER_TAKES,
		"TARGETS MULTIPLE TIMESTAMP UTF8_STRING text/plain;charset=utf-8 text/plain TEXT STRING");
	assert_gets("CLIPBOARD", "UTF8_STRING", X11_READER_MULTIPLE, "caf\xc3\xa9");
	assert_gets("CLIPBOARD", "image/png", X11_READER_TAKES, "refused");
	assert_gets("PRIMARY", "UTF8_STRING", X11_READER_TAKES, "refused");
	offer_type(ORIEL_SELECTION_PRIMARY, "image/x-oriel", "picture", 7);
	run_for(100);
	assert_gets("PRIMARY", "TARGETS", X11_READER_TAKES, "TARGETS MULTIPLE TIMESTAMP image/x-oriel");
	assert_gets("PRIMARY", "image/x-oriel", X11_READER_TAKES, "picture");
	offer(ORIEL_SELECTION_CLIPBOARD, "", 0);
	assert_gets("CLIPBOARD", "UTF8_STRING", X11_READER_TAKES, "");
	assert_int_equal(fixture.dropped, 1);
}

static void text_over_the_limit_of_a_request_is_copied(void **state) {
	static const size_t lengths[] = { (1 << 17) - 1, 1 << 17, (1 << 17) + 1, 1 << 18,
		OVER_A_REQUEST };
	char *text = malloc(OVER_A_REQUEST), *got;
	size_t length;
	for (size_t i = 0; i < OVER_A_REQUEST; i++)
		text[i] = x11_owner_byte(i);
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		offer(ORIEL_SELECTION_CLIPBOARD, text, lengths[i]);
		got = ask("CLIPBOARD", i % 2 == 0 ? "UTF8_STRING" : "STRING", X11_READER_TAKES, &length);
		assert_int_equal(length, lengths[i]);
		assert_memory_equal(got, text, length);
		free(got);
	}
	/* of the program itself */
	struct reading reading = read_now(ORIEL_SELECTION_CLIPBOARD, "text/plain");
	assert_is_owners_text(&reading, OVER_A_REQUEST);
	free(reading.text);
	free(text);
}

static void transfers_to_programs_that_stop_or_die_do_no_harm(void **state) {
	char *text = calloc(1, 1000000);
	size_t length;
	memset(text, 'x', 1000000);
	offer(ORIEL_SELECTION_CLIPBOARD, text, 1000000);
	for (int i = 0; i < 3; i++) {
		assert_gets("CLIPBOARD", "UTF8_STRING", X11_READER_DIES_AMID, "");
		assert_gets("CLIPBOARD", "UTF8_STRING", X11_READER_STOPS_AMID, "");
	}
	char *got = ask("CLIPBOARD", "UTF8_STRING", X11_READER_TAKES, &length);
	assert_int_equal(length, 1000000);
	free(got);
	free(text);
}

static void an_offer_is_released_when_another_program_takes_the_selection(void **state) {
	offer_type(ORIEL_SELECTION_CLIPBOARD, "text/plain", "ours", 4);
	assert_read("text/plain", ORIEL_OK, "ours"); /* before the server has accepted the claim */
	run_for(100);
	pid_t pid = x11_owner_start(&(const struct x11_owner){ "CLIPBOARD", X11_OWNER_WHOLE, 4, 0 });
	run_for(100);
	assert_int_equal(fixture.dropped, 1);
	assert_read("text/plain", ORIEL_OK, "abcd");
	offer(ORIEL_SELECTION_CLIPBOARD, "ours again", 10);
	assert_read("text/plain", ORIEL_OK, "ours again");
	assert_gets("CLIPBOARD", "UTF8_STRING", X11_READER_TAKES, "ours again");
	const struct oriel_clipboard_offer nothing = { .count = 0 };
	assert_int_equal(
		functions()->clipboard_offer(fixture.platform, ORIEL_SELECTION_CLIPBOARD, &nothing),
		ORIEL_OK);
	assert_int_equal(fixture.dropped, 2);
	assert_gets("CLIPBOARD", "UTF8_STRING", X11_READER_TAKES, "refused");
	x11_program_stop(pid);
}

static void an_idle_clipboard_does_not_wake_the_loop(void **state) {
	struct rusage before, after;
	offer(ORIEL_SELECTION_CLIPBOARD, "text", 4);
	run_for(300);
	getrusage(RUSAGE_THREAD, &before);
	run_for(1000);
	getrusage(RUSAGE_THREAD, &after);
	assert_in_range(after.ru_nvcsw - before.ru_nvcsw, 0, 2); /* the timer that ends the wait */
}

static void a_lost_connection_fails_reads_and_offers_but_not_the_program(void **state) {
	Display *display = server.connection;
	offer(ORIEL_SELECTION_CLIPBOARD, "text", 4);
	Window owner = XGetSelectionOwner(display, XInternAtom(display, "CLIPBOARD", False));
	assert_true(owner != None);
	pid_t pid = x11_owner_start(&(const struct x11_owner){ "PRIMARY", X11_OWNER_HANGS, 4, 0 });
	struct reading reading;
	begin(&reading, ORIEL_SELECTION_PRIMARY, "text/plain");
	run_for(100);
	XKillClient(display, owner);
	XSync(display, False);
	finish_reads();
	assert_int_equal(reading.status, ORIEL_OPERATION_ERROR);
	const char *type = "text/plain";
	const struct oriel_clipboard_offer late = { &type, 1, fetch, oriel_bytes_new("late", 4),
		release };
	assert_int_equal(functions()->clipboard_offer(fixture.platform, ORIEL_SELECTION_PRIMARY, &late),
		ORIEL_OPERATION_ERROR);
	assert_int_equal(fixture.dropped, 1);
	x11_program_stop(pid);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	if (x_server_start(&server) != 0)
		return EXIT_FAILURE;
	int status = RUN_TESTS(
		TEST(text_arrives_complete_in_one_or_in_pieces),
		TEST(a_read_without_text_never_returns_text_of_an_earlier_owner),
		TEST(the_death_of_an_owner_ends_its_read_at_once),
		TEST(hanging_owners_block_neither_the_loop_nor_other_reads),
		TEST(a_read_from_a_hanging_owner_times_out),
		TEST(other_programs_get_text_by_every_name),
		TEST(text_over_the_limit_of_a_request_is_copied),
		TEST(transfers_to_programs_that_stop_or_die_do_no_harm),
		TEST(an_offer_is_released_when_another_program_takes_the_selection),
		TEST(an_idle_clipboard_does_not_wake_the_loop),
		TEST(a_lost_connection_fails_reads_and_offers_but_not_the_program));
	x_server_stop(&server);
	return status;
}
