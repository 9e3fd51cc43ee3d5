/* SPDX-License-Identifier: MIT */
/*
 * Loads and saves by jobs of one serial queue, in the order of the changes.
 *
 * A change that cannot be saved waits in the backlog, with all later changes. Every later job tries
 * the whole backlog again, and so does a timer with growing intervals. After a failure the database
 * is closed, so the next try examines the file again. After a permanent failure nothing is tried or
 * written any more.
 */
#include "store.h"

#include <stdlib.h>
#include <string.h>

#include <oriel/oriel.h>

#include "memory.h"

#define SLOW_MS 250.0
#define FIRST_RETRY_MS 500.0
#define LAST_RETRY_MS 8000.0
#define PATIENCE_MS 2000 /* another program's lock becomes a problem after this time */

struct store {
	/* Used on the loop's thread. */
	struct store_listener listener;
	oriel_job_queue *queue;
	oriel_job_id load_job;
	oriel_timer_id slow_timer, retry_timer;
	double retry_ms;
	size_t unsaved;
	bool loading, slow, closed, read_only;
	enum problem load_problem, save_problem;

	/* Used by the queue's jobs, one at a time. */
	struct database_options options;
	char *path;
	struct database *database; /* NULL before it is opened and after a failure */
	/* The database whose file has left the path, until its items are in the new file; may be NULL.
	 */
	struct database *strayed;
	bool was_open;
	bool failing;              /* the last try failed; the next tries do not wait for a lock */
	enum problem final_problem; /* a permanent problem */
	struct cursor cursor;
	struct change *backlog, **backlog_end;
};

struct save {
	struct store *store;
	struct change *change; /* may be NULL */
	size_t saved;
	enum problem problem;
	bool read_only, was_replaced; /* was_replaced: the list has more items to load */
};

struct load {
	struct store *store;
	struct batch batch;
	enum problem problem;
	bool read_only;
};

static bool may_pass(enum problem problem) {
	return problem == PROBLEM_LOCKED || problem == PROBLEM_UNWRITABLE || problem == PROBLEM_FULL;
}

/* ---- Jobs of the queue ---- */

/* Ends a failed try. Closes the database unless another program's lock is the reason. */
static void fail(struct store *store, enum problem problem) {
	store->failing = true;
	if (problem == PROBLEM_LOCKED && store->database) {
		database_set_patience(store->database, 0);
		return;
	}
	database_close(store->database);
	store->database = NULL;
	if (!may_pass(problem))
		store->final_problem = problem;
}

static void recover(struct store *store) {
	if (store->failing)
		database_set_patience(store->database, PATIENCE_MS);
	store->failing = false;
}

/* Opens the database. Finds the last item to load before any write, so items of this program are
 * not loaded again. */
static enum problem open_database(struct store *store, bool *was_replaced) {
	if (store->database && !database_is_current(store->database)) {
		database_leave_path(store->database);
		database_close(store->strayed);
		store->strayed = store->database;
		store->database = NULL;
	}
	if (store->database || store->final_problem != PROBLEM_NONE)
		return store->final_problem;
	store->options.must_exist = store->was_open && !store->strayed;
	store->options.make_folder = store->options.make_folder || store->strayed;
	store->options.patience_ms = store->failing ? 0 : PATIENCE_MS;
	enum problem problem = database_open(&store->options, &store->database);
	if (problem == PROBLEM_NONE && !store->was_open)
		problem = database_find_end(store->database, &store->cursor);
	if (problem == PROBLEM_NONE && store->strayed) {
		problem = database_adopt(store->database, store->strayed, &store->cursor);
		*was_replaced = problem == PROBLEM_NONE;
	}
	if (*was_replaced) {
		database_close(store->strayed);
		store->strayed = NULL;
	}
	if (problem == PROBLEM_NONE)
		store->was_open = true;
	else
		fail(store, problem);
	return problem;
}

