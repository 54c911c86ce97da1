"""Areas of land classes by unit as inputs: polygons with codes, or a raster of classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Callable

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from ..core import joining, landuse, vocabulary
from ..core.carbon.landareas import LandAreas, gathered
from ..core.errors import InputError, Problem, UnknownCodesError, faults_of, problem
from ..core.grouping import factorise
from ..toolbelt import areas, cellareas, landcells, overlaps, overlay, pieces, rasters
from ..toolbelt.polygons import listed
from ..toolbelt.rasterwriter import Writer
from ..toolbelt.rasterzones import Zones
from ..toolbelt.tables import Columns
from ..toolbelt.translation import language, translate
from . import landcodes, polygoninputs
from .request import Request
from .run import Run

INPUT, UNIT_FIELD, UNIT_DIGITS, CHECK_OVERLAPS = "INPUT", "UNIT_FIELD", "UNIT_DIGITS", "CHECK_OVERLAPS"
RASTER, BAND, NODATA, NODATA_MEANS = "RASTER", "BAND", "NODATA", "NODATA_MEANS"
UNITS_LAYER, UNITS_CODE = "UNITS_LAYER", "UNITS_CODE"
OUTSIDE, UNKNOWN = "outside", "unknown"
WHOLE = "all"
#: Codes and polygons of units.
Placed = tuple[np.ndarray, Sequence[QgsGeometry]]
SHOWN = 30
SAMPLE = 1024


def of_polygons(run: Run, placed: Placed | None = None) -> LandAreas:
    """Areas by unit of land-use polygons, cut by the units' layer where there is one, or by *placed*."""
    unit_field = run.field(UNIT_FIELD) if placed is None else ""
    table = run.columns(INPUT, [landcodes.code_field(run), unit_field])
    land = landcodes.read(run, table)
    class_of = land.of_each(lambda one: one.carbon_class, "", object)
    unit, codes, cut = cut_by_units(run, table, placed)
    return LandAreas(codes, *gathered(unit, len(codes), class_of[cut.parent].tolist(), cut.area_ha))


def cut_by_units(
    run: Run, table: Columns, placed: Placed | None = None
) -> tuple[np.ndarray, np.ndarray, pieces.Pieces]:
    """Land-use polygons cut by the units: position of the unit of each piece (-1 without one), codes of the
    units, and the pieces with their hectares.

    Parameters
    ----------
    table
        Columns of the land-use polygons, that of the units among them where a field names it.
    placed
        Units in the coordinates of the polygons; those of the units' layer by default.
    """
    source = run.source(INPUT)
    codes, shapes = placed or units(run, source.sourceCrs())
    measure = areas.measure(source.sourceCrs(), run.context)
    run.say(areas.describe(source.sourceCrs(), run.context))
    layers = [overlay.Layer(shapes, range(1, len(shapes) + 1))] if shapes is not None else []
    knife = pieces.Knife(overlay.Cutter(layers), measure, 0.0)
    door, edges = polygoninputs.door(run, INPUT), overlaps.Edges()
    seen = edges.add if run.yes(CHECK_OVERLAPS) else None
    cut = pieces.cut_source(source, knife, door, run.progress, None, seen)
    for remark in door.remarks():
        run.warn(remark)
    if seen is not None:
        tell_overlap(run, INPUT, overlaps.measured(source, edges, measure, run.progress))
    if shapes is not None:
        return cut.covers[:, 0].astype(np.int64) - 1, codes, cut
    of_feature, codes = _unit_codes(run, table)
    return of_feature[cut.parent], codes, cut


def _unit_codes(run: Run, table) -> tuple[np.ndarray, np.ndarray]:
    """Position of the unit of each feature (-1 without one), and the codes of the units."""
    name = run.field(UNIT_FIELD)
    if not name:
        run.warn(problem("No units were given: all land is counted as one unit, {unit}.", unit=WHOLE))
        return np.zeros(len(table), dtype=np.int64), np.array([WHOLE], dtype=object)
    codes = joining.codes(table[name])
    digits = run.integer(UNIT_DIGITS)
    if digits:
        codes = np.array([code[:digits] for code in codes.tolist()], dtype=object)
    of_feature, labels = factorise(codes)
    if labels and not labels[0]:
        return of_feature - 1, np.array(labels[1:], dtype=object)
    return of_feature, np.array(labels, dtype=object)


