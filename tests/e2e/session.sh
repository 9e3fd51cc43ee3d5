# shellcheck shell=sh
# SPDX-License-Identifier: MIT
#
# What the tests of a window from outside begin with; to be sourced. Sets folder, a directory of this run, and patience, the seconds that
# each step may take. $program and $server are killed at the end, and the folder goes.
patience=${ORIEL_E2E_PATIENCE:-60}
folder=$(mktemp -d)
program=
server=

finish() {
	status=$?
	trap - EXIT
	[ -z "$program" ] || kill -9 "$program" 2>/dev/null || true
	[ -z "$server" ] || kill "$server" 2>/dev/null || true
	wait
	rm -rf "$folder"
	exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

fail() {
	echo "FAILED: $*" >&2
	exit 1
}
