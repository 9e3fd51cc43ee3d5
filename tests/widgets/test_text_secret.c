/* SPDX-License-Identifier: MIT */
/*
 * The text typed into a text field is nowhere in Oriel's memory once the field is empty or
 * destroyed.
 *
 * The linker redirects every allocation of Oriel's code to this file. A block that contains the
 * secret when it is freed fails the test. All live blocks are searched for the secret at the end.
 */
#include <oriel/extend/input_event.h>
#include <oriel/widgets.h>

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"
#include "ui.h"

#define SECRET "Rosebud741"

enum { BLOCKS = 1 << 18 };

/* live blocks in a hash table by address, with open addressing */
static void *blocks[BLOCKS];
static bool watching;
static size_t leaks; /* blocks that contained the secret when they were freed */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void __real_free(void *memory);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
void __wrap_free(void *memory);
char *__wrap_strdup(const char *text);

static bool has_secret(const void *block) {
	const char *bytes = block;
	size_t size = malloc_usable_size((void *)(uintptr_t)block), length = strlen(SECRET);
	for (size_t at = 0; at + length <= size; at++) {
		if (memcmp(bytes + at, SECRET, length) == 0)
			return true;
	}
	return false;
}

static size_t slot_of(const void *block) {
	size_t slot = ((uintptr_t)block >> 4) * 2654435761u % BLOCKS;
	while (blocks[slot] != NULL && blocks[slot] != block)
		slot = (slot + 1) % BLOCKS;
	return slot;
}

static void *remember(void *block) {
	if (block != NULL)
		blocks[slot_of(block)] = block;
	return block;
}

/* Removes a block and fills its gap, so that lookups still find the blocks after it. */
static void forget(const void *block) {
	size_t gap = slot_of(block);
	if (blocks[gap] == NULL)
		return;
	blocks[gap] = NULL;
	for (size_t slot = (gap + 1) % BLOCKS; blocks[slot] != NULL; slot = (slot + 1) % BLOCKS) {
		void *other = blocks[slot];
		blocks[slot] = NULL;
		remember(other);
	}
}

