#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Builds the project in embedded/, which has the source of Oriel as a part of itself, runs its program, and checks that it
# installs nothing of Oriel's.
#   test_embedded.sh <cmake> <C compiler> <add_subdirectory | FetchContent>
set -eu

cmake=$1
cc=$2
way=$3
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$cmake" -G Ninja -S "$here/embedded" -B "$work/build" -DORIEL_SOURCE="$here/../.." -DWAY="$way" -DCMAKE_C_COMPILER="$cc" \
	-DCMAKE_INSTALL_PREFIX="$work/prefix" >"$work/log" 2>&1 &&
	"$cmake" --build "$work/build" --target embedded >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
output=$("$work/build/embedded") || { echo "the program failed: $output"; exit 1; }
[ "$output" = "it works" ] || { echo "the program printed: $output"; exit 1; }

"$cmake" --install "$work/build" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
installed=$(cd "$work/prefix" && find . -type f)
[ "$installed" = "./bin/embedded" ] || { echo "the project installed: $installed"; exit 1; }
