"""The process that makes one cube and ends: what ten million rows take for a moment is given back with it, and no page waits for it."""

import json
import os
import pickle
import sys
from datetime import datetime

from dashboard.crossfilter.building import build
from dashboard.crossfilter.subjects import SUBJECTS
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace

NICER = 5


def main() -> None:
    """Read what is wanted as JSON (workspace, subject, as_of) from standard input; write the cube, pickled, to standard output."""
    os.nice(NICER)
    wanted = json.load(sys.stdin)
    reader = Reader.current(Workspace.open(wanted["workspace"]))
    cube = build(reader, SUBJECTS[wanted["subject"]], datetime.fromisoformat(wanted["as_of"]))
    pickle.dump(cube, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main()
