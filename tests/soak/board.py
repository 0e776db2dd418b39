"""The board under test in a process of its own: started, stopped, killed, frozen, and asked how it is."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.pictures import wait_until_ready
from tests.ports import free_port

FREE_TO_END = 10
"""Seconds that a board may take to end by itself once it was asked to."""


class Board:
    """A board that keeps its port through restarts. Use as a context; `said` receives what it prints."""

    def __init__(self, workspace: Path, said: Path) -> None:
        self.port = free_port()
        code = f"from dashboard.server.app import serve; serve({str(workspace)!r}, port={self.port}, address='127.0.0.1')"
        self.command = [sys.executable, "-c", code]
        self.said = said.open("ab")
        self.process: subprocess.Popen | None = None

    def __enter__(self) -> "Board":
        self.start()
        wait_until_ready(self.port)
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.signal(signal.SIGCONT)
            self.end(signal.SIGTERM)
        self.said.close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it; it answers a little later."""
        self.process = subprocess.Popen(self.command, stdout=self.said, stderr=self.said)

    def revive(self) -> None:
        """Return when it runs and answers, whatever was done to it."""
        if self.process.poll() is None:
            self.signal(signal.SIGCONT)
        else:
            self.start()
        wait_until_ready(self.port)

    def end(self, how: signal.Signals) -> None:
        """SIGTERM or SIGKILL, and wait for the end; one that does not end when asked to is killed."""
        self.signal(how)
        try:
            self.process.wait(FREE_TO_END)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def signal(self, which: signal.Signals) -> None:
        """Send it a signal; SIGSTOP freezes it, SIGCONT lets it go on."""
        os.kill(self.process.pid, which)

    def ready(self) -> dict | None:
        """Its answer to /ready, asked past the cable; null while it does not answer in words."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/ready", timeout=1) as answer:
                return json.load(answer)
        except (OSError, ValueError):
            return None

    def memory_mb(self) -> float | None:
        """Resident memory, MB; null where there is no such process now."""
        try:
            lines = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8").splitlines()
        except OSError:
            return None
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), None)

