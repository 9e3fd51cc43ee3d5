/* SPDX-License-Identifier: MIT */
/*
 * The SDL platform: starts and stops SDL's video, and chooses the driver.
 *
 * SDL is a singleton of the process, and so is this platform. Only video is initialised, because
 * joysticks and sensors would make SDL poll (docs/ui/platforms.md). SDL installs no signal
 * handlers. SDL's video driver determines how the loop waits and how pictures are shown: struct
 * oriel__sdl_driver.
 */
#include "sdl_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "loop/loop_internal.h"
#include "sdl_clipboard_internal.h"
#include "sdl_environment_internal.h"
#include "environment_internal.h"

#include <oriel/runtime/log.h>
#include <stdlib.h>
#include <string.h>

static struct oriel__sdl_platform *sdl_platform_of(oriel_platform *platform, const char *caller) {
	struct oriel__sdl_platform *sdl = oriel__container_of(
		platform, struct oriel__sdl_platform, base);
	oriel__loop_check(sdl->loop, caller);
	return sdl;
}

/* Sets SDL's hints. Environment variables of the user take precedence: SDL_SetHint() does not
 * override them. */
static void sdl_set_hints(const char *app_id) {
	static const struct {
		const char *name, *value;
	} hints[] = {
		{ SDL_HINT_NO_SIGNAL_HANDLERS, "1" },
		{ SDL_HINT_IME_SUPPORT_EXTENDED_TEXT, "1" },
		{ SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1" },
		{ SDL_HINT_TOUCH_MOUSE_EVENTS, "0" },
		{ SDL_HINT_MOUSE_TOUCH_EVENTS, "0" },
		{ SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1" },
		/* costs two round trips a click; sdl_input.c captures when a drag begins */
		{ SDL_HINT_MOUSE_AUTO_CAPTURE, "0" },
		{ SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0" },
		{ SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0" },
		{ SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0" },
	};
	for (size_t i = 0; i < sizeof(hints) / sizeof(hints[0]); i++)
		SDL_SetHint(hints[i].name, hints[i].value);
	SDL_SetHint(SDL_HINT_APP_NAME, app_id);
}

/* Tells whether a session bus runs. Without one, libdbus would start one for SDL: a process or two,
 * and milliseconds. */
static bool sdl_has_session_bus(void) {
	char address[512];
	return oriel__environment_session_bus(address, sizeof(address));
}

static const struct oriel__sdl_driver *sdl_driver_by_name(const char *name) {
	static const struct {
		const char *name;
		const struct oriel__sdl_driver *driver;
	} drivers[] = {
#ifdef ORIEL_X11
		{ "x11", &oriel__sdl_x11 },
#endif
#ifdef ORIEL_WAYLAND
		{ "wayland", &oriel__sdl_wayland },
#endif
#ifdef ORIEL_KMSDRM
		{ "KMSDRM", &oriel__sdl_kmsdrm },
#endif
		{ "dummy", &oriel__sdl_memory },
		{ "offscreen", &oriel__sdl_memory },
	};
	for (size_t i = 0; name != NULL && i < sizeof(drivers) / sizeof(drivers[0]); i++)
		if (strcmp(drivers[i].name, name) == 0)
			return drivers[i].driver;
	oriel_log(ORIEL_LOG_INFO, "SDL's video driver %s cannot be waited for: it is polled",
		name != NULL ? name : "?");
	return &oriel__sdl_unknown;
}

static bool sdl_may_use_x11(void) {
	const char *drivers = getenv("SDL_VIDEODRIVER");
	return getenv("DISPLAY") != NULL && (drivers == NULL || strstr(drivers, "x11") != NULL);
}

/* Sets the environment variables that SDL and its libraries read while they start. */
static void sdl_set_environment(const char *app_id) {
	struct oriel__sdl_variable variables[3];
	size_t count = 0;
	/* SDL 2 reads the application's id from this variable, for Wayland too */
	if (app_id[0] != '\0' && getenv("SDL_VIDEO_X11_WMCLASS") == NULL)
		variables[count++] = (struct oriel__sdl_variable){ "SDL_VIDEO_X11_WMCLASS", app_id };
	if (!sdl_has_session_bus() && getenv("DBUS_SESSION_BUS_ADDRESS") == NULL)
		variables[count++] = (struct oriel__sdl_variable){ "DBUS_SESSION_BUS_ADDRESS",
			"unix:path=/nonexistent" };
	/* Compose sequences are handled in keymap.c, but Xlib would read the locale's table, half a
	 * megabyte of text, at every start. An empty table prevents that, and makes Xlib leave dead
	 * keys alone. */
	if (sdl_may_use_x11())
		variables[count++] = (struct oriel__sdl_variable){ "XCOMPOSEFILE", "/dev/null" };
	oriel__sdl_environment_set(variables, count);
}

static bool sdl_init_video(const char *app_id) {
#ifdef ORIEL_WAYLAND
	oriel__wayland_redirect_log();
	if (oriel__sdl_wayland_lacks_seat()) {
		oriel_log(ORIEL_LOG_ERROR,
			"no display: the Wayland compositor has no seat, i.e. no input device yet, and SDL "
			"does not start without one; plug one in, or set SDL_VIDEODRIVER=x11");
		return false;
	}
#endif
	sdl_set_environment(app_id);
	bool done = SDL_InitSubSystem(SDL_INIT_VIDEO) == 0;
	oriel__sdl_environment_restore();
	/* Without a display SDL chooses a driver that shows nothing; the program must get an error
	 * instead. */
	bool shows = done &&
		(sdl_driver_by_name(SDL_GetCurrentVideoDriver()) != &oriel__sdl_memory ||
			getenv("SDL_VIDEODRIVER") != NULL);
	if (!shows)
		oriel__sdl_log_no_display();
	if (done && !shows)
		SDL_QuitSubSystem(SDL_INIT_VIDEO);
	return shows;
}

static void sdl_destroy(oriel_platform *base) {
	struct oriel__sdl_platform *platform = sdl_platform_of(base, "destroy");
	while (platform->windows != NULL)
		oriel__sdl_window_close(&platform->windows->base);
	oriel__sdl_clipboard_destroy(platform);
	oriel__sdl_wait_finish(platform);
	for (size_t i = 0; i < sizeof(platform->cursors) / sizeof(platform->cursors[0]); i++)
		SDL_FreeCursor(platform->cursors[i]);
#ifdef ORIEL_X11
	if (strcmp(SDL_GetCurrentVideoDriver(), "x11") == 0)
		oriel__sdl_x11_errors_end();
#endif
	SDL_QuitSubSystem(SDL_INIT_VIDEO);
	oriel__sdl_input_finish(platform);
	oriel_loop_unref(platform->loop);
	oriel__free(platform);
}

/* Applies the desktop's scale to the windows, unless ORIEL_SCALE replaces it. */
static void sdl_set_scale(oriel_platform *base, float scale) {
	struct oriel__sdl_platform *platform = sdl_platform_of(base, "set_scale");
	platform->desktop_scale = scale;
	for (struct oriel__sdl_window *window = platform->windows; window != NULL;
		window = window->next)
		oriel__sdl_window_update_unit(window);
}

static const char *sdl_window_system(oriel_platform *base) {
	sdl_platform_of(base, "window_system");
	return SDL_GetCurrentVideoDriver();
}

static const struct oriel_platform_class sdl_class = {
	.abi = ORIEL_PLATFORM_ABI,
	.name = "sdl",
	.destroy = sdl_destroy,
	.window_open = oriel__sdl_window_open,
	.window_close = oriel__sdl_window_close,
	.window_set_title = oriel__sdl_window_set_title,
	.window_set_size = oriel__sdl_window_set_size,
	.window_set_fullscreen = oriel__sdl_window_set_fullscreen,
	.window_is_fullscreen = oriel__sdl_window_is_fullscreen,
	.window_size = oriel__sdl_window_size,
	.can = oriel__sdl_can,
	.window_state = oriel__sdl_window_state,
	.window_set_position = oriel__sdl_window_set_position,
	.window_set_minimized = oriel__sdl_window_set_minimized,
	.window_set_maximized = oriel__sdl_window_set_maximized,
	.window_set_always_on_top = oriel__sdl_window_set_always_on_top,
	.window_set_icon = oriel__sdl_window_set_icon,
	.window_activate = oriel__sdl_window_activate,
	.window_scale = oriel__sdl_window_scale,
	.window_interval_ms = oriel__sdl_window_interval_ms,
	.window_is_visible = oriel__sdl_window_is_visible,
	.window_set_cursor = oriel__sdl_window_set_cursor,
	.window_set_text_input = oriel__sdl_window_set_text_input,
	.window_reset_text_input = oriel__sdl_window_reset_text_input,
	.window_framebuffer = oriel__sdl_window_framebuffer,
	.window_present = oriel__sdl_window_present,
	.clipboard_offer = oriel__sdl_clipboard_offer,
	.clipboard_types = oriel__sdl_clipboard_types,
	.clipboard_read = oriel__sdl_clipboard_read,
	.clipboard_cancel = oriel__sdl_clipboard_cancel,
	.set_scale = sdl_set_scale,
	.window_system = sdl_window_system,
};

oriel_platform *oriel_platform_new_sdl(const char *app_id) {
	oriel_loop *loop = oriel__loop_here("oriel_platform_new_sdl");
	ORIEL_ASSERT(!SDL_WasInit(SDL_INIT_VIDEO),
		"oriel_platform_new_sdl: SDL's video runs already, and a process has it once; destroy the "
		"other platform first");
	sdl_set_hints(app_id);
#ifdef ORIEL_X11
	bool errors_are_xlibs = oriel__sdl_x11_errors_are_xlibs();
#endif
	if (!sdl_init_video(app_id))
		return NULL;
	SDL_StopTextInput(); /* SDL starts with text input on */
	struct oriel__sdl_platform *platform = oriel__alloc_zero(1, sizeof(*platform));
	platform->base.platform_class = &sdl_class;
	platform->loop = oriel_loop_ref(loop);
	platform->shown_cursor = ORIEL_CURSOR_DEFAULT;
	platform->wanted_scale = oriel__environment_scale();
	platform->driver = sdl_driver_by_name(SDL_GetCurrentVideoDriver());
#ifdef ORIEL_X11
	if (platform->driver == &oriel__sdl_x11 && errors_are_xlibs)
		oriel__sdl_x11_errors_begin();
#endif
	SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, platform->driver->needs_gl ? "1" : "0");
	oriel__sdl_wait_init(platform);
	return &platform->base;
}
