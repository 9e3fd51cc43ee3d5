/* SPDX-License-Identifier: MIT */
/*
 * The SQLite file. The first bytes, read without SQLite, show whether the file is a todo list:
 * SQLite would recover or checkpoint the file of another program. The first transaction therefore
 * writes the application id, before the file switches to a write-ahead log.
 *
 * With the log, a committed change survives the end of the process at once. It survives a power cut
 * after the next checkpoint. synchronous=NORMAL may lose the newest changes in a power cut, but
 * never damages the file.
 */
#include "database.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "memory.h"

#define APPLICATION_ID 0x4f72546f /* "OrTo" */
#define APPLICATION_ID_TEXT "1332892783"
#define VERSION 1
#define VERSION_TEXT "1"
#define MAX_TEXT (1024 * 1024)  /* bytes: the limit of a text field */
#define MAX_BATCH (1024 * 1024) /* bytes of text, approximately */
/* The identity of the file at a path. */
struct identity {
	dev_t device;
	ino_t inode; /* 0: no file */
};

struct database {
	sqlite3 *connection;
	sqlite3_stmt *insert, *set_text, *set_done, *keep, *delete, *restore, *forget, *load;
	char *path; /* NULL: in memory */
	struct identity file, log, log_index;
	bool is_read_only;
};

static enum problem problem_of(int code) {
	switch (code & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE: return PROBLEM_NONE;
	case SQLITE_BUSY:
	case SQLITE_LOCKED: return PROBLEM_LOCKED;
	case SQLITE_FULL: return PROBLEM_FULL;
	case SQLITE_ERROR: /* the statements are valid, so the tables are wrong */
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB: return PROBLEM_DAMAGED;
	default: return PROBLEM_UNWRITABLE;
	}
}

/* ---- Checking without SQLite ---- */

