"""NEP as the way of a land budget: NPP and climate from rasters, or from fields of the land-use polygons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from qgis.core import QgsProcessingParameterDefinition

from ..core import units
from ..core.carbon import landbudget, landcrossing, nep
from ..core.carbon.landareas import LandAreas, gathered
from ..core.errors import InputError, Problem, Words, faults_of, problem, raise_if_any
from ..toolbelt import cellareas, nepcells, provenance, rasters, warped
from ..toolbelt.rasterwriter import Writer
from ..toolbelt.translation import translate
from . import landareas, landcodes
from .parameters import advanced, choice, field, number
from .parameters import rasters as several
from .request import Request
from .run import Run

SCHEME = "NEP"
SOURCE = "aksu2022"  # of the regression, see sources.csv
RASTERS = ("NPP", "TEMPERATURE", "PRECIPITATION")
FIELDS = ("NPP_FIELDS", "TEMPERATURE_FIELDS", "PRECIPITATION_FIELDS")
NPP_UNIT, ALIGN = "NPP_UNIT", "ALIGN"
NPP_ERROR, RH_ERROR = "NPP_ERROR", "RH_ERROR"
NODATA = "NEP_NODATA"
NPP_UNITS = {"gC": "gC m-2", "kgC": "kgC m-2", "tC": "tC ha-1"}
#: Share of the land with NPP that none can have, above which the unit or NoData is wrong.
MOST_IMPOSSIBLE = 0.5


def parameters(polygons: str) -> tuple[QgsProcessingParameterDefinition, ...]:
    """The parameters; *polygons* is that of the land-use polygons."""
    labels = (
        translate("LandNep", "NPP (a band of the year, or twelve of months)"),
        translate("LandNep", "Mean temperature, twelve months (°C)"),
        translate("LandNep", "Precipitation, twelve months (mm)"),
    )
    return (
        *(several(name, label, True) for name, label in zip(RASTERS, labels)),
        *(
            advanced(field(name, label, parent=polygons, many=True))
            for name, label in zip(
                FIELDS,
                (
                    translate("LandNep", "or: NPP of polygons (a field of the year, or twelve)"),
                    translate("LandNep", "or: temperature of polygons (twelve fields)"),
                    translate("LandNep", "or: precipitation of polygons (twelve fields)"),
                ),
            )
        ),
        choice(
            NPP_UNIT,
            translate("LandNep", "Unit of NPP"),
            {
                "gC": translate("LandNep", "gC per m² and month or year"),
                "kgC": translate("LandNep", "kgC per m² and month or year"),
                "tC": translate("LandNep", "tC per ha and month or year"),
            },
        ),
        choice(
            ALIGN,
            translate("LandNep", "NPP and climate on another grid than the land cover"),
            {
                "refuse": translate("LandNep", "stop, and tell how they differ"),
                "align": translate("LandNep", "bring them to the grid of the land cover"),
            },
        ),
        advanced(
            number(
                NODATA, translate("LandNep", "NoData value of NPP and climate that name none (may be empty)")
            )
        ),
        advanced(number(NPP_ERROR, translate("LandNep", "Half-width of NPP (%, 95 %)"), 0, 0, 500)),
        advanced(number(RH_ERROR, translate("LandNep", "Half-width of respiration (%, 95 %)"), 0, 0, 500)),
    )


def problems(request: Request, has_polygons: bool) -> list[Problem]:
    """What can be refused before work: months that are missing, grids that differ."""
    names = FIELDS if has_polygons else RASTERS
    found: list[Problem] = []
    if has_polygons:
        counts = [len(request.fields(name)) for name in FIELDS]
    else:
        found += faults_of(lambda: [_bands(request, name) for name in RASTERS])
        if found:
            return found
        counts = [len(_bands(request, name)) for name in RASTERS]
    for name, count, fits in zip(names, counts, ((1, 12), (12,), (12,))):
        if count not in fits:
            found.append(
                problem(
                    "NEP needs {wanted} {name}; {count} are given. Choose the months January to December of "
                    "one year, in this order.",
                    wanted=" / ".join(map(str, fits)),
                    name=name,
                    count=count,
                )
            )
    if not found and not has_polygons and request.choice(ALIGN) == "refuse":
        found += faults_of(lambda: _same_grid(request))
    return found


def _bands(request: Request, name: str) -> list[rasters.Source]:
    """All bands of the rasters of a parameter, in order."""
    found = []
    for layer in request.layers(name):
        first = rasters.source(layer)
        found += [
            rasters.Source(first.dsn, first.name, 1 + at) for at in range(rasters.describe(first).bands)
        ]
    return found


def _same_grid(request: Request) -> None:
    land = rasters.source(request.layer(landareas.RASTER), request.integer(landareas.BAND))
    named = [(land.name, rasters.describe(land).grid)]
    for name in RASTERS:
        for one in _bands(request, name):
            named.append((one.name, rasters.describe(one).grid))
    raise_if_any([*rasters.placeless(named), *rasters.grid_problems(named)])


@dataclass(frozen=True)
class Measured:
    """NEP of land: areas with NPP and climate, and the sums of units x classes."""

    land: LandAreas
    sums: nep.Sums

    def budget(self, run: Run, energy) -> landbudget.LandBudget:
        """Budget of the units."""
        area = self.land.area_ha.sum(axis=1)
        return nep.budget(self.sums, area, self.land.unknown_ha, energy, *_errors(run))

    def per_class(self, run: Run) -> landbudget.LandBudget:
        """Budget of the carbon classes."""
        area = self.land.area_ha.sum(axis=0)
        return nep.budget(self.sums.over_units(), area, 0.0, 0.0, *_errors(run))

    def crossed(self, run: Run, lines: landcrossing.Lines) -> landbudget.LandBudget:
        """Budget of every unit and class."""
        area = self.land.area_ha[lines.unit, lines.kind]
        return nep.budget(landcrossing.sums(self.sums, lines), area, 0.0, 0.0, *_errors(run))


def _errors(run: Run) -> tuple[float, float]:
    return run.number(NPP_ERROR), run.number(RH_ERROR)


def of_raster(run: Run, output: str, has_ranges: bool) -> tuple[Measured, str]:
    """NEP of a land-cover raster, and the path of the raster of net carbon (empty where not asked for).

    Parameters
    ----------
    has_ranges
        Whether that raster has low and high as second and third band.
    """
    land = landareas.read_raster(run)
    climate = _climate(run, land.band.grid)
    codes, zones = landareas.zones_of(run, land)
    found = []

    def tabulate(writer=None):
        found.append(
            nepcells.tabulate(
                land.source,
                land.band,
                list(land.classes),
                land.nodata,
                cellareas.row_areas_ha(land.band.grid, land.source.name),
                climate,
                [one.carbon_class in landbudget.NOT_BY_AREA for one in land.classes.values()],
                run.progress,
                zones,
                writer,
                _errors(run) if has_ranges else None,
            )
        )
        if found[0].cells.unknown:
            landareas.refuse_or_warn(run, land.scheme.id, land.source.name, found[0].cells.unknown)

    def write(path):
        bands = 3 if has_ranges else 1
        with Writer(path, land.band.grid, np.float32, nepcells.NODATA_OUT, bands) as writer:
            tabulate(writer)

    path = ""
    if run.wanted(output):
        path = run.give_raster(output, write, "net_carbon")
    else:
        tabulate()
    made = landareas.as_areas(run, land, found[0].cells, codes, zones is not None)
    _tell(run, found[0].lacking, found[0].impossible, float(made.area_ha.sum()), found[0].extremes)
    kinds = [one.carbon_class for one in land.classes.values()]
    rows = slice(1, None) if zones is not None else slice(0, 1)
    member = np.array([[kind == code for code in made.classes] for kind in kinds], dtype=np.float64)
    sums = nep.Sums(*(part[rows] @ member for part in _parts(found[0].sums)))
    return Measured(made, sums), path


def _parts(sums: nep.Sums) -> tuple[np.ndarray, ...]:
    return sums.source_npp, sums.source_rh, sums.sink_npp, sums.sink_rh


def _climate(run: Run, grid: rasters.Grid) -> nepcells.Climate:
    to_grams = units.factor(NPP_UNITS[run.choice(NPP_UNIT)], "gC m-2")
    _say_months(run)
    return nepcells.Climate(
        *(_quantity(run, name, grid, scale) for name, scale in zip(RASTERS, (to_grams, 1.0, 1.0)))
    )


def _say_months(run: Run) -> None:
    """Which bands of the user's rasters are which month."""
    bands = [_bands(run, name) for name in RASTERS]
    months = zip(*(one if len(one) == nep.MONTHS else one * nep.MONTHS for one in bands))
    names = "; ".join(
        f"{at}: " + " + ".join(f"{one.name} [{one.band}]" for one in month)
        for at, month in enumerate(months, 1)
    )
    run.say(translate("LandNep", "Months: {names}").format(names=names))
    run.record["standards"]["months"] = names


