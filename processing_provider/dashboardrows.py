"""What a dashboard reads beside values: warnings, and polygons of the units of every level."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsProcessingParameterDefinition

from ..cartography.dashboard import Warned
from ..core import joining, years
from ..core.errors import InputError, Problem, problem
from ..core.transmission import warning
from ..core.transmission.tree import Tree
from ..toolbelt import unitshapes
from ..toolbelt.translation import translate
from . import taskrows
from .parameters import ANY_TABLE, field, source
from .request import Request
from .run import Run

AREAS, AREA_CODE = "AREAS", "AREA_CODE"
WARNINGS, WARN_UNIT, WARN_INDICATOR, WARN_YEAR, WARN_LEVEL = (
    taskrows.WARNINGS,
    taskrows.WARN_UNIT,
    taskrows.WARN_INDICATOR,
    taskrows.WARN_YEAR,
    taskrows.WARN_LEVEL,
)
TASKS = taskrows.TASKS
SHOWN = 10


def parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    """Polygons, warnings and tasks."""
    return (
        source(AREAS, translate("DashboardRows", "Polygons of the units, of any level"), optional=True),
        field(AREA_CODE, translate("DashboardRows", "Unit code of the polygons"), "unit_code", AREAS),
        source(WARNINGS, translate("DashboardRows", "Warnings (output of earlywarning)"), ANY_TABLE, True),
        field(WARN_UNIT, translate("DashboardRows", "Unit code of the warning"), "unit_code", WARNINGS),
        field(WARN_LEVEL, translate("DashboardRows", "Warning level"), "warn_level", WARNINGS),
        field(WARN_INDICATOR, translate("DashboardRows", "Indicator of the warning"), "item", WARNINGS),
        field(WARN_YEAR, translate("DashboardRows", "Year of the warning"), "year", WARNINGS),
        source(TASKS, translate("DashboardRows", "Tasks (output of feedbackregister)"), ANY_TABLE, True),
    )


def problems(request: Request) -> list[Problem]:
    """Tables that lack what they are given for."""
    found = []
    for name, needed in ((AREAS, (AREA_CODE,)), (WARNINGS, (WARN_UNIT, WARN_LEVEL))):
        lacking = [one for one in needed if request.optional_source(name) and not request.field(one)]
        if lacking:
            found.append(
                problem(
                    "Choose the fields {fields} of {layer}.",
                    fields=", ".join(lacking),
                    layer=request.layer_name(name),
                )
            )
    tasks = request.optional_source(TASKS)
    if tasks is not None:
        spellings = [taskrows.COLUMNS[one] for one in ("code", "unit", "state")]
        lacking = [one[0] for one in spellings if all(tasks.fields().lookupField(name) < 0 for name in one)]
        if lacking:
            found.append(
                problem(
                    "{layer} lacks the fields {fields}, which the register writes.",
                    layer=request.layer_name(TASKS),
                    fields=", ".join(lacking),
                )
            )
    return found


def warnings(run: Run, known: Sequence[str]) -> list[Warned]:
    """The last warning of every unit and indicator; those of units that are not *known* are told, left out.

    Raises
    ------
    InputError
        Levels that are none of the official ladder.
    """
    if run.optional_source(WARNINGS) is None:
        return []
    names = {one: run.field(one) for one in (WARN_UNIT, WARN_INDICATOR, WARN_YEAR, WARN_LEVEL)}
    read = run.columns(WARNINGS, list(names.values()))
    count = len(read)
    units = joining.codes(read[names[WARN_UNIT]]).tolist()
    levels = joining.codes(read[names[WARN_LEVEL]]).tolist()
    items = joining.codes(read[names[WARN_INDICATOR]]).tolist() if names[WARN_INDICATOR] else [""] * count
    when = years.years(read[names[WARN_YEAR]], names[WARN_YEAR]).tolist() if names[WARN_YEAR] else [0] * count
    strange = sorted({level for level in levels if level and level not in warning.LEVELS})
    if strange:
        raise InputError(
            problem(
                "The warning levels {levels} are not known; use {accepted}.",
                levels=", ".join(strange[:SHOWN]),
                accepted=", ".join(warning.LEVELS),
            )
        )
    last: dict[tuple[str, str], Warned] = {}
    for unit, item, year, level in sorted(zip(units, items, when, levels), key=lambda row: row[2]):
        last[unit, item] = Warned(unit, item, year or None, level or warning.LEVELS[0])
    return _of_known(run, WARNINGS, list(last.values()), known)


def tasks(run: Run, known: Sequence[str]) -> list:
    """Tasks of units that are *known*; the others are told and left out."""
    return _of_known(run, TASKS, taskrows.tasks(run), known)


def _of_known(run: Run, table: str, found: list, known: Sequence[str]) -> list:
    units = set(known)
    strange = sorted({one.unit for one in found} - units)
    if strange:
        run.warn(
            problem(
                "{layer} has {count} units that no level has; they are on no page: {codes}.",
                layer=run.layer_name(table),
                count=len(strange),
                codes=", ".join(strange[:SHOWN]),
            )
        )
    return [one for one in found if one.unit in units]


def shapes(run: Run, tree: Tree) -> tuple[dict[str, QgsGeometry], QgsCoordinateReferenceSystem]:
    """Code -> polygon, and their CRS; a unit without one has those of all its children together."""
    if run.optional_source(AREAS) is None:
        return {}, QgsCoordinateReferenceSystem()
    layer = run.source(AREAS)
    found = unitshapes.by_code(layer, run.field(AREA_CODE), run.layer_name(AREAS), run.look_for_cancel)
    found = {code: shape for code, shape in found.items() if not shape.isEmpty()}
    below = tree.children()
    # children stand lower than their parents, so theirs are made before
    for at in sorted(range(len(tree.code)), key=lambda at: int(tree.height[at])):
        own = [found.get(tree.code[child]) for child in below.get(at, ())]
        if tree.code[at] not in found and own and all(own):
            found[tree.code[at]] = _together(own)
    return found, layer.sourceCrs()


def _together(parts: list[QgsGeometry]) -> QgsGeometry:
    """The parts as one; beside each other where their borders cannot be merged."""
    merged = QgsGeometry.unaryUnion(parts)
    return merged if not merged.isEmpty() else QgsGeometry.collectGeometry(parts)
