#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Tests scripts/check-includes on a small tree of its own, first as it should be and then with one wrong line at a time:
#   test_check_includes.sh <scripts/check-includes> <docs/architecture.md>
set -eu

check=$1
architecture=$2
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failures=0

write() {
	mkdir -p "$tree/$(dirname "$1")"
	printf '%s\n' "$2" >"$tree/$1"
}

make_tree() {
	rm -rf "$tree"
	write lib/runtime/include/oriel/runtime/types.h '#include <stdint.h>'
	write lib/runtime/include/oriel/runtime/timer.h '#include <oriel/runtime/types.h>'
	write lib/ui/include/oriel/extend/widget.h '#include <oriel/runtime/timer.h>'
	write lib/ui/include/oriel/oriel.h '#include <oriel/runtime/timer.h>'
	write lib/runtime/base/atom_internal.h '#include <uthash.h>'
	write lib/runtime/base/atom.c '#include "base/atom_internal.h"'
	write lib/runtime/loop/timer.c '#include <uv.h>'
	write lib/ui/tree/widget.c '#include "base/atom_internal.h"'
	write lib/ui/text/face.c '#include FT_FREETYPE_H'
	write lib/ui/platform/sdl.c '  #  include <SDL.h> /* the window */'
	write widgets/include/oriel/widgets.h '#include <oriel/widgets/button.h>'
	write widgets/include/oriel/widgets/button.h '#include <oriel/runtime/timer.h>'
	write widgets/button.c '#include <oriel/extend/widget.h>'
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
refuses lib/runtime/base/atom.c '#include <oriel/runtime/timer.h>' 'lib/runtime/base/atom.c:2: base may not use loop'
refuses lib/runtime/loop/timer.c '#include "tree/widget_internal.h"' 'neither beside this file nor in lib/'
refuses lib/ui/text/face.c '#include <oriel/extend/widget.h>' 'text may not use tree'
refuses lib/ui/tree/widget.c '#include <SDL.h>' 'does not belong in tree'
refuses lib/ui/tree/widget.c '#  include FT_FREETYPE_H' 'does not belong in tree'
refuses lib/ui/tree/widget.c '#include <oriel/oriel.h>' 'the needed header itself'
refuses lib/ui/tree/widget.c '#include <oriel/widgets.h>' 'lib/ may not include widgets'
refuses lib/ui/tree/widget.c '#include <oriel/missing.h>' 'does not exist'
refuses lib/ui/tree/widget.c '#include <gtk/gtk.h>' 'neither a header of Oriel'
refuses lib/ui/tree/widget.c '#include "oriel/runtime/timer.h"' 'in angle brackets'
refuses lib/runtime/include/oriel/runtime/timer.h '#include <uv.h>' 'no third party in a public header'
refuses lib/runtime/include/oriel/runtime/timer.h '#include "base/atom_internal.h"' 'public headers only'
refuses lib/runtime/include/oriel/runtime/timer.h '#include <oriel/extend/widget.h>' 'loop may not use tree'
refuses lib/ui/include/oriel/ui/orphan.h '#include <stdint.h>' 'belongs to no module'
refuses lib/ui/tree/timer.c '#include <stdint.h>' 'belongs to two modules'
refuses lib/ui/attic/old.c '#include <stdint.h>' 'is not in the table of modules'
refuses lib/runtime/tree/old.c '#include <stdint.h>' 'is not in the table of modules'
refuses widgets/button.c '#include "base/atom_internal.h"' 'public headers only'
refuses widgets/button.c '#include <pixman.h>' 'does not belong in widgets'
refuses widgets/include/oriel/widgets/button.h '#include <oriel/extend/widget.h>' 'for applications'
refuses demo-apps/todo/todo.c '#include <oriel/runtime/timer.h>' 'a demo program includes'
refuses demo-apps/hello/hello.c '#include <sqlite3.h>' 'does not belong in hello'
refuses demo-apps/hello/hello.c '#include "store.h"' 'is not beside this file'
refuses widgets/button.c '#include "memory.h"' 'public headers only'

# The table of modules in docs/architecture.md is the one that the script enforces.
"$check" --modules >"$tree/modules"
awk '/^```modules$/ { inside = 1; next } /^```/ { inside = 0 } inside' "$architecture" >"$tree/documented"
if ! diff "$tree/modules" "$tree/documented"; then
	echo "the table of modules in docs/architecture.md is not what scripts/check-includes --modules prints"
	failures=$((failures + 1))
fi

if [ "$failures" -gt 0 ]; then
	echo "$failures failed"
	exit 1
fi