static uint32_t big_endian(const unsigned char *bytes) {
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* Checks the header. Offsets: SQLite, "Database File Format", §1.3. An empty file is a list before
 * its first write. */
static enum problem check_header(const unsigned char *header, size_t length) {
	if (length == 0)
		return PROBLEM_NONE;
	if (length < 100 || memcmp(header, "SQLite format 3", 16) != 0)
		return PROBLEM_DAMAGED;
	if (big_endian(header + 68) != APPLICATION_ID)
		return PROBLEM_FOREIGN;
	return big_endian(header + 60) > VERSION ? PROBLEM_NEWER : PROBLEM_NONE;
}

static enum problem check_file(const char *path, bool must_exist) {
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (file < 0)
		return errno == ENOENT && !must_exist ? PROBLEM_NONE : PROBLEM_UNWRITABLE;
	unsigned char header[100];
	struct stat status;
	bool is_file = fstat(file, &status) == 0 && S_ISREG(status.st_mode);
	ssize_t length = is_file ? read(file, header, sizeof(header)) : -1;
	close(file);
	return length < 0 ? PROBLEM_UNWRITABLE : check_header(header, (size_t)length);
}

static void make_folders(const char *path) {
	char *folder = copy_text(path, strlen(path));
	for (char *at = folder + 1; *at; at++) {
		if (*at != '/')
			continue;
		*at = '\0';
		mkdir(folder, 0700); /* an error shows when the file is opened */
		*at = '/';
	}
	free(folder);
}

/* ---- Writing ---- */

static int execute(struct database *database, const char *sql) {
	return sqlite3_exec(database->connection, sql, NULL, NULL, NULL);
}

/* Commits after success, rolls back otherwise. */
static int end_transaction(struct database *database, int code) {
	if (code == SQLITE_OK)
		code = execute(database, "COMMIT");
	if (code != SQLITE_OK)
		execute(database, "ROLLBACK");
	return code;
}

static int run(sqlite3_stmt *statement) {
	int code = sqlite3_step(statement);
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	return code == SQLITE_DONE ? SQLITE_OK : code;
}

static int insert(struct database *database, int64_t id, const char *text, bool done) {
	sqlite3_bind_int64(database->insert, 1, id);
	sqlite3_bind_text(database->insert, 2, text, -1, SQLITE_STATIC);
	sqlite3_bind_int(database->insert, 3, done);
	return run(database->insert);
}

static int set_text(struct database *database, int64_t id, const char *text) {
	sqlite3_bind_int64(database->set_text, 1, id);
	sqlite3_bind_text(database->set_text, 2, text, -1, SQLITE_STATIC);
	return run(database->set_text);
}

static int set_done(struct database *database, int64_t id, bool done) {
	sqlite3_bind_int64(database->set_done, 1, id);
	sqlite3_bind_int(database->set_done, 3, done);
	return run(database->set_done);
}

static int run_with_id(sqlite3_stmt *statement, int64_t id) {
	sqlite3_bind_int64(statement, 1, id);
	return run(statement);
}

/* Deletes items. A temporary table keeps them with their positions, for undo. */
static int delete_all(struct database *database, const int64_t *ids, size_t count) {
	int code = execute(database, "BEGIN IMMEDIATE");
	for (size_t i = 0; i < count && code == SQLITE_OK; i++) {
		code = run_with_id(database->keep, ids[i]);
		if (code == SQLITE_OK)
			code = run_with_id(database->delete, ids[i]);
	}
	return end_transaction(database, code);
}

static int restore(struct database *database, const struct stored_item *item) {
	int code = run_with_id(database->restore, item->id);
	if (code == SQLITE_OK && sqlite3_changes(database->connection) == 0)
		return insert(database, item->id, item->text, item->done);
	return code == SQLITE_OK ? run_with_id(database->forget, item->id) : code;
}

static int restore_all(struct database *database, const struct stored_item *items, size_t count) {
	int code = execute(database, "BEGIN IMMEDIATE");
	for (size_t i = 0; i < count && code == SQLITE_OK; i++)
		code = restore(database, &items[i]);
	return end_transaction(database, code);
}

static int add_made_up_items(struct database *database, size_t count) {
	static const char *const verbs[] = { "Call", "Write to", "Visit", "Thank", "Invite", "Remind",
		"Answer" };
	static const char *const people[] = { "Ada", "the plumber", "Grandma", "the landlord", "Émile",
		"the neighbours", "Jun", "the bank" };
	enum { VERBS = sizeof(verbs) / sizeof(verbs[0]), PEOPLE = sizeof(people) / sizeof(people[0]) };
	int code = execute(database, "BEGIN IMMEDIATE");
	for (size_t i = 0; i < count && code == SQLITE_OK; i++) {
		char text[64];
		snprintf(text, sizeof(text), "%s %s", verbs[i % VERBS], people[i % PEOPLE]);
		code = insert(database, (int64_t)i + 1, text, i % 3 == 2);
	}
	return end_transaction(database, code);
}

enum problem database_apply(struct database *database, const struct change *change) {
	switch (change->kind) {
	case CHANGE_INSERT:
		return problem_of(insert(database, change->ids[0], change->text, change->done));
	case CHANGE_SET_TEXT: return problem_of(set_text(database, change->ids[0], change->text));
	case CHANGE_SET_DONE: return problem_of(set_done(database, change->ids[0], change->done));
	case CHANGE_DELETE: return problem_of(delete_all(database, change->ids, change->count));
	case CHANGE_RESTORE: return problem_of(restore_all(database, change->items, change->count));
	}
	return PROBLEM_NONE;
}

/* ---- Opening ---- */

/* Reads the first column of the first row of a query. */
static int query_number(struct database *database, const char *sql, int64_t *out) {
	sqlite3_stmt *statement;
	int code = sqlite3_prepare_v2(database->connection, sql, -1, &statement, NULL);
	if (code == SQLITE_OK) {
		code = sqlite3_step(statement);
		if (code == SQLITE_ROW)
			*out = sqlite3_column_int64(statement, 0);
		sqlite3_finalize(statement);
	}
	return code == SQLITE_ROW ? SQLITE_OK : code;
}

/* Checks that the file is an intact database, without interpreting its content. */
static enum problem check_structure(struct database *database) {
	sqlite3_stmt *statement;
	int code = sqlite3_prepare_v2(
		database->connection, "PRAGMA quick_check(1)", -1, &statement, NULL);
	if (code != SQLITE_OK)
		return problem_of(code);
	code = sqlite3_step(statement);
	const char *answer = code == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) :
											NULL;
	bool sound = answer && strcmp(answer, "ok") == 0;
	sqlite3_finalize(statement);
	return code != SQLITE_ROW ? problem_of(code) : sound ? PROBLEM_NONE : PROBLEM_DAMAGED;
}

