"""Contradictions and data-quality findings: what the rules in queries/checks/ return."""

from datetime import datetime

from dashboard.warehouse.catalogue import bind, checks
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace

SEVERITIES = ("high", "medium", "low")


def findings(workspace: Workspace, as_of: datetime | None = None) -> list[dict]:
    """One dict a finding, most severe first: check, severity, title, advice and what the rule returned (finding_key, subject, details)."""
    reader, moment = Reader.current(workspace), as_of or workspace.now()
    found = []
    for check in checks().values():
        names, rows = reader.records(check.sql, bind(check, {}, moment))
        found += [_about(check) | dict(zip(names, row, strict=True)) for row in rows]
    return sorted(found, key=lambda f: (SEVERITIES.index(f["severity"]), f["check"], str(f["finding_key"])))


def _about(check) -> dict:
    title_zh, _, title_en = check.notes["title"].partition(" | ")
    advice_zh, _, advice_en = check.notes["advice"].partition(" | ")
    return {
        "check": check.name, "severity": check.notes["severity"],
        "title_zh": title_zh, "title_en": title_en, "advice_zh": advice_zh, "advice_en": advice_en,
    }
