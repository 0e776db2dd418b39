"""Contradictions and data-quality findings: what the rules in queries/checks/ return, and what people decided about it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from dashboard.warehouse.catalogue import bind, checks, find
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace

SEVERITIES = ("high", "medium", "low")
HOUR = timedelta(hours=1)
AT_ONCE = 2
"""Rules that are asked at one time: most of a rule's time is its plan, which takes one core."""

Decisions = dict[tuple[str, str], dict]
"""A row of `finding_decisions` by (check, finding_key), a finding's identity."""


def findings(workspace: Workspace, as_of: datetime | None = None, check: str | None = None) -> list[dict]:
    """One dict a finding, of one check where it is named: most severe first, within a check those not yet acknowledged first.

    Keys: check, severity, title, advice and what the rule returned (finding_key, subject, details); since_at, from when it holds, and
    age_hours (null = not known); owner, acknowledged_at, note (null = none). A decision from before `since_at` was about an earlier
    occurrence: it stands in earlier_owner, earlier_acknowledged_at, earlier_note, and decides nothing.
    """
    reader, moment = Reader.current(workspace).holding(), as_of or workspace.now()
    decided, found = _decisions(reader, moment), []
    rules = [checks()[check]] if check else [*checks().values()]
    with ThreadPoolExecutor(AT_ONCE) as asking:
        answers = [*asking.map(lambda rule: reader.records(rule.sql, bind(rule, {}, moment)), rules)]
    for rule, (names, rows) in zip(rules, answers, strict=True):
        for row in rows:
            finding = _about(rule) | dict(zip(names, row, strict=True))
            found.append(finding | _handled(finding, decided.get(_identity(finding)), moment))
    return sorted(found, key=_order)


def closed(workspace: Workspace, found: list[dict], as_of: datetime | None = None) -> list[dict]:
    """Rows of `finding_decisions` about what no rule finds any more: nobody closes a finding, the data do. `found`: as of `findings`."""
    decided = _decisions(Reader.current(workspace), as_of or workspace.now())
    open_now = {_identity(finding) for finding in found}
    return [decision for identity, decision in decided.items() if identity not in open_now]


def _decisions(reader: Reader, moment: datetime) -> Decisions:
    query = find("finding_decisions")
    names, rows = reader.records(query.sql, bind(query, {}, moment))
    decided = [dict(zip(names, row, strict=True)) for row in rows]
    return {(decision["check_name"], decision["finding_key"]): decision for decision in decided}


def _identity(finding: dict) -> tuple[str, str]:
    return finding["check"], str(finding["finding_key"])


def _order(finding: dict) -> tuple:
    is_settled = finding["acknowledged_at"] is not None
    return SEVERITIES.index(finding["severity"]), finding["check"], is_settled, str(finding["finding_key"])


def _handled(finding: dict, decision: dict | None, moment: datetime) -> dict:
    """What became of a finding. A `since_at` yet to come says nothing about age or occurrence."""
    since = finding.get("since_at")
    began = since if since is not None and since <= moment else None
    is_earlier = decision is not None and began is not None and decision["decided_at"] < began
    now, before = (None, decision) if is_earlier else (decision, None)
    parts = ("owner", "acknowledged_at", "note")
    return {
        "since_at": since, "age_hours": None if began is None else round((moment - began) / HOUR, 1),
        **{part: now and now[part] for part in parts}, **{f"earlier_{part}": before and before[part] for part in parts},
    }


def _about(check) -> dict:
    title_zh, _, title_en = check.notes["title"].partition(" | ")
    advice_zh, _, advice_en = check.notes["advice"].partition(" | ")
    return {
        "check": check.name, "severity": check.notes["severity"],
        "title_zh": title_zh, "title_en": title_en, "advice_zh": advice_zh, "advice_en": advice_en,
    }
