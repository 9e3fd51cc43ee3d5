#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Tests scripts/check-includes on a small tree of its own, first as it should be and then with one wrong line at a time:
#   test_check_includes.sh <scripts/check-includes>
set -eu

check=$1
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failures=0

write() {
	mkdir -p "$tree/$(dirname "$1")"
	printf '%s\n' "$2" >"$tree/$1"
}

make_tree() {
	rm -rf "$tree"
	write lib/include/oriel/types.h '#include <stdint.h>'
	write lib/include/oriel/timer.h '#include <oriel/types.h>'
	write lib/include/oriel/impl/widget.h '#include <oriel/timer.h>'
	write lib/include/oriel/oriel.h '#include <oriel/timer.h>'
	write lib/base/atom-internal.h '#include <uthash.h>'
	write lib/base/atom.c '#include "base/atom-internal.h"'
	write lib/loop/timer.c '#include <uv.h>'
	write lib/tree/widget.c '#include "base/atom-internal.h"'
	write lib/text/face.c '#include FT_FREETYPE_H'
	write lib/platform/sdl.c '  #  include <SDL.h> /* the window */'
	write widgets/include/oriel/widgets.h '#include <oriel/widgets/button.h>'
	write widgets/include/oriel/widgets/button.h '#include <oriel/timer.h>'
	write widgets/button.c '#include <oriel/impl/widget.h>'
	write demo-apps/todo/todo.c '#include <sqlite3.h>'
	write demo-apps/todo/store.h '#include <oriel/oriel.h>'
	write demo-apps/common/memory.h '#include <stddef.h>'
	write demo-apps/todo/store.c '#include "memory.h"'
}

passes() {
	make_tree
	if ! output=$("$check" "$tree"); then
		echo "a tree in order was refused: $output"
		failures=$((failures + 1))
	fi
}

# refuses <file> <line> <part of the complaint>
refuses() {
	make_tree
	mkdir -p "$tree/$(dirname "$1")"
	printf '%s\n' "$2" >>"$tree/$1"
	if output=$("$check" "$tree"); then
		echo "$1 may not have: $2"
		failures=$((failures + 1))
	elif ! printf '%s\n' "$output" | grep -qF -- "$3"; then
		echo "the complaint about $1, $2, should say \"$3\": $output"
		failures=$((failures + 1))
	fi
}

passes
refuses lib/base/atom.c '#include <oriel/timer.h>' 'lib/base/atom.c:2: base may not use loop'
refuses lib/loop/timer.c '#include "tree/widget-internal.h"' 'neither beside this file nor in lib/'
refuses lib/text/face.c '#include <oriel/impl/widget.h>' 'text may not use tree'
refuses lib/tree/widget.c '#include <SDL.h>' 'does not belong in tree'
refuses lib/tree/widget.c '#  include FT_FREETYPE_H' 'does not belong in tree'
refuses lib/tree/widget.c '#include <oriel/oriel.h>' 'the header that it needs'
refuses lib/tree/widget.c '#include <oriel/widgets.h>' 'knows no widgets'
refuses lib/tree/widget.c '#include <oriel/missing.h>' 'does not exist'
refuses lib/tree/widget.c '#include <gtk/gtk.h>' 'neither ours'
refuses lib/tree/widget.c '#include "oriel/timer.h"' 'in angle brackets'
refuses lib/include/oriel/timer.h '#include <uv.h>' 'no third party in a public header'
refuses lib/include/oriel/timer.h '#include "base/atom-internal.h"' 'public headers only'
refuses lib/include/oriel/timer.h '#include <oriel/impl/widget.h>' 'loop may not use tree'
refuses lib/include/oriel/orphan.h '#include <stdint.h>' 'belongs to no room'
refuses lib/tree/timer.c '#include <stdint.h>' 'belongs to two rooms'
refuses lib/attic/old.c '#include <stdint.h>' 'is not a room'
refuses widgets/button.c '#include "base/atom-internal.h"' 'public headers only'
refuses widgets/button.c '#include <pixman.h>' 'does not belong in widgets'
refuses widgets/include/oriel/widgets/button.h '#include <oriel/impl/widget.h>' 'for applications'
refuses demo-apps/todo/todo.c '#include <oriel/timer.h>' 'a demo program includes'
refuses demo-apps/hello/hello.c '#include <sqlite3.h>' 'does not belong in hello'
refuses demo-apps/hello/hello.c '#include "store.h"' 'is not beside this file'
refuses widgets/button.c '#include "memory.h"' 'public headers only'

if [ "$failures" -gt 0 ]; then
	echo "$failures failed"
	exit 1
fi
