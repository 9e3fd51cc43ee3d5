#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The gallery in a real window of an X server, used by another process: sections are searched, their widgets are opened and
# closed, and the theme is switched. After everything is closed, the window looks as before. The first section is compared with the
# picture that the program takes of itself without a display. Then the same in a Wayland compositor that runs in the X server,
# without that picture, since the compositor draws its pointer. Skipped there without Weston.
#
#   test_gallery.sh GALLERY INJECT LOCATE
#
# Nothing is timed: every step waits for what it should bring about on the screen.
set -eu
. "$(dirname "$0")/session.sh"

gallery=$1
inject=$2
locate=$3
title=Widgets
width=780
height=560
theme=light
XDG_RUNTIME_DIR=$folder/run
export XDG_RUNTIME_DIR
mkdir -m 700 "$XDG_RUNTIME_DIR"

# The window without focus, and with the pointer where no widget is.
rest() {
	user click 420 460
}

# The picture that the program takes of the first section.
expect_first() {
	[ -z "$compositor" ] || return 0
	rest
	ORIEL_APPEARANCE=$theme "$gallery" --size ${width}x$height --headless --screenshot "$folder/expected.png" || fail "no picture without a display"
	expect_expected "$1"
}

# Shows a section, and remembers its picture: show NAME TITLE. The edge of the search field is as before when the window has
# handled all input.
show() {
	subject=$1
	watch_pixel_of text-field 0 0
	click_to_change "the search of $2"
	user key ctrl+a , type "$2" , key Return , key ctrl+a , key BackSpace
	rest
	expect_closed
	user screenshot "$folder/expected.png"
}

# Everything is closed, and the window looks as show() has seen it.
expect_same() {
	expect_closed
	rest
	expect_expected "$subject, closed"
}

# Clicks a widget, and waits until a pixel changes that is this far from the middle of its left edge: open SELECTOR X Y
open() {
	watch_pixel_of "$1" "$2" "$3"
	click_to_change "$subject is open"
}

# Waits until the pixel is as it was.
expect_closed() {
	until_it_holds has_returned || fail "$subject is still open"
	echo "closed: $subject"
}

use_gallery() {
	theme=light
	ORIEL_APPEARANCE=light "$gallery" --size ${width}x$height &
	program=$!
	user wait-pixel 180 139 ffffff "${patience}000"
	subject=button
	rest
	find_widget text-field
	user wait-pixel "$left" "$y" 858d98 "${patience}000" # without focus
	expect_first "the first section"

	show menu "Menu button and menu"
	open menu-button 30 60
	user key Escape
	expect_same
	open menu-button 30 60
	user key Down , key Return
	expect_same

	show select "Select"
	open select 30 60
	user key Escape
	expect_same

	# The backdrop darkens the rest of the window.
	show dialog "Dialog"
	open .opens 4 300
	user key Escape
	expect_same
	open .opens 4 300
	user key Return
	expect_same

	show prompt "Messages and questions"
	open .opens 4 300
	user key ctrl+a , type "Another name" , key Return
	expect_same

	# The ground of the section becomes dark, and light again.
	show button "Button"
	open 'switch:nth-child(2)' 100 300
	theme=dark
	expect_first "the dark theme"
	user click "$x" "$y"
	theme=light
	expect_closed
	expect_first "the light theme"

	if [ -z "$compositor" ]; then user close; else kill -TERM "$program"; fi
	status=0
	wait "$program" || status=$?
	program=
	[ "$status" -eq 0 ] || fail "the program ended with status $status"
}

start_server
use_gallery
command -v weston >/dev/null || { echo "without Weston: no Wayland"; exit 0; }
start_compositor --shell=kiosk-shell.so --width=$width --height=$height
title="Weston Compositor - screen0"
use_gallery
