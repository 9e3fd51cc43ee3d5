#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The word counter in a real window of an X server, used by another process: a path is typed, its files are counted, a long count is cancelled,
# and the window is closed in the middle of another. What it counts is compared with wc.
#
#   test_words.sh WORDS INJECT
#
# Nothing is timed: every step waits for what it should bring about.
set -eu
. "$(dirname "$0")/session.sh"

words=$1
inject=$2

start_server() {
	mkfifo "$folder/display"
	Xvfb -displayfd 3 -screen 0 800x700x24 -nolisten tcp 3>"$folder/display" >"$folder/server.log" 2>&1 &
	server=$!
	read -r number <"$folder/display" || fail "no X server: $(cat "$folder/server.log")"
	DISPLAY=:$number
	export DISPLAY
	unset WAYLAND_DISPLAY ORIEL_PLATFORM
	SDL_VIDEODRIVER=x11
	export SDL_VIDEODRIVER
}

make_tree() {
	for i in 1 2 3 4 5 6 7; do
		mkdir -p "$folder/tree/$i"
		for j in 1 2 3 4 5 6 7 8 9; do
			printf 'Käse und\tBrot %s\n%s\n' "$i" "$j" >"$folder/tree/$i/$j.txt"
		done
	done
	printf 'a\000b c' >"$folder/tree/binary"
	mkfifo "$folder/tree/pipe"
	ln -s .. "$folder/tree/1/up"
}

user() {
	"$inject" wait-window Words "${patience}000" , "$@" >"$folder/inject.log" || fail "could not inject: $* ($(cat "$folder/inject.log"))"
}

expect_end() {
	wait "$program" || fail "it ended with status $?"
	program=
}

# The right end of the progress bar: green when all is counted, the track's grey before.
done_x=676
done_y=181
expect_done() {
	user wait-pixel $done_x $done_y 1a7f45 "${patience}000"
}

start_server
make_tree

"$words" --report "$folder/tree" >"$folder/report" || fail "it reports no success"
expected=$(find "$folder/tree" -name '*.txt' -exec cat {} + | LC_ALL=C.UTF-8 wc -w)
grep -q "^files 63, words $expected, .* skipped 3, problems 0, folders 8\$" "$folder/report" || fail "wc counts $expected words, it says: $(cat "$folder/report")"
echo "counted: $expected words"

if "$words" --report "$folder/nothing" >"$folder/report"; then
	fail "a folder that is not there is no failure"
fi

"$words" &
program=$!
user type "$folder/tree/1" , key Enter
expect_done
echo "counted what was typed"
user key Escape , pixel $done_x $done_y
grep -q 1a7f45 "$folder/inject.log" || fail "Escape changed what is done"
user close
expect_end
echo "closed"

"$words" / &
program=$!
user close
expect_end
echo "closed in the middle"
