/* SPDX-License-Identifier: MIT */
/*
 * oriel-inject: drives a window on an X server from outside, through XTest, as a user's hands and
 * eyes would.
 *
 * Commands come as arguments, with "," between them, or line by line from standard input, where
 * "..." keeps a word together:
 *
 *     wait-window TITLE [TIMEOUT_MS]     the window that all the others are about
 *     move X Y | down [BUTTON] | up [BUTTON] | click X Y [BUTTON] | wheel NOTCHES
 *     key NAME | type TEXT
 *     pixel X Y | wait-pixel X Y RRGGBB [TIMEOUT_MS] | screenshot FILE.png
 *     close | resize WIDTH HEIGHT | sleep MS
 *
 * Positions are in the window; wheel counts down as positive. Each command prints the time on the
 * monotonic clock and its name, the time of input being when it left for the server, and that of
 * wait-pixel when the pixel was seen: their difference is what a user waits. The first command that
 * fails ends the program with status 1.
 */
#include "inject.h"

#include <X11/extensions/XTest.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_TIMEOUT_MS 5000
#define MAX_WORDS 8
#define MAX_LINE 4096

const char inject_program[] = "oriel-inject";

void inject_print(double at_ms, const char *format, ...) {
	va_list args;
	va_start(args, format);
	printf("%.3f ", at_ms);
	vprintf(format, args);
	putchar('\n');
	fflush(stdout);
	va_end(args);
}

/* The words of a command, without its name. */
struct words {
	const char *name;
	char *word[MAX_WORDS];
	int count;
};

static double number(const struct words *words, int index, double otherwise) {
	if (index >= words->count)
		return otherwise;
	char *end;
	double value = strtod(words->word[index], &end);
	if (end == words->word[index] || *end != '\0' || !isfinite(value) || fabs(value) > 1e9)
		inject_fail("%s: \"%s\" is no number", words->name, words->word[index]);
	return value;
}

static int integer(const struct words *words, int index, int otherwise) {
	return (int)number(words, index, otherwise);
}

static unsigned long color(const struct words *words, int index) {
	char *end;
	unsigned long value = strtoul(words->word[index], &end, 16);
	if (strlen(words->word[index]) != 6 || *end != '\0')
		inject_fail("%s: \"%s\" is no colour, which has six hexadecimal digits", words->name,
			words->word[index]);
	return value;
}

static void move(struct inject *inject, const struct words *words) {
	int x, y;
	inject_to_root(inject, integer(words, 0, 0), integer(words, 1, 0), &x, &y);
	XTestFakeMotionEvent(inject->display, -1, x, y, CurrentTime);
}

static void button(struct inject *inject, int which, bool down) {
	XTestFakeButtonEvent(inject->display, (unsigned)which, down ? True : False, CurrentTime);
}

static void run_wait_window(struct inject *inject, const struct words *words) {
	inject_wait_window(inject, words->word[0], number(words, 1, DEFAULT_TIMEOUT_MS));
	inject_print(inject_now_ms(), "wait-window");
}

/* Prints when input leaves, which is when it is sent and not when the server has answered. */
static void send(struct inject *inject, const struct words *words) {
	double at_ms = inject_now_ms();
	XFlush(inject->display);
	inject_print(at_ms, "%s", words->name);
	XSync(inject->display, False);
}

static void run_move(struct inject *inject, const struct words *words) {
	move(inject, words);
	send(inject, words);
}

static void run_down(struct inject *inject, const struct words *words) {
	button(inject, integer(words, 0, 1), true);
	send(inject, words);
}

static void run_up(struct inject *inject, const struct words *words) {
	button(inject, integer(words, 0, 1), false);
	send(inject, words);
}

static void run_click(struct inject *inject, const struct words *words) {
	move(inject, words);
	button(inject, integer(words, 2, 1), true);
	button(inject, integer(words, 2, 1), false);
	send(inject, words);
}

static void run_wheel(struct inject *inject, const struct words *words) {
	int notches = integer(words, 0, 0);
	int which = notches > 0 ? 5 : 4;
	for (int i = 0; i < abs(notches); i++) {
		button(inject, which, true);
		button(inject, which, false);
	}
	send(inject, words);
}

static void run_key(struct inject *inject, const struct words *words) {
	inject_key(inject, words->word[0]);
	send(inject, words);
}

static void run_type(struct inject *inject, const struct words *words) {
	inject_type(inject, words->word[0]);
	send(inject, words);
}

