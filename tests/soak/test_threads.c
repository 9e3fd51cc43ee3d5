/* SPDX-License-Identifier: MIT */
/*
 * Applications on several threads at once: each has a loop, fonts, shaping, styles and painting of
 * its own, and what the threads share (fontconfig, libraries, the process's hooks) must not show.
 * All of them draw the same, so that a picture that differs from the one drawn alone is a race,
 * also where no sanitizer looks.
 */
#include <pthread.h>

#include <oriel/widgets.h>

#include "app/app_internal.h"
#include "platform/headless_internal.h"
#include "test.h"
#include "ui.h"

/*
 * libuv closes descriptors by a bare system call, which ThreadSanitizer does not see: it takes the
 * next file that fontconfig opens and closes on another thread for the same descriptor.
 */
const char *__tsan_default_suppressions(void);
const char *__tsan_default_suppressions(void) {
	return "race:libfontconfig.so\n";
}

enum { THREADS = 3, ROUNDS = 6, WIDTH = 300, HEIGHT = 240 };

static oriel_widget *make_content(void) {
	return oriel_set(
		oriel_column(oriel_set(oriel_label("Todo"), .classes = "title"),
			oriel_row(oriel_text_field("What needs doing?"),
				oriel_set(oriel_button("Add"), .classes = "primary")),
			oriel_list(oriel_checkbox("office waffle"), oriel_checkbox("日本語のテキスト"),
				oriel_checkbox("שלום مرحبا"), oriel_checkbox("🧀"))),
		.style = "padding: 12px; gap: 8px");
}

/* FNV-1a */
static uint64_t add_to_hash(uint64_t hash, uint32_t value) {
	return (hash ^ value) * 1099511628211u;
}

static uint64_t hash_of_window(oriel_window *window) {
	uint64_t hash = 14695981039346656037u;
	for (int y = 0; y < HEIGHT; y++) {
		for (int x = 0; x < WIDTH; x++)
			hash = add_to_hash(hash,
				oriel__headless_shown_pixel(window->surface.platform_window, x, y) & 0xffffff);
	}
	return hash;
}

static void work(oriel_job *job, void *data) {
	oriel_job_report(job, ORIEL_NO_PAYLOAD);
}

static void count(void *data) {
	++*(int *)data;
}

/* @return what the window looks like at last; 0 if a job got lost */
static uint64_t live(void) {
	struct ui ui = { .app = oriel_app_new("org.oriel.test", .headless = true) };
	int done = 0;
	ui.loop = oriel_app_loop(ui.app);
	ui.window = oriel_window_open(
		ui.app, .width = WIDTH, .height = HEIGHT, .content = make_content());
	ui_settle(&ui);
	oriel_focus(oriel_query(oriel_window_root(ui.window), "text-field"));
	ui_type(&ui, "rye bread, naïve Ω");
	ui_click(&ui, oriel_query(oriel_window_root(ui.window), "checkbox"), 1);
	for (int i = 0; i < 8; i++)
		oriel_job_run(work, count, &done);
	oriel_loop_settle(ui.loop);
	uint64_t hash = hash_of_window(ui.window);
	ui_close(&ui);
	return done == 8 ? hash : 0;
}

struct thread {
	pthread_t id;
	uint64_t expected;
	int wrong;
};

static void *live_on(void *data) {
	struct thread *thread = data;
	for (int i = 0; i < ROUNDS; i++)
		thread->wrong += live() != thread->expected;
	return NULL;
}

static void applications_on_several_threads_draw_what_one_alone_draws(void **state) {
	struct thread threads[THREADS];
	uint64_t alone = live();
	assert_int_not_equal(alone, 0);
	for (int i = 0; i < THREADS; i++) {
		threads[i] = (struct thread){ .expected = alone };
		assert_int_equal(pthread_create(&threads[i].id, NULL, live_on, &threads[i]), 0);
	}
	for (int i = 0; i < THREADS; i++) {
		pthread_join(threads[i].id, NULL);
		assert_int_equal(threads[i].wrong, 0);
	}
}

/* A loop without an application on every thread, each posting to all the others. */
struct ring {
	oriel_loop *loops[THREADS];
	pthread_barrier_t ready;
};

struct member {
	pthread_t id;
	struct ring *ring;
	int place, heard;
};

enum { POSTS = 300 };

static void hear(void *data) {
	struct member *member = data;
	if (++member->heard == THREADS * POSTS)
		oriel_loop_quit(oriel_loop_current(), 0);
}

static struct member members[THREADS];

static void *talk(void *data) {
	struct member *member = data;
	struct ring *ring = member->ring;
	oriel_loop *loop = ring->loops[member->place] = oriel_loop_new();
	pthread_barrier_wait(&ring->ready);
	for (int i = 0; i < POSTS; i++) {
		for (int other = 0; other < THREADS; other++)
			oriel_post(ring->loops[other], hear, &members[other]);
	}
	oriel_loop_run(loop);
	pthread_barrier_wait(&ring->ready);
	oriel_loop_destroy(loop);
	return NULL;
}

static void loops_on_several_threads_post_to_one_another(void **state) {
	struct ring ring;
	assert_int_equal(pthread_barrier_init(&ring.ready, NULL, THREADS), 0);
	for (int i = 0; i < THREADS; i++) {
		members[i] = (struct member){ .ring = &ring, .place = i };
		assert_int_equal(pthread_create(&members[i].id, NULL, talk, &members[i]), 0);
	}
	for (int i = 0; i < THREADS; i++)
		pthread_join(members[i].id, NULL);
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(members[i].heard, THREADS * POSTS);
	pthread_barrier_destroy(&ring.ready);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(applications_on_several_threads_draw_what_one_alone_draws),
		cmocka_unit_test(loops_on_several_threads_post_to_one_another));
}
