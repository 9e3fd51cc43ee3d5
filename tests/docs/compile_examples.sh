#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Compiles every example of README and docs: those in C as C11, those in C++ as C++20: compile_examples.sh SOURCE_DIR CC CXX...
# An example is code at file scope, as it stands or after the includes that a page takes for granted. Unused functions and
# parameters are the point of an example; every other warning is an error.
#
# One that needs more than Oriel is taken from a test, which compiles and runs it: its first line is a comment that names
# the file, and the rest must stand there as it is.
set -eu
source=$1
cc=$2
shift 2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
failed=0
count=0

# Whether what follows the first seven lines of an example, the includes and the comment, is a part of a file.
stands_in() {
	awk 'NR == FNR { if (FNR > 7) part = part $0 "\n"; next } { whole = whole $0 "\n" }
		END { exit !(part != "" && index("\n" whole, "\n" part)) }' "$1" "$2"
}

# compile <compiler> <its -std> <example>
compile() {
	"$1" "$2" -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic -Werror -Wno-unused-function -Wno-unused-parameter \
		-I"$source/lib/runtime/include" -I"$source/lib/ui/include" -I"$source/widgets/include" -fsyntax-only "$3" \
		2>"$dir/errors" && return
	failed=$((failed + 1))
	echo "$page, by $1:"
	cat "$dir/errors"
}

for page in "$source"/README.md "$source"/docs/*.md "$source"/docs/*/*.md; do
	rm -f "$dir"/*.c "$dir"/*.cc
	awk -v dir="$dir" '/^```(c|cpp)$/ { inside = 1; out = sprintf("%s/%03d.%s", dir, ++n, /cpp/ ? "cc" : "c")
			print "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <oriel/oriel.h>\n#include <oriel/widgets.h>\n#line " NR + 1 > out; next }
		/^```/ { inside = 0 } inside { print > out }' "$page"
	for example in "$dir"/*.c "$dir"/*.cc; do
		[ -e "$example" ] || continue
		count=$((count + 1))
		quoted=$(sed -n '7s:^/\* from \(tests/[a-z_/]*\.c\) \*/$:\1:p' "$example")
		if [ -n "$quoted" ]; then
			if ! stands_in "$example" "$source/$quoted"; then
				failed=$((failed + 1))
				echo "$page: not as it is in $quoted:"
				sed 1,7d "$example"
			fi
			continue
		fi
		case $example in
		*.cc)
			for cxx in "$@"; do
				compile "$cxx" -std=c++20 "$example"
			done
			;;
		*) compile "$cc" -std=c11 "$example" ;;
		esac
	done
done
[ "$count" -gt 0 ] || { echo "no examples were found"; exit 1; }
echo "$count examples, $failed failed"
[ "$failed" -eq 0 ]
