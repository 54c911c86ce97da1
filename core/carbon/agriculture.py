"""Agriculture, processes and waste: methane, nitrous oxide, farm inputs, burnt residues.

Provincial guideline of greenhouse gas inventories (2011), IPCC 2006 Vol 3 and 4 with the 2019 Refinement, and
the input coefficients of Chinese papers; factors.md 3.9. Each equation takes all its factors from one scheme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .. import units
from ..errors import FactorError, problem
from ..factors import Factor, FactorTable
from ..vocabulary import by_code, provinces
from .fuels import Rate, product
from .parts import part

#: t N2O per t of nitrogen in N2O: molar masses 44 and 28.
N2O_PER_N = 44 / 28
HUSBANDRY = ("intensive", "household", "grazing")
#: How animals are kept when the guideline has no factor for the way that was asked for.
_KEPT_INSTEAD = {
    "intensive": ("intensive", "household"),
    "household": ("household", "intensive"),
    "grazing": ("grazing", "household", "intensive"),
}
_TIER1 = "enteric_ch4_tier1"
#: Keys of the terms of cropland N2O by scheme: direct, deposition, leaching, and the two shares.
NITROGEN_TERMS: Mapping[str, tuple[str, str, str, str, str]] = {
    "CN_PROV_GUIDE": ("n2o_direct", "n2o_deposition", "n2o_leaching", "frac_vol", "frac_leach"),
    "IPCC2019": ("EF1", "EF4", "EF5", "Frac_GASF", "Frac_LEACH"),
}


def places(province: str) -> tuple[str, ...]:
    """Regions in which tables file a province, the nearest first: itself, its zones, nation, world."""
    known = by_code(provinces()).get(province)
    zones = (known.climate_zone, known.n2o_zone) if known else ()
    near = (province,) if province else ()
    return tuple(dict.fromkeys((*near, *filter(None, zones), "CN", "asia", "world", "")))


def nearest(rows: Sequence[Factor], regions: Sequence[str], year: int = 0) -> Factor | None:
    """The row of the first of *regions* that has any, of the year that fits best.

    Of several years that hold the account's year comes first, then the nearest earlier one, then the
    first of all. None where no region has a row with a value.
    """
    for region in regions:
        here = [row for row in rows if row.region == region and not row.gap]
        if not here:
            continue
        here.sort(key=lambda row: row.period or (0, 0))
        held = [row for row in here if row.period and row.period[0] <= year <= row.period[1]]
        earlier = [row for row in here if not row.period or row.period[0] <= year]
        return (held or earlier or [here[0]])[-1]
    return None


def _required(table: FactorTable, scheme: str, key: str, parameter: str, regions: Sequence[str]) -> Factor:
    rows = table.select(scheme=scheme, key=key, parameter=parameter)
    found = nearest(rows, regions)
    if found is None:
        raise FactorError(
            problem(
                "The scheme {scheme} has {parameter} of {key} for {known}, but not for {place}. Choose the "
                "province of the units.",
                scheme=scheme,
                parameter=parameter,
                key=key,
                known=", ".join(dict.fromkeys(row.region for row in rows)) or "—",
                place=regions[0] or "—",
            )
        )
    return found


def nitrogen_rate(table: FactorTable, scheme: str, regions: Sequence[str]) -> Rate:
    """N2O of nitrogen brought to cropland, t N2O per t N.

        N2O = N x (EF_d + f_vol x EF_dep + f_leach x EF_leach) x 44/28

    Provincial guideline, cropland; IPCC 2006 Vol 4 Ch 11 eq 11.1, 11.9 and 11.10; factors.md 3.9, E12.
    """
    if scheme not in NITROGEN_TERMS:
        raise FactorError(
            problem(
                "The scheme {scheme} has no factors for nitrogen on cropland; {able} have.",
                scheme=scheme,
                able=", ".join(NITROGEN_TERMS),
            )
        )
    direct, deposition, leaching, volatile, leached = (
        _required(table, scheme, key, parameter, regions)
        for key, parameter in zip(
            NITROGEN_TERMS[scheme], ("n2on_ef", "n2on_ef", "n2on_ef", "fraction", "fraction")
        )
    )
    terms = (direct, volatile, deposition, leached, leaching)

    def total(limit: str) -> float:
        d, v, e, f, w = (_limit(factor, limit) for factor in terms)
        return (d + v * e + f * w) * N2O_PER_N

    words = "({} + {} × {} + {} × {}) × 44/28".format(*(f"{factor.value:.10g}" for factor in terms))
    d, v, e, f, w = (factor.value * N2O_PER_N for factor in terms)
    parts = (
        part(d, (direct,)),
        part(v * e / N2O_PER_N, (volatile, deposition)),
        part(f * w / N2O_PER_N, (leached, leaching)),
    )
    return Rate(total("value"), total("low"), total("high"), terms, words, parts=parts)


def _limit(factor: Factor, limit: str) -> float:
    """Low or high of a factor, its value where it has no range."""
    return getattr(factor, limit) if factor.has_range else factor.value


def rice_rate(table: FactorTable, scheme: str, key: str, regions: Sequence[str]) -> Rate:
    """CH4 of rice, t per m2 sown and season: CH4 = A x EF (provincial guideline; factors.md 3.9)."""
    factor = _required(table, scheme, key, "ch4_ef", regions)
    return product((factor,), (units.factor(factor.unit, "tCH4/(m2·season)"),))


def enteric_rate(
    table: FactorTable, scheme: str, key: str, regions: Sequence[str], kept: str
) -> tuple[Rate | None, str]:
    """CH4 of digestion, t per head and year, and the way of keeping whose factor was used.

    Parameters
    ----------
    kept
        One of `HUSBANDRY`. Where the guideline has no factor for it, the nearest way stands in.

    Returns
    -------
    (Rate or None, str)
        None for animals without digestion methane in the scheme (poultry).
    """
    ways = [f"enteric_ch4_{way}" for way in _KEPT_INSTEAD[kept]]
    for parameter in (*ways, _TIER1):
        if table.select(scheme=scheme, key=key, parameter=parameter):
            factor = _required(table, scheme, key, parameter, regions)
            rate = product((factor,), (units.factor(factor.unit, "tCH4/(head·a)"),))
            return rate, parameter.removeprefix("enteric_ch4_")
    return None, ""


def manure_rate(table: FactorTable, scheme: str, key: str, regions: Sequence[str], gas: str) -> Rate | None:
    """CH4 or N2O of manure, t per head and year; None where the scheme has none for the animal at all."""
    parameter = {"CH4": "manure_ch4", "N2O": "manure_n2o"}[gas]
    if not table.select(scheme=scheme, key=key, parameter=parameter):
        return None
    factor = _required(table, scheme, key, parameter, regions)
    return product((factor,), (units.factor(factor.unit, f"t{gas}/(head·a)"),))


def input_rate(table: FactorTable, scheme: str, key: str, regions: Sequence[str], base: str) -> Rate:
    """CO2 of a farm input, t CO2 per base unit: C = T x delta, times 44/12 (factors.md 3.9, E13)."""
    factor = _required(table, scheme, key, "c_ef", regions)
    plain = factor.unit.replace(" N", "").replace(" urea", "")
    return product((factor,), (units.factor(plain, f"tC/{base}"),), units.CARBON_TO_CO2, "44/12")


def process_rate(
    table: FactorTable, scheme: str, key: str, regions: Sequence[str], product_name: str
) -> Rate:
    """Process CO2, t CO2 per t of product (clinker, lime): E = AD x EF (IPCC 2006 Vol 3 Ch 2)."""
    factor = _required(table, scheme, key, "co2_ef", regions)
    return product((factor,), (units.factor(factor.unit, f"tCO2/t {product_name}"),))


def burning_rates(table: FactorTable, scheme: str, key: str) -> dict[str, Rate]:
    """Gases and pollutants of burning one tonne of dry residue: gas -> t per t of dry matter.

        E = M x C_f x G_ef      (IPCC 2006 Vol 4 Ch 2 eq 2.27)

    M dry matter that is there to burn, C_f the share that burns, G_ef g per kg of dry matter burnt. CO2 of
    residues is of living matter: reported, never added to the total.
    """
    regions = places("")
    share = _required(table, scheme, key, "combustion_factor", regions)
    rates = {}
    for factor in table.select(scheme=scheme, parameter="burn_ef"):
        gas = factor.key.removeprefix("burn_")
        rates[gas] = product((share, factor), (1.0, units.factor(factor.unit, "t/t d.m.")))
    return rates
