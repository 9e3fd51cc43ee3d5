#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Compiles every C example of the public headers: compile_header_examples.sh SOURCE_DIR CC
#
# An example is a block ```c, or @code, of a comment. Its functions, structs, constants and directives stand at file scope,
# and all other lines are statements of one function. It may use the names of example_names.h without declaring them.
set -eu
source=$1
cc=$2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
failed=0
count=0

split_examples() {
	awk -v header="$1" -v out="$2" '
	function place(text) {
		where = "#line " FNR " \"" header "\"\n" text "\n"
		if (at_file_scope)
			outside = outside where
		else
			inside = inside where
	}
	function end_example() {
		in_example = 0
		printf "%sstatic void example_%d(oriel_abort_signal *signal) {\n%s\n}\n", outside, ++count, inside > out
	}
	/^[ \t]*\/\*\*/ { in_comment = 1 }
	!in_example && in_comment && /(```c|@code(\{\.c\})?)[ \t]*$/ {
		in_example = 1
		at_file_scope = 0
		outside = inside = ""
		next
	}
	in_example && /(```|@endcode)[ \t]*$/ { end_example(); next }
	in_example {
		text = $0
		sub(/^[ \t]*\*?( |$)/, "", text)
		if (!at_file_scope && (text ~ /^(static|struct|enum|union) .*[{]$/ || text ~ /^(typedef|extern) / || text ~ /^#/ ||
			(text ~ /^[a-z].*\) [{]/ && text !~ /^(if|for|while|switch|do|else) ?/) || text ~ /^static /)) {
			at_file_scope = 1
			place(text)
			if (text ~ /[;}][ \t]*$/ || text ~ /^#/)
				at_file_scope = 0
			next
		}
		place(text)
		if (at_file_scope && text ~ /^}/)
			at_file_scope = 0
	}
	/\*\// { in_comment = 0 }
	END { print count + 0 }' "$1"
}

for header in $(find "$source"/lib/*/include "$source/widgets/include" -name '*.h' | LC_ALL=C sort); do
	: >"$dir/examples"
	here=$(split_examples "$header" "$dir/examples")
	[ "$here" -gt 0 ] || continue
	count=$((count + here))
	{
		echo "#include \"$source/tests/docs/example_names.h\""
		echo "#include <${header#*/include/}>"
		cat "$dir/examples"
	} >"$dir/header.c"
	if ! "$cc" -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic -Werror -Wno-unused -Wno-unused-parameter \
		-Wno-shadow -I"$source/lib/runtime/include" -I"$source/lib/ui/include" -I"$source/widgets/include" \
		-fsyntax-only "$dir/header.c" 2>"$dir/errors"; then
		failed=$((failed + 1))
		cat "$dir/errors"
	fi
done
[ "$count" -gt 0 ] || { echo "no examples were found"; exit 1; }
echo "$count examples, $failed headers failed"
[ "$failed" -eq 0 ]
