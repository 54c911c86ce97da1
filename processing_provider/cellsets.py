"""Sets of zoning standards for rasters: what a set fills, its limits, and regions with their own limits."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingParameterDefinition

from ..core import joining, units
from ..core.errors import Problem, faults_of, problem
from ..core.zoning import cells, rulesets, setcells
from ..core.zoning.ruleset_rules import CARBON_UNIT
from ..core.zoning.rulesets import RuleSet
from ..toolbelt import zonecells
from ..toolbelt.rasters import Grid
from ..toolbelt.rasterzones import Zones
from ..toolbelt.regioncells import Regions
from ..toolbelt.translation import translate
from . import cellinputs, pollutionrasters, polygoninputs, zoningsets
from .parameters import advanced, field, source
from .request import Request
from .run import Run

REGIONS = "REGIONS"
FOLLOWING = ("quantile", "jenks", "zscore")
NOWHERE = -1


def parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    """The set, the user's table of sets, and polygons of regions."""
    return (*plain_parameters(), *_region_parameters())


def plain_parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    """The set and the user's table of sets, for algorithms that judge all cells alike."""
    label = translate("CellSets", "Zoning standard (fills what is left at its default)")
    return (
        zoningsets.one(zoningsets.STANDARD_SET, label),
        *zoningsets.own(),
    )


def _region_parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    return (
        advanced(
            source(REGIONS, translate("CellSets", "Regions (polygons, for regional limits)"), optional=True)
        ),
        advanced(
            field(
                zoningsets.REGION,
                translate("CellSets", "with: field with the region or functional class"),
                None,
                REGIONS,
            )
        ),
        advanced(polygoninputs.invalid()),
    )


def problems(request: Request, algorithm) -> list[Problem]:
    """What is wrong with the set, and with what the user gave beside it."""
    found = zoningsets.problems(request)
    if found:
        return found
    rule_set = zoningsets.settings(request, algorithm).rule_set
    if rule_set is None:
        return []
    if request.layer(REGIONS) is not None:
        found += polygoninputs.problems(request, [REGIONS])
        found += cellinputs.beyond_180_problems(request, request.layer(algorithm.NET), [REGIONS])
    if rule_set.method == "regional" and not request.field(zoningsets.REGION):
        found.append(
            problem(
                "The set {set} has limits by region ({regions}); give the polygons of the regions and the "
                "field that names them.",
                set=rule_set.id,
                regions=", ".join(item.code for item in rule_set.regions),
            )
        )
    if zoningsets.carbon_numbers(rule_set) and request.choice(algorithm.DENOMINATOR) != "area":
        found.append(
            problem(
                "The set {set} gives its carbon standard or benchmark per area; the denominator must be "
                "area, not {name}.",
                set=rule_set.id,
                name=request.choice(algorithm.DENOMINATOR),
            )
        )
    if request.choice(algorithm.TAU_MODE) != "fixed":
        found.append(
            problem(
                "The set {set} brings its own strong thresholds; leave the parameter {name} at fixed.",
                set=rule_set.id,
                name=algorithm.TAU_MODE,
            )
        )
    return found + faults_of(lambda: _limits(request, rule_set))


def limited(request: Request) -> bool:
    """Whether the set has limits for the pollutants whose standard is left empty."""
    rule_set = zoningsets.asked(request)
    return bool(rule_set and rule_set.pollutant_set)


def _limits(request: Request, rule_set: RuleSet) -> list[tuple[np.ndarray, str] | None]:
    """Limits by region, and their unit, of each pollutant whose standard is left empty; None for others."""
    every = np.append(np.arange(len(rule_set.regions)), NOWHERE)
    return [
        rulesets.limits(rule_set, one.layer.name(), every)
        if one.limit_layer is None and np.isnan(one.limit) and rule_set.pollutant_set
        else None
        for one in pollutionrasters.asked(request, limited(request))
    ]


@dataclass(frozen=True)
class Local:
    """What a set brings to the cells of one run.

    Attributes
    ----------
    rule_set
        The set; None where none is asked for.
    standards
        Standards with what the set fills.
    regions
        Regions with standards of their own; None where one number holds for all.
    """

    rule_set: RuleSet | None
    standards: cells.Standards
    regions: Regions | None


