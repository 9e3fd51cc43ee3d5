# SPDX-License-Identifier: MIT
#
# Third parties, as imported targets PkgConfig::<name of the .pc file>. docs/dependencies.md has the reason for each.
# The versions are the oldest that the tests have run with; utf8proc 2.8 calls itself 2.6 there.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

function(oriel_require module version)
	pkg_check_modules(${module} REQUIRED IMPORTED_TARGET GLOBAL "${module}>=${version}")
endfunction()

oriel_require(libuv 1.44)
oriel_require(libutf8proc 2.6)
oriel_require(freetype2 24.3)
oriel_require(harfbuzz 6.0)
oriel_require(fribidi 1.0.8)
oriel_require(fontconfig 2.14)
oriel_require(pixman-1 0.42)
oriel_require(sdl2 2.26)
oriel_require(xkbcommon 1.5)
oriel_require(SDL2_image 2.6)

# Whole files of platform/ that are built where these are found: waiting without wake-ups, cheap presenting, keys by the
# layout in use and the clipboard on X11 and on Wayland.
pkg_check_modules(x11 IMPORTED_TARGET GLOBAL x11)
pkg_check_modules(xcb IMPORTED_TARGET GLOBAL xcb)
pkg_check_modules(xext IMPORTED_TARGET GLOBAL xext)
pkg_check_modules(x11-xcb IMPORTED_TARGET GLOBAL x11-xcb)
pkg_check_modules(xkbcommon-x11 IMPORTED_TARGET GLOBAL xkbcommon-x11)
pkg_check_modules(wayland-client IMPORTED_TARGET GLOBAL wayland-client)

# The desktop's settings, by headers alone: the library is opened when something asks.
pkg_check_modules(dbus-1 IMPORTED_TARGET GLOBAL dbus-1)

# The decoders of pictures, by headers alone: each library is opened when the first picture of its format is decoded.
pkg_check_modules(libpng libpng)
pkg_check_modules(libjpeg libjpeg)
pkg_check_modules(libwebp libwebp)
find_path(GIF_INCLUDE_DIR gif_lib.h)

find_path(UTHASH_INCLUDE_DIR uthash.h REQUIRED)

if(ORIEL_DEMO_APPS)
	oriel_require(sqlite3 3.34)
endif()
if(ORIEL_TESTS)
	oriel_require(cmocka 1.1.5)
	oriel_require(xrandr 1.5)
	oriel_require(xtst 1.2)
	oriel_require(gio-2.0 2.66)
endif()