def _quantity(run: Run, name: str, grid: rasters.Grid, scale: float) -> nepcells.Quantity:
    asked = _bands(run, name)
    run.record["inputs"][name] = [provenance.describe_layer(layer) for layer in run.layers(name)]
    nodata = run.number(NODATA)
    if not np.isnan(nodata):
        asked = [warped.with_nodata(one, nodata) for one in asked]
        run.record["standards"]["nep_nodata"] = nodata
    own = tuple(rasters.describe(one) for one in asked)
    named = [(one.name, band.grid) for one, band in zip(asked, own)]
    raise_if_any(rasters.placeless([(Words("the land cover", "土地覆被"), grid), *dict(named).items()]))
    methods: dict[str, list[str]] = {}
    for position, one in enumerate(asked):
        if rasters.grid_problems([("", grid), (one.name, own[position].grid)]):
            asked[position], method = warped.aligned(one, grid, "density")
            names = methods.setdefault(method, [])
            names += [] if one.name in names else [one.name]
    for method, names in methods.items():
        run.warn(
            problem(
                "The rasters {names} ({parameter}) were brought to the grid of the land cover ({method}).",
                names=", ".join(names),
                parameter=name,
                method=warped.METHODS[method],
            )
        )
    if methods:
        run.record["standards"].setdefault("aligned", {})[name] = methods
    return nepcells.Quantity(tuple(asked), own, scale)


