/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Widgets, windows and applications as event targets: oriel_listen() and the other macros of
 * <oriel/runtime/target.h> take them.
 *
 * ```c
 * bool is_one = oriel_window_target(window) == ORIEL_TARGET(window); // 1 target a window
 * ```
 *
 * Thread: loop. Nothing here can fail.
 */
#ifndef ORIEL_UI_TARGET_H
#define ORIEL_UI_TARGET_H

#include <oriel/runtime/target.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Returns the target that the widget is; NULL for NULL. */
ORIEL_API oriel_target *oriel_widget_target(oriel_widget *widget);
/** Returns the target that the window is; NULL for NULL. */
ORIEL_API oriel_target *oriel_window_target(oriel_window *window);
/** Returns the target that the application is; NULL for NULL. */
ORIEL_API oriel_target *oriel_app_target(oriel_app *app);

#undef ORIEL__MORE_TARGETS
#define ORIEL__MORE_TARGETS \
	, oriel_widget *: oriel_widget_target \
	, oriel_window *: oriel_window_target \
	, oriel_app *: oriel_app_target

ORIEL_END

#ifdef __cplusplus
inline oriel_target *oriel_target_of(oriel_widget *x) { return oriel_widget_target(x); }
inline oriel_target *oriel_target_of(oriel_window *x) { return oriel_window_target(x); }
inline oriel_target *oriel_target_of(oriel_app *x) { return oriel_app_target(x); }
#endif

#endif
