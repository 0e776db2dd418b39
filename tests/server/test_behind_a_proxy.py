"""The board behind nginx, with the configuration that docs/operation.md gives."""

import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from tests.pictures import ready, served
from tests.ports import free_port
from tests.server.test_hosts import said

NGINX = shutil.which("nginx")
OPERATION = Path(__file__).parents[2] / "docs" / "operation.md"


def configuration(folder, port, board):
    """The document's lines, without TLS and on free ports, in a whole configuration that writes into `folder` alone."""
    lines = re.search(r"```nginx\n(.+?)```", OPERATION.read_text(encoding="utf-8"), re.DOTALL)[1]
    lines = re.sub(r" *ssl_certificate.+\n", "", lines)
    for written, here in (("443 ssl", f"127.0.0.1:{port}"), ("http://127.0.0.1:8501", board)):
        assert written in lines
        lines = lines.replace(written, here)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    return f"daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\nhttp {{\naccess_log off;\n{folders}{lines}}}\n"


@contextmanager
def proxied(folder, board):
    """The address of nginx before a board."""
    port = free_port()
    written = folder / "nginx.conf"
    written.write_text(configuration(folder, port, board), encoding="utf-8")
    nginx = subprocess.Popen([NGINX, "-p", folder, "-c", written, "-e", folder / "error.log"])
    try:
        listens(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        nginx.terminate()
        nginx.wait(60)


def listens(port):
    """Return when something listens on the port. Raises: TimeoutError."""
    for _ in range(1_200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(f"nothing listens on {port}")


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
def test_the_documents_configuration_serves_pages_and_websockets(city_workspace, tmp_path, monkeypatch):
    monkeypatch.setenv("SANDTABLE_HOSTS", "board.example")
    with served(city_workspace.root) as board, proxied(tmp_path, board) as address:
        named = {"host": "board.example"}
        assert ready(address, **named)["workspace"] == "ok"
        assert requests.get(f"{address}/ready", headers={"host": "evil.example"}, timeout=10).status_code == 421
        # The proxy speaks TLS, the board does not: the page's origin is https.
        assert said(address, "board.example", "https://board.example").split()[1] == "101"
        assert said(address, "board.example:8443", "https://board.example:8443").split()[1] == "101"
        assert said(address, "board.example", "https://evil.example").split()[1] == "403"
        assert said(address, "evil.example", "https://evil.example").split()[1] == "403"
