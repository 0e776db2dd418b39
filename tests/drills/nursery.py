"""Processes that are killed on purpose, born of one that has imported everything: a start of Python costs more than most of them live."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parents[2]
BEARING = """
import json, os, sys, traceback
{act}
for line in sys.stdin:
    pid = os.fork()
    if pid == 0:
        try:
            act(*json.loads(line))
            sys.stdout.flush()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    print("born", pid, flush=True)
    print("ended", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""


class Nursery:
    """Bears one process at a time, each of which calls `act` of the given code with the words that it was given.

    Code that is imported must make no connection to a store: the engine's threads do not survive a fork."""

    def __init__(self, act: str) -> None:
        """`act`: Python that imports what it needs and defines `act`. What the processes print is read by line."""
        self._process = subprocess.Popen(
            [sys.executable, "-c", BEARING.replace("{act}", act)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )

    def __enter__(self) -> "Nursery":
        return self

    def __exit__(self, kind: type[BaseException] | None, raised: BaseException | None, where: TracebackType | None) -> None:
        self._process.kill()
        self._process.communicate()

    def bear(self, *words: object) -> int:
        """Start a process; its id. What it may have said before the nursery said so is among the lines that `ended` gives."""
        self._process.stdin.write(json.dumps(words) + "\n")
        self._process.stdin.flush()
        self.said: list[str] = []
        while not (line := self.line()).startswith("born "):
            self.said.append(line)
        return int(line.split()[1])

    def line(self) -> str:
        """The next line that a process, or the nursery, prints."""
        line = self._process.stdout.readline().strip()
        assert line, "the nursery died"
        return line

    def ended(self) -> tuple[int, list[str]]:
        """Wait for the end of the process: its exit code, negative for a signal, and all lines that it printed."""
        while not (line := self.line()).startswith("ended "):
            self.said.append(line)
        return int(line.split()[1]), self.said
