"""Land of one date or several as inputs of the carbon stock: rasters on one grid, or polygons with codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
)

from ..core import factors, landuse, vocabulary
from ..core.carbon import pools, pooltable
from ..core.carbon.stock import EMPTY, UNKNOWN, Passages
from ..core.crosstab import added
from ..core.errors import InputError, Problem, UnknownCodesError, faults_of, problem
from ..toolbelt import sheets, stockcells
from ..toolbelt.rasterzones import Zones
from ..toolbelt.translation import language, translate
from . import cellinputs, landareas, landcodes, replacement
from .parameters import field, rasters
from .request import Request
from .run import Run

LATER_RASTERS, LATER_CODES, LOOKUP = "LATER_RASTERS", "LATER_CODES", "LOOKUP"
DENSITIES, REGION, TABLE, ROOT_SHOOT = "DENSITIES", "REGION", "TABLE", "ROOT_SHOOT"
POOL_TABLE = "pool table"


@dataclass(frozen=True)
class LandType:
    """A class of land in the account.

    Attributes
    ----------
    code, name
        Carbon class or code of the table, and its name.
    density
        Carbon on a hectare; None where none is known.
    carbon_class
        Carbon class; empty where a table by code does not tell it.
    """

    code: str
    name: str
    density: pools.Density | None
    carbon_class: str


@dataclass(frozen=True)
class Densities:
    """The classes of land with their densities, and where these come from.

    Attributes
    ----------
    types
        The classes in the order of the account.
    by_code
        Whether they are codes of a table of the user, not carbon classes of a land-use scheme.
    """

    types: tuple[LandType, ...]
    by_code: bool

    def position(self, code: str) -> int:
        """Position of a class; -1 where it is none."""
        return next((at for at, one in enumerate(self.types) if one.code == code), UNKNOWN)


@dataclass(frozen=True)
class Lands:
    """Land of all dates, measured.

    Attributes
    ----------
    unit
        Codes of the units.
    passages
        Pair of dates -> land by unit and classes; (0, 0) for a single date.
    """

    unit: np.ndarray
    passages: dict[tuple[int, int], Passages]


def later_rasters() -> QgsProcessingParameterDefinition:
    """Parameter: rasters of later dates."""
    return rasters(
        LATER_RASTERS, translate("StockLands", "Land cover of later dates (rasters, in order)"), True
    )


def later_codes() -> QgsProcessingParameterDefinition:
    """Parameter: fields with the codes of later dates."""
    label = translate("StockLands", "Fields with land-use codes of later dates (polygons, in order)")
    return field(LATER_CODES, label, parent=landareas.INPUT, many=True)


def lookup() -> QgsProcessingParameterDefinition:
    """Parameter: the user's densities by land-use code."""
    label = translate("StockLands", "or: table by land-use code (lucode, c_above, c_below, c_soil, c_dead)")
    return QgsProcessingParameterFile(LOOKUP, label, optional=True, fileFilter=sheets.FILTER)


def layers(request: Request) -> list:
    """Rasters of all dates."""
    first = request.layer(landareas.RASTER)
    return [] if first is None else [first, *request.layers(LATER_RASTERS)]


def count(request: Request) -> int:
    """Number of dates."""
    return len(layers(request)) or 1 + len(request.fields(LATER_CODES))


def labels(request: Request) -> list[str]:
    """Names of the dates where no years are given: the layers, or the fields."""
    return [layer.name() for layer in layers(request)] or [
        landcodes.code_field(request),
        *request.fields(LATER_CODES),
    ]


