"""One accident from beginning to end: what is said, what is answered, what an import does, and whether a restore brings all of it back."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from dashboard.warehouse import publication, store
from dashboard.warehouse.workspace import Workspace
from tests.drills import clocks
from tests.drills.accidents import Accident
from tests.drills.city import Original, log_of
from tests.drills.isolated import in_a_child
from tests.drills.look import KNOWN, REFUSED, Seen, examined, look, take_in_one_more
from tests.drills.warm import warm_up

OUTCOMES = ("lost", "changed unseen", "raw", "said", "survived")
"""lost: not to be had again, not even by a restore. changed unseen: other answers, and nobody says so. raw: said by a traceback."""


@dataclass
class Drill:
    """The sound workspace, what it says and answers, and what the accidents came to."""

    original: Original
    work: Path
    moment: datetime
    sound: Seen = field(default_factory=Seen)
    quiet: set[str] = field(default_factory=set)
    outcomes: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in OUTCOMES})

    @classmethod
    def of(cls, original: Original, work: Path, moment: datetime) -> "Drill":
        """A drill that knows what the sound workspace says; no connection to a store is left open in this process."""
        drill = cls(original, work, moment)
        warm_up(Workspace.open(original.root).city)
        drill.sound, drill.quiet, known = in_a_child(drill._look_at_the_sound, _cannot_begin)
        KNOWN.update(known)
        assert not drill.sound.raw and not drill.sound.page.startswith(REFUSED) and drill.sound.imported == "taken", drill.sound
        return drill

    def _look_at_the_sound(self) -> tuple[Seen, set[str], dict]:
        root = self.original.copy(self.work / "sound")
        quiet = {one["name"] for one in examined(Seen(), root) if not one["well"]}
        seen = look(root, self.moment, quiet)
        take_in_one_more(seen, root, self.moment)
        return seen, quiet, dict(KNOWN)

    def run(self, accidents: Iterable[Accident]) -> None:
        """Try each of the accidents on a copy, and note what it came to."""
        for accident in accidents:
            seen = in_a_child(lambda tried=accident: self._trial(tried), lambda words: Seen(raw=[words.strip()[-400:]]))
            self.note(accident.name, seen)
            for name in ("copy", "again", "anew"):
                shutil.rmtree(self.work / name, ignore_errors=True)

    def jump_clocks(self, jumps: dict[str, timedelta]) -> None:
        """Try each jump of the machine's clock on a copy, and note what it came to."""
        for name, by in jumps.items():
            outcome, said = in_a_child(lambda at=by: clocks.trial(self.original.copy(self.work / "copy"), at), lambda words: ("raw", words.strip()[-400:]))
            self.outcomes[outcome].append(f"the clock {name}: {said}")
            shutil.rmtree(self.work / "copy", ignore_errors=True)

    def note(self, name: str, seen: Seen) -> None:
        """Note what one accident came to, by what was seen after it."""
        said = [words for words in seen.said if words not in self.sound.said]
        given = [answer for answer in (seen.page, seen.command) if answer and not answer.startswith(REFUSED)]
        differs = any(answer != self.sound.page for answer in given) or seen.after_import not in ("", self.sound.after_import)
        outcome = ("lost" if not seen.restored else "raw" if seen.raw else "changed unseen" if differs and not said
                   else "said" if said else "survived")
        detail = "; ".join(seen.raw or said) if outcome != "survived" else ""
        self.outcomes[outcome].append(f"{name}: {detail}" if detail else name)

    def _trial(self, accident: Accident) -> Seen:
        root = self.original.copy(self.work / "copy")
        accident.does(root)
        seen = look(root, self.moment, self.quiet)
        self._bring_back(seen, root)
        if accident.takes_in:
            again = self.original.copy(self.work / "again")
            accident.does(again)
            take_in_one_more(seen, again, self.moment)
        return seen

    def _bring_back(self, seen: Seen, root: Path) -> None:
        """Restore where anything is wrong, and see whether the log is whole and the answers are those of before."""
        if seen.page == seen.command == self.sound.page and set(seen.said) <= set(self.sound.said):
            return
        store.rebuild = self._rebuilt  # type: ignore[assignment]  # in this process alone, which ends with the trial
        seen.restored = self._restored(seen, root) or self._restored(seen, root.with_name("anew"))
        seen.said += [f"restored into a folder of its own: {root.name}"] if root.with_name("anew").exists() else []

    def _restored(self, seen: Seen, root: Path) -> bool:
        """Restore into that folder, and see whether nothing is wrong with it. Where the command refuses the one that is there, another does."""
        afterwards = Seen()
        afterwards.run("restore", "restore", str(self.original.backup), "--workspace", str(root))
        again = look(root, self.moment, self.quiet)
        seen.raw += [*afterwards.raw, *again.raw]
        return again.page == self.sound.page and not {*afterwards.said, *again.said} - set(self.sound.said)

    def _rebuilt(self, workspace: Workspace) -> str:
        """A rebuild; from a log that is the original's, byte for byte, it gives the original's store, which is put there at once."""
        if log_of(workspace.root) != log_of(self.original.root):
            return BUILD(workspace)
        shutil.rmtree(workspace.store)
        shutil.copytree(self.original.root / "store", workspace.store)
        return str(publication.current_name(workspace))


BUILD = store.rebuild


def _cannot_begin(words: str) -> tuple[Seen, set[str], dict]:
    raise AssertionError(words)