def units(run: Run, crs: QgsCoordinateReferenceSystem):
    """Codes and polygons of the units' layer in the coordinates of *crs*; None without a layer."""
    if run.optional_source(UNITS_LAYER) is None:
        return np.array([WHOLE], dtype=object), None
    name = run.field(UNITS_CODE)
    shapes, rows = polygoninputs.read(run, UNITS_LAYER, crs, [name])
    codes = joining.codes([row[0] for row in rows])
    faults = joining.duplicates(codes, run.layer_name(UNITS_LAYER))
    if (codes == "").any():
        faults.append(
            problem(
                "{count} units of {layer} have no code in the field {field}. Fill it in.",
                count=int((codes == "").sum()),
                layer=run.layer_name(UNITS_LAYER),
                field=name,
            )
        )
    if faults:
        raise InputError(*faults)
    warn_overlap(run, UNITS_LAYER)
    return in_order(codes, shapes)


def in_order(codes: np.ndarray, shapes: Sequence[QgsGeometry]) -> Placed:
    """Codes and polygons in the order of the codes: where polygons overlap the last holds."""
    order = np.argsort(codes.astype(str), kind="stable")
    return codes[order], [shapes[at] for at in order.tolist()]


def warn_overlap(run: Run, name: str) -> None:
    """Measure once how much the places of the layer *name* lie over each other, and warn where they do."""
    noted, key = run.record["standards"], f"overlap_ha_{name.lower()}"
    if key in noted:
        return
    source = run.source(name)
    measure = areas.measure(source.sourceCrs(), run.context)
    found = overlaps.of_source(source, measure, run.look_for_cancel)
    noted[key] = found.area_ha
    if found.pairs:
        run.warn(
            problem(
                "The polygons of {layer} overlap: {pairs} pairs, {area} ha in sum. What lies there counts "
                "for the one whose code comes last (feature ids: {ids}). Correct the borders.",
                layer=run.layer_name(name),
                pairs=found.pairs,
                area=round(found.area_ha, 4),
                ids=listed(found.ids),
            )
        )


def tell_overlap(run: Run, name: str, found: overlaps.Overlap) -> None:
    """Warn of polygons of the layer *name* that lie over each other."""
    run.record["standards"]["overlap_ha"] = found.area_ha
    if found.pairs:
        run.warn(
            problem(
                "The polygons of {layer} overlap: {pairs} pairs, {area} ha in sum, which are counted "
                "more than once (feature ids: {ids}).",
                layer=run.layer_name(name),
                pairs=found.pairs,
                area=round(found.area_ha, 4),
                ids=listed(found.ids),
            )
        )


@dataclass(frozen=True)
class LandRaster:
    """A raster of classes, ready to be counted.

    Attributes
    ----------
    classes
        Raster value -> class of the scheme.
    nodata
        Value of cells without data; None where there is none.
    """

    source: rasters.Source
    band: rasters.Band
    scheme: landuse.LandScheme
    classes: dict[int, landuse.LandClass]
    nodata: float | None


def raster_problems(request: Request) -> list[Problem]:
    """What can be refused of the raster before work: unreadable, no CRS, scaled, no legend for it."""
    found: list[Problem] = []
    return found + faults_of(lambda: found.extend(_raster_problems(request)))


def _raster_problems(request: Request) -> list[Problem]:
    layer = request.algorithm.parameterAsRasterLayer(request.parameters, RASTER, request.context)
    if layer is None:
        return []
    source = rasters.source(layer, request.integer(BAND))
    band = rasters.describe(source)
    cellareas.row_areas_ha(band.grid, source.name)
    found = []
    if (band.scale, band.offset) != (1.0, 0.0):
        found.append(
            problem(
                "The raster {name} has a scale of {scale} and an offset of {offset}, so it holds quantities, "
                "not classes. Choose a raster of classes.",
                name=source.name,
                scale=band.scale,
                offset=band.offset,
            )
        )
    chosen = landcodes.chosen_scheme(request)
    if chosen is not None and not chosen.by_value:
        found.append(
            problem(
                "The land-use scheme {scheme} has no raster values. Choose the legend of the raster {name}.",
                scheme=chosen.id,
                name=source.name,
            )
        )
    return found


def read_raster(run: Run) -> LandRaster:
    """The raster with its legend and NoData value, noted in the provenance."""
    layer = run.raster(RASTER)
    source = rasters.source(layer, run.integer(BAND))
    band = rasters.describe(source)
    typed = run.number(NODATA)
    nodata = band.nodata if np.isnan(typed) else typed
    scheme = landcodes.chosen_scheme(run) or scheme_of(run, source, nodata)
    run.say(
        translate(
            "LandAreas", "Values of {layer} are read by the scheme {scheme}; NoData is {nodata}."
        ).format(layer=source.name, scheme=scheme.name(language()), nodata="–" if nodata is None else nodata)
    )
    run.record["standards"]["land_use_scheme"] = scheme.id
    run.record["standards"]["nodata"] = nodata
    return LandRaster(source, band, scheme, dict(scheme.by_value), nodata)


