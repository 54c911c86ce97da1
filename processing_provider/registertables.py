"""Tables of the register as algorithms read them: values, series, plans, units, warnings, tasks, scores.

Every kind of table says which of the algorithm's fields are which of its columns; `registerinputs` puts it in
the place of a table that was not given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ..core import units as measures
from ..core.errors import UnitError
from ..core.register import views
from .registerreading import Held

SINK = "carbon_sink"
_SUBJECT = ("subzone", "component", "plan")


@dataclass(frozen=True)
class Table:
    """Columns of a table of the register.

    Attributes
    ----------
    columns
        Field -> values.
    reals, integers
        Fields that hold numbers.
    shapes
        WKB of the units; None for a table without geometry.
    fields
        Parameter of a field -> column, where it is not that of the default.
    settings
        Parameter -> what it must be for this table.
    """

    columns: dict[str, list]
    reals: Sequence[str] = ("value",)
    integers: Sequence[str] = ("year",)
    shapes: list | None = None
    fields: Mapping[str, object] = field(default_factory=dict)
    settings: Mapping[str, object] = field(default_factory=dict)


def _subject(held: Held, rows: Sequence[Mapping]) -> dict[str, list]:
    """Columns that say whose value of what it is."""
    listing = held.listing
    return {
        "unit_code": [one["unit"] for one in rows],
        "unit_name": [held.name(one["unit"]) for one in rows],
        "item": [one["indicator"] for one in rows],
        "concept": [listing.concept(one["indicator"]) for one in rows],
        "year": [one["year"] for one in rows],
    }


def values(held: Held) -> Table:
    """All values with what tells them apart, and what weighs them."""
    rows = held.values()
    weighing = {code: one.weighing for code, one in held.indicators.items()}
    columns = {
        **_subject(held, rows),
        "kind": [one["kind"] for one in rows],
        **{name: [one[name] or None for one in rows] for name in _SUBJECT},
        **{name: [one[name] for one in rows] for name in ("value", "sd", "lo", "hi")},
        "weight": views.weights(rows, weighing, held.everything()),
        "direction": [held.indicators[one["indicator"]].direction for one in rows],
        "binding": [held.indicators[one["indicator"]].binding for one in rows],
        "measure": [held.indicators[one["indicator"]].unit for one in rows],
    }
    return Table(columns, ("value", "sd", "lo", "hi", "weight"), fields={"INDICATOR": "concept"})


def series(held: Held) -> Table:
    """One value for each unit, indicator and year, with its width and the sink of the unit beside it."""
    rows = held.series()
    sinks, sign = _sinks(held, rows)
    columns = {**_subject(held, rows), "value": [one["value"] for one in rows], "sink": sinks}
    widths = ("sd",) if any(one["sd"] is not None for one in rows) else ("lo", "hi")
    for name in widths:
        columns[f"value_{name}"] = [one[name] for one in rows]
    known = any(one is not None for one in sinks)
    return Table(
        columns,
        ("value", "sink", *(f"value_{name}" for name in widths)),
        fields={"ITEM": "item", "VALUES": ["value"], "SINKS": ["sink"] if known else None},
        settings={"LAYOUT": "rows", **({"SINK_SIGN": sign} if known else {})},
    )


def _sinks(held: Held, rows: Sequence[Mapping]) -> tuple[list, str]:
    """Sink of the unit and year of every value, in its unit of measure, and how it is written."""
    codes = {code for code, one in held.indicators.items() if one.concept == SINK}
    found = {(one["unit"], one["year"]): one for one in held.series(codes)} if codes else {}
    made = []
    for one in rows:
        sink = found.get((one["unit"], one["year"]))
        by = None if sink is None else _factor(held, sink["indicator"], one["indicator"])
        made.append(None if by is None or one["indicator"] in codes else sink["value"] * by)
    negative = any(one is not None and one < 0 for one in made)
    return made, "negative" if negative else "positive"


def _factor(held: Held, given: str, wanted: str) -> float | None:
    """Factor from the unit of one indicator into that of another; None where they are not alike."""
    try:
        return measures.factor(held.indicators[given].unit, held.indicators[wanted].unit)
    except UnitError:
        return None


def plan(held: Held) -> Table:
    """Base values and targets of whole units: the path that the territorial plan asks for."""
    rows = [one for one in held.values(("base", "target")) if not any(one[name] for name in _SUBJECT)]
    nodes = held.with_groups(views.series(rows, ("base", "target")).rows)
    columns = {**_subject(held, nodes), "value": [one["value"] for one in nodes]}
    return Table(columns, fields={"PLAN_ITEM": "item"})


def sink_plan(held: Held) -> Table | None:
    """The planned sinks, under the indicators of the emissions that they stand against; None where none."""
    codes = {code for code, one in held.indicators.items() if one.concept == SINK}
    rows = [one for one in held.every(("base", "target")) if one["indicator"] in codes]
    nodes = held.with_groups(views.series(rows, ("base", "target")).rows)
    emissions = sorted({one["indicator"] for one in held.series()} - codes)
    made = []
    for item in emissions:
        for one in nodes:
            by = _factor(held, one["indicator"], item)
            if by is not None:
                made.append({**one, "indicator": item, "value": one["value"] * by})
    if not made:
        return None
    return Table({**_subject(held, made), "value": [one["value"] for one in made]})


def units(held: Held) -> Table:
    """The units with their parents, levels and polygons."""
    rows = held.units
    columns = {
        "unit_code": [one["code"] for one in rows],
        "unit_name": [held.name(one["code"]) for one in rows],
        "parent_code": [one["parent"] for one in rows],
        "level": [one["level"] for one in rows],
    }
    return Table(columns, (), (), held.shapes())


def areas(held: Held) -> Table | None:
    """The units of the chosen levels that have polygons; None where none has."""
    table = units(held)
    pairs = zip(table.columns["unit_code"], table.shapes or ())
    kept = [at for at, (code, shape) in enumerate(pairs) if shape is not None and held.is_chosen(code)]
    if not kept:
        return None
    columns = {name: [column[at] for at in kept] for name, column in table.columns.items()}
    return Table(columns, (), (), [table.shapes[at] for at in kept])


def groups(held: Held) -> Table | None:
    """Which unit belongs to which grouping; None where there are no groupings."""
    rows = held.memberships()
    if not rows:
        return None
    return Table(views.columns_of(rows, ("grouping", "unit", "share")), ("share",), ())


def wide(held: Held) -> Table:
    """The units with a column for each indicator, of the year that most units have."""
    found, years = views.by_unit(held.series(()))
    held.tell_years(years)
    columns = dict(units(held).columns)
    codes = columns["unit_code"]
    for code, of_unit in found.items():
        columns[code] = [of_unit.get(one) for one in codes]
    return Table(columns, tuple(found), (), None, _by_concept(held, found))


def _by_concept(held: Held, found: Mapping) -> dict[str, str | None]:
    """Fields of a quota whose indicator the list knows by its concept."""
    wanted = {"POPULATION": "population", "GDP": "gdp", "SINK": SINK}
    return {
        name: next((code for code in found if held.listing.concept(code) == concept), None)
        for name, concept in wanted.items()
    }


def warnings(held: Held) -> Table | None:
    """The last warning of every unit, indicator and sub-zone; None where there are none."""
    rows = held.latest("warnings", ("unit", "indicator", "subzone"))
    if not rows:
        return None
    columns = {
        **_subject(held, rows),
        "subzone": [one["subzone"] or None for one in rows],
        "warn_level": [one["level"] for one in rows],
        "target": [one["target"] for one in rows],
        "value": [one["value"] for one in rows],
    }
    fields = {"WARN_INDICATOR": "item"}
    return Table(columns, ("target", "value"), fields=fields)


def tasks(held: Held) -> Table | None:
    """The tasks as they stand; None where there are none."""
    rows = held.tasks()
    if not rows:
        return None
    names = [name for name in rows[0] if name not in ("who", "at", "batch")]
    return Table(views.columns_of(rows, names), ())


def parts(held: Held) -> Table:
    """Values by part (sector, fuel) where a unit has them, else the whole, with what drives them."""
    kinds = held.kinds
    rows = [one for one in held.values() if not (one["subzone"] or one["plan"])]
    split = {(one["unit"], one["indicator"], one["year"]) for one in rows if one["component"]}
    kept: dict[tuple, dict] = {}
    for one in rows:
        is_part = bool(one["component"])
        place = one["unit"], one["indicator"], one["year"]
        if one["kind"] in kinds and is_part == (place in split):
            key = (*place, one["component"])
            if key not in kept or _rank(one) < _rank(kept[key]):
                kept[key] = one
    found = list(kept.values())
    driver = {
        name: {(one["unit"], one["component"], one["year"]): one["value"] for one in held.every(kinds)
               if held.listing.concept(one["indicator"]) == name and not (one["subzone"] or one["plan"])}
        for name in ("population", "gdp", "energy")
    }  # fmt: skip

    def of(name: str, one: Mapping):
        component = "" if name == "population" else one["component"]
        return driver[name].get((one["unit"], component, one["year"]))

    columns = {
        **_subject(held, found),
        "sector": [one["component"] or None for one in found],
        "value": [one["value"] for one in found],
        **{name: [of(name, one) for one in found] for name in driver},
    }
    known = [name for name in driver if any(one is not None for one in columns[name])]
    fields = {"INDICATOR": "item", **{name.upper(): name for name in known}}
    return Table(columns, ("value", *driver), fields=fields)


def _rank(one: Mapping) -> int:
    return views.PREFERENCE.index(one["kind"])


def scores(held: Held) -> Table | None:
    """The last score of every unit, with its sink and protected land of the same register."""
    rows = held.latest("scores", ("unit",))
    if not rows:
        return None
    found, years = views.by_unit(held.series(held.codes_of(SINK, "land_red_line")))
    held.tell_years(years)

    def of(concept: str) -> list:
        code = next((one for one in found if held.listing.concept(one) == concept), "")
        return [found.get(code, {}).get(one["unit"]) for one in rows]

    sinks = of(SINK)
    columns = {
        "unit_code": [one["unit"] for one in rows],
        "unit_name": [held.name(one["unit"]) for one in rows],
        "year": [one["year"] for one in rows],
        "score": [one["score"] for one in rows],
        "vetoed": [one["veto"] for one in rows],
        "sink": sinks,
        "protected": of("land_red_line"),
    }
    negative = any(one is not None and one < 0 for one in sinks)
    known = any(one is not None for one in columns["protected"])
    fields = {"SINK": "sink", "CORE": "protected" if known else None, "SCORE": "score", "VETO": "vetoed"}
    settings = {"NEGATIVE_SINKS": negative, "SCALE": "hundred"}
    return Table(columns, ("score", "sink", "protected"), ("year",), None, fields, settings)


@dataclass(frozen=True)
class Kind:
    """A kind of table, and what it is called in the log."""

    make: Callable[[Held], Table | None]
    name_en: str
    name_zh: str

    def name(self, lang: str) -> str:
        """Name in English or Chinese."""
        return self.name_zh if lang == "zh" else self.name_en


VALUES = Kind(values, "values", "指标值")
SERIES = Kind(series, "values over years", "历年数值")
PLAN = Kind(plan, "base and targets", "基期与目标")
SINK_PLAN = Kind(sink_plan, "planned sinks", "规划碳汇")
UNITS = Kind(units, "units", "单元")
AREAS = Kind(areas, "polygons of units", "单元图斑")
GROUPS = Kind(groups, "groupings", "分组")
WIDE = Kind(wide, "units with indicators", "单元与指标")
WARNINGS = Kind(warnings, "warnings", "预警")
TASKS = Kind(tasks, "tasks", "任务")
PARTS = Kind(parts, "values by part", "分项数值")
SCORES = Kind(scores, "scores", "考核评分")
