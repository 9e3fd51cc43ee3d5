# SPDX-License-Identifier: MIT
# Runs the puzzles of queues and generators in asyncio, and prints what they logged: "name | answer", one a line.
#   python3 tests/puzzles/run_asyncio.py > tests/puzzles/answers_asyncio.txt
# Needs Python 3.10 or later. Not part of the tests: docs/runtime/ordering.md shows the answers beside those of Node.js.
import asyncio
import pathlib
import sys


def answer(path):
	entries = []

	def log(text):
		entries.append(str(text))

	# Logs 1 to count, each in the turn of the loop after the one before.
	def turns(count, i=1):
		def turn():
			log(i)
			if i < count:
				turns(count, i + 1)
		asyncio.get_running_loop().call_soon(turn)

	scope = {"asyncio": asyncio, "log": log, "turns": turns}
	exec(compile(path.read_text(), str(path), "exec"), scope)
	asyncio.run(scope["main"]())
	return ", ".join(entries)


print(f"# Python {sys.version.split()[0]}")
for path in sorted(pathlib.Path(__file__).parent.glob("*.py")):
	if path.name != "run_asyncio.py":
		print(f"{path.stem} | {answer(path)}")
