"""Correction of mismatched parcels: whose use conflicts with the assigned space, what to do, what is saved.

Paper 1 asks for a mechanism that corrects mismatched space together with restoration and the exit of
industry. The conflicts are a table (``data/rules/mismatch_rules.csv``), the first that holds decides; the
actions come from the conversion rules; parcels are ranked by avoided net emission and pollution load.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from .. import conversion
from ..csvdata import read_rows
from ..landuse import LandClass
from ..vocabulary import Named

STEEP = 25.0  # degrees; the limit for cultivation that the law on soil conservation sets
BY_SPACE, ECOLOGY = "by_space", "ecology"
ECOLOGICAL = ("forest", "grassland", "wetland_water")
NO_CONFLICT = -1
#: Carbon class whose coefficient stands for a restored use.
CARBON_CLASS = {
    "forest": "forest",
    "grassland": "grassland",
    "wetland_water": "wetland",
    "cropland": "cropland",
    "sea": "sea",
}


@dataclass(frozen=True)
class MismatchRule(Named):
    """A kind of conflict between a use and the space that is assigned to it.

    Attributes
    ----------
    uses
        Conversion classes that it is about.
    guide
        Beginnings of the guide's codes; empty for all.
    spaces
        Assigned spaces.
    zone_class, space_rule
        Class of the six, and deciding rule of the space; empty for any.
    steep, core
        Whether it holds on steep slopes alone, and in the core of protected areas alone.
    target
        Use after the correction; ``ecology``: the chosen ecological use, ``by_space``: that of the space.
    """

    uses: tuple[str, ...]
    guide: tuple[str, ...]
    spaces: tuple[str, ...]
    zone_class: str
    space_rule: str
    steep: bool
    core: bool
    target: str
    action_en: str
    action_zh: str

    def action(self, language: str) -> str:
        """What is to be done, in ``en`` or ``zh``."""
        return self.text("action", language)


@cache
def rules() -> tuple[MismatchRule, ...]:
    """Kinds of conflict, the first that holds decides."""
    return tuple(
        MismatchRule(
            row["code"],
            row["name_en"],
            row["name_zh"],
            _parts(row["uses"]),
            _parts(row["guide"]),
            _parts(row["spaces"]),
            row["zone_class"],
            row["space_rule"],
            row["steep"] == "1",
            row["core"] == "1",
            row["target"],
            row["action_en"],
            row["action_zh"],
        )
        for row in read_rows(conversion.FOLDER / "mismatch_rules.csv", "rule table")
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


@dataclass(frozen=True)
class Parcels:
    """What is known of the parcels; arrays of one length.

    Attributes
    ----------
    land
        Land class of every parcel; None where it is not known.
    space
        Assigned space (A, E, U, M); None or another text where there is none.
    zone_class
        Class of the six; None where not given.
    space_rule
        What decided the space; ``farmland`` marks permanent basic farmland.
    slope
        Degrees; NaN where not known.
    core
        Whether the parcel lies in the core of a protected area.
    """

    land: Sequence[LandClass | None]
    space: np.ndarray
    zone_class: np.ndarray
    space_rule: np.ndarray
    slope: np.ndarray
    core: np.ndarray


def conflicts(parcels: Parcels, steep: float = STEEP) -> np.ndarray:
    """Position in `rules` of the conflict of every parcel; `NO_CONFLICT` where there is none.

    Parameters
    ----------
    steep
        Slope in degrees above which a parcel is steep; a slope that is not known is not steep.
    """
    use = np.array([conversion.use_of(land) if land else "" for land in parcels.land], dtype=object)
    guide = [land.guide2023 if land else "" for land in parcels.land]
    found = np.full(len(use), NO_CONFLICT)
    is_steep = np.nan_to_num(np.asarray(parcels.slope, dtype=np.float64)) > steep
    for position, rule in enumerate(rules()):
        holds = np.isin(use, rule.uses) & np.isin(parcels.space, rule.spaces)
        if rule.guide:
            holds &= np.array([code.startswith(rule.guide) for code in guide], dtype=bool)
        if rule.zone_class:
            holds &= parcels.zone_class == rule.zone_class
        if rule.space_rule:
            holds &= parcels.space_rule == rule.space_rule
        if rule.steep:
            holds &= is_steep
        if rule.core:
            holds &= np.asarray(parcels.core, dtype=bool)
        found[holds & (found == NO_CONFLICT)] = position
    return found


def target(rule: MismatchRule, space: str, ecological: str = "forest") -> str:
    """The use after the correction of a parcel in *space*; ecological land is restored to *ecological*."""
    by_space = {"A": "cropland", "M": "sea"}.get(space, ecological)
    return {BY_SPACE: by_space, ECOLOGY: ecological}.get(rule.target, rule.target)


@dataclass(frozen=True)
class Saving:
    """What a correction saves in a year.

    Attributes
    ----------
    net_tco2
        Net emission now less that of the restored use, t CO2; NaN where the emission now is not known.
    sink_tco2
        Uptake of the restored use, t CO2, 0 or above.
    load
        Pollution load that ends; NaN where not known.
    score
        Sum of the shares of avoided net emission and load, each weighted; 0 where nothing is known.
    rank
        1 for the highest score, then for the largest gained sink; parcels alike share their place.
    """

    net_tco2: np.ndarray
    sink_tco2: np.ndarray
    load: np.ndarray
    score: np.ndarray
    rank: np.ndarray


def savings(area_ha, net_now, rate_after, load=None, carbon_weight: float = 0.5) -> Saving:
    """Avoided net emission and load of corrected parcels, and their rank.

        avoided_i = N_i - r_i A_i ;   score_i = w avoided_i+ / sum avoided+ + (1 - w) load_i+ / sum load+

    Parameters
    ----------
    area_ha
        Areas.
    net_now
        Net emission of the parcels now, t CO2 per year; NaN where not known.
    rate_after
        Net emission of the restored use, t CO2 per ha and year (negative for a sink).
    load
        Pollution load now; None where there is none.
    carbon_weight
        Weight w of carbon; it has all of it where there is no load.
    """
    area = np.asarray(area_ha, dtype=np.float64)
    after = np.asarray(rate_after, dtype=np.float64) * area
    avoided = np.asarray(net_now, dtype=np.float64) - after
    ends = np.full(len(area), np.nan) if load is None else np.asarray(load, dtype=np.float64)
    weight = 1.0 if load is None else carbon_weight
    score = weight * _positive_shares(avoided) + (1.0 - weight) * _positive_shares(ends)
    sink = np.maximum(-after, 0.0)
    return Saving(avoided, sink, ends, score, _places(score, sink))


def _positive_shares(values: np.ndarray) -> np.ndarray:
    positive = np.nan_to_num(np.maximum(values, 0.0))
    return positive / positive.sum() if positive.sum() > 0 else positive


def _places(score: np.ndarray, sink: np.ndarray) -> np.ndarray:
    """1 for the highest score, among equals for the larger sink; what is alike shares the place."""
    sink = np.nan_to_num(sink)
    order = np.lexsort((-sink, -score))
    new = np.ones(len(order), dtype=bool)
    new[1:] = (np.diff(score[order]) != 0) | (np.diff(sink[order]) != 0)
    places = np.empty(len(order), dtype=int)
    places[order] = np.maximum.accumulate(np.where(new, np.arange(1, len(order) + 1), 0))
    return places


def rates_after(targets: Sequence[str], rate_of_class: Mapping[str, float]) -> np.ndarray:
    """Net emission per hectare of restored uses, from rates by carbon class; NaN where there is none."""
    return np.array([rate_of_class.get(CARBON_CLASS[use], float("nan")) for use in targets], dtype=np.float64)
