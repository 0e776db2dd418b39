"""What became of each made-up zone, notice by notice, and what was recorded of its contacts."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.scene import Made, Scene
from dashboard.demo.synthesis.sites import DECIDED_BEFORE, notice_hours

COLUMNS = ["zone_id", "event", "at", "level", "scheme", "extent_text", "reason"]
REASONS = {"home": "阳性感染者居住地", "place": "阳性感染者活动场所", "extend": "区内新增阳性感染者", "lower": "连续 7 天无新增且全员阴性",
           "lift": "达到解除条件", "switch": "执行新的风险区划定办法", "release": "部分楼栋、单元达到解除条件", "split": "分区管理"}
RELEASED_AFTER_DAYS, RELEASED_SHARE = 3, 0.5
CONTACTS_PER_CASE, CONTACTS_HOUR = 6, 21


def made_events(scene: Scene, sites: pd.DataFrame, members: pd.DataFrame, persons: pd.DataFrame) -> list[Made]:
    """Tables zone_events and zone_contacts. Every notice has a number, which its declarations, liftings and changes share."""
    rng = scene.rng("zone events")
    parts = [
        _told(sites[sites["from_zone_id"].isna()], "declare", "declared_at", reason=np.where(sites["is_home"], "home", "place")),
        _told(sites, "lower", "lowered_at", level="medium", reason="lower"),
        _told(sites, "raise", "raised_at", level="high", reason="extend"),
        _told(sites, "lift", "lifted_at", reason="lift"),
        _splits(sites), _releases(scene, rng, sites), _switches(scene, sites), _extensions(scene, sites, members, persons),
    ]
    events = pd.concat([part for part in parts if len(part)], ignore_index=True).drop_duplicates(["zone_id", "event", "at"])
    events["reason"] = events["reason"].map(REASONS)
    events = events[events["at"] <= scene.stopped_at].sort_values(["at", "zone_id"], ignore_index=True)
    numbers = {at: n for n, at in enumerate(sorted(set(events["at"])), start=1)}
    events["notice_no"] = [f"示例通告〔{at.year}〕{numbers[at]}号" for at in events["at"]]
    events = events.assign(decided_at=events["at"] - DECIDED_BEFORE, source="synthetic", known_at=events["at"])
    contacts = _contacts(scene, rng, sites, members, persons)
    return [Made("zone_events", events)] + ([Made("zone_contacts", contacts)] if len(contacts) else [])


def _told(sites: pd.DataFrame, event: str, column: str, level: str | None = None, reason: object = None) -> pd.DataFrame:
    why = pd.Series(reason, sites.index) if isinstance(reason, str) else pd.Series(reason).reindex(sites.index)
    happened = sites[sites[column].notna()]
    declared = happened["level"] if event == "declare" else level
    return pd.DataFrame({"zone_id": happened["zone_id"], "event": event, "at": happened[column], "level": declared,
                         "reason": why[happened.index]}).reindex(columns=COLUMNS)


def _splits(sites: pd.DataFrame) -> pd.DataFrame:
    """The part opens by the split; what is left is worded anew."""
    parts = sites[sites["from_zone_id"].notna()]
    left = sites.set_index("zone_id").loc[parts["from_zone_id"]]
    at = parts["declared_at"].to_numpy()
    opened = pd.DataFrame({"zone_id": parts["zone_id"], "event": "split", "at": at, "level": parts["level"]})
    shrunk = pd.DataFrame({"zone_id": left.index, "event": "shrink", "at": at, "extent_text": left["rest_text"].to_numpy()})
    return pd.concat([opened, shrunk]).assign(reason="split").reindex(columns=COLUMNS)


def _releases(scene: Scene, rng: np.random.Generator, sites: pd.DataFrame) -> pd.DataFrame:
    """Some zones of several units: one of them is released before the others."""
    fit = sites[(sites["kind"] == "unit") & (sites["extent_text"] != sites["rest_text"]) & (rng.random(len(sites)) < RELEASED_SHARE)]
    on = fit["declared_at"].dt.normalize() + pd.Timedelta(days=RELEASED_AFTER_DAYS)
    at = pd.Series([notice_hours(scene, day.date())[0] for day in on], fit.index)
    done = fit.assign(at=at)[(at <= scene.stopped_at) & ~(fit["lifted_at"] <= at)]
    return pd.DataFrame({
        "zone_id": done["zone_id"], "event": "partial_release", "at": done["at"], "extent_text": done["rest_text"], "reason": "release",
    }).reindex(columns=COLUMNS)


def _switches(scene: Scene, sites: pd.DataFrame) -> pd.DataFrame:
    """What is in force when new rules begin goes over to them; a level that they do not know has ended with the same notice."""
    parts = []
    for at, scheme in scene.plan["zones"]["switches"]:
        held = sites[(sites["declared_at"] < at) & ~(sites["lifted_at"] < at) & (sites["scheme"] != scheme)]
        held = held[~(held["lifted_at"] == at) | (held["level"] == "medium") | held["lowered_at"].notna()]
        parts.append(held[["zone_id"]].assign(event="scheme_switch", at=pd.Timestamp(at), scheme=scheme, reason="switch"))
    return pd.concat(parts).reindex(columns=COLUMNS) if parts else pd.DataFrame(columns=COLUMNS)


def _extensions(scene: Scene, sites: pd.DataFrame, members: pd.DataFrame, persons: pd.DataFrame) -> pd.DataFrame:
    """A positive inside prolongs the zone, by the next notice."""
    inside = persons.assign(zone_id=members["zone_id"])[members["in_zone"].eq(True)]
    rows = []
    until = sites.set_index("zone_id")["lifted_at"]
    for zone_id, reported_at in zip(inside["zone_id"], inside["reported_at"], strict=True):
        days = (reported_at.date(), (reported_at + pd.Timedelta(days=1)).date())
        later = [at for day in days for at in notice_hours(scene, day) if at > reported_at]
        if later and later[0] <= scene.stopped_at and not until[zone_id] <= later[0]:
            rows.append({"zone_id": zone_id, "event": "extend", "at": later[0], "reason": "extend"})
    return pd.DataFrame(rows, columns=COLUMNS)


def _contacts(
    scene: Scene, rng: np.random.Generator, sites: pd.DataFrame, members: pd.DataFrame, persons: pd.DataFrame,
) -> pd.DataFrame:
    """What was recorded on the evening of each day on which somebody of a zone was found, from its first day on: contacts so far, last
    exposure and transfer."""
    known = persons.assign(zone_id=members["zone_id"]).dropna(subset="zone_id")
    began = known["zone_id"].map(sites.set_index("zone_id")["declared_at"])
    known = known.assign(day=np.maximum(known["reported_at"], began).dt.normalize(), exposed=known["reported_at"].dt.normalize())
    told = known.groupby(["zone_id", "day"], as_index=False).agg(cases=("case_id", "size"), exposed=("exposed", "max"))
    told = told.assign(contacts=rng.poisson(CONTACTS_PER_CASE * told["cases"]), at=told["day"] + pd.Timedelta(hours=CONTACTS_HOUR))
    told["contacts"] = told.groupby("zone_id")["contacts"].cumsum()
    moved = np.minimum(told["exposed"] + pd.to_timedelta(rng.integers(0, 2, len(told)), unit="D"), told["day"])
    rows = told.assign(last_contact_on=told["exposed"], last_transfer_on=moved, source="synthetic", known_at=told["at"])
    return rows[rows["at"] <= scene.stopped_at].drop(columns=["day", "cases", "exposed"]).reset_index(drop=True)
