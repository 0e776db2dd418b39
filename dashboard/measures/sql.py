"""A pick as one SELECT over the relations of an analyst, readable, so that it can be taken on by hand."""

from dataclasses import replace

from dashboard.measures.block import INDENT, Block, block
from dashboard.measures.declaration import GRAINS, Dimension, Measure, Source, dimensions, measures, todays
from dashboard.measures.permitted import applies, check, is_compared, source_of
from dashboard.measures.picked import BEFORE, CHANGE, TOTAL, Keep, Picked


def pick(picked: Picked) -> str:
    """The SQL of a pick, with `$as_of` (and `$district`) where it needs them.

    Of two moments it is the question that is asked twice, as of each; `compared.side_by_side` puts the two answers together.
    Raises: PickRefused.
    """
    check(picked)
    if picked.compare == "moments":  # what is kept, its order and how much are of both answers together
        picked = replace(picked, compare="", keep=(), order="", limit=None, is_added=False, dimensions=picked.split)
    blocks = [block(name, source, own, picked, todays()) for name, (source, own) in _by_source(picked).items()]
    ctes = {name: sql for one in blocks for name, sql in one.before.items()}
    is_joined = len(blocks) > 1 or picked.keep or picked.is_added or picked.compare == "period" or "district" in picked.split
    is_plain = not is_joined
    if not is_plain:
        ctes |= {one.name: one.sql for one in blocks}
    body = blocks[0].sql if is_plain else _joined(blocks, picked)
    return _with(ctes) + body + _ending(picked) + "\n"


def _by_source(picked: Picked) -> dict[str, tuple[Source, list[Measure]]]:
    """The measures that are read from one relation by the same filters, by the name of their CTE; the least of parts by itself."""
    found: dict[tuple[str, ...], tuple[Source, list[Measure]]] = {}
    for name in picked.measures:
        measure = measures()[name]
        source = source_of(measure, picked)
        filters = [one.dimension for one in picked.filters if applies(measure, one.dimension)]
        found.setdefault((source.id, name if measure.least_of else "", *filters), (source, []))[1].append(measure)
    named: dict[str, tuple[Source, list[Measure]]] = {}
    for source, own in found.values():
        name = f"{source.id}_least" if own[0].least_of else source.id
        named[name if name not in named else f"{name}_{len(named)}"] = (source, own)
    return named


def _with(ctes: dict[str, str]) -> str:
    if not ctes:
        return ""
    told = [f"{name} as (\n" + "\n".join(INDENT + line for line in sql.splitlines()) + "\n)" for name, sql in ctes.items()]
    return "with\n\n" + ",\n\n".join(told) + "\n\n"


def _joined(blocks: list[Block], picked: Picked) -> str:
    own = [dimensions()[name] for name in picked.split]
    said = [INDENT + column for column in _split(own, blocks)]
    for name in picked.measures:
        said.append(INDENT + name)
        if is_compared(name, picked):
            said += [INDENT + name + BEFORE, f"{INDENT}{name} - {name}{BEFORE} as {name}{CHANGE}"]
    if picked.is_added:
        said.append(f"{INDENT}{' + '.join(picked.measures)} as {TOTAL}")
    if own:
        using = ", ".join(one.column for one in own)
        tables = f"from {blocks[0].name}" + "".join(f"\nfull join {one.name} using ({using})" for one in blocks[1:])
    else:  # one row, in which a side that knows nothing is null
        tables = "from (select 1) as one" + "".join(f"\nleft join {one.name} on true" for one in blocks)
    conditions = [*_something_known(picked), *(_said(one) for one in picked.keep)]
    kept = f"\nwhere {' and '.join(conditions)}" if conditions else ""
    return "select\n" + ",\n".join(said) + f"\n{tables}{kept}"


def _split(own: list[Dimension], blocks: list[Block]) -> list[str]:
    found = []
    for one in own:
        found.append(one.column)
        if one.beside:
            sides = ", ".join(f"{side.name}.{one.beside}" for side in blocks)
            found.append(f"coalesce({sides}) as {one.beside}" if len(blocks) > 1 else one.beside)
    return found


def _said(kept: Keep) -> str:
    return f"{kept.column} {kept.sign} {kept.number:.15g}"


def _something_known(picked: Picked) -> list[str]:
    """That a row by district has a figure at all: a place of which nothing is known is no row. A day without figures is one: a gap."""
    own = [measures()[name] for name in picked.measures]
    if "district" not in picked.split or set(picked.split) & set(GRAINS) or all(map(_is_always_known, own)):
        return []
    figures = [figure for name in picked.measures for figure in (name, *([name + BEFORE] if is_compared(name, picked) else []))]
    return [f"coalesce({', '.join(figures)}) is not null"]


def _is_always_known(measure: Measure) -> bool:
    return not measure.unless and all(value.call.startswith("count(") and not value.over for value in measure.values.values())


def _ending(picked: Picked) -> str:
    # What names no district comes last, however the rest is sorted.
    order = [f"{dimensions()['district'].column} = ''"] if "district" in picked.split else []
    if picked.order:
        down = " desc" if picked.order.startswith("-") else ""
        order.append(f"{picked.order.removeprefix('-')}{down} nulls last")
    order += [dimensions()[name].column for name in picked.split]
    limit = f"\nlimit {picked.limit}" if picked.limit else ""
    return (f"\norder by {', '.join(dict.fromkeys(order))}" if order else "") + limit