void *__wrap_malloc(size_t size) {
	return remember(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size) {
	return remember(__real_calloc(count, size));
}

/* Always moves the block, so that its old contents are checked. */
void *__wrap_realloc(void *memory, size_t size) {
	void *moved = __wrap_malloc(size);
	if (memory == NULL || moved == NULL)
		return moved;
	size_t old_size = malloc_usable_size(memory);
	memcpy(moved, memory, old_size < size ? old_size : size);
	__wrap_free(memory);
	return moved;
}

void __wrap_free(void *memory) {
	if (memory != NULL) {
		leaks += watching && has_secret(memory);
		forget(memory);
	}
	__real_free(memory);
}

char *__wrap_strdup(const char *text) {
	size_t size = strlen(text) + 1;
	return memcpy(__wrap_malloc(size), text, size);
}

static size_t count_alive(void) {
	size_t count = 0;
	for (size_t slot = 0; slot < BLOCKS; slot++)
		count += blocks[slot] != NULL && has_secret(blocks[slot]);
	return count;
}

static oriel_widget *make_field(void) {
	return oriel_column(oriel_row(oriel_text_field("Password"), oriel_button("Elsewhere")));
}

static oriel_widget *field_of(struct ui *ui) {
	return oriel_query(oriel_window_root(ui->window), "text-field");
}

static struct ui open_focused(void) {
	struct ui ui = ui_open(make_field);
	leaks = 0;
	watching = true;
	oriel_focus(field_of(&ui));
	ui_settle(&ui);
	return ui;
}

/* Types the secret letter by letter, as on a keyboard. */
static void type_secret(struct ui *ui) {
	for (const char *at = SECRET; *at != '\0'; at++)
		ui_type(ui, (char[]){ *at, '\0' });
	assert_non_null(strstr(oriel_text_field_text(field_of(ui)), SECRET));
	assert_true(count_alive() > 0);
}

/* Replaces the primary selection first, because it keeps the selected text, as the clipboard keeps
 * copied text. */
static void close_field(struct ui *ui) {
	oriel_clipboard_write(ui->app, ORIEL_SELECTION_PRIMARY, NULL, 0);
	assert_int_equal(count_alive(), 0);
	assert_int_equal(leaks, 0);
	watching = false;
	ui_close(ui);
}

static void emptied_field_is_wiped_from_memory(void **state) {
	struct ui ui = open_focused();
	type_secret(&ui);
	ui_key(&ui, "Enter");
	ui_key(&ui, "Tab");
	ui_key(&ui, "shift+Tab");
	oriel_text_field_set_text(field_of(&ui), "");
	close_field(&ui);
}

static void hidden_emptied_field_is_wiped_from_memory(void **state) {
	struct ui ui = open_focused();
	type_secret(&ui);
	oriel_set_hidden(field_of(&ui), true);
	ui_settle(&ui);
	oriel_text_field_set_text(field_of(&ui), "");
	close_field(&ui);
}

static void destroyed_field_is_wiped_from_memory(void **state) {
	struct ui ui = open_focused();
	type_secret(&ui);
	ui_key(&ui, "Tab");
	oriel_destroy(field_of(&ui));
	ui_settle(&ui);
	close_field(&ui);
}

static void edited_text_is_wiped_from_memory(void **state) {
	struct ui ui = open_focused();
	type_secret(&ui);
	for (int i = 0; i < 3; i++)
		ui_key(&ui, "Backspace");
	ui_key(&ui, "ctrl+z");
	ui_key(&ui, "ctrl+Backspace");
	ui_key(&ui, "ctrl+z");
	ui_key(&ui, "Home");
	ui_type(&ui, "in front of ");
	ui_key(&ui, "ctrl+a");
	ui_type(&ui, "x");
	ui_key(&ui, "ctrl+z");
	ui_key(&ui, "Tab");
	oriel_text_field_set_text(field_of(&ui), NULL);
	close_field(&ui);
}

static void composed_text_is_wiped_from_memory(void **state) {
	struct ui ui = open_focused();
	oriel_input_push(ui.window,
		&(struct oriel_raw_input){ .type = ORIEL_RAW_PREEDIT, .text = SECRET, .preedit_caret = 4 });
	ui_settle(&ui);
	oriel_widget_commit_composition(field_of(&ui));
	ui_key(&ui, "a");
	oriel_input_push(ui.window,
		&(struct oriel_raw_input){ .type = ORIEL_RAW_PREEDIT, .text = SECRET, .preedit_caret = 4 });
	ui_settle(&ui);
	ui_type(&ui, SECRET);
	assert_string_equal(oriel_text_field_text(field_of(&ui)), SECRET "a" SECRET);
	oriel_text_field_set_text(field_of(&ui), "");
	close_field(&ui);
}

static void long_text_is_wiped_from_memory(void **state) {
	struct ui ui = open_focused();
	enum { COPIES = 2000 };
	size_t length = strlen(SECRET " ");
	char *text = malloc(COPIES * length + 1);
	for (size_t i = 0; i < COPIES; i++)
		memcpy(text + i * length, SECRET " ", length + 1);
	ui_type(&ui, text);
	memset(text, 0, COPIES * length);
	free(text);
	assert_true(count_alive() > 0);
	ui_type(&ui, "x");
	ui_key(&ui, "ctrl+Backspace");
	oriel_text_field_set_text(field_of(&ui), "");
	close_field(&ui);
}

static void word_shared_with_a_label_is_kept(void **state) {
	struct ui ui = open_focused();
	oriel_widget *label = oriel_label(SECRET);
	oriel_append(oriel_window_root(ui.window), label);
	type_secret(&ui);
	oriel_text_field_set_text(field_of(&ui), "");
	ui_settle(&ui);
	assert_true(count_alive() > 0);
	assert_string_equal(oriel_label_text(label), SECRET);
	watching = false;
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(emptied_field_is_wiped_from_memory),
		cmocka_unit_test(hidden_emptied_field_is_wiped_from_memory),
		cmocka_unit_test(destroyed_field_is_wiped_from_memory),
		cmocka_unit_test(edited_text_is_wiped_from_memory),
		cmocka_unit_test(composed_text_is_wiped_from_memory),
		cmocka_unit_test(long_text_is_wiped_from_memory),
		cmocka_unit_test(word_shared_with_a_label_is_kept));
}