/* Determines the owner of the file. An empty database belongs to no program yet. */
static enum problem find_owner(struct database *database, bool *is_ours) {
	int64_t id = 0, version = 0, tables = 0;
	int code = query_number(database, "PRAGMA application_id", &id);
	if (code == SQLITE_OK)
		code = query_number(database, "PRAGMA user_version", &version);
	if (code == SQLITE_OK)
		code = query_number(database, "SELECT count(*) FROM sqlite_master", &tables);
	*is_ours = id == APPLICATION_ID;
	if (code != SQLITE_OK)
		return problem_of(code);
	if (!*is_ours && (id != 0 || tables > 0))
		return PROBLEM_FOREIGN;
	return *is_ours && version > VERSION ? PROBLEM_NEWER : PROBLEM_NONE;
}

static enum problem create_tables(struct database *database) {
	return problem_of(execute(database,
		"PRAGMA application_id = " APPLICATION_ID_TEXT ";"
		"PRAGMA user_version = " VERSION_TEXT ";"
		"CREATE TABLE item (position INTEGER PRIMARY KEY AUTOINCREMENT, id INTEGER NOT NULL "
		"UNIQUE, text TEXT NOT NULL, done INTEGER NOT NULL)"));
}

/* Creates the tables. Another process may do the same, so the state is checked again under the
 * lock. */
static enum problem create(struct database *database) {
	bool is_ours;
	enum problem problem = problem_of(execute(database, "BEGIN IMMEDIATE"));
	if (problem != PROBLEM_NONE)
		return problem;
	problem = find_owner(database, &is_ours);
	if (problem == PROBLEM_NONE && !is_ours)
		problem = create_tables(database);
	if (problem == PROBLEM_NONE)
		return problem_of(end_transaction(database, SQLITE_OK));
	execute(database, "ROLLBACK");
	return problem;
}

/* Starts the write-ahead log. Without one, e.g. on a network disk, each commit waits for the disk.
 */
