"""Servers to be measured: the board and the yardstick, each a process of its own, with its CPU time and memory."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.pictures import wait_until_ready
from tests.ports import free_port

HERE = Path(__file__).parent
YARDSTICK = HERE / "plain.py"
OURS, PLAIN = "ours", "plain"
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    name: str
    """ours or plain."""
    address: str
    pid: int

    def cpu_seconds(self) -> float:
        """CPU time of the process so far, user and system."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory_mb(self, which: str = "VmRSS") -> float:
        """Resident size now; `VmHWM` for the largest so far."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(which))


@contextmanager
def serving(name: str, workspace: Path) -> Iterator[Server]:
    """The board, or the yardstick as `streamlit run` serves it with its defaults (headless, no telemetry), until the end of the block."""
    port = free_port()
    if name == OURS:
        code = f"from dashboard.server.app import serve; serve({str(workspace)!r}, port={port}, address='127.0.0.1')"
        command, folder = [sys.executable, "-c", code], None
    else:
        options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true", "--browser.gatherUsageStats=false"]
        # From a folder without .streamlit/config.toml: the defaults, not the board's settings.
        command, folder = [sys.executable, "-m", "streamlit", "run", str(YARDSTICK), *options], HERE
    environment = os.environ | {"SANDTABLE_WORKSPACE": str(workspace)}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_ready(port)
        yield Server(name, f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:  # a yardstick with a queue of runs
            process.kill()
            process.wait()