static void add_to_backlog(struct store *store, struct change *change) {
	*store->backlog_end = change;
	store->backlog_end = &change->next;
}

static void drop_first_of_backlog(struct store *store) {
	struct change *change = store->backlog;
	store->backlog = change->next;
	if (!store->backlog)
		store->backlog_end = &store->backlog;
	change_destroy(change);
}

static enum problem save_backlog(struct store *store, size_t *saved, bool *was_replaced) {
	enum problem problem = open_database(store, was_replaced);
	while (problem == PROBLEM_NONE && store->backlog) {
		problem = database_apply(store->database, store->backlog);
		if (problem != PROBLEM_NONE) {
			fail(store, problem);
			break;
		}
		recover(store);
		drop_first_of_backlog(store);
		(*saved)++;
	}
	return problem;
}

static void save_work(oriel_job *job, void *data) {
	struct save *save = data;
	if (save->change)
		add_to_backlog(save->store, save->change);
	save->change = NULL;
	save->problem = save_backlog(save->store, &save->saved, &save->was_replaced);
	save->read_only = save->store->database && database_is_read_only(save->store->database);
}

static void load_work(oriel_job *job, void *data) {
	struct load *load = data;
	struct store *store = load->store;
	bool was_replaced = false; /* set: the cursor is at the beginning of the other list */
	load->problem = open_database(store, &was_replaced);
	if (load->problem != PROBLEM_NONE)
		return;
	load->read_only = database_is_read_only(store->database);
	load->problem = database_load(store->database, &store->cursor, &load->batch);
	if (load->problem != PROBLEM_NONE)
		fail(store, load->problem);
}

static void close_work(oriel_job *job, void *data) {
	struct store *store = data;
	size_t saved = 0;
	bool was_replaced = false;
	if (store->backlog || (store->database && !database_is_current(store->database)))
		save_backlog(store, &saved, &was_replaced);
	database_close(store->strayed);
	database_close(store->database);
}

/* ---- Functions of the loop's thread ---- */

static void begin_load(struct store *store);
static void save(struct store *store, struct change *change);

static bool has_work(const struct store *store) {
	return store->loading || store->unsaved > 0;
}

static void on_slow(void *data) {
	struct store *store = data;
	store->slow_timer = 0;
	store->slow = true;
	store->listener.status_changed(store->listener.data);
}

static void on_retry(void *data) {
	struct store *store = data;
	store->retry_timer = 0;
	if (store->loading)
		begin_load(store);
	if (store->unsaved > 0)
		save(store, NULL);
}

static void watch_for_slowness(struct store *store) {
	if (!has_work(store)) {
		oriel_clear_timer(store->slow_timer);
		store->slow_timer = 0;
		store->slow = false;
	} else if (!store->slow && !store->slow_timer) {
		store->slow_timer = oriel_set_timeout(on_slow, store, SLOW_MS);
	}
}

static void plan_retry(struct store *store) {
	enum problem problem = store_status(store).problem;
	if (problem == PROBLEM_NONE) {
		oriel_clear_timer(store->retry_timer);
		store->retry_timer = 0;
		store->retry_ms = FIRST_RETRY_MS;
	} else if (may_pass(problem) && has_work(store) && !store->retry_timer) {
		store->retry_timer = oriel_set_timeout(on_retry, store, store->retry_ms);
		store->retry_ms = store->retry_ms < LAST_RETRY_MS / 2 ? store->retry_ms * 2 : LAST_RETRY_MS;
	}
}

static void update(struct store *store) {
	if (store->closed)
		return;
	watch_for_slowness(store);
	plan_retry(store);
	store->listener.status_changed(store->listener.data);
}

static void on_saved(void *data) {
	struct save *save = data;
	struct store *store = save->store;
	store->unsaved -= save->saved;
	store->save_problem = save->problem;
	store->read_only = save->read_only;
	if (save->was_replaced && !store->loading && !store->closed) {
		store->loading = true;
		begin_load(store);
	}
	update(store);
}