def scheme_of(run: Run, source: rasters.Source, nodata: float | None) -> landuse.LandScheme:
    """The scheme that fits a sample of the values."""
    values = rasters.sample(source, SAMPLE)
    values = np.unique(values[np.isfinite(values)])
    found = landuse.detect([value for value in values.tolist() if value != nodata])
    if found is not None and found.by_value:
        return found
    likely = [match.scheme for match in landuse.candidates(values.tolist()) if match.known == 1]
    raise InputError(
        problem(
            "The values of the raster {name} do not tell the land-use scheme; it may be {schemes}. "
            "Choose it.",
            name=source.name,
            schemes=", ".join(likely[: landcodes.SHOWN_SCHEMES]) or "–",
        )
    )


def of_raster(
    run: Run,
    land: LandRaster,
    value_of: Callable[[landuse.LandClass], Sequence[float]] | None = None,
    writer: Writer | None = None,
    placed: Placed | None = None,
) -> LandAreas:
    """Areas by unit of a raster of classes.

    Parameters
    ----------
    value_of, writer
        Values of a class, one for each band, and the raster in the making that gets them; None for none.
    placed
        Units in the coordinates of the raster; those of the units' layer by default.
    """
    grid = land.band.grid
    codes, zones = zones_of(run, land, placed)
    values = None
    if value_of is not None:
        values = np.array([value_of(one) for one in land.classes.values()], dtype=np.float64).T
    cells = landcells.tabulate(
        land.source,
        land.band,
        list(land.classes),
        land.nodata,
        cellareas.row_areas_ha(grid, land.source.name),
        run.progress,
        zones,
        writer,
        values,
    )
    if cells.unknown:
        refuse_or_warn(run, land.scheme.id, land.source.name, cells.unknown)
    return as_areas(run, land, cells, codes, zones is not None)


def zones_of(run: Run, land: LandRaster, placed: Placed | None = None) -> tuple[np.ndarray, Zones | None]:
    """Codes of the units, and their polygons on the grid of the raster (None: all cells are one unit)."""
    grid = land.band.grid
    codes, shapes = placed or units(run, QgsCoordinateReferenceSystem.fromWkt(grid.wkt))
    run.say(cellareas.describe(grid))
    for remark in cellareas.plane_error(grid, land.source.name, run.context):
        run.warn(remark)
    return codes, Zones(shapes, grid) if shapes is not None else None


def as_areas(run: Run, land: LandRaster, cells, codes, has_zones: bool) -> LandAreas:
    """Classes of the legend gathered into carbon classes; what lies in no unit is told by the caller."""
    rows = slice(1, None) if has_zones else slice(0, 1)
    kinds = [one.carbon_class for one in land.classes.values()]
    occurs = {kind for kind, count in zip(kinds, cells.count) if kind and count}
    known = [land_class.code for land_class in vocabulary.carbon_classes() if land_class.code in occurs]
    member = np.array([[kind == code for code in known] for kind in kinds], dtype=np.float64)
    no_data_classes = np.array([not kind for kind in kinds], dtype=bool)
    empty = cells.nodata_ha + cells.area_ha[:, no_data_classes].sum(axis=1)
    unknown = cells.unknown_ha + (empty if run.choice(NODATA_MEANS) == UNKNOWN else 0.0)
    run.say(
        translate("LandAreas", "Cells without data: {cells}, {area:.6g} ha inside of the units.").format(
            cells=int(cells.count[-1]), area=float(empty[rows].sum())
        )
    )
    return LandAreas(
        codes,
        tuple(known),
        cells.area_ha[rows] @ member,
        unknown[rows],
        cells.count[: len(kinds)] @ member,
        float(cells.area_ha[0].sum() + cells.unknown_ha[0]) if has_zones else 0.0,
    )


def refuse_or_warn(run: Run, scheme: str, raster: str, unknown: dict[float, tuple[int, float]]) -> None:
    """List all values that the legend does not know: as a refusal, or as a warning where the user goes on."""
    order = sorted(unknown, key=lambda value: -unknown[value][1])
    words = [f"{value:.10g} ({unknown[value][0]}×, {unknown[value][1]:.6g} ha)" for value in order[:SHOWN]]
    told = problem(
        "The land-use scheme {scheme} does not know {count} values of the raster {name} (cells, area): "
        "{codes}{more}. Choose another scheme, add them to a class table of your own, name the NoData value, "
        "or go on without data for them (parameter {parameter}).",
        parameter=landcodes.UNKNOWN,
        scheme=scheme,
        count=len(order),
        name=raster,
        codes=", ".join(words),
        more=" …" if len(order) > SHOWN else "",
    )
    if run.choice(landcodes.UNKNOWN) == landcodes.REFUSE:
        raise UnknownCodesError({value: unknown[value][0] for value in order}, told)
    run.warn(told)
