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
SHOWN = 20


@dataclass(frozen=True)
class Species:
    """Carbon of a tonne of harvest by part, tC per t wet; N2O in t per t; NaN where it has none.

    Attributes
    ----------
    is_alga
        Whether statistics may give it as dry weight.
    n2o_low, n2o_high
        Limits of the N2O.
    """

    key: str
    name_en: str
    name_zh: str
    tissue: float
    shells: float
    dry: float
    is_alga: bool
    n2o: float = np.nan
    n2o_low: float = np.nan
    n2o_high: float = np.nan
    source: str = ""
    confidence: str = ""

    def name(self, language: str = "en") -> str:
        """Name in English or, for ``zh...``, in Chinese."""
        return self.name_zh if language.startswith("zh") else self.name_en


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
    def value(parameter: str, default: float) -> float:
        return found[parameter].value if parameter in found else default

    first = next(iter(found.values()))
    dry = value("dry_fraction", np.nan)
    has_shell = "c_shell" in found
    tissue = dry * value("tissue_mass_share", 1.0) * value("c_tissue", np.nan)
    fed = found.get("n2on_per_production")
    limits = {}
    if fed is not None:
        low, high = fed.range_in_unit("tN2O-N/t") if fed.has_range else (fed.value, fed.value)
        limits = {"n2o": fed.value * N2O_OF_N, "n2o_low": low * N2O_OF_N, "n2o_high": high * N2O_OF_N}
    return Species(
        key,
        first.name_en,
        first.name_zh,
        tissue=0.0 if fed is not None else tissue,
        shells=dry * value("shell_mass_share", np.nan) * value("c_shell", np.nan) if has_shell else 0.0,
        dry=dry,
        is_alga=not has_shell and fed is None,
        source=first.source_key,
        confidence=first.confidence,
        **limits,
    )


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
        t CO2 taken out, negative.
    n2o, n2o_low, n2o_high
        t CO2e of the N2O of fed fish; 0 for others.
    """

    tissue: np.ndarray
    shell: np.ndarray
    n2o: np.ndarray
    n2o_low: np.ndarray
    n2o_high: np.ndarray


def harvest(
    keys: Sequence[str],
    wet_t: np.ndarray,
    known: dict[str, Species],
    algae_dry: bool = False,
    gwp_set: str = gwp.DEFAULT,
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

    Examples
    --------
    >>> made = harvest(["mc_oyster", "mc_kelp"], np.array([1000.0, 2000.0]), species())
    >>> [round(float(x), 4) for x in (made.tissue / units.CARBON_TO_CO2)]
    [-18.3788, -124.8]
    """
    wet = np.asarray(wet_t, dtype=np.float64)
    used = [known[key] for key in keys]
    dried = np.array([1 / one.dry if algae_dry and one.is_alga else 1.0 for one in used])
    tissue = np.array([one.tissue for one in used]) * dried * wet
    shell = np.array([one.shells for one in used]) * wet
    potential = gwp.potential("N2O", gwp_set=gwp_set).value

    def nitrous(values):
        return np.nan_to_num(np.array(values, dtype=np.float64)) * wet * potential

    return Harvest(
        -units.carbon_to_co2(tissue),
        -units.carbon_to_co2(shell),
        nitrous([one.n2o for one in used]),
        nitrous([one.n2o_low for one in used]),
        nitrous([one.n2o_high for one in used]),
    )
