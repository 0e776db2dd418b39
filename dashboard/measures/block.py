"""The SQL of what is read from one relation: dimensions, figures, rows, and whether anything is known."""

from dataclasses import dataclass, field

from dashboard.measures.days import Days, dated, days_of
from dashboard.measures.declaration import GRAINS, Measure, Source, Value, dimensions
from dashboard.measures.permitted import applies, is_compared
from dashboard.measures.picked import BEFORE, Picked

UNSTATED = "unknown"
"""What stands for a code that is null; for a name (of a district, a unit) it is the empty text."""
INDENT = "    "
LONGEST_AGO = 1_100
"""Days of a thing that holds for a time, where no period is asked for; those before the first of its kind are left out."""


@dataclass(frozen=True)
class Block:
    name: str
    """Of its CTE."""
    sql: str
    figures: tuple[str, ...]
    before: dict[str, str] = field(default_factory=dict)
    """CTEs that it reads, by name."""


def block(name: str, source: Source, own: list[Measure], picked: Picked, todays: dict[str, str]) -> Block:
    """The block `name` of measures that are read from one source by the same filters. `todays`: as `declaration.todays`."""
    days, ctes = days_of(picked.period, source), {}
    compared = days is not None and is_compared(own[0].id, picked) and picked.compare == "period"
    conditions = rows_meant(source, own[0], picked)
    tables = source.relation
    if source.is_of_days:
        tables, conditions, ctes[f"each_{source.id}"] = _of_days(source, conditions, picked)
    if source.needs_today or (days and days.needs_today):
        tables, ctes[f"whole_{source.today}"] = f"{tables} cross join whole_{source.today}", todays[source.today]
    if days and not source.is_of_days:
        conditions = days.within(compared) + conditions
        if compared and source.covered in ("days", "since"):
            ctes[f"{source.id}_before"] = _covered(source, days, tables)
            tables = f"{tables} cross join {source.id}_before"
    figures = _figures(source, own, picked, days if compared else None)
    inner = [own[0].least_of] if own[0].least_of else []
    sql = _select(source, [*_split(source, [*picked.split, *inner], days if compared else None), *figures.items()], tables, conditions,
                  [*picked.split, *inner])
    if inner:
        sql = _least(own[0], picked, sql)
    return Block(name, sql, tuple(figures), ctes)


def quoted(value: str) -> str:
    """A text as SQL."""
    return "'" + value.replace("'", "''") + "'"


def rows_meant(source: Source, measure: Measure, picked: Picked) -> list[str]:
    """Conditions for the rows that are meant, without those of time."""
    found = [source.always] if source.always else []
    is_placed = bool(picked.filtered("district")) or picked.is_of_district
    if "district" in picked.split and not is_placed and source.of_districts:
        found.append(source.of_districts)
    elif "district" not in picked.split and not is_placed and source.of_city:
        found.append(source.of_city)
    for name, condition in source.usual:
        if name not in picked.split and not picked.filtered(name):
            found.append(condition)
    if picked.is_of_district:
        found.append(f"{source.columns['district']} = $district")
    for one in picked.filters:
        if applies(measure, one.dimension) and one.dimension in source.columns:
            found.append(_one_of(source.columns[one.dimension], one.values, _unstated(one.dimension)))
    return found


def _unstated(dimension: str) -> str:
    return UNSTATED if dimensions()[dimension].codes else ""


def _one_of(column: str, values: tuple[str, ...], unstated: str) -> str:
    said = f"coalesce({column}, {quoted(unstated)})" if unstated in values else column
    return f"{said} = {quoted(values[0])}" if len(values) == 1 else f"{said} in ({', '.join(quoted(v) for v in values)})"


def _split(source: Source, names: list[str], compared: Days | None) -> list[tuple[str, str]]:
    """(column of the result, SQL) of each dimension, and of what stands beside it."""
    found = []
    for name in names:
        dimension = dimensions()[name]
        if name in GRAINS:
            found.append((dimension.column, _grain(source, name, compared)))
        elif name == "district":
            found += [("area_id", f"coalesce({source.columns[name]}, '')"), ("area_name", f"any_value({source.district_name})")]
        elif dimension.beside:
            found += [(dimension.column, source.columns[name]), (dimension.beside, f"any_value({dimension.beside})")]
        else:
            found.append((dimension.column, f"coalesce({source.columns[name]}, {quoted(_unstated(name))})"))
    return found


def _grain(source: Source, grain: str, compared: Days | None) -> str:
    time = str(source.time)
    is_date = source.is_of_days or time == "day" or time.startswith("cast(")
    at = compared.shifted(is_date) if compared else time
    if grain == "day":
        return at if is_date else f"cast({at} as date)"
    return f"cast(date_trunc('week', {at}) as date)" if grain == "week" else at if time == "hour" else f"date_trunc('hour', {at})"


