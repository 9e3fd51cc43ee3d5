#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Compiles every C example of README and docs: compile_examples.sh SOURCE_DIR CC
# An example is code at file scope, as it stands or after the includes that a page takes for granted. Unused functions and
# parameters are the point of an example; every other warning is an error.
set -eu
source=$1
cc=$2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
failed=0
count=0

for page in "$source"/README.md "$source"/docs/*.md; do
	rm -f "$dir"/*.c
	awk -v dir="$dir" '/^```c$/ { inside = 1; out = sprintf("%s/%03d.c", dir, ++n)
			print "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <oriel/oriel.h>\n#include <oriel/widgets.h>\n#line " NR + 1 > out; next }
		/^```/ { inside = 0 } inside { print > out }' "$page"
	for example in "$dir"/*.c; do
		[ -e "$example" ] || continue
		count=$((count + 1))
		if ! "$cc" -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic -Werror -Wno-unused-function -Wno-unused-parameter \
			-I"$source/lib/include" -I"$source/widgets/include" -fsyntax-only "$example" 2>"$dir/errors"; then
			failed=$((failed + 1))
			echo "$page:"
			cat "$dir/errors"
		fi
	done
done
[ "$count" -gt 0 ] || { echo "no examples were found"; exit 1; }
echo "$count examples, $failed failed"
[ "$failed" -eq 0 ]
