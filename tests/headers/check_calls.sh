#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Names the macros of the public headers that no program of calls uses:
#   check_calls.sh <directory of the project> PROGRAM...
set -eu
source=$1
shift
macros=$(find "$source/lib/runtime/include" "$source/lib/ui/include" "$source/widgets/include" \
	-name '*.h' -exec sed -n 's/^#define \(oriel_[a-z0-9_]*\)(.*/\1/p' {} +)
[ -n "$macros" ] || { echo "no macros in the headers of $source"; exit 1; }
failed=0
for macro in $macros; do
	grep -qw "$macro" "$@" || { echo "no program calls $macro"; failed=1; }
done
exit $failed
