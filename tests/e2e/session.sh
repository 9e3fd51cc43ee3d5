# shellcheck shell=sh
# SPDX-License-Identifier: MIT
#
# What the tests of a window from outside begin with; to be sourced. Sets folder, a directory of this run, and patience, the seconds that
# each step may take. $program and $server are killed at the end, and the folder goes.
patience=${ORIEL_E2E_PATIENCE:-60}
folder=$(mktemp -d)
program=
server=

finish() {
	status=${1:-$?}
	trap - EXIT
	[ -z "$program" ] || kill -9 "$program" 2>/dev/null || true
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

# The rest is about the todo list: $todo, $inject and $locate are programs, $db is its file.

user() {
	"$inject" wait-window Todo "${patience}000" , "$@" >"$folder/inject.log" || fail "could not inject: $*"
}

# Sets left, x and y to where a widget is.
find_widget() {
	place=$("$locate" "$db" 480 640 "$1") || fail "no $1"
	left=${place%% *}
	place=${place#* }
	x=${place% *}
	y=${place#* }
}

click() {
	find_widget "$1"
	user click "$x" "$y"
}

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
