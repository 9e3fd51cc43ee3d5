#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Clang's checks of documentation comments, over all public headers: check_clang.sh SOURCE_DIR
# They find a @param that names no parameter, a @return of a function that returns nothing, and misspelt commands.
set -eu
cd "$1"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

find lib/*/include widgets/include -name '*.h' | LC_ALL=C sort | sed 's:.*/include/\(.*\):#include <\1>:' >"$dir/all.c"
[ -s "$dir/all.c" ] || { echo "no headers were found"; exit 1; }
for language in "c -std=c11" "c++ -std=c++20"; do
	# shellcheck disable=SC2086
	clang -x $language -D_POSIX_C_SOURCE=200809L -Wdocumentation -Wdocumentation-pedantic -Werror -ferror-limit=0 \
		-Ilib/runtime/include -Ilib/ui/include -Iwidgets/include -fsyntax-only "$dir/all.c"
done
