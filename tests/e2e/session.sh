# shellcheck shell=sh
# SPDX-License-Identifier: MIT
#
# What the tests of a window from outside begin with; to be sourced. Sets folder, a directory of this run, and patience, the seconds that
# each step may take. $program and $server are killed at the end, and the folder goes.
patience=${ORIEL_E2E_PATIENCE:-60}
folder=$(mktemp -d)
program=
server=
compositor=

finish() {
	status=${1:-$?}
	trap - EXIT
	[ -z "$program" ] || kill -9 "$program" 2>/dev/null || true
	[ -z "$compositor" ] || kill -9 "$compositor" 2>/dev/null || true
	[ -z "$server" ] || kill "$server" 2>/dev/null || true
	wait
	rm -rf "$folder"
	exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

fail() {
	echo "FAILED: $*" >&2
	exit 1
}

# Starts an X server of this run. It is not reset when the last client goes: a client that comes meanwhile would hang.
start_server() {
	mkfifo "$folder/display"
	Xvfb -displayfd 3 -noreset -screen 0 800x700x24 -nolisten tcp 3>"$folder/display" >"$folder/server.log" 2>&1 &
	server=$!
	read -r number <"$folder/display" || fail "no X server: $(cat "$folder/server.log")"
	DISPLAY=:$number
	SDL_VIDEODRIVER=x11
	export DISPLAY SDL_VIDEODRIVER
	unset WAYLAND_DISPLAY ORIEL_PLATFORM
}

# Tries a command, with all that follows as its arguments, until it succeeds.
until_it_holds() {
	end=$(($(date +%s) + patience))
	until "$@"; do
		[ "$(date +%s)" -lt "$end" ] || return 1
	done
}

# Starts a Wayland compositor in a window of the X server, for the programs that are started from now on: start_compositor [OPTION...]
# Leaks are not looked for then, as they are under X: SDL 2.26 keeps what it learns of outputs and the frame that libdecor makes when
# a window closes, and the driver of OpenGL keeps objects, whose frames cannot be suppressed since its library is unloaded at the end.
start_compositor() {
	weston --backend=x11-backend.so --socket=test --idle-time=0 "$@" >"$folder/weston.log" 2>&1 &
	compositor=$!
	until_it_holds test -S "$XDG_RUNTIME_DIR/test" || fail "Weston does not start: $(cat "$folder/weston.log")"
	WAYLAND_DISPLAY=test
	SDL_VIDEODRIVER=wayland
	ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0"
	export WAYLAND_DISPLAY SDL_VIDEODRIVER ASAN_OPTIONS
}

# The rest drives a window: $inject and $locate are programs, $title is the window's, $subject is what the program shows, and
# $width and $height are the size of its content.
title=Todo
width=480
height=640

user() {
	"$inject" wait-window "$title" "${patience}000" , "$@" >"$folder/inject.log" || fail "could not inject: $*"
}

# Sets left, x and y to where a widget is.
find_widget() {
	place=$("$locate" "$subject" $width $height "$1") || fail "no $1"
	left=${place%% *}
	place=${place#* }
	x=${place% *}
	y=${place#* }
}

click() {
	find_widget "$1"
	user click "$x" "$y"
}

shows() {
	"$inject" wait-window "$title" "${patience}000" , screenshot "$folder/window.png" >"$folder/inject.log" && cmp -s "$folder/window.png" "$folder/expected.png"
}

# Waits until the window looks like the picture in expected.png. The caret may be blinking.
expect_expected() {
	until_it_holds shows || {
		[ -z "${ORIEL_E2E_KEEP-}" ] || cp "$folder/window.png" "$folder/expected.png" "$ORIEL_E2E_KEEP"
		fail "the window does not look as it should: $1"
	}
	echo "picture: $1"
}

read_pixel() {
	user pixel "$1" "$2"
	sed -n 's/.* pixel //p' "$folder/inject.log"
}

# Remembers the colour of a pixel, which is this far from the middle of a widget's left edge.
watch_pixel_of() {
	find_widget "$1"
	watched_x=$((left + $2))
	watched_y=$((y + $3))
	watched_color=$(read_pixel "$watched_x" "$watched_y")
}

has_changed() {
	color=$(read_pixel "$watched_x" "$watched_y") || exit 1
	[ "$color" != "$watched_color" ]
}

expect_change() {
	until_it_holds has_changed || fail "not seen: $1"
	echo "seen: $1"
}

# Clicks where the last found widget is, and looks at the watched pixel a hundred times. Escape first closes what an earlier click
# has opened too late to be seen.
changes_by_click() {
	[ "$clicks" -eq 0 ] || user key Escape
	clicks=$((clicks + 1))
	user click "$x" "$y"
	looks=0
	until has_changed; do
		looks=$((looks + 1))
		[ $looks -lt 100 ] || return 1
	done
}

# Clicks where the last found widget is, until the watched pixel changes: on a busy machine, a click in a window of Weston's was once
# without effect.
click_to_change() {
	clicks=0
	until_it_holds changes_by_click || fail "not seen: $1"
	echo "seen: $1"
}

has_returned() {
	[ "$(read_pixel "$watched_x" "$watched_y")" = "$watched_color" ]
}

# The rest is about the todo list: $db is its file.

saved() {
	sqlite3 -init /dev/null -cmd '.timeout 10000' "$db" "SELECT text || ' ' || done FROM item ORDER BY position" 2>/dev/null || true
}

is_saved() {
	[ "$(saved)" = "$1" ]
}

expect_saved() {
	until_it_holds is_saved "$1" || fail "the file holds \"$(saved)\" and not \"$1\""
	echo "saved: $(echo "$1" | tr '\n' ',')"
}