def _figures(source: Source, own: list[Measure], picked: Picked, compared: Days | None) -> dict[str, str]:
    found = {}
    for measure in own:
        value = measure.values[source.id]
        if not compared:
            found[measure.id] = _figure(measure, value)
            continue
        now, then = f"{compared.time} >= {compared.since}", f"{compared.time} < {compared.since}"
        needed = 1 if {"day", "hour"} & set(picked.split) else 7 if "week" in picked.split else compared.length
        for name, side in ((measure.id, now), (measure.id + BEFORE, then)):
            figure = _figure(measure, value, side)
            if source.covered == "figures" and value.call.startswith("sum("):
                known = f"{value.call[4:-1]} is not null"
                complete = f"count(distinct {compared.time}) filter (where {side} and {known}) = {needed}"
                figure = f"if({complete}, {figure}, null)"
            elif side == then and source.covered in ("days", "since"):
                figure = f"if(bool_and(is_covered), {figure}, null)"
            found[name] = figure
    return found


def _figure(measure: Measure, value: Value, side: str = "") -> str:
    top = _called(value.call, value.when, side)
    if value.over:
        top = f"{top} / nullif({_called(value.over, value.over_when, side)}, 0)"
    elif value.call.startswith("sum("):
        top = f"cast({f'coalesce({top}, 0)' if value.zero else top} as bigint)"
    return f"if({measure.unless}, null, {top})" if measure.unless else top


def _called(call: str, *conditions: str) -> str:
    own = [one for one in conditions if one]
    return f"{call} filter (where {' and '.join(own)})" if own else call


def _of_days(source: Source, conditions: list[str], picked: Picked) -> tuple[str, list[str], str]:
    """The relation, the conditions and the CTE of days of things that hold for a time, counted at the end of each day."""
    first = f"(select min(cast({source.begins} as date)) from {source.relation})"
    since, last = f"cast($as_of as date) - {LONGEST_AGO}", "cast($as_of as date)"
    if picked.period and picked.period.last is not None:
        since, last = f"cast($as_of as date) - {picked.period.last}", "cast($as_of as date) - 1"
    elif picked.period and picked.period.start and picked.period.end:
        since, last = dated(picked.period.start), f"least({dated(picked.period.end)}, cast($as_of as date))"
    each, holds = f"each_{source.id}", [f"{source.begins} < day + 1", f"({source.ends} is null or {source.ends} >= day + 1)"]
    is_plain = set(picked.split) <= set(GRAINS)  # a day on which there was none is 0; of a district or level it has no row
    join = f"{each} {'left' if is_plain else 'inner'} join {source.relation} on {' and '.join([*holds, *(conditions if is_plain else [])])}"
    rest = [f"day >= {first}", *([] if is_plain else conditions)]
    if "week" in picked.split:
        rest.append(f"(isodow(day) = 7 or day = (select max(day) from {each}))")
    return join, rest, f"select cast(midnight as date) as day from generate_series({since}, {last}, interval 1 day) as series(midnight)"


def _covered(source: Source, days: Days, tables: str) -> str:
    """Whether the period before is on record: each of its days, or what there was from its first day on."""
    if source.covered == "days":
        told = f"count(distinct cast({days.time} as date)) = {days.length}"
        where = [f"{days.time} >= {days.before}", f"{days.time} < {days.since}", *([source.always] if source.always else [])]
        return f"select {told} as is_covered\nfrom {tables}\nwhere\n{INDENT}" + f"\n{INDENT}and ".join(where)
    always = f"\nwhere {source.always}" if source.always else ""
    return f"select bool_or(cast({days.time} as date) <= {days.before}) as is_covered\nfrom {tables}{always}"


def _select(source: Source, columns: list[tuple[str, str]], tables: str, conditions: list[str], split: list[str]) -> str:
    said = ",\n".join(INDENT + (sql if sql == name else f"{sql} as {name}") for name, sql in columns)
    lines = [f"select\n{said}", f"from {tables}"]
    if conditions:
        lines.append("where\n" + INDENT + f"\n{INDENT}and ".join(conditions))
    if split:
        lines.append("group by all")
    elif source.known:
        lines.append(f"having exists (select 1 from {source.known})")
    return "\n".join(lines)


def _least(measure: Measure, picked: Picked, inner: str) -> str:
    columns = [(name, name if sql != "any" else f"any_value({name})") for name, sql in _names(picked)]
    columns.append((measure.id, f"min({measure.id})"))
    said = ",\n".join(INDENT + (sql if sql == name else f"{sql} as {name}") for name, sql in columns)
    indented = "\n".join(INDENT + line for line in inner.splitlines())
    return f"select\n{said}\nfrom (\n{indented}\n)" + ("\ngroup by all" if picked.split else "")


def _names(picked: Picked) -> list[tuple[str, str]]:
    found = []
    for name in picked.split:
        dimension = dimensions()[name]
        found += [(dimension.column, ""), *([(dimension.beside, "any")] if dimension.beside else [])]
    return found
