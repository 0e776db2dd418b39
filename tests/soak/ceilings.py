"""What a soak's log says, and whether the ceilings held: pure functions from observations to figures."""

from dataclasses import dataclass
from itertools import groupby
from statistics import median

from dashboard.ui.wall.scene_list import SCENES

LONGEST_BLANK_S = 1.0
SAID_WITHIN_S = 10.0
RECOVERED_WITHIN_S = 10.0
SERVER_GROWTH_MB = 200.0
HEAP_GROWTH_MB = 50.0
CLOCK_OFF_S = 3.0
"""Both clocks are read to the second, so that a true one may seem two seconds off; a wrong one would be hours off."""
RESTARTS = ("server restarted", "server killed")
CUT_OFF = ("cable pulled", "server frozen", "server killed")
"""Disturbances during which the wall must say that it is cut off."""
NOT_FOLLOWING = (*CUT_OFF, *RESTARTS, "connection cut")
"""Disturbances that keep the wall from following new generations."""
WARM_SHARE, WARM_S = 0.1, 120
"""Growth counts from when a process is warm: a tenth of the run, at most two minutes after its first sample."""
FIRST_SAMPLES = 3
"""Samples whose median is where growth starts; it ends at the highest later sample, which is the stricter reading."""
Observations = list[dict]


@dataclass(frozen=True)
class Check:
    """One ceiling and what was measured."""

    name: str
    measured: float | str
    ceiling: str
    holds: bool


@dataclass(frozen=True)
class Verdict:
    figures: dict[str, float | int | str]
    checks: list[Check]
    disturbances: Observations

    @property
    def holds(self) -> bool:
        return all(check.holds for check in self.checks)

    @property
    def over(self) -> list[str]:
        """The names of the ceilings that did not hold."""
        return [check.name for check in self.checks if not check.holds]


def verdict(log: Observations, expected: set[str]) -> Verdict:
    """The verdict on a log. `expected`: names of the disturbances that must have taken place."""
    disturbances = [{**seen, "said_s": said_after(seen, log)} for seen in of_kind(log, "disturbance")]
    blanks = blank_spells(log)
    outside = [spell for spell in blanks if not spell["in_restart"]]
    delays = follow_delays(log)
    loads = [sample["load"] for sample in of_kind(log, "sample")]
    figures = {
        "hours": round(max(entry["at"] for entry in log) / 3600, 2),
        "scenes shown": len(of_kind(log, "scene")),
        "generations published": len(of_kind(log, "published")),
        "generations drawn": len({entry["value"] for entry in of_kind(log, "generation")}),
        "s from publication to picture, median": round(median(delays), 2) if delays else "none",
        "s from publication to picture, worst": round(max(delays), 2) if delays else "none",
        "ms without a picture outside restarts": round(1000 * sum(spell["s"] for spell in outside)),
        "ms without a picture in restarts": round(1000 * sum(spell["s"] for spell in blanks if spell["in_restart"])),
        "s between two frames, longest": round(max([entry["value"] for entry in of_kind(log, "frozen")], default=0.0), 2),
        "pages loaded anew": len(of_kind(log, "reload")),
        "network complaints of the browser": len(of_kind(log, "network")),
        "server memory at the end, MB": round(of_kind(log, "sample")[-1]["server_mb"] or 0),
        "load of the machine, median and highest": f"{median(loads):.1f}, {max(loads):.1f}",
        "elements at the end": of_kind(log, "sample")[-1]["elements"],
    }
    return Verdict(figures, [*behaviour(log, disturbances, outside, expected), *growth_checks(log)], disturbances)


def behaviour(log: Observations, disturbances: Observations, outside: Observations, expected: set[str]) -> list[Check]:
    """The ceilings on what the wall does."""
    longest = max([spell["s"] for spell in outside], default=0.0)
    recovered = [seen["recovered_s"] for seen in disturbances]
    said = [seen["said_s"] for seen in disturbances if seen["name"] in CUT_OFF]
    missing = sorted(expected - {seen["name"] for seen in disturbances})
    unseen = sorted(set(SCENES) - {entry["value"] for entry in of_kind(log, "scene")})
    clock = [value for seen in disturbances for key, value in seen.items() if key.startswith("clock_off")]
    veiled = [seen for seen in disturbances if seen.get("veiled") is False or seen.get("veils_changed")]
    faults = {kind: len(of_kind(log, kind)) for kind in ("error_box", "console", "refused")}
    return [
        Check("longest time without a picture outside a restart", round(longest, 3), f"<= {LONGEST_BLANK_S:g} s", longest <= LONGEST_BLANK_S),
        _slowest("slowest word that the wall is cut off", said, SAID_WITHIN_S),
        _slowest("slowest recovery after the cause was gone", recovered, RECOVERED_WITHIN_S),
        Check("the wall's time off while its machine's clock was wrong", max(clock, default=0.0), f"<= {CLOCK_OFF_S:g} s", all(off <= CLOCK_OFF_S for off in clock)),
        Check("veils that did not come, or came for no reason", len(veiled), "0", not veiled),
        Check("disturbances that did not take place", ", ".join(missing) or 0, "0", not missing),
        Check("scenes never shown", ", ".join(unseen) or 0, "0", not unseen),
        Check("error boxes", faults["error_box"], "0", not faults["error_box"]),
        Check("errors in the browser's console", faults["console"], "0", not faults["console"]),
        Check("files that the importer refused", faults["refused"], "0", not faults["refused"]),
    ]