static void run_pixel(struct inject *inject, const struct words *words) {
	unsigned long found = inject_pixel(inject, integer(words, 0, 0), integer(words, 1, 0));
	inject_print(inject_now_ms(), "pixel %06lx", found);
}

static void run_wait_pixel(struct inject *inject, const struct words *words) {
	inject_wait_pixel(inject, integer(words, 0, 0), integer(words, 1, 0), color(words, 2),
		number(words, 3, DEFAULT_TIMEOUT_MS));
	inject_print(inject_now_ms(), "wait-pixel");
}

static void run_screenshot(struct inject *inject, const struct words *words) {
	inject_screenshot(inject, words->word[0]);
	inject_print(inject_now_ms(), "screenshot");
}

static void run_close(struct inject *inject, const struct words *words) {
	inject_close(inject);
	send(inject, words);
}

static void run_resize(struct inject *inject, const struct words *words) {
	inject_resize(inject, integer(words, 0, 0), integer(words, 1, 0));
	send(inject, words);
}

static void run_sleep(struct inject *inject, const struct words *words) {
	inject_sleep_ms(fmax(0, number(words, 0, 0)));
	inject_print(inject_now_ms(), "sleep");
}

static const struct {
	const char *name;
	void (*run)(struct inject *inject, const struct words *words);
	int least, most; /* words */
	bool needs_window;
} commands[] = {
	{ "wait-window", run_wait_window, 1, 2, false },
	{ "move", run_move, 2, 2, true },
	{ "down", run_down, 0, 1, true },
	{ "up", run_up, 0, 1, true },
	{ "click", run_click, 2, 3, true },
	{ "wheel", run_wheel, 1, 1, true },
	{ "key", run_key, 1, 1, true },
	{ "type", run_type, 1, 1, true },
	{ "pixel", run_pixel, 2, 2, true },
	{ "wait-pixel", run_wait_pixel, 3, 4, true },
	{ "screenshot", run_screenshot, 1, 1, true },
	{ "close", run_close, 0, 0, true },
	{ "resize", run_resize, 2, 2, true },
	{ "sleep", run_sleep, 1, 1, false },
};

static void run_command(struct inject *inject, struct words *words) {
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		if (strcmp(commands[i].name, words->name) != 0)
			continue;
		if (words->count < commands[i].least || words->count > commands[i].most)
			inject_fail(
				"%s takes %d to %d words", words->name, commands[i].least, commands[i].most);
		if (commands[i].needs_window && inject->window == None)
			inject_fail("%s: wait-window has to come first", words->name);
		commands[i].run(inject, words);
		return;
	}
	inject_fail("there is no command \"%s\"", words->name);
}

static void add_word(struct words *words, char *word) {
	if (words->name == NULL) {
		words->name = word;
		return;
	}
	if (words->count == MAX_WORDS)
		inject_fail("%s: more than %d words", words->name, MAX_WORDS);
	words->word[words->count++] = word;
}

static void run_arguments(struct inject *inject, int count, char **arguments) {
	struct words words = { 0 };
	for (int i = 0; i < count; i++) {
		if (strcmp(arguments[i], ",") != 0) {
			add_word(&words, arguments[i]);
			continue;
		}
		if (words.name != NULL)
			run_command(inject, &words);
		words = (struct words){ 0 };
	}
	if (words.name != NULL)
		run_command(inject, &words);
}

/* Cuts one word off the line; NULL at its end. */
static char *next_word(char **line) {
	char *at = *line + strspn(*line, " \t\n");
	if (*at == '\0')
		return NULL;
	bool quoted = *at == '"';
	char *end = quoted ? strchr(++at, '"') : at + strcspn(at, " \t\n");
	if (end == NULL)
		inject_fail("a quotation mark is missing: %s", at);
	*line = *end != '\0' ? end + 1 : end;
	*end = '\0';
	return at;
}

static void run_lines(struct inject *inject) {
	static char line[MAX_LINE];
	while (fgets(line, sizeof(line), stdin) != NULL) {
		struct words words = { 0 };
		char *rest = line;
		for (char *word = next_word(&rest); word != NULL; word = next_word(&rest))
			add_word(&words, word);
		if (words.name != NULL)
			run_command(inject, &words);
	}
}

int main(int argc, char **argv) {
	struct inject inject;
	inject_open(&inject);
	if (argc > 1)
		run_arguments(&inject, argc - 1, argv + 1);
	else
		run_lines(&inject);
	inject_restore_keyboard(&inject);
	XCloseDisplay(inject.display);
	return 0;
}
