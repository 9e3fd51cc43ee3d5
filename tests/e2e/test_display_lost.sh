#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The X server dies amid an edit: the todo list saves what is being edited, says once what has happened, and ends with status 1.
#
#   test_display_lost.sh TODO INJECT LOCATE
set -eu
. "$(dirname "$0")/session.sh"

todo=$1
inject=$2
locate=$3
db=$folder/todo.db
subject=$db

start_server
"$todo" --db "$db" --rows 2 --size 480x640 2>"$folder/log" &
program=$!
expect_saved "Call Ada 0
Write to the plumber 0"
click ".item:nth-child(1) checkbox"
expect_saved "Call Ada 1
Write to the plumber 0"
# What the program has not read yet is lost with the server, and nothing outside shows what it has
# read. So the text may end early.
user key F2 , key ctrl+a , type "Edited" , sleep 1000

kill -9 "$server"
status=0
wait "$program" || status=$?
program=
[ "$status" -eq 1 ] || fail "the program ended with status $status: $(cat "$folder/log")"
[ "$(wc -l <"$folder/log")" -eq 1 ] || fail "the program says more than one sentence: $(cat "$folder/log")"
grep -q "the display is lost: the connection to the X server has ended" "$folder/log" || fail "the program says: $(cat "$folder/log")"
is_edit_saved() {
	first=$(saved | head -n 1)
	text=${first% 1}
	[ "$first" != "$text" ] && [ -n "$text" ] || return 1
	case Edited in
	"$text"*) [ "$(saved | tail -n 1)" = "Write to the plumber 0" ] ;;
	*) false ;;
	esac
}
until_it_holds is_edit_saved || fail "the file holds \"$(saved)\""
