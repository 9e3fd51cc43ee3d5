/* SPDX-License-Identifier: MIT */
/* Pictures of windows. See shot.h. */
#include "shot.h"

#include "test.h"

oriel_bitmap *shot_load(oriel_app *app, const char *path) {
	oriel_promise *loaded = oriel_bitmap_load(path);
	oriel_loop_settle(oriel_app_loop(app));
	oriel_bitmap *bitmap = NULL;
	if (oriel_promise_state(loaded) == ORIEL_PROMISE_FULFILLED)
		bitmap =
			oriel_bitmap_ref(oriel_bitmap_try_from_payload(oriel_promise_result(loaded)));
	oriel_promise_unref(loaded);
	return bitmap;
}

oriel_bitmap *shot_take(oriel_window *window, const char *path) {
	assert_int_equal(oriel_window_screenshot(window, path), ORIEL_OK);
	oriel_bitmap *bitmap = shot_load(oriel_window_app(window), path);
	assert_non_null(bitmap);
	return bitmap;
}
