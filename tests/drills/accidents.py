"""Accidents that happen to the files of a workspace: bits that flip, files and batches that are gone, cut, doubled, foreign, unreadable."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.drills.city import Original, batches_of, put

Does = Callable[[Path], None]


@dataclass(frozen=True)
class Accident:
    """Something that happens to the folder of a workspace; it does the same each time."""

    name: str
    does: Does
    takes_in: bool = True
    """Whether an import is tried afterwards."""


def flips(original: Original, count: int, generator: Random) -> Iterator[Accident]:
    """One bit each, in `count` places: every kind of file has its share, whatever its size is, and batches and generations three."""
    kinds: dict[str, list[str]] = {}
    for name in original.files():
        kinds.setdefault(_kind(name), []).append(name)
    turns = sorted(kinds) + 2 * [kind for kind in ("rows", "batch.json", "generation") if kind in kinds]
    for turn in range(count):
        name = generator.choice(kinds[turns[turn % len(turns)]])
        size = (original.root / name).stat().st_size
        if size:
            place, bit = generator.randrange(size), generator.randrange(8)
            yield Accident(f"bit {bit} of byte {place} in {name}", lambda root, at=(name, place, bit): _flip(root / at[0], at[1], at[2]), turn % 5 == 0)


def _kind(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return "batch.json" if file == "batch.json" else "rows" if folder.startswith("batches") else "generation" if "gen-" in file else name


def _flip(file: Path, place: int, bit: int) -> None:
    content = bytearray(file.read_bytes())
    content[place] ^= 1 << bit
    put(file, bytes(content))


def of_each_file(original: Original, every: int = 1) -> Iterator[Accident]:
    """Each file removed, cut to a half and to nothing, doubled under another name; of every so many files alone where `every` says so."""
    for turn, name in enumerate(original.files()[::every]):
        tried = turn % 10 == 0 or not name.startswith("batches/")
        yield Accident(f"{name} removed", lambda root, at=name: (root / at).unlink(), tried)
        yield Accident(f"{name} cut", lambda root, at=name: _cut(root / at, 2), tried)
        yield Accident(f"{name} emptied", lambda root, at=name: put(root / at, b""), tried)
        yield Accident(f"{name} doubled", lambda root, at=name: _double(root / at), tried)


def _cut(file: Path, parts: int) -> None:
    content = file.read_bytes()
    put(file, content[: len(content) // parts])


def _double(file: Path) -> None:
    shutil.copyfile(file, file.with_name(f"{file.stem} (1){file.suffix}"))


def of_batches(original: Original) -> Iterator[Accident]:
    """What happens to whole batches, and to the folders of the log and of the store."""
    last = batches_of(original.root)
    for number in (1, last // 2, last - 1, last):
        yield Accident(f"batch {number} gone", lambda root, at=number: shutil.rmtree(_batch(root, at)))
        yield Accident(f"batch {number} emptied", lambda root, at=number: _empty(_batch(root, at)))
        yield Accident(f"batch {number} twice, as {number}", lambda root, at=number: _copied(root, at, str(at)))
        yield Accident(f"batch {number} again as the next", lambda root, at=number: _copied(root, at, f"{last + 1:06d}"))
        yield Accident(f"batch {number} in the place of 2", lambda root, at=number: _replaced(root, at, 2) if at != 2 else None)
    yield Accident("two batches changed places", lambda root: _swapped(root, 2, last - 1))
    yield Accident("a new folder without content", lambda root: _batch(root, last + 1).mkdir())
    yield Accident("a folder far ahead", lambda root: _copied(root, last, f"{last + 7:06d}"))
    yield Accident("a letter among the batches", lambda root: (root / "batches" / "letter.txt").write_text("?", encoding="utf-8") and None)
    yield Accident("a file for a batch", lambda root: _file_for(_batch(root, 2)))
    yield Accident("the log of an hour ago", lambda root: [shutil.rmtree(_batch(root, n)) for n in range(last - 2, last + 1)] and None)
    yield Accident("a record that is no record", lambda root: put(_batch(root, last) / "batch.json", b"[]"))
    yield Accident("a record without its digests", lambda root: _undigested(_batch(root, last) / "batch.json"))
    yield Accident("batches/ gone", lambda root: shutil.rmtree(root / "batches"))
    yield Accident("batches/ emptied", lambda root: _empty(root / "batches"))
    yield Accident("batches/ is a file", lambda root: _file_for(root / "batches"))


def of_the_rest(original: Original) -> Iterator[Accident]:
    """What happens to the store, the note, the settings and the boundaries."""
    yield Accident("store/ gone", lambda root: shutil.rmtree(root / "store"))
    yield Accident("store/ emptied", lambda root: _empty(root / "store"))
    yield Accident("store/ is a file", lambda root: _file_for(root / "store"))
    for name in ("CURRENT", "NEWEST"):
        place = {"CURRENT": "store/CURRENT"}.get(name, name)
        yield Accident(f"{name} not UTF-8", lambda root, at=place: put(root / at, b"\xff\xfe\x00g"))
        yield Accident(f"{name} of other words", lambda root, at=place: put(root / at, "新".encode()))
        yield Accident(f"{name} a folder", lambda root, at=place: _folder_for(root / at))
        yield Accident(f"{name} of zeros", lambda root, at=place: put(root / at, bytes(40)))
    yield Accident("CURRENT names another generation", lambda root: put(root / "store" / "CURRENT", b"gen-000001-00000000.duckdb\n"))
    yield Accident("CURRENT names what comes", lambda root: put(root / "store" / "CURRENT", b"gen-009999-00000000.duckdb\n"))
    yield Accident("CURRENT names an older generation", _older_current)
    yield Accident("NEWEST names an older batch", lambda root: _noted(root, batches_of(root) - 1))
    yield Accident("NEWEST names a batch to come", lambda root: _noted(root, batches_of(root) + 1))
    yield Accident("a stranger in the store", lambda root: put(root / "store" / "gen-x.duckdb", b"?"))
    yield Accident("a generation that is no database", lambda root: _every_generation(root, b"not a database"))
    yield Accident("a generation of zeros", lambda root: _every_generation(root, bytes(20_000)))
    yield Accident("stopped_at as text", lambda root: _settings(root, "stopped_at = ", 'stopped_at = "tomorrow" #'))
    yield Accident("stopped_at an hour off", lambda root: _settings(root, "00:00\n", "01:00\n"))
    yield Accident("city.toml of another city", lambda root: _settings(root, 'adcode = "230100"', 'adcode = "421300"'))
    yield Accident("city.toml of no city", lambda root: _settings(root, 'adcode = "230100"', 'adcode = "999999"'))
    yield Accident("city.toml a folder", lambda root: _folder_for(root / "city.toml"))
    yield Accident("geodata/ gone", lambda root: shutil.rmtree(root / "geodata"))


def _batch(root: Path, number: int) -> Path:
    return root / "batches" / f"{number:06d}"


def _empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def _file_for(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_bytes(b"?")


def _folder_for(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _copied(root: Path, number: int, name: str) -> None:
    shutil.copytree(_batch(root, number), root / "batches" / name)


def _replaced(root: Path, number: int, other: int) -> None:
    shutil.rmtree(_batch(root, other))
    shutil.copytree(_batch(root, number), _batch(root, other))


def _swapped(root: Path, one: int, other: int) -> None:
    _batch(root, one).rename(root / "aside")
    _batch(root, other).rename(_batch(root, one))
    (root / "aside").rename(_batch(root, other))


def _undigested(record: Path) -> None:
    stored = json.loads(record.read_text(encoding="utf-8"))
    put(record, json.dumps({name: value for name, value in stored.items() if name not in ("digests", "previous")}).encode())


def _older_current(root: Path) -> None:
    older = sorted(file.name for file in (root / "store").glob("gen-*"))[0]
    put(root / "store" / "CURRENT", f"{older}\n".encode())


def _noted(root: Path, number: int) -> None:
    note = json.loads((root / "NEWEST").read_text(encoding="utf-8"))
    put(root / "NEWEST", json.dumps(note | {"batch": number}).encode())


def _every_generation(root: Path, content: bytes) -> None:
    for file in (root / "store").glob("gen-*"):
        put(file, content)


def _settings(root: Path, said: str, instead: str) -> None:
    text = (root / "city.toml").read_text(encoding="utf-8")
    put(root / "city.toml", text.replace(said, instead, 1).encode())
