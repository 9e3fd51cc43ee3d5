#!/bin/sh
# SPDX-License-Identifier: MIT
#
# What gcc and clang say to one argument too few and to one too many, in C11 and in C++20:
#   test_arguments.sh <directory of the project>
# Each call has to be an error whose messages name the caller's line. One too many in C names what is wrong.
set -eu
source=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
count=0

# refuses <what the message names in C> <a call>: nothing else of the program is wrong.
refuses() {
	for compiler in 'gcc -std=c11' 'clang -std=c11' 'g++ -std=c++20 -x c++' 'clang++ -std=c++20 -x c++'; do
		cat >"$work/call.c" <<-END
			#include <oriel/oriel.h>
			#include <oriel/widgets.h>
			void task(void *data);
			void on_event(oriel_event *event, void *data);
			void call(oriel_loop *loop, oriel_abort_signal *signal, int number, void *data);
			void call(oriel_loop *loop, oriel_abort_signal *signal, int number, void *data) {
				(void)loop, (void)signal, (void)number, (void)data;
				$2;
			}
		END
		count=$((count + 1))
		# shellcheck disable=SC2086
		if $compiler -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I"$source/lib/runtime/include" -I"$source/lib/ui/include" \
			-I"$source/widgets/include" "$work/call.c" 2>"$work/errors"; then
			echo "$compiler accepts: $2"
			failed=1
		elif ! grep -q 'call\.c:8:' "$work/errors"; then
			echo "$compiler does not name the line of: $2"
			cat "$work/errors"
			failed=1
		elif [ "$1" != - ] && [ "${compiler#*c11}" != "$compiler" ] && ! grep -q "$1" "$work/errors"; then
			echo "$compiler does not name $1 for: $2"
			cat "$work/errors"
			failed=1
		fi
	done
}

# The program itself is correct.
refuses - 'undeclared'
sed 's/undeclared;/oriel_set_timeout(task, data, 10, .signal = signal); oriel_listen(loop, "error", on_event, data);/' \
	"$work/call.c" >"$work/correct.c"
gcc -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I"$source/lib/runtime/include" -I"$source/lib/ui/include" \
			-I"$source/widgets/include" "$work/correct.c"

# Too few.
refuses - 'oriel_set_timeout(task)'
refuses - 'oriel_set_timeout(task, data)'
refuses - 'oriel_set_timeout(task, data, .signal = signal)'
refuses - 'oriel_listen(loop, "error", on_event)'
refuses - 'oriel_listen(loop, "error", on_event, .once = true)'
refuses - 'oriel_fire(loop)'
refuses - 'oriel_event_new()'
refuses - 'oriel_worker_send(NULL)'

refuses - 'oriel_window_open()'
refuses - 'oriel_append(NULL)'
refuses - 'oriel_delegate(loop, "click", ".x", on_event)'
refuses - 'oriel_mutation_observe(1, NULL)'

# Too many.
refuses name_your_options 'oriel_set_timeout(task, data, 10, number)'
refuses name_your_options 'oriel_set_timeout(task, data, 10, signal)'
refuses name_your_options 'oriel_set_timeout(task, data, 10, task)'
refuses name_your_options 'oriel_set_timeout(task, data, 10, true)'
refuses name_your_options 'oriel_listen(loop, "error", on_event, data, true)'
refuses name_your_options 'oriel_fire(loop, "error", true)'
refuses name_your_options 'oriel_loop_new(number)'
refuses - 'oriel_report_error(ORIEL_OPERATION_ERROR, "it failed", ORIEL_NO_PAYLOAD, data)'

refuses name_your_options 'oriel_window_open(NULL, number)'
refuses name_your_options 'oriel_set(NULL, "id")'
refuses name_your_options 'oriel_delegate(loop, "click", ".x", on_event, data, true)'
refuses - 'oriel_append(NULL, NULL, NULL)'
refuses name_your_options 'oriel_scroll_to(NULL, 0, 4000)'
refuses name_your_options 'oriel_scroll_by(NULL, 0, 0.5)'
refuses name_your_options 'oriel_listen(loop, "error", on_event, data, false, true)'

# A name that is not one of the options'.
refuses singal 'oriel_set_timeout(task, data, 10, .singal = signal)'

echo "$count calls"
exit $failed
