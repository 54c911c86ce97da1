"""What the land of units carries of their emissions, as parameters and columns: footprint, soil carbon."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingParameterDefinition

from ..core import joining, uncertainty
from ..core.carbon import pressure
from ..core.errors import InputError, Problem, faults_of, problem
from ..toolbelt.translation import translate
from .parameters import advanced, field, number
from .request import Request
from .run import Run
from .unittables import UnitTable

FOREST_AREA, GRASS_AREA = "FOREST_AREA", "GRASS_AREA"
NEP_FOREST, NEP_GRASS, FOREST_SHARE = "NEP_FOREST", "NEP_GRASS", "FOREST_SHARE"
NEP_PERCENT = "NEP_PERCENT"
#: Columns of the numbers of `pressure.Pressure`.
COLUMNS = {
    "capacity": "carrying_tco2",
    "load": "carrying_load",
    "footprint_ha": "footprint_ha",
    "deficit_ha": "footprint_deficit_ha",
    "pressure": "footprint_pressure",
}
CROP_AREA, SOC, SOC_REFERENCE = "CROP_AREA", "SOC", "SOC_REFERENCE"
#: Parameters that name fields of the units.
FIELDS = (FOREST_AREA, GRASS_AREA, CROP_AREA, SOC)


def parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    """The parameters, all optional."""
    labels = (
        (FOREST_AREA, translate("LandPressure", "Footprint: field of the units with forest (ha)")),
        (GRASS_AREA, translate("LandPressure", "Footprint: field of the units with grassland (ha)")),
        (CROP_AREA, translate("LandPressure", "Soil carbon: field of the units with cropland (ha)")),
        (SOC, translate("LandPressure", "Soil carbon: field with the density of cropland soil (tC/ha)")),
    )
    reference = translate("LandPressure", "Soil carbon: density to compare with (tC/ha; empty: EU, 46.8)")
    share = translate("LandPressure", "Footprint: share that forest takes (0 to 1; empty: table)")
    return tuple(
        advanced(parameter)
        for parameter in (
            *(field(name, label) for name, label in labels[:2]),
            number(NEP_FOREST, translate("LandPressure", "Footprint: NEP of forest (tC/ha a; empty: table)")),
            number(
                NEP_GRASS, translate("LandPressure", "Footprint: NEP of grassland (tC/ha a; empty: table)")
            ),
            number(FOREST_SHARE, share, minimum=0.0, maximum=1.0),
            number(
                NEP_PERCENT,
                translate("LandPressure", "Footprint: uncertainty of NEP (half of the 95 % interval, %)"),
                minimum=0.0,
            ),
            *(field(name, label) for name, label in labels[2:]),
            number(SOC_REFERENCE, reference, minimum=0.0),
        )
    )


def problems(request: Request) -> list[Problem]:
    """What can be refused before work."""
    found = faults_of(lambda: _uptake(request))
    areas = [request.field(FOREST_AREA), request.field(GRASS_AREA)]
    if any(areas) and not all(areas):
        found.append(
            problem(
                "The footprint needs the areas of forest and of grassland; choose FOREST_AREA and GRASS_AREA."
            )
        )
    if request.field(SOC) and not request.field(CROP_AREA):
        found.append(problem("The soil-carbon gap needs the area of cropland; choose CROP_AREA."))
    return found


def _uptake(request: Request) -> pressure.Uptake:
    return pressure.uptake(*(request.number(name) for name in (NEP_FOREST, NEP_GRASS, FOREST_SHARE)))


def columns(run: Run, units: UnitTable, source: np.ndarray, width: uncertainty.Interval | None):
    """Declared columns of what was asked for; *width* is the interval of the sources, None without one."""
    new = {}
    if run.field(FOREST_AREA):
        new |= _footprint(run, units, source, width)
    if run.field(CROP_AREA):
        new |= _soil(run, units)
    return new


def _footprint(run, units, source, width):
    taken = _uptake(run)
    run.record["standards"]["footprint"] = {"nep_tc_ha": dict(taken.nep), "share": dict(taken.share)}
    forest, grassland = (_area(run, units, name) for name in (FOREST_AREA, GRASS_AREA))
    made = pressure.pressure(source, forest, grassland, taken)
    run.say(
        translate(
            "LandPressure",
            "The footprint of {over} units is larger than their land, of {judged} whose emission and land "
            "are known.",
        ).format(over=int(np.count_nonzero(made.pressure > 1)), judged=int(np.isfinite(made.pressure).sum()))
    )
    new = {column: getattr(made, name) for name, column in COLUMNS.items()}
    percent = run.number(NEP_PERCENT, 0.0)
    if width is None and not percent:
        return new
    found = pressure.widths(width, made, source, taken, percent)
    if not percent:
        found.pop("capacity")  # land times NEP, both exactly known
    for name, one in found.items():
        new |= uncertainty.columns(COLUMNS[name], one)
    return new


def _area(run: Run, units: UnitTable, name: str) -> np.ndarray:
    """Areas of a field of the units, ha; refuses what no area can be."""
    area = units.numbers(run.field(name))
    wrong = (area < 0) | np.isinf(area)
    if wrong.any():
        named = units.codes if units.codes is not None else units.columns.ids.astype(str).astype(object)
        raise InputError(
            problem(
                "{count} areas of the field {field} are negative or infinite (units: {units}). Correct them; "
                "leave those blank that are not known.",
                count=int(wrong.sum()),
                field=run.field(name),
                units=", ".join(str(code) for code in named[wrong][: joining.SHOWN]),
            )
        )
    return area


def _soil(run, units):
    density = low = high = None
    if run.field(SOC):
        density = units.numbers(run.field(SOC))
        low, high = (units.limit(run.field(SOC), ending) for ending in ("_lo", "_hi"))
        for remark in pressure.soil_remarks(density):
            run.warn(remark)
    reference = run.number(SOC_REFERENCE)
    gap, found = pressure.soil_gap(_area(run, units, CROP_AREA), density, low, high, reference)
    china, union = pressure.soil_rows()
    run.record["standards"]["soil_carbon"] = {
        "density_tc_ha": run.field(SOC) or f"{china.low}-{china.high} ({china.source_key})",
        "reference_tc_ha": union.value if np.isnan(reference) else reference,
    }
    return {"soc_gap_tco2": gap, **uncertainty.columns("soc_gap_tco2", found)}
