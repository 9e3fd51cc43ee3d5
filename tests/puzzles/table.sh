#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Prints the tables of ordering puzzles as Markdown, from their first lines, answers.txt and answers_asyncio.txt; with
# --check FILE compares them with the tables in FILE instead, and checks that each puzzle has a script, an answer and a test.
set -eu
cd "$(dirname "$0")"

table() {
	echo "| puzzle | what it shows | the answer | from |"
	echo "| --- | --- | --- | --- |"
	grep -v '^#' answers.txt | while IFS= read -r line; do
		name=${line%% | *}
		answers=${line#* | }
		node=${answers%% | *}
		browser=${answers#* | }
		case $node:$browser in
		-:*) answer=$browser from=Chromium ;;
		*:-) answer=$node from=Node.js ;;
		*) answer=$node from=both ;;
		esac
		shows=$(sed -n '1s,^// [^:]*: ,,p' "$name.js")
		echo "| [$name](../../tests/puzzles/$name.js) | $shows | $answer | $from |"
	done
}

# Of the puzzles that are there in Python too.
asyncio_table() {
	echo "| puzzle | Oriel and Node.js | asyncio |"
	echo "| --- | --- | --- |"
	grep -v '^#' answers_asyncio.txt | while IFS= read -r line; do
		name=${line%% | *}
		node=$(grep "^$name | " answers.txt)
		node=${node#* | }
		echo "| [$name](../../tests/puzzles/$name.py) | ${node%% | *} | ${line#* | } |"
	done
}

check() {
	{ table && asyncio_table; } | cmp -s - "$scratch" || {
		echo "the table of $1 is not what table.sh prints" >&2
		return 1
	}
	for script in *.js; do
		name=${script%.js}
		grep -q "^$name | " answers.txt || { echo "$name has no answer: run answers.mjs" >&2; return 1; }
		grep -q "PUZZLE($name)" test_*.c || { echo "$name has no test" >&2; return 1; }
	done
	for script in *.py; do
		name=${script%.py}
		[ "$name" = run_asyncio ] || grep -q "^$name | " answers_asyncio.txt || { echo "$name has no answer: run answers.py" >&2; return 1; }
	done
}

case ${1-} in
--check)
	scratch=$(mktemp)
	trap 'rm -f "$scratch"' EXIT
	grep -E '^\| (\[|puzzle|---)' "$2" >"$scratch"
	check "$2"
	;;
*)
	table
	echo
	asyncio_table
	;;
esac
