/* SPDX-License-Identifier: MIT */
/* The rows of an SQLite table, as docs/ui/lists.md shows them, with a real database and pool. */
#include "test.h"

#include "query.c"

#include <stdio.h>
#include <unistd.h>

static struct order order;
static oriel_loop *loop;

static void quit_with_step(const struct oriel_model_change *change, void *data) {
	(void)data;
	order_add(&order, "%zu -%zu +%zu *%zu%s", change->first, change->removed, change->added,
		change->changed, change->has_more ? "…" : "");
	if (!change->has_more)
		oriel_loop_quit(loop, 0);
}

static void execute(const char *path, const char *sql) {
	sqlite3 *database;
	assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
	assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(database);
}

static void a_table_is_read_in_pages_and_refreshed_by_keys(void **state) {
	char path[] = "/tmp/oriel-query-XXXXXX";
	(void)state;
	close(mkstemp(path));
	execute(path,
		"CREATE TABLE item (id INTEGER PRIMARY KEY, position INTEGER, text TEXT);"
		"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) "
		"INSERT INTO item SELECT i + 5000, i, 'item ' || i FROM n");
	loop = oriel_loop_new();
	oriel_model *model = query_new(path);
	oriel_model_observe(model, quit_with_step, NULL);
	oriel_loop_run(loop);
	assert_order(&order, "0 -0 +1000 *0");
	uint64_t key = oriel_model_key(model, 0, 70);
	assert_string_equal(oriel_model_text(model, key, 0), "");
	oriel_loop_run(loop);
	assert_order(&order, "64 -0 +0 *64");
	assert_string_equal(oriel_model_text(model, key, 0), "item 71");
	execute(path,
		"DELETE FROM item WHERE position < 3; INSERT INTO item VALUES (1, 500, 'new')");
	refresh(model, path);
	oriel_loop_run(loop);
	assert_order(&order, "0 -2 +0 *0…, 497 -0 +1 *0");
	assert_int_equal(oriel_model_key(model, 0, 68), key);
	assert_string_equal(oriel_model_text(model, key, 0), "item 71");
	oriel_model_unref(model);
	oriel_loop_destroy(loop);
	unlink(path);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(a_table_is_read_in_pages_and_refreshed_by_keys));
}
