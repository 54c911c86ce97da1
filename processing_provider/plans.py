"""Plans and targets as parameters: a table of nodes, a field, a number; and what is usual for indicators."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsProcessingParameterDefinition, QgsProcessingParameterMatrix

from ..core import csvdata, joining, years
from ..core.errors import InputError, Problem, faults_of, problem, raise_if_any
from ..core.transmission import panel, path
from ..core.transmission.panel import Panel
from ..core.transmission.warning import DIRECTIONS
from ..toolbelt.translation import translate
from . import matrices, panels
from . import parameters as ask
from .request import Request
from .run import Run

PLAN, PLAN_CODE, PLAN_ITEM, PLAN_YEAR, PLAN_VALUE = (
    "PLAN",
    "PLAN_CODE",
    "PLAN_ITEM",
    "PLAN_YEAR",
    "PLAN_VALUE",
)
WAY, TARGET_FIELD, TARGET = "WAY", "TARGET_FIELD", "TARGET"
DIRECTION, INDICATORS = "DIRECTION", "INDICATORS"
BY_LIST = "list"
CELLS = 5
KAPPA = 0.1
YES, NO = (
    ("rigid", "yes", "true", "1", "约束性", "是"),
    ("expected", "advisory", "no", "false", "0", "预期性", "否"),
)


def parameters(ways: bool = True) -> tuple[QgsProcessingParameterDefinition, ...]:
    """The parameters of a table of planned values; *ways* asks how the path runs between its nodes."""
    between = {
        "linear": translate("Plans", "in a straight line"),
        "compound": translate("Plans", "by the same share every year"),
    }
    return (
        ask.source(
            PLAN, translate("Plans", "Plan: base and targets by year (table)"), ask.ANY_TABLE, optional=True
        ),
        ask.field(PLAN_CODE, translate("Plans", "Unit code in the plan"), "unit_code", parent=PLAN),
        ask.field(PLAN_ITEM, translate("Plans", "Indicator in the plan"), parent=PLAN),
        ask.field(PLAN_YEAR, translate("Plans", "Year in the plan"), "year", parent=PLAN),
        ask.field(PLAN_VALUE, translate("Plans", "Planned value"), "value", parent=PLAN),
        *((ask.choice(WAY, translate("Plans", "Between the years of the plan"), between),) if ways else ()),
    )


def targets() -> tuple[QgsProcessingParameterDefinition, ...]:
    """Targets where there is no plan."""
    return (
        ask.field(TARGET_FIELD, translate("Plans", "or: field with the target")),
        ask.number(TARGET, translate("Plans", "or: one target for all")),
    )


def settings() -> tuple[QgsProcessingParameterDefinition, ...]:
    """Direction of all, and settings of single indicators."""
    directions = {
        BY_LIST: translate("Plans", "as the list of indicators says; others are ceilings"),
        "ceiling": translate("Plans", "ceilings: values must stay below"),
        "floor": translate("Plans", "floors: values must stay above"),
    }
    headers = [
        translate("Plans", "Indicator"),
        translate("Plans", "ceiling or floor"),
        translate("Plans", "Critical band kappa"),
        translate("Plans", "rigid or expected"),
        translate("Plans", "Weight"),
    ]
    label = translate("Plans", "Settings of single indicators (empty cells: as usual)")
    return (
        ask.choice(DIRECTION, translate("Plans", "Targets are"), directions),
        QgsProcessingParameterMatrix(INDICATORS, label, numberRows=1, headers=headers, optional=True),
    )


def problems(request: Request, needed: bool = False) -> list[Problem]:
    """What is wrong with plan, targets and settings; *needed* where there must be a target."""
    found: list[Problem] = []
    known = {definition.name() for definition in request.algorithm.parameterDefinitions()}
    if request.optional_source(PLAN) is not None:
        lacking = [name for name in (PLAN_CODE, PLAN_YEAR, PLAN_VALUE) if not request.field(name)]
        if lacking:
            found.append(problem("Choose the fields {lacking} of the plan.", lacking=", ".join(lacking)))
        if request.field(panels.ITEM) and not request.field(PLAN_ITEM):
            found.append(
                problem("The values have indicators (ITEM), so the plan needs them too: choose PLAN_ITEM.")
            )
    elif needed:
        own = request.field(TARGET_FIELD) if TARGET_FIELD in known else ""
        number = request.number(TARGET) if TARGET in known else np.nan
        if not own and not np.isfinite(number):
            found.append(problem("Give a plan (PLAN), a field with the target, or one target for all."))
    if INDICATORS in known:
        cells = request.matrix(INDICATORS)
        if matrices.rows(cells, CELLS) and len(cells) % CELLS:
            return [
                *found,
                problem(
                    "The table {name} needs {columns} cells in each row.", name=INDICATORS, columns=CELLS
                ),
            ]
        found += faults_of(lambda: _given(request))
    return found


def plan(run: Run, source: str = PLAN) -> Panel | None:
    """The plan as a panel; None where none was given."""
    if run.optional_source(source) is None:
        return None
    code, item, year, value = (run.field(one) for one in (PLAN_CODE, PLAN_ITEM, PLAN_YEAR, PLAN_VALUE))
    layer = run.layer_name(source)
    table = run.columns(source, [code, item, year, value])
    unit, when = joining.codes(table[code]), years.years(table[year], year)
    what = joining.codes(table[item]) if item else np.full(len(unit), "", dtype=object)
    numbers = run.numbers(table, value, source)
    panel.check_finite(numbers, unit, layer)
    kept = (unit != "") & (when != years.NO_YEAR) & np.isfinite(numbers)
    if not kept.any():
        raise InputError(problem("The plan {layer} has no rows with code, year and value.", layer=layer))
    none = np.full(int(kept.sum()), np.nan)
    return panel.from_rows(unit[kept], what[kept], when[kept], numbers[kept], none, layer)


def matched(run: Run, found: Panel, values: Panel) -> Panel:
    """The plan of every series of *values*; refuses a plan that has none of them, tells of those without."""
    made = found.of(values.unit, values.item)
    lacking = ~np.isfinite(made.values).any(axis=1)
    if lacking.all():
        raise InputError(
            problem(
                "The plan {layer} has no unit and indicator of the values. It has {has}; the values have "
                "{own}.",
                layer=run.layer_name(PLAN),
                has=", ".join(" ".join(filter(None, key)) for key in found.keys()[: panel.SHOWN]),
                own=", ".join(" ".join(filter(None, key)) for key in values.keys()[: panel.SHOWN]),
            )
        )
    if lacking.any():
        run.warn(problem("{count} series have no plan.", count=int(lacking.sum())))
    return made


def targets_of(run: Run, found: panels.Read, at_nodes: bool = False) -> np.ndarray:
    """Target of every series in every year, shape (series, years), by plan, field or number; NaN where none.

    *at_nodes*: of a plan, the target of the next node instead of the path on the way to it.
    """
    values, given = found.panel, plan(run)
    if given is not None:
        own = matched(run, given, values)
        if not at_nodes:
            return path.planned(own, values.years, run.choice(WAY), "hold")
        before = np.maximum(values.years - 1, 0)
        columns = [path.next_node(own, np.full(len(values), year))[1] for year in before.tolist()]
        return np.column_stack(columns)
    if TARGET_FIELD in found.others:
        other = found.others[TARGET_FIELD]
        return np.broadcast_to(other.values, values.values.shape).copy()
    return np.full(values.values.shape, run.number(TARGET))


@dataclass(frozen=True)
class Settings:
    """Direction, critical band, bindingness and weight of every series."""

    direction: np.ndarray
    kappa: np.ndarray
    rigid: np.ndarray
    weight: np.ndarray
    judged: np.ndarray


def resolved(run: Run, item: np.ndarray, kappa: float = KAPPA) -> Settings:
    """Settings of every series: of the matrix, else of the list of indicators, else the usual ones.

    Indicators that the list calls neutral have no good side; they are not judged unless the matrix gives
    them a direction.
    """
    own, choice = _given(run), run.choice(DIRECTION)
    rows = []
    for code in item.tolist():
        listed, given = run.listing.definition(code), own.get(code, {})
        direction = given.get("direction") or (choice if choice != BY_LIST else "")
        direction = direction or (listed.direction if listed else "ceiling")
        band = given.get("kappa", listed.kappa if listed else np.nan)
        rigid = given.get("rigid", listed.binding == "rigid" if listed else True)
        rows.append((direction, band if np.isfinite(band) else kappa, rigid, given.get("weight", 1.0)))
    direction, band, rigid, weight = zip(*rows) if rows else ((), (), (), ())
    words = np.array([*direction, None], dtype=object)[:-1]
    judged = np.isin(words.astype(str), DIRECTIONS)
    if not judged.all():
        run.warn(
            problem(
                "The indicators {names} have no good side by the list; they are not judged. Give them a "
                "direction (INDICATORS).",
                names=", ".join(dict.fromkeys(item[~judged].tolist())),
            )
        )
    words[~judged] = "ceiling"
    described = dict.fromkeys(zip(item.tolist(), words.tolist(), band, rigid, weight))
    run.record["standards"]["indicators"] = [
        dict(zip(("indicator", "direction", "kappa", "rigid", "weight"), one)) for one in described
    ]
    return Settings(words, np.array(band, float), np.array(rigid, bool), np.array(weight, float), judged)


def _given(request: Request) -> dict[str, dict]:
    """Settings of the matrix by indicator."""
    made, faults = {}, []
    for code, direction, kappa, rigid, weight in matrices.rows(request.matrix(INDICATORS), CELLS):
        own: dict = {}
        if direction and direction not in DIRECTIONS:
            faults.append(
                problem(
                    "{cell} of the indicator {code} is neither ceiling nor floor.", cell=direction, code=code
                )
            )
        elif direction:
            own["direction"] = direction
        for name, cell in (("kappa", kappa), ("weight", weight)):
            if cell:
                faults += _number(own, name, cell, code)
        if rigid and rigid.lower() not in (*YES, *NO):
            faults.append(
                problem(
                    "{cell} of the indicator {code} is neither rigid nor expected.", cell=rigid, code=code
                )
            )
        elif rigid:
            own["rigid"] = rigid.lower() in YES
        if code in made:
            faults.append(problem("The indicator {code} stands twice in the table of settings.", code=code))
        made[code] = own
    raise_if_any(faults)
    return made


def _number(own: dict, name: str, cell: str, code: str) -> list[Problem]:
    try:
        own[name] = csvdata.number(cell)
    except InputError as error:
        return list(error.problems)
    if own[name] < 0:
        return [problem("{cell} of the indicator {code} is below 0.", cell=cell, code=code)]
    return []