def densities(request: Request) -> tuple[Densities, factors.FactorTable | None, str]:
    """The classes with their densities, and table and scheme that they come from (None, file by code)."""
    text = request.text(LOOKUP)
    if text:
        listed = pooltable.by_code(sheets.read_table(text, POOL_TABLE), Path(text).name)
        types = (LandType(one.code, one.name, one.density, one.carbon_class) for one in listed)
        return Densities(tuple(types), True), None, Path(text).name
    table = replacement.table(request, TABLE, pools.TABLE)
    scheme = request.choice(DENSITIES)
    if scheme not in table.schemes():
        known = pools.schemes(table)
        preferred = table.default_scheme()
        scheme = preferred if preferred in known or not known else known[0]
    known = pools.densities(table, scheme, request.text(REGION), request.number(ROOT_SHOOT))
    types = (
        LandType(land.code, land.name(language()), known.get(land.code), land.code)
        for land in vocabulary.carbon_classes()
    )
    return Densities(tuple(types), False), table, scheme


def raster_problems(request: Request) -> list[Problem]:
    """What can be refused of rasters before work."""
    asked = layers(request)
    found = cellinputs.problems(request, asked)
    if request.text(LOOKUP):
        return found + faults_of(lambda: _values(densities(request)[0]))
    chosen = landcodes.chosen_scheme(request)
    if chosen is not None and not chosen.by_value:
        found.append(
            problem(
                "The land-use scheme {scheme} has no raster values. Choose the legend of the raster {name}.",
                scheme=chosen.id,
                name=asked[0].name(),
            )
        )
    return found


def _values(known: Densities) -> dict[int, int]:
    """Raster value -> position of the class, for codes of a table."""
    try:
        values = [float(one.code) for one in known.types]
    except ValueError:
        values = [0.5]
    if not all(value.is_integer() for value in values):
        texts = [one.code for one in known.types if not _is_whole(one.code)]
        raise InputError(
            problem(
                "The codes {codes} of the pool table are no whole numbers, so that no raster can hold them.",
                codes=", ".join(texts[: landcodes.SHOWN_CODES]),
            )
        )
    return {int(value): at for at, value in enumerate(values)}


def _is_whole(text: str) -> bool:
    try:
        return float(text).is_integer()
    except ValueError:
        return False


class Cells:
    """Rasters of all dates on one grid, ready to be counted."""

    def __init__(self, run: Run, known: Densities):
        self._run, self._known = run, known
        reader = cellinputs.Reader(run)
        names = [landareas.RASTER] + [LATER_RASTERS] * len(layers(run))
        self.rasters = [reader.read(name, layer, "class") for name, layer in zip(names, layers(run))]
        scaled = [one.source.name for one in self.rasters if not one.is_plain]
        if scaled:
            raise InputError(
                *(
                    problem(
                        "The raster {name} has a scale or an offset, so it holds quantities, not classes.",
                        name=name,
                    )
                    for name in scaled
                )
            )
        self._reader, self.grid = reader, reader.grid
        if run.record["standards"].get("aligned"):
            run.warn(
                problem(
                    "Rasters that were aligned are shifted by up to half a cell: along borders of classes an "
                    "apparent exchange raises gross gains and losses. The net change is hardly touched."
                )
            )
        self._legend, self._class_of = self._read_legend()

    def _read_legend(self) -> tuple[str, dict[int, int]]:
        """Name of the legend, and raster value -> position of the class."""
        run, known = self._run, self._known
        if known.by_code:
            return Path(run.text(LOOKUP)).name, _values(known)
        first = self.rasters[0]
        scheme = landcodes.chosen_scheme(run) or landareas.scheme_of(run, first.source, first.nodata)
        run.say(
            translate("StockLands", "The values of the rasters are read by the scheme {scheme}.").format(
                scheme=scheme.name(language())
            )
        )
        run.record["standards"]["land_use_scheme"] = scheme.id
        classes = {value: one.carbon_class for value, one in scheme.by_value.items()}
        return scheme.id, {value: known.position(c) if c else EMPTY for value, c in classes.items()}

    def measured(self, outputs: list[stockcells.Output]) -> Lands:
        """Land by unit and date; the rasters of *outputs* are written on the way."""
        run = self._run
        crs = QgsCoordinateReferenceSystem.fromWkt(self.grid.wkt)
        codes, shapes = landareas.units(run, crs)
        zones = Zones(shapes, self.grid) if shapes is not None else None
        made = stockcells.tabulate(
            self.rasters,
            self._class_of,
            len(self._known.types),
            cellinputs.prepared(run, self._reader, self.rasters[0].source.name),
            run.progress,
            zones,
            outputs,
        )
        for one, unknown in zip(self.rasters, made.unknown):
            if unknown:
                landareas.refuse_or_warn(run, self._legend, one.source.name, unknown)
        return Lands(codes, made.passages)


