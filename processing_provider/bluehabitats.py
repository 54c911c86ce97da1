"""Coastal habitats as inputs: polygons or tables of one or two dates become pieces of units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from qgis.core import QgsProcessingParameterDefinition

from ..core import units
from ..core.carbon.habitats import INTACT, Habitats, Piece, gathered, kinds, netted, plain, spelt, states
from ..core.errors import InputError, Problem, UnitError, Words, problem
from ..toolbelt import areas, overlaps, overlay, pieces
from ..toolbelt.polygons import listed
from ..toolbelt.translation import translate
from . import bluedates, landareas, polygoninputs
from .bluedates import AREA, AREA_UNIT, HABITAT, INPUT, LATER, STATE, UNIT_FIELD, UNKNOWN
from .parameters import ANY_TABLE, POLYGONS, advanced, choice, field, number, source, text
from .request import Request
from .run import Run
from .unittables import BLANK_CODES

YEAR, LATER_YEAR = "YEAR", "LATER_YEAR"
LOST_TO = "LOST_TO"


def parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    """The parameters."""
    fates = [word for word in states() if word.code != INTACT]
    return (
        source(
            INPUT, translate("BlueCarbon", "Coastal habitats (polygons or table)"), ANY_TABLE, optional=True
        ),
        number(YEAR, translate("BlueCarbon", "Year of these habitats"), 2020, 1900, 2200, whole=True),
        field(HABITAT, translate("BlueCarbon", "Habitat"), "habitat"),
        field(STATE, translate("BlueCarbon", "State (intact, drained, excavated …; empty: intact)")),
        field(UNIT_FIELD, translate("BlueCarbon", "Unit code"), "unit_code"),
        field(AREA, translate("BlueCarbon", "Area (tables only)")),
        text(AREA_UNIT, translate("BlueCarbon", "Unit of that area"), "ha"),
        source(
            LATER,
            translate("BlueCarbon", "Habitats of a later date (same fields)"),
            ANY_TABLE,
            optional=True,
        ),
        number(
            LATER_YEAR, translate("BlueCarbon", "Year of the later habitats"), None, 1900, 2200, whole=True
        ),
        choice(
            LOST_TO,
            translate("BlueCarbon", "Habitat that is gone at the later date was"),
            {word.code: _fate(word.code) for word in fates},
        ),
        choice(
            UNKNOWN,
            translate("BlueCarbon", "Habitats that are not known"),
            {
                "refuse": translate("BlueCarbon", "stop and list them"),
                "leave_out": translate("BlueCarbon", "leave them out, counted"),
            },
        ),
        advanced(
            choice(
                BLANK_CODES,
                translate("BlueCarbon", "Rows without a unit code"),
                {
                    "refuse": translate("BlueCarbon", "stop the run"),
                    "leave_out": translate("BlueCarbon", "are left out and counted"),
                },
            )
        ),
        source(landareas.UNITS_LAYER, translate("BlueCarbon", "Units (polygons)"), POLYGONS, optional=True),
        field(
            landareas.UNITS_CODE,
            translate("BlueCarbon", "Unit code in that layer"),
            "unit_code",
            parent=landareas.UNITS_LAYER,
        ),
        advanced(polygoninputs.invalid()),
    )


def _fate(code: str) -> str:
    return {
        "excavated": translate("BlueCarbon", "excavated (ponds, ports, fill): soil and plants in that year"),
        "drained": translate("BlueCarbon", "drained: soil year after year, plants in that year"),
        "disturbed_low": translate("BlueCarbon", "disturbed, low impact: decays by half-life"),
        "disturbed_medium": translate("BlueCarbon", "disturbed, medium impact: decays by half-life"),
        "disturbed_high": translate("BlueCarbon", "disturbed, high impact: decays by half-life"),
        "none": translate("BlueCarbon", "gone without emission: only the burial ends"),
    }[code]


def problems(request: Request) -> list[Problem]:
    """What can be refused before work."""
    given = [name for name in (INPUT, LATER) if request.optional_source(name) is not None]
    if not given:
        return []
    if INPUT not in given:
        return [problem("A later date (LATER) needs habitats of an earlier one (INPUT).")]
    found = _field_problems(request, given)
    with_shapes = [name for name in given if areas.has_polygons(request.optional_source(name))]
    if with_shapes and with_shapes != given:
        found.append(problem("Both dates must be polygons, or both tables."))
    found += polygoninputs.problems(request, with_shapes)
    if not with_shapes and not request.field(AREA):
        found.append(problem("A table of habitats needs the field with their area (AREA)."))
    if request.field(AREA):
        found += _unit_problems(request)
    if LATER in given and not request.number(LATER_YEAR) > request.integer(YEAR):
        found.append(
            problem("The later habitats need a year (LATER_YEAR) after {year}.", year=request.integer(YEAR))
        )
    if request.optional_source(landareas.UNITS_LAYER) is not None:
        found += polygoninputs.problems(request, [landareas.UNITS_LAYER])
        if not request.field(landareas.UNITS_CODE):
            found.append(problem("Choose the field of the unit code in the layer of the units."))
    return found


def _field_problems(request: Request, given: Sequence[str]) -> list[Problem]:
    found = []
    if not request.field(HABITAT):
        found.append(problem("Choose the field with the habitat (HABITAT)."))
    for name in given[1:]:
        fields = request.optional_source(name).fields()
        lacking = [one for one in bluedates.fields(request) if fields.lookupField(one) < 0]
        if lacking:
            found.append(
                problem(
                    "{layer} lacks the fields {lacking}, which the earlier habitats have. Both dates need "
                    "the same fields.",
                    layer=request.layer_name(name),
                    lacking=", ".join(lacking),
                )
            )
    return found


def _unit_problems(request: Request) -> list[Problem]:
    try:
        units.factor(request.text(AREA_UNIT) or "ha", "ha")
    except UnitError as error:
        return list(error.problems)
    return []


@dataclass(frozen=True)
class Read:
    """Codes of the units, their habitats, and whether there are two dates."""

    unit: np.ndarray
    land: Habitats
    two_dates: bool


def read(run: Run) -> Read:
    """Habitats of the run; no unit and no habitat where none were given."""
    if run.optional_source(INPUT) is None:
        return Read(np.zeros(0, dtype=object), gathered([], False, ""), False)
    two = run.optional_source(LATER) is not None
    by_shape = areas.has_polygons(run.optional_source(INPUT))
    codes, found = (_of_polygons if by_shape else _of_tables)(run, two)
    return Read(codes, gathered(found, two, run.choice(LOST_TO)), two)


def _of_tables(run: Run, two: bool) -> tuple[np.ndarray, list[Piece]]:
    dates = [bluedates.read(run, name, False) for name in (INPUT, LATER)[: 2 if two else 1]]
    codes = _codes([one.unit for one in dates])
    place = {code: number for number, code in enumerate(codes)}
    sums: list[dict] = [{}, {}]
    unknown: dict[tuple[int, str], None] = {}
    for total, date in zip(sums, dates):
        for code, kind, state, area in zip(date.unit, date.kind, date.state, date.area_ha.tolist()):
            if kind and np.isnan(area):
                unknown[place[code], kind] = None
            elif kind:
                key = place[code], kind, state
                total[key] = total.get(key, 0.0) + area
    gaps = [Piece(unit, kind, INTACT, kind, INTACT, np.nan) for unit, kind in unknown]
    made = np.array([*codes, None], dtype=object)[:-1]
    if two:
        run.warn(
            problem(
                "Tables tell how much habitat there is, not where: gains and losses within a unit make up "
                "for each other, so losses are lower bounds. Polygons of both dates show them."
            )
        )
        # a gap of one date would look like a loss, or a gain
        whole = [{key: area for key, area in total.items() if key[:2] not in unknown} for total in sums]
        return made, [*netted(*whole), *gaps]
    known = [Piece(unit, kind, state, "", "", area) for (unit, kind, state), area in sums[0].items()]
    return made, [*known, *gaps]


def _codes(of_dates: Sequence[list[str]]) -> list[str]:
    """Codes of the units of all dates."""
    return list(dict.fromkeys(code for date in of_dates for code in date if code))


def _of_polygons(run: Run, two: bool) -> tuple[np.ndarray, list[Piece]]:
    """Pieces of both dates: the earlier cut by the later, and what the later has beyond the earlier."""
    dates = {name: bluedates.read(run, name, True) for name in ((INPUT, LATER) if two else (INPUT,))}
    has_layer = run.optional_source(landareas.UNITS_LAYER) is not None
    own_codes = _codes([date.unit for date in dates.values()])
    codes, found = np.array([*own_codes, None], dtype=object)[:-1], []
    lost = 0.0
    for name, other in ((INPUT, LATER), (LATER, INPUT))[: len(dates)]:
        crs = run.source(name).sourceCrs()
        layers = []
        if has_layer:
            codes, shapes = landareas.units(run, crs)
            layers.append(overlay.Layer(shapes, range(1, len(shapes) + 1)))
        pairs: list[tuple[str, str]] = []
        if two:
            layer, pairs = _as_cutter(run, other, crs)
            layers.append(layer)
        cut = _cut(run, name, layers)
        made, outside = _pieces_of(cut, dates[name], codes, has_layer, pairs, name == LATER)
        found += made
        lost += outside
    if lost > 0 and not found:
        raise InputError(
            problem(
                "No habitat lies in any unit ({area} ha lie outside). Check the CRS of the habitats and of "
                "the units.",
                area=f"{lost:.6g}",
            )
        )
    if lost > 0:
        run.warn(problem("{area} ha of habitats lie in no unit; they are not counted.", area=f"{lost:.6g}"))
    return codes, found


def _as_cutter(run: Run, name: str, crs) -> tuple[overlay.Layer, list[tuple[str, str]]]:
    """The habitats of the other date as what cuts, and habitat and state of its covers."""
    shapes, rows = polygoninputs.read(run, name, crs, [run.field(HABITAT), *_state_field(run)])
    words, state_words = spelt(kinds()), spelt(states())
    labels = []
    for row in rows:
        state = plain(row[1]) if len(row) > 1 else ""
        labels.append((words.get(plain(row[0]), ""), state_words.get(state, INTACT)))
    known = [number for number, label in enumerate(labels) if label[0]]
    # of covers that overlap the highest holds: the first habitat of the list, whatever the order of features
    pairs = [(kind.code, state.code) for kind in reversed(kinds()) for state in reversed(states())]
    place = {pair: number for number, pair in enumerate(pairs, 1)}
    covers = [place[labels[number]] for number in known]
    return overlay.Layer([shapes[number] for number in known], covers), pairs


def _state_field(run: Run) -> list[str]:
    return [run.field(STATE)] if run.field(STATE) else []


def _cut(run: Run, name: str, layers: list[overlay.Layer]) -> pieces.Pieces:
    crs = run.source(name).sourceCrs()
    measure = areas.measure(crs, run.context)
    run.say(areas.describe(crs, run.context))
    knife, door = pieces.Knife(overlay.Cutter(layers), measure, 0.0), polygoninputs.door(run, name)
    edges = overlaps.Edges()
    cut = pieces.cut_source(run.source(name), knife, door, run.progress, None, edges.add)
    for remark in door.remarks():
        run.warn(remark)
    found = overlaps.measured(run.source(name), edges, measure, run.progress)
    (_tell_later_overlap if name == LATER else landareas.tell_overlap)(run, name, found)
    return cut


def _tell_later_overlap(run: Run, name: str, found: overlaps.Overlap) -> None:
    """Warn of later polygons that lie over each other: beyond the earlier ones they all count."""
    if not found.pairs:
        return
    run.warn(
        problem(
            "The polygons of {layer} overlap: {pairs} pairs, {area} ha in sum (feature ids: {ids}). Where "
            "earlier habitats lie beneath, one of them counts, in the order {order}; elsewhere they are "
            "counted more than once.",
            layer=run.layer_name(name),
            pairs=found.pairs,
            area=round(found.area_ha, 4),
            ids=listed(found.ids),
            order=Words.joined(word.words for word in kinds()),
        )
    )


def _pieces_of(
    cut: pieces.Pieces, date: bluedates.Date, codes: np.ndarray, has_layer: bool, pairs: list, is_later: bool
) -> tuple[list[Piece], float]:
    """Pieces of one date with what the other shows there, and the hectares that lie in no unit.

    Of the later date only what the earlier one does not show at all is kept: the rest was cut already.
    """
    place = {code: number for number, code in enumerate(codes.tolist())}
    made, outside = [], 0.0
    for parent, covers, area in zip(cut.parent.tolist(), cut.covers.tolist(), cut.area_ha.tolist()):
        kind, state = date.kind[parent], date.state[parent]
        other = pairs[covers[-1] - 1] if pairs and covers[-1] else ("", "")
        if not kind or (is_later and other[0]):
            continue
        unit = covers[0] - 1 if has_layer else place[date.unit[parent]]
        if unit < 0:
            outside += area
            continue
        sides = (*other, kind, state) if is_later else (kind, state, *other)
        made.append(Piece(unit, *sides, area))
    return made, outside
