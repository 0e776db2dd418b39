"""Contradictions in the data: what the checks of queries/checks/ return, and what people decided about it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from dashboard.warehouse.ask import Asker, ask
from dashboard.warehouse.catalogue import Query, checks
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace

SEVERITIES = ("high", "medium", "low")
HOUR = timedelta(hours=1)
CHECK, LIST = Asker("check"), Asker("command")
DECIDED = ("owner", "acknowledged_at", "note", "verification", "disposition")
"""What a decision says; the first three of an earlier occurrence too."""
AT_ONCE = 2
"""Checks that are asked at one time: most of a check's time is its plan, which takes one core."""

Contradiction = dict[str, Any]
"""Keys: see `contradictions`."""
Decisions = dict[tuple[str, str], dict[str, Any]]
"""A row of `finding_decisions` by (check, finding_key), a contradiction's identity."""


def contradictions(
    workspace: Workspace, as_of: datetime | None = None, check: str | None = None, asker: Asker = CHECK, reader: Reader | None = None,
) -> list[Contradiction]:
    """One dict a contradiction, of one check where it is named: most severe first, within a check those not yet acknowledged first.

    Keys: check, severity, title, advice and what the check returned (finding_key, subject, details); since_at, from when it holds, and
    age_hours (null = not known); owner, acknowledged_at, note, verification, disposition (null = none). A decision from before `since_at`
    was about an earlier occurrence: it stands in earlier_owner, earlier_acknowledged_at, earlier_note, and decides nothing.
    `reader`: of the generation that is asked; null = the one that is published now.
    """
    reader, moment = reader or Reader.current(workspace), as_of or workspace.now()
    decided, found = _decisions(workspace, reader, moment, asker), []
    asked = [checks()[check]] if check else [*checks().values()]
    with ThreadPoolExecutor(AT_ONCE) as asking:
        answers = [*asking.map(lambda one: ask(workspace, one, {}, moment, asker=asker, reader=reader), asked)]
    for one, answer in zip(asked, answers, strict=True):
        for row in answer.records():
            contradiction = _about(one) | row
            found.append(contradiction | _handled(contradiction, decided.get(_identity(contradiction)), moment))
    return sorted(found, key=_order)


def closed(workspace: Workspace, found: list[Contradiction], as_of: datetime | None = None) -> list[dict[str, Any]]:
    """Rows of `finding_decisions` about what no check finds any more: nobody closes a contradiction, the data do.

    `found`: as of `contradictions`.
    """
    decided = _decisions(workspace, Reader.current(workspace), as_of or workspace.now(), LIST)
    open_now = {_identity(contradiction) for contradiction in found}
    return [decision for identity, decision in decided.items() if identity not in open_now]


def _decisions(workspace: Workspace, reader: Reader, moment: datetime, asker: Asker) -> Decisions:
    decided = ask(workspace, "finding_decisions", {}, moment, asker=asker, reader=reader).records()
    return {(decision["check_name"], decision["finding_key"]): decision for decision in decided}


def _identity(contradiction: Contradiction) -> tuple[str, str]:
    return contradiction["check"], str(contradiction["finding_key"])


def _order(contradiction: Contradiction) -> tuple[int, str, bool, str]:
    is_settled = contradiction["acknowledged_at"] is not None
    return SEVERITIES.index(contradiction["severity"]), contradiction["check"], is_settled, str(contradiction["finding_key"])


def _handled(contradiction: Contradiction, decision: dict[str, Any] | None, moment: datetime) -> dict[str, Any]:
    """What became of a contradiction. A `since_at` yet to come says nothing about age or occurrence."""
    since = contradiction.get("since_at")
    began = since if since is not None and since <= moment else None
    is_earlier = decision is not None and began is not None and decision["decided_at"] < began
    now, before = (None, decision) if is_earlier else (decision, None)
    return {
        "since_at": since, "age_hours": None if began is None else round((moment - began) / HOUR, 1),
        **{part: now and now.get(part) for part in DECIDED}, **{f"earlier_{part}": before and before[part] for part in DECIDED[:3]},
    }


def _about(check: Query) -> Contradiction:
    title_zh, _, title_en = check.notes["title"].partition(" | ")
    advice_zh, _, advice_en = check.notes["advice"].partition(" | ")
    return {
        "check": check.name, "severity": check.notes["severity"],
        "title_zh": title_zh, "title_en": title_en, "advice_zh": advice_zh, "advice_en": advice_en,
    }