static void drop_save(void *data) {
	struct save *save = data;
	if (save->change)
		change_destroy(save->change);
	free(save);
}

static void save(struct store *store, struct change *change) {
	struct save *data = allocate(sizeof(*data));
	*data = (struct save){ .store = store, .change = change };
	oriel_job_run(save_work, on_saved, data, .queue = store->queue, .finish_on_quit = true,
		.release = drop_save);
}

static void on_loaded(void *data) {
	struct load *load = data;
	struct store *store = load->store;
	store->load_job = 0;
	store->load_problem = load->problem;
	store->read_only = load->read_only;
	if (load->batch.count > 0)
		store->listener.loaded(load->batch.items, load->batch.count, store->listener.data);
	store->loading = !load->batch.complete &&
		(load->problem == PROBLEM_NONE || may_pass(load->problem));
	if (store->loading && load->problem == PROBLEM_NONE)
		begin_load(store);
	update(store);
}

static void drop_load(void *data) {
	struct load *load = data;
	batch_finish(&load->batch);
	free(load);
}

static void begin_load(struct store *store) {
	struct load *load = allocate(sizeof(*load));
	load->store = store;
	store->load_job = oriel_job_run(
		load_work, on_loaded, load, .queue = store->queue, .release = drop_load);
}

struct store *store_open(const struct store_options *options) {
	struct store *store = allocate(sizeof(*store));
	store->listener = options->listener;
	store->queue = oriel_job_queue_new();
	store->path = copy_text(options->path, strlen(options->path));
	store->options = (struct database_options){
		.path = store->path, .make_folder = options->make_folder, .rows = options->rows
	};
	store->backlog_end = &store->backlog;
	store->retry_ms = FIRST_RETRY_MS;
	store->loading = true;
	begin_load(store);
	watch_for_slowness(store);
	return store;
}

static void free_store(void *data) {
	struct store *store = data;
	while (store->backlog)
		drop_first_of_backlog(store);
	free(store->path);
	free(store);
}

void store_close(struct store *store) {
	store->closed = true;
	oriel_clear_timer(store->slow_timer);
	oriel_clear_timer(store->retry_timer);
	oriel_job_cancel(store->load_job);
	oriel_job_queue *queue = store->queue;
	oriel_job_run(
		close_work, NULL, store, .queue = queue, .finish_on_quit = true, .release = free_store);
	oriel_job_queue_destroy(queue);
}

struct store_status store_status(const struct store *store) {
	enum problem problem = store->save_problem != PROBLEM_NONE ? store->save_problem :
																store->load_problem;
	return (struct store_status){ .loading = store->loading,
		.slow = store->slow,
		.unsaved = store->unsaved,
		.problem = problem,
		.retries = may_pass(problem),
		.read_only = store->read_only };
}

/* ---- Changes ---- */

static void submit(struct store *store, struct change *change) {
	store->unsaved++;
	save(store, change);
	watch_for_slowness(store);
	store->listener.status_changed(store->listener.data);
}

int64_t store_insert(struct store *store, const char *text) {
	int64_t id = change_new_id();
	struct change *change = change_new(CHANGE_INSERT, &id, 1);
	change->text = copy_text(text, strlen(text));
	submit(store, change);
	return id;
}

void store_set_text(struct store *store, int64_t id, const char *text) {
	struct change *change = change_new(CHANGE_SET_TEXT, &id, 1);
	change->text = copy_text(text, strlen(text));
	submit(store, change);
}

void store_set_done(struct store *store, int64_t id, bool done) {
	struct change *change = change_new(CHANGE_SET_DONE, &id, 1);
	change->done = done;
	submit(store, change);
}

void store_delete(struct store *store, const int64_t *ids, size_t count) {
	submit(store, change_new(CHANGE_DELETE, ids, count));
}

void store_restore(struct store *store, const struct stored_item *items, size_t count) {
	submit(store, change_new_restore(items, count));
}
