#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The todo list in a real window of an X server, used by another process: adds, toggles, edits, filters, deletes, is killed
# and started again, and closed. Compares the database after every step, and the picture before the kill and after the start.
#
#   test_todo.sh TODO INJECT LOCATE
#
# Nothing is timed: every step waits for what it should bring about, in the file or on the screen. Pictures are compared
# byte for byte with the one that the program takes of itself without a display.
set -eu
. "$(dirname "$0")/session.sh"

todo=$1
inject=$2
locate=$3
db=$folder/todo.db
subject=$db

start_program() {
	"$todo" --db "$db" --size ${width}x$height &
	program=$!
	"$inject" wait-window Todo "${patience}000" >"$folder/inject.log" || fail "the program shows no window"
}

kill_program() {
	kill -9 "$program"
	wait "$program" 2>/dev/null || true
	program=
}

# The window with the keyboard in the entry and the pointer in a corner, as it is after a start. The caret may be blinking.
rest() {
	click text-field
	user move 1 1
}

expect_picture() {
	"$todo" --db "$db" --size ${width}x$height --headless --screenshot "$folder/expected.png" || fail "no picture without a display"
	expect_expected "$1"
}

start_server
start_program
user move 1 1
expect_picture "an empty list"

# Keys that the layout lacks stay mapped as long as the injector lives, and the program may come to them late.
"$inject" wait-window Todo "${patience}000" , type "Milk" , key Enter , type "Käse – für Émile" , key Enter , type "Salt" , key Enter , sleep 600000 >"$folder/inject.log" &
typist=$!
expect_saved "Milk 0
Käse – für Émile 0
Salt 0"
kill "$typist"
expect_picture "three items"

click ".item:nth-child(2) checkbox"
expect_saved "Milk 0
Käse – für Émile 1
Salt 0"
rest
expect_picture "one is struck through"

# The check box makes room for the text field, whose edge has another colour.
watch_pixel_of ".item:nth-child(1) checkbox" 0 0
find_widget ".item:nth-child(1) label"
user click "$x" "$y" , click "$x" "$y"
expect_change "a double click edits"
user key ctrl+a , type "Oat milk" , key Enter
expect_saved "Oat milk 0
Käse – für Émile 1
Salt 0"

# Without what is done, the third row stands where the second was, and its check box is empty.
user move 1 1
watch_pixel_of ".item:nth-child(2) checkbox" 4 -4
click "button:nth-child(2).flat"
expect_change "the filter hides what is done"
click "button:nth-child(1).flat"
rest
expect_picture "all are shown again"

click ".item:nth-child(3) .delete"
expect_saved "Oat milk 0
Käse – für Émile 1"
watch_pixel_of text-field 0 0
user key Escape
expect_change "Escape goes to the entry"
user type "Last words" , key Enter
expect_saved "Oat milk 0
Käse – für Émile 1
Last words 0"
rest
expect_picture "before the kill"

kill_program
expect_saved "Oat milk 0
Käse – für Émile 1
Last words 0"
start_program
user move 1 1
expect_picture "after the start"

user close
status=0
wait "$program" || status=$?
program=
[ "$status" -eq 0 ] || fail "the program ended with status $status"
# Each signal that ends programs comes amid an edit, which is saved.
number=0
for signal in TERM HUP INT; do
	number=$((number + 1))
	start_program
	find_widget ".item:nth-child(1) checkbox"
	watch_pixel_of ".item:nth-child(1) checkbox" 0 0
	find_widget ".item:nth-child(1) label"
	user click "$x" "$y" , click "$x" "$y"
	expect_change "a double click edits"
	user key ctrl+a , type "Edit $number"
	kill -"$signal" "$program"
	status=0
	wait "$program" || status=$?
	program=
	[ "$status" -eq 0 ] || fail "the program ended with status $status for SIG$signal"
	expect_saved "Edit $number 0
Käse – für Émile 1
Last words 0"
done

[ "$(sqlite3 -init /dev/null "$db" 'PRAGMA integrity_check')" = ok ] || fail "the file is damaged"
