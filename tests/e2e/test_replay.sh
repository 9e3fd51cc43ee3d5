#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The todo list in a real window of an X server records itself while another process uses it; then the recording is replayed without a display, with the
# database as it was in the beginning. The database and the last picture have to be the same. A recording that another run made,
# one that is cut, and what is none are told apart.
#
#   test_replay.sh TODO INJECT LOCATE
set -eu
. "$(dirname "$0")/session.sh"

todo=$1
inject=$2
locate=$3
db=$folder/todo.db
subject=$db

start_server
ORIEL_RECORD="$folder/run" ORIEL_LAST_SCREENSHOT="$folder/recorded.png" "$todo" --db "$db" --size 480x640 &
program=$!
user move 1 1 , type "Milk" , key Enter , type "Salt" , key Enter , type "Oil" , key Enter
expect_saved "Milk 0
Salt 0
Oil 0"
click ".item:nth-child(2) checkbox"
expect_saved "Milk 0
Salt 1
Oil 0"
user move 1 1 , type "unfinished" , key ArrowLeft , key ArrowLeft
user close
wait "$program" || fail "the program ended with status $?"
program=
recorded=$(saved)
echo "recorded: $(wc -c <"$folder/run") bytes"

replay() {
	rm -f "$db" "$db"-*
	env -u DISPLAY ORIEL_REPLAY="$1" ORIEL_LAST_SCREENSHOT="$folder/replayed.png" "$todo" --db "$db" --size 480x640 2>"$folder/replay.log"
}

for round in 1 2 3; do
	replay "$folder/run" || fail "replay $round: $(cat "$folder/replay.log")"
	[ "$(saved)" = "$recorded" ] || fail "replay $round leaves \"$(saved)\" and not \"$recorded\""
	cmp "$folder/recorded.png" "$folder/replayed.png" || fail "replay $round shows another picture"
done
echo "replayed"

LC_ALL=C sed 's/pointermove/pointernove/' "$folder/run" >"$folder/changed"
if replay "$folder/changed"; then fail "a run that is not as it was recorded is taken for the same"; fi
grep -q 'is dispatch "pointernove" .* this run has dispatch "pointermove"' "$folder/replay.log" || fail "a difference is not told: $(cat "$folder/replay.log")"

head -c "$(($(wc -c <"$folder/run") / 2))" "$folder/run" >"$folder/cut"
replay "$folder/cut" || fail "a recording that is cut: $(cat "$folder/replay.log")"
grep -q "stops at byte [0-9]* without an end" "$folder/replay.log" || fail "a cut is not told: $(cat "$folder/replay.log")"
if replay "$folder/display.none"; then fail "a file that is not there is replayed"; fi
if replay "$todo"; then fail "a program is replayed"; fi
grep -q "does not begin as a recording does" "$folder/replay.log" || fail "what is no recording is not told: $(cat "$folder/replay.log")"
echo "told: a difference, a cut, nothing, and what is no recording"
