#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The state of windows under a window manager of X11, and under a Wayland compositor that runs in the X server: maximizing,
# positions, minimizing, remembered geometry, and the end by a signal. Skipped without Openbox; Wayland without Weston.
#
#   test_windows.sh PROBE
set -eu
for tool in Xvfb openbox; do
	command -v "$tool" >/dev/null || { echo "skipped: there is no $tool"; exit 77; }
done
. "$(dirname "$0")/session.sh"

probe=$1
manager=
end_all() {
	ended_with=$?
	[ -z "$manager" ] || kill -9 "$manager" 2>/dev/null || true
	finish "$ended_with"
}
trap end_all EXIT

XDG_STATE_HOME=$folder/state
XDG_RUNTIME_DIR=$folder/run
export XDG_STATE_HOME XDG_RUNTIME_DIR
mkdir -m 700 "$XDG_RUNTIME_DIR"

expect() {
	[ "$1" = "$2" ] || fail "expected \"$2\", got \"$1\""
	echo "as expected: $2" | tr '\n' ','
	echo
}

stored() {
	cat "$XDG_STATE_HOME/org.oriel.probe/windows"
}

has_line() {
	grep -qx "$1" "$folder/log" 2>/dev/null
}

# Ends the waiting program by a signal.
end_by() {
	: >"$folder/log"
	"$probe" wait >"$folder/log" &
	program=$!
	until_it_holds has_line shown || fail "the program shows no window"
	kill -"$1" "$program"
	status=0
	wait "$program" || status=$?
	program=
	expect "$(cat "$folder/log") $status" "shown
beforequit 0"
}

start_server
openbox >"$folder/manager.log" 2>&1 &
manager=$!
has_manager() {
	timeout 2 xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q 'window id'
}
if command -v xprop >/dev/null; then
	until_it_holds has_manager || fail "the window manager does not start"
else
	sleep 1
fi

expect "$("$probe" states | grep -v shown)" "maximized
restored
placed
on top
minimized
activated"
expect "$(stored)" "main 120 90 200 100 p"
# The content is where it was, and not the window's frame.
for signal in TERM HUP INT; do
	end_by "$signal"
	expect "$(stored)" "main 120 90 200 100 p"
done

command -v weston >/dev/null || { echo "without Weston: no Wayland"; exit 0; }
start_compositor --width=640 --height=480
end_by TERM
expect "$(stored)" "main 0 0 200 100 -"