def filled(run: Run, settings: zoningsets.Settings, standards: cells.Standards, grid: Grid, by_raster: bool):
    """The standards of a run with what its set fills, as `Local`; the set is told.

    Parameters
    ----------
    standards
        As the user gave them.
    by_raster
        Whether a raster gives the carbon standard.
    """
    rule_set = settings.rule_set
    if rule_set is None:
        return Local(None, standards, None)
    zoningsets.note(run, rule_set)
    run.record["standards"]["filled_by_set"] = dict(settings.filled)
    given = {name: np.isfinite(run.number(name)) for name in ("CARBON_STANDARD", "CARBON_BENCHMARK")}
    of_set = {
        "carbon_standard": None
        if given["CARBON_STANDARD"] or by_raster
        else _carbon(rule_set, "carbon_standard"),
        "carbon_benchmark": None if given["CARBON_BENCHMARK"] else _carbon(rule_set, "carbon_benchmark"),
    }
    limits = _limits(run, rule_set)
    _tell_limits(run, rule_set, limits)
    one, rule = rule_set.regions[0], standards.rule
    made = replace(
        standards,
        rule=replace(rule, tau_c=one.tau_c, tau_p=one.tau_p, tie=rule_set.tie, weak_weak=rule_set.weak_weak),
        composite=settings.composite,
    )
    if rule_set.method != "regional":
        return Local(rule_set, _single(made, of_set, limits), None)
    regions = _regions(run, rule_set, grid, of_set, limits)
    return Local(rule_set, replace(made, judge=setcells.CellSet(rule_set)), regions)


def _carbon(rule_set: RuleSet, column: str) -> np.ndarray | None:
    """Carbon numbers of the set by region in t CO2e per ha, NaN behind the last; None where it has none."""
    if column not in zoningsets.carbon_numbers(rule_set):
        return None
    every = np.append(np.arange(len(rule_set.regions)), NOWHERE)
    return rule_set.taken(column, every) * units.factor(rule_set.carbon_unit, CARBON_UNIT)


def _single(standards: cells.Standards, of_set: dict, limits: list) -> cells.Standards:
    """Numbers of the one region of a set, in place of those that the user left out."""
    numbers = {name: float(values[0]) for name, values in of_set.items() if values is not None}
    pollutants = tuple(
        one if found is None else replace(one, standard=float(found[0][0]))
        for one, found in zip(standards.pollutants, limits)
    )
    return replace(standards, pollutants=pollutants, **numbers)


def _regions(run: Run, rule_set: RuleSet, grid: Grid, of_set: dict, limits: list) -> Regions:
    crs = QgsCoordinateReferenceSystem.fromWkt(grid.wkt)
    shapes, rows = polygoninputs.read(run, REGIONS, crs, [run.field(zoningsets.REGION)])
    codes = joining.codes([row[0] for row in rows])
    # the number 0 is no polygon; what lies in none is judged by the region without a code, if there is one
    places = rule_set.places(["", *codes.tolist()], len(codes) + 1)
    lost = sorted({code for code, place in zip(codes.tolist(), places[1:].tolist()) if place == NOWHERE})
    if lost:
        run.warn(
            problem(
                "The set {set} has no limits for the regions {regions}; their cells are ND. The set has: "
                "{known}.",
                set=rule_set.id,
                regions=", ".join(code or "–" for code in lost[: rulesets.SHOWN_REGIONS]),
                known=", ".join(region.code or "–" for region in rule_set.regions),
            )
        )
    return Regions(
        Zones(shapes, grid),
        places,
        of_set["carbon_standard"],
        of_set["carbon_benchmark"],
        tuple(None if found is None else found[0] for found in limits),
    )


def _tell_limits(run: Run, rule_set: RuleSet, limits: list) -> None:
    shown = {}
    for one, found in zip(pollutionrasters.asked(run, limited(run)), limits):
        if found is None:
            continue
        values, unit = found
        name = one.layer.name()
        shown[name] = ", ".join(f"{value:g}" for value in np.unique(values[np.isfinite(values)])) + f" {unit}"
        run.say(
            translate(
                "CellSets",
                "The standard of {raster} is taken from {standard}: {values}. The raster must be in that "
                "unit.",
            ).format(raster=name, standard=rule_set.pollutant_set, values=shown[name])
        )
    if shown:
        run.record["standards"]["limits_of_set"] = {rule_set.pollutant_set: shown}


def followed(run: Run, local: Local, accounts: zonecells.Accounts, area: np.ndarray) -> cells.Standards:
    """The standards of *local* with what its set takes from the cells: thresholds, or z-scores."""
    rule_set, standards = local.rule_set, local.standards
    method = rule_set.method
    if method not in FOLLOWING:
        return standards if method != "cone" else replace(standards, judge=setcells.CellSet(rule_set))
    run.warn(
        problem(
            "The strong thresholds follow the data; use this map for exploration only, not for "
            "comparisons over time or assessment."
        )
    )
    plain = zonecells.Zoner(accounts, standards, area, local.regions)
    if method == "zscore":
        scores = zonecells.scores(plain, accounts, standards, run.progress)
        run.record["standards"]["mean_and_deviation"] = {"q_c": scores[0], "q_p": scores[1]}
        return replace(standards, judge=setcells.CellSet(rule_set, scores))
    both = zonecells.exceeders(plain, accounts, run.progress)
    taus = [
        # where nothing exceeds, no class depends on how strong an exceedance would have to be
        tau
        if not one.total
        else one.quantile(rule_set.quantile)
        if method == "quantile"
        else one.threshold("jenks2")
        for one, tau in zip(both, (standards.rule.tau_c, standards.rule.tau_p))
    ]
    return replace(standards, rule=replace(standards.rule, tau_c=taus[0], tau_p=taus[1]))
