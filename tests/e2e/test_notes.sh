#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The notes in a real window of an X server, used by another process: writes, searches, deletes, is changed from outside, killed,
# ended by signals, and closed. Compares the files after every step, and pictures on the way. Then the same in a Wayland
# compositor that runs in the X server, without the pictures, in which the compositor draws its pointer. Skipped without Weston.
#
#   test_notes.sh NOTES INJECT LOCATE
#
# Nothing is timed: every step waits for what it should bring about, in the files or on the screen.
set -eu
. "$(dirname "$0")/session.sh"

notes=$1
inject=$2
locate=$3
title=Notes
width=760
height=560
XDG_STATE_HOME=$folder/state
XDG_RUNTIME_DIR=$folder/run
TZ=UTC
export XDG_STATE_HOME XDG_RUNTIME_DIR TZ
mkdir -m 700 "$XDG_RUNTIME_DIR"

# Writes a file by another name first, so that the program sees one change: write_note NAME DAY TEXT
write_note() {
	printf '%s' "$3" >"$folder/written"
	touch -d "2024-05-$2 12:00" "$folder/written"
	mv "$folder/written" "$subject/$1.txt"
}

saved() {
	for file in "$subject"/*.txt; do
		[ ! -e "$file" ] || printf '%s|' "$(cat "$file" 2>/dev/null)"
	done
}

is_saved() {
	[ "$(saved)" = "$1" ]
}

expect_saved() {
	until_it_holds is_saved "$1" || fail "the files hold \"$(saved)\" and not \"$1\""
	echo "saved: $(echo "$1" | tr '\n' ',')"
}

is_gone() {
	[ "$(read_pixel $((width / 2)) $((height - 60)))" != ffffff ]
}

# The ground of the text is white, and that of an empty compositor is not.
start_program() {
	[ -z "$compositor" ] || until_it_holds is_gone || fail "the last window stays"
	"$notes" --folder "$subject" --size ${width}x$height &
	program=$!
	user wait-pixel $((width / 2)) $((height - 60)) ffffff "${patience}000" , move $((width - 60)) $((height - 40))
}

# The program ends by itself.
expect_end() {
	status=0
	wait "$program" || status=$?
	program=
	[ "$status" -eq 0 ] || fail "the program ended with status $status $1"
	echo "ended: $1"
}

# The window as it is after a start, with the keyboard in the text and the pointer on it.
expect_picture() {
	[ -z "$compositor" ] || return 0
	user move $((width - 60)) $((height - 40))
	"$notes" --folder "$subject" --size ${width}x$height --headless --screenshot "$folder/expected.png" || fail "no picture without a display"
	expect_expected "$1"
}

use_notes() {
	subject=$folder/$1
	mkdir "$subject"
	write_note bread 02 "Bread
and butter"
	write_note milk 03 "Milk"
	start_program
	expect_picture "two notes"

	user key ctrl+n , type "Salt" , key Enter , type "and pepper"
	expect_saved "Salt
and pepper|Bread
and butter|Milk|"

	click text-field
	user type "butter" , key Enter
	click text-area
	user key ctrl+End , type "!"
	expect_saved "Salt
and pepper|Bread
and butter!|Milk|"
	click text-field
	user key ctrl+a , key BackSpace
	click text-area
	user key ctrl+z
	expect_saved "Salt
and pepper|Bread
and butter|Milk|"

	write_note milk 04 "Milk from outside"
	write_note new 01 "New from outside"
	user key alt+Down , key alt+Down
	click text-area
	user key ctrl+End , type "!"
	expect_saved "Salt
and pepper|Bread
and butter|Milk from outside!|New from outside|"

	click ".note:nth-child(4)"
	user key Delete , key shift+Tab , key Return
	expect_saved "Salt
and pepper|Bread
and butter|Milk from outside!|"

	user key ctrl+f , type "bread" , key Down , key Delete , key Escape , key ctrl+n , type "Last"
	expect_saved "Salt
and pepper|Last|Bread
and butter|Milk from outside!|"
	kill -9 "$program"
	wait "$program" 2>/dev/null || true
	start_program
	click text-area
	expect_picture "after a kill and a start"
	user key ctrl+End , type " words"
	# The close button of the compositor's window would end the compositor.
	if [ -z "$compositor" ]; then user close; else user key ctrl+q; fi
	expect_end "by its window"
	expect_saved "Salt
and pepper|Last words|Bread
and butter|Milk from outside!|"
	for signal in TERM HUP INT; do
		start_program
		click text-area
		watch_pixel_of ".note:nth-child(1)" 14 -8
		user key ctrl+a , type "$signal"
		expect_change "the title in the list"
		kill -"$signal" "$program"
		expect_end "by SIG$signal"
		expect_saved "Salt
and pepper|$signal|Bread
and butter|Milk from outside!|"
	done
}

start_server
use_notes x11
command -v weston >/dev/null || { echo "without Weston: no Wayland"; exit 0; }
start_compositor --shell=kiosk-shell.so --width=$width --height=$height
title="Weston Compositor - screen0"
use_notes wayland
