"""Carbon that mariculture takes out of the sea with its harvest, and the N2O of fed fish.

    shellfish  C = W x d x (m_t c_t + m_s c_s)         algae  C = W x d x c_t         N2O = W x EF x 44/28

W wet weight, d dry share, m mass shares of tissue and shell, c carbon shares: 孙康 2020 after the idea of
HY/T 0305-2021; N2O: IPCC 2013 Wetlands Supplement, Table 4.15. Whether shells are a sink is disputed (CO2
leaves the water where they form), and harvested carbon is soon used: this stands beside the inventory,
tissue and shell apart, and is in no net.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from .. import units
from ..errors import InputError, Words, problem
from ..factors import Factor, FactorTable, builtin
from . import gwp
from .bluefactors import TIER1
from .habitats import plain

SCHEME = "SUN2020"
HABITAT = "mariculture"
N2O_OF_N = 44 / 28
#: Parts of a harvest that stand apart.
PARTS = ("tissue", "shell", "n2o")
SHOWN = 20


@dataclass(frozen=True)
class Species:
    """Carbon of a tonne of harvest by part, tC per t wet, and N2O in t per t; 0 where it has none.

    Attributes
    ----------
    is_alga
        Whether statistics may give it as dry weight.
    n2o_low, n2o_high
        Limits of the N2O.
    tissue_low, tissue_high, shells_low, shells_high
        Limits of the carbon of both parts; the values themselves where the table has no ranges.
    """

    key: str
    name_en: str
    name_zh: str
    tissue: float
    shells: float
    dry: float
    is_alga: bool
    n2o: float = 0.0
    n2o_low: float = 0.0
    n2o_high: float = 0.0
    tissue_low: float = np.nan
    tissue_high: float = np.nan
    shells_low: float = np.nan
    shells_high: float = np.nan
    source: str = ""
    confidence: str = ""

    def name(self, language: str = "en") -> str:
        """Name in English or, for ``zh...``, in Chinese."""
        return self.name_zh if language.startswith("zh") else self.name_en

    @property
    def lacks_ranges(self) -> bool:
        """Whether it takes carbon out, and the table has no range of any part of it."""
        takes_out = self.tissue != 0 or self.shells != 0
        return takes_out and self.tissue_low == self.tissue_high and self.shells_low == self.shells_high


def species(table: FactorTable | None = None) -> dict[str, Species]:
    """Species of the table ``sink_rates`` by key."""
    table = table or builtin("sink_rates")
    rows: dict[str, dict[str, Factor]] = {}
    for scheme in (SCHEME, TIER1):
        for row in table.select(scheme=scheme, habitat=HABITAT):
            if not row.gap:
                rows.setdefault(row.key, {})[row.parameter] = row
    return {key: _species(key, found) for key, found in rows.items()}


def _species(key: str, found: dict[str, Factor]) -> Species:
    first = next(iter(found.values()))
    has_shell = "c_shell" in found
    fed = found.get("n2on_per_production")
    shares = ("tissue_mass_share",) if "tissue_mass_share" in found else ()
    tissue = (0.0,) * 3 if fed else _product(found, ("dry_fraction", *shares, "c_tissue"))
    shells = _product(found, ("dry_fraction", "shell_mass_share", "c_shell")) if has_shell else (0.0,) * 3
    limits = dict(zip(("tissue", "tissue_low", "tissue_high"), tissue))
    limits |= dict(zip(("shells", "shells_low", "shells_high"), shells))
    if fed is not None:
        low, high = fed.range_in_unit("tN2O-N/t") if fed.has_range else (fed.value, fed.value)
        limits |= {"n2o": fed.value * N2O_OF_N, "n2o_low": low * N2O_OF_N, "n2o_high": high * N2O_OF_N}
    return Species(
        key,
        first.name_en,
        first.name_zh,
        dry=found["dry_fraction"].value if "dry_fraction" in found else np.nan,
        is_alga=not has_shell and fed is None,
        source=first.source_key,
        confidence=first.confidence,
        **limits,
    )


def _product(found: dict[str, Factor], parameters: Sequence[str]) -> tuple[float, float, float]:
    """Product of independent factors with its limits (IPCC 2006 Vol 1 Ch 3 eq 3.1); NaN if one lacks."""
    rows = [found.get(parameter) for parameter in parameters]
    if any(row is None for row in rows):
        return np.nan, np.nan, np.nan
    value = np.prod([row.value for row in rows])
    ranged = [row for row in rows if row.has_range and row.value]
    below = np.hypot.reduce([(row.value - row.low) / row.value for row in ranged], initial=0.0)
    above = np.hypot.reduce([(row.high - row.value) / row.value for row in ranged], initial=0.0)
    return float(value), float(value * (1 - below)), float(value * (1 + above))


@cache
def _spellings(keys: tuple[tuple[str, str, str], ...]) -> dict[str, str]:
    found = {}
    for key, en, zh in keys:
        for text in (key, key.removeprefix("mc_"), en, zh, *en.split("/")):
            found.setdefault(plain(text), key)
            found.setdefault(plain(text).removesuffix("s"), key)
    return found


def matched(names: Sequence[str], known: dict[str, Species]) -> list[str]:
    """Key of the species that each name means.

    Raises
    ------
    InputError
        Names that no species has, all of them with counts; the known ones are told.
    """
    spellings = _spellings(tuple((one.key, one.name_en, one.name_zh) for one in known.values()))
    keys = [spellings.get(plain(name), spellings.get(plain(name).removesuffix("s"), "")) for name in names]
    strange: dict[str, int] = {}
    for name, key in zip(names, keys):
        if not key:
            strange[str(name)] = strange.get(str(name), 0) + 1
    if strange:
        raise InputError(
            problem(
                "{count} species have no factors (rows): {names}. Known are {known}; take “other” ones, or "
                "give a table of your own.",
                count=len(strange),
                names=", ".join(f"{name or '–'} ({times}×)" for name, times in list(strange.items())[:SHOWN]),
                known=Words.joined(Words(one.name_en, one.name_zh) for one in known.values()),
            )
        )
    return keys


@dataclass(frozen=True)
class Harvest:
    """Harvest of units by species; arrays over rows.

    Attributes
    ----------
    tissue, shell
        t CO2 taken out, negative; with their 95 % limits.
    n2o
        t CO2e of the N2O of fed fish; 0 for others; with its limits.
    """

    tissue: np.ndarray
    tissue_low: np.ndarray
    tissue_high: np.ndarray
    shell: np.ndarray
    shell_low: np.ndarray
    shell_high: np.ndarray
    n2o: np.ndarray
    n2o_low: np.ndarray
    n2o_high: np.ndarray

    def of_units(self, at: np.ndarray, count: int) -> dict[str, np.ndarray]:
        """Sums over the rows *at* of each of *count* units, with limits.

        Species are independent of one another.
        """
        made = {}
        for name in PARTS:
            value, low, high = (getattr(self, name + ending) for ending in ("", "_low", "_high"))
            total = np.bincount(at, value, count)
            made |= {
                name: total,
                f"{name}_low": total - np.sqrt(np.bincount(at, (value - low) ** 2, count)),
                f"{name}_high": total + np.sqrt(np.bincount(at, (high - value) ** 2, count)),
            }
        return made


def harvest(
    keys: Sequence[str],
    wet_t: np.ndarray,
    known: dict[str, Species],
    algae_dry: bool = False,
    gwp_set: str = gwp.DEFAULT,
    percent: float = 0.0,
) -> Harvest:
    """Carbon of a harvest.

    Parameters
    ----------
    keys, wet_t
        Species, and tonnes of wet weight; NaN where missing.
    algae_dry
        Whether algae are given as dry weight, as statistics often do.
    gwp_set
        Set for N2O.
    percent
        Half-width of the 95 % interval of the tonnes, %.

    Examples
    --------
    >>> made = harvest(["mc_oyster", "mc_kelp"], np.array([1000.0, 2000.0]), species())
    >>> [round(float(x), 4) for x in (made.tissue / units.CARBON_TO_CO2)]
    [-18.3788, -124.8]
    """
    wet = np.asarray(wet_t, dtype=np.float64)
    used = [known[key] for key in keys]
    dried = np.array([1 / one.dry if algae_dry and one.is_alga else 1.0 for one in used])
    potential = gwp.potential("N2O", gwp_set=gwp_set).value
    scales = {
        "tissue": ("tissue", -units.carbon_to_co2(1.0) * dried * wet),
        "shell": ("shells", -units.carbon_to_co2(1.0) * wet),
        "n2o": ("n2o", potential * wet),
    }
    made = {}
    for name, (factor, scale) in scales.items():
        value, low, high = (
            np.array([getattr(one, factor + ending) for one in used], dtype=np.float64) * scale
            for ending in ("", "_low", "_high")
        )
        own = np.abs(value) * percent / 100
        first, last = np.minimum(low, high), np.maximum(low, high)  # what is taken out is negative
        made |= {
            name: value,
            f"{name}_low": value - np.hypot(value - first, own),
            f"{name}_high": value + np.hypot(last - value, own),
        }
    return Harvest(**made)