static int start_log(struct database *database) {
	sqlite3_stmt *statement;
	int code = sqlite3_prepare_v2(
		database->connection, "PRAGMA journal_mode = WAL", -1, &statement, NULL);
	if (code != SQLITE_OK)
		return code;
	code = sqlite3_step(statement);
	bool has_log = code == SQLITE_ROW &&
		strcmp((const char *)sqlite3_column_text(statement, 0), "wal") == 0;
	sqlite3_finalize(statement);
	if (code != SQLITE_ROW)
		return code;
	return execute(database, has_log ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL");
}

/* Items are read once, in order: a large cache of pages is of no use. KiB are negative. */
static int limit_cache(struct database *database) {
	return execute(database, "PRAGMA cache_size = -256; PRAGMA temp.cache_size = -256");
}

/* Creates tables of this connection only: deleted items for undo, and the ids of items that are
 * shown. */
static int create_temporary_tables(struct database *database) {
	return execute(database,
		"CREATE TEMP TABLE deleted (position INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, text "
		"TEXT NOT NULL, done INTEGER NOT NULL);"
		"CREATE TEMP TABLE shown (id INTEGER PRIMARY KEY)");
}

static enum problem prepare(struct database *database) {
	const struct { const char *sql; sqlite3_stmt **statement;
	} statements[] = {
		{ "INSERT INTO item (id, text, done) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO NOTHING",
			&database->insert },
		{ "UPDATE item SET text = ?2 WHERE id = ?1", &database->set_text },
		{ "UPDATE item SET done = ?3 WHERE id = ?1", &database->set_done },
		{ "INSERT OR REPLACE INTO temp.deleted SELECT position, id, text, done FROM main.item "
		"WHERE id = ?1",
			&database->keep },
		{ "DELETE FROM main.item WHERE id = ?1", &database->delete },
		{ "INSERT INTO main.item SELECT position, id, text, done FROM temp.deleted WHERE id = ?1 "
		"ON CONFLICT DO NOTHING",
			&database->restore },
		{ "DELETE FROM temp.deleted WHERE id = ?1", &database->forget },
		{ "SELECT position, id, text, done FROM item WHERE position > ?1 AND position <= ?2 AND id "
		"NOT IN temp.shown ORDER BY position",
			&database->load },
	};
	int code = create_temporary_tables(database);
	if (code == SQLITE_OK)
		code = limit_cache(database);
	for (size_t i = 0; i < sizeof(statements) / sizeof(statements[0]) && code == SQLITE_OK; i++)
		code = sqlite3_prepare_v3(database->connection, statements[i].sql, -1,
			SQLITE_PREPARE_PERSISTENT, statements[i].statement, NULL);
	return problem_of(code);
}

static enum problem fill(struct database *database, size_t rows) {
	int64_t items = 0;
	int code = query_number(database, "SELECT count(*) FROM item", &items);
	return problem_of(code == SQLITE_OK && items == 0 ? add_made_up_items(database, rows) : code);
}

static enum problem set_up(struct database *database, const struct database_options *options) {
	database_set_patience(database, options->patience_ms);
	bool is_ours, is_read_only = database->is_read_only;
	enum problem problem = find_owner(database, &is_ours);
	if (problem == PROBLEM_NONE && is_read_only && !is_ours)
		problem = PROBLEM_UNWRITABLE;
	if (problem == PROBLEM_NONE)
		problem = is_ours ? check_structure(database) : create(database);
	if (problem == PROBLEM_NONE && !is_read_only)
		problem = problem_of(start_log(database));
	if (problem == PROBLEM_NONE)
		problem = prepare(database);
	return problem == PROBLEM_NONE && options->rows > 0 && !is_read_only ?
		fill(database, options->rows) :
		problem;
}

/* Returns whether the list can be written. A file with a log needs a writable folder too. */
static bool may_write(const char *path) {
	if (access(path, F_OK) != 0)
		return true; /* it is created, or opening it reports the error */
	const char *slash = strrchr(path, '/');
	char *folder = slash ? copy_text(path, slash == path ? 1 : (size_t)(slash - path)) :
						copy_text(".", 1);
	bool may = access(path, W_OK) == 0 && access(folder, W_OK) == 0;
	free(folder);
	return may;
}

/*
 * Opens a list read-only. SQLite creates the log's files even for reading, with the permissions of
 * the list. They would keep the list unwritable after it is made writable again. If no log exists,
 * the option "immutable" avoids those files, and nothing is lost.
 */
static int open_read_only(const char *path, sqlite3 **connection) {
	size_t size = 3 * strlen(path) + sizeof("file:?immutable=1"), length = 0;
	char *uri = allocate(size);
	length += (size_t)snprintf(uri, size, "file:");
	for (const char *at = path; *at; at++)
		length += (size_t)snprintf(
			uri + length, size - length, strchr("%?#", *at) ? "%%%02X" : "%c", (unsigned char)*at);
	char *log = allocate(strlen(path) + sizeof("-wal"));
	snprintf(log, strlen(path) + sizeof("-wal"), "%s-wal", path);
	struct stat status;
	if (stat(log, &status) != 0 || status.st_size == 0)
		snprintf(uri + length, size - length, "?immutable=1");
	int code = sqlite3_open_v2(
		uri, connection, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
	free(log);
	free(uri);
	return code;
}

static int open_connection(struct database *database, const struct database_options *options) {
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
		(options->must_exist ? 0 : SQLITE_OPEN_CREATE);
	return database->is_read_only ? open_read_only(options->path, &database->connection) :
		sqlite3_open_v2(options->path, &database->connection, flags, NULL);
}

/* Returns the identity of the file at the path plus a suffix, e.g. "-wal". */
static struct identity identify(const char *path, const char *end) {
	size_t size = strlen(path) + strlen(end) + 1;
	char *whole = allocate(size);
	snprintf(whole, size, "%s%s", path, end);
	struct stat status;
	struct identity identity = { 0 };
	if (stat(whole, &status) == 0)
		identity = (struct identity){ status.st_dev, status.st_ino };
	free(whole);
	return identity;
}

static bool is_there(const char *path, const char *end, struct identity identity) {
	struct identity now = identify(path, end);
	return identity.inode != 0 && now.device == identity.device && now.inode == identity.inode;
}

static void note_identity(struct database *database, const char *path) {
	database->path = copy_text(path, strlen(path));
	database->file = identify(path, "");
	database->log = identify(path, "-wal");
	database->log_index = identify(path, "-shm");
}

enum problem database_open(const struct database_options *options, struct database **out) {
	bool in_memory = strcmp(options->path, ":memory:") == 0;
	if (options->make_folder && !in_memory)
		make_folders(options->path);
	enum problem problem = in_memory ? PROBLEM_NONE :
									check_file(options->path, options->must_exist);
	if (problem != PROBLEM_NONE)
		return problem;

	struct database *database = allocate(sizeof(*database));
	database->is_read_only = !in_memory && !may_write(options->path);
	problem = problem_of(open_connection(database, options));
	if (problem == PROBLEM_NONE)
		problem = set_up(database, options);
	if (problem == PROBLEM_NONE && !in_memory)
		note_identity(database, options->path);
	if (problem == PROBLEM_NONE)
		*out = database;
	else
		database_close(database);
	return problem;
}

void database_close(struct database *database) {
	if (!database)
		return;
	sqlite3_stmt *statements[] = { database->insert, database->set_text, database->set_done,
		database->keep, database->delete, database->restore, database->forget, database->load };
	for (size_t i = 0; i < sizeof(statements) / sizeof(statements[0]); i++)
		sqlite3_finalize(statements[i]);
	sqlite3_close(database->connection);
	free(database->path);
	free(database);
}

bool database_is_current(const struct database *database) {
	return !database->path || is_there(database->path, "", database->file);
}

static void remove_own(const struct database *database, const char *end, struct identity identity) {
	if (!is_there(database->path, end, identity))
		return;
	size_t size = strlen(database->path) + strlen(end) + 1;
	char *whole = allocate(size);
	snprintf(whole, size, "%s%s", database->path, end);
	unlink(whole);
	free(whole);
}

void database_leave_path(struct database *database) {
	if (!database->is_read_only)
		execute(database, "PRAGMA wal_checkpoint(TRUNCATE)");
	remove_own(database, "-wal", database->log);
	remove_own(database, "-shm", database->log_index);
}

bool database_is_read_only(const struct database *database) {
	return database->is_read_only;
}

void database_set_patience(struct database *database, int patience_ms) {
	sqlite3_busy_timeout(database->connection, patience_ms);
}

/* ---- Reading ---- */

enum problem database_find_end(struct database *database, struct cursor *cursor) {
	cursor->after = INT64_MIN;
	return problem_of(
		query_number(database, "SELECT ifnull(max(position), 0) FROM item", &cursor->until));
}

static size_t add_to_batch(struct batch *batch, sqlite3_stmt *row) {
	const char *text = (const char *)sqlite3_column_text(row, 2);
	size_t length = text ? strnlen(text, MAX_TEXT) : 0;
	batch->items[batch->count++] = (struct stored_item){
		.id = sqlite3_column_int64(row, 1),
		.text = copy_text(text ? text : "", length),
		.done = sqlite3_column_int(row, 3) != 0,
	};
	return length;
}

enum problem database_load(struct database *database, struct cursor *cursor, struct batch *batch) {
	batch->count = 0;
	size_t bytes = 0;
	int code = SQLITE_ROW;
	sqlite3_bind_int64(database->load, 1, cursor->after);
	sqlite3_bind_int64(database->load, 2, cursor->until);
	while (batch->count < BATCH_SIZE && bytes < MAX_BATCH &&
		(code = sqlite3_step(database->load)) == SQLITE_ROW) {
		cursor->after = sqlite3_column_int64(database->load, 0);
		bytes += add_to_batch(batch, database->load);
	}
	sqlite3_reset(database->load);
	batch->complete = code == SQLITE_DONE;
	if (batch->complete)
		cursor->after = cursor->until;
	return problem_of(code);
}

static int adopt_items(struct database *database, sqlite3_stmt *items, sqlite3_stmt *show) {
	int code;
	while ((code = sqlite3_step(items)) == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(items, 0);
		bool is_shown = sqlite3_column_int(items, 3) == 0;
		code = is_shown ? run_with_id(show, id) : SQLITE_OK;
		if (code == SQLITE_OK)
			code = insert(database, id, (const char *)sqlite3_column_text(items, 1),
				sqlite3_column_int(items, 2) != 0);
		if (code != SQLITE_OK)
			return code;
	}
	return code == SQLITE_DONE ? SQLITE_OK : code;
}

enum problem database_adopt(
	struct database *database, struct database *strayed, struct cursor *cursor) {
	sqlite3_stmt *items = NULL, *show = NULL;
	int code = sqlite3_prepare_v2(strayed->connection,
		"SELECT id, text, done, position > ?1 AND position <= ?2 FROM item ORDER BY position", -1,
		&items, NULL);
	if (code == SQLITE_OK) {
		sqlite3_bind_int64(items, 1, cursor->after);
		sqlite3_bind_int64(items, 2, cursor->until);
		code = sqlite3_prepare_v2(
			database->connection, "INSERT OR IGNORE INTO temp.shown VALUES (?1)", -1, &show, NULL);
	}
	if (code == SQLITE_OK)
		code = execute(database, "BEGIN IMMEDIATE");
	if (code == SQLITE_OK)
		code = end_transaction(database, adopt_items(database, items, show));
	sqlite3_finalize(items);
	sqlite3_finalize(show);
	return code == SQLITE_OK ? database_find_end(database, cursor) : problem_of(code);
}

void batch_finish(struct batch *batch) {
	for (size_t i = 0; i < batch->count; i++)
		free(batch->items[i].text);
	batch->count = 0;
}

int64_t change_new_id(void) {
	int64_t id;
	sqlite3_randomness(sizeof(id), &id);
	return id & INT64_MAX;
}

struct change *change_new(enum change_kind kind, const int64_t *ids, size_t count) {
	struct change *change = allocate(sizeof(*change) + count * sizeof(ids[0]));
	change->kind = kind;
	change->count = count;
	if (count > 0)
		memcpy(change->ids, ids, count * sizeof(ids[0]));
	return change;
}

struct change *change_new_restore(const struct stored_item *items, size_t count) {
	struct change *change = change_new(CHANGE_RESTORE, NULL, 0);
	change->items = allocate(count * sizeof(*items));
	memcpy(change->items, items, count * sizeof(*items));
	change->count = count;
	return change;
}

void change_destroy(struct change *change) {
	for (size_t i = 0; change->items && i < change->count; i++)
		free(change->items[i].text);
	free(change->items);
	free(change->text);
	free(change);
}
