/* SPDX-License-Identifier: MIT */
/*
 * While the text is the same as that of the file, note->disk is note->text, so that an unedited
 * note stores its text once.
 */
#include "note.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "memory.h"

/* Copies text into out, with runs of white space as one space, and cuts it between characters.
 * @param end not copied, nor the text after it */
static void copy_line(char *out, size_t size, const char *text, const char *end) {
	size_t length = 0;
	bool is_cut = false;
	for (; text < end && !is_cut; text++) {
		bool is_space = strchr(" \t\n\v\f\r", *text) != NULL;
		if (is_space && (length == 0 || out[length - 1] == ' '))
			continue;
		is_cut = length + 1 == size;
		if (!is_cut)
			out[length++] = is_space ? ' ' : *text;
	}
	while (is_cut && length > 0 && ((unsigned char)out[length - 1] & 0xc0) == 0x80)
		length--;
	if (is_cut && length > 0 && ((unsigned char)out[length - 1] & 0xc0) == 0xc0)
		length--;
	while (length > 0 && out[length - 1] == ' ')
		length--;
	out[length] = '\0';
}

static void note_update_lines(struct note *note) {
	const char *line = note->text + strspn(note->text, " \t\n\v\f\r");
	const char *end = line + strcspn(line, "\n");
	copy_line(note->title, sizeof(note->title), line, end);
	copy_line(note->preview, sizeof(note->preview), end, end + strlen(end));
	if (note->title[0] == '\0')
		strcpy(note->title, "New note");
}

struct note *note_new(const char *name, char *text) {
	struct note *note = allocate(sizeof(*note));
	note->name = copy_text(name, strlen(name));
	note->text = text;
	note->time_ms = clock_now_ms();
	note_update_lines(note);
	return note;
}

void note_destroy(void *data) {
	struct note *note = data;
	if (note->disk != note->text)
		free(note->disk);
	free(note->text);
	free(note->name);
	free(note);
}

void note_set_text(struct note *note, char *text) {
	if (note->disk != note->text)
		free(note->text);
	note->text = text;
	note_update_lines(note);
}

void note_set_disk(struct note *note, char *text) {
	if (note->disk != note->text)
		free(note->disk);
	note->disk = text;
	if (text == NULL || text == note->text || strcmp(text, note->text) != 0)
		return;
	free(text);
	note->disk = note->text;
}

bool note_is_blank(const struct note *note) {
	return note->text[0] == '\0' && note->disk == NULL && !note->is_edited;
}

/* ---- Times ---- */

double clock_now_ms(void) {
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

static struct tm local_time(double time_ms) {
	time_t seconds = (time_t)(time_ms / 1000);
	struct tm local = { 0 };
	localtime_r(&seconds, &local);
	return local;
}

static bool is_same_day(const struct tm *a, const struct tm *b) {
	return a->tm_year == b->tm_year && a->tm_yday == b->tm_yday;
}

const char *note_short_time(const struct note *note, double now_ms, char out[NOTE_TIME_SIZE]) {
	struct tm time = local_time(note->time_ms), now = local_time(now_ms), yesterday = now;
	yesterday.tm_mday--;
	yesterday.tm_hour = 12; /* a day of 23 hours cannot skip it */
	yesterday.tm_isdst = -1;
	mktime(&yesterday);
	const char *format = is_same_day(&time, &now) ? "%H:%M"
		: is_same_day(&time, &yesterday) ? "Yesterday" : "%e %b %Y";
	strftime(out, NOTE_TIME_SIZE, format, &time);
	return out + (out[0] == ' ');
}

const char *note_long_time(const struct note *note, char out[NOTE_TIME_SIZE]) {
	struct tm time = local_time(note->time_ms);
	strftime(out, NOTE_TIME_SIZE, "%e %B %Y, %H:%M", &time);
	return out + (out[0] == ' ');
}