def said_after(seen: dict, log: Observations) -> float | None:
    """Seconds until the wall said that it was cut off; null where it did not while it was."""
    times = [entry["at"] for entry in of_kind(log, "link") if entry["value"] == "lost" and seen["began"] <= entry["at"] <= seen.get("returned", seen["ended"])]
    return round(times[0] - seen["began"], 2) if times else None


def growth_checks(log: Observations) -> list[Check]:
    """The ceilings on memory. A restarted server is another process: the one that grew most counts."""
    samples = of_kind(log, "sample")
    lives = [list(life) for _, life in groupby(samples, key=lambda sample: sample["server"])]
    server = max((growth(life, "server_mb", log) for life in lives), default=0.0)
    heap = growth(samples, "heap_mb", log)
    return [
        Check("growth of the server, MB", round(server, 1), f"< {SERVER_GROWTH_MB:g}", server < SERVER_GROWTH_MB),
        Check("growth of the browser's heap, MB", round(heap, 1), f"< {HEAP_GROWTH_MB:g}", heap < HEAP_GROWTH_MB),
    ]


def growth(samples: Observations, what: str, log: Observations) -> float:
    """From the median of the first warm samples to the highest later one; 0 where there are too few to tell."""
    warm_after = samples[0]["at"] + min(WARM_S, WARM_SHARE * max(entry["at"] for entry in log)) if samples else 0
    warm = [sample[what] for sample in samples if sample["at"] >= warm_after and sample[what] is not None]
    return max(0.0, max(warm[FIRST_SAMPLES:]) - median(warm[:FIRST_SAMPLES])) if len(warm) > FIRST_SAMPLES else 0.0


def blank_spells(log: Observations) -> Observations:
    """Every spell without a picture after the first: from, s, why, in_restart. Times in seconds since the start."""
    restarts = [(seen["began"], seen["ended"]) for seen in of_kind(log, "disturbance") if seen["name"] in RESTARTS]
    spells = []
    for entry in of_kind(log, "blank"):
        seconds, why = entry["value"]["s"], entry["value"]["why"]
        start = entry["at"] - seconds
        if why != "first load":
            in_restart = any(began <= entry["at"] and start <= ended for began, ended in restarts)
            spells.append({"from": start, "s": seconds, "why": why, "in_restart": in_restart})
    return spells


def follow_delays(log: Observations) -> list[float]:
    """Seconds from the publication of each generation until the wall showed it or a later one, those left out that it could not follow."""
    return [delay for _, delay in follow_delays_at(log)]


def follow_delays_at(log: Observations) -> list[tuple[float, float]]:
    """The same, each with the second of its publication."""
    busy = [(seen["began"], seen["ended"]) for seen in of_kind(log, "disturbance") if seen["name"] in NOT_FOLLOWING]
    drawn = sorted(of_kind(log, "generation"), key=lambda entry: entry["at"])
    found = []
    for published in of_kind(log, "published"):
        shown = next((entry["at"] for entry in drawn if entry["value"] >= published["value"]), None)
        if shown and shown >= published["at"] and not any(began <= shown and published["at"] <= ended for began, ended in busy):
            found.append((published["at"], shown - published["at"]))
    return found


def of_kind(log: Observations, kind: str) -> Observations:
    """The observations of one kind, in the order of the log."""
    return [entry for entry in log if entry["kind"] == kind]


def _slowest(name: str, seconds: list[float | None], ceiling: float) -> Check:
    never = seconds.count(None)
    slowest = max((s for s in seconds if s is not None), default=0.0)
    return Check(name, f"never ({never} times)" if never else round(slowest, 2), f"<= {ceiling:g} s", not never and slowest <= ceiling)

