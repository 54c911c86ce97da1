"""Forest biomass by gain and loss as an input of the land budget: parameters, checks, carbon of units."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from qgis.core import QgsProcessingParameterDefinition

from ..core import joining
from ..core.carbon import gainloss, landbudget
from ..core.carbon.emission_ranges import Spreading
from ..core.carbon.landareas import LandAreas
from ..core.carbon.landcrossing import Lines
from ..core.errors import InputError, Problem, problem, raise_if_any
from ..core.uncertainty import from_limits
from ..core.vocabulary import carbon_classes
from ..toolbelt import tables
from ..toolbelt.translation import translate
from . import records
from .parameters import ANY_TABLE, advanced, field, source
from .request import Request
from .run import Run
from .unittables import sums_of_units

FOREST, CODE = "FOREST", "FOREST_CODE"
#: Carbon class whose coefficient the table stands in for.
LAND = "forest"
#: Parameter of each quantity of `gainloss.QUANTITIES`, with the usual name of its field.
FIELDS = {
    gainloss.AREA: ("FOREST_HECTARES", "area_ha"),
    gainloss.GROWTH: ("FOREST_GROWTH", "growth"),
    gainloss.RATIO: ("ROOT_SHOOT", "root_shoot"),
    gainloss.FRACTION: ("CARBON_FRACTION", "carbon_fraction"),
    gainloss.HARVEST: ("WOOD_REMOVAL", "harvest_m3"),
    gainloss.EXPANSION: ("WOOD_EXPANSION", "bcef_r"),
    gainloss.DISTURBED: ("DISTURBED_AREA", "disturbed_ha"),
    gainloss.BIOMASS: ("DISTURBED_BIOMASS", "biomass"),
    gainloss.LOST: ("DISTURBED_SHARE", "lost"),
}
#: Areas of the map and of the table may differ so much before it is told.
TOLERANCE = 0.05


def parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    """The parameters."""
    labels = {
        gainloss.AREA: translate("LandForest", "Area of the stand (ha; empty: forest of the map)"),
        gainloss.GROWTH: translate("LandForest", "Growth above ground (t dry matter per ha and year)"),
        gainloss.RATIO: translate("LandForest", "Root-to-shoot ratio"),
        gainloss.FRACTION: translate("LandForest", "Carbon fraction (empty: IPCC 2006, 0.47)"),
        gainloss.HARVEST: translate("LandForest", "Wood removal (m3 a year)"),
        gainloss.EXPANSION: translate("LandForest", "Expansion factor of removals (t dry matter per m3)"),
        gainloss.DISTURBED: translate("LandForest", "Disturbed area (ha a year)"),
        gainloss.BIOMASS: translate("LandForest", "Biomass of what is disturbed (t dry matter per ha)"),
        gainloss.LOST: translate("LandForest", "Share of it that is lost (0 to 1; empty: all)"),
    }
    return (
        source(
            FOREST,
            translate("LandForest", "Forest by gain and loss (table of growth, harvest and disturbance)"),
            ANY_TABLE,
            optional=True,
        ),
        advanced(field(CODE, translate("LandForest", "Unit code in that table"), "unit_code", parent=FOREST)),
        *(
            advanced(field(name, labels[quantity], usual, parent=FOREST))
            for quantity, (name, usual) in FIELDS.items()
        ),
    )


def problems(request: Request, measured: bool, net_raster: bool) -> list[Problem]:
    """What can be refused before work; *measured*: the budget comes from NPP."""
    if request.optional_source(FOREST) is None:
        return []
    found = []
    if measured:
        found.append(
            problem("NPP holds the growth of forest already; leave out FOREST, or choose coefficients.")
        )
    if net_raster:
        found.append(
            problem("Forest by gain and loss has no value of a cell; leave out the net raster, or FOREST.")
        )
    lacking = [name for name, field_of in _asked(request).items() if name in gainloss.NEEDED and not field_of]
    if not request.field(CODE):
        found.append(problem("Choose the field of the unit code in the table of forest (FOREST_CODE)."))
    if lacking:
        found.append(
            problem(
                "Choose the fields {lacking} of the table of forest.",
                lacking=", ".join(FIELDS[name][0] for name in lacking),
            )
        )
    return found + _half_given(request)


def _half_given(request: Request) -> list[Problem]:
    """Parts of the equation of which some quantities were given and others not."""
    asked, found = _asked(request), []
    for names in gainloss.PARTS.values():
        needed = [name for name in names if name != gainloss.LOST]
        given = [name for name in names if asked[name]]
        if given and not all(asked[name] for name in needed):
            found.append(
                problem(
                    "{given} of the table of forest needs {needed} too; choose both, or leave out both.",
                    given=", ".join(FIELDS[name][0] for name in given),
                    needed=", ".join(FIELDS[name][0] for name in needed if not asked[name]),
                )
            )
    return found


def _asked(request: Request) -> dict[str, str]:
    """Field of every quantity; empty where there is none."""
    return {quantity: request.field(name) for quantity, (name, _usual) in FIELDS.items()}


@dataclass(frozen=True)
class Forest:
    """Carbon of the forest of the units, and of all of them: whole, and its units that are sources, sinks."""

    units: gainloss.Biomass
    whole: gainloss.Biomass
    sources: gainloss.Biomass
    sinks: gainloss.Biomass

    def columns(self) -> dict[str, np.ndarray]:
        """Declared columns of the units."""
        one = self.units
        found = from_limits(one.low, one.high)
        return {
            "growth_tco2": one.gain,
            "harvest_tco2": one.wood,
            "disturbance_tco2": one.disturbance,
            "forest_tco2": one.net,
            "forest_tco2_lo": found.low,
            "forest_tco2_hi": found.high,
            "forest_tco2_sd": found.sd,
        }

    def of_classes(self, land: LandAreas, made: landbudget.LandBudget) -> landbudget.LandBudget:
        """The budget *made* of classes with the forest of all units in the row of forest."""
        at, is_forest = np.zeros(len(land.classes), dtype=np.int64), np.array(land.classes) == LAND
        placed = [one.taken(at).where(is_forest) for one in (self.whole, self.sources, self.sinks)]
        return landbudget.with_biomass(landbudget.without_land(made), *placed)

    def of_lines(self, land: LandAreas, lines: Lines, made: landbudget.LandBudget) -> landbudget.LandBudget:
        """The budget *made* of units and classes with the forest of each unit in its line of forest."""
        is_forest = np.array(land.classes)[lines.kind] == LAND
        placed = self.units.taken(lines.unit).where(is_forest)
        return landbudget.with_biomass(landbudget.without_land(made), placed)

    def cells(self, land: LandAreas) -> np.ndarray:
        """Mask, units x classes: forest of the table, whether the map has any there or not."""
        there = (np.nan_to_num(self.units.net) != 0) & _has_land(land)
        return there[:, np.newaxis] & (np.array(land.classes) == LAND)


def with_forest(land: LandAreas) -> LandAreas:
    """The same land with a class of forest, which may have no area: the table can have what the map lacks."""
    if LAND in land.classes:
        return land
    order = [one.code for one in carbon_classes()]
    at = sum(order.index(code) < order.index(LAND) for code in land.classes)
    return replace(
        land,
        classes=(*land.classes[:at], LAND, *land.classes[at:]),
        area_ha=np.insert(land.area_ha, at, 0.0, axis=1),
        count=np.insert(land.count, at, 0),
    )


def _has_land(land: LandAreas) -> np.ndarray:
    return land.area_ha.sum(axis=1) + land.unknown_ha > 0


def left_to_it(known: dict[str, landbudget.Coefficient]) -> dict[str, landbudget.Coefficient]:
    """Coefficients of which forest has none: its carbon comes from the table."""
    return {**known, LAND: landbudget.Coefficient(0.0, 0.0, 0.0, None)}


def read(run: Run, land: LandAreas, spread: Spreading) -> Forest | None:
    """Carbon of the forest of every unit; None where no table was given."""
    if run.optional_source(FOREST) is None:
        return None
    asked = {quantity: name for quantity, name in _asked(run).items() if name}
    table = run.columns(
        FOREST, [run.field(CODE), *asked.values(), *records.widths(run, FOREST, asked.values())]
    )
    codes = joining.codes(table[run.field(CODE)])
    raise_if_any([*_blank(table.ids[codes == ""]), *sums_of_units(run, FOREST, codes, table.ids)])
    unit, target = np.unique(codes.astype(str), return_inverse=True)
    mapped = _mapped(land, unit)
    stands = {quantity: _quantity(run, table, name) for quantity, name in asked.items()}
    if gainloss.AREA in stands and gainloss.DISTURBED in stands:
        both = (stands[name].value for name in (gainloss.AREA, gainloss.DISTURBED))
        raise_if_any(gainloss.disturbed_beyond(*both, table.ids))
    if gainloss.AREA not in stands:
        stands[gainloss.AREA] = _of_map(run, unit, target, mapped)
    made = gainloss.account(target, stands, len(unit), table.ids, spread, unit[target], run.look_for_cancel)
    joined = joining.join(
        land.unit, unit.astype(object), translate("LandForest", "the units"), run.layer_name(FOREST)
    )
    for remark in joined.remarks:
        run.warn(remark)
    _tell_areas(run, unit, np.bincount(target, stands[gainloss.AREA].value, len(unit)), mapped)
    fraction = gainloss.carbon_fraction()
    run.record["standards"]["forest"] = {
        "method": "IPCC 2006 Vol 4 Ch 2, gain-loss (eq 2.7, 2.9 to 2.14)",
        "carbon_fraction": asked.get(gainloss.FRACTION) or f"{fraction.value} ({fraction.source_key})",
    }
    # land without forest and without a row has none; forest without a row is not known
    has_none = (_area_of(land) <= 0) & (joined.position == joining.NOWHERE)
    units = gainloss.Biomass(
        **{name: np.where(has_none, 0.0, joined.taken(column)) for name, column in vars(made).items()}
    )
    return Forest(units, *_together(land, target, unit, stands, table.ids, made, spread))


def _together(land, target, unit, stands, ids, made, spread) -> list[gainloss.Biomass]:
    """All stands whose units count, those of the units that are sources, and those of sinks."""
    there = np.isin(unit, np.asarray(land.unit, dtype=str)[_has_land(land)]) & np.isfinite(made.net)
    found = []
    for mine in (there, there & (made.net > 0), there & (made.net <= 0)):
        rows = mine[target]
        inside = {name: _picked(one, rows) for name, one in stands.items()}
        whole = np.zeros(int(rows.sum()), dtype=np.int64)
        found.append(gainloss.account(whole, inside, 1, ids[rows], spread, unit[target][rows]))
    return found


def _blank(ids: np.ndarray) -> list[Problem]:
    """The fault of stands without a unit code."""
    if not len(ids):
        return []
    return [
        problem(
            "{count} rows have no unit code (rows: {rows}). Fill it in, or remove rows that are none.",
            count=len(ids),
            rows=", ".join(map(str, ids[: joining.SHOWN])),
        )
    ]


def _quantity(run: Run, table: tables.Columns, name: str) -> gainloss.Quantity:
    value = run.numbers(table, name, FOREST)
    none = np.full(len(value), np.nan)
    return gainloss.Quantity(
        value, **{"low": none, "high": none, **records.limits_of(run, FOREST, table, name)}
    )


def _picked(one: gainloss.Quantity, rows: np.ndarray) -> gainloss.Quantity:
    return replace(one, value=one.value[rows], low=one.low[rows], high=one.high[rows])


def _area_of(land: LandAreas) -> np.ndarray:
    """Hectares of forest of every unit of the map."""
    if LAND not in land.classes:
        return np.zeros(len(land.unit))
    return land.area_ha[:, land.classes.index(LAND)]


def _mapped(land: LandAreas, unit: np.ndarray) -> np.ndarray:
    """Hectares of forest on the map of the units of the table; NaN for those that the map lacks."""
    area = dict(zip([str(code) for code in land.unit], _area_of(land).tolist()))
    return np.array([area.get(code, np.nan) for code in unit.tolist()], dtype=np.float64)


def _of_map(run: Run, unit: np.ndarray, target: np.ndarray, mapped: np.ndarray) -> gainloss.Quantity:
    """Area of the map as that of the only stand of each unit."""
    repeated = unit[np.bincount(target, minlength=len(unit)) > 1]
    if len(repeated):
        raise InputError(
            problem(
                "{layer} has several stands of {count} units ({units}) and no area; give the area of each "
                "stand (FOREST_HECTARES).",
                layer=run.layer_name(FOREST),
                count=len(repeated),
                units=", ".join(repeated[: joining.SHOWN].tolist()),
            )
        )
    none = np.full(len(target), np.nan)
    return gainloss.Quantity(mapped[target], none, none)


def _tell_areas(run: Run, unit: np.ndarray, told: np.ndarray, mapped: np.ndarray) -> None:
    with np.errstate(invalid="ignore"):
        apart = np.abs(told - mapped) > TOLERANCE * np.maximum(told, mapped)
    if apart.any():
        run.warn(
            problem(
                "In {count} units the forest of {layer} and that of the map differ by more than 5 % "
                "({units}); the carbon is that of the table.",
                count=int(apart.sum()),
                layer=run.layer_name(FOREST),
                units="; ".join(
                    f"{code}: {one:.4g} / {other:.4g} ha"
                    for code, one, other in list(zip(unit[apart], told[apart], mapped[apart]))[
                        : joining.SHOWN
                    ]
                ),
            )
        )
