"""What the product says and answers after an accident: by its commands, as a person would give them, and by what its pages read."""

import hashlib
import io
import json
import os
import traceback
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from dashboard.cli.main import main
from dashboard.data import served
from dashboard.errors import SandtableError
from dashboard.warehouse.ask import Asker, ask
from dashboard.warehouse.catalogue import catalogue, checks
from dashboard.warehouse.publication import current_name
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace

REFUSED = "refused: "
"""Begins what stands for answers where the product says why it gives none."""
NEW_CASE = "DRILL-1"
NEW_FILE = f"病例编号,报告时间,区县,病例类别\n{NEW_CASE},2022-11-29 09:00,道里区,确诊\n"
OF_CLOCKS = {"batches_recent", "feeds_freshness"}
"""Queries whose answers hold the moment at which a batch was written down."""


@dataclass
class Seen:
    """What was seen after an accident."""

    said: list[str] = field(default_factory=list)
    """Who said that something is wrong, and how it begins."""
    raw: list[str] = field(default_factory=list)
    """Tracebacks: what was met without a sentence."""
    page: str = ""
    """The answers that an open page would show: a digest, or why there are none."""
    command: str = ""
    """Those of `sandtable query`, which publishes what the log has and the store has not."""
    imported: str = ""
    """taken, refused, or not tried."""
    after_import: str = ""
    """The answers once the import was taken; empty where it was not."""
    restored: bool = True
    """Whether a rebuild, or a restore from the backup, brought everything back."""

    def run(self, who: str, *words: str) -> str:
        """Give a command; what it prints is returned, what it complains of noted."""
        out, errors = io.StringIO(), io.StringIO()
        try:
            with redirect_stdout(out), redirect_stderr(errors):
                status = main([*words, "--lang", "en"])
        except SystemExit as ended:
            status = int(ended.code or 0) if isinstance(ended.code, int | None) else 1
        except Exception:
            self.raw.append(f"{who}: {_last(traceback.format_exc())}")
            return ""
        if status:
            self.said.append(f"{who}: {(errors.getvalue() or out.getvalue()).strip()[:160]}")
        return out.getvalue()


def look(root: Path, moment: datetime, quiet: set[str]) -> Seen:
    """What verify, doctor, pages and the query command say and answer, in that order. `quiet`: what doctor says of the sound workspace."""
    seen = Seen()
    at = ("--workspace", str(root))
    if (told := seen.run("verify", "verify", *at, "--json")) and json.loads(told).get("changed"):
        seen.said.append(f"verify: {json.loads(told)['changed']}")
    seen.said += [f"doctor: {one['en']}" for one in examined(seen, root) if not one["well"] and one["name"] not in quiet]
    os.environ["SANDTABLE_WORKSPACE"] = str(root)
    seen.page = _tried(seen, "page", lambda: answers(root, moment))
    seen.said += [f"page: {words.en}" for words in _tried_words(seen) if words]
    seen.run("query", "query", "synthetic_share", *at, "--as-of", moment.isoformat())
    seen.command = _tried(seen, "query", lambda: answers(root, moment))
    return seen


def examined(seen: Seen, root: Path) -> list[dict]:
    """What doctor looked at; empty where it fell over."""
    before = len(seen.said)
    told = seen.run("doctor", "doctor", "--workspace", str(root), "--json")
    del seen.said[before:]  # its own lines say more than its status, which a late feed does not change
    return json.loads(told) if told else []


def take_in_one_more(seen: Seen, root: Path, moment: datetime) -> None:
    """Give the import of one more case, and look whether it is to be seen."""
    file = root.parent / "one_more.csv"
    file.write_text(NEW_FILE, encoding="utf-8")
    told = seen.run("import", "import", str(file), "--workspace", str(root), "--json")
    receipts = json.loads(told).get("files", []) if told else []
    seen.imported = receipts[0]["status"] if receipts else "refused"
    seen.said += [f"import: {problem['message_en'][:160]}" for one in receipts for problem in one.get("findings", one.get("problems", []))]
    if seen.imported == "taken":
        seen.after_import = _tried(seen, "page", lambda: answers(root, moment) if has_the_case(root) else "the case that was taken is not there")


def has_the_case(root: Path) -> bool:
    """Whether the case of the trial is among those that hold now."""
    found = Reader.current(Workspace.open(root)).rows("select 1 from cases where case_id = $id and sys_to is null", {"id": NEW_CASE})
    return bool(found)


def answers(root: Path, moment: datetime) -> str:
    """A digest of every query and check at one moment, of the clock that the workspace keeps, and of the districts' outlines."""
    workspace = Workspace.open(root)
    reader = Reader.current(workspace)
    digest = hashlib.sha256(_asked(workspace, reader, moment).encode())
    digest.update(repr((workspace.config, _outlines(workspace))).encode())
    return digest.hexdigest()[:16]


def _asked(workspace: Workspace, reader: Reader, moment: datetime) -> str:
    """The digest of what the store answers. It follows from the generation's file and the city, so it is found once for each."""
    file = workspace.store / str(current_name(workspace))
    key = (hashlib.sha256(file.read_bytes()).hexdigest(), workspace.city, moment)
    if key not in KNOWN:
        digest = hashlib.sha256()
        for name, query in sorted((catalogue() | checks()).items()):
            rows = () if name in OF_CLOCKS else ask(workspace, query, {}, moment, asker=Asker("check"), reader=reader).rows
            digest.update(repr((name, rows)).encode())
        KNOWN[key] = digest.hexdigest()
    return KNOWN[key]


KNOWN: dict[tuple[str, str, datetime], str] = {}
"""Answers by the generation's file, the city and the moment."""


def _outlines(workspace: Workspace) -> str:
    try:
        return hashlib.sha256((workspace.geodata / "districts.json").read_bytes()).hexdigest()
    except OSError:
        return "none"


def _tried_words(seen: Seen) -> list:
    found = []
    for words in (served.log_fault, served.clock_behind):
        try:
            found.append(words())
        except SandtableError as wrong:
            seen.said.append(f"page: {wrong.title('en')}")
        except Exception:
            seen.raw.append(f"page: {_last(traceback.format_exc())}")
    return found


def _tried(seen: Seen, who: str, asked) -> str:
    try:
        return str(asked())
    except SandtableError as wrong:
        seen.said.append(f"{who}: {wrong.title('en')}")
        return REFUSED + wrong.title("en")
    except Exception:
        seen.raw.append(f"{who}: {_last(traceback.format_exc())}")
        return "raw"


def _last(trace: str) -> str:
    """The end of a traceback: the last place of the product, and the error."""
    lines = [line.strip() for line in trace.strip().splitlines()]
    places = [line for line in lines if line.startswith("File") and "/dashboard/" in line]
    return f"{lines[-1][:200]} <- {places[-1].rpartition('/dashboard/')[2] if places else '?'}"