def of_polygons(run: Run, known: Densities) -> Lands:
    """Land by unit and date from polygons that carry a code for each date."""
    fields = [landcodes.code_field(run), *run.fields(LATER_CODES)]
    table = run.columns(landareas.INPUT, [*fields, run.field(landareas.UNIT_FIELD)])
    classes = [_of_features(run, known, table, name) for name in fields]
    unit, codes, cut = landareas.cut_by_units(run, table)
    passages = {}
    for pair in stockcells.pairs_of(len(fields)):
        start, end = (classes[date][cut.parent] for date in pair)
        passages[pair] = _gathered(unit, start, end, cut.area_ha, len(known.types) + 2)
    return Lands(codes, passages)


def _of_features(run: Run, known: Densities, table, name: str) -> np.ndarray:
    """Position of the class of every feature at one date."""
    if not known.by_code:
        land = landcodes.read(run, table, landareas.INPUT, name)
        return land.of_each(
            lambda one: known.position(one.carbon_class) if one.carbon_class else UNKNOWN, UNKNOWN, np.int64
        )
    position = {one.code: at for at, one in enumerate(known.types)}
    codes = ["" if landuse.is_missing_code(code) else landuse.as_code(code) for code in table[name].tolist()]
    lacking = {code: codes.count(code) for code in dict.fromkeys(codes) if code and code not in position}
    if lacking:
        shown = sorted(lacking, key=lambda code: -lacking[code])
        told = problem(
            "The pool table {file} lacks {count} codes of the field {field} (features): {codes}{more}. Add "
            "them, or go on without data for them (parameter {parameter}).",
            parameter=landcodes.UNKNOWN,
            file=Path(run.text(LOOKUP)).name,
            count=len(lacking),
            field=name,
            codes=", ".join(f"{code} ({lacking[code]}×)" for code in shown[: landcodes.SHOWN_CODES]),
            more=" …" if len(shown) > landcodes.SHOWN_CODES else "",
        )
        if run.choice(landcodes.UNKNOWN) == landcodes.REFUSE:
            raise UnknownCodesError(lacking, told)
        run.warn(told)
    return np.array([position.get(code, UNKNOWN) for code in codes], dtype=np.int64)


def occurring(lands: Lands, types: Sequence[LandType]) -> tuple[Lands, tuple[LandType, ...]]:
    """The classes that any date has in any unit, and the land by them."""
    seen = np.zeros(len(types) + 2, dtype=bool)
    for found in lands.passages.values():
        for side in (found.start, found.end):
            seen[side[found.unit >= 0]] = True
    kept = np.flatnonzero(seen[: len(types)])
    place = np.full(len(types) + 2, UNKNOWN)
    place[kept] = np.arange(len(kept))
    # positions from behind: they stay what they are
    place[UNKNOWN], place[EMPTY] = UNKNOWN, EMPTY
    # land outside of the units may have further classes, which nobody asks for
    passages = {
        pair: replace(found, start=place[found.start], end=place[found.end])
        for pair, found in lands.passages.items()
    }
    return Lands(lands.unit, passages), tuple(types[at] for at in kept)


def _gathered(unit, start, end, area_ha, width: int) -> Passages:
    """Pieces of land added up by unit and classes."""
    # unit -1 and the positions -2 and -1 come first
    label = ((unit + 1) * width + start + 2) * width + end + 2
    label, area, count_of = added(label, area_ha, np.ones(len(label)))
    unit, pair = label // width**2 - 1, label % width**2
    return Passages(unit, pair // width - 2, pair % width - 2, area, count_of)