def of_polygons(run: Run) -> Measured:
    """NEP of land-use polygons from their fields."""
    fields = [run.fields(name) for name in FIELDS]
    asked = [
        landcodes.code_field(run),
        run.field(landareas.UNIT_FIELD),
        *(one for names in fields for one in names),
    ]
    table = run.columns(landareas.INPUT, asked)
    land = landcodes.read(run, table)
    scale = units.factor(NPP_UNITS[run.choice(NPP_UNIT)], "gC m-2")
    npp, warm, wet = ([run.numbers(table, name, landareas.INPUT) for name in names] for names in fields)
    year, rh = sum(npp) * scale, nep.respiration_of_year(warm, wet)
    impossible = nep.is_impossible(year)
    year = np.where(impossible, np.nan, year)
    kind = land.of_each(lambda one: one.carbon_class, "", object)
    quiet = np.isin(kind.astype(str), sorted(landbudget.NOT_BY_AREA)) & ~np.isfinite(year - rh)
    year, rh = np.where(quiet, 0.0, year), np.where(quiet, 0.0, rh)
    has = np.isfinite(year - rh)
    unit, codes, cut = landareas.cut_by_units(run, table)
    of_piece = cut.parent
    lacking, known = ~has & (kind != ""), np.where(has, kind, "")
    counted = [
        (int(np.count_nonzero(mask)), float(cut.area_ha[mask[of_piece]].sum()))
        for mask in (lacking & ~impossible, lacking & impossible)
    ]
    _tell(run, *counted, float(cut.area_ha[has[of_piece]].sum()), _span(warm, has & ~quiet))
    classes = known[of_piece].tolist()
    land_areas = LandAreas(codes, *gathered(unit, len(codes), classes, cut.area_ha))
    parts = nep.split(np.where(has, year, 0.0), np.where(has, rh, 0.0), 1.0)
    tables = [gathered(unit, len(codes), classes, cut.area_ha * part[of_piece])[1] for part in parts]
    return Measured(land_areas, nep.Sums(*tables))


def _span(warm: Sequence[np.ndarray], used: np.ndarray) -> tuple[float, float]:
    """Lowest and highest temperature."""
    if not used.any():
        return np.inf, -np.inf
    temperature = np.array(warm)[:, used]
    return float(temperature.min()), float(temperature.max())


def _tell(
    run: Run,
    lacking: tuple[int, float],
    impossible: tuple[int, float],
    known_ha: float,
    extremes: tuple[float, float],
) -> None:
    """What has no NPP, or one that none can have; temperatures in another unit; and what NEP is not."""
    coldest, warmest = extremes
    if warmest > nep.WARMEST or coldest < nep.COLDEST:
        raise InputError(
            problem(
                "Monthly temperatures reach from {low} to {high}: they are no degrees Celsius (kelvin, or "
                "tenths of a degree), or cells without data that name no NoData value. Convert them, give "
                "the layer its scale and offset, or name the NoData value ({parameter}).",
                parameter=NODATA,
                low=f"{coldest:.6g}",
                high=f"{warmest:.6g}",
            )
        )
    if impossible[0]:
        _tell_impossible(run, *impossible, known_ha)
    if lacking[0]:
        run.warn(
            problem(
                "{count} cells or polygons of known land ({area} ha) have no NPP or no climate of all "
                "months; they count as unknown land.",
                count=lacking[0],
                area=f"{lacking[1]:.6g}",
            )
        )
    run.warn(
        problem(
            "NEP is not a managed sink: harvest, fire and lateral losses are not in it, and the NEP of crops "
            "is mostly harvested."
        )
    )


def _tell_impossible(run: Run, count: int, hectares: float, known_ha: float) -> None:
    """Warn of land whose NPP none can have; refuse where that is most of it."""
    what = {"count": count, "area": f"{hectares:.6g}", "most": f"{nep.MOST_NPP:.6g}", "parameter": NODATA}
    if hectares > MOST_IMPOSSIBLE * (hectares + known_ha):
        raise InputError(
            problem(
                "{count} cells or polygons ({area} ha), more than half of the land, have an NPP below 0 or "
                "above {most} gC per m² and year, which no vegetation makes. Check the unit (NPP_UNIT), the "
                "scale and the NoData value ({parameter}) of NPP.",
                **what,
            )
        )
    run.warn(
        problem(
            "{count} cells or polygons ({area} ha) have an NPP below 0 or above {most} gC per m² and year, "
            "which no vegetation makes; they count as unknown land. Check the scale and the NoData value "
            "({parameter}) of NPP.",
            **what,
        )
    )
