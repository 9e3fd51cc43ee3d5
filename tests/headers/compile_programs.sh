#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Compiles programs as C11 and, unchanged, as C++20, each with gcc and clang, every warning an error:
#   compile_programs.sh <directory of the project> PROGRAM...
# Of a page in Markdown, the program is the first block of C.
set -eu
source=$1
shift
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for program; do
	case $program in
	*.md)
		awk '/^```c$/ { inside = 1; next } inside && /^```/ { exit } inside' "$program" >"$work/page.c"
		grep -q 'int main' "$work/page.c" || { echo "$program has no program"; failed=1; }
		program=$work/page.c
		;;
	esac
	for compiler in 'gcc -std=c11' 'clang -std=c11' 'g++ -std=c++20 -x c++' 'clang++ -std=c++20 -x c++'; do
		# shellcheck disable=SC2086
		$compiler -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic -Werror -fsyntax-only \
			-I"$source/lib/runtime/include" -I"$source/lib/ui/include" -I"$source/widgets/include" \
			"$program" || { echo "$program does not compile with $compiler"; failed=1; }
	done
done
exit $failed
